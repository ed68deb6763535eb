"""Whether a stretch of text speaks of an armed conflict at all.

"Attack", "defeat" and "control" are also words of sport, trade and medicine; what stands around them tells which.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from tawatur.claims.context import Context
from tawatur.claims.maxent import Maxent
from tawatur.model import ActorRef

CONFLICT, OTHER = "conflict", "other"
_WINDOW, _MOST = 2, 4.0


def topic_features(context: Context) -> list[str]:
    """The stems of a sentence, each once, and whether it names a force that the registry knows."""
    stems = {stem for word, stem in zip(context.words, context.stems, strict=True) if word and len(stem) > 2}
    out = [f"t={stem}" for stem in sorted(stems)]
    values = [placed.mention.value for placed in context.of_kind("actor")]
    if any(
        isinstance(value, ActorRef) and any(value.ids) and not value.person and not value.generic for value in values
    ):
        out.append("force")
    return out


def topics(contexts: Sequence[Context], model: Maxent) -> tuple[float, ...]:
    """For each sentence the probability that it stands in a text about an armed conflict: the mean log-odds of the
    sentences around it and of the whole report, in equal parts, so that one odd word decides nothing."""
    odds = []
    for context in contexts:
        probability = min(max(model(topic_features(context))[CONFLICT], 1e-6), 1 - 1e-6)
        odds.append(max(-_MOST, min(_MOST, math.log(probability / (1 - probability)))))
    whole = sum(odds) / len(odds) if odds else 0.0
    out = []
    for i in range(len(odds)):
        around = odds[max(0, i - _WINDOW) : i + _WINDOW + 1]
        out.append(1 / (1 + math.exp(-(sum(around) / len(around) + whole) / 2)))
    return tuple(out)
