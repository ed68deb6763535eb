"""Dates as pages write them."""

from __future__ import annotations

from datetime import date

import pytest

from tawatur.model import Unknown, When
from tawatur.reports.dates import parse_date
from tawatur.reports.html import url_date
from tawatur.reports.lines import is_date, labelled


@pytest.mark.parametrize(
    "value",
    [
        "2017-11-19", "2017-11-19T23:59:00+03:00", "2017/11/19 10:00", "2017.11.19", "20171119", "19/11/2017",
        "19-11-2017", "11/19/2017", "19 نوفمبر 2017", "19 تشرين الثاني 2017", "الأحد، 19 نوفمبر/تشرين الثاني 2017",
        "١٩ نوفمبر ٢٠١٧", "19 نوفمبر، 2017", "Sun, 19 Nov 2017 10:00:00 GMT", "November 19, 2017", "1511086800",
        "1511086800000", "الأحد 19/11/2017 - 10:30", "2017-11-19..2017-11-19",
    ],
)  # fmt: skip
def test_one_day_in_many_hands(value: str) -> None:
    found = parse_date(value)
    assert isinstance(found, When), found
    assert (found.start, found.end, found.precision) == (date(2017, 11, 19), date(2017, 11, 19), "day")


@pytest.mark.parametrize("value", ["2017-11-31", "31/02/2017", "30 شباط 2016", "2017-13-01", "0/5/2017"])
def test_days_that_do_not_exist(value: str) -> None:
    found = parse_date(value)
    assert isinstance(found, Unknown)
    assert "not a valid date" in found.reason and value in found.reason


@pytest.mark.parametrize("value", ["", "أمس", "12345", "الأحد", "19 نوفمبر", "2017"])
def test_what_is_no_date(value: str) -> None:
    assert isinstance(parse_date(value), Unknown)


def test_a_hijri_date_with_its_month_is_read() -> None:
    found = parse_date("17 رمضان 1436 هـ")
    assert isinstance(found, When) and found.start == found.end == date(2015, 7, 4)
    assert "Umm al-Qura" in found.because[0].note


@pytest.mark.parametrize("value", ["1439/3/1", "31 رمضان 1436"])
def test_a_hijri_date_that_cannot_be_read_says_so(value: str) -> None:
    found = parse_date(value)
    assert isinstance(found, Unknown) and "Hijri" in found.reason


def test_both_orders_possible_is_said() -> None:
    found = parse_date("03/05/2019")
    assert isinstance(found, When)
    assert found.start == date(2019, 5, 3)
    assert "day first" in found.because[0].note


def test_months_and_intervals() -> None:
    month = parse_date("2017-11")
    assert isinstance(month, When) and (month.end, month.precision) == (date(2017, 11, 30), "month")
    assert isinstance(parse_date("2017-11-19..2017-11-01"), Unknown)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("13 أيار 2022", True), ("2022.10.28 | 14:32 دمشق", True), ("الجمعة 13 مايو 2022 - 09:15 م", True),
        ("13 أيار 2022 سقطت البلدة", False), ("حصاد يوم الخميس 19-01-2023", False), ("2017", False), ("131", False),
    ],
)  # fmt: skip
def test_lines_that_are_dates(line: str, expected: bool) -> None:
    assert is_date(line) is expected


def test_labels() -> None:
    assert labelled("المصدر: وكالة الأنباء") == ("source line", "وكالة الأنباء")
    assert labelled("نقلا عن وكالة الأنباء") == ("source line", "وكالة الأنباء")
    assert labelled("نقلا عن مصادر محلية قالت إن القصف توقف أمس") is None
    assert labelled("نشر في 2019-01-02") == ("published", "2019-01-02")
    assert labelled("آخر تحديث: 2023.05.09 | 09:41 دمشق") == ("updated", "2023.05.09 | 09:41 دمشق")
    assert labelled("المصدر الذي طلب عدم ذكر اسمه قال إن القصف توقف") is None
    assert labelled("نشر الجيش قواته في 2019") is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2017/11/19/x", "2017-11-19"), ("https://a.example/news/2017-11-19-x", "2017-11-19"),
        ("https://a.example/2017/11/x", "2017-11"), ("https://a.example/20171119/x", "2017-11-19"),
        ("https://a.example/article/410826/x", ""), ("https://a.example/x?d=2017/11/19", ""),
    ],
)  # fmt: skip
def test_dates_in_urls(url: str, day: str) -> None:
    assert url_date(url) == day
