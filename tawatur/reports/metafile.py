"""Metadata from outside the report: the command line, a file given with it, `meta.json` or `meta.csv` beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from tawatur.errors import DataError
from tawatur.lexicon import read_csv
from tawatur.model import Refusal, Stated, Unknown
from tawatur.reports.dates import parse_date
from tawatur.reports.files import META_NAMES, Found, base_name, visible
from tawatur.reports.options import ReadOptions, Record

Table = dict[str, tuple[Stated, ...]]
_KEYS = ("report", "name", "file", "id")
_FIELDS = ("outlet", "title", "author", "url", "published", "updated", "crawled")


class Meta:
    """Looks up what is given about a report from outside, in order of trust; reads each folder's file once."""

    def __init__(self, options: ReadOptions) -> None:
        self._command = tuple(
            Stated(field, value, "command line")
            for field, value in (("published", options.published), ("outlet", options.outlet))
            if value
        )
        self._folders: dict[Path, Table] = {}
        self._given: Table = {}
        self.refusals: list[Refusal] = []
        if options.published and isinstance(found := parse_date(options.published), Unknown):
            self.refusals.append(Refusal("command line", found.reason, "write a day as 2017-11-19, or start..end"))
        if options.meta:
            self._given, self.refusals = _load(Path(options.meta), self.refusals)

    def beside(self, path: Path) -> Iterator[Refusal]:
        """Reads the metadata files of a report's folder on first sight; yields what is wrong with them."""
        folder = path.parent
        if folder in self._folders:
            return
        table: Table = {}
        problems: list[Refusal] = []
        for name in sorted(META_NAMES):
            if (folder / name).is_file():
                more, problems = _load(folder / name, problems)
                table.update(more)
        self._folders[folder] = table
        yield from problems

    def of(self, record: Record, found: Found) -> tuple[Stated, ...]:
        """The values given for a record: command line, then the file given, then the folder's file."""
        path = Path(found.path)
        names = (record.name, *record.aliases, base_name(path.name), path.name)
        if record.aliases:  # one of several records of a file: the file's own name does not speak for it
            names = (record.name, *record.aliases)
        given: list[Stated] = list(self._command)
        for table in (self._given, self._folders.get(path.parent, {})):
            given += next((table[name] for name in names if name in table), ())
        return tuple(given)


def _load(path: Path, problems: list[Refusal]) -> tuple[Table, list[Refusal]]:
    source = visible(str(path))
    try:
        rows = read_csv(path) if path.suffix == ".csv" else _json_rows(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, ValueError, DataError) as error:
        advice = "objects with report, outlet, published (a day, or start and end), url; as JSON, JSONL or CSV"
        return {}, [*problems, Refusal(source, f"metadata cannot be read: {str(error)[:200]}", advice)]
    table: Table = {}
    for number, row in enumerate(rows, 1):
        name = next((str(row[key]) for key in _KEYS if row.get(key)), "") if isinstance(row, Mapping) else ""
        if not name:
            problems = [*problems, Refusal(f"{source}:{number}", "metadata without a `report`", "name the report")]
            continue
        table[base_name(name)] = table[name] = tuple(_stated(row, f"meta file {path.name}"))
    return table, problems


def _json_rows(text: str) -> list[Any]:
    """A list of objects, one object a line, or an object of objects by name."""
    try:
        content = json.loads(text)
    except ValueError:
        return [msgspec.json.decode(line) for line in text.splitlines() if line.strip()]
    if isinstance(content, list):
        return content
    if isinstance(content, dict) and not any(key in content for key in _KEYS):
        return [{"report": name} | (value if isinstance(value, dict) else {}) for name, value in content.items()]
    return [content]


def _stated(row: Mapping[str, Any], source: str) -> Iterator[Stated]:
    for field in _FIELDS:
        value = row.get(field)
        if field == "published" and not value and row.get("start"):
            value = {"start": row["start"], "end": row.get("end") or row["start"]}
        if isinstance(value, Mapping):
            basis = f": {value['basis']}" if value.get("basis") else ""
            if value.get("start"):
                yield Stated(field, f"{value['start']}..{value.get('end') or value['start']}", source + basis)
        elif value:
            yield Stated(field, str(value), source)
