"""The sentence of every comparator: what it saw in the two claims, and what that weighs."""

from __future__ import annotations

from tawatur.events.comparators import Levels, cosine, distance
from tawatur.events.seen import Seen
from tawatur.events.weights import Weights
from tawatur.model import Claim, PlaceRef, Quantity, Unknown, When
from tawatur.model.contents import ReportSpan
from tawatur.model.event import Comparison

_PASSAGE = {
    "aligned": "both stand in a shared passage, as copies of one statement",
    "elsewhere": "both stand in a shared passage, as different statements of it",
    "none": "no shared passage holds both",
}


def notes(a: Seen, b: Seen, found: Levels, rule: Weights) -> tuple[Comparison, ...]:
    """One comparison for every comparator whose level has a weight, the prior first."""
    spans = tuple(ReportSpan(x.claim.report, x.claim.evidence.start, x.claim.evidence.end) for x in (a, b))
    out = [Comparison("events.prior", "two claims that a blocking rule brings together", rule.prior)]
    for name, level in found:
        score = rule.comparators.get(name, {}).get(level, 0.0)
        if score:
            out.append(Comparison(f"events.{name}", f"{_note(name, level, a, b)} ({level})", score, spans))
    return tuple(out)


def _note(name: str, level: str, a: Seen, b: Seen) -> str:
    x, y = a.claim, b.claim
    texts = {
        "type": lambda: f"{x.type} and {y.type}",
        "place": lambda: _places(x, y),
        "time": lambda: f"{_when(x)} and {_when(y)}",
        "agents": lambda: f"done by {_names(x.agents)} and by {_names(y.agents)}",
        "targets": lambda: f"done to {_names(x.targets)} and to {_names(y.targets)}",
        "quantity": lambda: f"{_amount(x.quantity)} and {_amount(y.quantity)}",
        "extent": lambda: f"share of the place: {_share(x)} and {_share(y)}",
        "modality": lambda: f"{x.modality} and {y.modality}",
        "words": lambda: f"their words are alike to {cosine(a.words, b.words):.2f}",
        "senses": lambda: f"the senses of their words are alike to {cosine(a.senses, b.senses):.2f}",
        "position": lambda: "where they stand in their reports",
        "passage": lambda: _PASSAGE[level],
    }
    return texts[name]()


def _places(x: Claim, y: Claim) -> str:
    if not isinstance(x.place, PlaceRef) or not isinstance(y.place, PlaceRef):
        return f"{_place(x)} and {_place(y)}"
    apart = distance(x.place, y.place)
    away = "" if apart is None else f", {apart:.0f} km apart"
    return f"{_place(x)} and {_place(y)}{away}"


def _place(claim: Claim) -> str:
    return "no place" if isinstance(claim.place, Unknown) else f"{claim.place.name} ({claim.place.kind})"


def _when(claim: Claim) -> str:
    when: When | Unknown = claim.when
    if isinstance(when, Unknown):
        return "no date"
    return str(when.start) if when.is_day else f"{when.start or '...'} to {when.end or '...'}"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "nobody named"


def _amount(quantity: Quantity | Unknown) -> str:
    if isinstance(quantity, Unknown):
        return "no figure"
    if quantity.low == quantity.high:
        return f"{quantity.low:g} {quantity.unit}"
    high = "more" if quantity.high is None else f"{quantity.high:g}"
    return f"{quantity.low or 0:g} to {high} {quantity.unit}"


def _share(claim: Claim) -> str:
    return "unstated" if isinstance(claim.extent, Unknown) else f"{claim.extent[0]:.0%} to {claim.extent[1]:.0%}"
