"""Number words, counted nouns, vague amounts and shares: what `data/numbers` holds, as tables over folded words."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from tawatur.errors import DataError
from tawatur.languages import fold
from tawatur.languages.tokens import tokenize
from tawatur.lexicon.files import compiled, read_csv, read_yaml, sources
from tawatur.model import Frozen, Unit

AtomKind = Literal["unit", "ten", "tens", "hundred", "one", "two", "many", "fraction"]
Keep = Literal["low", "high", "both"]
_UNITS = {"person", "fighter", "civilian", "child", "vehicle", "aircraft", "place", "km", "day", "explosive", "other"}


class Atom(Frozen, frozen=True):
    """One number word: `one`, `two` and `many` are the forms of a scale ("ألف", "ألفين", "آلاف")."""

    kind: AtomKind
    value: float


class Ordinal(Frozen, frozen=True):
    """An ordinal word; `bare` if it stands without its article ("أول أيام")."""

    value: int
    bare: bool


class Noun(Frozen, frozen=True):
    """A counted noun: its unit, the number of its form (1, 2, or 0 for a plural), whether its bare singular counts."""

    lemma: str
    unit: Unit
    number: int
    one: bool


class Phrase(Frozen, frozen=True):
    """A phrase of folded words with its numbers: a vague amount, a bound, a share."""

    kind: str
    low: float = 0
    high: float | None = None
    keep: Keep = "both"


class NumberLexicon(Frozen, frozen=True):
    """All tables. Keys of `phrases` are folded words joined by one blank; `starts` the longest phrase by first word."""

    atoms: dict[str, Atom]
    ordinals: dict[str, Ordinal]
    nouns: dict[str, Noun]
    phrases: dict[str, tuple[Phrase, ...]]
    starts: dict[str, int]
    words: dict[str, frozenset[str]]


def key_of(phrase: str) -> str:
    """The folded words of a phrase joined by one blank, tokenised as reports are."""
    return " ".join(t.key for t in tokenize(phrase) if t.key)


def _duals(singular: str, plurals: list[str]) -> list[str]:
    """The dual forms of a folded noun, those that a sound plural shares left out."""
    if len(singular) < 3:
        return []  # "كم" is an abbreviation, "كمين" an ambush
    stem = singular[:-1] + "ت" if singular.endswith("ه") else singular
    stem = stem[:-1] + "ي" if stem.endswith("ى") else stem
    forms = [stem + ending for ending in ("ان", "ين")]
    if singular.endswith("ه"):
        forms += [stem + "ي", stem + "ا"]
    return [f for f in forms if f not in plurals]


def _nouns(path: Path) -> dict[str, Noun]:
    found: dict[str, Noun] = {}
    for row in read_csv(path):
        unit: Any = row["unit"]
        if unit not in _UNITS:
            raise DataError(f"{path.name}: unit {unit!r} of {row['singular']!r} is none of the codebook's")
        one = row["one"] == "1"
        singular = fold(row["singular"]).replace(" ", "")
        plurals = [fold(p) for p in row["plurals"].split()]
        plurals += [p[:-1] for p in plurals if p.endswith("ين")]  # before a noun: "مسلحي الجماعة"
        for plural in plurals:
            found.setdefault(plural, Noun(row["singular"], unit, 0, one))
        for dual in _duals(singular, plurals):
            found.setdefault(dual, Noun(row["singular"], unit, 2, one))
        for form in (singular, singular + "ا"):
            found.setdefault(form, Noun(row["singular"], unit, 1, one))
    return found


def _numbers(raw: dict[str, Any]) -> tuple[dict[str, Atom], dict[str, Ordinal]]:
    atoms: dict[str, Atom] = {}
    for row in raw["cardinals"]:
        atoms.update({fold(w): Atom(row["kind"], row["value"]) for w in row["words"]})
    for row in raw["scales"]:
        for form in ("one", "two", "many"):
            atoms.update({fold(w): Atom(form, row["value"]) for w in row[form]})
    for row in raw["fractions"]:
        atoms.update({fold(w): Atom("fraction", row["value"]) for w in row["words"]})
    ordinals: dict[str, Ordinal] = {}
    for row in raw["ordinals"]:
        ordinals.update({fold(w): Ordinal(row["value"], False) for w in row.get("words", [])})
        ordinals.update({fold(w): Ordinal(row["value"], True) for w in row.get("bare", [])})
    return atoms, ordinals


def _phrases(raw: dict[str, Any]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for row in raw["vague"]:
        kind = "vague_after" if row.get("after") else "vague_few" if row.get("nouns") else "vague"
        for w in row["words"]:
            found.setdefault(key_of(w), []).append(Phrase(kind, row["low"], row.get("high")))
    for name in ("bounds", "tails"):
        for row in raw[name]:
            for w in row["words"]:
                found.setdefault(key_of(w), []).append(Phrase(name, keep=row["keep"]))
    for row in raw["shares"]:
        for w in row["words"]:
            found.setdefault(key_of(w), []).append(Phrase("share", row["low"], row["high"]))
    for w in raw["percent"]:
        found.setdefault(key_of(w) or w, []).append(Phrase("percent"))
    return {key: tuple(rows) for key, rows in found.items()}


_WORD_LISTS = ("others", "two", "one_of", "of", "people", "labels", "label_tails", "casualty", "adjectives",
    "clusters", "without", "exactly_one", "subset", "one_words", "reached", "fighters", "generic")  # fmt: skip


def _merged(paths: list[Path]) -> dict[str, Any]:
    """The lists of several YAML files of one name, the shipped file's entries first."""
    out: dict[str, Any] = {}
    for path in paths:
        for key, value in read_yaml(path).items():
            if isinstance(value, list):
                out.setdefault(key, []).extend(value)
    return out


def _build(paths: tuple[Path, ...]) -> NumberLexicon:
    words = _merged([p for p in paths if p.name == "words.yaml"])
    amounts = _merged([p for p in paths if p.name == "amounts.yaml"])
    nouns: dict[str, Noun] = {}
    for path in paths:
        if path.suffix == ".csv":
            nouns = _nouns(path) | nouns
    atoms, ordinals = _numbers(words)
    phrases = _phrases(amounts)
    starts: dict[str, int] = {}
    for key in phrases:
        parts = key.split(" ")
        starts[parts[0]] = max(starts.get(parts[0], 0), len(parts))
    lists = {name: frozenset(key_of(w) for w in amounts[name]) for name in _WORD_LISTS}
    lists["not_nouns"] = frozenset(amounts["not_nouns"])
    lists["not"] = frozenset(fold(w) for w in words["not"])
    return NumberLexicon(atoms, ordinals, nouns, phrases, starts, lists)


@lru_cache(maxsize=1)
def number_lexicon() -> NumberLexicon:
    """The tables of `data/numbers`, shipped and the user's, from the compiled cache if nothing changed."""
    return compiled("numbers", sources("numbers"), _build, NumberLexicon)
