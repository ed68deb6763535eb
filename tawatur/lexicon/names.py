"""Names that no registry knows: cues for bodies and persons in office, Latin spellings, and the trained name tagger.

The tagger (`data/models/names.crfsuite`, built by `bench/train_names.py`) is a CRF over word features with labels
`B-PER`, `I-PER`, `B-ORG`, `I-ORG`, `B-LOC`, `I-LOC`, `O`; docs/models/names.md has its data, figures and limits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from tawatur.errors import DataError
from tawatur.languages import Token, Word, fold
from tawatur.lexicon.clusters import cluster_of
from tawatur.lexicon.crf import Chain, Scores, read_chain
from tawatur.lexicon.files import read_yaml, sources
from tawatur.lexicon.words import segment
from tawatur.model import Frozen


class Head(Frozen, frozen=True):
    """A noun that heads bodies' names: its Latin word, on which side of the name it stands, what numbers make of it."""

    latin: str
    after: bool = False
    strong: bool = False
    number: str = ""


class Cues(Frozen, frozen=True):
    """Cue words of names as folded keys."""

    bodies: dict[tuple[str, ...], Head]
    not_names: frozenset[str]
    adjectives: dict[str, str]
    ranks: frozenset[str]
    address: frozenset[str]
    offices: frozenset[str]
    links: frozenset[str]
    parts: frozenset[str]
    ordinals: dict[str, int]


@cache
def cues() -> Cues:
    """The cue words; `DataError` says which entry is wrong."""
    raw = _merged("words/name_cues.yaml")
    try:
        bodies = {tuple(fold(k).split()): Head(**v) for k, v in raw["bodies"].items()}
        return Cues(
            bodies,
            frozenset(fold(w) for w in raw["not_names"]),
            {fold(k): str(v) for k, v in raw["adjectives"].items()},
            frozenset(fold(w) for w in raw["ranks"]),
            frozenset(fold(w) for w in raw["address"]),
            frozenset(fold(w) for w in raw["offices"]),
            frozenset(fold(w) for w in raw["links"]),
            frozenset(fold(w) for w in raw["parts"]),
            {fold(k): int(v) for k, v in raw["ordinals"].items()},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(f"name_cues.yaml: {error!r} is missing or of the wrong form") from error


def _merged(name: str) -> dict[str, Any]:
    """The shipped file, with the user's entries added to it."""
    merged: dict[str, Any] = {}
    for path in sources(name):
        for key, value in read_yaml(path).items():
            if isinstance(value, dict):
                merged[key] = {**merged.get(key, {}), **value}
            elif isinstance(value, list):
                merged[key] = [*merged.get(key, []), *value]
            else:
                merged[key] = f"{merged.get(key, '')} {value}".strip()
    return merged


@cache
def _latin() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """Letters, known words by folded key, and which of the words are personal names."""
    raw = _merged("words/latin.yaml")
    try:
        people = dict(entry.split("=") for entry in str(raw["words"]).split())
        things = dict(entry.split("=") for entry in str(raw["things"]).split())
        letters = {str(k): str(v) for k, v in raw["letters"].items()}
    except (KeyError, ValueError) as error:
        raise DataError(f"latin.yaml: an entry is not of the form arabic=latin: {error}") from error
    return letters, {fold(k): v for k, v in {**things, **people}.items()}, frozenset(fold(k) for k in people)


def is_given_name(key: str) -> bool:
    """Whether a folded word is a personal name (محمد) in the table of Latin spellings."""
    return key in _latin()[2]


def is_known_word(key: str) -> bool:
    """Whether a folded word stands in the table of Latin spellings: it is used in names of persons or bodies."""
    return key in _latin()[1]


def romanize(phrase: str) -> str:
    """A readable Latin spelling of an Arabic name: known words as the press writes them, others letter by letter.

    >>> romanize("أحمد بن علي الحاسي"), romanize("صقور الشمال")
    ('Ahmed bin Ali al-Hasi', 'Suqour al-Shamal')
    """
    words = [_word(word) for word in phrase.split()]
    text = " ".join(word for word in words if word)
    text = re.sub(r"\bAbd al-(\w)", lambda m: "Abdul" + m[1].lower(), text.replace("Abd Allah", "Abdullah"))
    return text[:1].upper() + text[1:] if not text.startswith("al-") else "A" + text[1:]


@lru_cache(maxsize=20_000)
def _word(word: str) -> str:
    letters, known, _ = _latin()
    bare = re.sub("[\u0640\u064b-\u065f\u0670«»\"“”'()]", "", word)
    key = fold(bare)
    if not key:
        return ""
    if key in known:
        return known[key]
    if key.isascii():
        return bare
    if key.startswith("ال") and len(key) > 4:
        return "al-" + (known.get(key[2:]) or _spell(bare[2:], letters))
    return _spell(bare, letters)


def _spell(word: str, letters: dict[str, str]) -> str:
    """Letters one by one; و and ي between consonants are long vowels, an `a` parts what could not be said."""
    out = ""
    last = len(word) - 1
    for at, char in enumerate(word):
        before, after = word[at - 1] if at else "", word[at + 1] if at < last else ""
        if char == "و" and before and before not in "اوي" and after not in set("اي"):
            out += "u" if at == last else "ou"
        elif char == "ي" and before and before != "ا" and after not in set("او"):
            out += "iy" if after == "ة" else "i"
        elif char == "ع":
            out += "" if after in set("اوي") or out.endswith("a") else "a"
        else:
            latin = letters.get(char, "")
            if latin and latin[0] not in "aeiou" and _needs_vowel(out, word, at):
                out += "a"
            out += latin
    return out[:1].upper() + out[1:]


def _needs_vowel(out: str, word: str, at: int) -> bool:
    """Whether two consonants would stand at the start, or three in a row, or two at the end."""
    if not out or out[-1] in "aeiou":
        return False
    last = at == len(word) - 1 and out[-1] not in "nrl"
    return len(out.rstrip("h")) <= 1 or last or (len(out) > 2 and out[-2] not in "aeiouhsk")


@lru_cache(maxsize=50_000)
def _here(word: str) -> tuple[list[str], list[str], str]:
    """Features of a word itself, what it lends to its neighbours, and its coarse cluster."""
    cut = segment(word)
    article = cut.proclitics[-1:] == ("ال",)
    before = [p for p in cut.proclitics if p != "ال"]
    key = ("ال" if article else "") + cut.stem
    own = ["b", "w=" + key, "p=" + "".join(before), "a=" + str(article), "e=" + cut.enclitic, f"n{min(len(key), 8)}"]
    own += ["p2" + cut.stem[:2], "p3" + cut.stem[:3], "s1" + key[-1:], "s2" + key[-2:], "s3" + key[-3:]]
    near = ["w=" + key, "a=" + str(article) + "".join(before)]
    kind = _kind(cut, key)
    if kind:
        own.append("kind=" + kind)
        near.append("kind=" + kind)
    found = cluster_of(key)
    if found:
        own += [f"c{found[0]}", f"C{found[1]}", f"D{found[2]}"]
        near.append(f"C{found[1]}")
    return own, near, f"{found[0] if found else '-'}{article}{kind}"


@cache
def _heads() -> frozenset[str]:
    """The first words of heads of bodies."""
    return frozenset(head[0] for head in cues().bodies)


def _kind(cut: Word, key: str) -> str:
    table = cues()
    if cut.stem in _heads():
        return "head"
    if key in table.ranks:
        return "rank"
    if key in table.offices or cut.stem in table.offices:
        return "office"
    if cut.stem in table.parts:
        return "part"
    if is_given_name(cut.stem) and cut.proclitics[-1:] != ("ال",):
        return "given"
    return "digit" if key.isdigit() else "sign" if not key.isalnum() else ""


_PLACES = ("<<", "<", ">", ">>")
"""Where a neighbour stands: two words before, one before, one behind, two behind."""


def name_features(words: Sequence[str]) -> list[list[str]]:
    """Feature strings of each written word of a sentence: its own, two neighbours on each side, and pairs."""
    edge: tuple[list[str], list[str], str] = ([], ["edge"], "edge")
    rows = [edge, edge, *(_here(word) for word in words), edge, edge]
    out = []
    for i in range(2, len(rows) - 2):
        row = list(rows[i][0])
        for name, at in zip(_PLACES, (i - 2, i - 1, i + 1, i + 2), strict=True):
            row += [name + f for f in rows[at][1]]
        row += [f"{rows[i - 1][2]}|{rows[i][2]}", f"{rows[i][2]}|{rows[i + 1][2]}"]
        row.append(f"{rows[i - 1][2]}|{rows[i][2]}|{rows[i + 1][2]}")
        out.append(row)
    return out


@cache
def _tagger() -> Chain:
    return read_chain(sources("models/names.crfsuite")[0])


@lru_cache(maxsize=30_000)
def _adds(word: str) -> tuple[Scores, str]:
    """What a word adds to the labels of itself and its neighbours, shape (places, labels); its coarse cluster."""
    own, near, kind = _here(word)
    out = np.zeros((len(_PLACES) + 1, len(_tagger().labels)))
    out[0] = _tagger().scores(own)
    for feature in near:
        lent = _lent(feature)
        if lent is not None:
            out[1:] += lent
    return out, kind


@lru_cache(maxsize=10_000)
def _lent(feature: str) -> Scores | None:
    """What a feature of a word adds to the labels of its neighbours, shape (places, labels); `None` for nothing."""
    index = _tagger().index
    rows = [index.get(place + feature, 0) for place in _PLACES]
    return _tagger().weights[rows] if any(rows) else None


@cache
def _edge() -> tuple[Scores, str]:
    """As `_adds`, of what stands before and behind a sentence."""
    return np.array([_tagger().scores(f) for f in ([], *([place + "edge"] for place in _PLACES))]), "edge"


def _scores(words: Sequence[str]) -> Scores:
    """The sums of the weights of `name_features`, shape (words, labels)."""
    found = [_edge(), _edge(), *map(_adds, words), _edge(), _edge()]
    adds = np.concatenate([add for add, _ in found]).reshape(len(found), len(_PLACES) + 1, -1)
    kinds = [kind for _, kind in found]
    row, weights = _tagger().index.get, _tagger().weights
    two = [f"{a}|{b}" for a, b in pairwise(kinds[1:-1])]
    pairs = weights[[row(pair, 0) for pair in two]]
    triples = weights[[row(f"{pair}|{c}", 0) for pair, c in zip(two, kinds[3:], strict=False)]]
    neighbours = adds[:-4, 1] + adds[1:-3, 2] + adds[3:-1, 3] + adds[4:, 4]
    total: Scores = adds[2:-2, 0] + neighbours + pairs[:-1] + pairs[1:] + triples[: len(words)]
    return total


def label_names(tokens: Sequence[Token]) -> list[tuple[str, int, int]]:
    """Names of a sentence as the tagger sees them: (`PER`, `ORG` or `LOC`, first token, one past the last)."""
    return spans(_tagger().best(_scores([token.text for token in tokens]), "O")) if tokens else []


def spans(labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """The runs of BIO labels; an `I` without its `B` begins one."""
    out: list[tuple[str, int, int]] = []
    for at, label in enumerate(labels):
        kind = label[2:]
        if label.startswith("I-") and out and out[-1][0] == kind and out[-1][2] == at:
            out[-1] = (kind, out[-1][1], at + 1)
        elif kind:
            out.append((kind, at, at + 1))
    return out
