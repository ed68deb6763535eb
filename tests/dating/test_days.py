"""Sets of days: every operation against the same thing said day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

from tawatur.dating import days
from tawatur.model.dating import AnyOf, Apart, Between, Falls, MonthDays, Weekdays, Yearly

INNER = st.sets(st.integers(400, 900), max_size=12)


def bits(found: set[int]) -> int:
    return sum(1 << one for one in found)


def dates(found: int) -> set[date]:
    return {days.day_at(i) for i in range(days.SIZE) if found >> i & 1}


@forall(INNER, st.integers(-60, 60), st.integers(0, 90))
@settings(max_examples=80, deadline=None)
def test_after_is_every_sum(found: set[int], low: int, width: int) -> None:
    expected = {one + step for one in found for step in range(low, low + width + 1)}
    assert days.after(bits(found), low, low + width) == bits(expected)


@forall(INNER.filter(bool), st.integers(-60, 60))
@settings(max_examples=40, deadline=None)
def test_open_differences_reach_the_edge(found: set[int], by: int) -> None:
    assert days.after(bits(found), by, None) == bits(set(range(min(found) + by, days.SIZE)))
    assert days.after(bits(found), None, by) == bits(set(range(max(found) + by + 1)))


def test_a_set_that_is_open_stays_open() -> None:
    since = days.between(date(2014, 6, 1), None)
    assert days.after(since, -3, 5) == days.between(date(2014, 5, 29), None)
    assert days.after(days.between(None, date(2014, 6, 1)), -3, 5) == days.between(None, date(2014, 6, 6))
    assert days.after(0, 1, 2) == 0 and days.after(since, None, None) == days.ALL


def test_weekdays_and_days_of_every_month() -> None:
    assert all(one.weekday() in (5, 6) for one in dates(days.days_of(Weekdays((5, 6)))))
    assert {one.day for one in dates(days.days_of(MonthDays(9, 31)))} == set(range(9, 32))


def test_days_of_every_year_pass_its_turn_and_know_leap_days() -> None:
    winter = dates(days.days_of(Yearly((12, 20), (1, 5))))
    assert date(2016, 12, 31) in winter and date(2017, 1, 5) in winter and date(2017, 1, 6) not in winter
    february = dates(days.days_of(Yearly((2, 1), (2, 29))))
    assert date(2016, 2, 29) in february and date(2017, 2, 28) in february and date(2017, 3, 1) not in february


def test_a_day_with_its_weekday_leaves_the_years_in_which_they_meet() -> None:
    found = dates(days.days_of(Falls(11, 9, 3, 0, 0)))
    assert {one.year for one in found if 2000 <= one.year <= 2024} == {2000, 2006, 2017, 2023}


@pytest.mark.parametrize(
    ("start", "end"),
    [(date(2060, 1, 1), None), (None, date(1980, 1, 1)), (date(2017, 2, 1), date(2017, 1, 1))],
)
def test_an_interval_outside_the_window_or_backwards_is_empty(start: date | None, end: date | None) -> None:
    assert days.between(start, end) == 0


def test_runs_are_the_unbroken_intervals() -> None:
    first, last = date(2017, 11, 9), date(2017, 11, 19)
    found, count = days.runs(days.days_of(AnyOf((Between(first, first), Between(last, last)))), 5)
    assert count == 2 and found == (Between(first, first), Between(last, last))
    sundays, count = days.runs(days.weekdays((6,)), 3)
    assert len(sundays) == 3 and count > 3000
    assert days.runs(days.ALL, 3) == ((Between(None, None),), 1)
    assert days.runs(0, 3) == ((), 0)


def test_a_difference_has_no_days_of_its_own() -> None:
    with pytest.raises(TypeError):
        days.days_of(Apart("x", 0, 1))


def test_index_and_day_are_inverse() -> None:
    assert days.day_at(days.index(date(2017, 11, 19))) == date(2017, 11, 19)
    assert days.day_at(days.SIZE - 1) == days.LAST == days.day_at(0) + timedelta(days=days.SIZE - 1)
