"""Bad dates are stated and explained; nothing crashes, nothing is repaired in silence."""

from __future__ import annotations

from datetime import date

import pytest
from dated import claim, dated, given, rules

from tawatur.dating.notes import is_note
from tawatur.dating.sentences import sentence
from tawatur.model import Stated, Unknown, day
from tawatur.model.dating import Between, Dated
from tawatur.reports.dates import parse_date


def members(found: object) -> set[str]:
    known = {one.id: one.rule for one in found.used}  # type: ignore[attr-defined]
    return {known[id] for clash in found.contradictions for id in clash.members}  # type: ignore[attr-defined]


def told(found: Dated) -> dict[str, str]:
    """What is told of days that cannot be right, by rule."""
    return {one.rule: sentence(one, "en") for one in found.used if is_note(one)}


def test_31_november_limits_nothing_and_is_no_date() -> None:
    found = dated(given("دخلت القوات البلدة اليوم 31 نوفمبر 2017 بعد معارك عنيفة."))
    assert isinstance(found.when, Unknown) and found.start.day is None and found.end.day is None
    assert told(found) == {"no.such.day": "“اليوم 31 نوفمبر 2017” is no day: that month has 30 days; it limits nothing"}
    stated = parse_date("31 نوفمبر 2017")
    assert isinstance(stated, Unknown) and "day 31 of month 11" in stated.reason


def test_31_november_of_this_month_limits_nothing() -> None:
    text = "دخلت القوات البلدة في 31 نوفمبر الجاري بعد معارك عنيفة."
    assert "this.month" not in rules(dated(given(text, claims=(claim(text, text),))))


def test_a_friday_that_was_not_is_told_and_the_stated_date_stays() -> None:
    one = given("دخلت القوات البلدة اليوم الجمعة بعد معارك.", published=day(date(2017, 11, 19)))  # a Sunday
    found = dated(one)
    assert found.sure == "in doubt" and members(found) == {"stated", "today.weekday"}
    assert found.when == one.document.report.published
    assert found.start.day == found.end.day == date(2017, 11, 19)


def test_a_friday_with_a_date_that_is_no_friday_is_told() -> None:
    found = dated(given("دخلت القوات البلدة اليوم الجمعة 19 نوفمبر 2017 بعد معارك عنيفة."))
    assert found.sure == "in doubt" and members(found) == {"today.weekday", "today.date"}
    assert found.start.day is None and found.end.day is None
    assert "2017-11-19 was a Sunday" in told(found)["weekday.wrong"]


def test_a_past_friday_that_was_none_is_told_and_limits_nothing_by_its_weekday() -> None:
    text = "دخلت القوات البلدة يوم الجمعة 19 نوفمبر 2017 بعد معارك عنيفة."
    found = dated(given(text, claims=(claim(text, text),)))
    assert found.start.day == date(2017, 11, 19) and not found.contradictions
    assert "2017-11-19 was a Sunday" in told(found)["weekday.wrong"]
    assert "weekday.wrong" not in told(dated(given("دخلت القوات البلدة يوم الأحد 19 نوفمبر 2017 بعد معارك.")))


@pytest.mark.parametrize("value", ["الجمعة 19 نوفمبر 2017", "Friday, 19 Nov 2017"])
def test_a_stated_friday_that_was_none_is_told_and_the_date_is_kept(value: str) -> None:
    stated = (Stated("published", value, "line with a date"),)
    found = dated(given("دخلت القوات البلدة.", published=day(date(2017, 11, 19)), stated=stated))
    assert found.start.day == date(2017, 11, 19) and "was a Sunday" in told(found)["weekday.wrong"]


def test_a_stated_date_that_is_none_is_told_with_its_reason() -> None:
    found = dated(given("دخلت القوات البلدة.", stated=(Stated("published", "31 نوفمبر 2017", "line with a date"),)))
    assert isinstance(found.when, Unknown) and "day 31 of month 11" in told(found)["stated.unusable"]


def test_stated_dates_that_disagree_are_all_told() -> None:
    stated = (Stated("published", "2016-05-22", "meta"), Stated("published", "2016-05-23", "address"))
    found = dated(given("دخلت القوات البلدة.", published=day(date(2016, 5, 22)), stated=stated))
    assert found.start.day == date(2016, 5, 22) and "“2016-05-23” as well (address)" in told(found)["stated.other"]


@pytest.mark.parametrize(
    "headline", ["من 9 نيسان 2003 إلى 10 حزيران 2014: سقوط مدينتين", "19 نوفمبر 2017 - 21 نوفمبر 2017: القوات تدخل"]
)
def test_two_dates_in_the_headline_are_told_and_date_nothing(headline: str) -> None:
    found = dated(given(f"{headline}\nروى سكان البلدتين ما جرى فيهما لمراسلنا."))
    assert isinstance(found.when, Unknown) and found.sure == "open"
    assert "the headline names several days" in told(found)["headline.days"]
    assert "headline.days" not in told(dated(given("19 نوفمبر 2017: القوات تدخل\nروى سكان البلدتين ما جرى لمراسلنا.")))


def test_a_date_in_the_future_contradicts_the_day_of_reading() -> None:
    one = given("دخلت القوات البلدة بعد معارك.", published=day(date(2031, 1, 1)), read_on=date(2026, 1, 1))
    found = dated(one)
    assert members(found) == {"stated", "before.reading"} and found.sure == "in doubt"
    assert found.when == one.document.report.published and found.runs == (Between(date(2031, 1, 1), date(2031, 1, 1)),)


def test_a_day_in_the_future_in_the_text_is_told() -> None:
    found = dated(given("دخلت القوات البلدة اليوم 4 آذار 2031 بعد معارك.", read_on=date(2026, 1, 1)))
    assert members(found) == {"today.date", "before.reading"} and found.sure == "in doubt"


def test_a_page_updated_before_it_was_published_is_told() -> None:
    stated = (Stated("updated", "2017-11-01", "meta article:modified_time"),)
    found = dated(given("دخلت القوات البلدة.", published=day(date(2017, 11, 19)), stated=stated))
    assert members(found) == {"stated", "before.updated"}


def test_updates_and_fetching_close_the_top() -> None:
    stated = (Stated("crawled", "2017-11-25", "column"), Stated("updated", "2017-11-21", "meta"))
    found = dated(given("دخلت القوات البلدة.", stated=stated))
    assert found.end.day == date(2017, 11, 21) and found.start.day is None


def test_a_quoted_report_of_years_ago_does_not_date_the_one_that_quotes_it() -> None:
    text = (
        "عاد السكان اليوم الأحد إلى البلدة. وكانت الصحيفة كتبت قبل خمس سنوات: «دخلت القوات البلدة اليوم الجمعة 9 نوفمبر"
        " 2012 بعد معارك عنيفة». ويقول السكان منذ ربيع 2017 إن البيوت مدمرة."
    )
    found = dated(given(text))
    assert found.start.day is not None and found.start.day >= date(2017, 3, 1)
    assert {run.start.weekday() for run in found.runs if run.start} == {6}
    assert not found.contradictions and found.sure == "open"
    assert "not the day of writing" in told(found)["other.today"]


def test_an_earlier_report_that_is_repeated_does_not_date_the_one_that_repeats_it() -> None:
    text = "قصفت الطائرات القرية اليوم الجمعة. وكان مدني قتل اليوم الخميس 6 تشرين الأول 2022 في قصف على القرية."
    found = dated(given(text))
    assert {run.start.weekday() for run in found.runs if run.start} == {4} and found.start.day == date(2022, 10, 7)
    assert "اليوم الخميس" in told(found)["other.today"] and not found.contradictions


def test_text_without_any_time_stays_unknown() -> None:
    found = dated(given("دخلت القوات البلدة بعد معارك عنيفة مع المسلحين في السوق."))
    assert isinstance(found.when, Unknown) and found.sure == "open" and found.used == () and found.count == 1


def test_an_empty_text_and_no_report_at_all() -> None:
    from tawatur.dating import date_reports

    assert date_reports([]) == ()
    assert isinstance(dated(given("")).when, Unknown)
