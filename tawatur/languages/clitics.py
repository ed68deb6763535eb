"""Where clitics may stand in a written Arabic word: the rules' candidates, and the features of a character tagger.

A word is cut into proclitics (one letter each: و ف أ س ب ل ك), the article, a stem and a pronoun. Labels of letters:
`P` proclitic, `A` article (ال, or the second letter of لل), `S` stem, `E` pronoun. What words exist is the caller's
knowledge: `level(form)` says how common a stem is, 0 (never seen) to 12, whether its alef carries its hamza or not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from tawatur.languages.script import fold, is_plain
from tawatur.languages.words import Word

Level = Callable[[str], int]
ENCLITICS = ("هما", "هم", "هن", "ها", "كما", "كم", "كن", "نا", "ني", "ه", "ك", "ي")
_OPENERS = frozenset("وفبلكسا")
_PRONOUN_ENDS = frozenset(e[-1] for e in ENCLITICS)
_PRESENT = frozenset("يتناأ")
_SPELLING = str.maketrans({"ٱ": "ا", "ی": "ي", "ک": "ك", "ۀ": "ة", "ہ": "ه", "ھ": "ه"})
_DROPPED = re.compile("[\u0640\u064b-\u065f\u0670\u200b-\u200f\u061c\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
_CLOSED = re.compile("(?P<before>[وف])?(?P<particle>[بل])(?P<pronoun>ها?|هما?|هن|نا|كم)")
_FIRST, _LAST = 5, 4
"""Letters at the start and at the end of a word that are looked at more closely."""
_BOUND = {"ئ": "ء", "ؤ": "ء", "ت": "ة", "ا": "ى", "ي": "ى"}
"""How the last letter of a stem before a pronoun is written when the stem stands alone."""


def spell(text: str) -> str:
    """The word as the tagger reads it: no marks, tatweel or controls, Persian letters joined; hamza, ة and ى kept."""
    if is_plain(text):
        return text
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text)).translate(_SPELLING)


@lru_cache(maxsize=1_000)
def heads(form: str) -> tuple[str, ...]:
    """The labels that a word's first letters may have before its stem: particles and article; none always.

    >>> heads("وبالمدينة")
    ('', 'P', 'PP', 'PPAA')
    """
    if form[:1] not in _OPENERS:
        return ("",)
    found = {""}
    for before in ("", "P") if form[:1] in {"و", "ف"} else ("",):
        at = len(before)
        first = form[at : at + 1]
        particle = (
            before + "P" if first in {"ب", "ل", "ك"} or (first == "س" and form[at + 1 : at + 2] in _PRESENT) else ""
        )
        found |= {before, particle}
        for taken in (before, particle) if particle else (before,):
            at = len(taken)
            if form[at : at + 2] == "ال":
                found.add(taken + "AA")
            elif taken == particle and form[at - 1 : at + 1] == "لل":
                found.add(taken + "A")
    return tuple(sorted((h for h in found if len(form) > len(h)), key=lambda h: (len(h), h)))


def cuts(form: str) -> tuple[int, ...]:
    """Positions at which the stem may begin after particles and article; 0 always, at least one letter is left."""
    return tuple(dict.fromkeys(len(head) for head in heads(form)))


@lru_cache(maxsize=1_000)
def ends(form: str) -> tuple[int, ...]:
    """Positions at which a pronoun may begin; `len(form)` always (no pronoun)."""
    if form[-1:] not in _PRONOUN_ENDS:
        return (len(form),)
    starts = [len(form) - len(e) for e in ENCLITICS if form.endswith(e) and len(form) - len(e) >= 1]
    return (len(form), *starts)


def alone(stem: str) -> tuple[str, ...]:
    """How a stem that carries a pronoun may be written without it: مدينت is مدينة, حلفائ is حلفاء, قتلو is قتلوا."""
    other = _BOUND.get(stem[-1:], "")
    out = [stem]
    if other:
        out.append(stem[:-1] + other)
    if stem.endswith("و"):
        out += [stem + "ا", stem + "ن"]
    elif stem.endswith("ي"):
        out.append(stem + "ن")
    return tuple(out)


def closed(form: str) -> Word | None:
    """The reading of a particle with its pronoun (لها, وبهم, فله); these few words are known to the rules alone."""
    match = _CLOSED.fullmatch(form) if len(form) <= 5 else None
    if match is None:
        return None
    return Word(tuple(match["before"] or ""), match["particle"], match["pronoun"])


class Facts:
    """What a word's letters are scored by beside themselves: the levels of the whole word and of what a cut leaves.

    `bare` are those of what stands from each of the first letters on, `tails` of what stands before a pronoun, by the
    letter where it begins; `best` is the cut that leaves the most common stem.
    """

    def __init__(self, form: str, level: Level) -> None:
        n, self.form, self.level = len(form), form, level
        self.heads, self.stops = heads(form), ends(form)
        self.cuts = frozenset(len(head) for head in self.heads)
        self.bare = [level(form[i:]) if i < n else 0 for i in range(_FIRST + 1)]
        self.whole, self.best = min(self.bare[0], 9), self.bare.index(max(self.bare))
        self.tails = sorted((j, max(level(s) for s in alone(form[:j]))) for j in self.stops if j < n)
        self.tail = max((found for _, found in self.tails), default=-1)
        self._inner: dict[int, int] = {len(form): 0}

    def inner(self, start: int) -> int:
        """How common the stem from `start` is at best, with or without a pronoun; 0 behind the word's end."""
        found = self._inner.get(start)
        if found is None:
            form, level = self.form, self.level
            found = max(level(s) for j in self.stops if j > start for s in alone(form[start:j]))
            self._inner[start] = found
        return found


Part = tuple[str, tuple[Any, ...]]
"""A group of features: its name in `GROUPS`, and all that they are made of."""


def parts(known: Facts, i: int) -> list[Part]:
    """The groups of features of one letter. Words share most of their groups, so that a caller can keep their sums."""
    form, whole = known.form, known.whole
    n, c = len(form), form[i]
    around = ("^^" + form + "$$$")[i : i + 6]
    row: list[Part] = [("word", (known.best, min(n, 8), known.tail)), ("whole", (whole, c))]
    row += [("letters", (around[1:4],)), ("before", (around[:3],)), ("behind", (around[2:],))]
    if i < _FIRST:
        row.append(("prefix", (i, form[: i + 4])))
        row.append(("bare", (i, known.bare[i], known.bare[i + 1], whole, c)))
        row.append(("inner", (known.inner(i), known.inner(i + 1), c)))
        row.append(("best", (known.best, i, c, whole)))
        row.append(("cuts", (i in known.cuts, i + 1 in known.cuts, c)))
    if n - i <= _LAST:
        row.append(("suffix", (n - i, form[max(0, i - 2) :])))
        begins = max(((j, found) for j, found in known.tails if j <= i), default=None)
        if begins is not None:
            j, found = begins
            row.append(("pronoun", (i - j, found, whole, form[j:], form[j - 1 : j])))
    return row


def _of_word(best: int, length: int, tail: int) -> list[str]:
    return [f"best{best}", f"n{length}", f"tail{'-' if tail < 0 else tail}"]


def _of_letters(w: str) -> list[str]:
    """`w`: the letter that is looked at between its neighbours."""
    p, c, q = w[0], w[1], w[2]
    return ["b", "c=" + c, "pc=" + p + c, "cq=" + c + q, "pcq=" + w]


def _of_prefix(i: int, w: str) -> list[str]:
    return [f"i{i}" + w[: i + 1], f"i{i}" + w[: i + 2], f"i{i}~" + w, f"I{i}"]


def _of_bare(i: int, kept: int, cut: int, whole: int, c: str) -> list[str]:
    gain = _gain(kept, cut)
    return [f"B{i}{kept}{cut}", f"B{i}{kept}{cut}{whole}{c}", f"D{gain}{c}", f"D{i}{gain}{c}{whole > 0}"]


def _of_suffix(left: int, w: str) -> list[str]:
    """`left`: letters from the one that is looked at to the end; `w` has up to two more before."""
    own = w[-left:]
    return [f"e{left}" + own, f"e{left}" + w[max(0, len(w) - left - 1) :], f"E{left}", f"e{left}" + w]


def _of_pronoun(at: int, level: int, whole: int, pronoun: str, before: str) -> list[str]:
    return [f"T{at}{level}{whole}", f"T{at}{level}{pronoun}", f"t{pronoun}{before}{level}{whole}"]


GROUPS: dict[str, Callable[..., list[str]]] = {
    "word": _of_word,
    "whole": lambda whole, c: [f"W{whole}{c}"],
    "letters": _of_letters,
    "before": lambda w: ["pp=" + w],
    "behind": lambda w: ["cqr=" + w[:3], "s4=" + w],
    "prefix": _of_prefix,
    "bare": _of_bare,
    "inner": lambda kept, cut, c: [f"N{kept}{cut}{c}", f"G{_gain(kept, cut)}{c}"],
    "best": lambda best, i, c, whole: [f"best{best}{i}", f"best{best}{i}{c}{whole}"],
    "cuts": lambda here, behind, c: [f"k{int(here)}{int(behind)}{c}"],
    "suffix": _of_suffix,
    "pronoun": _of_pronoun,
}
"""The feature strings of each group."""


def features(form: str, level: Level) -> list[list[str]]:
    """Feature strings of each letter: its neighbours, its place, and how common what a cut here leaves would be."""
    known = Facts(form, level)
    return [[f for name, made_of in parts(known, i) for f in GROUPS[name](*made_of)] for i in range(len(form))]


def _gain(kept: int, cut: int) -> str:
    """Whether what a cut leaves is rarer (-) or more common (+) than what stands without it, and by how much."""
    if not kept or not cut:
        return ("+" if cut else "-" if kept else "") + "0"
    return str(max(-3, min(3, cut - kept)))


def word(form: str, labels: Sequence[str]) -> Word:
    """The word that the labels of its letters spell, as folded keys. لل is read as ل + ال."""
    chain = "".join(labels)
    head, tail = len(chain) - len(chain.lstrip("PA")), len(chain.rstrip("E"))
    if not head and tail == len(form):
        return Word((), fold(form))
    proclitics = [fold(letter) for letter, label in zip(form[:head], chain, strict=False) if label == "P"]
    if "A" in chain:
        proclitics.append("ال")
    return Word(tuple(proclitics), fold(form[head:tail]), fold(form[tail:]))


def labels_of(form: str, head: str, stop: int) -> str:
    """The labels of a reading: `head` before the stem, the pronoun from `stop` on."""
    return head + "S" * (stop - len(head)) + "E" * (len(form) - stop)


def readings(form: str) -> list[tuple[str, int]]:
    """Every lawful reading: the labels of a known chain of particles, a stem behind it, and where a pronoun begins.

    >>> [labels_of("وله", *reading) for reading in readings("وله")]
    ['SSS', 'SSE', 'PSS', 'PSE', 'PPS']
    """
    stops = ends(form)
    return [(head, stop) for head in heads(form) for stop in stops if stop > len(head)]
