"""Texts cut into segments: nothing is lost, and every claim covers exactly its evidence."""

from hypothesis import given
from hypothesis import strategies as st

from tawatur.model import Passage, Span
from tawatur.views.marked import segments

TEXT = "سيطر الجيش على البلدة. وانسحب المقاتلون شرقاً.\nشارك الخبر"


def spans(length):
    pairs = st.tuples(st.integers(0, length + 5), st.integers(0, length + 5))
    return pairs.map(lambda pair: Span(min(pair), max(pair)))


def test_text_without_claims_is_one_segment():
    (only,) = segments(TEXT, [], [])
    assert only.text == TEXT and not only.claims and not only.furniture


def test_an_empty_text_has_no_segments():
    assert segments("", [], []) == ()


def test_overlapping_claims_share_the_segment_between_them():
    cut = segments("abcdef", [(1, Span(0, 4)), (2, Span(2, 6))], [])
    assert [(s.text, s.claims, s.ends) for s in cut] == [("ab", (1,), ()), ("cd", (1, 2), (1,)), ("ef", (2,), (2,))]


def test_the_shorter_claim_comes_first_in_a_nest():
    cut = segments("abcdef", [(1, Span(0, 6)), (2, Span(2, 4))], [])
    assert [s.claims for s in cut] == [(1,), (2, 1), (1,)]
    assert [s.ends for s in cut] == [(), (2,), (1,)]


def test_two_claims_on_the_same_words_both_end_there():
    (only,) = segments("abc", [(1, Span(0, 3)), (2, Span(0, 3))], [])
    assert only.claims == (1, 2) and only.ends == (1, 2)


def test_headlines_and_furniture_are_told_apart():
    passages = [
        Passage("p1", "r", Span(0, 3), "headline"),
        Passage("p2", "r", Span(3, 5), "sentence"),
        Passage("p3", "r", Span(5, 9), "furniture"),
    ]
    cut = segments("abcdefghi", [], passages)
    assert [(s.text, s.headline, s.furniture) for s in cut] == [
        ("abc", True, False),
        ("de", False, False),
        ("fghi", False, True),
    ]


@given(st.lists(spans(len(TEXT)), max_size=8))
def test_segments_join_to_the_text_and_claims_to_their_evidence(evidence):
    claims = list(enumerate(evidence, start=1))
    cut = segments(TEXT, claims, [])
    assert "".join(s.text for s in cut) == TEXT
    for number, span in claims:
        assert "".join(s.text for s in cut if number in s.claims) == span.of(TEXT)
    ended = [number for s in cut for number in s.ends]
    assert sorted(ended) == [number for number, span in claims if span.of(TEXT)]
