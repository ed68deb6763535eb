"""The strip of days on the page: it covers what remains, and says what excluded the rest."""

from __future__ import annotations

from dated import dated, given, report

from tawatur.views.dates_page import strips

TEXT = "دخلت القوات البلدة اليوم الأحد 19 نوفمبر 2017 بعد معارك عنيفة."


def test_a_found_day_is_the_only_stretch_that_remains() -> None:
    [strip] = strips((report(TEXT),), {"r": dated(given(TEXT))}).values()
    remaining = [one for one in strip.stretches if one.remains]
    assert [(one.first, one.last) for one in remaining] == [("2017-11-19", "2017-11-19")]
    assert abs(sum(one.width for one in strip.stretches) - 100) < 0.1
    assert all(one.en and one.ar for one in strip.stretches if not one.remains)
    assert strip.sure == "certain"


def test_an_open_interval_has_no_strip() -> None:
    text = "تسيطر القوات على البلدة منذ صيف 2014."
    assert strips((report(text),), {"r": dated(given(text))}) == {}


def test_many_days_are_gathered_into_few_cells() -> None:
    text = "قال وزير الخارجية الأميركي جون كيري إن القوات دخلت البلدة اليوم الأحد 19 نوفمبر."
    one = given(text, read_on=dated(given(TEXT)).start.day)
    found = dated(one)
    for strip in strips((report(text),), {"r": found}).values():
        assert len(strip.stretches) <= 120 and strip.stretches[-1].left < 100


def test_no_dates_no_strips() -> None:
    assert strips((report(TEXT),), {}) == {}
