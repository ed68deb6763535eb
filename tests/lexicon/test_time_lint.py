"""The words of time and number: nothing hidden, every class used, a user's own words added to the shipped ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.errors import DataError
from tawatur.lexicon import numbers, times
from tawatur.lexicon.time_lint import lint_numbers, lint_times


@pytest.fixture
def user_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder of a user, and an empty cache; the tables are read anew before and after."""
    monkeypatch.setenv("TAWATUR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TAWATUR_CACHE", str(tmp_path / "cache"))
    for name in ("times", "numbers"):
        (tmp_path / "data" / name).mkdir(parents=True)
    return tmp_path / "data"


def test_shipped_words_are_clean() -> None:
    assert lint_times() == () and lint_numbers() == ()


def test_hidden_word_is_named(user_folder: Path) -> None:
    (user_folder / "times" / "words.yaml").write_text("words:\n- {class: month, value: 3, words: [الخميس]}\n", "utf-8")
    assert any("الخميس" in problem and "hidden" in problem for problem in lint_times())


def test_noun_given_twice_is_named(user_folder: Path) -> None:
    row = "singular,plurals,unit,one,source\nدبابة,دبابات,vehicle,,test\n"
    (user_folder / "numbers" / "nouns.csv").write_text(row, "utf-8")
    assert any("دبابة" in problem and "twice" in problem for problem in lint_numbers())


def test_users_words_are_added(user_folder: Path) -> None:
    (user_folder / "times" / "words.yaml").write_text("words:\n- {class: month, value: 3, words: [ربيعان]}\n", "utf-8")
    (user_folder / "numbers" / "words.yaml").write_text("not: [قطعا]\n", "utf-8")
    built = times.time_lexicon.__wrapped__()
    assert built.words["ربيعان"].value == 3 and built.words["نيسان"].value == 4
    assert "قطعا" in numbers.number_lexicon.__wrapped__().words["not"]


def test_wrong_unit_is_refused(user_folder: Path) -> None:
    row = "singular,plurals,unit,one,source\nدراجة,دراجات,bicycle,,test\n"
    (user_folder / "numbers" / "mine.csv").write_text(row, "utf-8")
    with pytest.raises(DataError, match="bicycle"):
        numbers.number_lexicon.__wrapped__()


def test_unknown_class_in_a_pattern_is_refused(user_folder: Path) -> None:
    rule = '- {name: mine, level: 1, form: day, precision: day, pattern: "nosuch"}'
    (user_folder / "times" / "patterns.yaml").write_text(f"patterns:\n{rule}\n", "utf-8")
    with pytest.raises(DataError, match="nosuch"):
        times.time_lexicon.__wrapped__()


def test_bracket_that_is_not_closed_is_refused(user_folder: Path) -> None:
    rule = '- {name: mine, level: 1, form: day, precision: day, pattern: "(?: weekday"}'
    (user_folder / "times" / "patterns.yaml").write_text(f"patterns:\n{rule}\n", "utf-8")
    with pytest.raises(DataError, match="mine"):
        times.time_lexicon.__wrapped__()
