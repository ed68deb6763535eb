"""Which claims of a prediction and a reference correspond, and when a slot is right."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from tawatur.views.rows import ClaimRow, EvidenceRow, LinkRow, PlaceRow, QuantityRow, ReportSpanRow, WhenRow

_FAMILY = {
    "control.change": "control", "control.hold": "control", "strike.air": "strike", "strike.ground": "strike",
    "surrender": "custody", "detain": "custody",
}  # fmt: skip
_REACH_KM = {"country": 600.0, "region": 150.0, "governorate": 100.0, "district": 40.0}
_REACH_KM_OTHER = 12.0
_LONGEST_EVIDENCE = 400  # code points; a longer one would "overlap" everything
_ARTICLES = frozenset({"the", "al", "el", "of", "a", "an"})
_FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", **dict.fromkeys("ـʿʾ‘’'")})

Pair = tuple[ClaimRow, ClaimRow]  # (reference, prediction)


class Names:
    """Equality of names: by their folded letters, and by a list of aliases."""

    def __init__(self, aliases: Mapping[str, Sequence[str]]) -> None:
        self._canonical = {
            fold(name): fold(canonical) for canonical, others in aliases.items() for name in (canonical, *others)
        }

    def key(self, name: str | None) -> str:
        folded = fold(name)
        return self._canonical.get(folded, folded)

    def same(self, one: str | None, other: str | None) -> bool:
        return bool(self.key(one)) and self.key(one) == self.key(other)


# Which claims correspond


def match(gold: Iterable[ClaimRow], pred: Iterable[ClaimRow], names: Names, *, typed: bool) -> list[Pair]:
    """Pairs claims one to one inside each report, best pair first.

    Two claims may correspond if their evidence shares half of the shorter span and, when `typed`, their types are of
    one family; how well spans and slots agree decides between rivals.
    """
    by_report: dict[str, list[ClaimRow]] = defaultdict(list)
    for claim in pred:
        by_report[claim.report].append(claim)
    rivals = [(_likeness(g, p, names), g, p) for g in gold for p in by_report[g.report] if _may_match(g, p, typed)]
    rivals.sort(key=lambda rival: -rival[0])
    taken: set[int] = set()
    pairs: list[Pair] = []
    for _, g, p in rivals:
        if id(g) not in taken and id(p) not in taken:
            taken |= {id(g), id(p)}
            pairs.append((g, p))
    return pairs


def _may_match(g: ClaimRow, p: ClaimRow, typed: bool) -> bool:
    if p.evidence.end - p.evidence.start > _LONGEST_EVIDENCE or cover(g.evidence, p.evidence) < 0.5:
        return False
    return not typed or _FAMILY.get(g.type, g.type) == _FAMILY.get(p.type, p.type)


def _likeness(g: ClaimRow, p: ClaimRow, names: Names) -> float:
    overlap = _shared(g.evidence, p.evidence)
    union = max(g.evidence.end, p.evidence.end) - min(g.evidence.start, p.evidence.start)
    slots = place_right(g.place, p.place, names) + set_f1(g.agents, p.agents, names) + (g.polarity == p.polarity)
    return (overlap / union if overlap > 0 else 0.0) + slots / 3 + (g.type == p.type)


def _shared(a: EvidenceRow | ReportSpanRow, b: EvidenceRow | ReportSpanRow) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def cover(a: EvidenceRow | ReportSpanRow, b: EvidenceRow | ReportSpanRow) -> float:
    """The share of the shorter span that lies in the other."""
    return max(0, _shared(a, b)) / max(1, min(a.end - a.start, b.end - b.start))


# When a slot is right


def fold(name: str | None) -> str:
    """The letters of a name: lower case, no diacritics, hamza variants, articles or punctuation."""
    decomposed = unicodedata.normalize("NFKD", (name or "").lower())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_FOLD)
    return " ".join(word for word in re.sub(r"[^\w]+", " ", bare).split() if word not in _ARTICLES)


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points (latitude, longitude in degrees), by the haversine formula."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(math.radians, point)) for point in (a, b))
    h = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 6371 * 2 * math.asin(math.sqrt(h))


def place_right(g: PlaceRow | None, p: PlaceRow | None, names: Names) -> bool:
    """Within reach of the reference's point (farther for larger kinds); without points, the same name or words."""
    if g is None or p is None:
        return g is p
    if g.lat is not None and g.lon is not None and p.lat is not None and p.lon is not None:
        return km((g.lat, g.lon), (p.lat, p.lon)) <= _REACH_KM.get(g.kind or "", _REACH_KM_OTHER)
    return names.same(g.name, p.name) or fold(g.text) == fold(p.text)


def when_right(g: WhenRow | None, p: WhenRow | None) -> bool:
    """The same first and last day."""
    if g is None or p is None:
        return g is p
    return (g.start, g.end) == (p.start, p.end)


def extent_right(g: tuple[float, float] | None, p: tuple[float, float] | None) -> bool:
    """Both ends within 0.1; unstated means the whole."""
    low, high = g or (1, 1)
    if not g or not p:
        return (low, high) == (1, 1) == (p or (1, 1))
    return abs(low - p[0]) <= 0.1 and abs(high - p[1]) <= 0.1


def quantity_right(g: QuantityRow | None, p: QuantityRow | None) -> bool:
    """Both ends within 2 %; an open end equals an open end."""
    if g is None or p is None:
        return g is p
    return _near(g.low, p.low) and _near(g.high, p.high)


def _near(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 0.02 * max(abs(a), abs(b), 1e-9)


def set_f1(g: Iterable[str], p: Iterable[str], names: Names) -> float:
    """F1 of two sets of names; two empty sets agree."""
    mine, theirs = {names.key(x) for x in g if x}, {names.key(x) for x in p if x}
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine or theirs else 1.0


def link_right(g: LinkRow | None, p: LinkRow | None, names: Names) -> bool:
    """One person or body in common, or both anonymous."""
    if g is None or p is None:
        return g is p
    if g.anonymous and p.anonymous:
        return True
    mine, theirs = ([x for x in (link.who, link.organisation) if x] for link in (g, p))
    return any(names.same(a, b) for a in mine for b in theirs)


def _origin(claim: ClaimRow) -> LinkRow | None:
    return claim.chain[-1] if claim.chain else None


def _chain_right(g: ClaimRow, p: ClaimRow, names: Names) -> bool:
    return len(g.chain) == len(p.chain) and all(link_right(a, b, names) for a, b in zip(g.chain, p.chain, strict=True))


SLOTS: dict[str, Callable[[ClaimRow, ClaimRow, Names], bool]] = {
    "type": lambda g, p, names: g.type == p.type,
    "place": lambda g, p, names: place_right(g.place, p.place, names),
    "when": lambda g, p, names: when_right(g.when, p.when),
    "polarity": lambda g, p, names: g.polarity == p.polarity,
    "modality": lambda g, p, names: g.modality == p.modality,
    "extent": lambda g, p, names: extent_right(g.extent, p.extent),
    "quantity": lambda g, p, names: quantity_right(g.quantity, p.quantity),
    "origin": lambda g, p, names: link_right(_origin(g), _origin(p), names),
    "chain": _chain_right,
}
STATED: dict[str, Callable[[ClaimRow], object]] = {
    "place": lambda g: g.place,
    "when": lambda g: g.when,
    "extent": lambda g: g.extent,
    "quantity": lambda g: g.quantity,
    "origin": lambda g: g.chain,
    "chain": lambda g: g.chain,
}
_STRICT = ("type", "place", "when", "polarity", "modality", "origin")


def strictly_right(g: ClaimRow, p: ClaimRow, names: Names) -> bool:
    return all(SLOTS[slot](g, p, names) for slot in _STRICT) and set_f1(g.agents, p.agents, names) >= 0.5
