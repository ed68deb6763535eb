"""Claims that are read imperfectly or dated vaguely: what they observe, and what they must not."""

from datetime import date

import pytest
from held import GOVERNMENT, NONE, STATE, TOWN, claim, report, said_by, within
from msgspec.structs import replace

from tawatur.control import Wanted, controls
from tawatur.control.estimate import Range
from tawatur.control.observe import observe, sources_of
from tawatur.control.parameters import parameters
from tawatur.control.reading import understood
from tawatur.control.weigh import weights
from tawatur.model import Because, PlaceRef, Span

SPAN = Range(date(2017, 11, 1), 30)


def observed(claims, reports=None, key="testtown"):
    found = observe(claims, sources_of(claims, reports or [report("r1")]))
    return {o.spot.key: o for o in found}[key]


def shares(found):
    return [o for o in found.observations if o.measure == "share"]


def day(claims, on, reports=None):
    control = controls(claims, reports or [report("r1")], wanted=Wanted(span=SPAN))[0]
    return control.days[(date.fromisoformat(on) - SPAN.start).days]


def scored(one, **scores):
    return replace(one, because=tuple(Because(f"{slot}: test", "", score) for slot, score in scores.items()))


def test_how_well_a_claim_was_read_follows_from_its_reasons():
    one = claim("a", who=GOVERNMENT)
    assert understood(one) == 1
    assert understood(scored(one, claim=0.9, type=0.9, agent=0.9, place=1.0)) == pytest.approx(0.729**0.5)
    assert understood(scored(one, claim=0.9, agent=0.2)) < understood(scored(one, claim=0.9, agent=0.8))
    assert understood(scored(one, claim=0.0)) > 0


def test_what_was_read_doubtfully_moves_the_answer_less():
    sure = claim("a", who=GOVERNMENT, whom=STATE, on="2017-11-09", chain=said_by("Reuters"))
    doubtful = scored(sure, claim=0.4, type=0.5, agent=0.3)
    assert day([sure], "2017-11-09").holders[GOVERNMENT] > day([doubtful], "2017-11-09").holders[GOVERNMENT] + 0.1
    assert "read rightly with" in day([doubtful], "2017-11-09").because[0].note
    assert day([doubtful], "2017-11-09").unknown > day([sure], "2017-11-09").unknown


def linked(one, *scores):
    return replace(one, because=tuple(Because("agent: links", "", score) for score in scores))


def test_of_two_enemies_in_one_part_the_surer_one_is_meant():
    both = claim("a", "control.hold", agents=(STATE, GOVERNMENT), on="2017-11-09")
    clear = claim("b", who=GOVERNMENT, whom=STATE, on="2017-11-09", evidence=Span(4, 5))
    holders = {o.holder for o in observed([linked(both, 0.3, 0.9), clear]).observations if o.claim == "a"}
    assert holders == {GOVERNMENT}
    found = observed([linked(both, 0.6, 0.65), clear])
    assert {o.claim for o in found.observations} == {"b"}
    assert "camps that fight each other" in found.unused[0][1].reason
    assert {o.holder for o in observed([both, clear]).observations if o.claim == "a"} == {STATE}


def test_who_is_named_first_in_a_fight_attacks_no_more_than_the_other():
    found = observed([claim("a", "clash", who=STATE, whom=GOVERNMENT, on="2017-11-09")])
    assert {o.holder for o in found.observations if o.measure == "assault"} == {""}


def test_an_act_somewhere_in_a_region_says_nothing_of_the_whole():
    region = PlaceRef("شرق البلاد", "Eastland", 34.0, 40.0, "region")
    claims = [
        claim("a", "clash", who=GOVERNMENT, whom=STATE, on="2017-11-09", place=region),
        claim("b", "control.hold", who=STATE, on="2017-11-09", place=region, evidence=Span(4, 5)),
    ]
    found = observed(claims, key="eastland")
    assert {o.claim for o in found.observations} == {"b"} and "area" in found.unused[0][1].reason


def test_what_was_taken_long_ago_and_is_held_since_is_a_state_until_the_report():
    since = replace(within("2014-06-01", "2014-06-01"), end=None)
    (then,) = [o for o in shares(observed([claim("a", who=STATE, when=since)])) if o.low == 1]
    assert (then.start, then.end, then.throughout) == (date(2014, 6, 1), date(2017, 11, 19), True)
    assault = next(o for o in observed([claim("a", who=STATE, when=since)]).observations if o.measure == "assault")
    assert assault.end == date(2014, 6, 1)


def test_a_report_dated_on_one_side_only_is_no_day():
    open_end = replace(within("2013-01-31", "2013-01-31"), end=None)
    found = observed([claim("a", "control.hold", who=STATE)], [report("r1", open_end)])
    assert not found.observations and "one side only" in found.unused[0][1].reason


def test_a_single_day_of_many_is_not_all_of_them():
    some_thursday = replace(within("2017-11-02", "2017-11-16"), precision="day")
    took = next(o for o in shares(observed([claim("a", who=GOVERNMENT, when=some_thursday)])) if o.low == 1)
    assert took.one and not took.throughout
    told = within("2017-11-06", "2017-11-12")
    assert not next(o for o in shares(observed([claim("a", who=GOVERNMENT, when=told)])) if o.low == 1).one


def test_an_undated_change_is_of_the_day_that_its_report_gives_the_same_change():
    dated = claim("a", whom=STATE, on="2017-11-09")
    headline = claim("b", who=GOVERNMENT, evidence=Span(4, 5))
    found = observed([dated, headline], [report("r1", "2017-11-09")])
    assert {(o.start, o.end) for o in shares(found) if o.low == 1} == {(date(2017, 11, 9), date(2017, 11, 9))}
    other = observed([dated, replace(headline, agents=(STATE,))], [report("r1", "2017-11-09")])
    assert any(o.start < date(2017, 11, 9) for o in shares(other) if o.claim == "b" and o.low == 1)


def test_the_undated_claims_of_one_report_share_its_day():
    # one report of an unknown day among twelve says three things; what others date leaves one day for all of them
    unknown = report("r2", within("2017-11-05", "2017-11-16"))
    others = [
        claim("a", "control.hold", who=STATE, on="2017-11-07", chain=said_by("Reuters")),
        claim("b", who=GOVERNMENT, whom=STATE, on="2017-11-12", chain=said_by("AFP"), evidence=Span(4, 5)),
        claim("c", "control.hold", who=GOVERNMENT, on="2017-11-15", chain=said_by("Reuters"), evidence=Span(6, 7)),
    ]
    undated = [
        claim("d", "control.hold", who=GOVERNMENT, report="r2", chain=said_by("AP")),
        claim("e", "clear", who=GOVERNMENT, report="r2", chain=said_by("DPA"), evidence=Span(4, 5)),
    ]
    reports = [report("r1"), unknown]
    before, after = (day(others + undated, on, reports) for on in ("2017-11-07", "2017-11-15"))
    assert before.holders[STATE] > 0.6 and after.holders[GOVERNMENT] > 0.85
    named = {m.claim: m.weight for m in after.because}
    early = {m.claim: m.weight for m in before.because}
    assert named.get("d", 0) > 2 * early.get("d", 0)


def test_half_of_a_place_is_not_the_whole_said_again():
    claims = [
        claim("a", who=GOVERNMENT, on="2017-11-09", chain=said_by("Syrian Observatory for Human Rights"),
              extent=(0.45, 0.55)),
        claim("b", who=GOVERNMENT, on="2017-11-09", chain=said_by("Reuters"), evidence=Span(4, 5)),
    ]  # fmt: skip
    observations = shares(observed(claims))
    weight = weights(observations, parameters())
    then = {o.claim: float(w) for o, w in zip(observations, weight, strict=True) if o.start == date(2017, 11, 9)}
    assert then == {"a": 1.0, "b": 1.0}


def test_a_withdrawal_from_a_place_is_told_from_one_to_it():
    def told(text):
        page = replace(report("r1"), text=text)
        one = claim("a", "retreat", who=STATE, on="2017-11-12", evidence=Span(0, len(text)))
        return {(o.low, o.high) for o in shares(observed([one, held], [page]))} if page else set()

    held = claim("b", "control.hold", who=GOVERNMENT, on="2017-11-19", evidence=Span(50, 51))
    assert (0.0, 0.5) in told("انسحب التنظيم من البلدة ليلا")
    assert (0.0, 0.5) not in told("انسحب التنظيم إلى البلدة ليلا")


def test_who_enters_a_place_is_inside_and_who_nears_it_is_not():
    def told(text):
        page = replace(report("r1"), text=text)
        one = claim("a", "advance", who=GOVERNMENT, on="2017-11-12", evidence=Span(0, len(text)))
        return {(o.low, o.high) for o in shares(observed([one], [page]))}

    assert told("دخلت القوات البلدة") == {(0.1, 1.0), (0.0, 0.5)}
    assert told("القوات تتقدم نحو البلدة") == {(0.0, 0.9)}
    assert told("دخلت القوات محيط البلدة") == {(0.0, 0.9)}


def test_a_quarter_with_a_name_of_its_own_is_part_of_its_city():
    city = PlaceRef("المدينة", "Testtown", 34.0, 40.0, "city", "town", radius_km=5)
    quarter = PlaceRef("المعلا", "Mualla", 34.01, 40.01, "district", "quarter", radius_km=2)
    around = PlaceRef("المديرية", "Testtown District", 34.0, 40.0, "district", "district", radius_km=25)
    claims = [
        claim("a", who=GOVERNMENT, on="2017-11-09", place=city),
        claim("b", "control.hold", who=STATE, on="2017-11-12", place=quarter, evidence=Span(4, 5)),
        claim("c", "control.hold", who=STATE, on="2017-11-12", place=around, evidence=Span(6, 7)),
    ]
    found = controls(claims, [report("r1")], wanted=Wanted("Testtown", span=SPAN))
    assert [(c.name, c.within) for c in found][:2] == [("Testtown", ""), ("Testtown: Mualla", "Testtown")]
    assert "Testtown District" in {c.name for c in found}
    (named,) = {c.name for c in controls(claims, [report("r1")], wanted=Wanted("Mualla", span=SPAN))}
    assert named == "Testtown: Mualla"
    assert any(o.named == "quarter" for o in found[0].observations)


def test_a_vague_date_of_what_the_same_narrator_dates_counts_once():
    claims = [
        claim("a", who=STATE, whom=GOVERNMENT, on="2017-11-12", chain=said_by("Reuters")),
        claim("b", who=STATE, whom=GOVERNMENT, when=within("2017-11-06", "2017-11-13"), chain=said_by("Reuters"),
              evidence=Span(4, 5)),
    ]  # fmt: skip
    found = observed(claims)
    weight = dict.fromkeys("ab", 0.0)
    for o, w in zip(found.observations, weights(found.observations, parameters()), strict=True):
        weight[o.claim] += float(w) if o.measure == "share" else 0.0
    assert weight["a"] > 1 and weight["b"] == 0


def test_leaving_out_one_report_is_told_with_its_day_and_holder():
    reports = [report("r1"), report("r2", "2017-11-20")]
    claims = [
        claim("a", who=GOVERNMENT, whom=STATE, on="2017-11-09", chain=said_by("Reuters")),
        claim("b", "control.hold", who=STATE, on="2017-11-20", report="r2", chain=said_by("AFP")),
    ]
    (control,) = controls(claims, reports, wanted=Wanted(span=SPAN, tested=True))
    told = {w.report: w for w in control.without}
    assert set(told) == {"r1", "r2"} and told["r2"].claims == 1
    left = controls(claims[:1], reports[:1], wanted=Wanted(span=SPAN))[0]
    at = (told["r2"].day - SPAN.start).days
    change = control.days[at].holders[STATE] - left.days[at].holders[STATE]
    assert told["r2"].shift * (1 if told["r2"].holder == STATE else -1) > 0 and change > 0.2


def test_places_without_a_part_stand_alone():
    assert observed([claim("a", who=GOVERNMENT, on="2017-11-09", place=TOWN)]).within == ""
    assert NONE.reason
