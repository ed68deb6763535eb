"""What a casebook holds, counted: the numbers behind `tawatur show`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tawatur.model import EVENT_TYPES, Claim, Contents, Frozen, PlaceRef, Refusal, Report, Unknown

Counts = tuple[tuple[str, int], ...]
OWN_VOICE = ""
"""The source of a claim that the outlet makes in its own voice."""


class ReportLine(Frozen, frozen=True):
    """One report in the list: its name, outlet and date (`None` if unknown), and how many claims it makes."""

    name: str
    outlet: str | None
    published: tuple[str | None, str | None] | None
    claims: int


class Summary(Frozen, frozen=True):
    """Counts over the current reports; most frequent first, then by name. `unknown` counts, by field, the reports and
    claims that do not give it, with the number that could have."""

    reports: tuple[ReportLine, ...]
    claims: int
    types: Counts
    places: Counts
    actors: Counts
    sources: Counts
    denied: int
    not_actual: int
    unknown: tuple[tuple[str, int, int], ...]
    refusals: tuple[Refusal, ...]


def summarise(contents: Contents, report: str = "") -> Summary:
    """The summary of all reports, or of the one whose id is `report`."""
    reports = [r for r in contents.reports if report in ("", r.id)]
    claims = [c for c in contents.claims if report in ("", c.report)]
    per_report = Counter(claim.report for claim in claims)
    types = Counter(claim.type for claim in claims)
    return Summary(
        reports=tuple(_line(r, per_report[r.id]) for r in reports),
        claims=len(claims),
        types=tuple((name, types[name]) for name in EVENT_TYPES if types[name]),
        places=_most(c.place.name for c in claims if isinstance(c.place, PlaceRef)),
        actors=_most(name for c in claims for name in dict.fromkeys(c.agents + c.targets)),
        sources=_most(_source(c) for c in claims),
        denied=sum(c.polarity == "denied" for c in claims),
        not_actual=sum(c.modality != "actual" for c in claims),
        unknown=_unknown(reports, claims),
        refusals=() if report else contents.refusals,
    )


def _source(claim: Claim) -> str:
    return (claim.chain[-1].who or claim.chain[-1].organisation) if claim.chain else OWN_VOICE


def _line(report: Report, claims: int) -> ReportLine:
    outlet = None if isinstance(report.outlet, Unknown) else report.outlet
    when = report.published
    if isinstance(when, Unknown):
        return ReportLine(report.name, outlet, None, claims)
    days = (when.start.isoformat() if when.start else None, when.end.isoformat() if when.end else None)
    return ReportLine(report.name, outlet, days, claims)


def _most(names: Iterable[str]) -> Counts:
    return tuple(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))


def _unknown(reports: list[Report], claims: list[Claim]) -> tuple[tuple[str, int, int], ...]:
    fields = ("outlet", "published", "title", "url")
    counted = [(f"report.{f}", sum(isinstance(getattr(r, f), Unknown) for r in reports), len(reports)) for f in fields]
    slots = ("place", "when")
    counted += [(f"claim.{s}", sum(isinstance(getattr(c, s), Unknown) for c in claims), len(claims)) for s in slots]
    counted.append(("claim.agents", sum(not c.agents for c in claims), len(claims)))
    return tuple(row for row in counted if row[1])
