"""Undated reports composed for the project, with the days on which they are set: `dating_scenes.yaml`, read as the
pipeline reads reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec

from tawatur import pipeline
from tawatur.dating import Given, date_reports
from tawatur.lexicon import read_yaml
from tawatur.model import Frozen, Report, Unknown
from tawatur.model.dating import Dated
from tawatur.passages import document
from tawatur.passages.reuse import shared_passages
from tawatur.pipeline import Item

READ_ON = date(2026, 1, 1)
NONE = Unknown("withheld")


class Scene(Frozen, frozen=True):
    """One report of a scene as dating reads it, the days on which it is set, and the widest interval in days that a
    careful reader would leave (0: any)."""

    given: Given
    start: date
    end: date
    within: int


@lru_cache(maxsize=1)
def texts() -> dict[str, tuple[dict[str, object], ...]]:
    """The rows of all scenes by name, unread."""
    raw = read_yaml(Path(__file__).with_suffix(".yaml"))["scenes"]
    return {name: tuple(rows) for name, rows in raw.items()}


@lru_cache(maxsize=1)
def scenes() -> dict[str, tuple[Scene, ...]]:
    """All scenes by name; the reports of one are read together."""
    return {name: tuple(_scene(f"{name}-{n}", row) for n, row in enumerate(rows, 1)) for name, rows in texts().items()}


def _scene(name: str, row: dict[str, object]) -> Scene:
    days = row["day"] if isinstance(row["day"], list) else [row["day"], row["day"]]
    start, end = msgspec.convert(days, tuple[date, date])
    report = Report(name, name, name, str(row["text"]), "", NONE, NONE, NONE, NONE, NONE, "ar")
    item, _ = pipeline.derive(Item(report))
    given = Given(document(report, item.passages or ()), item.mentions or (), item.claims or (), READ_ON)
    return Scene(given, start, end, int(str(row.get("within", 0))))


def found(given: Sequence[Given]) -> tuple[Dated, ...]:
    """The dates of these reports, read together, in their order."""
    dates = date_reports(given, shared_passages(one.document for one in given))
    by_id = {one.report: one for one in dates}
    return tuple(by_id[one.document.report.id] for one in given)


def remains(dated: Dated, start: date, end: date) -> bool:
    """Whether one of the remaining intervals shares a day with another (all that are listed; a set with more is taken
    as its hull)."""
    if dated.count > len(dated.runs):
        low, high = dated.start.day, dated.end.day
        return (low is None or low <= end) and (high is None or high >= start)
    return any((r.start is None or r.start <= end) and (r.end is None or r.end >= start) for r in dated.runs)
