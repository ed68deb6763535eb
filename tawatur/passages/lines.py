"""The lines of a text as the splitter sees them: span, folded key, length, how the line ends."""

from __future__ import annotations

import re
from typing import NamedTuple

from tawatur.languages import fold
from tawatur.model import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_WORD = re.compile(  # words with their marks; plain ones, which nearly all are, first, for speed alone
    r"[\u0621-\u063a\u0641-\u064a]+(?=[ \n،؛:؟!()«».\"])"
    r"|\d+|[^\W\d_](?:[^\W_]+|[\u064b-\u065f\u0670\u0640\u200c\u200d]+)*"
)
_STOP_INSIDE = re.compile(r"[^\W\d_]{2,}[.؛]\s+[^\W\d_]")
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
        if self.stopped:
            return len(self.words) >= 6
        long = len(self.words) >= 25 or (len(self.words) >= 12 and _STOP_INSIDE.search(self.text) is not None)
        return long and not self.cut


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without blanks and invisible marks at both ends."""
    while start < end and (text[start] in _BLANK or text[start] in "\r\n"):
        start += 1
    while end > start and (text[end - 1] in _BLANK or text[end - 1] in "\r\n"):
        end -= 1
    return start, end


def lines_of(text: str) -> list[Line]:
    """The lines with visible content, in order; those of a text wrapped at a fixed width are joined to paragraphs."""
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        start, end = trimmed(text, match.start(), match.end())
        if start < end:
            content = text[start:end]
            words = tuple(filter(None, map(fold, _WORD.findall(content))))
            found.append(Line(start, end, content, words, text.count("\n", last, start) > 1))
            last = end
    width = _wrapped_at(found)
    return _unwrapped(text, found, width) if width else found


def _wrapped_at(lines: list[Line]) -> int:
    """The width at which a text is wrapped, 0 if it is not: most lines are nearly as long as the longest, without an
    end of their own. Paragraphs of news saved one a line are longer, or of all lengths."""
    width = max((line.end - line.start for line in lines), default=0)
    if len(lines) < 6 or not 40 <= width <= 130:
        return 0
    full = [line for line in lines if line.end - line.start >= 0.75 * width]
    unended = sum(not line.ended for line in full)
    close = sum(not line.blank_before for line in lines[1:])
    return width if len(full) >= 0.6 * len(lines) and unended >= 0.6 * len(full) and close >= 0.7 * len(lines) else 0


def _unwrapped(text: str, lines: list[Line], width: int) -> list[Line]:
    """A line is joined to the one before it if that one is full and no blank line stands between."""
    groups: list[list[Line]] = []
    full = False
    for line in lines:
        if groups and full and not line.blank_before:
            groups[-1].append(line)
        else:
            groups.append([line])
        full = line.end - line.start >= 0.75 * width
    return [group[0] if len(group) == 1 else _joined(text, group) for group in groups]


def _joined(text: str, group: list[Line]) -> Line:
    start, end = group[0].start, group[-1].end
    words = tuple(word for line in group for word in line.words)
    return Line(start, end, text[start:end], words, group[0].blank_before)


def line_keys(text: str) -> tuple[str, ...]:
    """The folded keys of a text's lines, so that a caller can count the lines that reports share."""
    return tuple(line.key for line in lines_of(text) if line.words)
