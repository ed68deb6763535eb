"""The strip of days on the page: it covers what remains, and says what excluded the rest."""

from __future__ import annotations

from datetime import date

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


def test_an_open_interval_has_its_reasons_and_no_stretches() -> None:
    text = "تسيطر القوات على البلدة منذ صيف 2014."
    [strip] = strips((report(text),), {"r": dated(given(text))}).values()
    assert strip.stretches == () and "2014-06-01" in strip.en and "2014-06-01" in strip.ar
    [cause] = strip.causes
    assert cause.did == ("start",) and "told as past" in cause.en and "يُروى ماضيا" in cause.ar


def test_dates_and_words_keep_their_direction() -> None:
    [strip] = strips((report(TEXT),), {"r": dated(given(TEXT))}).values()
    assert strip.ar == "\u20662017-11-19\u2069"
    assert all("\u2068اليوم الأحد 19 نوفمبر 2017\u2069" in cause.en for cause in strip.causes if "“" in cause.en)


def test_many_intervals_are_shown_over_all_their_years() -> None:
    text = "دخلت القوات البلدة اليوم الأحد بعد معارك. وتسيطر عليها منذ صيف 2014."
    found = dated(given(text, read_on=date(2026, 1, 1)))
    assert found.count > len(found.runs)
    [strip] = strips((report(text),), {"r": found}).values()
    assert strip.stretches[0].first < "2014-06-01" and strip.stretches[-1].last > "2025-12-28"
    assert any(one.remains and one.partly and one.width > 90 for one in strip.stretches)


def test_many_days_are_gathered_into_few_cells() -> None:
    text = "قال وزير الخارجية الأميركي جون كيري إن القوات دخلت البلدة اليوم الأحد 19 نوفمبر."
    one = given(text, read_on=dated(given(TEXT)).start.day)
    found = dated(one)
    for strip in strips((report(text),), {"r": found}).values():
        assert len(strip.stretches) <= 120 and strip.stretches[-1].left < 100


def test_no_dates_no_strips() -> None:
    assert strips((report(TEXT),), {}) == {}
