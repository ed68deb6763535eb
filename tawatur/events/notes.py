"""The sentence of every comparator: what it saw in the two claims, and what that weighs."""

from __future__ import annotations

from collections.abc import Callable

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
    return _SENTENCES[name](a, b) if name in _SENTENCES else _PASSAGE[level]


def _meaning(a: Seen, b: Seen) -> str:
    words, senses = cosine(a.words, b.words), cosine(a.senses, b.senses)
    return f"their words are alike to {words:.2f}, the senses of their words to {senses:.2f}"


_SENTENCES: dict[str, Callable[[Seen, Seen], str]] = {
    "type": lambda a, b: f"{a.claim.type} and {b.claim.type}",
    "place": lambda a, b: _places(a.claim, b.claim),
    "time": lambda a, b: f"{_when(a.claim)} and {_when(b.claim)}",
    "agents": lambda a, b: f"done by {_names(a.claim.agents)} and by {_names(b.claim.agents)}",
    "targets": lambda a, b: f"done to {_names(a.claim.targets)} and to {_names(b.claim.targets)}",
    "quantity": lambda a, b: f"{_amount(a.claim.quantity)} and {_amount(b.claim.quantity)}",
    "fate": lambda a, b: f"victims {_fates(a)} and {_fates(b)}",
    "extent": lambda a, b: f"share of the place: {_share(a.claim)} and {_share(b.claim)}",
    "modality": lambda a, b: f"{a.claim.modality} and {b.claim.modality}",
    "meaning": _meaning,
    "context": lambda a, b: f"the sentences around them are alike to {cosine(a.context, b.context):.2f}",
    "position": lambda a, b: "where they stand in their reports",
    "hands": lambda a, b: "who takes the place in one loses it in the other",
    "grip": lambda a, b: "nothing in common but a type and a region or country",
    "concord": lambda a, b: "how far nothing sets two claims of one type and place apart",
}


def _fates(seen: Seen) -> str:
    return " and ".join(sorted(seen.fates)) or "whose fate is not counted"


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
