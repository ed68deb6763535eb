"""What is wrong with the days that a page or a text names: told beside the limits, and limiting nothing itself.

A day that does not exist, a day of the week that it was not, several days in a headline, dates of publication that
disagree: each is stated with its words. None is repaired.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from tawatur.dating.facts import limit
from tawatur.languages import fold
from tawatur.lexicon.dating import speech
from tawatur.mentions.times import values_of
from tawatur.model import Mention, Report, Stated, TimeRef, Unknown, When, content_id
from tawatur.model.dating import Between, Constraint
from tawatur.passages import Document
from tawatur.reports.dates import parse_date

ANY_DAY = Between(None, None)
_LEAP = 2000
_DAYS = ("date", "day", "days", "range")


def is_note(one: Constraint) -> bool:
    """Whether a limit only tells something: it allows every day."""
    return one.test == ANY_DAY


def read(document: Document, mentions: Iterable[Mention]) -> tuple[Constraint, ...]:
    """What is wrong with the days that the text names."""
    times = [(m, m.value) for m in mentions if m.kind == "time" and isinstance(m.value, TimeRef)]
    found = [note for mention, ref in times for note in _wrong(document, mention, ref)]
    return (*found, *_headline(document, [mention for mention, ref in times if _names_day(ref)]))


def _wrong(document: Document, mention: Mention, ref: TimeRef) -> Iterator[Constraint]:
    values = values_of(ref)
    if ref.form not in ("date", "day") or "d" not in values or "m" not in values:
        return
    year, month, number = values.get("y"), int(values["m"]), int(values["d"])
    last = monthrange(_LEAP if year is None else int(year), month)[1]
    if number > last:
        yield limit(document, mention.span, "no.such.day", "explicit", ANY_DAY, last=str(last))
    elif year is not None and "wd" in values and int(values["wd"]) != date(int(year), month, number).weekday():
        day = date(int(year), month, number)
        yield limit(document, mention.span, "weekday.wrong", "explicit", ANY_DAY, day=day.isoformat())


def _names_day(ref: TimeRef) -> bool:
    return ref.form in _DAYS and any(key.split(".")[-1] == "m" for key, _ in ref.values)


def _headline(document: Document, named: list[Mention]) -> Iterator[Constraint]:
    """Several days named in the headline: none of them is taken for the day of writing."""
    head = next((sentence.span for sentence in document.sentences if sentence.headline), None)
    inside = [m for m in named if head is not None and head.contains(m.span)]
    several = len(inside) > 1 or any(isinstance(m.value, TimeRef) and m.value.form in ("days", "range") for m in inside)
    if head is not None and several:
        yield limit(document, head, "headline.days", "explicit", ANY_DAY)


def stated(report: Report) -> Iterator[Constraint]:
    """What is wrong with the dates of publication that the page states: one that is no date, others than the one that
    counts, a day of the week that it was not."""
    chosen = report.published if isinstance(report.published, When) else None
    for item in report.stated:
        if item.field != "published":
            continue
        value = parse_date(item.value)
        if isinstance(value, Unknown):
            yield _outside(report, "stated.unusable", item, reason=value.reason)
        elif chosen is not None and (value.start, value.end) != (chosen.start, chosen.end):
            yield _outside(report, "stated.other", item)
        if isinstance(value, When) and value.is_day and value.start is not None:
            named = _weekday_in(item.value)
            if named is not None and named != value.start.weekday():
                yield _outside(report, "weekday.wrong", item, day=value.start.isoformat())


def _weekday_in(text: str) -> int | None:
    """The day of the week that a stated date names, in Arabic or English."""
    words = set(fold(text).split())
    for names in speech().weekdays.values():
        for number, name in enumerate(names):
            if fold(name) in words or fold(name) + "," in words:
                return number
    return None


def _outside(report: Report, rule: str, item: Stated, **values: str) -> Constraint:
    id = content_id("limit", report.identity, rule, item.value, item.source)
    filled = tuple(sorted({"source": item.source, **values}.items()))
    return Constraint(id, report.id, rule, "explicit", ANY_DAY, item.value, (), filled)
