"""Whether a candidate trigger, with the participants and place that were found for it, states a claim at all.

The tagger sees words; this classifier sees what came of them: a verb without a participant or place is seldom a claim,
a second trigger of the same act beside the first is seldom another one.
"""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.clause import Clause
from tawatur.claims.context import Context
from tawatur.claims.links import Linked
from tawatur.claims.triggers import Trigger

CLAIM = "claim"
_STEPS = (0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97)


def judge_features(clause: Clause, earlier: Trigger | None, later: Trigger | None) -> list[str]:
    """Features of one candidate; the other two are its neighbours in the sentence."""
    trigger, context = clause.trigger, clause.context
    event, token = trigger.type, trigger.token
    step = _step(trigger.probability)
    best = {role: _best(clause.actors, role) for role in ("agent", "target")}
    best |= {"place": _best(clause.places, "place"), "time": _best(clause.times, "time")}
    best["quantity"] = _best(clause.quantities, "quantity")
    filled = "".join(name[0] for name, (p, _) in best.items() if p >= 0.4)
    hits = [hit for hit in context.hits[token] if hit.frame.type == event]
    kinds = sorted({str(hit.kind) for hit in hits}) or ["-"]
    out = [
        f"p={step}",
        f"pe={event}|{step}",
        f"e={event}",
        f"filled={filled}",
        f"ef={event}|{filled}",
        f"pf={step}|{filled}",
    ]
    for name, (probability, carried) in best.items():
        out += [f"{name}={_step(probability)}{'<' if carried else ''}", f"{name}|{event}={probability >= 0.4}"]
    out += [f"k={kind}" for kind in kinds] + [f"ek={event}|{kind}|{filled}" for kind in kinds]
    out += [
        f"m={context.stems[token]}",
        f"ph={any(hit.phrase for hit in hits)}",
    ]
    out += [f"second={trigger.others[0].name}" if trigger.others else "second=-"]
    out += _neighbour("<", trigger, earlier, context) + _neighbour(">", trigger, later, context)
    inside = {p.mention.kind for p in context.placed if p.first <= token < p.last}
    out += [f"in={kind}" for kind in sorted(inside)]
    if context.sentence.headline:
        out += ["headline", f"headline|{event}"]
    out.append(f"long={min(len(context.tokens) // 12, 6)}")
    return out


def _step(probability: float) -> int:
    return sum(probability >= step for step in _STEPS)


def _best(linked: Sequence[Linked], role: str) -> tuple[float, bool]:
    mine = [one for one in linked if one.role == role]
    return (mine[0].probability, mine[0].carried) if mine else (0.0, False)


def _neighbour(side: str, trigger: Trigger, other: Trigger | None, context: Context) -> list[str]:
    if other is None:
        return [f"n{side}=-"]
    low, high = sorted((trigger.token, other.token))
    gap = sum(limit < high - low for limit in (1, 2, 4, 8))
    joined = context.tokens[high].key.startswith("و")
    stronger = other.probability > trigger.probability
    return [
        f"n{side}={other.type == trigger.type}|{gap}",
        f"n{side}={other.type}|{trigger.type}|{min(gap, 2)}",
        f"n{side}={other.type == trigger.type}|{gap}|{joined}|{stronger}",
    ]
