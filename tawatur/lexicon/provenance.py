"""How much of each data file rests on a document or a dataset: rows counted by what their `source` says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tawatur.lexicon.files import read_csv, read_yaml
from tawatur.lexicon.lint import UNCHECKED, data_files, label
from tawatur.model import Frozen


class Provenance(Frozen, frozen=True):
    """One data file: all its rows, those that rest on documents or datasets in full, those that do so in part, and
    those that rest on general knowledge alone. The three parts add up to `rows`."""

    file: str
    rows: int
    checked: int
    partly: int
    unchecked: int


def standing(source: str) -> str:
    """`checked`, `partly` or `unchecked`, by a row's source: parts are separated by semicolons, and a part that says
    "general knowledge, unchecked" covers what it names.

    >>> standing("name and point: GeoNames 174448"), standing("general knowledge, unchecked (names); GeoNames (point)")
    ('checked', 'partly')
    """
    parts = [part for part in source.split(";") if part.strip()]
    open_parts = [part for part in parts if UNCHECKED in part]
    if not open_parts:
        return "checked"
    return "partly" if len(open_parts) < len(parts) else "unchecked"


def provenance() -> tuple[Provenance, ...]:
    """The count of each data file that states a provenance, in order of the files; words of the interface have none."""
    return tuple(_count(path) for path in data_files() if path.parent.name != "messages" and any(_sources(path)))


def _count(path: Path) -> Provenance:
    found = [standing(source) for source in _sources(path)]
    counts = {name: found.count(name) for name in ("checked", "partly", "unchecked")}
    return Provenance(label(path), len(found), **counts)


def _sources(path: Path) -> Iterator[str]:
    """The source of every row: of a CSV its column; of a YAML file what each entry of its lists says, else the file."""
    if path.suffix == ".csv":
        yield from (row["source"] for row in read_csv(path) if row.get("source"))
        return
    content: Any = read_yaml(path)
    if isinstance(content, list):
        yield from (str(entry["source"]) for entry in content if isinstance(entry, dict) and entry.get("source"))
    elif isinstance(content, dict):
        whole = str(content.get("source") or "")
        rows = [entry for value in content.values() if isinstance(value, list) for entry in value]
        own = [str(entry.get("source") or whole) for entry in rows if isinstance(entry, dict)]
        tables = (entry for entry in content.values() if isinstance(entry, dict))
        own = own or [str(table["source"]) for table in tables if "source" in table]
        yield from (source for source in (own or [whole]) if source)
