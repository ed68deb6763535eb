"""The answer for a place: bad input, Unknown, copies, interest, accounts, sensitivity, reasons."""

import math
from datetime import date, timedelta

import pytest
from held import GOVERNMENT, NONE, STATE, TOWN, claim, report, said_by, within

from tawatur.control import Group, Wanted, controls
from tawatur.control.estimate import Range
from tawatur.model import PlaceRef, Span

START = date(2017, 11, 1)
SPAN = Range(START, 40)


def timeline(claims, reports=None, **asked):
    found = controls(claims, reports or [report("r1")], wanted=Wanted(span=SPAN, **asked))
    return found[0]


def on(control, day):
    return control.days[(date.fromisoformat(day) - START).days]


def check(control):
    """Every day is finite, adds up to one and has its reasons."""
    for day in control.days:
        values = [*day.holders.values(), day.contested, day.unknown, *day.shares.values()]
        assert all(math.isfinite(v) and 0 <= v <= 1 for v in values)
        assert sum(day.holders.values()) + day.unknown == pytest.approx(1, abs=0.02)
        for name, p in day.holders.items():
            low, high = day.bounds[name]
            assert low - 1e-3 <= p <= high + 1e-3
        assert day.because


def copies(count, chain=(), **fields):
    """The same claim from so many reports."""
    reports = [report(f"r{i}", "2017-11-10", outlet=f"Outlet {i}") for i in range(count)]
    fields = {"who": GOVERNMENT, "on": "2017-11-09", "chain": chain} | fields
    return [claim(f"c{i}", report=f"r{i}", **fields) for i in range(count)], reports


def test_a_place_with_one_claim():
    control = timeline([claim("a", who=GOVERNMENT, whom=STATE, on="2017-11-09", chain=said_by("Reuters"))])
    check(control)
    assert on(control, "2017-11-09").holders[GOVERNMENT] > 0.6
    assert on(control, "2017-11-08").holders[STATE] > 0.5


def test_what_nothing_observes_is_unknown_more_so_with_time():
    control = timeline([claim("a", "control.hold", who=GOVERNMENT, on="2017-11-09", chain=said_by("Reuters"))])
    unknown = [day.unknown for day in control.days[8:]]
    assert unknown == sorted(unknown) and unknown[0] < 0.2 < unknown[-1]
    far = controls(
        [claim("a", "control.hold", who=GOVERNMENT, on="2017-11-09")],
        [report("r1")],
        wanted=Wanted(span=Range(START, 400)),
    )
    assert far[0].days[-1].unknown > 0.95


def test_claims_that_contradict_within_the_hour():
    claims = [
        claim("a", who=GOVERNMENT, whom=STATE, on="2017-11-09", chain=said_by("Reuters")),
        claim("b", who=STATE, whom=GOVERNMENT, on="2017-11-09", chain=said_by("AFP"), evidence=Span(4, 5)),
    ]
    control = timeline(claims)
    check(control)
    day = on(control, "2017-11-09")
    assert 0.2 < day.holders[GOVERNMENT] < 0.8 and 0.2 < day.holders[STATE] < 0.8
    assert {m.claim for m in day.because} == {"a", "b"}


def test_a_thousand_claims_on_one_day():
    claims = [
        claim(
            f"c{i}",
            who=(GOVERNMENT, STATE)[i % 2],
            on="2017-11-09",
            chain=said_by(f"Source {i}"),
            evidence=Span(i, i + 1),
        )
        for i in range(1000)
    ]
    check(timeline(claims))


def test_a_share_above_one_and_an_actor_out_of_its_time_are_flagged():
    claims = [claim("a", who=GOVERNMENT, whom=STATE, on="2017-11-09", extent=(0.9, 3.0))]
    control = timeline(claims)
    check(control)
    assert "taken as between 0 and 1" in on(control, "2017-11-09").flags[0]
    early = [claim("a", "control.hold", who=STATE, on="2001-05-01")]
    found = controls(early, [report("r1", "2001-05-02")])[0]
    check(found)
    day = next(d for d in found.days if d.day == date(2001, 5, 1))
    assert "did not exist" in day.flags[0] and day.unknown > 0.5


def test_copies_of_one_chain_count_once():
    one, reports = copies(1, said_by("Reuters"))
    many, others = copies(50, said_by("Reuters"))
    day = "2017-11-09"
    assert on(timeline(many, others), day).holders == on(timeline(one, reports), day).holders


def test_independent_chains_count_more_and_bounds_show_the_range():
    many, reports = copies(4)
    apart = {c.id: Group(c.id, c.id) for c in many}
    maybe = {c.id: Group("one", c.id) for c in many}
    sure, doubtful = (controls(many, reports, wanted=Wanted(span=SPAN), groups=groups)[0] for groups in (apart, maybe))
    low, high = on(doubtful, "2017-11-09").bounds[GOVERNMENT]
    assert on(sure, "2017-11-09").holders[GOVERNMENT] > on(doubtful, "2017-11-09").holders[GOVERNMENT]
    assert high - low > 0.01


def test_a_side_in_its_own_favour_counts_less_than_against_itself():
    def said(by):
        claims = [claim("a", who=GOVERNMENT, whom=STATE, on="2017-11-09", chain=said_by(by))]
        return on(timeline(claims), "2017-11-09").holders[GOVERNMENT]

    assert said("Islamic State") > said("Syrian government")
    assert said("Reuters") > said("Syrian government")


def test_half_a_town_is_contested():
    claims = [
        claim("a", who=GOVERNMENT, on="2017-11-09", extent=(0.45, 0.55), chain=said_by("Reuters")),
        claim("b", "clash", who=GOVERNMENT, whom=STATE, on="2017-11-09", chain=said_by("Reuters"), evidence=Span(2, 3)),
    ]
    day = on(timeline(claims), "2017-11-09")
    assert day.contested > 0.6
    assert 0.35 < day.shares[GOVERNMENT] < 0.65


def test_each_side_has_its_own_map():
    claims = [
        claim("a", who=GOVERNMENT, whom=STATE, on="2017-11-09", chain=said_by("Syrian government")),
        claim("b", "control.hold", who=STATE, on="2017-11-09", chain=said_by("Islamic State"), evidence=Span(2, 3)),
    ]
    control = timeline(claims)
    accounts = {a.camp: a for a in control.accounts}
    at = (date(2017, 11, 9) - START).days
    assert accounts[GOVERNMENT].days[at].holders[GOVERNMENT] > 0.6
    assert accounts[STATE].days[at].holders[STATE] > 0.6
    assert accounts[GOVERNMENT].parts or accounts[STATE].parts


def test_leaving_out_a_claim_is_what_its_sensitivity_says():
    claims = [
        claim("a", who=GOVERNMENT, whom=STATE, on="2017-11-09", chain=said_by("Reuters")),
        claim("b", "control.hold", who=STATE, on="2017-11-20", chain=said_by("AFP"), evidence=Span(2, 3)),
    ]
    both = timeline(claims, tested=True)
    without = timeline(claims[:1])
    shift = {s.claim: s for s in both.sensitivity}["b"]
    assert shift.shift > 0 if shift.holder == STATE else shift.shift < 0
    reason = next(m for m in on(both, "2017-11-20").because if m.claim == "b")
    assert reason.shift is not None and reason.shift > 0.2
    assert on(without, "2017-11-20").holders.get(STATE, 0) < on(both, "2017-11-20").holders[STATE]


def test_a_day_without_claims_is_carried_from_the_nearest():
    control = timeline([claim("a", "control.hold", who=GOVERNMENT, on="2017-11-09")])
    (reason,) = on(control, "2017-11-15").because
    assert (reason.claim, reason.days) == ("a", 6)


def test_an_expected_attack_makes_a_change_likelier():
    hold = claim("a", "control.hold", who=STATE, on="2017-11-09", chain=said_by("Reuters"))
    plan = claim("b", "advance", who=GOVERNMENT, on="2017-11-10", modality="expected", evidence=Span(2, 3))
    quiet, threatened = timeline([hold]), timeline([hold, plan])
    assert on(threatened, "2017-11-14").shares[STATE] < on(quiet, "2017-11-14").shares[STATE]


def test_the_order_of_claims_and_reports_changes_nothing():
    claims, reports = copies(6)
    claims += [claim("z", "control.hold", who=STATE, report="r0", when=within("2017-11-12", "2017-11-16"))]
    assert controls(claims, reports) == controls(claims[::-1], reports[::-1])


def test_claims_without_place_or_holder_give_nothing():
    assert controls([claim("a", who=GOVERNMENT, place=NONE)], [report("r1")]) == ()
    assert controls([claim("a", "control.hold", who="civilians", on="2017-11-09")], [report("r1")]) == ()
    assert controls([], []) == ()


def test_a_place_is_found_by_part_of_its_name_and_its_parts_follow():
    east = PlaceRef("الأحياء الشرقية", "Testtown", 34.0, 40.0, "city", part="quarters", direction="E")
    other = PlaceRef("بلدة أخرى", "Elsewhere", 35.0, 40.0, "city")
    claims = [
        claim("a", who=GOVERNMENT, on="2017-11-09"),
        claim("b", who=GOVERNMENT, on="2017-11-09", place=east, evidence=Span(2, 3)),
        claim("c", who=GOVERNMENT, on="2017-11-09", place=other, evidence=Span(4, 5)),
    ]
    found = controls(claims, [report("r1")], wanted=Wanted("testt"))
    assert [(c.name, c.within) for c in found] == [("Testtown", ""), ("Testtown: eastern quarters", "Testtown")]
    assert TOWN.name == "Testtown"


def test_every_result_carries_its_parameters():
    control = timeline([claim("a", who=GOVERNMENT, on="2017-11-09")])
    assert control.parameters["floor_favour"] > 0
    assert timedelta(days=len(control.days)) == timedelta(days=SPAN.days)
