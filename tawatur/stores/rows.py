"""Values to rows and back: indexed columns beside the msgspec JSON of the whole value."""

from __future__ import annotations

import msgspec

from tawatur.languages import fold
from tawatur.model import Claim, Mention, Passage, PlaceRef, Report, Unknown, When
from tawatur.model.dating import Clues, Dated, DateJudgement
from tawatur.stores.protocol import Lines
from tawatur.stores.shadow import shadow

Row = tuple[str | int | float | None, ...]
SEARCHED = ("headline", "sentence", "dateline")

_encoder = msgspec.json.Encoder(order="deterministic")
report_decoder = msgspec.json.Decoder(Report)
passage_decoder = msgspec.json.Decoder(Passage)
mention_decoder = msgspec.json.Decoder(Mention)
claim_decoder = msgspec.json.Decoder(Claim)
dating_decoder: msgspec.json.Decoder[When | Unknown] = msgspec.json.Decoder(When | Unknown)
clues_decoder = msgspec.json.Decoder(Clues)
dated_decoder = msgspec.json.Decoder(Dated)
date_judgement_decoder = msgspec.json.Decoder(DateJudgement)
lines_decoder = msgspec.json.Decoder(Lines)


def encode(value: object) -> str:
    """The JSON of a value: the same value, the same bytes."""
    return _encoder.encode(value).decode()


def days(value: When | Unknown) -> tuple[str | None, str | None]:
    """First and last day in ISO form; `None` where open or unknown."""
    if isinstance(value, Unknown):
        return None, None
    return value.start.isoformat() if value.start else None, value.end.isoformat() if value.end else None


def report_row(report: Report, lines: Lines) -> Row:
    """id, identity, name, outlet, published_start, published_end, source, text, json, lines. The text stands in a
    column of its own, not twice."""
    outlet = None if isinstance(report.outlet, Unknown) else report.outlet
    bare = msgspec.structs.replace(report, text="", source="")
    columns = (report.id, report.identity, report.name, outlet, *days(report.published), report.source, report.text)
    return (*columns, encode(bare), encode(lines))


def report_of(json: str, text: str, source: str) -> Report:
    """The report of a row."""
    return msgspec.structs.replace(report_decoder.decode(json), text=text, source=source)


def passage_rows(passages: tuple[Passage, ...], text: str) -> tuple[list[Row], list[str | None]]:
    """Rows (id, report, start, end, part, json) and, beside each, its search shadow if the part is searched."""
    rows: list[Row] = [(p.id, p.report, p.span.start, p.span.end, p.part, encode(p)) for p in passages]
    return rows, [shadow(text, p.span) if p.part in SEARCHED else None for p in passages]


def mention_row(mention: Mention) -> Row:
    """id, report, start, end, kind, json."""
    return mention.id, mention.report, mention.span.start, mention.span.end, mention.kind, encode(mention)


def claim_row(claim: Claim) -> Row:
    """id, report, start, end, type, place, lat, lon, when_start, when_end, polarity, modality, json."""
    place = claim.place if isinstance(claim.place, PlaceRef) else None
    where = (place.name, place.lat, place.lon) if place else (None, None, None)
    head = (claim.id, claim.report, claim.evidence.start, claim.evidence.end, claim.type)
    return (*head, *where, *days(claim.when), claim.polarity, claim.modality, encode(claim))


def claim_names(claim: Claim) -> list[tuple[str, str, str]]:
    """(role, key, name) of every name that the claim is found by."""
    named = [("agent", name) for name in claim.agents] + [("target", name) for name in claim.targets]
    if isinstance(claim.place, PlaceRef):
        named += [("place", claim.place.name), ("place", claim.place.text)]
    named += [("source", name) for link in claim.chain for name in (link.who, link.organisation) if name]
    return [(role, fold(name), name) for role, name in dict.fromkeys(named)]


def point(claim: Claim) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, `None` if the claim has no point."""
    if not isinstance(claim.place, PlaceRef) or claim.place.lat is None or claim.place.lon is None:
        return None
    return claim.place.lat, claim.place.lon


def with_date(report: Report, published: When | Unknown | None) -> Report:
    """The report as the casebook dates it: what the dating stage found, else what the page states."""
    return report if published is None else msgspec.structs.replace(report, published=published)
