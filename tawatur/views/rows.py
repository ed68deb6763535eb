"""The lines of the exchange format (codebook, section 6) as types: what stands in the files, nothing resolved.

They are lenient where files of other tools may be short (a missing slot is an absent one), so that the scorer can read
anybody's claims; `views.exchange.read_claims` is strict.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from tawatur.errors import DataError
from tawatur.model import Frozen

R = TypeVar("R")


class EvidenceRow(Frozen, frozen=True):
    """Where a claim stands: half-open code points of the report's original text, and that slice."""

    start: int
    end: int
    text: str = ""


class PlaceRow(Frozen, frozen=True):
    """A place; `lat` and `lon` are WGS84 degrees, `None` where the place could not be located."""

    text: str = ""
    name: str = ""
    lat: float | None = None
    lon: float | None = None
    kind: str | None = None


class WhenRow(Frozen, frozen=True):
    """Days as ISO dates, both ends inclusive; `None` is an open end."""

    start: str | None = None
    end: str | None = None
    precision: str = "unknown"


class QuantityRow(Frozen, frozen=True):
    """How many of what; `high` is `None` for an open range."""

    low: float | None = None
    high: float | None = None
    unit: str = "other"
    text: str = ""


class LinkRow(Frozen, frozen=True):
    """One link of a chain of attribution."""

    who: str | None = None
    organisation: str | None = None
    anonymous: bool = False


class ClaimRow(Frozen, frozen=True):
    """One line of `claims.jsonl`."""

    id: str
    report: str
    evidence: EvidenceRow
    type: str
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    place: PlaceRow | None = None
    when: WhenRow | None = None
    extent: tuple[float, float] | None = None
    quantity: QuantityRow | None = None
    polarity: str | None = None
    modality: str | None = None
    chain: tuple[LinkRow, ...] = ()


class PublishedRow(Frozen, frozen=True):
    """When a report may have been published (ISO dates, inclusive) and why."""

    start: str | None = None
    end: str | None = None
    basis: str = ""


class SpanRow(Frozen, frozen=True):
    """A half-open range of code points of the report that the row belongs to."""

    start: int
    end: int


class ReportRow(Frozen, frozen=True):
    """One line of `reports.jsonl`; `boilerplate` are the spans of page furniture."""

    report: str
    outlet: str | None = None
    published: PublishedRow | None = None
    boilerplate: tuple[SpanRow, ...] = ()


class ReportSpanRow(Frozen, frozen=True):
    """A passage of a named report: the member of a `reuse` line."""

    report: str
    start: int
    end: int


class LinksRow(Frozen, frozen=True):
    """One line of `links.jsonl`: claim ids, or two passages for `reuse`."""

    kind: str
    members: tuple[str | ReportSpanRow, ...]


def read_rows(path: Path, kind: type[R]) -> tuple[R, ...]:
    """The lines of one JSON-lines file, blank ones skipped.

    Raises `DataError` that names the file, the line's number and what is wrong with it, and quotes the line.
    """
    return tuple(_decode(path.name, number, line, kind) for number, line in numbered_lines(path))


def numbered_lines(path: Path) -> tuple[tuple[int, str], ...]:
    """The lines of a UTF-8 file that are not blank, with their numbers from 1; `DataError` if it is not UTF-8."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path.name}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    # Only \n ends a line: str.splitlines would also break at U+2028 inside a quoted text.
    return tuple((number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip())


def _decode(name: str, number: int, line: str, kind: type[R]) -> R:
    try:
        return msgspec.json.decode(line, type=kind)
    except msgspec.DecodeError as error:
        raise broken_line(name, number, line, str(error)) from error


def broken_line(name: str, number: int, line: str, why: str) -> DataError:
    """The error for one line that does not fit: where it stands, what is wrong, and the line itself, shortened."""
    quoted = line.strip() if len(line.strip()) <= 240 else line.strip()[:240] + "…"
    return DataError(f"{name}, line {number}: {why}\n  {quoted}")


def encode_rows(rows: Sequence[Frozen]) -> bytes:
    """The rows as JSON lines, UTF-8 without ASCII escaping, whole numbers without a decimal point."""
    return b"".join(msgspec.json.encode(_whole(msgspec.to_builtins(row))) + b"\n" for row in rows)


def _whole(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_whole(item) for item in value]
    return value
