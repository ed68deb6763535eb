"""The comparators: how alike two claims are in one respect, as a level with a weight in `data/events.yaml`.

Every comparator gives a level; the weight of the level is its natural log-odds, and the levels' sum with the prior is
the log-odds that the two claims speak of one event. Polarity is none of them: the denial of an event belongs to it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from tawatur.events.seen import PAST_DAYS, Days, Seen, kin
from tawatur.languages import fold
from tawatur.model import EventType, PlaceRef, Quantity, Unknown

FAMILIES: dict[str, str] = {
    "control.change": "control", "control.hold": "control", "strike.air": "strike", "strike.ground": "strike",
    "surrender": "custody", "detain": "custody",
}  # fmt: skip
KINDRED = frozenset(
    frozenset(pair)
    for pair in (
        ("clash", "strike.ground"), ("clash", "strike.air"), ("clash", "advance"), ("clash", "bombing"),
        ("strike.air", "support"), ("abuse", "casualties"), ("retreat", "displace"), ("retreat", "control.change"),
        ("advance", "control.change"), ("damage", "strike.air"), ("presence", "control.hold"), ("presence", "deploy"),
        ("clear", "control.change"), ("encircle", "clash"), ("negotiate", "surrender"), ("strike.ground", "bombing"),
    )
)  # fmt: skip
"""Types that two annotators may give to one occurrence."""
_REACH = {"country": 600.0, "region": 150.0, "governorate": 100.0, "district": 40.0, "road": 60.0, "river": 60.0,
          "border": 60.0}  # fmt: skip
_SMALL = 12.0
_PEOPLE = frozenset({"person", "fighter", "civilian", "child"})
_SYMMETRIC = frozenset({"clash", "negotiate"})
Levels = tuple[tuple[str, str], ...]


def family(type: EventType) -> str:
    return FAMILIES.get(type, type)


TEXTUAL = ("meaning", "context", "position", "passage", "grip")
"""The comparators of `text_levels`, which read words and cost more than those of `fact_levels`."""


def levels(a: Seen, b: Seen, passage: str) -> Levels:
    """The level of every comparator, by its name; `passage` is what the shared passages say of the two."""
    return (*fact_levels(a, b), *text_levels(a, b, passage))


def fact_levels(a: Seen, b: Seen) -> Levels:
    """What the coded fields of the two say."""
    found = (
        ("type", type_level(a.claim.type, b.claim.type)),
        ("place", place_level(a.place, b.place)),
        ("time", time_level(a, b)),
        *actor_levels(a, b),
        ("quantity", quantity_level(a.quantity, b.quantity)),
        ("fate", fate_level(a, b)),
        ("extent", extent_level(a.claim.extent, b.claim.extent)),
        ("modality", "same" if a.claim.modality == b.claim.modality else "differs"),
        ("hands", hands_level(a, b)),
    )
    return (*found, ("concord", concord_level(a.claim.type, found)))


def text_levels(a: Seen, b: Seen, passage: str) -> Levels:
    """What their words say, and where they stand."""
    meaning = bin_of((cosine(a.words, b.words) + cosine(a.senses, b.senses)) / 2)
    return (
        ("meaning", meaning),
        ("context", context_level(a, b)),
        ("position", position_level(a, b)),
        ("passage", passage),
        ("grip", grip_level(a, b, meaning, passage)),
    )


_AGAINST = {
    ("place", "one unknown"), ("place", "neither"), ("time", "apart"), ("time", "days apart"), ("time", "outside"),
    ("time", "reported apart"), ("agents", "other"), ("targets", "other"), ("quantity", "differs"), ("fate", "differs"),
    ("quantity", "other unit"), ("extent", "differs"), ("extent", "one part"), ("modality", "differs"),
}  # fmt: skip


def concord_level(type: EventType, found: Levels) -> str:
    """The type (or family) of two claims of one type and place that nothing sets apart, else `none`: a place changes
    hands once and is fought over for weeks, so how much concord tells depends on the type."""
    levels = dict(found)
    one = levels["type"] in ("same", "family") and levels["place"] in ("same", "same wide")
    name = type if levels["type"] == "same" else family(type)
    return name if one and not _AGAINST.intersection(found) else "none"


def type_level(a: EventType, b: EventType) -> str:
    if a == b:
        return "same"
    if family(a) == family(b):
        return "family"
    return "kindred" if frozenset((a, b)) in KINDRED else "other"


# Place


@lru_cache(maxsize=1_000_000)
def place_level(a: PlaceRef | None, b: PlaceRef | None) -> str:
    """By name, then by distance against the reach of the larger kind."""
    if a is None or b is None:
        return "neither" if a is b else "one unknown"
    wide = min(reach(a), reach(b)) > 60
    if same_place(a, b):
        return "same wide" if wide else "same"
    apart = distance(a, b)
    if apart is None:
        return "unlocated"
    if apart <= max(reach(a), reach(b)) and max(reach(a), reach(b)) > _SMALL:
        return "inside" if reach(a) != reach(b) else "overlap"
    return "close" if apart <= 5 else "near" if apart <= 25 else "apart" if apart <= 100 else "far"


def same_place(a: PlaceRef, b: PlaceRef) -> bool:
    if a.id and a.id == b.id:
        return True
    apart = distance(a, b)
    if fold(a.name) == fold(b.name):
        return apart is None or apart <= max(_SMALL, reach(a), reach(b))
    return apart is not None and apart < 0.5 and a.kind == b.kind


def reach(place: PlaceRef) -> float:
    """How far from its point a place of that kind still lies, in kilometres."""
    return _REACH.get(place.kind, _SMALL)


def distance(a: PlaceRef, b: PlaceRef) -> float | None:
    """Kilometres between the two points by the haversine formula, `None` if one has none."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    h = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 6371 * 2 * math.asin(math.sqrt(min(1.0, h)))


# Time


def time_level(a: Seen, b: Seen) -> str:
    """Dated claims by the days between them; an undated one has the days before its report was published."""
    if a.when is not None and b.when is not None:
        return _dated(a.when, b.when)
    if a.claim.report == b.claim.report:
        return "one report"
    if a.window is None or b.window is None:
        return "open"
    if a.when is None and b.when is None:
        gap = between(_published(a.window), _published(b.window))
        return "reported together" if gap <= 2 else "reported near" if gap <= PAST_NEAR else "reported apart"
    dated, window = (a.when, b.window) if a.when is not None else (b.when, a.window)
    if dated is None or between(dated, window) > 0:
        return "outside"
    return "fits" if between(dated, _published(window)) <= 2 else "fits loosely"


def _published(window: Days) -> Days:
    """The days on which the report was published, from the days that it may tell of."""
    return (window[0] + PAST_DAYS, window[1])


PAST_NEAR = 8


def _dated(a: Days, b: Days) -> str:
    gap = between(a, b)
    if gap <= 0:
        exact = max(a[1] - a[0], b[1] - b[0]) <= 1
        return "same days" if exact else "overlap"
    return "next day" if gap == 1 else "days apart" if gap <= 7 else "apart"


def between(a: Days, b: Days) -> int:
    """Days from the end of one interval to the start of the other; 0 or less if they share a day."""
    return max(a[0] - b[1], b[0] - a[1])


# Actors


def actor_levels(a: Seen, b: Seen) -> Levels:
    """Agents and targets; in symmetric events either party may be named first."""
    straight = (party_level(a.agents, b.agents), party_level(a.targets, b.targets))
    if a.claim.type in _SYMMETRIC and b.claim.type in _SYMMETRIC and a.claim.type == b.claim.type:
        crossed = (party_level(a.agents, b.targets), party_level(a.targets, b.agents))
        straight = max(straight, crossed, key=lambda pair: sum(_ORDER.index(level) for level in pair))
    return (("agents", straight[0]), ("targets", straight[1]))


_ORDER = ("other", "one unnamed", "neither", "same side", "kin", "overlap", "same")


@lru_cache(maxsize=500_000)
def party_level(a: frozenset[str], b: frozenset[str]) -> str:
    if not a or not b:
        return "neither" if not a and not b else "one unnamed"
    if a == b:
        return "same"
    if a & b:
        return "overlap"
    above_a, above_b = (frozenset().union(*map(kin, side)) for side in (a, b))
    if a & above_b or b & above_a:
        return "kin"
    return "same side" if above_a & above_b else "other"


def hands_level(a: Seen, b: Seen) -> str:
    """`turned` where who takes or holds a place in one claim loses it in the other: two turns of one story."""
    if a.claim.type not in _TAKING or b.claim.type not in _TAKING:
        return "none"
    crossed = (a.agents & b.targets) | (b.agents & a.targets)
    return "turned" if crossed else "none"


_TAKING = frozenset({"control.change", "control.hold"})


# Amounts


def quantity_level(a: Quantity | None, b: Quantity | None) -> str:
    if a is None or b is None:
        return "neither" if a is b else "one"
    if a.unit != b.unit and not (a.unit in _PEOPLE and b.unit in _PEOPLE):
        return "other unit"
    if (a.low, a.high) == (b.low, b.high):
        return "same odd" if odd(a) else "same"
    high_a, high_b = a.high if a.high is not None else math.inf, b.high if b.high is not None else math.inf
    low_a, low_b = a.low or 0, b.low or 0
    return "overlap" if low_a <= high_b and low_b <= high_a else "differs"


def odd(quantity: Quantity) -> bool:
    """An exact figure that nobody would guess: above twenty and not round."""
    return quantity.low == quantity.high and (quantity.low or 0) > 20 and (quantity.low or 0) % 10 != 0


def fate_level(a: Seen, b: Seen) -> str:
    """The dead and the wounded of one strike are two counts, unless a claim counts them together."""
    if not a.fates or not b.fates:
        return "none"
    return "same" if a.fates == b.fates else "overlap" if a.fates & b.fates else "differs"


def extent_level(a: tuple[float, float] | Unknown, b: tuple[float, float] | Unknown) -> str:
    """The shares of the place; unstated means the whole."""
    if isinstance(a, Unknown) and isinstance(b, Unknown):
        return "neither"
    x = (1.0, 1.0) if isinstance(a, Unknown) else a
    y = (1.0, 1.0) if isinstance(b, Unknown) else b
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        return "whole" if x == y else "one part"
    if x == y:
        return "same"
    return "overlap" if x[0] < y[1] and y[0] < x[1] else "differs"


# Words and position


def grip_level(a: Seen, b: Seen, meaning: str, passage: str) -> str:
    """`vague` where two reports have nothing but a type and a region or country in common: no common day, no figure, no
    words. Such claims are of the same war, not of the same event."""
    if a.claim.report == b.claim.report or passage == "aligned" or meaning in ("0.6", "0.8"):
        return "none"
    if a.place is None or b.place is None or min(reach(a.place), reach(b.place)) <= 60:
        return "none"
    if a.when is not None and b.when is not None and between(a.when, b.when) <= 0:
        return "none"
    figure = quantity_level(a.quantity, b.quantity)
    return "none" if figure in ("same", "same odd") else "vague"


def context_level(a: Seen, b: Seen) -> str:
    """How alike the sentences around two claims are; `one` if they share it."""
    if a.sentence == b.sentence and a.claim.report == b.claim.report:
        return "one"
    return bin_of(min(cosine(a.context, b.context), 0.6))


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if len(b) < len(a):
        a, b = b, a
    return sum(weight * b[key] for key, weight in a.items() if key in b)


_BINS = (0.8, 0.6, 0.4, 0.2)


def bin_of(value: float) -> str:
    """The cosine in bins, named by their lower end."""
    return next((str(low) for low in _BINS if value >= low), "0")


def position_level(a: Seen, b: Seen) -> str:
    """Where two claims of one report stand; statements side by side are rarely the same one."""
    if a.claim.report != b.claim.report:
        return "two reports"
    if a.claim.evidence.overlaps(b.claim.evidence):
        return "overlapping"
    if a.sentence == b.sentence:
        return "one sentence"
    if a.head != b.head:
        return "headline and text"
    return "next sentence" if abs(a.sentence - b.sentence) == 1 else "elsewhere"
