"""Odd text never breaks the reading of places, and every span it gives lies in the text."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tawatur.mentions.places import find_places
from tawatur.model import PlaceRef, Report, Unknown
from tawatur.passages import split

_PIECES = st.sampled_from(
    ["مدينة", "البوكمال", "ريف", "حلب", "الشرقي", "و", "بـ", "لـ«", "»", "(", "،", ".", "\n", "قرية", "المدينة", "شمال",
     "شمالها", "ل", "للفرات", "من",
     "الضفة", "الأحياء", "سوريا", "T2", "محطة", "ﺣﻠﺐ", "\u0651", "\u202e", "\u200f", "١٢"]
)  # fmt: skip


def check(text: str) -> None:
    unknown = Unknown("fuzz")
    document = split(Report("r", "r", "r", text, "r.txt", *[unknown] * 6))
    found = find_places(document)
    assert found == find_places(document)
    for mention in found:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        if isinstance(mention.value, PlaceRef) and mention.value.lat is not None and mention.value.lon is not None:
            assert -90 <= mention.value.lat <= 90
            assert -180 <= mention.value.lon <= 180


@given(st.lists(_PIECES, max_size=25).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_any_row_of_place_words(text: str) -> None:
    check(text)


@given(st.text(max_size=120))
@settings(max_examples=300, deadline=None)
@example("\u0301")
@example("ا" * 10_000)
@example("مدينة\u202eحلب\u202c و \ufeffريف\u00adحماة")
@example("مدينة ")
@example("في")
def test_any_text(text: str) -> None:
    check(text)
