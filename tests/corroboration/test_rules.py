"""The data file: its examples, and what it must refuse."""

from pathlib import Path

import pytest

from tawatur.corroboration.rules import relation, rules, side_name
from tawatur.errors import DataError
from tawatur.lexicon.actors import actor_index
from tawatur.lexicon.outlets import registry


@pytest.mark.parametrize("one, other, wanted", rules().examples)
def test_the_examples_hold_both_ways(one, other, wanted):
    assert relation(one, other) == wanted == relation(other, one)


def test_every_side_of_a_bloc_is_one_that_actors_or_outlets_have():
    known = {side_name(a.side) for a in actor_index().actors.values()} | {
        side_name(o.side) for o in registry().by_id.values()
    }
    missing = {side for sides in rules().blocs.values() for side in sides} - known
    assert not missing


def test_a_file_that_opposes_an_unknown_bloc_is_refused(tmp_path, monkeypatch):
    shipped = Path(__file__).resolve().parents[2] / "tawatur" / "data" / "corroboration.yaml"
    text = shipped.read_text(encoding="utf-8").replace("[Damascus, jihadists]", "[Damascus, nobody]")
    (tmp_path / "corroboration.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("TAWATUR_DATA", str(tmp_path))
    rules.cache_clear()
    try:
        with pytest.raises(DataError, match="no bloc 'nobody'"):
            rules()
    finally:
        rules.cache_clear()
