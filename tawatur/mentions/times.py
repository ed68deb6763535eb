"""Times that a report names, and what days they mean (docs/method/times.md)."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.languages.tokens import Token
from tawatur.mentions.time_grammar import Found, hold, nested, times_of, values_of
from tawatur.mentions.time_resolve import resolve
from tawatur.model import Because, Mention, Span, TimeRef, content_id
from tawatur.passages.document import Document, Sentence

__all__ = ["find_times", "nearest", "nested", "resolve", "values_of"]

_DAYS = ("day", "weekday", "date", "pair")
_SPANS = ("span", "range", "since", "period", "years")
_COUNTED_FROM = ("after_event", "ahead", "part")


def _span(found: Found, tokens: Sequence[Token]) -> Span:
    """The words of a time without the particles glued to the first."""
    return Span(tokens[found.first].start + found.glued, tokens[found.last - 1].end)


def _with(ref: TimeRef, prefix: str, held: TimeRef | None) -> TimeRef:
    if held is None:
        return ref
    return TimeRef(ref.form, tuple(sorted((*ref.values, *hold(prefix, held).items()))), ref.precision)


class _Context:
    """The times read so far: what "since then", "the same day" and "a day after the attack" count from."""

    def __init__(self) -> None:
        self.day: TimeRef | None = None
        self.span: TimeRef | None = None
        self.any: TimeRef | None = None

    def note(self, ref: TimeRef) -> None:
        if ref.form in _DAYS:
            self.day = ref
        if ref.form in _SPANS:
            self.span = ref
        if ref.form in (*_DAYS, "month", "year"):
            self.any = ref

    def complete(self, ref: TimeRef, beside: TimeRef | None) -> TimeRef:
        """The form with the time that it refers to: `beside` is the first day named in its own sentence."""
        values = values_of(ref)
        if ref.form in _COUNTED_FROM and values.get("part") != "late":
            return _with(ref, "anchor", beside)
        if ref.form == "same":
            return _with(ref, "anchor", self.day if "same" in values else self.span)
        if ref.form == "since" and "then" in values:
            return _with(ref, "of", self.any)
        return ref


def _mentions(sentence: Sentence, report: str, context: _Context) -> list[Mention]:
    found = times_of(sentence)
    beside = next((f.ref for f in found if f.ref.form in _DAYS), None)
    out = []
    for item in found:
        ref = context.complete(item.ref, beside)
        context.note(ref)
        span = _span(item, sentence.tokens)
        because = (Because(item.rule, f"read as {ref.form}", spans=(span,)),)
        mention_id = content_id("mention", report, "time", span.start, span.end)
        out.append(Mention(mention_id, report, span, "time", ref, because=because))
    return out


def find_times(document: Document) -> tuple[Mention, ...]:
    """The time expressions of a report's sentences and headlines, sorted by span; each value is a `TimeRef`.

    The value is not yet a date: `resolve(ref, published)` gives the days.
    """
    out: list[Mention] = []
    context = _Context()
    for sentence in document.sentences:
        out += _mentions(sentence, document.report.id, context)
    return tuple(sorted(out, key=lambda m: (m.span.start, m.span.end)))


def nearest(mentions: Sequence[Mention], span: Span) -> Mention | None:
    """The mention that lies in a span or, if none does, nearest to it; the earlier one of two as near."""

    def distance(mention: Mention) -> tuple[int, int]:
        gap = max(span.start - mention.span.end, mention.span.start - span.end, 0)
        return gap, mention.span.start

    return min(mentions, key=distance, default=None)
