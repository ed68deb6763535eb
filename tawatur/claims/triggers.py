"""Triggers: the word of a sentence that states an event. A tagger over the lexicon of acts finds and types them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

import msgspec

from tawatur.claims.context import Context
from tawatur.claims.tagger import CrfTagger
from tawatur.lexicon import sources
from tawatur.lexicon.crf import Scores
from tawatur.model import Candidate, EventType, Frozen

OUTSIDE = "O"


class Trigger(Frozen, frozen=True):
    """A word that states an event: its token, its type, the probability that it states one, and the types that lost."""

    token: int
    type: EventType
    probability: float
    others: tuple[Candidate, ...] = ()


class Tagger(Protocol):
    """What finds triggers: the probability of each of `labels` for each token of sentences, none of them empty."""

    @property
    def labels(self) -> tuple[str, ...]: ...

    def marginals(self, contexts: Sequence[Context]) -> list[Scores]: ...


@cache
def shipped_tagger() -> Tagger:
    """The tagger of the package (or the user's own under the same name)."""
    return CrfTagger(sources("models/triggers.crfsuite")[-1])


class Settings(Frozen, frozen=True):
    """What was tuned on the training sets, kept beside the weights."""

    threshold: float = 0.3
    accept: float = 0.5


@cache
def settings() -> Settings:
    return msgspec.json.decode(sources("models/claims.json")[-1].read_bytes(), type=Settings)


def find_triggers(contexts: Sequence[Context], tagger: Tagger, threshold: float) -> list[tuple[Trigger, ...]]:
    """The triggers of each sentence in order. Neighbouring words of one type are one trigger, the likelier."""
    known = [context for context in contexts if context.tokens]
    found = iter(tagger.marginals(known))
    return [_triggers(context, next(found), tagger.labels, threshold) if context.tokens else () for context in contexts]


def _triggers(context: Context, marginals: Scores, labels: Sequence[str], threshold: float) -> tuple[Trigger, ...]:
    outside = labels.index(OUTSIDE)
    stated = 1.0 - marginals[:, outside]
    out: list[Trigger] = []
    for i in (stated >= threshold).nonzero()[0].tolist():
        if not context.words[i]:
            continue
        ranked = sorted(zip((-marginals[i]).tolist(), labels, strict=True))
        (_, best), *rest = [(-p, name) for p, name in ranked[:4] if name != OUTSIDE]
        note = "a type that the tagger found less likely"
        others = tuple(Candidate(name, round(p, 3), note) for p, name in rest[:2] if p > 0.02)
        found = Trigger(i, best, float(stated[i]), others)  # type: ignore[arg-type]  # labels are event types
        if out and out[-1].token == i - 1 and out[-1].type == found.type:
            out[-1] = max(out[-1], found, key=lambda t: (t.probability, -t.token))
        else:
            out.append(found)
    return tuple(out)
