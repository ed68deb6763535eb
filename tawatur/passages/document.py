"""A report cut into the sentences that the later steps read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, TypeVar

from tawatur.languages import Token, tokenize
from tawatur.model import Frozen, Passage, Report, Span

T = TypeVar("T")


class Sentence(Frozen, frozen=True, dict=True):
    """One sentence or headline with its tokens; offsets are those of the report's text."""

    id: str
    span: Span
    headline: bool
    tokens: tuple[Token, ...]

    @cached_property
    def words(self) -> tuple[bool, ...]:
        """Whether each token is a word."""
        return tuple([token.is_word for token in self.tokens])

    def once(self, name: str, work: Callable[[Sentence], T]) -> T:
        """What `work` gives of this sentence, kept under `name` as long as the sentence is: several steps need it."""
        kept: dict[str, Any] = self.__dict__
        if name not in kept:
            kept[name] = work(self)
        found: T = kept[name]
        return found


class Document(Frozen, frozen=True):
    """A report with its passages, and its sentences in reading order, page furniture left out.

    `passages` are sorted by span: headlines and sentences, the quotations inside them, datelines, lines that name the
    source, page furniture.
    """

    report: Report
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]

    def parts(self, part: str) -> tuple[Passage, ...]:
        """The passages of one part (`quotation`, `dateline`, `source line`, `furniture` ...), in reading order."""
        return tuple(p for p in self.passages if p.part == part)


def in_order(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Passages by span, the longer one first of two that start together."""
    return tuple(sorted(passages, key=lambda p: (p.span.start, -p.span.end, p.part, p.id)))


def document(report: Report, passages: tuple[Passage, ...]) -> Document:
    """The document again from stored passages: the same as `split` gave."""
    ordered = in_order(passages)
    sentences = tuple(
        Sentence(p.id, p.span, p.part == "headline", tokenize(report.text, p.span.start, p.span.end))
        for p in ordered
        if p.part in ("sentence", "headline")
    )
    return Document(report, ordered, sentences)
