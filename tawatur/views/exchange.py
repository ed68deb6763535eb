"""The exchange format (codebook, section 6): claims, reports and links as JSON lines, and claims read back in.

What the format does not carry (reasons, candidates that lost, a place's part and radius) stays in the casebook; what it
carries survives a round trip unchanged.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

import msgspec

from tawatur.errors import DataError
from tawatur.lexicon.files import write_whole
from tawatur.model import (
    EVENT_TYPES,
    Claim,
    Link,
    Modality,
    PlaceKind,
    PlaceRef,
    Polarity,
    Precision,
    Quantity,
    Report,
    Span,
    Unit,
    Unknown,
    When,
)  # fmt: skip
from tawatur.model.contents import Contents, CrossLink
from tawatur.views.rows import (
    ClaimRow,
    EvidenceRow,
    LinkRow,
    LinksRow,
    PlaceRow,
    PublishedRow,
    QuantityRow,
    ReportRow,
    ReportSpanRow,
    SpanRow,
    WhenRow,
    broken_line,
    encode_rows,
    numbered_lines,
    read_rows,
)  # fmt: skip

CLAIMS, REPORTS, LINKS = "claims.jsonl", "reports.jsonl", "links.jsonl"
_NOT_STATED = "the line gives none"
_KINDS = ("reuse", "same_event", "conflict", "supersession")


def write(contents: Contents, directory: Path) -> tuple[Path, ...]:
    """Writes `claims.jsonl`, `reports.jsonl` and `links.jsonl` into `directory` (made if absent); gives their paths.

    The same contents give the same bytes. An unknown slot is `null`. `report` is the file name without its ending;
    where two reports of the casebook share it, each carries a part of its id after a `~`.
    """
    names = report_names(contents.reports)
    directory.mkdir(parents=True, exist_ok=True)
    files = {
        CLAIMS: encode_rows(claim_rows(contents, names)),
        REPORTS: encode_rows(report_rows(contents, names)),
        LINKS: encode_rows(link_rows(contents.links, names)),
    }
    for name, content in files.items():
        write_whole(directory / name, content)
    return tuple(directory / name for name in files)


def report_names(reports: Iterable[Report]) -> dict[str, str]:
    """The exchange name of every report by its id, unique among them."""
    known = tuple(reports)
    times = Counter(report.name for report in known)
    return {r.id: r.name if times[r.name] == 1 else f"{r.name}~{r.id[-8:]}" for r in known}


def claim_rows(contents: Contents, names: Mapping[str, str]) -> tuple[ClaimRow, ...]:
    """The lines of `claims.jsonl`, sorted by report, place in the text and id."""
    texts = {report.id: report.text for report in contents.reports}
    ordered = sorted(contents.claims, key=lambda c: (names[c.report], c.evidence, c.id))
    return tuple(_claim_row(claim, names[claim.report], texts[claim.report]) for claim in ordered)


def _claim_row(claim: Claim, name: str, text: str) -> ClaimRow:
    evidence = EvidenceRow(claim.evidence.start, claim.evidence.end, claim.evidence.of(text))
    return ClaimRow(
        id=claim.id,
        report=name,
        evidence=evidence,
        type=claim.type,
        agents=claim.agents,
        targets=claim.targets,
        place=_place_row(claim.place),
        when=_when_row(claim.when),
        extent=None if isinstance(claim.extent, Unknown) else claim.extent,
        quantity=_quantity_row(claim.quantity),
        polarity=claim.polarity,
        modality=claim.modality,
        chain=tuple(LinkRow(x.who or None, x.organisation or None, x.anonymous) for x in claim.chain),
    )


def _place_row(place: PlaceRef | Unknown) -> PlaceRow | None:
    if isinstance(place, Unknown):
        return None
    return PlaceRow(place.text, place.name, place.lat, place.lon, place.kind)


def _when_row(when: When | Unknown) -> WhenRow | None:
    if isinstance(when, Unknown):
        return None
    return WhenRow(_iso(when.start), _iso(when.end), when.precision)


def _quantity_row(quantity: Quantity | Unknown) -> QuantityRow | None:
    if isinstance(quantity, Unknown):
        return None
    return QuantityRow(quantity.low, quantity.high, quantity.unit, quantity.text)


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def report_rows(contents: Contents, names: Mapping[str, str]) -> tuple[ReportRow, ...]:
    """The lines of `reports.jsonl`, sorted by report; page furniture as merged spans."""
    furniture: dict[str, list[Span]] = {report.id: [] for report in contents.reports}
    for passage in contents.passages:
        if passage.part == "furniture":
            furniture[passage.report].append(passage.span)
    ordered = sorted(contents.reports, key=lambda r: names[r.id])
    return tuple(_report_row(report, names[report.id], furniture[report.id]) for report in ordered)


def _report_row(report: Report, name: str, furniture: list[Span]) -> ReportRow:
    published = None
    if not isinstance(report.published, Unknown):
        basis = "; ".join(reason.note for reason in report.published.because if reason.note)
        published = PublishedRow(_iso(report.published.start), _iso(report.published.end), basis)
    outlet = None if isinstance(report.outlet, Unknown) else report.outlet
    return ReportRow(name, outlet, published, tuple(SpanRow(s.start, s.end) for s in merged(furniture)))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same code points as the fewest spans, sorted: overlapping and touching ones become one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def link_rows(links: Iterable[CrossLink], names: Mapping[str, str]) -> tuple[LinksRow, ...]:
    """The lines of `links.jsonl`, by kind and id. Members keep their order: it means something in a supersession."""
    ordered = sorted(links, key=lambda link: (_KINDS.index(link.kind), link.id))
    return tuple(LinksRow(link.kind, _members(link, names)) for link in ordered)


def _members(link: CrossLink, names: Mapping[str, str]) -> tuple[str | ReportSpanRow, ...]:
    if link.kind == "reuse":
        return tuple(ReportSpanRow(names[p.report], p.start, p.end) for p in link.passages)
    return link.claims


def read_claims(path: Path, reports: Iterable[Report]) -> tuple[Claim, ...]:
    """The claims of one `claims.jsonl` over `reports`, in the order of the file: the inverse of `write`.

    Raises `DataError`, with the line quoted, if a line is not JSON or lacks a field, names a report that is not
    among `reports`, uses a value that the codebook does not have, repeats an id, or if its evidence text is not the
    slice of the report's text that its offsets give (the offsets were made on another decoding or version).
    """
    known = tuple(reports)
    names = report_names(known)
    by_name = {names[report.id]: report for report in known}
    out: dict[str, Claim] = {}
    for number, line in numbered_lines(path):
        try:
            claim = _claim(msgspec.json.decode(line, type=ClaimRow), by_name)
            if claim.id in out:
                raise DataError(f"the id {claim.id!r} stands twice; ids are unique in a file")
        except (msgspec.DecodeError, DataError, ValueError) as error:
            raise broken_line(path.name, number, line, str(error)) from error
        out[claim.id] = claim
    return tuple(out.values())


def _claim(row: ClaimRow, by_name: Mapping[str, Report]) -> Claim:
    report = by_name.get(row.report)
    if report is None:
        near = difflib.get_close_matches(row.report, by_name, n=3)
        hint = f"; nearest: {', '.join(near)}" if near else ""
        raise DataError(f"no report {row.report!r} was read{hint}")
    return Claim(
        id=row.id,
        report=report.id,
        evidence=_evidence(row.evidence, report),
        type=_one_of("type", row.type, EVENT_TYPES),
        agents=row.agents,
        targets=row.targets,
        place=_place(row.place),
        when=_when(row.when),
        extent=Unknown(_NOT_STATED) if row.extent is None else row.extent,
        quantity=_quantity(row.quantity),
        polarity=_one_of("polarity", row.polarity, get_args(Polarity)),
        modality=_one_of("modality", row.modality, get_args(Modality)),
        chain=tuple(Link(x.who or "", x.organisation or "", x.anonymous) for x in row.chain),
    )


def _evidence(row: EvidenceRow, report: Report) -> Span:
    span = Span(row.start, row.end)
    if not 0 <= span.start < span.end <= len(report.text):
        raise DataError(f"evidence {row.start}..{row.end} lies outside the {len(report.text)} characters of the text")
    if span.of(report.text) != row.text:
        raise DataError(f"the text at {row.start}..{row.end} is {span.of(report.text)[:80]!r}, not the evidence given")
    return span


def _one_of(field: str, value: str | None, allowed: tuple[Any, ...]) -> Any:
    if value not in allowed:
        raise DataError(f"{field} {value!r} is not one of {', '.join(allowed)}")
    return value


def _place(row: PlaceRow | None) -> PlaceRef | Unknown:
    if row is None:
        return Unknown(_NOT_STATED)
    return PlaceRef(row.text, row.name, row.lat, row.lon, _one_of("place.kind", row.kind, get_args(PlaceKind)))


def _when(row: WhenRow | None) -> When | Unknown:
    if row is None:
        return Unknown(_NOT_STATED)
    return When(_day(row.start), _day(row.end), _one_of("when.precision", row.precision, get_args(Precision)))


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _quantity(row: QuantityRow | None) -> Quantity | Unknown:
    if row is None:
        return Unknown(_NOT_STATED)
    if row.low is None and row.high is None:
        raise DataError("quantity.low is missing")
    low = 0.0 if row.low is None else row.low  # "no more than 50" has no lower end: none is the least there can be
    return Quantity(low, row.high, _one_of("quantity.unit", row.unit, get_args(Unit)), row.text)


def read_links(directory: Path) -> tuple[LinksRow, ...]:
    """The lines of `links.jsonl` in `directory`, none if there is no such file."""
    path = directory / LINKS
    return read_rows(path, LinksRow) if path.exists() else ()
