"""Whether a candidate trigger, with the participants and place that were found for it, states a claim at all.

The tagger sees words; this classifier sees what came of them: a verb without a participant or place is seldom a claim,
a second trigger of the same act beside the first is seldom another one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from tawatur.claims.clause import Clause
from tawatur.claims.context import Context
from tawatur.claims.links import Linked
from tawatur.claims.maxent import Case, Part
from tawatur.claims.triggers import Trigger

CLAIM = "claim"
_LIKELY = 0.4
_STEPS = (0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97)


def judge_case(clause: Clause, earlier: Trigger | None, later: Trigger | None) -> Case:
    """Features of one candidate; the other two are its neighbours in the sentence."""
    trigger, context = clause.trigger, clause.context
    event, token = trigger.type, trigger.token
    best = [(role, *_best(clause.actors, role)) for role in ("agent", "target")]
    best += [("place", *_best(clause.places, "place")), ("time", *_best(clause.times, "time"))]
    best.append(("quantity", *_best(clause.quantities, "quantity")))
    filled = "".join(name[0] for name, p, _ in best if p >= _LIKELY)
    hits = [hit for hit in context.hits[token] if hit.frame.type == event]
    kinds = tuple(sorted({str(hit.kind) for hit in hits})) or ("-",)
    inside = tuple(sorted({p.mention.kind for p in context.placed if p.first <= token < p.last}))
    second = trigger.others[0].name if trigger.others else "-"
    parts: list[Part] = [
        (_of_tagger, event, _step(trigger.probability), filled),
        (_of_form, event, kinds, filled),
        (_of_word, any(hit.phrase for hit in hits), second, inside),
        (_of_sentence, event, context.sentence.headline, min(len(context.tokens) // 12, 6)),
        *((_of_slot, event, name, _step(p), p >= _LIKELY, carried) for name, p, carried in best),
        _neighbour("<", trigger, earlier, context),
        _neighbour(">", trigger, later, context),
    ]
    return Case(parts, [f"m={context.stems[token]}"])


def _of_tagger(event: str, step: int, filled: str) -> list[str]:
    return [
        f"p={step}", f"pe={event}|{step}", f"e={event}", f"filled={filled}", f"ef={event}|{filled}",
        f"pf={step}|{filled}",
    ]  # fmt: skip


def _of_slot(event: str, name: str, step: int, likely: bool, carried: bool) -> list[str]:
    return [f"{name}={step}{'<' if carried else ''}", f"{name}|{event}={likely}"]


def _of_form(event: str, kinds: Sequence[str], filled: str) -> list[str]:
    return [f"k={kind}" for kind in kinds] + [f"ek={event}|{kind}|{filled}" for kind in kinds]


def _of_word(phrase: bool, second: str, inside: Sequence[str]) -> list[str]:
    return [f"ph={phrase}", f"second={second}", *(f"in={kind}" for kind in inside)]


def _of_sentence(event: str, headline: bool, length: int) -> list[str]:
    return [f"long={length}", *(("headline", f"headline|{event}") if headline else ())]


def _step(probability: float) -> int:
    return bisect_right(_STEPS, probability)


def _best(linked: Sequence[Linked], role: str) -> tuple[float, bool]:
    mine = [one for one in linked if one.role == role]
    return (mine[0].probability, mine[0].carried) if mine else (0.0, False)


def _neighbour(side: str, trigger: Trigger, other: Trigger | None, context: Context) -> Part:
    if other is None:
        return (_of_none, side)
    low, high = sorted((trigger.token, other.token))
    gap = sum(limit < high - low for limit in (1, 2, 4, 8))
    joined = context.tokens[high].key.startswith("و")
    return (_of_neighbour, side, trigger.type, other.type, gap, joined, other.probability > trigger.probability)


def _of_none(side: str) -> list[str]:
    return [f"n{side}=-"]


def _of_neighbour(side: str, event: str, other: str, gap: int, joined: bool, stronger: bool) -> list[str]:
    same = other == event
    return [
        f"n{side}={same}|{gap}",
        f"n{side}={other}|{event}|{min(gap, 2)}",
        f"n{side}={same}|{gap}|{joined}|{stronger}",
    ]
