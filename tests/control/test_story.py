"""Abu Kamal in November 2017: the sample's reports, and the reference set where it is at hand, tell the known story."""

from functools import cache

import control as bench
import pytest
import sets

GOVERNMENT, STATE = "Syrian government forces", "Islamic State"
each = pytest.mark.parametrize("name", ["sample", "abukamal"])


@cache
def story(name):
    if name != "sample" and not (sets.SHARED / "gold" / name).exists():
        pytest.skip("no reference set at hand")
    return bench.of_abu_kamal(*bench.real_case(name))


def held(name, day, holder):
    return story(name)[f"2017-11-{day:02}"].holders.get(holder, 0.0)


@each
def test_before_the_eighth_it_is_the_islamic_states(name):
    assert held(name, 5, STATE) > 0.6 and held(name, 5, GOVERNMENT) < 0.3
    assert all(held(name, day, STATE) > held(name, day, GOVERNMENT) for day in range(3, 8))


@each
def test_the_ninth_is_contested(name):
    day = story(name)["2017-11-09"]
    assert day.contested >= 0.5
    assert day.holders[GOVERNMENT] > day.holders[STATE] > 0.15
    notes = [moved.note for moved in day.because]
    assert any("45 to 55 %" in note for note in notes)
    assert any(note.startswith(f"{GOVERNMENT} took all of it") for note in notes)


@each
def test_the_islamic_state_is_back_in_the_days_after(name):
    assert all(held(name, day, STATE) > 0.55 for day in (12, 13, 14))


@each
def test_it_rises_from_the_sixteenth_and_is_the_governments_on_the_nineteenth(name):
    rising = [held(name, day, GOVERNMENT) for day in (15, 16, 17, 18)]
    assert rising == sorted(rising)
    assert held(name, 19, GOVERNMENT) >= 0.8


def test_without_the_report_of_the_ninth_nothing_is_known_of_a_half():
    if not (sets.SHARED / "gold" / "abukamal").exists():
        pytest.skip("no reference set at hand")
    reports, claims = bench.real_case("abukamal")
    left = next(r for r in reports if r.published.start == r.published.end and r.published.start.day == 9)
    kept = [c for c in claims if c.report != left.id]
    without = bench.of_abu_kamal([r for r in reports if r != left], kept)["2017-11-09"]
    assert not any("45 to 55 %" in moved.note for moved in without.because)
    assert without.holders[GOVERNMENT] < story("abukamal")["2017-11-09"].holders[GOVERNMENT] - 0.2
