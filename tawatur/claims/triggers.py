"""Triggers: the word of a sentence that states an event. A tagger over the lexicon of acts finds and types them."""

from __future__ import annotations

from functools import cache
from typing import Any, Protocol

import msgspec
import pycrfsuite

from tawatur.claims.context import Context
from tawatur.claims.features import token_features
from tawatur.errors import DataError
from tawatur.lexicon import sources
from tawatur.model import Candidate, EventType, Frozen

OUTSIDE = "O"


class Trigger(Frozen, frozen=True):
    """A word that states an event: its token, its type, the probability that it states one, and the types that lost."""

    token: int
    type: EventType
    probability: float
    others: tuple[Candidate, ...] = ()


class Tagger(Protocol):
    """What finds triggers: label probabilities for each token of a sentence."""

    def marginals(self, features: list[list[str]]) -> list[dict[str, float]]: ...


class CrfTagger:
    """The linear-chain CRF that ships (Lafferty, McCallum and Pereira 2001), through python-crfsuite."""

    def __init__(self, path: str) -> None:
        self._tagger: Any = pycrfsuite.Tagger()
        try:
            self._tagger.open(path)
        except (OSError, ValueError) as error:
            raise DataError(f"{path}: not a readable model: {error}; train it again (docs/models/claims.md)") from error
        self._labels: list[str] = sorted(self._tagger.labels())

    def marginals(self, features: list[list[str]]) -> list[dict[str, float]]:
        self._tagger.set(features)
        out = []
        for i in range(len(features)):
            outside = self._tagger.marginal(OUTSIDE, i)
            if outside > 0.95:  # nothing to tell apart: the other labels are not asked for
                out.append({OUTSIDE: outside})
            else:
                out.append({label: self._tagger.marginal(label, i) for label in self._labels})
        return out


@cache
def shipped_tagger() -> Tagger:
    """The tagger of the package (or the user's own under the same name)."""
    return CrfTagger(str(sources("models/triggers.crfsuite")[-1]))


class Settings(Frozen, frozen=True):
    """What was tuned on the training sets, kept beside the weights."""

    threshold: float = 0.3
    accept: float = 0.5


@cache
def settings() -> Settings:
    return msgspec.json.decode(sources("models/claims.json")[-1].read_bytes(), type=Settings)


def find_triggers(context: Context, tagger: Tagger, threshold: float) -> tuple[Trigger, ...]:
    """The triggers of one sentence in order. Neighbouring words of one type are one trigger, the likelier."""
    if not context.tokens:
        return ()
    out: list[Trigger] = []
    for i, label in enumerate(tagger.marginals(token_features(context))):
        probability = 1.0 - label.get(OUTSIDE, 0.0)
        if probability < threshold or not context.tokens[i].is_word:
            continue
        ranked = sorted(((p, name) for name, p in label.items() if name != OUTSIDE), key=lambda r: (-r[0], r[1]))
        others = tuple(
            Candidate(name, p, "a type that the tagger found less likely") for p, name in ranked[1:3] if p > 0.02
        )
        found = Trigger(i, ranked[0][1], probability, others)  # type: ignore[arg-type]  # labels are event types
        if out and out[-1].token == i - 1 and out[-1].type == found.type:
            out[-1] = max(out[-1], found, key=lambda t: (t.probability, -t.token))
        else:
            out.append(found)
    return tuple(out)
