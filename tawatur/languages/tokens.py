"""Tokens with offsets into the original text. A token is a run of letters or digits, or one other visible sign."""

from __future__ import annotations

import re

from tawatur.languages.script import fold
from tawatur.model import Frozen, Span

_TOKEN = re.compile(
    r"\d+(?:[.,٫٬]\d+)*"  # numbers, with decimal point or thousands separator
    r"|[^\W\d_](?:[^\W\d_]|[\u064b-\u065f\u0670\u0640\u200c\u200d])*"  # words with their marks and tatweel
    r"|\S"
)


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
        return bool(self.key) and (self.key[0].isalpha() or self.key[0].isdigit())


def tokenize(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of `text[start:end]`, with offsets into `text`."""
    stop = len(text) if end is None else end
    return tuple(Token(m.start(), m.end(), m.group(), fold(m.group())) for m in _TOKEN.finditer(text, start, stop))
