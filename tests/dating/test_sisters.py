"""Reports that tell one event, share a passage, or are decided by a reviewer."""

from __future__ import annotations

from datetime import date

import msgspec
from dated import NONE, claim, given

from tawatur.dating import Given, clued, date_reports, limits_of
from tawatur.model import Because, Claim, PlaceRef, Span, day
from tawatur.model.contents import ReportSpan
from tawatur.model.dating import Dated, DateJudgement
from tawatur.model.event import SharedPassage

TOLD = "قتل 23 مسلحا في القرية اليوم الخميس بعد معارك عنيفة."
LATER = "وكان 23 مسلحا قتلوا في القرية أمس بعد معارك عنيفة، بحسب السكان."
EARLIER = "قتل 23 مسلحا في القرية، بحسب السكان الذين نزحوا إلى التلال."


def told() -> Given:
    claims = (claim(TOLD, "قتل 23 مسلحا في القرية", "a", "اليوم الخميس", 23),)
    return given(TOLD, "a", claims=claims)


def later() -> Given:
    return given(LATER, "b", claims=(claim(LATER, "23 مسلحا قتلوا في القرية", "b", "أمس", 23),))


def by_report(found: tuple[Dated, ...]) -> dict[str, Dated]:
    return {one.report: one for one in found}


def test_an_event_that_a_dated_sister_tells_dates_the_other() -> None:
    sister = given(TOLD, "a", published=day(date(2017, 11, 9)), claims=told().claims)
    found = by_report(date_reports([sister, later()]))["b"]
    assert found.start.day == found.end.day == date(2017, 11, 10)
    assert found.sure == "likely"  # a tie between reports is never certain


def test_an_untimed_telling_comes_within_two_weeks() -> None:
    sister = given(TOLD, "a", published=day(date(2017, 11, 9)), claims=told().claims)
    third = given(EARLIER, "c", claims=(claim(EARLIER, "قتل 23 مسلحا في القرية", "c", count=23),))
    found = by_report(date_reports([third, sister]))["c"]
    assert (found.start.day, found.end.day) == (date(2017, 11, 9), date(2017, 11, 23))


def test_a_stated_date_ties_sisters_though_its_text_contradicts_it() -> None:
    sister = given(TOLD, "a", published=day(date(2017, 11, 12)), claims=told().claims)  # a Sunday, not a Thursday
    found = by_report(date_reports([sister, later()]))
    assert found["a"].sure == "in doubt" and found["a"].start.day == date(2017, 11, 12)
    aside = {id for one in found["a"].contradictions for id in one.set_aside}
    assert all(one.id in aside for one in found["a"].used if one.rule == "today.weekday")


def test_without_any_date_the_weekday_travels_to_the_sister() -> None:
    found = by_report(date_reports([told(), later()]))
    assert {run.start.weekday() for run in found["b"].runs if run.start} == {4}


def capture(name: str, agents: tuple[str, ...], targets: tuple[str, ...]) -> Given:
    text = "سيطرت القوات على القرية اليوم الأحد بعد معارك."
    one = claim(text, "سيطرت القوات على القرية اليوم الأحد", name, "اليوم الأحد")
    told = msgspec.structs.replace(one, type="control.change", agents=agents, targets=targets)
    return given(text, name, claims=(told,))


def test_two_takings_on_the_same_weekday_by_opponents_are_two_events() -> None:
    army, rebels = capture("a", ("Army",), ("Rebels",)), capture("b", ("Rebels",), ("Army",))
    nobody, same = capture("c", (), ("Rebels",)), capture("d", ("Army",), ())

    def tied(*reports: Given) -> list[str]:
        limits = limits_of([clued(one) for one in reports])
        return [one.subject for one in limits if one.rule == "sister.event"]

    assert tied(army, rebels) == [] and tied(rebels, nobody) == []
    assert tied(army, same) == ["a", "d"] and tied(army, nobody) == ["a", "c"]
    assert sorted(tied(army, rebels, nobody, same)) == ["a", "c", "d"]


def test_another_number_is_another_event() -> None:
    text = LATER.replace("23", "24")
    other = given(text, "b", claims=(claim(text, "24 مسلحا قتلوا في القرية", "b", "أمس", 24),))
    assert not [one for one in limits_of([clued(told()), clued(other)]) if one.rule == "sister.event"]


def test_order_of_reports_changes_nothing() -> None:
    assert date_reports([told(), later()]) == date_reports([later(), told()])


def shared(words: int, versions: bool) -> SharedPassage:
    return SharedPassage("p", ReportSpan("a", 0, 10), ReportSpan("b", 0, 10), words, 1.0, "unknown", versions=versions)


def test_a_long_shared_passage_ties_within_a_week_and_a_short_one_does_not() -> None:
    first = given("عاد السكان إلى البلدة.", "a", published=day(date(2017, 11, 9)))
    second = given("عاد السكان إلى القرية.", "b", published=NONE)
    found = by_report(date_reports([first, second], [shared(80, False)]))["b"]
    assert (found.start.day, found.end.day) == (date(2017, 11, 2), date(2017, 11, 16))
    edited = by_report(date_reports([first, second], [shared(20, True)]))["b"]
    assert (edited.start.day, edited.end.day) == (date(2017, 11, 6), date(2017, 11, 12))
    assert by_report(date_reports([first, second], [shared(20, False)]))["b"].start.day is None


def test_a_reviewer_s_interval_wins_and_can_be_revoked() -> None:
    on = DateJudgement("j1", "a", "between", date(2017, 11, 10), date(2017, 11, 10), reason="seen in print")
    found = by_report(date_reports([told()], judgements=[on]))["a"]
    assert found.start.day == found.end.day == date(2017, 11, 10)  # a Friday, against "today, Thursday"
    assert found.sure == "in doubt" and len(found.contradictions) == 1
    back = DateJudgement("j2", "a", "revoke", revokes="j1")
    assert date_reports([told()], judgements=[on, back]) == date_reports([told()])


def test_a_rejected_limit_is_left_out() -> None:
    limit = next(one for one in limits_of([clued(told())]) if one.rule == "today.weekday")
    no = DateJudgement("j1", "a", "reject", constraint=limit.id)
    assert by_report(date_reports([told()], judgements=[no]))["a"].start.day is None


def test_a_decision_about_a_report_that_is_gone_changes_nothing() -> None:
    on = DateJudgement("j1", "gone", "between", date(2017, 11, 10), date(2017, 11, 10))
    assert date_reports([told()], judgements=[on]) == date_reports([told()])


def taken(text: str, name: str, act: str, time: str) -> Given:
    start, at = text.index(act), text.index(time)
    place = PlaceRef("البلدة", "Test Town", 34.0, 40.0, "city")
    because = (Because("type: acts/x", ""), Because("time: links", "", 1.0, (Span(at, at + len(time)),)))
    one = Claim(
        f"c{name}", name, Span(0, len(text) - 1), "control.change", ("Army",), ("Rebels",), place, NONE, NONE, NONE,
        "affirmed", "actual", (), because, (), Span(start, start + len(act)),
    )  # fmt: skip
    return given(text, name, claims=(one,))


def test_a_day_and_month_and_a_sister_s_weekday_leave_the_years_in_which_they_meet() -> None:
    weekday = taken("دخلت القوات البلدة اليوم الخميس بعد معارك.", "a", "دخلت", "اليوم الخميس")
    month = taken(
        "كانت القوات دخلت البلدة في التاسع من نوفمبر الحالي بعد معارك.", "b", "دخلت", "التاسع من نوفمبر الحالي"
    )
    found = by_report(date_reports([weekday, month]))
    years = {run.start.year for run in found["a"].runs if run.start}
    assert years and all(date(year, 11, 9).weekday() == 3 for year in years) and 2017 in years
    assert {run.start.month for run in found["b"].runs if run.start} == {11}
    another = taken("دخلت القوات البلدة اليوم الأحد بعد معارك.", "c", "دخلت", "اليوم الأحد")
    open_again = by_report(date_reports([weekday, month, another]))["a"]
    assert open_again.start.day is None  # which of the two captures was on the 9th, no one says


def test_what_only_the_day_of_reading_closes_is_open_also_through_a_sister() -> None:
    read_on = date(2026, 1, 1)
    one = given(TOLD, "a", claims=told().claims, read_on=read_on)
    two = given(LATER, "b", claims=later().claims, read_on=read_on)
    found = by_report(date_reports([one, two]))
    assert {result.sure for result in found.values()} == {"open"}
    assert found["a"].end.day is not None and found["a"].end.day <= read_on


def entered(name: str, words: str) -> Given:
    one = claim(words, words[:-1], name, "يوم الأحد الماضي")
    took = msgspec.structs.replace(one, type="control.change", agents=("Army",), targets=("Rebels",))
    return given(words, name, claims=(took,))


def test_a_further_taking_is_not_the_one_that_others_tell() -> None:
    sister = capture("a", ("Army",), ("Rebels",))
    once = entered("b", "دخلت القوات القرية يوم الأحد الماضي.")
    again = entered("b", "دخلت القوات القرية مجددا يوم الأحد الماضي.")
    for other, tied in ((once, True), (again, False)):
        found = limits_of([clued(sister), clued(other)], ())
        assert any(one.rule == "sister.event" for one in found) is tied
