"""Short hand-made reports with one claim each, for the tests of what holds across reports."""

from __future__ import annotations

from datetime import date
from typing import Any

from tawatur.corroboration import corroborate
from tawatur.model import Claim, Link, PlaceRef, Quantity, Report, Span, Unknown, When, content_id, day
from tawatur.model.corroboration import Across, Backing, Standing
from tawatur.passages import split
from tawatur.passages.reuse import shared_passages

NONE = Unknown("not stated")
TOWN = PlaceRef("البلدة", "Ras al-Wadi", 35.0, 38.0, "city")
QUARTER = PlaceRef("حي السوق", "Market quarter", 35.004, 38.003, "district")
ARMY, REBELS, IS = "Syrian government forces", "Syrian opposition factions", "Islamic State"


def report(outlet: str | None, text: str, when: date | None = date(2016, 3, 2), **fields: Any) -> Report:
    """A report of an outlet, `None` for unknown; its id hashes outlet, text and date."""
    id = content_id("report", outlet, text, when)
    published: When | Unknown = NONE if when is None else day(when)
    made = {"title": NONE, "author": NONE, "url": NONE, "language": "ar"}
    name = fields.pop("name", id[-6:])
    return Report(
        id, id, name, text, f"{name}.txt", NONE if outlet is None else outlet, published=published, **{**made, **fields}
    )


def claim(of: Report, words: str = "", type: str = "control.change", **fields: Any) -> Claim:
    """A claim whose evidence is `words` in the report, the whole text if empty."""
    start = of.text.index(words)
    span = Span(start, start + len(words or of.text))
    made: dict[str, Any] = {
        "agents": (ARMY,), "targets": (REBELS,), "place": TOWN, "when": NONE, "extent": NONE, "quantity": NONE,
        "polarity": "affirmed", "modality": "actual", "chain": (),
    }  # fmt: skip
    made.update(fields)
    id = content_id("claim", of.id, span.start, span.end, type, made)
    return Claim(id=id, report=of.id, evidence=span, type=type, **made)  # type: ignore[arg-type]


def dead(low: float, high: float | None = None) -> Quantity:
    return Quantity(low, low if high is None else high, "civilian", f"{low:g}")


def said(*names: str, organisation: str = "", anonymous: bool = False) -> tuple[Link, ...]:
    """A chain of the names given, the last with its organisation."""
    links = [Link(name) for name in names[:-1]]
    return (*links, Link(names[-1], organisation, anonymous))


def across(*claims: Claim, reports: tuple[Report, ...]) -> Across:
    """Everything across these reports, copying found in their texts."""
    return corroborate(claims, reports, shared_passages(split(one) for one in reports))


def of_claim(found: Across, one: Claim) -> tuple[Backing, Standing]:
    """The backing and standing of the claim's event."""
    at = next(i for i, event in enumerate(found.events) if one.id in event.claims)
    return found.backings[at], found.standings[at]
