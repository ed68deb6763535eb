"""The lines of a text as the splitter sees them: span, folded key, length, how the line ends."""

from __future__ import annotations

import re
from typing import NamedTuple

from tawatur.languages import fold
from tawatur.model import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_WORD = re.compile(r"\d+|[^\W\d_](?:[^\W_]|[\u064b-\u065f\u0670\u0640\u200c\u200d])*")  # words with their marks
_BLANK = " \t\f\v\xa0\ufeff\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_ENDS = (".", "؟", "?", "!", "؛", "۔")
_CLOSERS = "\"”“»'’)]"


class Line(NamedTuple):
    """One line with visible content: its trimmed span, its words folded, and the marks it ends with."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    blank_before: bool

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def key(self) -> str:
        return " ".join(self.words)

    @property
    def ended(self) -> bool:
        """Whether it ends like a sentence."""
        return self.text.rstrip(_CLOSERS).endswith(_ENDS) and not self.cut

    @property
    def cut(self) -> bool:
        """Whether it was cut off, as teasers are."""
        return self.text.rstrip(_CLOSERS + " ").endswith(("...", "…", ".."))

    @property
    def stopped(self) -> bool:
        """Whether it ends with a full stop; headlines may ask or exclaim, but do not stop."""
        return self.text.rstrip(_CLOSERS + " ").endswith((".", "؛", "۔")) and not self.cut

    @property
    def prose(self) -> bool:
        """Whether it is running text: it ends with a full stop, or is longer than a headline ever is."""
        return (self.stopped and len(self.words) >= 6) or (len(self.words) >= 25 and not self.cut)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without blanks and invisible marks at both ends."""
    while start < end and (text[start] in _BLANK or text[start] in "\r\n"):
        start += 1
    while end > start and (text[end - 1] in _BLANK or text[end - 1] in "\r\n"):
        end -= 1
    return start, end


def lines_of(text: str) -> list[Line]:
    """The lines with visible content, in order."""
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        start, end = trimmed(text, match.start(), match.end())
        if start < end:
            content = text[start:end]
            words = tuple(filter(None, map(fold, _WORD.findall(content))))
            found.append(Line(start, end, content, words, text.count("\n", last, start) > 1))
            last = end
    return found


def line_keys(text: str) -> tuple[str, ...]:
    """The folded keys of a text's lines, so that a caller can count the lines that reports share."""
    return tuple(line.key for line in lines_of(text) if line.words)
