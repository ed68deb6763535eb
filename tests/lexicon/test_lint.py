"""The net below all data files: what it catches, and that the shipped files pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur import lint
from tawatur.lexicon.lint import lint_file


def problems(tmp_path: Path, name: str, text: str) -> str:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return "\n".join(lint_file(tmp_path / name))


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("a.yaml", "a: 1\nb: 2\na: 3\n", "a.yaml:3: the key 'a' stands twice"),
        ("a.yaml", "a: [1\n", "a.yaml:2"),
        ("a.yaml", "names: [سوری]\n", "Farsi yeh"),
        ("a.yaml", "names: [كتاب\u200fي]\n", "U+200F"),
        ("a.yaml", "names: [كتــاب]\n", "TATWEEL"),
        ("a.yaml", "names: [\ufed8\ufee0]\n", "presentation form"),
        ("a.yaml", "names: [\u0627\u0653]\n", "not in NFC"),
        ("a.csv", "name,source\nx,GeoNames\ny\n", "a.csv:3: 1 columns, the header has 2"),
        ("a.csv", "name,source\nx,\n", "no provenance"),
        ("a.csv", "name,source\nx,GeoNames\nx,GeoNames\n", "the same row as line 2"),
        ("a.csv", "# nothing\n", "no header"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, name: str, text: str, problem: str) -> None:
    assert problem in problems(tmp_path, name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "names: [لـ, هـ, الـ48, سوريا]\n"),
        ("a.csv", "# a comment: سوری\nname,source\nx,GeoNames\ny,UCDP\n"),
    ],
)
def test_what_is_right_passes(tmp_path: Path, name: str, text: str) -> None:
    assert problems(tmp_path, name, text) == ""


def test_bytes_of_another_encoding_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("اسم".encode("cp1256"))
    assert "not UTF-8" in lint_file(tmp_path / "a.csv")[0]


def test_the_data_files_pass() -> None:
    assert lint.run().problems == ()


def test_a_users_own_file_is_checked_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAWATUR_DATA", str(tmp_path))
    (tmp_path / "mine.yaml").write_text("a: 1\na: 2\n")
    assert lint.run().problems == ("mine.yaml:2: the key 'a' stands twice",)
