"""Calendar arithmetic: months, seasons, weeks, Hijri dates, parts of periods. Every function returns inclusive days."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

Days = tuple[date, date]
VAGUE_DAYS = {"minute": 1, "hour": 1, "day": 7, "week": 28, "month": 90, "year": 1826, "decade": 7305}
"""How far back "in the past days / weeks / months" reaches (codebook, section 3); years: five, decades: twenty."""
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
_UNIT_DAYS = {"day": 1, "week": 7}
_FIRST, _LAST = date(1000, 1, 1), date(2999, 12, 31)


def clamp(value: date) -> date:
    """The day itself, or the nearest one between the years 1000 and 2999."""
    return min(max(value, _FIRST), _LAST)


def plus_days(day: date, days: int) -> date:
    """`day` moved by a number of days, held between the years 1000 and 2999."""
    return clamp(date.fromordinal(min(max(day.toordinal() + days, _FIRST.toordinal()), _LAST.toordinal())))


def plus_months(day: date, months: int) -> date:
    """`day` moved by calendar months; the 31st becomes the last day of a shorter month."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12000), 35999)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def plus(day: date, n: int, unit: str) -> date:
    """`day` moved by `n` units; hours and minutes are counted in days, rounded up."""
    if unit in ("hour", "minute"):
        days = -(-abs(n) // (24 if unit == "hour" else 1440))
        return plus_days(day, days if n > 0 else -days)
    if unit in _UNIT_DAYS:
        return plus_days(day, n * _UNIT_DAYS[unit])
    return plus_months(day, n * {"month": 1, "year": 12, "decade": 120}[unit])


def month(year: int, number: int) -> Days:
    """The days of a month."""
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])


def year(number: int) -> Days:
    """The days of a year."""
    return date(number, 1, 1), date(number, 12, 31)


def season(name: str, number: int) -> Days:
    """The days of a season of three whole months; a winter begins in the December of its year."""
    first, last = _SEASONS[name]
    return month(number, first)[0], month(number + (last < first), last)[1]


def week(day: date) -> Days:
    """The week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return monday, plus_days(monday, 6)


def back_to(weekday: int, day: date) -> date:
    """The most recent such weekday on or before a day (Monday is 0)."""
    return plus_days(day, -((day.weekday() - weekday) % 7))


def part_of(days: Days, pos: str) -> Days:
    """The beginning, middle or end of a period: thirds of it for a month or less, quarters at the ends of a year."""
    start, end = days
    length = (end - start).days + 1
    if length > 300:
        cut = {"begin": (0, 3), "middle": (3, 9), "end": (9, 12)}[pos]
        return plus_months(start, cut[0]), plus_days(plus_months(start, cut[1]), -1)
    third = length // 3
    cut = {"begin": (0, third - 1), "middle": (third, 2 * third - 1), "end": (2 * third, length - 1)}[pos]
    return plus_days(start, cut[0]), plus_days(start, cut[1])


def hijri(hijri_year: int, number: int | None = None, day: int | None = None) -> Days | None:
    """The Gregorian days of a Hijri year, month or day; `None` where the Umm al-Qura table (1343-1500) has none."""
    try:
        if number is None:
            start = Hijri(hijri_year, 1, 1).to_gregorian()
            last = Hijri(hijri_year, 12, 1)
            end = Hijri(hijri_year, 12, last.month_length()).to_gregorian()
        else:
            length = Hijri(hijri_year, number, 1).month_length()
            start = Hijri(hijri_year, number, min(day or 1, length)).to_gregorian()
            end = start if day else Hijri(hijri_year, number, length).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(start.year, start.month, start.day), date(end.year, end.month, end.day)


def hijri_year(day: date) -> int | None:
    """The Hijri year of a day; `None` outside the table."""
    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None
