"""A report cut into passages: headlines, sentences, quotations, datelines, source lines, page furniture."""

from __future__ import annotations

from tawatur.model import Because, Passage, Report, Span, content_id
from tawatur.model.report import Part
from tawatur.passages.datelines import inline_dateline, is_dateline, is_source_line
from tawatur.passages.document import Document, document, in_order
from tawatur.passages.furniture import furniture, points_elsewhere
from tawatur.passages.lines import Line, lines_of, trimmed
from tawatur.passages.quotations import enclosed
from tawatur.passages.sentences import sentences

_HEADLINE_WORDS = 24


def split(report: Report, shared_lines: frozenset[str] = frozenset()) -> Document:
    """The document of a report; `shared_lines` are the keys (`line_keys`) of lines that several reports have."""
    return document(report, passages_of(report, shared_lines))


def passages_of(report: Report, shared_lines: frozenset[str] = frozenset()) -> tuple[Passage, ...]:
    """The passages of a report in order, without the tokens of its sentences: what `split` cuts it into."""
    lines = lines_of(report.text)
    marked = furniture(lines, shared_lines)
    told = [line for i, line in enumerate(lines) if i not in marked]
    heads = _headlines(told)
    found: list[Passage] = []
    for i, line in enumerate(lines):
        if i in marked:
            found.append(_passage(report, line.span, "furniture", marked[i]))
        else:
            found += _told(report, line, line.start in heads, line is told[-1])
    return in_order(_joined(report, found))


def _passage(report: Report, span: Span, part: Part, *because: Because) -> Passage:
    return Passage(content_id("passage", report.id, part, span.start, span.end), report.id, span, part, because)


def _told(report: Report, line: Line, headline: bool, last: bool) -> list[Passage]:
    """The passages of a line that is no furniture."""
    if is_source_line(line):
        return [_passage(report, line.span, "source line")]
    if is_dateline(line):
        return [_passage(report, line.span, "dateline")]
    if headline:
        quotes, _ = enclosed(report.text, line.start, line.end)
        return [_passage(report, line.span, "headline"), *_quotations(report, quotes)]
    start = inline_dateline(report.text, line)
    found = [_passage(report, Span(*trimmed(report.text, line.start, start)), "dateline")] if start > line.start else []
    quotes, brackets = enclosed(report.text, start, line.end)
    spans = sentences(report.text, Span(start, line.end), quotes, brackets)
    pointer = spans.pop() if len(spans) > 1 and points_elsewhere(report.text, spans[-1], last) else None
    found += [_passage(report, span, "sentence") for span in spans]
    if pointer is None:
        return found + _quotations(report, quotes)
    found += _quotations(report, tuple(q for q in quotes if q.end <= pointer.start))
    return [*found, _passage(report, pointer, "furniture", Because("furniture.pointer", "it points elsewhere"))]


def _quotations(report: Report, quotes: tuple[Span, ...]) -> list[Passage]:
    """Quoted speech: three words or more; shorter ones are names in quotation marks."""
    return [_passage(report, q, "quotation") for q in quotes if len(q.of(report.text).split()) >= 3]


def _headlines(told: list[Line]) -> frozenset[int]:
    """The starts of headline lines: short lines without a final stop before the first running text, and those that
    stand alone at the end of a saved page, behind the last running text."""
    plain = [line for line in told if not is_source_line(line) and not is_dateline(line)]
    prose = [i for i, line in enumerate(plain) if line.prose]
    if not prose:
        return frozenset(line.start for line in plain[:1] if _like_headline(line) and len(plain) > 1)
    ends = [*plain[: prose[0]], *plain[prose[-1] + 1 :]]
    return frozenset(line.start for line in ends if _like_headline(line))


def _like_headline(line: Line) -> bool:
    return 3 <= len(line.words) <= _HEADLINE_WORDS and not line.text.endswith((".", ":", "؛", "،"))


def _joined(report: Report, passages: list[Passage]) -> list[Passage]:
    """Neighbouring lines of furniture become one passage, so that a menu is one thing to show and to hide."""
    found: list[Passage] = []
    for passage in passages:
        last = found[-1] if found else None
        if last is not None and last.part == passage.part == "furniture":
            reasons = tuple(dict.fromkeys((*last.because, *passage.because)))
            found[-1] = _passage(report, Span(last.span.start, passage.span.end), "furniture", *reasons)
        else:
            found.append(passage)
    return found
