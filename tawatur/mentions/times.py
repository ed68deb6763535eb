"""Times that a report names, and what days they mean (docs/method/times.md)."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.languages.tokens import Token
from tawatur.mentions.number_words import find_numbers
from tawatur.mentions.time_grammar import Found, find, hold, nested, values_of
from tawatur.mentions.time_resolve import resolve
from tawatur.model import Because, Mention, Span, TimeRef, content_id
from tawatur.passages.document import Document, Sentence

__all__ = ["find_times", "nearest", "nested", "resolve", "values_of"]

_DAYS = ("day", "weekday", "date", "pair")
_RELATIVE = ("after_event", "ahead", "part")


def _span(found: Found, tokens: Sequence[Token]) -> Span:
    """The words of a time without the particles glued to the first."""
    return Span(tokens[found.first].start + found.glued, tokens[found.last - 1].end)


def _anchored(found: Sequence[Found]) -> list[TimeRef]:
    """The forms of a sentence; "a day after the fall of ..." counts from the day that the sentence names."""
    out: list[TimeRef] = []
    anchor = next((f.ref for f in found if f.ref.form in _DAYS), None)
    for item in found:
        if item.ref.form in _RELATIVE and anchor is not None:
            out.append(
                TimeRef(item.ref.form, item.ref.values + tuple(hold("anchor", anchor).items()), item.ref.precision)
            )
        else:
            out.append(item.ref)
    return out


def _since_then(ref: TimeRef, before: TimeRef | None) -> TimeRef:
    """ "منذ ذلك الحين" stands for the last time named before it."""
    if ref.form != "since" or "then" not in values_of(ref) or before is None:
        return ref
    return TimeRef("since", ref.values + tuple(hold("of", before).items()), before.precision)


def _mentions(sentence: Sentence, report: str, before: TimeRef | None) -> tuple[list[Mention], TimeRef | None]:
    found = find(sentence.tokens, find_numbers(sentence.tokens))
    out = []
    for item, anchored in zip(found, _anchored(found), strict=True):
        ref = _since_then(anchored, before)
        if ref.form in ("date", "day", "month", "weekday", "year"):
            before = ref
        span = _span(item, sentence.tokens)
        because = (Because(item.rule, f"read as {ref.form}", spans=(span,)),)
        mention_id = content_id("mention", report, "time", span.start, span.end)
        out.append(Mention(mention_id, report, span, "time", ref, because=because))
    return out, before


def find_times(document: Document) -> tuple[Mention, ...]:
    """The time expressions of a report's sentences and headlines, sorted by span; each value is a `TimeRef`.

    The value is not yet a date: `resolve(ref, published)` gives the days.
    """
    out: list[Mention] = []
    before: TimeRef | None = None
    for sentence in document.sentences:
        found, before = _mentions(sentence, document.report.id, before)
        out += found
    return tuple(sorted(out, key=lambda m: (m.span.start, m.span.end)))


def nearest(mentions: Sequence[Mention], span: Span) -> Mention | None:
    """The mention that lies in a span or, if none does, nearest to it; the earlier one of two as near."""

    def distance(mention: Mention) -> tuple[int, int]:
        gap = max(span.start - mention.span.end, mention.span.start - span.end, 0)
        return gap, mention.span.start

    return min(mentions, key=distance, default=None)
