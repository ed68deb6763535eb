"""Events: which claims are one occurrence, and that no order, chain or gap changes it wrongly."""

from __future__ import annotations

from datetime import date, timedelta
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.events import align, compare
from tawatur.events.clusters import clusters
from tawatur.events.seen import fates
from tawatur.events.weights import Weights, weights
from tawatur.lexicon import read_yaml, sources
from tawatur.model import Claim, PlaceRef, Quantity, Report, Span, Unknown, When, content_id, day
from tawatur.model.contents import ReportSpan
from tawatur.model.event import Event, SharedPassage

NONE = Unknown("not stated")
D = date(2019, 5, 14)
TOWN = PlaceRef("البلدة", "Tel Rahma", 35.50, 37.20, "village")
NEXT_TOWN = PlaceRef("القرية", "Khan Sabr", 35.52, 37.25, "village")
FAR = PlaceRef("المدينة", "Ras Wadi", 33.10, 44.00, "city")
PROVINCE = PlaceRef("المحافظة", "Rahma Governorate", 35.60, 37.10, "governorate")
ARMY, REBELS = ("Syrian government forces",), ("Syrian opposition factions",)


class Book:
    """Reports made of sentences, each a claim."""

    def __init__(self) -> None:
        self.reports: list[Report] = []
        self.claims: list[Claim] = []

    def report(self, name: str, published: date | None, *told: tuple[str, dict]) -> tuple[str, ...]:
        """Adds a report; gives the ids of its claims. A sentence without fields is no claim."""
        text, spans = "", []
        for sentence, _ in told:
            spans.append(Span(len(text), len(text) + len(sentence)))
            text += sentence + ".\n"
        made = Report(
            content_id("report", name, text), name, name, text, "", NONE, NONE, NONE, NONE,
            day(published) if published else NONE, "ar",
        )  # fmt: skip
        self.reports.append(made)
        claims = [claim(made.id, span, **fields) for span, (_, fields) in zip(spans, told, strict=True) if fields]
        self.claims += claims
        return tuple(c.id for c in claims)

    def events(self, reuse: tuple[SharedPassage, ...] = ()) -> tuple[Event, ...]:
        return align(self.claims, self.reports, reuse)

    def together(self, *ids: str, reuse: tuple[SharedPassage, ...] = ()) -> bool:
        """Whether all the claims are in one event."""
        return any(set(ids) <= set(event.claims) for event in self.events(reuse))


def claim(report: str, span: Span, **fields: object) -> Claim:
    given = {
        "type": "control.change", "agents": (), "targets": (), "place": NONE, "when": NONE, "extent": NONE,
        "quantity": NONE, "polarity": "affirmed", "modality": "actual",
    } | fields  # fmt: skip
    return Claim(content_id("claim", report, span.start), report, span, chain=(), **given)  # type: ignore[arg-type]


TAKEN = {"type": "control.change", "agents": ARMY, "targets": REBELS, "place": TOWN}


def test_two_outlets_that_tell_of_one_capture_are_one_event():
    book = Book()
    a = book.report("a", D, ("سيطرت قوات الجيش على بلدة تل رحمة بعد معارك", TAKEN))
    b = book.report("b", D, ("أعلن الجيش السيطرة على بلدة تل رحمة", TAKEN | {"when": day(D)}))
    assert book.together(*a, *b)


def test_the_headline_the_lead_and_the_recap_of_one_report_are_one_event():
    book = Book()
    ids = book.report(
        "a", D,
        ("الجيش يسيطر على تل رحمة", {"agents": ARMY, "place": TOWN}),
        ("سيطر الجيش اليوم على بلدة تل رحمة", TAKEN | {"when": day(D)}),
        ("وكانت المدارس مغلقة", {}),
        ("وبذلك يكون الجيش سيطر على تل رحمة", {"agents": ARMY, "place": TOWN}),
    )  # fmt: skip
    assert book.together(*ids)


def test_different_statements_of_one_report_stay_apart():
    book = Book()
    taken, struck, other = book.report(
        "a", D,
        ("سيطر الجيش على بلدة تل رحمة", TAKEN),
        ("قصفت الطائرات قرية خان صبر", {"type": "strike.air", "agents": ("Russian air force",), "place": NEXT_TOWN}),
        ("وسيطر الجيش على مدينة رأس وادي", TAKEN | {"place": FAR}),
    )  # fmt: skip
    assert not book.together(taken, struck)
    assert not book.together(taken, other)


def test_a_denial_belongs_to_the_event_that_it_denies():
    book = Book()
    a = book.report("a", D, ("سيطر الجيش على بلدة تل رحمة", TAKEN | {"when": day(D)}))
    b = book.report(
        "b", D, ("نفت الفصائل سيطرة الجيش على بلدة تل رحمة", TAKEN | {"when": day(D), "polarity": "denied"})
    )
    assert book.together(*a, *b)


def test_an_undated_report_meets_its_event_but_not_those_elsewhere():
    book = Book()
    a = book.report("a", D, ("سيطر الجيش على بلدة تل رحمة", TAKEN | {"when": day(D)}))
    b = book.report("b", None, ("سيطر الجيش على بلدة تل رحمة", TAKEN))
    c = book.report("c", D, ("سيطر الجيش على مدينة رأس وادي", TAKEN | {"place": FAR, "when": day(D)}))
    assert book.together(*a, *b)
    assert not book.together(*b, *c)


def test_claims_without_place_do_not_match_everything():
    book = Book()
    many = [
        book.report(
            f"r{n}", D, (f"قصفت المدفعية القرية رقم {n}", {"type": "strike.ground", "agents": ARMY, "place": p})
        )
        for n, p in enumerate((TOWN, FAR, PlaceRef("", "Um Zayt", 36.9, 41.0, "village")))
    ]
    nowhere = book.report("x", D, ("تجدد القصف المدفعي", {"type": "strike.ground"}))
    assert not any(book.together(*ids, *nowhere) for ids in many)


def test_weeks_apart_are_two_events():
    book = Book()
    struck = {"type": "strike.air", "agents": ("Russian air force",), "place": TOWN}
    a = book.report("a", D, ("قصفت الطائرات الروسية بلدة تل رحمة", struck | {"when": day(D)}))
    later = D + timedelta(days=20)
    b = book.report("b", later, ("قصفت الطائرات الروسية بلدة تل رحمة", struck | {"when": day(later)}))
    assert not book.together(*a, *b)


def test_the_dead_and_the_wounded_of_one_strike_are_two_counts():
    book = Book()
    hurt = {"type": "casualties", "targets": ("civilians",), "place": TOWN, "quantity": Quantity(4, 4, "civilian", "4")}
    dead, wounded = book.report(
        "a", D, ("مقتل أربعة مدنيين في البلدة", hurt), ("وأصيب أربعة مدنيين بجروح في البلدة", hurt)
    )
    again, _ = book.report("b", D, ("مقتل أربعة مدنيين في تل رحمة", hurt), ("وبقيت الطريق مغلقة", {"type": "hinder"}))
    assert book.together(dead, again)
    assert not book.together(wounded, again)


def test_another_number_of_dead_is_another_count():
    book = Book()
    hurt = {"type": "casualties", "targets": ("civilians",), "place": TOWN}
    a = book.report("a", D, ("قتل 23 مدنيا في السوق", hurt | {"quantity": Quantity(23, 23, "civilian", "23")}))
    b = book.report("b", D, ("قتل 23 شخصا في السوق", hurt | {"quantity": Quantity(23, 23, "person", "23")}))
    c = book.report("c", D, ("قتل مدني في كمين", hurt | {"quantity": Quantity(1, 1, "civilian", "1")}))
    assert book.together(*a, *b)
    assert not book.together(*a, *c)


def test_the_copies_of_one_statement_are_one_event():
    book = Book()
    told = "اقتحمت مجموعة مجهولة مستودع الوقود خلف المحطة القديمة ثم انسحبت"
    raid = {"type": "clash", "place": TOWN}
    a = book.report("a", D, (told, raid))
    b = book.report("b", D + timedelta(days=3), (told, raid | {"place": NONE}))
    spans = [ReportSpan(r.id, 0, len(told)) for r in book.reports]
    passage = SharedPassage("shared-1", spans[0], spans[1], 10, 1.0, "unknown")
    assert book.together(*a, *b, reuse=(passage,))


def test_the_two_sides_of_a_clash_may_be_named_in_either_order():
    book = Book()
    clash = {"type": "clash", "place": TOWN, "when": day(D)}
    one, other = {"agents": ARMY, "targets": REBELS}, {"agents": REBELS, "targets": ARMY}
    a = book.report("a", D, ("اشتباكات بين الجيش والفصائل في تل رحمة", clash | one))
    b = book.report("b", D, ("اشتباكات بين الفصائل والجيش في تل رحمة", clash | other))
    levels = {r.rule: r.score for r in compare(*book.claims, book.reports).because}
    assert levels["events.agents"] == weights().comparators["agents"]["same"]
    assert book.together(*a, *b)


# Clusters


RULE = Weights("test", 0.0, 0.0, -1.0, {})


def test_a_chain_of_weak_links_cannot_glue_two_events():
    chain = {(i, i + 1): 0.4 for i in range(9)}
    found = clusters(10, chain, RULE)
    assert max(map(len, found)) == 2


def test_one_pair_under_the_floor_keeps_two_clusters_apart():
    tight = {(0, 1): 3.0, (2, 3): 3.0, (0, 2): 2.0, (0, 3): 2.0, (1, 2): 2.0, (1, 3): -1.5}
    assert clusters(4, tight, RULE) == [[0, 1], [2, 3]]
    assert clusters(4, tight | {(1, 3): -0.5}, RULE) == [[0, 1, 2, 3]]


def test_the_best_pair_joins_first():
    assert clusters(3, {(0, 1): 1.0, (1, 2): 2.0}, RULE) == [[0], [1, 2]]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 7), st.integers(0, 7)), st.sampled_from([-2.0, -0.5, 0.0, 1.0, 3.0])))
def test_no_cluster_holds_a_pair_under_the_floor(drawn):
    scores = {(min(p), max(p)): s for p, s in drawn.items() if p[0] != p[1]}
    found = clusters(8, scores, RULE)
    assert sorted(i for group in found for i in group) == list(range(8))
    for group in found:
        for n, i in enumerate(group):
            assert all(scores.get((i, j), -9.0) >= RULE.floor for j in group[n + 1 :])


# Order, ids, reasons, summary


def crowd() -> Book:
    """Six reports of two days about two towns."""
    book = Book()
    for n in range(6):
        place, on = (TOWN, NEXT_TOWN)[n % 2], D + timedelta(days=n // 3)
        book.report(
            f"r{n}", on,
            (f"سيطر الجيش على {place.name} {n}", TAKEN | {"place": place}),
            ("قتل خمسة مقاتلين في المعارك", {"type": "casualties", "place": place, "targets": REBELS,
                                             "quantity": Quantity(5, 5 + n % 2, "fighter", "5")}),
            ("وقصفت المدفعية أطراف المحافظة", {"type": "strike.ground", "agents": ARMY, "place": PROVINCE}),
        )  # fmt: skip
    return book


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_reading_changes_nothing(choose):
    book = crowd()
    claims, reports = list(book.claims), list(book.reports)
    choose.shuffle(claims)
    choose.shuffle(reports)
    assert align(claims, reports) == book.events()


def test_every_claim_is_in_exactly_one_event_and_the_id_is_that_of_its_claims():
    book = crowd()
    events = book.events()
    assert sorted(id for event in events for id in event.claims) == sorted(c.id for c in book.claims)
    assert all(event.id == content_id("event", *sorted(event.claims)) for event in events)


def test_the_links_are_a_tree_and_give_every_reason_with_a_sentence():
    for event in crowd().events():
        assert len(event.links) == len(event.claims) - 1
        for link in event.links:
            assert link.score == pytest.approx(sum(reason.score for reason in link.because), abs=0.002)
            assert all(reason.note and reason.rule.startswith("events.") for reason in link.because)


def test_the_summary_gives_place_days_parties_and_range():
    book = Book()
    hurt = {"type": "casualties", "targets": ("civilians",), "place": TOWN}
    a = book.report("a", D, ("قتل 23 مدنيا في السوق",
                             hurt | {"quantity": Quantity(23, 23, "civilian", "23"), "when": day(D)}))  # fmt: skip
    b = book.report("b", D, ("قتل 23 مدنيا في السوق الشعبي",
                             hurt | {"quantity": Quantity(23, 23, "civilian", "23"), "agents": ARMY,
                                     "when": When(D - timedelta(days=1), D, "day")}))  # fmt: skip
    (event,) = book.events()
    assert set(event.claims) == {*a, *b}
    assert isinstance(event.place, PlaceRef)
    assert event.place.name == "Tel Rahma"
    assert isinstance(event.when, When)
    assert (event.when.start, event.when.end) == (D, D)
    assert [(p.name, p.claims) for p in event.agents] == [("Syrian government forces", b)]
    assert [(q.unit, q.low, q.high) for q in event.quantities] == [("civilian", 23, 23)]


# Bad input


def test_no_claims_and_one_claim():
    assert align((), ()) == ()
    book = Book()
    (only,) = book.report("a", None, ("حدث أمر ما", {"type": "clash"}))
    (event,) = book.events()
    assert event.claims == (only,)
    assert isinstance(event.place, Unknown)
    assert isinstance(event.when, Unknown)


@pytest.mark.parametrize("count", [100, 1000])
def test_many_copies_of_one_report_are_fast_and_right(count):
    book = Book()
    for n in range(count):
        book.report(
            f"c{n}", D,
            ("سيطر الجيش على بلدة تل رحمة بعد معارك عنيفة", TAKEN),
            ("وقصفت الطائرات مستودعا في خان صبر", {"type": "strike.air", "place": NEXT_TOWN}),
        )  # fmt: skip
    begun = process_time()
    events = book.events()
    assert process_time() - begun < 10
    assert sorted(len(event.claims) for event in events) == [count, count]
    assert all(len(event.links) == count - 1 for event in events)


# Data


@pytest.mark.parametrize(
    ("kinds", "text"),
    [
        (kinds, text)
        for p in sources("fates.yaml")
        for kinds, texts in read_yaml(p)["examples"].items()
        for text in texts
    ],
)
def test_the_words_of_fate_match_their_examples(kinds, text):
    assert fates(text, Span(0, len(text))) == frozenset(kinds.split())


def test_a_place_that_is_taken_and_lost_again_is_two_events():
    book = Book()
    taken = {"type": "control.change", "agents": ARMY, "targets": REBELS, "place": TOWN}
    lost = {"type": "control.change", "agents": REBELS, "targets": ARMY, "place": TOWN}
    (a,) = book.report("a", D, ("سيطر الجيش على البلدة", taken))
    (b,) = book.report("b", D, ("سيطر الجيش على البلدة كلها", taken))
    (c,) = book.report("c", D, ("سيطر المقاتلون على البلدة", lost))
    assert book.together(a, b) and not book.together(a, c) and not book.together(b, c)


def test_the_same_war_in_a_whole_province_is_no_event():
    book = Book()
    fight = {"type": "clash", "agents": ARMY, "targets": REBELS, "place": PROVINCE}
    (a,) = book.report("a", D, ("اندلعت مواجهات في المحافظة قرب الجسر القديم", fight))
    (b,) = book.report("b", D, ("خاضت القوات معارك ضارية في ريف المحافظة", fight))
    assert not book.together(a, b)
    dated = {**fight, "when": day(D)}
    (c,) = book.report("c", D, ("اشتبك الجيش أمس مع المقاتلين في المحافظة", dated))
    (d,) = book.report("d", D, ("اشتبك الجيش مع المقاتلين أمس في المحافظة", dated))
    assert book.together(c, d)
