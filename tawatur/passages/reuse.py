"""Passages that two reports share or lightly edit, with the direction of the copying and the evidence for it.

Word triples on stems, an inverted index on rare ones, diagonals chained with gaps (`reuse_pairs`, `reuse_align`);
page furniture is left out, formulae and the inner words of names are no evidence (`reuse_words`). See
`docs/method/reuse.md`.
"""

from __future__ import annotations

from collections.abc import Iterable

from tawatur.model import Report, Unknown, content_id
from tawatur.model.contents import ReportSpan
from tawatur.model.event import Comparison, SharedPassage
from tawatur.passages.document import Document
from tawatur.passages.reuse_align import Aligned, align
from tawatur.passages.reuse_direction import direction, versions
from tawatur.passages.reuse_pairs import candidates
from tawatur.passages.reuse_words import Words, words

__all__ = ["shared_passages", "shared_words", "words"]


def shared_passages(documents: Iterable[Document]) -> tuple[SharedPassage, ...]:
    """Every passage that two of the documents share, sorted by its two places; the order of input does not matter.

    Documents are read once and not kept: what stays in memory is 13 bytes a word, and while the index is built about
    100 more. Of a passage that more than 24 reports share, only the earliest report is paired with every other, and
    each with the next.
    """
    return shared_words(words(document) for document in documents)


def shared_words(reports: Iterable[Words]) -> tuple[SharedPassage, ...]:
    """The same, for documents that are compact already."""
    ordered = sorted(reports, key=lambda one: _order(one.report))
    found: list[SharedPassage] = []
    for i, j in candidates(ordered):
        a, b = ordered[i], ordered[j]
        passages = align(a, b)
        if passages:
            edition = versions(a, b, passages)
            found += [_passage(a, b, one, edition) for one in passages]
    return tuple(sorted(found, key=lambda one: (one.first, one.second)))


def _order(report: Report) -> tuple[str, str]:
    """By date, undated ones last; then by id."""
    if isinstance(report.published, Unknown) or report.published.start is None:
        return ("~", report.id)
    return (report.published.start.isoformat(), report.id)


def _passage(a: Words, b: Words, one: Aligned, edition: Comparison | None) -> SharedPassage:
    here, there = a.span(one.a_first, one.a_last), b.span(one.b_first, one.b_last)
    first = ReportSpan(a.report.id, here.start, here.end)
    second = ReportSpan(b.report.id, there.start, there.end)
    found, third, because = direction(a, b, one, (first, second))
    note = f"{one.words} words of evidence match, {one.likeness:.0%} of the longer passage"
    reasons = (Comparison("reuse.words", note, 0.0, (first, second)), *because)
    id = content_id("shared", first.report, first.start, first.end, second.report, second.start, second.end)
    reasons = (*reasons, edition) if edition else reasons
    return SharedPassage(
        id, first, second, one.words, round(one.likeness, 4), found, third, edition is not None, reasons
    )
