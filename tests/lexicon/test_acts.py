"""The acts: every frame finds its own examples, the scale of the lexicon, inflection."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tawatur.languages import fold, tokenize
from tawatur.languages.inflect import noun_forms, parse_verb, verb_forms
from tawatur.lexicon.acts import Frame, acts, match
from tawatur.model import EVENT_TYPES

FRAMES = acts().frames


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.id)
def test_a_frame_finds_its_examples(frame: Frame) -> None:
    assert frame.match and frame.reject
    for example in frame.match:
        assert any(hit.frame.id == frame.id for hits in match(tokenize(example)) for hit in hits), example


def test_all_types_have_frames_at_the_scale_of_the_language() -> None:
    assert {frame.type for frame in FRAMES} == set(EVENT_TYPES)
    assert sum(len(set(frame.lemmas) | set(frame.phrases)) for frame in FRAMES) >= 900


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("سيطر Q", "سيطروا تسيطر يسيطرون سيطرة السيطرة مسيطرين"),
        ("استعاد X", "استعادت يستعيد استعدنا استعادة استعيد يستعيدون"),
        ("استولى X", "استولت استولوا يستولي استيلاء"),
        ("أصاب IV", "أصيب أصابت يصاب إصابة إصابات مصابين"),
        ("قاد I قيادة يقود", "قادت يقود يقودون قيادة"),
        ("احتل VIII", "احتلت يحتل احتلال محتل"),
        ("انسحب VII", "انسحبوا ينسحب انسحاب انسحابات"),
    ],
)
def test_a_verb_gives_its_forms(verb: str, forms: str) -> None:
    keys = {form.key for form in verb_forms(parse_verb(verb))}
    missing = [form for form in forms.split() if fold(form.removeprefix("ال")) not in keys]
    assert not missing


def test_a_noun_gives_dual_and_plural() -> None:
    assert {"غارات", "غارتين", "غارة"} <= noun_forms("غارة", "غارات")


@pytest.mark.parametrize("text", ["قصف", "قصف XI", "قصف I"])
def test_a_verb_without_its_form_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(ValueError, match="قصف"):
        parse_verb(text)


def test_clitics_and_pronouns_do_not_hide_an_act() -> None:
    for word in ("وسيطرتها", "فسيطرت", "وبسيطرتهم", "سيقصفون", "قتلوهم", "لاقتحامها"):
        assert match(tokenize(word))[0], word


def test_a_phrase_reaches_over_the_words_between() -> None:
    hits = match(tokenize("شن الطيران الحربي الروسي غارات"))[0]
    assert any(hit.phrase and hit.frame.type == "strike.air" for hit in hits)


def test_the_index_does_not_depend_on_the_order_of_sets() -> None:
    script = (
        "import hashlib, msgspec; from tawatur.lexicon import acts, sources; "
        "built = acts._build(tuple(sources('acts', '*.yaml'))); "
        "print(hashlib.blake2b(msgspec.json.encode(built)).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1
