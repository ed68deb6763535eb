"""What a row's source counts as, and the count by file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.lexicon.provenance import provenance, standing


@pytest.mark.parametrize(
    ("source", "counts_as"),
    [
        ("name and point: GeoNames 174448", "checked"),
        ("Reuters, a title, https://example.org/a; battle: Wikipedia, Battle of X, https://example.org/b", "checked"),
        ("name and point: GeoNames 174448; other spellings: general knowledge, unchecked", "partly"),
        ("general knowledge, unchecked", "unchecked"),
        ("names: general knowledge, unchecked; dates: general knowledge, unchecked", "unchecked"),
    ],
)
def test_a_source_counts_by_its_parts(source: str, counts_as: str) -> None:
    assert standing(source) == counts_as


def test_rows_are_counted_by_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAWATUR_DATA", str(tmp_path))
    whole = "source: general knowledge, unchecked\nrows:\n  - {id: a}\n  - {id: b, source: a document}\n"
    (tmp_path / "whole.yaml").write_text(whole, encoding="utf-8")
    (tmp_path / "each.yaml").write_text("- {id: a, source: a document}\n", encoding="utf-8")
    (tmp_path / "rows.csv").write_text('name,source\nx,GeoNames\ny,"general knowledge, unchecked"\n', encoding="utf-8")
    (tmp_path / "none.yaml").write_text("words: [أ]\n", encoding="utf-8")
    mine = {one.file: (one.rows, one.checked, one.partly, one.unchecked) for one in provenance()}
    assert mine["whole.yaml"] == (2, 1, 0, 1)
    assert mine["each.yaml"] == (1, 1, 0, 0)
    assert mine["rows.csv"] == (2, 1, 0, 1)
    assert "none.yaml" not in mine


def test_most_dated_events_rest_on_a_document() -> None:
    events = next(one for one in provenance() if one.file == "dating/events.yaml")
    assert events.checked + events.partly >= 0.8 * events.rows


def test_the_three_parts_add_up() -> None:
    assert all(one.checked + one.partly + one.unchecked == one.rows for one in provenance())
