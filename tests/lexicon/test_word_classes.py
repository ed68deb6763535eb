"""Classes of words: the examples of the data, and what is taken off a word before it is looked up."""

from __future__ import annotations

from typing import Any

import pytest

from tawatur.languages import fold
from tawatur.lexicon import read_yaml, sources
from tawatur.lexicon.word_classes import word_classes


def rows() -> dict[str, dict[str, Any]]:
    return dict(read_yaml(sources("word_classes.yaml")[0])["classes"])


@pytest.mark.parametrize("name", rows())
def test_examples_that_belong_and_that_do_not(name: str) -> None:
    row = rows()[name]
    for word in row["match"].split():
        assert name in word_classes(fold(word)), word
    for word in row["not"].split():
        assert name not in word_classes(fold(word)), word


@pytest.mark.parametrize("word", ["وبالطائرات", "طائراتها", "الطائرتين", "لطائرة"])
def test_clitics_and_endings_are_taken_off(word: str) -> None:
    assert "weapon.air" in word_classes(fold(word))


def test_a_word_that_no_class_has() -> None:
    assert word_classes("قنطره") == ()
    assert word_classes("") == ()
