"""Claims become observations: whose share, which days, which weight, and what says nothing."""

from datetime import date

import pytest
from held import GOVERNMENT, NONE, STATE, claim, report, said_by, within

from tawatur.control.camps import RegistrySides
from tawatur.control.groups import groups_across, groups_of
from tawatur.control.observe import observe, sources_of
from tawatur.model import CrossLink, PlaceRef, ReportSpan, Span, Unknown
from tawatur.model.corroboration import Across, Backing, Tie


def observed(claims, reports=None):
    reports = reports or [report("r1")]
    found = observe(claims, sources_of(claims, reports))
    return {o.spot.key: o for o in found}["testtown"]


def shares(found):
    return [(o.holder, o.low, o.high, o.start) for o in found.observations if o.measure == "share"]


def test_a_capture_observes_the_day_and_the_day_before():
    found = observed([claim("a", who=GOVERNMENT, whom=STATE, on="2017-11-09")])
    assert shares(found) == [
        (GOVERNMENT, 1.0, 1.0, date(2017, 11, 9)),
        (STATE, 0.5, 1.0, date(2017, 11, 8)),
    ]
    assert [o.holder for o in found.observations if o.measure == "assault"] == [GOVERNMENT]


def test_a_loss_without_a_winner_observes_the_loser():
    found = observed([claim("a", whom=STATE, on="2017-11-09")])
    assert (STATE, 0.0, 0.0, date(2017, 11, 9)) in shares(found)
    assert "lost all of it" in found.observations[0].note


def test_an_undated_claim_spreads_over_what_its_report_allows():
    claims = [claim("a", "control.hold", who=STATE)]
    found = observed(claims, [report("r1", within("2017-11-16", "2017-11-19"))])
    (one,) = found.observations
    assert (one.start, one.end, one.throughout) == (date(2017, 11, 11), date(2017, 11, 19), False)
    assert one.back == 5  # what is told of a state may be some days old, too


def test_without_any_date_it_observes_nothing_and_says_why():
    found = observed([claim("a", who=GOVERNMENT)], [report("r1", NONE)])
    assert not found.observations
    assert found.unused == (("a", Unknown("neither the claim nor its report is dated")),)


def test_a_claim_never_speaks_of_days_after_its_report():
    claims = [claim("a", who=GOVERNMENT, when=within("2017-11-18", "2017-11-30"))]
    assert max(o.end for o in observed(claims).observations if o.measure == "share") == date(2017, 11, 19)


@pytest.mark.parametrize("modality", ["expected", "intended"])
def test_what_is_to_come_observes_no_state_but_the_next_days(modality):
    found = observed([claim("a", who=GOVERNMENT, on="2017-11-19", modality=modality)])
    assert {o.measure for o in found.observations} == {"assault"}
    assert found.observations[0].end > date(2017, 11, 19)


def test_what_is_possible_weighs_less():
    sure = observed([claim("a", who=GOVERNMENT, on="2017-11-09")]).observations[0]
    maybe = observed([claim("a", who=GOVERNMENT, on="2017-11-09", modality="possible")]).observations[0]
    assert maybe.weight < sure.weight / 2


def test_a_denied_hold_of_a_part_leaves_nothing():
    found = observed([claim("a", "control.hold", who=STATE, on="2017-11-09", extent=(0.0, 0.5), polarity="denied")])
    assert shares(found) == [(STATE, 0.0, 0.0, date(2017, 11, 9))]
    assert found.observations[0].note.startswith("denied: ")


def test_a_denied_clash_says_nothing_of_who_holds():
    found = observed([claim("a", "clash", who=STATE, on="2017-11-09", polarity="denied")])
    assert not found.observations and "denied" in found.unused[0][1].reason


def test_a_share_above_one_is_cut_and_flagged():
    found = observed([claim("a", who=GOVERNMENT, on="2017-11-09", extent=(0.8, 1.4))])
    one = found.observations[0]
    assert (one.low, one.high) == (0.8, 1.0)
    assert "0.8 to 1.4" in one.flags[0]


def test_an_actor_that_did_not_exist_on_the_day_is_flagged_and_weighs_little():
    found = observed([claim("a", "control.hold", who=STATE, on="2001-05-01")], [report("r1", "2001-05-02")])
    one = found.observations[0]
    assert "did not exist on 2001-05-01" in one.flags[0]
    assert one.weight < 0.2


def test_allies_are_one_camp_named_by_its_leading_side():
    claims = [
        claim("a", who=GOVERNMENT, whom=STATE, on="2017-11-09"),
        claim("b", who="Hezbollah", whom=STATE, on="2017-11-10"),
        claim("c", who="allies of the Syrian government", whom=STATE, on="2017-11-10"),
    ]
    assert [camp.name for camp in observed(claims).camps] == [STATE, GOVERNMENT]


def test_where_one_side_alone_is_named_another_stands_in():
    assert [c.name for c in observed([claim("a", who=STATE, on="2017-11-09")]).camps] == [STATE, "another side"]


def test_the_relation_of_the_source_to_the_holder():
    def relation(who, outlet=NONE):
        chain = said_by(who) if who else ()
        claims = [claim("a", who=GOVERNMENT, whom=STATE, on="2017-11-09", chain=chain)]
        return observed(claims, [report("r1", outlet=outlet)]).observations[0].relation

    assert relation("Syrian government") == "own side"
    assert relation("Islamic State") == "rival"
    assert relation("Syrian Observatory for Human Rights") == "rival"
    assert relation("Reuters") == "neutral"
    assert relation("") == "unknown"
    assert relation("", outlet="Tishreen") == "own side"


def test_a_ministry_without_a_side_speaks_for_its_state():
    sides = RegistrySides()
    assert sides.source(claim("a", chain=said_by("Russian Ministry of Defence")), None) == "Russia"
    assert sides.actor("allies of the Iraqi forces") == sides.actor("Iraqi forces")


def test_a_narrator_who_tells_of_the_loss_speaks_of_the_time_before():
    claims = [
        claim("a", who=GOVERNMENT, whom=STATE, on="2017-11-09"),
        claim("b", "control.hold", who=STATE),
    ]
    found = observed(claims, [report("r1", "2017-11-09")])
    held = next(o for o in found.observations if o.claim == "b")
    assert held.start == date(2017, 11, 8) and "before" in held.note


def test_what_is_told_late_is_told_in_hindsight():
    claims = [claim("a", who=GOVERNMENT, on="2017-11-09")]
    assert observed(claims, [report("r1", "2017-11-19")]).observations[0].hindsight
    assert not observed(claims, [report("r1", "2017-11-09")]).observations[0].hindsight


def test_a_part_and_the_whole_speak_of_each_other():
    east = PlaceRef("الأحياء الشرقية", "Testtown", 34.0, 40.0, "city", part="quarters", direction="E")
    claims = [
        claim("a", who=GOVERNMENT, whom=STATE, on="2017-11-09"),
        claim("b", who=STATE, place=east, on="2017-11-12"),
    ]
    found = {o.spot.key: o for o in observe(claims, sources_of(claims, [report("r1")]))}
    assert set(found) == {"testtown", "testtown / eastern quarters"}
    of_whole = [o for o in found["testtown"].observations if o.claim == "b" and o.measure == "share"]
    assert all(o.low >= 0.1 or o.high <= 0.9 for o in of_whole) and of_whole[0].weight < 1
    of_part = [o for o in found["testtown / eastern quarters"].observations if o.claim == "a"]
    assert any(o.holder == GOVERNMENT and o.low == 1 for o in of_part)


def test_groups_follow_roots_outlets_and_shared_passages():
    reports = {r.id: r for r in (report("r1", outlet="A"), report("r2", outlet="B"))}
    claims = [
        claim("a", who=GOVERNMENT, chain=said_by("Reuters")),
        claim("b", who=GOVERNMENT, report="r2", chain=said_by("Reuters")),
        claim("c", who=GOVERNMENT, evidence=Span(10, 20)),
        claim("d", who=GOVERNMENT, report="r2", evidence=Span(40, 60)),
    ]
    groups = groups_of(claims, reports)
    assert groups["a"] == groups["b"] and groups["c"].root != groups["d"].root
    link = CrossLink("x", "reuse", passages=(ReportSpan("r1", 5, 30), ReportSpan("r2", 30, 70)))
    joined = groups_of(claims, reports, [link])
    assert joined["c"] == joined["d"] and joined["a"] != joined["c"]


def test_groups_take_the_ties_of_the_corroboration_step():
    reports = {r.id: r for r in (report("r1", outlet="A"), report("r2", outlet="B"))}
    claims = [claim("a", who=GOVERNMENT), claim("b", who=GOVERNMENT, report="r2")]
    for proven in (True, False):
        tie = Tie("a", "b", "unnamed", "both name no source", proven)
        across = Across(backings=(Backing("e", (), (tie,), (), 1, 1 if proven else 2, ()),))
        groups = groups_across(claims, reports, (), across)
        assert groups["a"].root == groups["b"].root
        assert (groups["a"].proven == groups["b"].proven) is proven


def test_the_order_of_claims_changes_nothing():
    claims = [
        claim("a", who=GOVERNMENT, whom=STATE, on="2017-11-09"),
        claim("b", who=STATE, on="2017-11-12", evidence=Span(5, 9)),
        claim("c", "clash", who=STATE, whom=GOVERNMENT, evidence=Span(15, 19)),
    ]
    assert observed(claims) == observed(claims[::-1])
