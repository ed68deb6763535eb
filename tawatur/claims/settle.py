"""The second look at a trigger's slots, with all its candidates and its clause in view.

The first classifiers see one mention at a time. Here each candidate is judged again: by how sure the first look was of
it and of its rivals, whether it stands inside the clause, and whether it is on the side of the one that already acts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from tawatur.claims.links import CONSIDERED, NONE, NOWHERE, Linked, likeliest
from tawatur.claims.maxent import Case, Maxent, Part
from tawatur.claims.pairs import Scene
from tawatur.claims.triggers import Trigger
from tawatur.lexicon.actors import actor_index
from tawatur.model import ActorRef, Mention

KINDS = ("actor", "place", "time", "quantity")
_STEPS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97)
Found = Mapping[str, Sequence[Linked]]
"""The first look by kind."""


def again(kind: str) -> str:
    """The name of the second classifier of a kind."""
    return f"{kind}2"


class Seen(msgspec.Struct):
    """A mention in question, with its first look by role, the names it goes by, and where it stands to the clause."""

    mention: Mention
    looks: dict[str, Linked]
    names: tuple[str, ...]
    where: str


class View:
    """One trigger with its candidates of one kind, grouped by mention."""

    def __init__(self, scene: Scene, trigger: Trigger, found: Sequence[Linked], bounds: tuple[int, int]) -> None:
        self.scene, self.trigger, self.bounds = scene, trigger, bounds
        self.kind = scene.shared.heads[trigger.token, trigger.type].kinds[0]
        by_mention: dict[tuple[int, str], dict[str, Linked]] = {}
        for one in found:
            by_mention.setdefault((one.first, one.mention.id), {})[one.role] = one
        self.roles = sorted({one.role for one in found})
        self.mentions = [self._seen(first, looks) for (first, _), looks in sorted(by_mention.items())]

    def _seen(self, first: int, looks: dict[str, Linked]) -> Seen:
        some = next(iter(looks.values()))
        return Seen(some.mention, looks, _names(some.mention), self._where(some.mention, first))

    def case(self, seen: Seen) -> Case:
        """Features of one candidate."""
        event, kind, where, looks = self.trigger.type, self.kind, seen.where, seen.looks
        parts: list[Part] = [(_of_place, event, where)]
        steps = []
        for role in self.roles:
            mine = looks[role].probability if role in looks else 0.0
            rival, rank = self._rivals(role, seen, mine)
            step = _step(mine)
            parts += [
                (_of_role, role, event, step, min(rank, 3)),
                (_of_rival, role, step, _step(rival)),
                (_of_stand, role, step, where, kind),
            ]
            steps.append(step)
        beside = self.scene.shared.beside.get(seen.mention.id)
        if beside is not None and beside.hand:
            parts.append((_of_hand, beside.hand, event, *steps))
        parts.append((_of_roles, *steps))
        if isinstance(seen.mention.value, ActorRef):
            parts.append(self._sides(seen))
        return Case(parts, [])

    def _where(self, mention: Mention, first: int) -> str:
        if first == NOWHERE:
            return "earlier"
        (low, high), last = self.bounds, self.scene.shared.beside[mention.id].last
        if first >= low and last <= high:
            return "in"
        gap = low - last if first < low else first - high
        return f"{'<' if first < low else '>'}{sum(gap > limit for limit in (0, 2, 5, 10, 20))}"

    def _rivals(self, role: str, seen: Seen, mine: float) -> tuple[float, int]:
        """The likeliest other name in a role, and how many other names are likelier there."""
        best, above = 0.0, set()
        for other in self.mentions:
            if role not in other.looks or other.mention.id == seen.mention.id or _same(seen.names, other.names):
                continue
            value = other.looks[role].probability
            best = max(best, value)
            if value > mine:
                above.add(other.names or (other.mention.id,))
        return best, len(above)

    def _sides(self, seen: Seen) -> Part:
        """Whether the candidate is on the side of the likeliest other agent."""
        rivals = [
            (other.looks["agent"].probability, other.mention.id, other.names)
            for other in self.mentions
            if "agent" in other.looks and set(other.names) != set(seen.names)
        ]
        if not rivals:
            return (_of_none,)
        sure, _, names = max(rivals)
        agent = _step(seen.looks["agent"].probability) // 3 if "agent" in seen.looks else 0
        return (_of_side, self.trigger.type, _relation(seen.names, names), _step(sure) // 2, agent)


def _same(names: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return bool(names) and (names == others or set(names) == set(others))


def _of_place(event: str, where: str) -> list[str]:
    return [f"e={event}", f"at={where}", f"ate={event}|{where}"]


def _of_role(role: str, event: str, step: int, rank: int) -> list[str]:
    return [f"p{role}={step}", f"pe{role}={event}|{step // 2}", f"r{role}={rank}|{step // 2}"]


def _of_rival(role: str, step: int, rival: int) -> list[str]:
    return [f"v{role}={rival}|{step}"]


def _of_stand(role: str, step: int, where: str, kind: str) -> list[str]:
    return [f"a{role}={where}|{step}", f"k{role}={kind}|{step // 2}|{where}"]


def _of_hand(hand: int, event: str, *steps: int) -> list[str]:
    return [f"bt={hand}|{event}", f"bt={hand}|" + "|".join(str(step // 3) for step in steps)]


def _of_roles(*steps: int) -> list[str]:
    return ["both=" + "|".join(str(step // 2) for step in steps)]


def _of_none() -> list[str]:
    return ["s=alone"]


def _of_side(event: str, relation: str, sure: int, agent: int) -> list[str]:
    return [f"s={relation}|{sure}", f"se={event}|{relation}", f"sa={relation}|{sure}|{agent}"]


def settle(
    scene: Scene, trigger: Trigger, found: Found, bounds: tuple[int, int], models: Mapping[str, Maxent]
) -> dict[str, tuple[Linked, ...]]:
    """The candidates by kind with their second probabilities, likeliest first."""
    return {kind: _settled(View(scene, trigger, found[kind], bounds), models[again(kind)]) for kind in KINDS}


def _settled(view: View, model: Maxent) -> tuple[Linked, ...]:
    out: list[Linked] = []
    for seen in view.mentions:
        some = next(iter(seen.looks.values()))
        for role, probability in model.of(view.case(seen)).items():
            if role != NONE and probability >= CONSIDERED:
                look = seen.looks.get(role, some)
                out.append(Linked(look.mention, role, probability, look.first, look.model, look.case))
    return tuple(sorted(out, key=likeliest))


def _names(mention: Mention) -> tuple[str, ...]:
    return mention.value.names if isinstance(mention.value, ActorRef) else ()


def _step(probability: float) -> int:
    return bisect_right(_STEPS, probability)


@lru_cache(maxsize=20_000)
def _relation(mine: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    own, other = {s for n in mine if (s := _side(n))}, {s for n in theirs if (s := _side(n))}
    if not own or not other:
        return "unknown"
    return "same" if own & other else "other"


@lru_cache(maxsize=10_000)
def _side(name: str) -> str:
    """The registry's side of an actor by its canonical name; of allies, the side of those they are allied to."""
    sides = _by_name()
    bare = name.removeprefix("allies of ").removeprefix("the ")
    return sides.get(name) or sides.get(bare) or ""


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {actor.name: actor.side for actor in actor_index().actors.values() if actor.side}
