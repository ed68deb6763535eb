"""No text breaks the grammars, and none makes them slow: ten thousand examples each with TAWATUR_FUZZ=10000."""

from __future__ import annotations

import os
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.languages.tokens import tokenize
from tawatur.lexicon.numbers import number_lexicon
from tawatur.lexicon.times import time_lexicon
from tawatur.mentions.number_words import find_numbers
from tawatur.mentions.quantities import amounts_of
from tawatur.mentions.time_grammar import find
from tawatur.mentions.times import resolve
from tawatur.model import Unknown, When

EXAMPLES = int(os.environ.get("TAWATUR_FUZZ", "200"))
_TIME_WORDS = sorted(time_lexicon().words)
_NUMBER_WORDS = sorted([*number_lexicon().atoms, *number_lexicon().phrases, *number_lexicon().nouns])
_GLUE = st.sampled_from(["", "و", "ب", "ل", "ال", "وال", "لل"])
_FIGURES = st.integers(0, 10**9).map(str) | st.sampled_from(
    ["2014", "١٧", "31", "19.11.2017", "9:30", "99/99", "٠", "1,200"]
)
_ODD = st.text(max_size=8) | st.sampled_from(
    ["\u064b", "\u202e", "\u200f", "ـ" * 5, "a" * 30, "«", ")", "،", "-", "\ud800"]
)


def _phrases(words: list[str]) -> st.SearchStrategy[str]:
    word = st.tuples(_GLUE, st.sampled_from(words)).map("".join)
    return st.lists(word | _FIGURES | _ODD, max_size=14).map(" ".join)


_PUBLISHED = st.tuples(st.dates(date(1950, 1, 1), date(2060, 12, 31)), st.integers(0, 20)).map(
    lambda t: When(t[0], date.fromordinal(t[0].toordinal() + t[1]), "day")
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(_phrases(_TIME_WORDS), _PUBLISHED)
def test_times_of_any_text(text: str, published: When) -> None:
    tokens = tokenize(text)
    end = 0
    for found in find(tokens, find_numbers(tokens)):
        inside = found.last <= end  # the day of the event in "since the event of that day"
        assert found.first < found.last <= len(tokens) and (inside or end <= found.first)
        end = max(end, found.last)
        when = resolve(found.ref, published)
        if isinstance(when, When) and when.start is not None and when.end is not None:
            assert when.start <= when.end
        alone = resolve(found.ref, Unknown("not given"))
        assert isinstance(alone, Unknown) or alone == when


@settings(max_examples=EXAMPLES, deadline=None)
@given(_phrases(_NUMBER_WORDS))
def test_amounts_of_any_text(text: str) -> None:
    tokens = tokenize(text)
    for amount in amounts_of(tokens):
        assert 0 <= amount.first < amount.last <= len(tokens)
        assert amount.low >= 0 and (amount.high is None or amount.low <= amount.high)
        assert amount.share is None or 0 <= amount.share[0] <= amount.share[1] <= 1


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.integers(1, 9999999))
def test_numbers_in_words_are_read_back(number: int) -> None:
    tokens = tokenize(in_words(number))
    found = [n for n in find_numbers(tokens) if n.kind == "words"]
    assert [n.value for n in found] == [number]


_UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
_TENS = ["", "عشرة", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
_HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]


def _small(number: int) -> list[str]:
    """The parts of a number under a thousand, to be joined by و."""
    hundreds, rest = divmod(number, 100)
    parts = [_HUNDREDS[hundreds]]
    if rest < 10:
        parts.append(_UNITS[rest])
    elif rest < 20:
        unit = {11: "أحد", 12: "اثنا"}.get(rest, _UNITS[rest - 10])
        parts.append("عشرة" if rest == 10 else f"{unit} عشر")
    else:
        parts += [_UNITS[rest % 10], _TENS[rest // 10]]
    return [p for p in parts if p]


def _scaled(count: int, one: str, two: str, many: str) -> list[str]:
    if count == 0:
        return []
    if count == 1:
        return [one]
    if count == 2:
        return [two]
    parts = _small(count)
    return [*parts[:-1], f"{parts[-1]} {many if count <= 10 else one}"]


def in_words(number: int) -> str:
    """A number up to 9,999,999 in Arabic words, as a newspaper writes it."""
    millions, rest = divmod(number, 10**6)
    thousands, rest = divmod(rest, 1000)
    parts = _scaled(millions, "مليون", "مليونان", "ملايين") + _scaled(thousands, "ألف", "ألفان", "آلاف") + _small(rest)
    return " و".join(parts)


@pytest.mark.parametrize(
    "text", ["ا" * 10_000, "و" * 10_000, "1" * 10_000, "ثلاثة" * 2_000, "\u064b" * 10_000, "(" * 10_000]
)
def test_ten_thousand_letters_without_a_space_are_read_at_once(text: str) -> None:
    tokens = tokenize(text)
    amounts_of(tokenize("تمهيد"))
    began = time.process_time()
    find(tokens, find_numbers(tokens))
    amounts_of(tokens)
    assert time.process_time() - began < (0.05 if len(tokens) < 100 else 2.0)


@pytest.mark.parametrize("word", ["منذ", "خلال", "و", "ثلاثة", "السبت", "أكثر من", "من", "/", "ألف"])
def test_time_grows_with_length_not_faster(word: str) -> None:
    def seconds(count: int) -> float:
        tokens = tokenize(f"{word} " * count)
        best = 60.0
        for _ in range(3):
            began = time.process_time()
            amounts_of(tokens)
            best = min(best, time.process_time() - began)
        return best

    assert seconds(4_000) < 30 * max(seconds(400), 0.005)
