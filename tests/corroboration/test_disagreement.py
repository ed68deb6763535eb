"""Typed disagreement, and what is no disagreement but newer."""

from datetime import date

import pytest
from telling import ARMY, IS, NONE, QUARTER, REBELS, TOWN, across, claim, dead, of_claim, report, said

from tawatur.model import PlaceRef, Quantity, When, day

A = report("Alpha Press", "سيطر الجيش على البلدة كلها اليوم")
B = report("Beta News", "لا يزال المقاتلون يسيطرون على حي السوق في البلدة")
LATER = report("Gamma Daily", "أعلن الجيش السيطرة على البلدة بالكامل يوم الخميس", date(2016, 3, 5))
DAY = day(date(2016, 3, 2))
SAMI, RIM = said("Sami Nour", organisation="valley council"), said("Rim Adel", organisation="harbour council")


def kinds(*claims, reports=(A, B)):
    found = across(*claims, reports=reports)
    return [d.kind for d in found.disagreements], [s.kind for s in found.supersessions]


def test_a_denial_of_the_same_act_disagrees():
    x, y = claim(A, chain=SAMI), claim(B, polarity="denied", chain=RIM)
    assert kinds(x, y) == (["denial"], [])


def test_a_denial_of_another_place_or_actor_does_not():
    far = PlaceRef("القرية", "Tell Sahl", 33.0, 36.0, "village")
    x = claim(A, chain=SAMI)
    assert kinds(x, claim(B, polarity="denied", chain=RIM, place=far)) == ([], [])
    assert kinds(x, claim(B, polarity="denied", chain=RIM, agents=(IS,), targets=(ARMY,))) == ([], [])


def test_whether_an_actor_took_part_is_a_disagreement_of_participation():
    x = claim(A, type="support", agents=("Hezbollah",), targets=(ARMY,), chain=SAMI)
    y = claim(B, type="support", agents=("Hezbollah",), targets=(ARMY,), polarity="denied", chain=RIM)
    assert kinds(x, y)[0] == ["participation"]


def test_a_speaker_who_denies_later_what_he_stated_retracts_and_the_event_is_withdrawn():
    x, y = claim(A, when=DAY, chain=SAMI), claim(LATER, polarity="denied", chain=SAMI)
    found = across(x, y, reports=(A, LATER))
    assert [d.kind for d in found.disagreements] == ["retraction"]
    assert of_claim(found, x)[1].name == "withdrawn"


def test_half_and_all_on_one_day_are_a_disagreement_of_extent():
    x, y = claim(A, when=DAY, extent=(1.0, 1.0)), claim(B, when=DAY, extent=(0.45, 0.55), chain=RIM)
    assert kinds(x, y) == (["extent"], [])


def test_half_then_all_is_newer_not_contrary():
    x = claim(A, when=DAY, extent=(0.45, 0.55))
    y = claim(LATER, when=day(date(2016, 3, 5)), extent=(1.0, 1.0))
    found = across(x, y, reports=(A, LATER))
    assert not found.disagreements and [s.kind for s in found.supersessions] == ["extent"]
    assert (found.supersessions[0].earlier, found.supersessions[0].later) == (x.id, y.id)
    assert of_claim(found, x)[1].name == "superseded"


def test_a_whole_town_taken_and_a_quarter_still_held_disagree_about_a_part():
    x = claim(A, extent=(1.0, 1.0))
    y = claim(B, "لا يزال المقاتلون يسيطرون على حي السوق", "control.hold", agents=(REBELS,), targets=(), place=QUARTER)
    assert kinds(x, y) == (["part"], [])


def test_background_that_a_place_was_held_is_no_disagreement():
    b = report("Beta News", "كانت البلدة معقلا للمقاتلين")
    x, y = claim(A, extent=(1.0, 1.0)), claim(b, type="control.hold", agents=(REBELS,), targets=())
    assert kinds(x, y, reports=(A, b)) == ([], [])


def test_two_counts_of_one_harm_disagree_in_number():
    a, b = report("Alpha Press", "قتل خمسة مدنيين"), report("Beta News", "قتل تسعة مدنيين")
    given = {"type": "casualties", "agents": (ARMY,), "targets": ("civilians",), "when": DAY}
    x, y = claim(a, quantity=dead(5), **given), claim(b, quantity=dead(9), **given)
    assert kinds(x, y, reports=(a, b)) == (["number"], [])


def test_killed_and_wounded_are_two_counts():
    a, b = report("Alpha Press", "قتل خمسة مدنيين"), report("Beta News", "أصيب تسعة مدنيين")
    given = {"type": "casualties", "agents": (ARMY,), "targets": ("civilians",), "when": DAY}
    x, y = claim(a, quantity=dead(5), **given), claim(b, quantity=dead(9), **given)
    assert kinds(x, y, reports=(a, b)) == ([], [])


def test_a_toll_that_rises_from_day_to_day_is_newer():
    a = report("Alpha Press", "قتل خمسة مدنيين")
    b = report("Beta News", "قتل تسعة مدنيين", date(2016, 3, 4))
    given = {"type": "casualties", "agents": (ARMY,), "targets": ("civilians",), "when": DAY}
    x, y = claim(a, quantity=dead(5), **given), claim(b, quantity=dead(9), **given)
    assert kinds(x, y, reports=(a, b)) == ([], ["toll"])


def test_a_toll_that_falls_later_is_no_supersession():
    a = report("Alpha Press", "قتل تسعة مدنيين")
    b = report("Beta News", "قتل خمسة مدنيين", date(2016, 3, 4))
    given = {"type": "casualties", "agents": (ARMY,), "targets": ("civilians",), "when": DAY}
    x, y = claim(a, quantity=dead(9), **given), claim(b, quantity=dead(5), **given)
    assert kinds(x, y, reports=(a, b))[1] == []


def test_a_slip_of_the_month_is_a_disagreement_of_date():
    x = claim(A, type="negotiate", agents=("Russia",), targets=("Turkey",), when=day(date(2015, 3, 5)))
    y = claim(B, type="negotiate", agents=("Russia",), targets=("Turkey",), when=day(date(2015, 5, 5)))
    assert kinds(x, y)[0] == ["date"]


def test_one_strike_laid_to_two_enemies_is_a_disagreement_over_the_perpetrator():
    a, b = report("Alpha Press", "قصف الجيش السوق"), report("Beta News", "قصف المسلحون السوق")
    given = {"type": "casualties", "targets": ("civilians",), "when": DAY, "quantity": dead(14)}
    x, y = claim(a, agents=(ARMY,), chain=SAMI, **given), claim(b, agents=(REBELS,), chain=RIM, **given)
    assert kinds(x, y, reports=(a, b))[0] == ["perpetrator"]


def test_taken_then_lost_is_newer():
    x = claim(A, when=DAY)
    y = claim(LATER, when=day(date(2016, 3, 4)), agents=(REBELS,), targets=(ARMY,))
    assert kinds(x, y, reports=(A, LATER)) == ([], ["reversal"])


def test_only_the_next_step_of_a_story_supersedes():
    x = claim(A, when=DAY, extent=(0.45, 0.55))
    y = claim(B, when=day(date(2016, 3, 3)), extent=(0.8, 0.9))
    z = claim(LATER, when=day(date(2016, 3, 5)), extent=(1.0, 1.0))
    found = across(x, y, z, reports=(A, B, LATER))
    assert {(s.earlier, s.later) for s in found.supersessions} == {(x.id, y.id), (y.id, z.id)}


def test_an_expectation_that_came_true_is_newer():
    x = claim(A, modality="expected", extent=(1.0, 1.0))
    y = claim(LATER, when=day(date(2016, 3, 5)), extent=(1.0, 1.0))
    assert kinds(x, y, reports=(A, LATER)) == ([], ["fulfilled"])


@pytest.mark.parametrize("type", ["control.change", "casualties", "clash", "support"])
def test_claims_without_place_and_time_contradict_nothing_across_reports(type):
    a, b = report("Alpha Press", "خبر أول", None), report("Beta News", "خبر ثان", None)
    x = claim(a, type=type, place=NONE, quantity=dead(5), agents=(), targets=())
    y = claim(b, type=type, place=NONE, quantity=dead(9), agents=(), targets=(), when=When(None, None, "unknown"))
    assert kinds(x, y, reports=(a, b)) == ([], [])


def test_both_sides_of_a_disagreement_keep_their_events_and_chains():
    x, y = claim(A, when=DAY, chain=SAMI), claim(B, when=DAY, polarity="denied", chain=RIM)
    found = across(x, y, reports=(A, B))
    names = {of_claim(found, one)[1].name for one in (x, y)}
    assert names <= {"disputed", "denied"} and {v.claim for b in found.backings for v in b.voices} >= {x.id}


def test_a_statement_is_the_same_in_any_spelling_of_its_place():
    other = PlaceRef("راس الوادي", "Ras al Wadi", 35.001, 38.001, "city")
    x, y = claim(A, when=DAY, extent=(1.0, 1.0)), claim(B, when=DAY, extent=(0.1, 0.2), place=other, chain=RIM)
    assert TOWN.name != other.name and kinds(x, y)[0] == ["extent"]


LAND = PlaceRef("الوادي", "Wadi", 35.0, 38.0, "governorate")


def towns(count):
    """Retreats from as many towns of one governorate, each told by a report of its own."""
    for n in range(count):
        town = PlaceRef(f"بلدة {n}", f"Town {n}", 35.0 + n / 10, 38.0, "city")
        of = report(f"Paper {n}", f"انسحب المقاتلون من البلدة رقم {n} أمس")
        yield of, claim(of, type="retreat", agents=(REBELS,), targets=(), place=town, chain=said(f"Nour {n}"))


@pytest.mark.parametrize(("count", "kinds"), [(1, ["denial"]), (3, ["denial"] * 3), (6, [])])
def test_a_denial_that_fits_many_places_of_an_area_is_of_none_of_them(count, kinds):
    found = list(towns(count))
    no = claim(B, type="retreat", agents=(REBELS,), targets=(), place=LAND, polarity="denied", chain=RIM)
    shown = across(no, *(one for _, one in found), reports=(B, *(of for of, _ in found)))
    assert [d.kind for d in shown.disagreements] == kinds


def test_a_denial_of_the_very_place_leaves_the_rest_of_the_area_alone():
    found = list(towns(2))
    no = claim(B, type="retreat", agents=(REBELS,), targets=(), place=found[0][1].place, polarity="denied", chain=RIM)
    district = claim(A, type="retreat", agents=(REBELS,), targets=(), place=LAND, chain=SAMI)
    given = (no, district, *(one for _, one in found))
    shown = across(*given, reports=(A, B, *(of for of, _ in found)))
    assert [{d.first, d.second} for d in shown.disagreements] == [{no.id, found[0][1].id}]


def test_that_a_party_broke_its_word_does_not_deny_that_it_gave_it():
    a = report("Alpha Press", "أعلنت روسيا الهدنة في البلدة، لكنها لم تلتزم بها")
    given = {"type": "negotiate", "agents": ("Russia",), "targets": ()}
    x = claim(a, "أعلنت روسيا الهدنة", chain=said("Sami Nour", "Russia"), **given)
    y = claim(a, "لم تلتزم بها", polarity="denied", chain=SAMI, **given)
    assert kinds(x, y, reports=(a,)) == ([], [])


def test_a_claim_that_gives_the_other_figure_too_does_not_contradict_it():
    a = report("Alpha Press", "قتل تسعة مدنيين وخمسة جنود")
    b = report("Beta News", "قتل خمسة مدنيين")
    given = {"type": "casualties", "agents": (ARMY,), "targets": ("civilians",), "when": DAY}
    x = claim(a, quantity=Quantity(9, 9, "civilian", "تسعة"), **given)
    y = claim(b, quantity=Quantity(5, 5, "civilian", "خمسة"), **given)
    assert kinds(x, y, reports=(a, b)) == ([], [])


def test_a_figure_counts_the_harm_that_stands_nearest_to_it():
    a = report("Alpha Press", "قتل مدنيون في القصف وأصيب تسعة")
    b = report("Beta News", "قتل خمسة في القصف وأصيب مدنيون")
    given = {"type": "casualties", "agents": (ARMY,), "targets": ("civilians",), "when": DAY}
    x = claim(a, quantity=Quantity(9, 9, "civilian", "تسعة"), **given)
    y = claim(b, quantity=Quantity(5, 5, "civilian", "خمسة"), **given)
    assert kinds(x, y, reports=(a, b)) == ([], [])


def test_where_the_words_speak_of_parts_an_unstated_share_is_not_the_whole():
    a = report("Alpha Press", "سيطر الجيش على معظم البلدة")
    y = claim(B, "لا يزال المقاتلون يسيطرون على حي السوق", "control.hold", agents=(REBELS,), targets=(), place=QUARTER)
    assert kinds(claim(a), y, reports=(a, B)) == ([], [])


def test_men_of_the_holder_in_the_place_are_no_contradiction():
    b = report("Beta News", "لا يزال الجيش منتشرا في البلدة")
    x, y = claim(A, targets=(ARMY, REBELS), extent=(1.0, 1.0)), claim(b, type="presence", agents=(ARMY,), targets=())
    assert kinds(x, y, reports=(A, b)) == ([], [])


def test_a_copy_printed_later_does_not_contradict_the_day_that_it_copied():
    text = (
        "أعلن الجيش أمس السيطرة على البلدة بالكامل بعد حصار طويل وفق بيان رسمي. وقد سيطر الجيش عليها فجرا من دون قتال"
    )
    a, b = report("Alpha Press", text), report("Beta News", text, date(2016, 3, 12))
    c = report("Gamma Daily", "سيطر الجيش على البلدة كلها يوم الجمعة", date(2016, 3, 12))
    x = claim(a, "أعلن الجيش أمس السيطرة على البلدة بالكامل", when=day(date(2016, 3, 1)))
    y = claim(b, "أعلن الجيش أمس السيطرة على البلدة بالكامل", when=day(date(2016, 4, 1)))
    z = claim(b, "سيطر الجيش عليها فجرا", when=day(date(2016, 4, 1)))
    assert kinds(x, y, z, reports=(a, b)) == ([], [])
    assert kinds(x, claim(c, when=day(date(2016, 4, 1))), reports=(a, c))[0] == ["date"]


def test_no_less_than_and_not_only_deny_nothing():
    b = report("Beta News", "نفذ الجيش ما لا يقل عن عشر غارات على البلدة")
    given = {"type": "strike.air", "agents": (ARMY,), "targets": ()}
    assert kinds(claim(A, **given), claim(b, polarity="denied", chain=RIM, **given), reports=(A, b)) == ([], [])


@pytest.mark.parametrize(
    ("words", "found"), [("تطهير جيوب في البلدة", ["part"]), ("تطهير البلدة بالكامل من المسلحين", [])]
)
def test_pockets_being_cleared_contradict_the_whole_a_town_that_is_cleared_does_not(words, found):
    a = report("Alpha Press", f"سيطر الجيش على البلدة كلها، ويجري {words}")
    x = claim(a, "سيطر الجيش على البلدة كلها", extent=(1.0, 1.0), chain=SAMI)
    y = claim(a, words, type="clear", targets=(REBELS,), chain=RIM)
    assert kinds(x, y, reports=(a,))[0] == found


def test_most_of_a_town_is_no_other_share_than_four_fifths():
    a = report("Alpha Press", "سيطر الجيش على معظم البلدة")
    x, y = claim(a, when=DAY), claim(B, when=DAY, extent=(0.75, 0.85), chain=RIM)
    assert kinds(x, y, reports=(a, B)) == ([], [])


def test_two_enemies_who_take_a_town_together_were_misread_and_contradict_nobody():
    x, y = claim(A, when=DAY, agents=(ARMY, IS), extent=(1.0, 1.0)), claim(B, when=DAY, extent=(0.4, 0.5), chain=RIM)
    assert kinds(x, y) == ([], [])


def test_a_report_that_gives_both_figures_has_no_toll_to_bring_up_to_date():
    a = report("Alpha Press", "قتل خمسة مدنيين وتسعة جنود")
    b = report("Beta News", "قتل تسعة في المعارك", date(2016, 3, 4))
    given = {"type": "casualties", "agents": (ARMY,), "targets": ("civilians",), "when": DAY}
    x = claim(a, quantity=Quantity(5, 5, "civilian", "خمسة"), **given)
    y = claim(b, quantity=Quantity(9, 9, "civilian", "تسعة"), **given)
    assert kinds(x, y, reports=(a, b)) == ([], [])
