"""From a resolved name to a mention: is there evidence enough, where is the point, how precise is it, and why."""

from __future__ import annotations

from math import cos, radians

from tawatur.gazetteer import Place, Words
from tawatur.mentions.place_resolve import Picture, Resolved
from tawatur.mentions.place_scan import Wd, in_table
from tawatur.model import Because, Candidate, Mention, PlaceKind, PlaceRef, Span, Unknown, content_id
from tawatur.passages.document import Document

_BEARING = {
    "N": (1.0, 0.0), "S": (-1.0, 0.0), "E": (0.0, 1.0), "W": (0.0, -1.0),
    "NE": (0.7, 0.7), "NW": (0.7, -0.7), "SE": (-0.7, 0.7), "SW": (-0.7, -0.7),
}  # fmt: skip
_ENGLISH = {
    "N": "northern", "S": "southern", "E": "eastern", "W": "western",
    "NE": "northeastern", "NW": "northwestern", "SE": "southeastern", "SW": "southwestern",
}  # fmt: skip
_PRECISION: dict[PlaceKind, int] = {
    "city": 1, "village": 1, "base": 1, "crossing": 1, "other": 1, "district": 3, "governorate": 4, "region": 5,
    "river": 5, "road": 5, "border": 5, "country": 6,
}  # fmt: skip
_NARROW = {"centre", "surroundings", "outskirts", "entrance", "axis", "sky"}


def evident(resolved: Resolved, words: list[Wd], lists: Words) -> bool:
    """Whether the words show that the name is used as a place here."""
    hit = resolved.hit
    if hit.kind is not None or hit.part:
        return True
    before = words[hit.start_word - 1].key if hit.start_word and not words[hit.start_word].broken else ""
    if before and not hit.clitics and in_table(before, lists.bodies):
        return False
    kinds = {m.place.kind for m in resolved.matches}
    if "country" in kinds:
        return hit.located
    if hit.weak:
        return hit.located and resolved.place is not None and _supported(resolved)
    return resolved.place is not None


def _supported(resolved: Resolved) -> bool:
    reasons = {b.rule: b.score or 0.0 for b in resolved.matches[0].because}
    return reasons.get("places.admin", 0.0) > 0 or reasons.get("places.neighbours", 0.0) >= 1.2


def mention_of(document: Document, resolved: Resolved, words: list[Wd], about: Picture) -> Mention:
    """The mention of one resolved name."""
    hit = resolved.hit
    start = words[hit.start_word].token.start + hit.start_cut
    span = Span(start, words[hit.end_word].token.end)
    candidates = tuple(
        Candidate(m.place.name, m.score, "; ".join(b.note for b in m.because), m.place.id) for m in resolved.matches[:5]
    )
    report = document.report.id
    value: PlaceRef | Unknown
    if resolved.place is None:
        value = Unknown(f"{span.of(document.report.text)}: {resolved.why_not}")
        because: tuple[Because, ...] = (Because("places.unknown", resolved.why_not),)
    else:
        value = reference(resolved.place, span.of(document.report.text), hit.part, hit.direction)
        because = resolved.matches[0].because
    return Mention(
        content_id("m", report, "place", span.start, span.end), report, span, "place", value, candidates, because
    )


def reference(place: Place, text: str, part: str = "", direction: str = "") -> PlaceRef:
    """The place, narrowed to a part and direction: named, moved and given a precision accordingly."""
    lat, lon, radius = _moved(place, part, direction)
    kind, name = _narrowed(place, part, direction)
    precision = _PRECISION[kind] if kind != "district" or place.radius_km >= 15 else 1
    if precision == 1 and (part in _NARROW or direction or place.radius_km > 12):
        precision = 2
    return PlaceRef(text, name, lat, lon, kind, place.id, place.country, round(radius, 1), part, direction, precision)


def _moved(place: Place, part: str, direction: str) -> tuple[float, float, float]:
    if direction not in _BEARING:
        return place.lat, place.lon, place.radius_km + (10.0 if part in _NARROW else 0.0)
    reach = _reach(place, part)
    north, east = _BEARING[direction]
    lat = place.lat + north * reach / 111.0
    lon = place.lon + east * reach / (111.0 * max(0.2, cos(radians(place.lat))))
    return round(lat, 4), round(lon, 4), max(reach, 5.0) if reach < 100 else place.radius_km * 0.5


def _reach(place: Place, part: str) -> float:
    """How far from its centre a direction of a place lies, in km."""
    if place.kind in ("country", "region", "governorate"):
        return min(0.55 * place.radius_km, 400.0) if place.kind != "governorate" else min(0.35 * place.radius_km, 40.0)
    if part == "countryside":
        return 20.0
    return 3.0 if part or place.kind != "city" else 5.0


def _narrowed(place: Place, part: str, direction: str) -> tuple[PlaceKind, str]:
    name = place.name.removesuffix(" Governorate")
    side = _ENGLISH.get(direction, "")
    if part == "countryside":
        return "region", " ".join(x for x in (side, name, "countryside") if x)
    if part in ("quarters", "parts", "villages", "countrysides") and side:
        kind: PlaceKind = "district" if place.kind in ("city", "village", "district") else "region"
        return kind, f"{side} {name}"
    if side and place.kind in ("country", "region", "governorate"):
        return "region", f"{side} {name}"
    if side and place.kind in ("city", "river"):
        return ("river" if place.kind == "river" else "region"), f"{side} {name}"
    return place.kind, place.name
