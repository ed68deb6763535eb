"""Where clitics may stand in a written Arabic word: the rules' candidates, and the features of a character tagger.

A word is cut into proclitics (one letter each: و ف أ س ب ل ك), the article, a stem and a pronoun. Labels of letters:
`P` proclitic, `A` article (ال, or the second letter of لل), `S` stem, `E` pronoun. What words exist is the caller's
knowledge: `level(form)` says how common a stem is, 0 (never seen) to 12, whether its alef carries its hamza or not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from tawatur.languages.script import fold
from tawatur.languages.words import Word

Level = Callable[[str], int]
ENCLITICS = ("هما", "هم", "هن", "ها", "كما", "كم", "كن", "نا", "ني", "ه", "ك", "ي")
_PRESENT = frozenset("يتناأ")
_SPELLING = str.maketrans({"ٱ": "ا", "ی": "ي", "ک": "ك", "ۀ": "ة", "ہ": "ه", "ھ": "ه"})
_DROPPED = re.compile("[\u0640\u064b-\u065f\u0670\u200b-\u200f\u061c\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
_CLOSED = re.compile("(?P<before>[وف])?(?P<particle>[بل])(?P<pronoun>ها?|هما?|هن|نا|كم)")
_BOUND = {"ئ": "ء", "ؤ": "ء", "ت": "ة", "ا": "ى", "ي": "ى"}
"""How the last letter of a stem before a pronoun is written when the stem stands alone."""


def spell(text: str) -> str:
    """The word as the tagger reads it: no marks, tatweel or controls, Persian letters joined; hamza, ة and ى kept."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text)).translate(_SPELLING)


def cuts(form: str) -> tuple[int, ...]:
    """Positions at which the stem may begin after particles and article; 0 always, at least one letter is left."""
    found = {0}
    for conjunction in (0, 1):
        if conjunction and form[:1] not in {"و", "ف"}:
            break
        found.add(conjunction)
        rest = form[conjunction:]
        particle = int(rest[:1] in {"ب", "ل", "ك"} or (rest[:1] == "س" and rest[1:2] in _PRESENT))
        found.add(conjunction + particle)
        for at in {conjunction, conjunction + particle}:
            if form[at : at + 2] == "ال" or (form[at - 1 : at + 1] == "لل" and at > conjunction):
                found.add(at + (2 if form[at] == "ا" else 1))
    return tuple(sorted(c for c in found if len(form) - c >= 1))


def ends(form: str) -> tuple[int, ...]:
    """Positions at which a pronoun may begin; `len(form)` always (no pronoun)."""
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
    match = _CLOSED.fullmatch(form)
    if match is None:
        return None
    return Word(tuple(match["before"] or ""), match["particle"], match["pronoun"])


def features(form: str, level: Level) -> list[list[str]]:
    """Feature strings of each letter: its neighbours, its place, and how common what a cut here leaves would be."""
    n = len(form)
    whole = min(level(form), 9)
    bare = [level(form[i:]) if i < n else 0 for i in range(6)]
    tails = {j: max(level(s) for s in alone(form[:j])) for j in ends(form) if j < n}
    inner = [_inner(form, i, level) if i < n else 0 for i in range(6)]
    best = max(range(len(bare)), key=lambda i: (bare[i], -i))
    starts = cuts(form)
    shared = [f"W{whole}", f"best{best}", f"n{min(n, 8)}", "tail" + (str(max(tails.values())) if tails else "-")]
    padded = "^^^" + form + "$$$$"
    out = []
    for i in range(n):
        at = i + 3
        p, c, q = padded[at - 1], padded[at], padded[at + 1]
        row = ["b", "c=" + c, "pc=" + p + c, "cq=" + c + q, "pcq=" + p + c + q, "cqr=" + padded[at : at + 3]]
        row += ["pp=" + padded[at - 2 : at + 1], "s4=" + padded[at : at + 4]]
        if i < 5:
            row += [f"i{i}" + form[: i + 1], f"i{i}" + form[: i + 2], f"i{i}~" + form[: i + 4], f"I{i}"]
            row += [f"B{i}{bare[i]}{bare[i + 1]}", f"B{i}{bare[i]}{bare[i + 1]}{whole}{c}"]
            row += [f"N{inner[i]}{inner[i + 1]}{c}", f"best{best}{i}", f"best{best}{i}{c}{whole}"]
            gain = _gain(bare[i], bare[i + 1]), _gain(inner[i], inner[i + 1])
            row += [f"D{gain[0]}{c}", f"G{gain[1]}{c}", f"D{i}{gain[0]}{c}{whole > 0}"]
            row += [f"k{int(i in starts)}{int(i + 1 in starts)}{c}"]
        if n - i <= 4:
            row += [f"e{n - i}" + form[i:], f"e{n - i}" + form[i - 1 if i else 0 :], f"E{n - i}"]
            begins = max((j for j in tails if j <= i), default=None)
            row += [f"e{n - i}" + form[max(0, i - 2) :]]
            if begins is not None:
                row += [f"T{i - begins}{tails[begins]}{whole}", f"T{i - begins}{tails[begins]}{form[begins:]}"]
                row += [f"t{form[begins:]}{form[begins - 1 : begins]}{tails[begins]}{whole}"]
        out.append(row + [name + c for name in shared[:1]] + shared[1:])
    return out


def _gain(kept: int, cut: int) -> str:
    """Whether what a cut leaves is rarer (-) or more common (+) than what stands without it, and by how much."""
    if not kept or not cut:
        return ("+" if cut else "-" if kept else "") + "0"
    return str(max(-3, min(3, cut - kept)))


def _inner(form: str, start: int, level: Level) -> int:
    """How common the stem from `start` is at best, with or without a pronoun."""
    return max(level(s) for j in ends(form) if j > start for s in alone(form[start:j]))


def word(form: str, labels: list[str]) -> Word:
    """The word that the labels of its letters spell, as folded keys. لل is read as ل + ال."""
    head = next((i for i, label in enumerate(labels) if label not in {"P", "A"}), len(form))
    tail = next((i for i in range(head, len(form)) if labels[i] == "E"), len(form))
    proclitics = [fold(form[i]) for i in range(head) if labels[i] == "P"]
    if "A" in labels[:head]:
        proclitics.append("ال")
    return Word(tuple(proclitics), fold(form[head:tail]), fold(form[tail:]))


def lawful(form: str, labels: list[str]) -> bool:
    """Whether the labels cut the word where the rules allow a cut: in a known chain and before a known pronoun."""
    head = next((i for i, label in enumerate(labels) if label not in {"P", "A"}), len(form))
    tail = next((i for i in range(head, len(form)) if labels[i] == "E"), len(form))
    return head in cuts(form) and tail > head and tail in ends(form) and "P" not in labels[head:]
