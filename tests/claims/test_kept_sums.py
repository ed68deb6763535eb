"""What the claim step keeps for speed against what training sees: features spelled out, and the library's own sums."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pycrfsuite
import pytest
from claims.test_extraction import read
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur import mentions, passages
from tawatur.claims.attribution import Attribution
from tawatur.claims.chain_frames import Frame
from tawatur.claims.context import Context, contexts
from tawatur.claims.extraction import shipped_models
from tawatur.claims.features import token_features
from tawatur.claims.maxent import Case, Maxent
from tawatur.claims.tagger import CrfTagger
from tawatur.lexicon.crf import Chain
from tawatur.lexicon.files import sources
from tawatur.model import Link, Report, Span, Unknown

TEXT = (
    "الجيش يسيطر على بلدة القصير\n"
    "سيطرت قوات الجيش أمس السبت على بلدة القصير وقرية حاس بعد أن انسحب مسلحو التنظيم منها باتجاه الحدود، "
    "فيما أدى القصف إلى مقتل ثلاثة مدنيين # وإصابة 12 آخرين «بينهم طفل».\n"
    "ونفى المتحدث باسم الفصائل أن تكون المدينة قد سقطت، وقال إن مقاتليها شنوا هجوما بهدف استعادة المطار.\n"
    "وقصفت طائرات حربية بلدتي سراقب والنيرب في ريف إدلب، ولم تسفر الغارات عن ضحايا. لها؟ ...\n"
    "واندلعت اشتباكات بين الحوثيين من جهة والقوات الحكومية من جهة أخرى في تعز.\n"
)
LONG = "وقصفت قوات النظام قرية كفرنبل ثم انسحب المسلحون إلى مدينة إدلب " * 25
PATH = sources("models/triggers.crfsuite")[-1]


def seen(text: str) -> list[Context]:
    none = Unknown("composed")
    document = passages.split(Report("r", "r", "r", text, "composed", none, none, none, none, none, "ar"))
    return [context for context in contexts(document, mentions.find(document)) if context.tokens]


@pytest.mark.parametrize("text", [TEXT, LONG + ".\n" + TEXT, "قصف.", "قصف # | # قرية."])
def test_the_taggers_sums_are_those_of_the_features(text: str) -> None:
    found = seen(text)
    tagger = CrfTagger(PATH)
    rows = [tagger._chain.scores(features) for context in found for features in token_features(context)]
    for _ in range(2):  # of what is new, and of what is kept
        assert np.allclose(tagger.scores(found), rows, rtol=0, atol=1e-12)


@pytest.mark.parametrize("text", [TEXT, LONG + ".\n" + TEXT, "قصف."])
def test_the_taggers_probabilities_are_those_of_the_library(text: str) -> None:
    found, library = seen(text), pycrfsuite.Tagger()
    library.open(str(PATH))
    tagger = CrfTagger(PATH)
    for context, mine in zip(found, tagger.marginals(found), strict=True):
        library.set(token_features(context))
        theirs = [[library.marginal(label, i) for label in tagger.labels] for i in range(len(context.tokens))]
        assert np.allclose(mine, theirs, rtol=0, atol=1e-10)


def test_no_sentence_has_no_probabilities() -> None:
    assert CrfTagger(PATH).marginals([]) == []


def test_a_full_store_forgets_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tawatur.claims.tagger._WORDS", 20)
    found = seen(TEXT)
    small, large = CrfTagger(PATH), shipped_models().tagger
    for context in found:
        assert np.allclose(small.marginals([context])[0], large.marginals([context])[0], rtol=0, atol=1e-12)


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=4),
    st.integers(0, 10_000),
    st.sampled_from([1.0, 8.0]),
)
@settings(max_examples=50, deadline=None)
def test_probabilities_are_those_of_all_ways_through(lengths: list[int], seed: int, scale: float) -> None:
    drawn = np.random.default_rng(seed)
    chain = Chain(("a", "b", "c"), {}, np.zeros((1, 3)), drawn.normal(0, scale, (3, 3)))
    scores = drawn.normal(0, scale, (sum(lengths), 3))
    found, at = chain.marginals(scores, lengths), 0
    for length in lengths:
        weights = np.zeros((length, 3))
        for way in np.ndindex(*(3,) * length):
            total = sum(scores[at + i, label] for i, label in enumerate(way))
            total += sum(chain.transitions[a, b] for a, b in pairwise(way))
            for i, label in enumerate(way):
                weights[i, label] += np.exp(total)
        assert np.allclose(found[at : at + length], weights / weights.sum(axis=1, keepdims=True), rtol=1e-9, atol=1e-12)
        at += length


@pytest.fixture
def cases(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[Maxent, Case]]]:
    """Every case that the classifiers are asked about."""
    asked: list[tuple[Maxent, Case]] = []
    for name in ("of", "chance"):
        plain = getattr(Maxent, name)

        def noted(self: Maxent, case: Case, plain: Any = plain) -> Any:
            asked.append((self, case))
            return plain(self, case)

        monkeypatch.setattr(Maxent, name, noted)
    yield asked


def test_a_case_is_judged_as_its_features_are(cases: list[tuple[Maxent, Case]]) -> None:
    assert read(TEXT)
    judged = list(cases)
    assert {id(model) for model, _ in judged} == {id(model) for model in shipped_models().links.values()}
    for model, case in judged:
        features = case.spelled()
        assert model.of(case) == model(features)
        if len(model.labels) == 2:
            assert model.chance(case) == model(features)[model.labels[1]]
        for label in model.labels:
            assert model.strongest_of(case, label) == model.strongest(features, label)


def test_a_classifier_that_forgets_judges_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(TEXT)
    for model in shipped_models().links.values():
        model._adds.clear()
    monkeypatch.setattr("tawatur.claims.maxent._MOST_KEPT", 3)
    assert read(TEXT) == whole


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(SPANS, max_size=6), st.lists(SPANS, max_size=4), SPANS)
def test_a_chain_is_the_one_of_most_characters(frames: list[Span], cues: list[Span], span: Span) -> None:
    links = [(Link(str(number), "", False),) for number in range(len(frames))]
    made = Attribution(tuple(Frame(one, link) for one, link in zip(frames, links, strict=True)), tuple(sorted(cues)))
    owners = [max((n for n, one in enumerate(frames) if one.start <= at < one.end), default=-1) for at in range(60)]
    free = [at for at in range(span.start, span.end) if not any(cue.start <= at < cue.end for cue in cues)]
    counts = {owner: sum(owners[at] == owner for at in free) for owner in {owners[at] for at in free}}
    first = {owner: owners.index(owner, span.start) for owner in counts}
    best = max(counts, key=lambda owner: (counts[owner], -first[owner]), default=-1)
    assert made.chain_of(span) == (links[best] if best >= 0 else ())
