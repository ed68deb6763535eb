"""A report cut into the sentences that the later steps read."""

from __future__ import annotations

from tawatur.languages import Token, tokenize
from tawatur.model import Frozen, Passage, Report, Span


class Sentence(Frozen, frozen=True):
    """One sentence or headline with its tokens; offsets are those of the report's text."""

    id: str
    span: Span
    headline: bool
    tokens: tuple[Token, ...]


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


def document(report: Report, passages: tuple[Passage, ...]) -> Document:
    """The document again from stored passages: the same as `split` gave."""
    ordered = tuple(sorted(passages, key=lambda p: (p.span.start, -p.span.end, p.part, p.id)))
    sentences = tuple(
        Sentence(p.id, p.span, p.part == "headline", tokenize(report.text, p.span.start, p.span.end))
        for p in ordered
        if p.part in ("sentence", "headline")
    )
    return Document(report, ordered, sentences)
