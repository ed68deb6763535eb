"""Own decoding of the shipped models against the library that trained them."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pycrfsuite
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.errors import DataError
from tawatur.languages import clitics, tokenize
from tawatur.lexicon import names, words
from tawatur.lexicon.crf import Chain, read_chain
from tawatur.lexicon.files import sources

SENTENCES = (
    "وأعلن قائد الفرقة الأولى اللواء سالم بن راشد الحاسي أن القوات سيطرت على المدينة وعلى ثلاث قرى.",
    "قال الناطق باسم كتيبة «صقور الوادي» أحمد العلي إن المسلحين انسحبوا من مطار النور إلى الجنوب",
    "وقتل 12 مدنيا في قصف على سوق البلدة، بحسب مصدر طبي في مستشفى الشفاء",
    "لها",
    "Reuters 2019 ، «»",
    "",
)


def tagger(name: str) -> pycrfsuite.Tagger:
    found = pycrfsuite.Tagger()
    found.open(str(sources(f"models/{name}.crfsuite")[0]))
    return found


@pytest.mark.parametrize("sentence", SENTENCES)
def test_names_are_labelled_as_the_library_labels_them(sentence: str) -> None:
    tokens = tokenize(sentence)
    labels = tagger("names").tag(names.name_features([token.text for token in tokens]))
    assert names.label_names(tokens) == names.spans(labels)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_parts_of_speech_are_those_of_the_library(sentence: str) -> None:
    tokens = tokenize(sentence)
    cut = [words.segment(token.text) if token.key else words.Word((), token.text) for token in tokens]
    row = words.pieces(cut)
    tags = tagger("pos").tag(words.piece_features(row))
    stems = [tag for (kind, _), tag in zip(row, tags, strict=True) if kind in "sd"]
    assert [word.pos for word in words.tag(tokens)] == stems


@given(st.text("وفبلكساتنيهمدرقعةىأء", min_size=2, max_size=12))
def test_a_lawful_cut_of_the_library_is_the_cut(form: str) -> None:
    labels = "".join(tagger("segmenter").tag(clitics.features(form, words.level)))
    lawful = [clitics.labels_of(form, *reading) for reading in clitics.readings(form)]
    if labels in lawful and clitics.closed(form) is None and form[-1] not in "هي":
        assert words.segment(form) == clitics.word(form, labels)


@given(st.lists(st.lists(st.floats(-8, 8), min_size=3, max_size=3), min_size=1, max_size=12), st.integers(0, 10_000))
def test_the_best_labels_are_those_of_a_search_through_all(rows: list[list[float]], seed: int) -> None:
    steps = np.random.default_rng(seed).normal(0, 3, (3, 3))
    chain = Chain("abc", {}, np.zeros((1, 3)), steps)
    scores = np.array(rows)
    best = plain_viterbi(scores, steps)
    assert total(chain.best(scores), scores, steps) == pytest.approx(best)
    assert total(chain.best(scores, "b"), scores, steps) == pytest.approx(best)


def total(labels: list[str], scores: np.ndarray, steps: np.ndarray) -> float:
    at = ["abc".index(label) for label in labels]
    return float(sum(scores[i, y] for i, y in enumerate(at)) + sum(steps[a, b] for a, b in pairwise(at)))


def plain_viterbi(scores: np.ndarray, steps: np.ndarray) -> float:
    best = scores[0]
    for row in scores[1:]:
        best = (best[:, None] + steps).max(axis=0) + row
    return float(best.max())


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.crfsuite"
    for content in (b"", b"lCRF", b"x" * 200):
        path.write_bytes(content)
        with pytest.raises(DataError, match=r"model\.crfsuite"):
            read_chain(path)
