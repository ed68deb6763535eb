"""Limits on days solved together: arc consistency over sets of days, and the smallest conflicts.

Limits on one day and differences between two days are closed under maximum, minimum and median of solutions. So arc
consistency decides whether they can hold together, the first and last remaining day of every variable belong to
solutions, and nothing is sampled (Jeavons and Cooper 1995, tractable constraints on ordered domains; Dechter, Meiri
and Pearl 1991, temporal constraint networks). Days between the bounds of variables on a cycle are tried one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from tawatur.dating.days import ALL, after, days_of
from tawatur.model import Frozen
from tawatur.model.dating import STRENGTHS, Apart, Constraint, Contradiction

FROM_OUTSIDE = frozenset(["before.reading", "before.crawled", "before.updated"])
"""Rules that close the top of every report: what only they close is as open as before."""
MOST_TRIES = 3_000
TRIED_DAYS, TRIED_LIMITS = 62, 400


class Solution(Frozen, frozen=True):
    """The days that remain for every variable, as bits; those that would remain whenever the reports were read; what
    could not hold together, also by the ids of the limits in it; the ids of the limits that hold."""

    days: dict[str, int]
    told: dict[str, int]
    contradictions: tuple[Contradiction, ...]
    clashes: dict[str, tuple[Contradiction, ...]]
    kept: frozenset[str]


class _Network:
    """The limits by the variables that they touch, each with its days worked out once."""

    def __init__(self, limits: Sequence[Constraint]) -> None:
        self.limits = limits
        self.single: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.pairs: dict[str, list[tuple[int, str, int | None, int | None]]] = defaultdict(list)
        for number, one in enumerate(limits):
            if isinstance(one.test, Apart):
                low, high = one.test.low, one.test.high
                self.pairs[one.test.other].append((number, one.subject, low, high))
                back = (None if high is None else -high, None if low is None else -low)
                self.pairs[one.subject].append((number, one.test.other, *back))
            else:
                self.single[one.subject].append((number, days_of(one.test)))

    def variables(self) -> list[str]:
        return sorted({*self.single, *self.pairs})


class _State:
    """Days of each variable, and which limits (bits of an integer) they rest on."""

    def __init__(self, network: _Network, chosen: int, variables: Iterable[str]) -> None:
        self.network, self.chosen = network, chosen
        self.days: dict[str, int] = {}
        self.rests: dict[str, int] = {}
        for name in variables:
            self.days[name], self.rests[name] = ALL, 0
            for number, days in network.single.get(name, ()):
                if chosen >> number & 1 and self.days[name] & ~days:
                    self.days[name] &= days
                    self.rests[name] |= 1 << number

    def narrow(self, changed: Iterable[str]) -> str | None:
        """Propagates to the fixpoint; the variable that no day is left for, if there is one."""
        queue = dict.fromkeys(changed)
        for name in queue:
            if not self.days[name]:
                return name
        while queue:
            name = next(iter(queue))
            del queue[name]
            for number, other, low, high in self.network.pairs.get(name, ()):
                if not self.chosen >> number & 1:
                    continue
                allowed = after(self.days[name], low, high)
                if self.days[other] & ~allowed:
                    self.days[other] &= allowed
                    self.rests[other] |= self.rests[name] | 1 << number
                    if not self.days[other]:
                        return other
                    queue[other] = None
        return None


def solve(limits: Iterable[Constraint]) -> Solution:
    """The days that remain for every subject of the limits. Where limits cannot hold together, the weakest of a
    smallest conflicting set give way, all of them if several are as weak, and the set is told; the order of input does
    not matter."""
    ordered = sorted(limits, key=lambda one: (STRENGTHS.index(one.strength), one.id))
    days: dict[str, int] = {}
    said: dict[str, int] = {}
    found: list[Contradiction] = []
    dropped: set[str] = set()
    for part in _components(ordered):  # each with limits of its own: the cost is linear in their number
        network = _Network(part)
        component = network.variables()
        gone, state = _settle(network, component, found)
        dropped |= {part[number].id for number in _bits(gone)}
        _try_days(state, component)
        days.update(state.days)
        said.update(_told(state, component))
    told = tuple(sorted(found, key=lambda one: one.members))
    clashes: dict[str, tuple[Contradiction, ...]] = {}
    for clash in told:
        for id in clash.members:
            clashes[id] = (*clashes.get(id, ()), clash)
    return Solution(days, said, told, clashes, frozenset(one.id for one in ordered) - dropped)


def _told(state: _State, component: list[str]) -> dict[str, int]:
    """The days that remain without the limits that close the top of every report."""
    network = state.network
    outside = sum(1 << n for n, one in enumerate(network.limits) if one.rule in FROM_OUTSIDE) & state.chosen
    if not outside:
        return state.days
    without = _State(network, state.chosen & ~outside, component)
    without.narrow(component)
    return without.days


def _settle(network: _Network, component: list[str], found: list[Contradiction]) -> tuple[int, _State]:
    """The limits of a component that gave way, as bits, and the state without them."""
    dropped = 0
    while True:
        chosen = ((1 << len(network.limits)) - 1) & ~dropped
        state = _State(network, chosen, component)
        empty = state.narrow(component)
        if empty is None:
            return dropped, state
        members = _smallest(network, state.rests[empty])
        weakest = max(STRENGTHS.index(network.limits[number].strength) for number in members)
        aside = [n for n in members if STRENGTHS.index(network.limits[n].strength) == weakest]
        ids = [tuple(sorted(network.limits[n].id for n in group)) for group in (members, aside)]
        found.append(Contradiction(ids[0], ids[1]))
        for number in aside:
            dropped |= 1 << number


def _components(ordered: Sequence[Constraint]) -> list[list[Constraint]]:
    """The limits by the variables that they tie together, each part in the order given, parts by their first names."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one in ordered:
        here = root(one.subject)
        if isinstance(one.test, Apart):
            there = root(one.test.other)
            parent[max(here, there)] = min(here, there)
    parts: dict[str, list[Constraint]] = defaultdict(list)
    for one in ordered:
        parts[root(one.subject)].append(one)
    return [part for _, part in sorted(parts.items())]


def _bits(number: int) -> list[int]:
    out = []
    while number:
        low = number & -number
        out.append(low.bit_length() - 1)
        number ^= low
    return out


def _fails(network: _Network, chosen: int) -> bool:
    """Whether these limits cannot hold together."""
    touched: set[str] = set()
    for number in _bits(chosen):
        one = network.limits[number]
        touched.add(one.subject)
        if isinstance(one.test, Apart):
            touched.add(one.test.other)
    names = sorted(touched)
    return _State(network, chosen, names).narrow(names) is not None


def _smallest(network: _Network, candidates: int) -> list[int]:
    """A smallest conflicting set among limits that conflict: by trying all of one to three, else one of which no part
    can be left out."""
    numbers = _bits(candidates)
    tries = 0
    for size in (1, 2, 3):
        for chosen in combinations(numbers, size):
            tries += 1
            if tries > MOST_TRIES:
                break
            if _fails(network, sum(1 << n for n in chosen)):
                return list(chosen)
    return _minimal(network, candidates)


def _minimal(network: _Network, candidates: int) -> list[int]:
    """Leaves out one limit after the other, weak ones first, as long as the rest still conflicts."""
    kept = candidates
    for number in reversed(_bits(candidates)):
        if _fails(network, kept & ~(1 << number)):
            kept &= ~(1 << number)
    return _bits(kept)


def _try_days(state: _State, component: list[str]) -> None:
    """Tries the days between the bounds of every variable of a component with a cycle, if they are few."""
    ties = {n for name in component for n, *_ in state.network.pairs.get(name, ()) if state.chosen >> n & 1}
    if len(ties) < len(component) or len(ties) > TRIED_LIMITS:
        return
    for name in component:
        if state.days[name].bit_count() > TRIED_DAYS:
            continue
        for bit in _bits(state.days[name])[1:-1]:
            if not _holds(state, component, name, bit):
                state.days[name] &= ~(1 << bit)
                state.narrow([name])


def _holds(state: _State, component: list[str], name: str, bit: int) -> bool:
    """Whether some solution gives a variable this day."""
    trial = _State(state.network, state.chosen, ())
    trial.days = {one: state.days[one] for one in component}
    trial.rests = dict.fromkeys(component, 0)
    trial.days[name] = 1 << bit
    return trial.narrow([name]) is None
