"""Spellings of one name share a key; different names do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur import gazetteer
from tawatur.gazetteer.keys import article_toggled, phrase_key, skeleton, variants_ar


def ids(name: str) -> set[str]:
    return {m.place.id for m in gazetteer.lookup(name)}


@pytest.mark.parametrize(
    "group",
    [
        ("البوكمال", "أبو كمال", "ابوكمال", "ابو كمال", "البـوكمال", "Abu Kamal", "Al-Bukamal", "Ālbū Kamāl"),
        ("دير الزور", "ديرالزور", "دير الزّور"),
        ("تل أبيض", "تل ابيض", "تلّ أبيض"),
        ("كفرنبل", "كفر نبل"),
        ("حماة", "حماه"),
        ("إعزاز", "اعزاز", "أعزاز"),
    ],
)
def test_spellings_of_one_name_find_one_place(group: tuple[str, ...]) -> None:
    assert set.intersection(*(ids(name) for name in group))


def test_skeleton_joins_scripts() -> None:
    names = ("البوكمال", "أبو كمال", "ابوكمال", "Abu Kamal", "Al-Bukamal")
    assert {skeleton(phrase_key(n)) for n in names} == {"bkml"}


def test_the_article_is_part_of_a_name() -> None:
    gate = {m.place.name for m in gazetteer.lookup("الباب") if m.score > 0}
    assert "al-Bab" in gate
    assert phrase_key("باب") not in variants_ar(phrase_key("الباب"))
    assert article_toggled("الرماديه") == "رماديه"


@given(st.text(max_size=40))
@settings(max_examples=500, deadline=None)
def test_any_text_has_a_key_and_a_skeleton(text: str) -> None:
    key = phrase_key(text)
    assert phrase_key(key) == key
    assert isinstance(skeleton(key), str)
    assert all(isinstance(v, str) for v in variants_ar(key)) if key else True
