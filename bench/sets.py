"""The sets that figures are measured on: the project's samples, and the reference sets where ../shared is present."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from tawatur import pipeline
from tawatur.model import Because, Contents, Report, Unknown, When, content_id, day
from tawatur.pipeline import Item
from tawatur.reports import ReadOptions, read_paths

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
BLIND = frozenset({"iraq2015"})
"""Kept unread until everything else is met, so that one honest figure remains."""


def samples() -> tuple[str, ...]:
    """The project's own sample sets that have a reference."""
    return tuple(sorted(p.parent.parent.name for p in (ROOT / "samples").glob("*/reference/claims.jsonl")))


def references() -> tuple[str, ...]:
    """The reference sets with links at hand (those without are for learning only), the blind one left out; none where
    ../shared is absent."""
    found = sorted(p.parent.name for p in (SHARED / "gold").glob("*/links.jsonl"))
    return tuple(name for name in found if name not in BLIND)


def sample_reports(name: str) -> list[Report]:
    """The reports of a sample set, read as `tawatur read` reads them. Raises `SystemExit` if one is refused."""
    found = list(read_paths([ROOT / "samples" / name], ReadOptions()))
    refused = [item for item in found if not isinstance(item, Report)]
    if refused:
        raise SystemExit(f"samples/{name}: {refused[0]}")
    return [item for item in found if isinstance(item, Report)]


def reference_reports(name: str) -> list[Report]:
    """The reports of a reference set, dated by its meta.json, else by its reports.jsonl."""
    meta = SHARED / "reports" / name / "meta.json"
    rows = json.loads(meta.read_text(encoding="utf-8")) if meta.exists() else []
    stated = {row["report"]: row for row in rows or json_lines(SHARED / "gold" / name / "reports.jsonl")}
    return [_report(path, stated.get(path.stem, {})) for path in sorted((SHARED / "reports" / name).glob("*.txt"))]


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def contents(reports: list[Report], only: str = "") -> Contents:
    """The reports (those whose name contains `only`) run through the pipeline, all in this process."""
    lines = {report.id: pipeline.lines_of(report) for report in reports}
    shared = pipeline.shared_lines(lines.values())
    wanted = [report for report in reports if only in report.name]
    items = [pipeline.derive(Item(report, shared & frozenset(lines[report.id].keys)))[0] for report in wanted]
    return Contents(
        reports=tuple(item.report for item in items),
        passages=tuple(passage for item in items for passage in item.passages or ()),
        mentions=tuple(mention for item in items for mention in item.mentions or ()),
        claims=tuple(claim for item in items for claim in item.claims or ()),
    )


def _report(path: Path, row: dict[str, Any]) -> Report:
    text, none = path.read_bytes().decode("utf-8"), Unknown("not stated")
    return Report(
        id=content_id("report", path.stem, text), identity=path.stem, name=path.stem, text=text, source=path.name,
        outlet=row.get("outlet") or none, title=none, author=none, url=row.get("url") or none,
        published=_published(row.get("published")), language="ar",
    )  # fmt: skip


def _published(value: Any) -> When | Unknown:
    because = (Because("published.stated", "the set's metadata"),)
    if isinstance(value, dict):
        return When(date.fromisoformat(value["start"]), date.fromisoformat(value["end"]), "day", because)
    return day(date.fromisoformat(value), because) if value else Unknown("not stated")
