"""What holds of every text."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.model import Report, Unknown, content_id
from tawatur.passages import document, line_keys, split

NONE = Unknown("not stated")
PIECES = [
    "سيطرت القوات على البلدة", "مقالات ذات صلة", "اقرأ أيضا: خبر", "المصدر: الدار", "13 أيار 2022", "دمشق - سانا",
    "د. سامي", "3.5", "«", "»", "“", "”", '"', "(", ")", "[", "]", ".", "؟", "!", "؛", "..", "\n", "\n\n", "\r\n", " ",
    "وقال الناطق إن المعارك استمرت يومين في محيط البلدة وعلى أطرافها.", "سمات اليمن", "عدن – وكالات: ", "#عدن", "…",
    "اترك تعليقاً", "رابط الخبر: خبر", "\u2028", "a.b", "٣٠", "،", ":", "\0", "\u200f", "\ufeff", "-----",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=40).map("".join)


def report(text: str) -> Report:
    return Report(content_id("report", "r", text), "r", "r", text, "r", NONE, NONE, NONE, NONE, NONE, "ar")


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_spans_are_inside_and_do_not_overlap(text: str) -> None:
    found = split(report(text))
    told = sorted(p.span for p in found.passages if p.part != "quotation")
    assert all(0 <= s.start < s.end <= len(text) for s in told)
    assert all(a.end <= b.start for a, b in pairwise(told))
    quotations = [p.span for p in found.parts("quotation")]
    assert all(0 <= q.start < q.end <= len(text) for q in quotations)
    furniture = found.parts("furniture")
    assert not any(q.overlaps(f.span) for q in quotations for f in furniture)
    assert all(f.because for f in furniture)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_no_letter_is_lost(text: str) -> None:
    found = split(report(text))
    covered = {i for p in found.passages for i in range(p.span.start, p.span.end)}
    assert all(i in covered for i, c in enumerate(text) if c.isalpha())


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.randoms())
def test_a_document_is_rebuilt_from_its_passages(text: str, random: object) -> None:
    found = split(report(text))
    passages = list(found.passages)
    random.shuffle(passages)  # type: ignore[attr-defined]
    assert document(found.report, tuple(passages)) == found
    assert len({p.id for p in passages}) == len(passages)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_shared_lines_only_add_furniture(text: str) -> None:
    alone = {i for p in split(report(text)).parts("furniture") for i in range(p.span.start, p.span.end)}
    shared = split(report(text), frozenset(line_keys(text)))
    assert alone <= {i for p in shared.parts("furniture") for i in range(p.span.start, p.span.end)}


def test_time_grows_with_the_text_and_no_faster() -> None:
    def cost(text: str) -> float:
        start = time.process_time()
        split(report(text))
        return time.process_time() - start

    assert cost("«" * 50_000 + ")" * 50_000 + '"' * 50_000) < 5
    for piece in (
        "وقال «إن (القصف توقف. ",
        "سيطرت القوات على البلدة بعد معارك.\n",
        "«" * 40 + "\n",
        "خبر\n",
        "أ.ب ",
        '"قصف" ',
    ):
        small, large = (piece * n for n in (1_000, 8_000))
        cost(small)
        assert cost(large) < 40 * max(cost(small), 0.005), piece
