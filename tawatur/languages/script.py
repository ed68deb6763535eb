"""Script folding and direction. Keys are folded; text never is.

The folding table is the least that joins the spellings of one Arabic word: hamza forms, ta marbuta, alef maqsura,
Persian and Urdu letters, presentation forms, tatweel, diacritics and invisible controls.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه",
    "ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "گ": "ك", "ہ": "ه", "ە": "ه", "ھ": "ه",
    "پ": "ب", "چ": "ج", "ڤ": "ف", "ژ": "ز",
}  # fmt: skip
_DIGITS = {ord(c): str(i % 10) for i, c in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
_INVISIBLE = [0x640, *range(0x200B, 0x2010), 0x61C, 0xFEFF, 0xAD, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_TABLE: dict[int, str | None] = {ord(a): b for a, b in _LETTERS.items()}
_TABLE.update(_DIGITS)
_TABLE.update(dict.fromkeys(_INVISIBLE))
_PLAIN = re.compile("[\u0621-\u063a\u0641-\u064a]+")
_PLAIN_TABLE = {code: letter for code, letter in _TABLE.items() if _PLAIN.fullmatch(chr(code))} | {0x621: None}
_ARABIC = re.compile("[\u0621-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """The key of a word or phrase: its letters alone, lower case. Equal keys are one spelling; never shown to a user.

    >>> fold("البوكمال") == fold("البـوكمال"), fold("إرهابيّون"), fold("مستشفى")
    (True, 'ارهابيون', 'مستشفي')
    """
    if _PLAIN.fullmatch(text):  # nearly all words: letters that Unicode's normal forms leave alone
        return text.translate(_PLAIN_TABLE)
    plain = unicodedata.normalize("NFKC", text).translate(_TABLE).lower()
    if plain.isascii():
        return plain
    decomposed = unicodedata.normalize("NFD", plain)
    bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", bare).replace("ء", "")


def is_plain(text: str) -> bool:
    """Whether the text is nothing but letters of the Arabic alphabet, without marks, signs or blanks."""
    return _PLAIN.fullmatch(text) is not None


def is_arabic(text: str) -> bool:
    """Whether the text has at least one Arabic letter."""
    return _ARABIC.search(text) is not None


def arabic_share(text: str) -> float:
    """Share of Arabic letters among all letters of `text`, 0 if it has none."""
    letters = sum(c.isalpha() for c in text)
    return len(_ARABIC.findall(text)) / letters if letters else 0.0
