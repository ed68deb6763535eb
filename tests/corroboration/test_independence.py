"""The range of independent chains: what is proven to hang together, what only may."""

from datetime import date
from time import process_time

import pytest
from telling import ARMY, NONE, REBELS, across, claim, dead, of_claim, report, said

from tawatur.model import Link, day

TAKEN = "سيطرت القوات الحكومية اليوم على بلدة رأس الوادي بعد معارك عنيفة استمرت ثلاثة أيام متواصلة في محيطها الشرقي"
OTHER = "قالت مصادر إن البلدة الواقعة على الطريق القديم باتت تحت سيطرة الجيش مساء الأربعاء عقب انسحاب المقاتلين منها"


def test_two_chains_that_end_in_one_named_source_are_one():
    a, b = report("Alpha Press", TAKEN), report("Beta News", OTHER)
    x = claim(a, chain=said("Salim Rafi", organisation="valley relief board"))
    y = claim(b, chain=said("Reuters", "Salim Rafi", organisation="valley relief board"))
    backed, standing = of_claim(across(x, y, reports=(a, b)), x)
    assert (backed.low, backed.high) == (1, 1) and standing.name == "single root"
    tie = next(tie for tie in backed.ties if tie.proven)
    assert tie.kind == "root" and "Salim Rafi" in tie.note


def test_two_outlets_in_their_own_voice_may_have_one_root():
    a, b = report("Alpha Press", TAKEN), report("Beta News", OTHER)
    x, y = claim(a), claim(b)
    backed, standing = of_claim(across(x, y, reports=(a, b)), x)
    assert (backed.low, backed.high) == (1, 2) and standing.name == "multiply reported"
    assert [tie.proven for tie in backed.ties] == [False]


def test_a_shared_passage_makes_one_chain_and_shows_both_copies():
    a = report("Alpha Press", f"خبر عاجل\n{TAKEN}.\n")
    b = report("Beta News", f"أنباء الحرب\n{TAKEN}.\n", date(2016, 3, 4))
    x, y = claim(a, TAKEN), claim(b, TAKEN)
    backed, _ = of_claim(across(x, y, reports=(a, b)), x)
    assert (backed.low, backed.high) == (1, 1)
    tie = backed.ties[0]
    assert tie.kind == "passage" and {span.report for span in tie.passages} == {a.id, b.id}


def test_opposed_roots_corroborate_and_each_side_is_counted():
    a, b = report("Alpha Press", TAKEN), report("Beta News", OTHER)
    x = claim(a, chain=said("General Command", organisation=ARMY))
    y = claim(b, chain=said("Nur Haddad", organisation=REBELS))
    backed, standing = of_claim(across(x, y, reports=(a, b)), x)
    assert (backed.low, backed.high) == (2, 2) and standing.name == "corroborated"
    assert {(one.side, one.strands) for one in backed.sides} == {("Syrian government", 1), ("Syrian opposition", 1)}


def test_a_loss_of_ones_own_side_is_marked_as_against_interest():
    a = report("Alpha Press", TAKEN)
    x = claim(a, chain=said("Nur Haddad", organisation=REBELS))
    backed, _ = of_claim(across(x, reports=(a,)), x)
    assert "loss of its own side" in backed.voices[0].against
    own = claim(a, chain=said("General Command", organisation=ARMY))
    assert of_claim(across(own, reports=(a,)), own)[0].voices[0].against == ""


def test_roots_of_one_side_may_speak_from_one_desk():
    a, b = report("Alpha Press", TAKEN), report("Beta News", OTHER)
    x = claim(a, chain=said("General Command", organisation=ARMY))
    y = claim(b, chain=said("Ministry of Interior", organisation="Syrian government"))
    backed, standing = of_claim(across(x, y, reports=(a, b)), x)
    assert (backed.low, backed.high) == (1, 2) and standing.name == "multiply reported"


def test_one_agency_with_unnamed_sources_is_one_dispatch():
    a, b = report("Alpha Press", TAKEN), report("Beta News", OTHER)
    x = claim(a, chain=said("Reuters", "local source", anonymous=True))
    y = claim(b, chain=said("Reuters"))
    backed, _ = of_claim(across(x, y, reports=(a, b)), x)
    assert backed.high == 1 and backed.ties[0].kind == "agency"


def test_an_outlet_that_is_cited_is_what_its_own_report_has():
    a, b = report("Alpha Press", TAKEN), report("Beta News", OTHER, date(2016, 3, 3))
    x, y = claim(a, chain=said("Salim Rafi", organisation="valley relief board")), claim(b, chain=said("Alpha Press"))
    backed, _ = of_claim(across(x, y, reports=(a, b)), x)
    assert backed.high == 1 and backed.ties[0].kind == "relay"


def test_circular_reporting_is_found_and_counts_once():
    a, b = report("Alpha Press", TAKEN), report("Beta News", OTHER)
    x, y = claim(a, chain=said("Beta News")), claim(b, chain=said("Alpha Press"))
    backed, standing = of_claim(across(x, y, reports=(a, b)), x)
    assert backed.circles == (("outlet:alpha press", "outlet:beta news"),)
    assert backed.high == 1 and standing.name == "single root"


def test_a_chain_that_names_its_own_outlet_is_the_outlets_own_voice():
    a = report("Alpha Press", TAKEN)
    x = claim(a, chain=(Link("Alpha Press"),))
    voice = of_claim(across(x, reports=(a,)), x)[0].voices[0]
    assert voice.root.kind == "own voice" and voice.own and of_claim(across(x, reports=(a,)), x)[0].circles == ()


def test_the_reports_own_words_rest_on_the_source_that_it_names():
    a = report("Alpha Press", f"{TAKEN}.\n{OTHER}.\n")
    x, y = claim(a, TAKEN), claim(a, OTHER, chain=said("Salim Rafi", organisation="valley relief board"))
    backed, _ = of_claim(across(x, y, reports=(a,)), x)
    assert len(backed.voices) == 2 and backed.high == 1


def test_an_exact_figure_of_four_digits_proves_a_common_root_a_small_one_does_not():
    a, b = report("Alpha Press", TAKEN), report("Beta News", OTHER)
    for number, high in ((1347, 1), (37, 2)):
        x = claim(a, type="casualties", quantity=dead(number), when=day(date(2016, 3, 2)))
        y = claim(b, type="casualties", quantity=dead(number), when=day(date(2016, 3, 2)))
        backed, _ = of_claim(across(x, y, reports=(a, b)), x)
        assert len(backed.voices) == 2
        assert (backed.low, backed.high) == (1, high), number


def test_one_author_in_two_outlets_is_one_root():
    a, b = report("Alpha Press", TAKEN, author="رامي السالم"), report("Beta News", OTHER, author="رامي السالم")
    x, y = claim(a), claim(b)
    assert of_claim(across(x, y, reports=(a, b)), x)[0].high == 1


def test_a_hundred_copies_of_one_report_are_one_root_and_take_seconds():
    reports = tuple(report(f"Outlet {n}", f"صفحة {n}\n{TAKEN}.\n", date(2016, 3, 2 + n // 30)) for n in range(100))
    claims = [claim(one, TAKEN) for one in reports]
    begun = process_time()
    backed, standing = of_claim(across(*claims, reports=reports), claims[0])
    assert process_time() - begun < 20
    assert (backed.low, backed.high) == (1, 1) and len(backed.voices) == 100 and standing.name == "single root"


def test_the_same_text_with_two_dates_in_one_outlet_is_one_source():
    a = report("Alpha Press", f"خبر\n{TAKEN}.\n", date(2016, 3, 2), url="https://alpha.example/1")
    b = report("Alpha Press", f"خبر\n{TAKEN}.\n", date(2016, 3, 9), url="https://alpha.example/1")
    x, y = claim(a, TAKEN), claim(b, TAKEN)
    found = across(x, y, reports=(a, b))
    backed, standing = of_claim(found, x)
    assert backed.high == 1 and standing.name == "single root"


def test_the_order_of_reading_changes_nothing():
    texts = [f"{TAKEN} {n}" for n in range(4)] + [f"{OTHER} {n}" for n in range(4)]
    reports = tuple(report(f"Outlet {n % 5}", text) for n, text in enumerate(texts))
    claims = [claim(one, chain=said("Reuters") if n % 3 else ()) for n, one in enumerate(reports)]
    forwards = across(*claims, reports=reports)
    assert across(*reversed(claims), reports=tuple(reversed(reports))) == forwards


def test_a_casebook_of_one_report_has_single_roots_and_no_ties():
    a = report(None, TAKEN, None)
    x = claim(a, place=NONE)
    found = across(x, reports=(a,))
    backed, standing = of_claim(found, x)
    assert (backed.low, backed.high, backed.ties) == (1, 1, ()) and standing.name == "single root"
    assert not found.disagreements and not found.shared


def test_no_report_at_all_gives_nothing():
    found = across(reports=())
    assert found.events == () and found.backings == () and found.standings == ()


def test_a_newspaper_of_a_country_has_no_interest_of_its_own_but_a_party_paper_has():
    text = "سيطر التنظيم على البلدة"
    given = {"agents": ("Islamic State",), "targets": ()}
    paper, party = report("Okaz", text), report("Al-Manar", text)
    assert of_claim(across(x := claim(paper, **given), reports=(paper,)), x)[0].voices[0].against == ""
    against = of_claim(across(y := claim(party, **given), reports=(party,)), y)[0].voices[0].against
    assert "grants its enemy a gain" in against


@pytest.mark.parametrize(
    ("text", "marked"), [("البلدة معقل التنظيم", False), ("لا يزال التنظيم يسيطر على البلدة", True)]
)
def test_that_an_enemy_held_a_place_is_background_that_he_holds_it_still_is_against_interest(text, marked):
    a = report("Al-Manar", text)
    x = claim(a, type="control.hold", agents=("Islamic State",), targets=())
    assert bool(of_claim(across(x, reports=(a,)), x)[0].voices[0].against) == marked


def test_copies_of_a_page_that_names_two_opposed_roots_leave_two():
    text = "قالت القيادة العامة إن الجيش سيطر على البلدة. وأكد نور حداد أن الجيش سيطر على البلدة بعد معارك طويلة."
    pages = [report(f"Paper {n}", text) for n in range(4)]
    told = []
    for page in pages:
        told.append(claim(page, "الجيش سيطر على البلدة.", chain=said("General Command", organisation=ARMY)))
        told.append(claim(page, "الجيش سيطر على البلدة بعد معارك", chain=said("Nur Haddad", organisation=REBELS)))
    alone, _ = of_claim(across(*told[:2], reports=(pages[0],)), told[0])
    many, standing = of_claim(across(*told, reports=tuple(pages)), told[0])
    assert (alone.low, alone.high) == (many.low, many.high) == (2, 2) and standing.name == "corroborated"
