"""Where the sentences of a line end: not inside numbers, initials, brackets and short quotations."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from tawatur.languages import fold
from tawatur.lexicon import read_yaml, sources
from tawatur.model import Span
from tawatur.passages.lines import trimmed

_STOP = re.compile("[.!؟?؛۔]+")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_ARABIC = re.compile("[\u0621-\u064a]")
_CLOSERS = "\"”“»'’)]"
_SHORT_QUOTE, _SHORT_BRACKET = 160, 240


@lru_cache(maxsize=1)
def sentence_words() -> dict[str, Any]:
    """The content of `sentences.yaml`."""
    merged: dict[str, Any] = {}
    for path in sources("sentences.yaml"):
        merged.update(read_yaml(path))
    return merged


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return frozenset(fold(str(word)) for word in sentence_words()["abbreviations"])


def sentences(text: str, span: Span, quotes: tuple[Span, ...], brackets: tuple[Span, ...]) -> list[Span]:
    """The sentences of one line, trimmed; together they cover all its visible text."""
    closed = sorted([q for q in quotes if len(q) <= _SHORT_QUOTE] + [b for b in brackets if len(b) <= _SHORT_BRACKET])
    found: list[Span] = []
    start, i = span.start, 0
    for stop in _STOP.finditer(text, span.start, span.end):
        end = stop.end()
        while i < len(closed) and closed[i].end <= stop.start():
            i += 1
        if _inside(closed, i, stop.start()) or not _ends(text, stop, span):
            continue
        while end < span.end and text[end] in _CLOSERS and _closes(text[end], end, quotes, brackets):
            end += 1
        a, b = trimmed(text, start, end)
        if a < b:
            found.append(Span(a, b))
        start = end
    a, b = trimmed(text, start, span.end)
    if a < b:
        found.append(Span(a, b))
    return found


def _inside(closed: list[Span], i: int, at: int) -> bool:
    """Whether `at` is inside one of the spans, save that a stop just before a closing quotation mark ends it."""
    return any(s.start < at < s.end - 2 for s in closed[max(0, i - 1) : i + 3])


def _closes(mark: str, at: int, quotes: tuple[Span, ...], brackets: tuple[Span, ...]) -> bool:
    """Whether the mark at `at` closes something, so that it belongs to the sentence before it."""
    return mark in "»)]”" or any(s.end == at + 1 for s in quotes + brackets)


def _ends(text: str, stop: re.Match[str], span: Span) -> bool:
    mark, at, end = stop.group(), stop.start(), stop.end()
    before = text[at - 1] if at > span.start else ""
    after = text[end] if end < span.end else ""
    if not before or not after:
        return False  # nothing to part
    if mark.strip(".") == "":
        return len(mark) == 1 and _full_stop(text, at, span, before, after)
    return True


def _full_stop(text: str, at: int, span: Span, before: str, after: str) -> bool:
    if after.isdigit() and before.isdigit():
        return False
    word = _LAST_WORD.search(text, max(span.start, at - 40), at)
    if word is not None and (len(word.group()) == 1 or fold(word.group()) in _abbreviations()):
        # "12 كم." may end a sentence all the same, but a run-on is a smaller harm than a cut name.
        return False
    if after.isspace() or after in _CLOSERS:
        return True
    # Arabic pages often leave out the blank after a full stop; Latin ones inside are addresses.
    return bool(_ARABIC.match(after) and (_ARABIC.match(before) or before in _CLOSERS or before.isdigit()))
