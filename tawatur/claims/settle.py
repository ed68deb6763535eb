"""The second look at a trigger's slots, with all its candidates and its clause in view.

The first classifiers see one mention at a time. Here each candidate is judged again: by how sure the first look was of
it and of its rivals, whether it stands inside the clause, and whether it is on the side of the one that already acts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from tawatur.claims.context import Context
from tawatur.claims.links import NONE, NOWHERE, Linked
from tawatur.claims.maxent import Maxent
from tawatur.claims.pairs import between
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


class View:
    """One trigger with its candidates of one kind, grouped by mention."""

    def __init__(self, context: Context, trigger: Trigger, found: Sequence[Linked], bounds: tuple[int, int]) -> None:
        self.context, self.trigger, self.bounds = context, trigger, bounds
        self.kinds = sorted({str(h.kind) for h in context.hits[trigger.token] if h.frame.type == trigger.type}) or ["-"]
        self.by_mention: dict[tuple[str, int], dict[str, Linked]] = {}
        for one in found:
            self.by_mention.setdefault((one.mention.id, one.first), {})[one.role] = one
        self.roles = sorted({one.role for one in found})
        self.placed = {placed.mention.id: placed for placed in context.placed}

    def mentions(self) -> Iterable[tuple[Mention, dict[str, Linked]]]:
        """The mentions in question, in order, each with its first look by role."""
        for key in sorted(self.by_mention, key=lambda k: (k[1], k[0])):
            looks = self.by_mention[key]
            yield next(iter(looks.values())).mention, looks

    def features(self, mention: Mention, looks: dict[str, Linked]) -> list[str]:
        """Features of one candidate."""
        event, first = self.trigger.type, next(iter(looks.values())).first
        out = [f"e={event}"]
        where = self._where(mention, first)
        out += [f"at={where}", f"ate={event}|{where}"]
        for role in self.roles:
            mine = looks[role].probability if role in looks else 0.0
            rival, rank = self._rivals(role, mention, mine)
            step = _step(mine)
            out += [
                f"p{role}={step}", f"pe{role}={event}|{step // 2}", f"r{role}={min(rank, 3)}|{step // 2}",
                f"v{role}={_step(rival)}|{step}", f"a{role}={where}|{step}",
                f"k{role}={self.kinds[0]}|{step // 2}|{where}",
            ]  # fmt: skip
        placed = self.placed.get(mention.id)
        hand = between(self.context, placed) if placed is not None and mention.kind == "actor" else 0
        if hand:
            out += [
                f"bt={hand}|{event}",
                f"bt={hand}|"
                + "|".join(str(_step(looks[r].probability) // 3 if r in looks else 0) for r in self.roles),
            ]
        out.append("both=" + "|".join(str(_step(looks[r].probability) // 2 if r in looks else 0) for r in self.roles))
        return out + self._sides(mention, looks)

    def _where(self, mention: Mention, first: int) -> str:
        if first == NOWHERE:
            return "earlier"
        low, high = self.bounds
        last = self.placed[mention.id].last if mention.id in self.placed else first + 1
        if first >= low and last <= high:
            return "in"
        gap = low - last if first < low else first - high
        return f"{'<' if first < low else '>'}{sum(gap > limit for limit in (0, 2, 5, 10, 20))}"

    def _rivals(self, role: str, mention: Mention, mine: float) -> tuple[float, int]:
        """The likeliest other name in a role, and how many other names are likelier there."""
        names = frozenset(_names(mention))
        best, above = 0.0, set()
        for other, looks in self.mentions():
            if other.id == mention.id or (names and names == frozenset(_names(other))) or role not in looks:
                continue
            value = looks[role].probability
            best = max(best, value)
            if value > mine:
                above.add(_names(other) or (other.id,))
        return best, len(above)

    def _sides(self, mention: Mention, looks: dict[str, Linked]) -> list[str]:
        """Whether the candidate is on the side of the likeliest other agent."""
        if not isinstance(mention.value, ActorRef):
            return []
        rivals = [
            (other_looks["agent"].probability, other)
            for other, other_looks in self.mentions()
            if "agent" in other_looks and set(_names(other)) != set(_names(mention))
        ]
        if not rivals:
            return ["s=alone"]
        sure, other = max(rivals, key=lambda pair: (pair[0], pair[1].id))
        relation = _relation(_names(mention), _names(other))
        agent = _step(looks["agent"].probability) // 3 if "agent" in looks else 0
        event = self.trigger.type
        return [
            f"s={relation}|{_step(sure) // 2}",
            f"se={event}|{relation}",
            f"sa={relation}|{_step(sure) // 2}|{agent}",
        ]


def settle(
    context: Context, trigger: Trigger, found: Found, bounds: tuple[int, int], models: Mapping[str, Maxent]
) -> dict[str, tuple[Linked, ...]]:
    """The candidates by kind with their second probabilities, likeliest first."""
    return {kind: _settled(View(context, trigger, found[kind], bounds), models[again(kind)]) for kind in KINDS}


def _settled(view: View, model: Maxent) -> tuple[Linked, ...]:
    out: list[Linked] = []
    for mention, looks in view.mentions():
        verdict = model(view.features(mention, looks))
        some = next(iter(looks.values()))
        for role, probability in verdict.items():
            if role != NONE and probability >= 0.05:
                look = looks.get(role) or msgspec.structs.replace(some, role=role)
                out.append(msgspec.structs.replace(look, probability=probability))
    return tuple(sorted(out, key=lambda one: (-one.probability, one.mention.span, one.role)))


def _names(mention: Mention) -> tuple[str, ...]:
    return mention.value.names if isinstance(mention.value, ActorRef) else ()


def _step(probability: float) -> int:
    return sum(probability >= step for step in _STEPS)


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
