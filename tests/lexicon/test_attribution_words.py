"""The words of attribution: every row's own examples, forms generated, nothing shadowed."""

import unicodedata

import pytest

from tawatur.languages import tokenize
from tawatur.lexicon.attribution import attribution, read_nouns, read_phrases, read_verbs, verb_forms, words_key
from tawatur.mentions.source_cues import find_cues
from tawatur.mentions.source_words import longest, words_of
from tawatur.mentions.sources import Said, read_said
from tawatur.model import Span
from tawatur.passages.document import Sentence


def said(text: str) -> tuple[Said, ...]:
    return read_said(Sentence("s", Span(0, len(text)), False, tokenize(text)))


VERBS, PHRASES, NOUNS = read_verbs(), read_phrases(), read_nouns()


def cues(text: str) -> list[tuple[str, str]]:
    """Role and verb or phrase of every cue of a sentence."""
    words = words_of(tokenize(text))
    return [(c.role, VERBS[c.verb].past if c.verb >= 0 else words.text(c.at, c.to)) for c in find_cues(words)]


def twins(past: str) -> set[str]:
    """The verbs that share a written form with `past`: unvocalised, one cannot be told from the other."""
    forms = {v.past: {form for form, _ in verb_forms(v)} for v in VERBS}
    return {other for other, written in forms.items() if written & forms[past]}


@pytest.mark.parametrize(("past", "example"), [(v.past, e) for v in VERBS for e in v.match])
def test_a_verb_is_found_in_its_examples(past, example):
    found = {name for role, name in cues(example) if role == "verb"}
    assert found & twins(past), (past, cues(example))


@pytest.mark.parametrize(("past", "example"), [(v.past, e) for v in VERBS for e in v.reject])
def test_a_verb_is_not_found_where_it_means_something_else(past, example):
    assert not [s for s in said(example) if s.cue.role == "verb" and VERBS[s.cue.verb].past == past]


@pytest.mark.parametrize(("text", "example"), [(p.text, e) for p in PHRASES for e in p.match])
def test_a_phrase_is_found_in_its_examples(text, example):
    found = cues("نزح السكان، " + example)
    assert any(role in ("according", "stated", "adverbial", "passive") for role, _ in found), found


@pytest.mark.parametrize(("text", "example"), [(p.text, e) for p in PHRASES for e in p.reject])
def test_a_phrase_is_not_found_where_it_means_something_else(text, example):
    assert not [s for s in said(example) if s.cue.role != "verb" and s.speaker is not None], text


@pytest.mark.parametrize("example", [e for n in NOUNS for e in n.match])
def test_a_noun_is_found_in_its_examples(example):
    words = words_of(tokenize(example))
    table = attribution().noun_forms
    assert any(longest(words, i, table, 3, "وفبل") for i in range(len(words.keys)))


def test_forms_are_generated_for_all_persons():
    forms = {f for v in VERBS if v.past == "أعلن" for f, _ in verb_forms(v)}
    wanted = ["أعلن", "أعلنت", "أعلنوا", "يعلن", "تعلن", "يعلنون", "معلنا", "معلنة", "معلنين", "إعلان", "أعلنا"]
    assert {words_key(w) for w in wanted} <= forms
    weak = {f for v in VERBS if v.past == "نفى" for f, _ in verb_forms(v)}
    assert {words_key(w) for w in ("نفى", "نفت", "نفوا", "ينفي", "تنفي", "ينفون")} <= weak


def test_every_row_has_an_example_and_is_composed_text():
    assert all(v.match for v in VERBS) and all(n.match for n in NOUNS)
    assert all(p.match or p.reject for p in PHRASES)
    texts = [t for r in (*VERBS, *PHRASES, *NOUNS) for t in (*r.match, *r.reject)]
    assert all(t == unicodedata.normalize("NFC", t) for t in texts)


def test_no_row_is_given_twice():
    for rows in ([v.past for v in VERBS], [p.text for p in PHRASES], [f for n in NOUNS for f in n.forms]):
        assert len(rows) == len(set(rows)), [r for r in rows if rows.count(r) > 1]
