"""Quotation marks and brackets: which open what, nested, straight ones told apart by their neighbours."""

from __future__ import annotations

import re

from tawatur.model import Span

_MARK = re.compile("[\"«»“”„‟()\\[\\]]|''")
_PAIRS = {"«": "»", "“": "”", "„": "”", "(": ")", "[": "]", '"': '"', "”": "“", "‟": "”", "''": "''"}
_CLOSING = {"»", "”", "“", ")", "]", '"', "''"}
_FAR, _DEEP = 3000, 32  # no quotation is longer or deeper; bounds the work on garbage


def enclosed(text: str, start: int, end: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Quotations and brackets within `text[start:end]`, marks included, outer ones before inner ones.

    An opening mark without its closing one encloses nothing; a closing one without its opening one is passed over.
    """
    quotes: list[Span] = []
    brackets: list[Span] = []
    stack: list[tuple[str, int]] = []
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if _opens(text, match, Span(start, end), stack):
            stack.append((mark, at))
            del stack[:-_DEEP]
            continue
        depth = next((i for i in range(len(stack) - 1, -1, -1) if _fits(stack[i][0], mark)), None)
        if depth is None:
            continue
        opener, since = stack[depth]
        del stack[depth:]
        if match.end() - since <= _FAR:
            (brackets if opener in "([" else quotes).append(Span(since, match.end()))
    return tuple(sorted(quotes)), tuple(sorted(brackets))


def _fits(opener: str, mark: str) -> bool:
    return _PAIRS[opener] == mark or (opener in "“”„‟" and mark in "“”")


def _opens(text: str, match: re.Match[str], line: Span, stack: list[tuple[str, int]]) -> bool:
    """Whether a mark opens. Straight and reversed curly marks open before a word and after a gap or a proclitic."""
    mark, at = match.group(), match.start()
    if mark in "«([„":
        return True
    if mark in "»)]":
        return False
    before = text[at - 1] if at > line.start else " "
    after = text[match.end()] if match.end() < line.end else " "
    waiting = any(_fits(opener, mark) for opener, _ in stack)
    gap_before = before.isspace() or before in "(«[:،-–—/"
    gap_after = after.isspace() or after in ")».]،:؛!؟,؛-–—/"
    if gap_before != gap_after:
        return gap_before
    if before in "بلوفك" and not waiting:
        return True
    return not waiting
