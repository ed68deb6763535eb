import unicodedata
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.languages import fold, tokenize


def keys(text: str) -> list[str]:
    return [token.key for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("لـ«داعش»", ["ل", "«", "داعش", "»"]),
        ("استشـ ـهاد ثلاثة", ["استشهاد", "ثلاثه"]),
        ("بقـ.صف المدينة", ["بقصف", "المدينه"]),
        ("قـ.ـتـ.ـلى وجرحى", ["قتلي", "وجرحي"]),
        ("ا.لقصف مستمر", ["القصف", "مستمر"]),
        ("د.ا.ع.ش", ["داعش"]),
        ("الد*واعش", ["الدواعش"]),
        ("وال\u200fجيش", ["والجيش"]),
        ("ﺍﻟﻘﺼﻒ", ["القصف"]),
        ("القَصْفُ", ["القصف"]),
    ],
)
def test_broken_words_have_the_key_of_the_whole_word(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مايخفف الضغط", ["ما", "يخفف", "الضغط"]),
        ("لايزال القصف", ["لا", "يزال", "القصف"]),
        ("ابوبكر البغدادي", ["ابو", "بكر", "البغدادي"]),
        ("وأبوعلي", ["وابو", "علي"]),
    ],
)
def test_words_written_together_are_two(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("محطة T2 النفطية", ["محطه", "t2", "النفطيه"]),
        ("طائرة إف-16", ["طايره", "اف16"]),
        ("صواريخ S-300", ["صواريخ", "s300"]),
        ("سو-24 وميغ 29", ["سو24", "وميغ", "29"]),
    ],
)
def test_names_of_letters_and_digits_are_one_token(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "مايو", "مايكل", "لاتفاق", "لانتمائهم", "أبواب", "أبوهم", "أبوظبي", "مازال", "الآن",
    ],
)  # fmt: skip
def test_words_that_only_look_glued_are_left(text: str) -> None:
    assert keys(text) == [fold(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ناشطين.وقال", 3),
        ("يؤكدون..خرجنا", 4),
        ("الخوذ_البيضاء", 3),
        ("آب/أغسطس", 3),
        ("لـ سانا", 2),
        ("د.محمد", 3),
        ("أ.ف.ب", 5),
        ("صنعاء-17", 3),
        ("هـ.وقال", 3),
        ("بي بي سي", 3),
        ("9/11/2017", 5),
    ],
)
def test_separate_words_are_never_joined(text: str, count: int) -> None:
    assert len(tokenize(text)) == count


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "قال: استشـ ـهاد ابوبكر"
    found = tokenize(text, 4)
    assert [t.span.of(text) for t in found] == ["استشـ ـهاد", "ابو", "بكر"]


hostile = st.text(
    st.one_of(
        st.sampled_from("اأبوملايتهـة.*_/ \u200f\u202b\u064b\u0300\ufe8d\ufefb\u0640·•-0123٣٫,«»()Tt\n"),
        st.characters(codec="utf-8"),
        st.characters(categories=("Mn", "Cf", "Cs", "Lo")),
    ),
    max_size=60,
)


@settings(max_examples=10_000, deadline=None)
@given(hostile)
def test_any_text_has_tokens_in_order_that_cover_every_visible_letter(text: str) -> None:
    tokens = tokenize(text)
    assert all(token.text == text[token.start : token.end] and token.text for token in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    covered = {i for token in tokens for i in range(token.start, token.end)}
    letters = {i for i, c in enumerate(text) if unicodedata.category(c)[0] in "LNPS"}
    assert letters <= covered


@settings(max_examples=500, deadline=None)
@given(hostile, hostile)
def test_a_slice_gives_what_the_text_alone_gives(before: str, text: str) -> None:
    shift = len(before) + 1
    inside = tokenize(before + "\n" + text, shift)
    assert [(t.start - shift, t.key) for t in inside] == [(t.start, t.key) for t in tokenize(text)]


@pytest.mark.parametrize(
    "unit", ["ا", "ـ", "ا.", "اـ ", "اـ.ـ", "\u200f", "ا\u200f", "ابو", "T", "1,", "ا*", "ماي", "\u064b"]
)
def test_long_runs_take_linear_time(unit: str) -> None:
    start = process_time()
    tokenize(unit * 50_000)
    assert process_time() - start < 2
