"""Dates as pages state them: ISO, numeric, with month names in Arabic and English. Never repaired, never guessed.

A date is taken as its page writes it, in the page's own clock; no time zone is applied. Numeric dates with the day or
month first are read day first, as Arabic outlets write them, and the reason says so where both readings are possible.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from hijridate import Hijri

from tawatur.languages import fold
from tawatur.lexicon import read_yaml, sources
from tawatur.model import Because, Precision, Unknown, When

_RANGE = re.compile(r"^\s*(\S+)\s*\.\.\s*(\S+)\s*$")
_YMD = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_DMY = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_COMPACT = re.compile(r"^\s*((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T?\d{4,6}Z?)?\s*$")
_YM = re.compile(r"^\s*((?:19|20)\d\d)[-/]([01]?\d)\s*$")
_EPOCH = re.compile(r"^\s*(1\d{9}|[1-9]\d{8})(\d{3})?(?:\.\d+)?\s*$")
_HIJRI = re.compile(r"(?<!\d)1[34]\d\d(?!\d)")


@lru_cache(maxsize=1)
def page_words() -> dict[str, dict[str, list[str]] | list[str]]:
    """The content of `page_metadata.yaml`."""
    merged: dict[str, dict[str, list[str]] | list[str]] = {}
    for path in sources("page_metadata.yaml"):
        merged.update(read_yaml(path))
    return merged


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Folded month name -> number."""
    table = page_words()["months"]
    assert isinstance(table, dict)
    return {fold(name): int(number) for number, names in table.items() for name in names}


@lru_cache(maxsize=1)
def hijri_months() -> dict[str, int]:
    """Folded name of a month of the Hijri calendar -> number."""
    table = page_words()["hijri_months"]
    assert isinstance(table, dict)
    return {fold(name): int(number) for number, names in table.items() for name in names}


@lru_cache(maxsize=1)
def _hijri_named() -> re.Pattern[str]:
    """Day, month and year of the Hijri calendar over folded text."""
    names = "|".join(sorted((re.escape(n) for n in hijri_months()), key=len, reverse=True))
    day = r"(?<!\d)(?P<day>\d{1,2})\s*[-/,.]?\s*(?:من\s+)?"
    return re.compile(rf"{day}(?P<month>{names})\s*[-/,،.]?\s*(?:لعام\s+)?(?P<year>1[34]\d\d)(?!\d)")


@lru_cache(maxsize=1)
def _named() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Day-month-year and month-day-year over folded text; a month may carry its second name after a slash."""
    names = "|".join(sorted((re.escape(n) for n in months()), key=len, reverse=True))
    month = rf"(?P<month>{names})(?:\s*[/(\-]\s*(?:{names})\)?)?"
    year = r"(?P<year>(?:19|20)\d\d)(?!\d)"
    return (
        re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*[-/,.]?\s*(?:من\s+)?{month}\.?\s*[-/,،.]?\s*{year}"),
        re.compile(rf"(?<!\w){month}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*[,،]?\s*{year}"),
    )


def parse_date(value: str) -> When | Unknown:
    """The day or interval that a metadata value states; `Unknown` with the reason if it states none.

    >>> parse_date("2017-11-31").reason
    "'2017-11-31' is not a valid date: day 31 of month 11"
    """
    text = fold(value)
    between = _RANGE.match(text)
    if between:
        return _interval(parse_date(between.group(1)), parse_date(between.group(2)), value)
    for pattern, order in ((_COMPACT, "ymd"), (_YMD, "y-md"), (_DMY, "d-my")):
        found = pattern.search(text)
        if found:
            parts = [g for g in found.groups() if g.isdigit()]
            numbers = [int(g) for g in parts]
            return _ordered(numbers, order, value)
    for pattern in _named():
        found = pattern.search(text)
        if found:
            return _day(int(found["year"]), months()[found["month"]], int(found["day"]), value)
    return _coarse(text, value)


def _ordered(numbers: list[int], order: str, value: str) -> When | Unknown:
    if order != "d-my":
        return _day(numbers[0], numbers[1], numbers[2], value)
    first, second, year = numbers
    if first <= 12 < second:
        return _day(year, first, second, value, "read month first, as the other order is no date")
    note = "read day first, as Arabic outlets write" if first <= 12 and first != second else ""
    return _day(year, second, first, value, note)


def _coarse(text: str, value: str) -> When | Unknown:
    month = _YM.match(text)
    if month and 1 <= int(month.group(2)) <= 12:
        year, number = int(month.group(1)), int(month.group(2))
        return When(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")
    epoch = _EPOCH.match(text)
    if epoch:
        moment = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(epoch.group(1)))).date()
        return When(moment, moment, "day", (Because("date.epoch", f"{value} counts seconds since 1970, UTC"),))
    named = _hijri_named().search(text)
    if named:
        return _hijri_day(int(named["year"]), hijri_months()[named["month"]], int(named["day"]), value)
    if _HIJRI.search(text):
        return Unknown(f"{value!r} looks like a date of the Hijri calendar without the name of its month")
    return Unknown(f"{value!r} is not a date")


def _day(year: int, month: int, day: int, value: str, note: str = "") -> When | Unknown:
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return Unknown(f"{value!r} is not a valid date: day {day} of month {month}")
    found = date(year, month, day)
    return When(found, found, "day", (Because("date.order", note),) if note else ())


def _hijri_day(year: int, month: int, day: int, value: str) -> When | Unknown:
    """A day of the Umm al-Qura calendar; the month that was observed may begin a day later."""
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return Unknown(f"{value!r} is not a valid date: the Hijri calendar has no such day")
    moment = date(found.year, found.month, found.day)
    return When(moment, moment, "day", (Because("date.hijri", "a Hijri date, read by the Umm al-Qura calendar"),))


def _interval(start: When | Unknown, end: When | Unknown, value: str) -> When | Unknown:
    if isinstance(start, Unknown):
        return start
    if isinstance(end, Unknown):
        return end
    if start.start is None or end.end is None or start.start > end.end:
        return Unknown(f"{value!r} ends before it starts")
    return When(start.start, end.end, precision_of(start.start, end.end))


def precision_of(start: date, end: date) -> Precision:
    """The precision that fits an interval's length."""
    days = (end - start).days + 1
    steps: tuple[tuple[int, Precision], ...] = ((1, "day"), (7, "week"), (31, "month"), (92, "season"), (366, "year"))
    return next((name for limit, name in steps if days <= limit), "unknown")
