"""Shared passages: what is found, what is no evidence, who copied from whom."""

from __future__ import annotations

import random
from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.languages import fold
from tawatur.lexicon import read_yaml, sources
from tawatur.model import Report, Unknown, content_id, day
from tawatur.model.event import SharedPassage
from tawatur.passages import Document, split
from tawatur.passages.reuse import shared_passages, words
from tawatur.passages.reuse_words import phrases

STORY = (
    "تحركت أربع شاحنات محملة بالطحين من مستودع البلدية القديم نحو الحي الشرقي بعد أن هدأ القصف ليلا، "
    "وانتظرها عشرات الأهالي أمام المدرسة المهدمة حتى ساعات الفجر. "
    "ثم وزع المتطوعون ثلاثمئة كيس قبل أن تعود طائرة استطلاع لتحلق فوق الجسر المعلق."
)
LEAD = "شهدت البلدة هدوءا نسبيا منذ الصباح ولم تسجل حوادث تذكر في ضواحيها الغربية كما يقول السكان."
OTHER = "أعلنت لجنة الإغاثة فتح طريق زراعي جديد يصل القرى الجنوبية بالمشفى الميداني الذي افتتح مطلع الشهر الجاري."


def report(name: str, text: str, outlet: str = "", published: date | None = None, url: str = "") -> Report:
    none = Unknown("not stated")
    return Report(
        content_id("report", name), name, name, text, "", outlet or none, none, none, url or none,
        day(published) if published else none, "ar",
    )  # fmt: skip


def document(name: str, text: str, **stated: object) -> Document:
    return split(report(name, text, **stated))  # type: ignore[arg-type]


def text_of(one: SharedPassage, documents: list[Document]) -> tuple[str, str]:
    texts = {d.report.id: d.report.text for d in documents}
    return tuple(texts[p.report][p.start : p.end] for p in (one.first, one.second))  # type: ignore[return-value]


def test_a_copied_passage_is_found_with_its_place_in_both():
    pair = [document("a", f"{LEAD}\n{STORY}\n"), document("b", f"{STORY}\n{OTHER}\n")]
    (found,) = shared_passages(pair)
    assert text_of(found, pair) == (STORY.rstrip("."), STORY.rstrip("."))
    assert found.likeness == 1.0


def test_a_lightly_edited_copy_is_found():
    edited = STORY.replace("أربع شاحنات", "أربع سيارات شحن").replace("ليلا", "في الليل").replace("ثم وزع", "ووزع")
    pair = [document("a", f"{LEAD}\n{STORY}\n"), document("b", f"{OTHER}\n{edited}\n")]
    (found,) = shared_passages(pair)
    assert 0.6 <= found.likeness < 1.0
    first, second = text_of(found, pair)
    assert "المتطوعون" in first
    assert "المتطوعون" in second


def test_unrelated_reports_share_nothing():
    assert shared_passages([document("a", STORY), document("b", LEAD), document("c", OTHER)]) == ()


def test_formulae_are_no_evidence_of_copying():
    formula = "دارت اشتباكات عنيفة بين الطرفين بمختلف أنواع الأسلحة ومعلومات عن خسائر بشرية في صفوف الطرفين"
    pair = [document("a", f"{LEAD} {formula}."), document("b", f"{OTHER} {formula}.")]
    assert shared_passages(pair) == ()


def test_the_inner_words_of_names_are_no_evidence_of_copying():
    names = "المرصد السوري لحقوق الإنسان ووحدات حماية الشعب وقوات سوريا الديمقراطية"
    pair = [document("a", f"{LEAD} وتحدث عنه {names}."), document("b", f"{OTHER} وذكر {names}.")]
    assert shared_passages(pair) == ()


def test_page_furniture_is_left_out():
    notice = (
        "لم تشترك بعد أنشئ حسابا خاصا بك لتحصل على أخبار مخصصة لك ولتتمتع بخدمة حفظ المقالات وتتلقى نشرتنا البريدية"
    )
    texts = [f"{body}\n{notice}\n" for body in (LEAD, OTHER)]
    shared = frozenset({" ".join(fold(word) for word in notice.split())})
    assert shared_passages([split(report(str(i), text), shared) for i, text in enumerate(texts)]) == ()


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(5)))
def test_the_order_of_reading_changes_nothing(order):
    documents = [
        document("a", f"{LEAD}\n{STORY}\n", published=date(2021, 3, 4)),
        document("b", f"{STORY}\n{OTHER}\n", published=date(2021, 3, 2)),
        document("c", f"{OTHER}\n{LEAD}\n"),
        document("d", STORY),
        document("e", LEAD),
    ]
    assert shared_passages([documents[i] for i in order]) == shared_passages(documents)


# Direction


def directed(a: Document, b: Document) -> SharedPassage:
    (found,) = shared_passages([a, b])
    return found


def test_who_cites_the_other_copied_from_it():
    a = document("a", f"{LEAD}\n{STORY}\n", outlet="Reuters", published=date(2021, 3, 2))
    b = document("b", f"{OTHER}\nونقلت وكالة رويترز الخبر.\n{STORY}\n", outlet="Al Jazeera", published=date(2021, 3, 2))
    found = directed(a, b)
    first_is_agency = found.first.report == a.report.id
    assert found.direction == ("second from first" if first_is_agency else "first from second")
    assert any(reason.rule == "reuse.cited" and "Reuters" in reason.note for reason in found.because)


def test_both_cite_a_third():
    a = document("a", f"{LEAD}\nوقالت وكالة رويترز:\n{STORY}\n", outlet="Al Arabiya")
    b = document("b", f"{OTHER}\nونقلت وكالة رويترز الخبر.\n{STORY}\n", outlet="Al Jazeera")
    found = directed(a, b)
    assert (found.direction, found.third) == ("both from a third", "Reuters")


def test_an_agency_that_one_side_names_is_the_source_of_both():
    a = document("a", f"{LEAD}\nوقالت وكالة رويترز:\n{STORY}\n", outlet="Al Arabiya", published=date(2021, 3, 4))
    b = document("b", f"{OTHER}\n{STORY}\n", outlet="Al Jazeera", published=date(2021, 3, 2))
    found = directed(a, b)
    assert (found.direction, found.third) == ("both from a third", "Reuters")
    assert [reason.rule for reason in found.because] == ["reuse.words", "reuse.agency"]


def test_dates_alone_do_not_tell_a_copy_from_a_common_source():
    found = directed(document("a", STORY, published=date(2021, 3, 2)), document("b", STORY, published=date(2021, 3, 5)))
    assert found.direction == "unknown"
    assert [reason.rule for reason in found.because] == ["reuse.words", "reuse.date"]


def test_a_later_report_that_quotes_the_passage_copied_it():
    a = document("a", f"{LEAD}\n{STORY}\n", published=date(2021, 3, 2))
    b = document("b", f"{OTHER}\nوجاء في التقرير: «{STORY}»\n", published=date(2021, 3, 5))
    found = directed(a, b)
    assert found.direction == "second from first"
    assert {reason.rule for reason in found.because} >= {"reuse.date", "reuse.quoted"}


def test_what_one_leaves_out_is_named():
    cut = STORY.replace("من مستودع البلدية القديم ", "").replace("أمام المدرسة المهدمة ", "")
    found = directed(document("a", STORY, published=date(2021, 3, 2)), document("b", cut, published=date(2021, 3, 5)))
    assert found.direction == "second from first"
    assert any(r.rule == "reuse.omits" and "the second leaves out" in r.note for r in found.because)


def test_editions_of_one_page_are_versions():
    url = "https://example.org/news/17"
    a = document("a", f"{LEAD}\n{STORY}\n", url=f"{url}?from=home", published=date(2021, 3, 2))
    b = document("b", f"{LEAD}\n{STORY.replace('عشرات', 'مئات')}\n", url=url, published=date(2021, 3, 3))
    other = document("c", f"{LEAD}\n{STORY}\n", url="https://example.com/1", published=date(2021, 3, 4))
    assert all(one.versions for one in shared_passages([a, b]))
    assert not any(one.versions for one in shared_passages([a, other]))


# Bad input and cost


def test_the_same_text_with_two_dates():
    found = directed(document("a", STORY, published=date(2021, 3, 2)), document("b", STORY, published=date(2021, 9, 2)))
    assert found.likeness == 1.0
    assert not found.versions


@pytest.mark.parametrize("text", ["", "\n", "خبر", "خبر عاجل", "123 456 789"])
def test_texts_with_nothing_to_share(text):
    assert shared_passages([document("a", text), document("b", text)]) == ()


def test_a_hundred_copies_are_joined_in_linear_many_pairs_and_fast():
    choose = random.Random(5)
    tokens = STORY.split()
    copies = []
    for number in range(100):
        own = [word if choose.random() > 0.03 else "كلمة" for word in tokens]
        copies.append(document(f"{number:03}", f"{LEAD if number % 2 else OTHER}\n{' '.join(own)}\n"))
    begun = process_time()
    found = shared_passages(copies)
    assert process_time() - begun < 5
    assert len(found) < 100 * 20
    reached, todo = set(), {copies[0].report.id}
    while todo:
        one = todo.pop()
        reached.add(one)
        for passage in found:
            if one in (passage.first.report, passage.second.report):
                todo |= {passage.first.report, passage.second.report} - reached
    assert len(reached) == 100


def test_a_refrain_costs_no_more_than_its_length():
    refrain = " ".join(["يا شعب البلاد الصامد في وجه الحصار"] * 300)
    begun = process_time()
    shared_passages([document("a", refrain), document("b", refrain)])
    assert process_time() - begun < 2


# Data


@pytest.mark.parametrize(
    ("group", "sentence", "wanted"),
    [
        (group["group"], sentence, wanted)
        for path in sources("formulae.yaml")
        for group in read_yaml(path)["formulae"]
        for wanted, key in ((True, "match"), (False, "reject"))
        for sentence in group[key]
    ],
)
def test_the_formulae_match_their_examples(group, sentence, wanted):
    counts = words(document("a", sentence)).counts
    assert (0 in counts) is wanted, group


def test_the_formulae_are_phrases():
    assert all(len(codes) > 1 for rows in phrases().by_first.values() for codes, _ in rows)
