"""Bad dates are stated and explained; nothing crashes, nothing is repaired in silence."""

from __future__ import annotations

from datetime import date

from dated import claim, dated, given, rules

from tawatur.model import Stated, Unknown, When, day
from tawatur.reports.dates import parse_date


def members(found: object) -> set[str]:
    known = {one.id: one.rule for one in found.used}  # type: ignore[attr-defined]
    return {known[id] for clash in found.contradictions for id in clash.members}  # type: ignore[attr-defined]


def test_31_november_limits_nothing_and_is_no_date() -> None:
    found = dated(given("دخلت القوات البلدة اليوم 31 نوفمبر 2017 بعد معارك عنيفة."))
    assert isinstance(found.when, Unknown) and found.start.day is None and found.end.day is None
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


def test_two_dates_in_the_headline_date_nothing_by_themselves() -> None:
    found = dated(given("من 9 نيسان 2003 إلى 10 حزيران 2014: سقوط مدينتين\nروى سكان البلدتين ما جرى فيهما لمراسلنا."))
    assert not isinstance(found.when, When) or found.when.start is None or found.when.start <= date(2014, 6, 10)
    assert found.sure != "certain"


def test_a_date_in_the_future_contradicts_the_day_of_reading() -> None:
    one = given("دخلت القوات البلدة بعد معارك.", published=day(date(2031, 1, 1)), read_on=date(2026, 1, 1))
    found = dated(one)
    assert members(found) == {"stated", "before.reading"} and found.sure == "in doubt"
    assert found.when == one.document.report.published


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
    assert found.contradictions and found.sure == "in doubt"


def test_text_without_any_time_stays_unknown() -> None:
    found = dated(given("دخلت القوات البلدة بعد معارك عنيفة مع المسلحين في السوق."))
    assert isinstance(found.when, Unknown) and found.sure == "open" and found.used == () and found.count == 1


def test_an_empty_text_and_no_report_at_all() -> None:
    from tawatur.dating import date_reports

    assert date_reports([]) == ()
    assert isinstance(dated(given("")).when, Unknown)
