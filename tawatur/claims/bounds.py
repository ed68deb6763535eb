"""Where the clause of a trigger begins and ends: the words that are quoted as a claim's evidence.

From the trigger outwards a classifier says at every word whether the clause stops there; the boundary is the median of
the distribution that these answers make (a discrete-time hazard model; Cox, *Regression Models and Life-Tables*, 1972).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tawatur.claims.context import Context, Placed
from tawatur.claims.maxent import Maxent
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
        self.kinds = sorted({str(h.kind) for h in context.hits[trigger.token] if h.frame.type == trigger.type}) or ["-"]

    def features(self, at: int, step: int) -> list[str]:
        """Features of stopping at token `at`, the last one inside; `step` is -1 before the trigger, 1 after it."""
        context, shared, out = self.context, self.shared, at + step
        n, token, event = len(context.tokens), self.trigger.token, self.trigger.type
        if not 0 <= out < n:
            return ["edge"]
        low, high = sorted((token, at))
        passed = shared.triggers[high + 1] - shared.triggers[low] - 1
        outside = shared.triggers[out + 1] - shared.triggers[out]
        key, stem = context.tokens[out].key or context.tokens[out].text, context.stems[at]
        further = out + step
        beyond = context.stems[further] if 0 <= further < n else "#"
        joined = context.tokens[max(at, out)].key[:1] in {"و", "ف"}
        away = min(abs(at - token), 12)
        whole = "split" if out in self.covered and self.covered[out] == self.covered.get(at) else "whole"
        ahead = self._ahead(out, step)
        inside = self.roles.get(at, "-")
        acts = "A" if context.hits[out] else "-"
        return [
            f"o={key}", f"i={stem}", f"oi={key}|{stem}", f"ob={key}|{beyond}", f"d={away}",
            f"de={event}|{min(away, 5)}",
            f"w={whole}", f"ahead={ahead}", f"in={inside}", f"ia={inside}|{ahead}|{whole}", f"p={min(passed, 3)}",
            f"t={outside}{acts}", f"tj={outside}{acts}|{joined}|{min(passed, 1)}", f"oa={key}|{ahead}",
            f"ja={joined}|{ahead}|{min(passed, 1)}", f"ea={event}|{ahead}|{inside}", f"ka={self.kinds[0]}|{ahead}",
            f"kd={self.kinds[0]}|{min(away, 5)}", f"kin={self.kinds[0]}|{inside}|{joined}",
            f"oj={key}|{min(passed, 1)}",
        ]  # fmt: skip

    def _ahead(self, out: int, step: int) -> str:
        """The nearest slot that is still filled farther out, and how far it is."""
        for i in range(out, out + step * FARTHEST, step):
            if i in self.roles:
                distance = abs(i - out)
                return f"{self.roles[i]}{0 if distance == 0 else 1 if distance < 3 else 2 if distance < 7 else 3}"
            if not 0 <= i < len(self.context.tokens):
                break
        return "-"


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
        going *= 1.0 - model(gap.features(at, step))[STOP]
        if going <= 0.5:
            break
    return at
