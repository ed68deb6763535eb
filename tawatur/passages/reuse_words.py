"""A document as the search for shared passages sees it: a few bytes a word, so that archives fit in memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from tawatur.languages import Token, fold, light_stem, tokenize
from tawatur.lexicon import actors, outlets, read_yaml, sources
from tawatur.lexicon.function_words import function_words
from tawatur.model import Report, Span, Unknown
from tawatur.passages.document import Document

Codes = npt.NDArray[np.uint32]
Offsets = npt.NDArray[np.int32]


class Cited(NamedTuple):
    """An outlet or agency that a report names: its registry entry, the word where it stands (`WHOLE` for one that the
    dateline or the source line credits with the whole report), and the name's span in the text."""

    outlet: outlets.Outlet
    word: int
    span: Span


WHOLE = -1


class Words(NamedTuple):
    """The words of a report that are no page furniture, in reading order; `report` is the report without its text.

    `codes` are checksums of stems, `starts`/`ends` offsets into the report's text, `counts` how much a word is evidence
    of copying, in halves: 2, for function words 1, inside formulae and names 0; `quoted` are ranges of words inside
    quotation marks, `sentences` the first word of every sentence; `cited` the outlets that the text names.
    """

    report: Report
    codes: Codes
    starts: Offsets
    ends: Offsets
    counts: npt.NDArray[np.uint8]
    quoted: tuple[tuple[int, int], ...]
    sentences: tuple[int, ...]
    cited: tuple[Cited, ...]

    def span(self, first: int, last: int) -> Span:
        """The text from word `first` to word `last`, both inclusive."""
        return Span(int(self.starts[first]), int(self.ends[last]))


class Phrases(NamedTuple):
    """Phrases by the code of their first word: `(codes, whole)`; `whole` phrases are no evidence at all, of the others
    (names) only the first word is."""

    by_first: dict[int, tuple[tuple[tuple[int, ...], bool], ...]]


@lru_cache(maxsize=200_000)
def code(key: str) -> int:
    """The checksum of a folded word without its clitics and endings: lightly edited copies keep it."""
    stem = light_stem(key)
    if len(stem) == 4 and stem[0] == "و":
        stem = stem[1:]  # وقال and قال
    if len(stem) > 3 and stem[-1] in "اه":
        stem = stem[:-1]  # سوريا and سورية
    return zlib.crc32(stem.encode("utf-8", "surrogatepass"))


def _codes(phrase: str) -> tuple[int, ...]:
    return tuple(code(fold(word)) for word in phrase.split() if fold(word))


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """The formulae of the data file, and the names of known actors and outlets."""
    found: dict[tuple[int, ...], bool] = {}
    for name in _names():
        found[_codes(name)] = False
    for path in sources("formulae.yaml"):
        content: Any = read_yaml(path)
        for group in content["formulae"]:
            found.update({_codes(str(phrase)): True for phrase in group["phrases"]})
    by_first: dict[int, list[tuple[tuple[int, ...], bool]]] = {}
    for codes, whole in found.items():
        if len(codes) > 1:
            by_first.setdefault(codes[0], []).append((codes, whole))
    return Phrases({first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in by_first.items()})


def _names() -> Iterable[str]:
    yield from actors.actor_index().phrases
    for key in outlets.registry().names:
        yield " ".join(key)


def words(document: Document) -> Words:
    """The compact form of a document."""
    told: list[Token] = []
    sentences: list[int] = []
    for sentence in document.sentences:
        sentences.append(len(told))
        told += [token for token in sentence.tokens if token.is_word and token.key != "و"]
    keys = [token.key for token in told]
    codes = [code(key) for key in keys]
    places = np.array([token.start for token in told], dtype=np.int32)
    quoted = tuple(_within(places, passage.span) for passage in document.parts("quotation"))
    return Words(
        msgspec.structs.replace(document.report, text="", stated=()),
        np.array(codes, dtype=np.uint32),
        places,
        np.array([token.end for token in told], dtype=np.int32),
        _counts(keys, codes),
        tuple(pair for pair in quoted if pair[0] < pair[1]),
        tuple(sentences),
        _cited(document, told),
    )


def _within(starts: Offsets, span: Span) -> tuple[int, int]:
    first, last = np.searchsorted(starts, (span.start, span.end)).tolist()
    return first, last


def _counts(keys: list[str], codes: list[int]) -> npt.NDArray[np.uint8]:
    """How much each word tells, in halves; a formula counts nothing, a name as one word."""
    light = _light_words()
    counts = np.array([1 if len(key) < 3 or key in light else 2 for key in keys], dtype=np.uint8)
    known = phrases().by_first
    for i, first in enumerate(codes):
        for phrase, whole in known.get(first, ()):
            if tuple(codes[i : i + len(phrase)]) == phrase:
                counts[i if whole else i + 1 : i + len(phrase)] = 0
                break
    return counts


@lru_cache(maxsize=1)
def _light_words() -> frozenset[str]:
    """Function words, with a conjunction before them or without."""
    known = function_words()
    own = [str(word) for path in sources("formulae.yaml") for word in read_yaml(path)["light"]]
    bare = known.prepositions | known.subordinators | known.coordinators | {fold(word) for word in own}
    return frozenset(bare | {"و" + word for word in bare})


def _cited(document: Document, told: list[Token]) -> tuple[Cited, ...]:
    """The outlets and agencies that the text names, the report's own outlet left out."""
    report = document.report
    own = None if isinstance(report.outlet, Unknown) else outlets.find_outlet(report.outlet)
    found = [Cited(outlet, i, span) for outlet, i, span in _named(told)]
    for passage in (*document.parts("dateline"), *document.parts("source line")):
        tokens = [t for t in tokenize(report.text, passage.span.start, passage.span.end) if t.is_word]
        found += [Cited(outlet, WHOLE, span) for outlet, _, span in _named(tokens)]
    return tuple(one for one in found if one.outlet != own)


def _named(tokens: list[Token]) -> Iterator[tuple[outlets.Outlet, int, Span]]:
    known, keys = outlets.registry(), [token.key for token in tokens]
    for i, token in enumerate(tokens):
        outlet = _named_at(known, keys, i)
        if outlet is not None:
            yield outlet, i, token.span


def _named_at(known: outlets.Registry, keys: list[str], i: int) -> outlets.Outlet | None:
    first = keys[i]
    for head in (first, *(first[n:] for n in (1, 2) if first[:n] in ("و", "ل", "ب", "ف", "ول", "وب"))):
        if head not in _first_keys():
            continue
        for length in range(min(known.longest, len(keys) - i), 0, -1):
            hit = known.names.get((head, *keys[i + 1 : i + length]))
            if hit is not None and not hit[1]:
                return hit[0]
    return None


@lru_cache(maxsize=1)
def _first_keys() -> frozenset[str]:
    return frozenset(name[0] for name in outlets.registry().names if name)
