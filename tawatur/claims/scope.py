"""Polarity and modality: the cues that reach a trigger, as features of a classifier and as its reasons."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.context import Context
from tawatur.claims.maxent import Case, Part
from tawatur.claims.pairs import Line
from tawatur.claims.triggers import Trigger
from tawatur.lexicon.modality import CueHit

_REACH = 14


def scope_case(context: Context, shared: Line, cues: tuple[CueHit, ...], trigger: Trigger) -> Case:
    """Features of one trigger: its word and form, its prefix, and each cue within reach with what lies between."""
    token, event, stems = trigger.token, trigger.type, context.stems
    key, stem = context.tokens[token].key, stems[token]
    kinds = tuple(sorted({str(hit.kind) for hit in context.hits[token]})) or ("-",)
    parts: list[Part] = [(_of_form, event, kinds, key.lstrip("وف")[:2])]
    for hit in cues:
        part = _cue(shared, hit, token, kinds)
        if part is not None:
            parts.append(part)
    rare = [f"m={stem}", f"em={event}|{stem}", f"w+1={stems[token + 1] if token + 1 < len(stems) else '#'}"]
    rare += [f"w-{distance}={stems[token - distance] if token >= distance else '#'}" for distance in (1, 2, 3)]
    if context.sentence.headline:
        rare.append("headline")
    return Case(parts, rare)


def _of_form(event: str, kinds: Sequence[str], bare: str) -> list[str]:
    """`bare`: the first two letters without a conjunction."""
    out = [f"e={event}", *(f"k={kind}" for kind in kinds), *(f"ek={event}|{kind}" for kind in kinds)]
    if "present" in kinds:
        out.append(f"prefix={bare[:1]}")
        if bare in {"سي", "ست", "سن"}:
            out.append("will")
        if bare in {"لي", "لت"}:
            out.append("to")
    if "masdar" in kinds or "noun" in kinds:
        out.append(f"glued={bare if bare in {'لل', 'با'} else bare[:1]}")
    return out


def explain(case: Case) -> str:
    """The cues that a trigger's features record, as a phrase for its reason."""
    found = {part[1:4] for part in case.parts if part[0] is _of_cue}
    cues = sorted(found, key=lambda cue: "{}{}{}".format(*cue))
    parts = [
        f"a cue of {name} {'before' if side == '-' else 'after'} it, within {near} words" for name, side, near in cues
    ]
    if any(not {"will", "to"}.isdisjoint(_of_form(*part[1:])) for part in case.parts if part[0] is _of_form):
        parts.append("the verb's own prefix")
    return "; ".join(parts) or "no cue of denial or mood reaches it"


def _cue(shared: Line, hit: CueHit, token: int, kinds: tuple[str, ...]) -> Part | None:
    before = hit.last <= token
    low, high = (hit.last, token) if before else (token, hit.first)
    gap = max(0, high - low)
    if gap > _REACH:
        return None
    if hit.first <= token < hit.last:
        return (_of_self, hit.cue.id)
    rivals = min(2, shared.triggers[high] - shared.triggers[low] - (not before)) if high > low else 0
    breaks = min(2, shared.breaks[high] - shared.breaks[low]) if high > low else 0
    near = next(limit for limit in (0, 1, 2, 4, 7, _REACH) if gap <= limit)
    return (_of_cue, hit.cue.id, "-" if before else "+", near, hit.cue.says, (rivals, breaks), kinds)


def _of_self(cue: str) -> list[str]:
    return [f"self={cue}"]


def _of_cue(cue: str, side: str, near: int, says: str, between: tuple[int, int], kinds: Sequence[str]) -> list[str]:
    """`between`: how many other triggers and breaks stand between cue and trigger."""
    rivals, breaks = between
    own = [f"c={cue}{side}{near}", f"cx={cue}{side}{rivals}{breaks}", f"s={says}{side}{rivals}{breaks}"]
    return own + [f"ck={cue}{side}{near}|{kind}" for kind in kinds]
