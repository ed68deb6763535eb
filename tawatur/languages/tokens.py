"""Tokens with offsets into the original text. A token is a run of letters or digits, or one other visible sign.

Repairs that real pages need are made in the key alone, the span covers the letters as they stand: words broken up to
pass filters (استشـ ـهاد, بقـ.صف, ا.لقصف), names of arms and posts of letters and digits (T2, إف-16). Words written
together (مايخفف, ابوبكر) are two tokens. Nothing is joined that may be two words: a break needs tatweel beside it,
an asterisk or bullet inside, or a dot behind the alef of an article.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tawatur.languages.script import fold
from tawatur.model import Frozen, Span

_MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
_HIDDEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_LETTER = r"[^\W\d_]"
_RUN = rf"{_LETTER}(?:{_LETTER}|[{_MARKS}]|[{_HIDDEN}]+(?=[{_MARKS}]|{_LETTER}))*"
_BREAK = (
    r"(?:(?<=ـ)[ \u00a0]{1,2}(?=ـ+[\u0621-\u064a])"  # استشـ ـهاد
    r"|(?<=ـ)[.*_/·•٭]{1,2}(?=ـ*[\u0621-\u064a])"  # بقـ.صف
    r"|(?<=[\u0621-\u064a])[.*_/·•٭](?=ـ+[\u0621-\u064a])"
    r"|(?<=[\u0621-\u064a])[*·•٭](?=[\u0621-\u064a]))"  # الد*واعش
)
_TOKEN = re.compile(
    # nearly all words: plain letters before a blank or a sign that joins nothing; tried first, for speed alone
    r"(?P<plain>[\u0621-\u063a\u0641-\u064a]+(?=[ \n،؛:؟!()«»\"]|\.\s|\Z))"
    r"|(?P<arm>(?:(?<![A-Za-z])[A-Za-z]{1,4}|(?<![^\W_])[وبل]?(?:[إا]ف|سو|مي[غج]?|تي|[إأا]م|[إأا]س|[آا]ر|دي|جي|كا|إن))"
    r"[-\u2011]?\d{1,4})(?![^\W_]|[.,:/]\d)"
    r"|\d+(?:[.,٫٬]\d+)*"  # numbers, with decimal point or thousands separator
    rf"|(?P<broken>(?:(?<!{_LETTER})ا\.(?=ل[\u0621-\u064a]{{2}})|(?<!{_LETTER})(?:{_LETTER}\.){{3,}}(?={_LETTER}(?!{_LETTER})))?"
    rf"(?!هـ[ .*_/]+[^ـ]){_RUN}(?:{_BREAK}{_RUN})*)"
    rf"|{_RUN}"
    rf"|[^\s{_HIDDEN}]"
)
_BREAKS = re.compile(r"[ \u00a0.*_/·•٭]")
_GLUED = re.compile(
    # ما and لا written together with a verb in the present; what begins so but is one word is left out
    r"(?:[وف]?(?P<negation>ما(?=ي(?!و|كل|كرو|ك$|را?$|رز|ا$|ستر|لز|ن$|تي$|لي$)[^\W\d_]{3})|ما(?=ت(?:بقى|زال|سمى))"
    r"|لا(?=ي(?!بز|بن|كا|ت$|ف$|ن$|ك$|نز)[^\W\d_]{3}|ت(?:زال|وجد|ستطيع|زالون)))"
    # a byname: ابوبكر, but not أبواب, أبوهم, أبوية
    r"|[وبل]?(?P<byname>[أا]بو(?!اب|ه$|ها$|هم$|هما$|نا$|كم?$|ي|ة|ت|ظبي)[^\W\d_]{3}))[^\W\d_]*"
)
_AHEAD = {"negation": 0, "byname": 3}
"""Letters behind the first word that its group holds already."""


class Token(Frozen, frozen=True):
    """One token: where it stands, the text there, and its folded key (empty for a sign without letters or digits)."""

    start: int
    end: int
    text: str
    key: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def is_word(self) -> bool:
        return is_word(self.key)


def is_word(key: str) -> bool:
    """Whether a token with this folded key is a word or a number, not a sign."""
    return bool(key) and (key[0].isalpha() or key[0].isdigit())


def tokenize(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of `text[start:end]`, with offsets into `text`."""
    stop = len(text) if end is None else end
    out: list[Token] = []
    for match in _TOKEN.finditer(text, start, stop):
        found, kind = match.group(), match.lastgroup
        first, last = match.span()
        if kind == "arm":
            out.append(Token(first, last, found, fold(found).replace("-", "").replace("\u2010", "")))
            continue
        cut = _glue(found) if len(found) > 4 else 0
        if cut:
            out.append(Token(first, first + cut, found[:cut], fold(found[:cut])))
            out.append(Token(first + cut, last, found[cut:], fold(found[cut:])))
            continue
        whole = _BREAKS.sub("", found) if kind == "broken" and len(found) > 2 else found
        out.append(Token(first, last, found, fold(whole)))
    return tuple(out)


@lru_cache(maxsize=100_000)
def _glue(word: str) -> int:
    """Where the second word of two written together begins, 0 for one word."""
    match = _GLUED.fullmatch(word) if word[0] in "ماألوفب" else None
    if match is None or match.lastgroup is None:
        return 0
    return match.end(match.lastgroup) - _AHEAD[match.lastgroup]
