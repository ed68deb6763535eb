"""A digest of several days: a period at its head, and lines that begin with days of the week in the period's order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from tawatur.dating.facts import limit
from tawatur.mentions.times import nested, values_of
from tawatur.model import Claim, Mention, Span, TimeRef
from tawatur.model.dating import AnyOf, Between, Constraint
from tawatur.passages import Document

HEAD_SENTENCES, LEAST_LINES, MOST_DAYS, LATER_DAYS = 4, 3, 7, 31
"""The period stands in one of the first sentences; at least so many lines begin with a day of the week; within a longer
period a day of the week is not one day; and a digest comes out within a month after its period."""
_WEEK = 7
_BEFORE_DAY = re.compile(r"[^\w]*(?:يوم\s+)?\Z")
_AFTER_DAY = re.compile(r"\s*[:：\-–—]")
_JOINED = re.compile(r"\s*(?:[-–—]|إلى|الى|حتى)\s*\Z")
MonthDay = tuple[int, int]
Period = tuple[Span, MonthDay, MonthDay, int | None]


def read(document: Document, mentions: Sequence[Mention], claims: Sequence[Claim]) -> tuple[Constraint, ...]:
    """The years in which the period of a digest began on a day of the week that its lines allow, and the month after
    it; nothing for a report that is no digest."""
    lines = tuple(_lines(document, mentions))
    found = next(_periods(document, mentions, claims), None)
    if len(lines) < LEAST_LINES or found is None:
        return ()
    span, first, last, year = found
    ranges = []
    for start, end in _in_years(first, last, year):
        offsets = [(day - start.weekday()) % _WEEK for day in lines]
        if offsets == sorted(offsets) and offsets[-1] <= (end - start).days < MOST_DAYS:
            ranges.append(Between(start + timedelta(days=offsets[-1]), end + timedelta(days=LATER_DAYS)))
    if not ranges:
        return ()
    return (limit(document, span, "digest.week", "implied", AnyOf(tuple(ranges)), lines=str(len(lines))),)


def _lines(document: Document, mentions: Sequence[Mention]) -> Iterator[int]:
    """The days of the week that sentences begin with, set off by a colon or a dash, in reading order."""
    text = document.report.text
    days = {m.span.start: m for m in mentions if m.kind == "time" and isinstance(m.value, TimeRef)}
    for sentence in document.sentences:
        for start, mention in days.items():
            if not sentence.span.start <= start < sentence.span.end or not isinstance(mention.value, TimeRef):
                continue
            values = values_of(mention.value)
            begins = _BEFORE_DAY.match(text[sentence.span.start : start])
            if "wd" in values and "rel" not in values and begins and _AFTER_DAY.match(text, mention.span.end):
                yield int(values["wd"])


def _periods(document: Document, mentions: Sequence[Mention], claims: Sequence[Claim]) -> Iterator[Period]:
    """Periods at the head of a report that no claim is about."""
    heads = [sentence.span for sentence in document.sentences[:HEAD_SENTENCES]]
    times = [m for m in mentions if m.kind == "time" and any(span.contains(m.span) for span in heads)]
    times = [m for m in times if not any(claim.evidence.contains(m.span) for claim in claims)]
    for mention in times:
        if isinstance(mention.value, TimeRef) and (ends := _ends(mention.value)):
            yield mention.span, *ends
    for a, b in pairwise(times):
        between = document.report.text[a.span.end : b.span.start]
        if isinstance(a.value, TimeRef) and isinstance(b.value, TimeRef) and _JOINED.match(between):
            joined = _joined(a.value, b.value)
            if joined:
                yield Span(a.span.start, b.span.end), *joined


def _ends(ref: TimeRef) -> tuple[MonthDay, MonthDay, int | None] | None:
    """First and last day of a period of days ("from 11 to 17 November"), and its year if it is given."""
    values = values_of(ref)
    if ref.form == "days" and "m" in values:
        month = int(values["m"])
        return (month, int(values["d"])), (month, int(values["db"])), _year(values.get("y"))
    if ref.form == "range":
        first, last = nested(ref, "from"), nested(ref, "to")
        return None if first is None or last is None else _joined(first, last)
    return None


def _joined(first: TimeRef, last: TimeRef) -> tuple[MonthDay, MonthDay, int | None] | None:
    a, b = values_of(first), values_of(last)
    if first.form != "date" or last.form != "date" or "m" not in b:
        return None
    return (int(a.get("m", b["m"])), int(a["d"])), (int(b["m"]), int(b["d"])), _year(b.get("y", a.get("y")))


def _year(value: object) -> int | None:
    return int(str(value)) if value is not None else None


def _in_years(first: MonthDay, last: MonthDay, year: int | None) -> Iterator[tuple[date, date]]:
    """The period in its year, or in every year; past the turn of the year if it ends before it begins."""
    for y in range(1990, 2050) if year is None else (year - (last < first),):
        try:
            yield date(y, *first), date(y + (last < first), *last)
        except ValueError:
            continue  # the 29th of February of a common year, a 31st of November
