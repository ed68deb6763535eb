"""Claims and reports built by hand for the tests of control."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tawatur.model import Claim, Link, PlaceRef, Report, Span, Unknown, When, day

NONE = Unknown("not stated")
GOVERNMENT, STATE = "Syrian government forces", "Islamic State"
TOWN = PlaceRef("البلدة", "Testtown", 34.0, 40.0, "city")


def report(name: str, published: Any = "2017-11-19", outlet: Any = NONE) -> Report:
    when = day(date.fromisoformat(published)) if isinstance(published, str) else published
    return Report(name, name, name, "", "test", outlet, NONE, NONE, NONE, when, NONE)


def claim(id: str, type: str = "control.change", **fields: Any) -> Claim:
    """A claim with everything unstated but what is given; `on` is its day, `who` and `whom` single actors."""
    on = fields.pop("on", None)
    agents = tuple(x for x in (fields.pop("who", ""),) if x)
    targets = tuple(x for x in (fields.pop("whom", ""),) if x)
    values: dict[str, Any] = {
        "id": id, "report": "r1", "evidence": Span(0, 1), "type": type, "agents": agents, "targets": targets,
        "place": TOWN, "when": day(date.fromisoformat(on)) if on else NONE, "extent": NONE, "quantity": NONE,
        "polarity": "affirmed", "modality": "actual", "chain": (),
    }  # fmt: skip
    return Claim(**(values | fields))


def said_by(who: str) -> tuple[Link, ...]:
    return (Link(who),)


def within(start: str, end: str) -> When:
    return When(date.fromisoformat(start), date.fromisoformat(end), "week")


def later(on: str, days: int) -> date:
    return date.fromisoformat(on) + timedelta(days=days)
