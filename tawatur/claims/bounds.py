"""Where the clause of a trigger begins and ends: the words that are quoted as a claim's evidence.

From the trigger outwards a classifier says at every word whether the clause stops there; the boundary is the median of
the distribution that these answers make (a discrete-time hazard model; Cox, *Regression Models and Life-Tables*, 1972).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from tawatur.claims.context import Context, Placed
from tawatur.claims.maxent import Case, Maxent, Part
from tawatur.claims.pairs import Line
from tawatur.claims.triggers import Trigger
from tawatur.lexicon.function_words import function_words

STOP, ON = "stop", "on"
SIDES = ("begins", "ends")
FARTHEST = 30
"""Tokens from the trigger beyond which no clause reaches."""
Filled = Sequence[tuple[Placed, str]]
"""Mentions of the sentence that fill a slot of the trigger, with the slot."""


class Gap:
    """What the features of all gaps of one trigger share."""

    def __init__(self, context: Context, shared: Line, trigger: Trigger, filled: Filled) -> None:
        self.context, self.shared, self.trigger = context, shared, trigger
        self.covered: dict[int, str] = {}
        for placed in context.placed:
            for i in range(placed.first, placed.last):
                self.covered.setdefault(i, placed.mention.id)
        self.roles = {i: role for placed, role in filled for i in range(placed.first, placed.last)}
        self.filled = sorted(self.roles)
        self.kind = shared.heads[trigger.token, trigger.type].kinds[0]

    def case(self, at: int, step: int) -> Case:
        """Features of stopping at token `at`, the last one inside; `step` is -1 before the trigger, 1 after it."""
        context, shared, out = self.context, self.shared, at + step
        tokens, stems, token = context.tokens, context.stems, self.trigger.token
        n, event, kind = len(tokens), self.trigger.type, self.kind
        if not 0 <= out < n:
            return Case([], ["edge"])
        low, high = (token, at) if step > 0 else (at, token)
        passed = shared.triggers[high + 1] - shared.triggers[low] - 1
        outside = shared.triggers[out + 1] - shared.triggers[out]
        key, stem = tokens[out].key or tokens[out].text, stems[at]
        beyond = stems[out + step] if 0 <= out + step < n else "#"
        joined, once, away = tokens[max(at, out)].key[:1] in _JOINING, min(passed, 1), min(high - low, 12)
        whole = "split" if out in self.covered and self.covered[out] == self.covered.get(at) else "whole"
        ahead, inside = self._ahead(out, step), self.roles.get(at, "-")
        parts: list[Part] = [
            (_of_way, event, kind, away),
            (_of_slots, whole, ahead, inside),
            (_of_event, event, ahead, inside),
            (_of_form, kind, ahead, inside, joined),
            (_of_joint, joined, ahead, once),
            (_of_acts, f"{outside}{'A' if context.hits[out] else '-'}", joined, min(passed, 3)),
        ]
        return Case(
            parts,
            [
                f"o={key}",
                f"i={stem}",
                f"oi={key}|{stem}",
                f"ob={key}|{beyond}",
                f"oa={key}|{ahead}",
                f"oj={key}|{once}",
            ],
        )

    def _ahead(self, out: int, step: int) -> str:
        """The nearest slot that is still filled farther out, and how far it is."""
        place = bisect_left(self.filled, out) if step > 0 else bisect_right(self.filled, out) - 1
        if not 0 <= place < len(self.filled):
            return "-"
        distance = abs(self.filled[place] - out)
        if distance >= FARTHEST:
            return "-"
        return (
            f"{self.roles[self.filled[place]]}{0 if distance == 0 else 1 if distance < 3 else 2 if distance < 7 else 3}"
        )


_JOINING = frozenset({"و", "ف"})


def _of_way(event: str, kind: str, away: int) -> list[str]:
    return [f"d={away}", f"de={event}|{min(away, 5)}", f"kd={kind}|{min(away, 5)}"]


def _of_slots(whole: str, ahead: str, inside: str) -> list[str]:
    return [f"w={whole}", f"ahead={ahead}", f"in={inside}", f"ia={inside}|{ahead}|{whole}"]


def _of_event(event: str, ahead: str, inside: str) -> list[str]:
    return [f"ea={event}|{ahead}|{inside}"]


def _of_form(kind: str, ahead: str, inside: str, joined: bool) -> list[str]:
    return [f"ka={kind}|{ahead}", f"kin={kind}|{inside}|{joined}"]


def _of_joint(joined: bool, ahead: str, once: int) -> list[str]:
    return [f"ja={joined}|{ahead}|{once}"]


def _of_acts(acts: str, joined: bool, passed: int) -> list[str]:
    return [f"p={passed}", f"t={acts}", f"tj={acts}|{joined}|{min(passed, 1)}"]


def walk(context: Context, token: int, step: int) -> Iterator[int]:
    """The tokens at which a clause may stop, from the trigger outwards."""
    edge = len(context.tokens) - 1 if step > 0 else 0
    reach = min(edge, token + FARTHEST) if step > 0 else max(edge, token - FARTHEST)
    yield from range(token, reach + step, step)


def bounds(
    context: Context, shared: Line, trigger: Trigger, filled: Filled, models: Mapping[str, Maxent]
) -> tuple[int, int]:
    """The tokens `[first, last)` of the trigger's clause."""
    gap = Gap(context, shared, trigger, filled)
    first, last = (_stop(gap, step, models[side]) for side, step in zip(SIDES, (-1, 1), strict=True))
    while first and context.tokens[first - 1].key in function_words().negations:
        first -= 1  # no claim is quoted without the word that denies it ("لم تدخل"), or that belongs to it ("ما زال")
    return first, last + 1


def _stop(gap: Gap, step: int, model: Maxent) -> int:
    going, at = 1.0, gap.trigger.token
    for at in walk(gap.context, gap.trigger.token, step):
        going *= 1.0 - model.chance(gap.case(at, step))  # of STOP, the second label
        if going <= 0.5:
            break
    return at
