"""Keys under which a place is found: the folded spelling, its usual variants, and a consonant skeleton."""

from __future__ import annotations

import re
from functools import lru_cache

from tawatur.languages import fold

_WORD = re.compile(r"[^\W_]+")
_FATHER = {"ابو", "ابي", "ابا", "البو", "بو"}
_AR = dict(
    zip(
        "بتثجحخدذرزسشصضطظعغفقكلمنهوي",
        [
            "b",
            "t",
            "t",
            "j",
            "h",
            "x",
            "d",
            "d",
            "r",
            "z",
            "s",
            "c",
            "s",
            "d",
            "t",
            "z",
            "-",
            "g",
            "f",
            "k",
            "k",
            "l",
            "m",
            "n",
            "h",
            "-",
            "-",
        ],
        strict=True,
    )
)
_LATIN_PAIRS = (("kh", "x"), ("sh", "c"), ("ch", "c"), ("th", "t"), ("dh", "d"), ("gh", "g"), ("zh", "z"), ("ou", "u"))
_LATIN = {"q": "k", "p": "b", "v": "f", "w": "", "y": ""}
_LATIN_ARTICLES = {"al", "el", "ar", "as", "ash", "at", "ath", "az", "an", "ad", "adh", "the"}
_GENERIC = {"town", "city", "village", "district", "governorate", "province"}


@lru_cache(maxsize=50_000)
def phrase_key(name: str) -> str:
    """The folded words of a name joined by one space: equal for two spellings that differ in hamza, marks or signs.

    >>> phrase_key("دير الزّور"), phrase_key("Abū Kamāl")
    ('دير الزور', 'abu kamal')
    """
    return " ".join(_WORD.findall(fold(fold(name)).replace("'", "").replace("’", "").replace("‘", "").replace("`", "")))


def variants_ar(key: str) -> tuple[str, ...]:
    """Other spellings of one Arabic phrase key that mean the same name: written together or apart, forms of "father
    of". The key itself is first. Articles are never dropped here (الباب is not باب)."""
    words = key.split()
    forms = [words]
    first = words[0]
    if first in _FATHER and len(words) > 1:
        forms += [[f, *words[1:]] for f in ("ابو", "ابي", "ابا", "البو")]
    elif first.startswith("البو") and len(first) > 5:
        forms += [["ابو", first[4:], *words[1:]], ["البو", first[4:], *words[1:]]]
    elif first.startswith("ابو") and len(first) > 5:
        forms += [["ابو", first[3:], *words[1:]]]
    out = dict.fromkeys(" ".join(f) for f in forms)
    if len(words) in (2, 3) and words[0] not in {"عبد", "خط"}:
        out.update(dict.fromkeys(_joined(f) for f in forms if len(f) == len(words)))
    return tuple(out)


def _joined(words: list[str]) -> str:
    """The first two words written as one (ديرالزور, كفرنبل, البوكمال)."""
    return " ".join([words[0] + words[1], *words[2:]])


def endings(key: str) -> tuple[str, ...]:
    """Final ta marbuta for alef and the other way round (دوما, دومة): a weak key, which needs evidence."""
    if len(key) > 4 and key[-1] in "هاي":
        return tuple(key[:-1] + end for end in "ها" if end != key[-1])
    return ()


def article_toggled(key: str) -> str:
    """The key with the article of its first word taken off, or put on: a weak key, which needs evidence."""
    if key.startswith("ال") and len(key.split(maxsplit=1)[0]) > 4:
        return key[2:]
    return "ال" + key


@lru_cache(maxsize=50_000)
def skeleton(key: str) -> str:
    """The consonants of a phrase key, in one alphabet for Arabic and Latin script; articles, "father of", vowels and
    doubled letters are gone. Equal skeletons are a hint, not a proof: البوكمال, أبو كمال, Abu Kamal give `bkml`.

    >>> {skeleton(phrase_key(n)) for n in ("البوكمال", "أبو كمال", "ابوكمال", "Abu Kamal", "Al-Bukamal", "Ālbū Kamāl")}
    {'bkml'}
    """
    return "".join(part for word in key.split() if (part := _word_skeleton(word)))


def _word_skeleton(word: str) -> str:
    letters = _latin_letters(word) if word.isascii() else _arabic_letters(word)
    out: list[str] = []
    for letter in letters:
        if not out or out[-1] != letter:
            out.append(letter)
    return "".join(out)


def _arabic_letters(word: str) -> str:
    if word.startswith("ال") and len(word) > 3:
        word = word[2:]
    if word.endswith("ه"):
        word = word[:-1]
    return "".join(_AR.get(c, "") for c in word).replace("-", "")


def _latin_letters(word: str) -> str:
    if word in _LATIN_ARTICLES or word in _GENERIC:
        return ""
    if word in {"albu", "abu", "abo"}:
        return "b"
    if word.endswith("h") and len(word) > 2 and word[-2] in "aeiou":
        word = word[:-1]
    for pair, letter in _LATIN_PAIRS:
        word = word.replace(pair, letter)
    return "".join(_LATIN.get(c, c) for c in word if c not in "aeiou")
