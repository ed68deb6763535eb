"""What words say about the day of writing, and what they do not say."""

from __future__ import annotations

from datetime import date

import pytest
from dated import claim, dated, given, rules

from tawatur.dating import Given
from tawatur.dating.words import read
from tawatur.model.dating import AnyOf, Between, Constraint, Falls, MonthDays, Weekdays, Yearly


def limits(one: Given) -> dict[str, Constraint]:
    return {found.rule: found for found in read(one.document, one.mentions, one.claims)}


@pytest.mark.parametrize(
    ("words", "weekday"),
    [
        ("اليوم الأحد", 6),
        ("اليوم (الخميس)", 3),
        ("أمس السبت", 6),
        ("يوم أمس الجمعة", 5),
        ("أول من أمس الاثنين", 2),
        ("مساء اليوم الثلاثاء", 1),
    ],
)
def test_a_day_counted_from_today_gives_the_weekday(words: str, weekday: int) -> None:
    found = limits(given(f"دخلت القوات البلدة {words} بعد معارك عنيفة مع المسلحين."))
    assert found["today.weekday"].test == Weekdays((weekday,))
    assert found["today.weekday"].strength == "explicit" and found["today.weekday"].words in words


@pytest.mark.parametrize(
    "words", ["السبت", "يوم الأحد", "الخميس الماضي", "ليل الجمعة", "اليوم", "أمس", "الأسبوع الماضي"]
)
def test_words_that_every_day_can_say_limit_nothing(words: str) -> None:
    assert not limits(given(f"دخلت القوات البلدة {words} بعد معارك عنيفة مع المسلحين."))


def test_the_current_month_and_a_past_day_of_it() -> None:
    text = "دخلت القوات البلدة في التاسع من نوفمبر الحالي بعد معارك عنيفة."
    assert limits(given(text))["this.month"].test == Yearly((11, 1), (11, 30))
    told = (claim(text, text, time="التاسع من نوفمبر الحالي"),)
    assert limits(given(text, claims=told))["this.month"].test == Yearly((11, 9), (11, 30))
    coming = (claim(text, text, time="التاسع من نوفمبر الحالي", modality="expected"),)
    assert limits(given(text, claims=coming))["this.month"].test == Yearly((11, 1), (11, 9))


def test_a_day_of_the_current_month_without_its_name() -> None:
    text = "دخلت القوات البلدة في 23 من الشهر الجاري بعد معارك عنيفة."
    found = limits(given(text, claims=(claim(text, text),)))
    assert found["this.month.day"].test == MonthDays(23, 31)


def test_a_day_with_its_weekday_fixes_the_years() -> None:
    found = limits(given("دخلت القوات البلدة الخميس 9 نوفمبر بعد معارك عنيفة."))
    test = found["day.and.weekday"].test
    assert isinstance(test, Falls) and (test.month, test.day, test.weekday) == (11, 9, 3)


def test_today_with_its_date_is_the_day() -> None:
    found = dated(given("دخلت القوات البلدة اليوم الأحد 19 نوفمبر 2017 بعد معارك عنيفة."))
    assert found.start.day == found.end.day == date(2017, 11, 19) and found.sure == "certain"


def test_today_with_day_and_month_and_weekday_leaves_some_years() -> None:
    found = dated(given("دخلت القوات البلدة اليوم الأحد 19 نوفمبر بعد معارك عنيفة."))
    assert {run.start.year for run in found.runs if run.start} >= {2006, 2017, 2023}


def test_since_is_past_and_a_year_told_as_past_is_a_lower_bound() -> None:
    assert limits(given("تسيطر القوات على البلدة منذ صيف 2014."))["past.time"].test == Between(date(2014, 6, 1), None)
    text = "خسرت القوات البلدة في أيلول 2016 بعد معارك عنيفة."
    assert limits(given(text, claims=(claim(text, text),)))["past.time"].test == Between(date(2016, 9, 1), None)


def test_a_date_that_is_still_expected_is_an_upper_bound() -> None:
    text = "من المتوقع أن تدخل القوات البلدة في 20 أيلول 2016 بعد المعارك."
    found = limits(given(text, claims=(claim(text, text, modality="expected"),)))
    assert found["coming.time"].test == Between(None, date(2016, 9, 20)) and found["coming.time"].strength == "usual"


def test_a_date_that_may_be_past_or_to_come_limits_nothing() -> None:
    assert not limits(given("تحدثت الخطة عن أيلول 2016 وعن دخول القوات إلى البلدة."))


def test_last_march_is_not_said_in_march() -> None:
    test = limits(given("دخلت القوات البلدة في مارس الماضي بعد معارك عنيفة."))["last.month"].test
    assert test == Yearly((4, 1), (2, 29))


def test_the_current_hijri_month() -> None:
    test = limits(given("دخلت القوات البلدة في شهر رمضان الجاري بعد معارك عنيفة."))["this.hijri"].test
    assert isinstance(test, AnyOf)
    assert any(one.start <= date(2015, 7, 1) <= one.end for one in test.ranges if one.start and one.end)
    assert not any(one.start <= date(2015, 9, 1) <= one.end for one in test.ranges if one.start and one.end)


def test_two_days_of_writing_are_told_and_one_of_them_remains() -> None:
    found = dated(given("دخلت القوات البلدة أمس الثلاثاء. وقال ناطق اليوم الثلاثاء إن المعارك انتهت فيها."))
    assert found.sure == "in doubt" and len(found.contradictions) == 1
    assert {day.weekday() for run in found.runs for day in (run.start, run.end) if day} == {1, 2}
    assert "today.several" in rules(found)


def test_quoted_days_are_weaker_than_the_report_s_own() -> None:
    text = "دخلت القوات البلدة اليوم الأحد. وقال قائدها: «دخلنا القرية المجاورة اليوم الخميس بعد معارك عنيفة»."
    found = dated(given(text))
    assert {run.start.weekday() for run in found.runs if run.start} == {6}
    assert "other.today" in rules(found) and not found.contradictions


def test_the_report_s_own_day_counts_though_earlier_words_name_it_first() -> None:
    text = "وكان القائد قال اليوم الأحد إن القوات تتقدم. ودخلت القوات البلدة اليوم الأحد."
    found = dated(given(text))
    assert [one.strength for one in found.used if one.rule == "today.weekday"] == ["explicit"]
    alone = dated(given("وكان القائد قال اليوم الأحد إن القوات تتقدم."))
    assert [one.strength for one in alone.used if one.rule == "today.weekday"] == ["usual"]
