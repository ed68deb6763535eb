"""Who calls whom and what by which words."""

from __future__ import annotations

import msgspec
import pytest
from telling import claim, report

from tawatur.framing import contrasts, framing, wordings
from tawatur.model import ActorRef, Contents, Mention, Passage, Report, Span, content_id
from tawatur.model.contents import ReportSpan
from tawatur.model.framing import Wording

IS = "Islamic State"


def mention(of: Report, words: str, name: str = IS, **flags: bool) -> Mention:
    start = of.text.index(words)
    span = Span(start, start + len(words))
    return Mention(content_id("m", of.id, start, words), of.id, span, "actor", ActorRef((name,), ("is",), **flags))


def contents(*reports: Report, mentions=(), passages=(), claims=()) -> Contents:
    return Contents(tuple(reports), tuple(passages), tuple(mentions), tuple(claims))


def test_every_wording_of_every_outlet_stands_with_its_spans():
    a = report("Alpha Press", "هاجم داعش القرية وانسحب تنظيم الدولة")
    found = wordings(contents(a, mentions=[mention(a, "داعش"), mention(a, "تنظيم الدولة")]))
    assert [(w.outlet, w.wording, w.register) for w in found] == [
        ("Alpha Press", "تنظيم الدولة", "neutral"), ("Alpha Press", "داعش", "hostile"),
    ]  # fmt: skip
    assert found[1].spans == (ReportSpan(a.id, 5, 9),)


def test_forms_of_one_wording_are_one_and_particles_in_front_do_not_count():
    a = report("Alpha Press", "اتهم داعش وداعش وقاتل لداعش")
    found = wordings(contents(a, mentions=[mention(a, "داعش"), mention(a, "وداعش"), mention(a, "لداعش")]))
    assert len(found) == 1 and len(found[0].spans) == 3 and found[0].wording == "داعش"


def test_what_stands_in_a_quotation_is_somebody_elses_word():
    a = report("Alpha Press", "قال القائد «هزمنا داعش»")
    quotation = Passage("q", a.id, Span(a.text.index("«"), len(a.text)), "quotation")
    found = wordings(contents(a, mentions=[mention(a, "داعش")], passages=[quotation]))
    assert found[0].spans == () and len(found[0].quoted) == 1
    assert contrasts(found) == ()


def test_anaphors_and_page_furniture_frame_nobody():
    a = report("Alpha Press", "هاجم التنظيم القرية\nاقرأ أيضا داعش")
    menu = Passage("f", a.id, Span(a.text.index("اقرأ"), len(a.text)), "furniture")
    given = [mention(a, "التنظيم", anaphor=True), mention(a, "داعش")]
    assert wordings(contents(a, mentions=given, passages=[menu])) == ()


def test_acts_are_framed_by_the_word_that_states_them():
    a = report("Alpha Press", "تحرير البلدة")
    one = claim(a)
    told = msgspec.structs.replace(one, trigger=Span(0, 5))
    found = wordings(contents(a, claims=[told]))
    assert (found[0].kind, found[0].subject, found[0].wording) == ("act", "control.change", "تحرير")


def cell(outlet: str, wording: str, uses: int) -> Wording:
    spans = tuple(ReportSpan("r", n, n + 1) for n in range(uses))
    return Wording(outlet, "actor", IS, wording, "", spans)


def test_log_odds_with_the_prior_are_those_of_the_formula():
    found = contrasts([cell("A", "x", 8), cell("A", "y", 2), cell("B", "x", 2), cell("B", "y", 8)])
    first = found[0]
    assert (first.outlet, first.wording) in {("A", "x"), ("B", "y")}
    # prior 10 uses shaped like the pool (half x): ln((8+5)/(2+5)) - ln((2+5)/(8+5))
    assert first.log_odds == pytest.approx(1.2381, abs=1e-3)
    assert first.z == pytest.approx(1.2381 / (1 / 13 + 1 / 7) ** 0.5, abs=1e-2)


def test_a_rare_word_counts_less_than_a_steady_habit():
    found = contrasts(
        [cell("A", "x", 1), cell("A", "y", 60), cell("B", "y", 60), cell("B", "z", 25), cell("A", "z", 1)]
    )
    by = {(c.outlet, c.wording): c.z for c in found}
    assert by["B", "z"] > 1.96 > by["A", "x"]


def test_one_outlet_alone_is_set_apart_from_nobody():
    assert contrasts([cell("A", "x", 9), cell("A", "y", 1)]) == ()


def test_the_order_of_reports_changes_nothing():
    a, b = report("Alpha Press", "هاجم داعش القرية"), report("Beta News", "هاجم تنظيم الدولة القرية")
    given = [mention(a, "داعش"), mention(b, "تنظيم الدولة")]
    forwards = framing(contents(a, b, mentions=given))
    assert framing(contents(b, a, mentions=list(reversed(given)))) == forwards
