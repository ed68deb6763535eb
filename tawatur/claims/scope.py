"""Polarity and modality: the cues that reach a trigger, as features of a classifier and as its reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tawatur.claims.context import Context
from tawatur.claims.pairs import Line
from tawatur.claims.triggers import Trigger
from tawatur.lexicon.modality import CueHit

_REACH = 14


def scope_features(context: Context, shared: Line, cues: tuple[CueHit, ...], trigger: Trigger) -> list[str]:
    """Features of one trigger: its word and form, its prefix, and each cue within reach with what lies between."""
    token, event = trigger.token, trigger.type
    key, stem = context.tokens[token].key, context.stems[token]
    kinds = sorted({str(hit.kind) for hit in context.hits[token]}) or ["-"]
    out = [f"e={event}", f"m={stem}", f"em={event}|{stem}"]
    out += [f"k={kind}" for kind in kinds] + [f"ek={event}|{kind}" for kind in kinds]
    bare = key.lstrip("وف")
    if "present" in kinds:
        out.append(f"prefix={bare[:1]}")
        if bare[:2] in {"سي", "ست", "سن"}:
            out.append("will")
        if bare[:2] in {"لي", "لت"}:
            out.append("to")
    if "masdar" in kinds or "noun" in kinds:
        out.append(f"glued={bare[:2] if bare[:2] in {'لل', 'با'} else bare[:1]}")
    for distance in (1, 2, 3):
        at = token - distance
        out.append(f"w-{distance}={context.stems[at] if at >= 0 else '#'}")
    out.append(f"w+1={context.stems[token + 1] if token + 1 < len(context.stems) else '#'}")
    for hit in cues:
        out += _cue_features(shared, hit, token, kinds)
    if context.sentence.headline:
        out.append("headline")
    return out


def explain(features: Sequence[str]) -> str:
    """The cues that a trigger's features record, as a phrase for its reason."""
    cues = sorted({feature[2:] for feature in features if feature.startswith("c=")})
    parts = []
    for cue in cues:
        name, side, near = re.fullmatch(r"(.*?)([-+])(\d+)", cue).groups()  # type: ignore[union-attr]  # written below
        parts.append(f"a cue of {name} {'before' if side == '-' else 'after'} it, within {near} words")
    if any(feature in {"will", "to"} for feature in features):
        parts.append("the verb's own prefix")
    return "; ".join(parts) or "no cue of denial or mood reaches it"


def _cue_features(shared: Line, hit: CueHit, token: int, kinds: list[str]) -> list[str]:
    before = hit.last <= token
    low, high = (hit.last, token) if before else (token, hit.first)
    gap = max(0, high - low)
    if gap > _REACH:
        return []
    if hit.first <= token < hit.last:
        return [f"self={hit.cue.id}"]
    rivals = min(2, shared.triggers[high] - shared.triggers[low] - (not before)) if high > low else 0
    breaks = min(2, shared.breaks[high] - shared.breaks[low]) if high > low else 0
    near = next(limit for limit in (0, 1, 2, 4, 7, _REACH) if gap <= limit)
    side = "-" if before else "+"
    out = [
        f"c={hit.cue.id}{side}{near}",
        f"cx={hit.cue.id}{side}{rivals}{breaks}",
        f"s={hit.cue.says}{side}{rivals}{breaks}",
    ]
    out += [f"ck={hit.cue.id}{side}{near}|{kind}" for kind in kinds]
    return out
