"""Finding names of places in the words of a sentence: longest name first, clitics stripped, with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from tawatur.gazetteer import Gazetteer, KindWord, Place, Words
from tawatur.languages import Token, variants
from tawatur.model import Frozen
from tawatur.passages.document import Sentence

_LINKS = {"-", "–", "—", "ـ", "«", "»", '"', "“", "”", "(", "'", "‘", "’", "/"}
"""Signs that may stand inside a phrase; any other sign breaks it."""
_OPEN = {"(", "[", "{"}
_STAYS = frozenset({"ال", "س", "ك"})
"""The article, and particles that no name of a place carries."""


class Marks(NamedTuple):
    """What the gazetteer and the word lists say of one word: names that may start there (key, clitics, words of the
    longest), whether it may stand for a place, the part of a place that it is, a country's adjective, a kind word."""

    heads: tuple[tuple[str, tuple[str, ...], int], ...] = ()
    stands: bool = False
    part: tuple[str, tuple[str, ...]] | None = None
    country: str = ""
    kind: str = ""


class Wd(Frozen, frozen=True):
    """A word of a sentence; `broken` if a sign before it ends a phrase, `comma` if that sign is a comma,
    `quoted` if a bracket or quotation mark stands before it."""

    token: Token
    key: str
    marks: Marks
    broken: bool
    comma: bool
    quoted: bool


@dataclass(slots=True)
class Hit:
    """A name of the gazetteer in a sentence: its words `first..last` (inclusive), what was stripped from the first,
    the candidates, and what the words before it say."""

    sentence: int
    first: int
    last: int
    key: str
    clitics: tuple[str, ...]
    places: tuple[tuple[Place, bool], ...]
    weak: bool = False
    kind: KindWord | None = None
    part: str = ""
    direction: str = ""
    located: bool = False
    start_word: int = 0
    end_word: int = 0
    start_cut: int = 0
    chained: bool = False
    notes: list[str] = field(default_factory=list)


@lru_cache(maxsize=50_000)
def stripped(key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Readings of a word without conjunctions and prepositions, the whole word first; the article stays on."""
    return tuple([(w.stem, w.proclitics) for w in variants(key) if _STAYS.isdisjoint(w.proclitics)])


def in_table(key: str, table: dict[str, str] | dict[str, KindWord] | frozenset[str]) -> str | None:
    """The reading of a word that a table has, or `None`."""
    return next((stem for stem, _ in stripped(key) if stem in table), None)


_UNMARKED = Marks()


def _may_stand(stem: str, lists: Words) -> bool:
    """Whether a reading of a word can stand for a place; those of most words cannot."""
    return (
        stem in lists.anaphors
        or stem in lists.country_anaphors
        or stem.removesuffix("ها") in lists.directions
        or stem.removesuffix("ه").removesuffix("ها") in lists.pronoun_parts
        or stem.removesuffix("ها") in lists.pronoun_parts
    )


class Scanner:
    """Looks the words of sentences up in one gazetteer."""

    def __init__(self, gazetteer: Gazetteer, words: Words) -> None:
        self.gazetteer = gazetteer
        self.words = words
        self.marks = lru_cache(maxsize=50_000)(self._marks)

    def read(self, sentence: Sentence) -> list[Wd]:
        """The words of a sentence with what separates them; words that folding alone makes look like a word of place
        (إحياء, أحياء) are kept out by a break."""
        out: list[Wd] = []
        broken = comma = quoted = False
        marks, kept_out = self.marks, self.words.not_place_words
        for token, word in zip(sentence.tokens, sentence.words, strict=True):
            text = token.text
            if text in kept_out:
                broken = True
            elif word:
                key = token.key
                out.append(Wd(token, key, marks(key), broken, comma, quoted))
                broken = comma = quoted = False
            else:
                comma = comma or text in {"،", ","}
                quoted = quoted or text in _LINKS
                broken = broken or text not in _LINKS or text in _OPEN
        return out

    def hits(self, number: int, words: list[Wd]) -> list[Hit]:
        """The names in one sentence, left to right, none overlapping; the longest wins, then the least stripped."""
        out: list[Hit] = []
        at = 0
        while at < len(words):
            hit = self._longest(number, words, at) if words[at].marks.heads else None
            if hit is None:
                at += 1
            else:
                out.append(hit)
                at = hit.last + 1
        return out

    def _marks(self, key: str) -> Marks:
        """The marks of a word; most words have none."""
        heads, lists, found = self.gazetteer.heads, self.words, stripped(key)
        marks = Marks(
            tuple([(stem, clitics, heads[stem]) for stem, clitics in found if stem in heads]),
            any(_may_stand(stem, lists) for stem, _ in found),
            next(((stem, clitics) for stem, clitics in found if stem in lists.side_parts), None),
            lists.nationalities.get(key, ""),
            next((stem for stem, _ in found if stem in lists.kinds), ""),
        )
        return _UNMARKED if marks == _UNMARKED else marks

    def _longest(self, number: int, words: list[Wd], at: int) -> Hit | None:
        best: Hit | None = None
        for stem, clitics, longest in words[at].marks.heads:
            found = self._phrase(words, at, stem, longest)
            if found is not None and (best is None or found[0] > best.last):
                last, key = found
                places = _same_carriers(self.gazetteer.find(key), words[at : last + 1])
                if not places or (last == at and words[at].token.text.endswith(("ً", "ًا"))):
                    continue  # a name has no nunation: "دوماً" is an adverb
                weak = (
                    self._is_weak(key, places)
                    if last == at
                    else not any(is_listed(p) and not p.weak for p, _ in places)
                )
                best = Hit(number, at, last, key, clitics, places, weak, start_word=at, end_word=last)
        return best

    def _phrase(self, words: list[Wd], at: int, stem: str, longest: int) -> tuple[int, str] | None:
        found = None
        key = stem
        forms = self.gazetteer.forms
        if key in forms and not self._is_common(key):
            found = (at, key)
        if stem in self.words.directions and at and in_table(words[at - 1].key, self.words.directions):
            return found  # "جنوب غرب اليمن" is Yemen with a direction, not "غرب اليمن" with one more
        for last in range(at + 1, min(at + longest, len(words))):
            if words[last].broken:
                break
            key = f"{key} {words[last].key}"
            if key in forms:
                found = (last, key)
        return found

    def _is_common(self, key: str) -> bool:
        """Whether the word alone is never a name here: "المدينة" stands for a city named elsewhere."""
        lists = self.words
        if key in lists.country_anaphors or key in lists.bodies:
            return True
        return key in lists.stop or key in lists.anaphors or key in lists.kinds or key in lists.parts

    def _is_weak(self, key: str, places: tuple[tuple[Place, bool], ...]) -> bool:
        """Whether a bare word needs evidence that it is a name: a common word, an adjective, a small town."""
        if key in self.words.weak or len(key) <= 2:
            return True
        adjective = key.startswith("ال") and key.endswith("ي") and len(key) > 4
        return not any(own and not p.weak and is_listed(p) and (not adjective or is_major(p)) for p, own in places)


def _same_carriers(places: tuple[tuple[Place, bool], ...], words: list[Wd]) -> tuple[tuple[Place, bool], ...]:
    """The places whose spelling has the seated hamza that the text has (المؤدية is not مودية, حلفائه not حلفايا)."""
    text = "".join(w.token.text for w in words)
    seats = [c for c in "ؤئ" if c in text]
    if not seats:
        return places
    return tuple((p, own) for p, own in places if all(any(c in n for n in p.names_ar) for c in seats))


def is_listed(place: Place) -> bool:
    """Whether it is listed for these wars, not just one of the world's towns."""
    return not place.source.startswith("GeoNames")


def is_major(place: Place) -> bool:
    """Whether it is a country, a governorate, a region or a city of some size."""
    return place.kind in ("country", "governorate", "region", "city") or place.population >= 20_000
