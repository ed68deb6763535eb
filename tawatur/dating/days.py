"""Sets of days as bits of one integer over a window of days; every operation is exact.

Bit `i` is the day `first + i`. The window is wide enough that a set which reaches its edge is open there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import lru_cache

from tawatur.model.dating import AnyOf, Apart, Between, Falls, MonthDays, Test, Weekdays, Yearly

FIRST, LAST = date(1990, 1, 1), date(2049, 12, 31)
"""The window: no war of the reports' kind before it, and far enough ahead that only a limit can close the top."""
SIZE = (LAST - FIRST).days + 1
ALL = (1 << SIZE) - 1


def index(day: date) -> int:
    """The bit of a day, held inside the window."""
    return min(max((day - FIRST).days, 0), SIZE - 1)


def day_at(bit: int) -> date:
    """The day of a bit."""
    return FIRST + timedelta(days=bit)


def between(start: date | None, end: date | None) -> int:
    """The days of an interval, both ends inclusive; empty if it lies outside the window or ends before it starts."""
    if (start is not None and start > LAST) or (end is not None and end < FIRST):
        return 0
    low, high = 0 if start is None else index(start), SIZE - 1 if end is None else index(end)
    return ((1 << (high - low + 1)) - 1) << low if low <= high else 0


def lowest(days: int) -> int:
    """The first bit of a set that is not empty."""
    return (days & -days).bit_length() - 1


def highest(days: int) -> int:
    """The last bit of a set that is not empty."""
    return days.bit_length() - 1


def _every(wanted: Callable[[date], bool]) -> int:
    return sum(1 << i for i in range(SIZE) if wanted(day_at(i)))


@lru_cache(maxsize=128)
def weekdays(days: tuple[int, ...]) -> int:
    """The days of the window that fall on these days of the week."""
    week = sum(1 << i for i in range(7) if day_at(i).weekday() in days)
    found, length = week, 7
    while length < SIZE:
        found |= found << length
        length *= 2
    return found & ALL


@lru_cache(maxsize=512)
def yearly(first: tuple[int, int], last: tuple[int, int]) -> int:
    """The days from one month and day to another, in every year."""
    found = 0
    for year in range(FIRST.year - 1, LAST.year + 1):
        start, end = _nearest(year, first), _nearest(year + (last < first), last)
        found |= between(start, end)
    return found


def _nearest(year: int, day: tuple[int, int]) -> date:
    """The day of a year; the 29th of February and the like become the last day of a shorter month."""
    number = day[1]
    while True:
        try:
            return date(year, day[0], number)
        except ValueError:
            number -= 1


@lru_cache(maxsize=64)
def month_days(first: int, last: int) -> int:
    """The days whose number in their month lies between two numbers."""
    return _every(lambda day: first <= day.day <= last)


def on(month: int, day: int) -> int:
    """This day and month in every year that has it."""
    found = 0
    for year in range(FIRST.year, LAST.year + 1):
        try:
            found |= 1 << index(date(year, month, day))
        except ValueError:
            continue
    return found


def _spread(days: int, length: int) -> int:
    """Every day with the `length` days after it."""
    found, done = days, 0
    while done < length:
        step = min(done + 1, length - done)
        found |= found << step
        done += step
    return found


def after(days: int, low: int | None, high: int | None) -> int:
    """The days that lie `low` to `high` days after some day of the set; `None` is open. A set that reaches the edge of
    the window stays open there."""
    if not days:
        return 0
    if low is None and high is None:
        return ALL
    if high is None:
        assert low is not None
        return _from(lowest(days) + low)
    if low is None:
        return _upto(highest(days) + high)
    moved = _spread(days, high - low)
    moved = moved << low if low >= 0 else moved >> -low
    if days >> (SIZE - 1) & 1:
        moved |= _from(SIZE - 1 + low)
    if days & 1:
        moved |= _upto(high)
    return moved & ALL


def _from(bit: int) -> int:
    return ALL if bit <= 0 else (ALL >> bit) << bit if bit < SIZE else 0


def _upto(bit: int) -> int:
    return 0 if bit < 0 else ALL & ((1 << (bit + 1)) - 1)


def days_of(test: Test) -> int:
    """The days that a limit on one day allows."""
    match test:
        case Weekdays(days):
            return weekdays(days)
        case Between(start, end):
            return between(start, end)
        case AnyOf(ranges):
            return union(between(one.start, one.end) for one in ranges)
        case Yearly(first, last):
            return yearly(first, last)
        case MonthDays(first_day, last_day):
            return month_days(first_day, last_day)
        case Falls():
            return after(on(test.month, test.day) & weekdays((test.weekday,)), test.low, test.high)
        case Apart():
            raise TypeError("a limit between two days has no days of its own")


def union(sets: Iterable[int]) -> int:
    """All days of all sets."""
    found = 0
    for one in sets:
        found |= one
    return found


def runs(days: int, most: int) -> tuple[tuple[Between, ...], int]:
    """The first `most` unbroken intervals of a set and the number of all; open where the set reaches the window's
    edge."""
    found: list[Between] = []
    count, rest, base = (days & ~(days << 1)).bit_count(), days, 0
    while rest and len(found) < most:
        skip = lowest(rest)
        rest >>= skip
        base += skip
        length = lowest(~rest)
        start = None if base == 0 else day_at(base)
        end = None if base + length >= SIZE else day_at(base + length - 1)
        found.append(Between(start, end))
        rest >>= length
        base += length
    return tuple(found), count
