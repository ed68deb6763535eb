"""Cues of polarity and modality, from `data/modality.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from tawatur.errors import DataError
from tawatur.languages import Token, fold
from tawatur.languages.inflect import parse_verb, verb_forms
from tawatur.lexicon.acts import readings
from tawatur.lexicon.files import compiled, read_yaml, sources
from tawatur.model import Frozen

_SAYS = {"denied", "actual", "expected", "intended", "possible"}
_SCOPES = {"next", "clause", "back"}


class Cue(Frozen, frozen=True):
    """A cue: what it says of the clause, and where that clause stands."""

    id: str
    says: str
    scope: str


class Cues(Frozen, frozen=True):
    """Cues, by the folded key of their first word: the words that must follow, and the index of the cue."""

    cues: tuple[Cue, ...]
    heads: dict[str, tuple[tuple[tuple[str, ...], int], ...]]


class CueHit(Frozen, frozen=True):
    """A cue found in a sentence, at tokens `[first, last)`."""

    cue: Cue
    first: int
    last: int


def _build(paths: tuple[Path, ...]) -> Cues:
    cues: list[Cue] = []
    heads: dict[str, set[tuple[tuple[str, ...], int]]] = {}
    for path in paths:
        for raw in (read_yaml(path) or {}).get("cues") or ():
            if raw.get("says") not in _SAYS or raw.get("scope") not in _SCOPES:
                allowed = f"says must be one of {sorted(_SAYS)}, scope of {sorted(_SCOPES)}"
                raise DataError(f"{path.name}: cue {raw.get('id')!r}: {allowed}")
            keys = [fold(str(form)) for form in raw.get("forms") or ()]
            keys += [form.key for verb in raw.get("verbs") or () for form in verb_forms(parse_verb(str(verb)))]
            for key in keys:
                first, *rest = key.split()
                heads.setdefault(first, set()).add((tuple(rest), len(cues)))
            cues.append(Cue(str(raw["id"]), raw["says"], raw["scope"]))
    longest_first = {key: tuple(sorted(found, key=lambda h: (-len(h[0]), h))) for key, found in heads.items()}
    return Cues(tuple(cues), longest_first)


@lru_cache(maxsize=1)
def _cues() -> Cues:
    return compiled("modality", sources("modality.yaml"), _build, Cues)


@lru_cache(maxsize=100_000)
def _beginning(key: str) -> tuple[tuple[tuple[tuple[str, ...], int], ...], ...]:
    """The cues that a word may begin, for each of its readings that begins any."""
    heads = _cues().heads
    found = [heads.get(reading, ()) for reading in (key, *readings(key))]
    return tuple(cues for cues in found if cues)


def find(tokens: Sequence[Token]) -> tuple[CueHit, ...]:
    """The cues of a sentence in order; where several begin at one word, the longest."""
    out = []
    for i, beginning in enumerate(map(_beginning, [token.key for token in tokens])):
        for cues in beginning if beginning and tokens[i].is_word else ():
            hit = _longest(cues, tokens, i)
            if hit is not None:
                out.append(hit)
                break
    return tuple(out)


def _longest(cues: Sequence[tuple[tuple[str, ...], int]], tokens: Sequence[Token], i: int) -> CueHit | None:
    for rest, index in cues:
        if not rest or tuple([token.key for token in tokens[i + 1 : i + 1 + len(rest)]]) == rest:
            return CueHit(_cues().cues[index], i, i + 1 + len(rest))
    return None
