"""Which claims may contradict one another at all: one report, or one neighbourhood and the same weeks."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tawatur.corroboration.facts import Fact
from tawatur.corroboration.rules import rules
from tawatur.events.comparators import reach
from tawatur.events.seen import actor_id
from tawatur.languages import fold

HOLDING = frozenset({"control.change", "control.hold", "presence", "clear"})
CELL, WIDE_CELL, WEEK, LONGEST = 0.25, 1.0, 7, 8
WIDE_KM = 30.0
"""Places that reach farther meet all in the coarse cells that they cover; small ones meet each other in fine ones."""
Key = tuple[object, ...]


def group(type: str) -> str:
    """Claims of these types can contradict one another: all that say who is in a place, else those of one type."""
    return "holding" if type in HOLDING else type


def pairs(found: Sequence[Fact]) -> list[tuple[int, int]]:
    """Pairs of indexes, the smaller first, sorted."""
    blocks: dict[Key, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i, fact in enumerate(found):
        for key, anchor in dict.fromkeys(_keys(fact)):
            blocks[key][0 if anchor else 1].append(i)
    out: set[tuple[int, int]] = set()
    for key, (anchors, others) in blocks.items():
        within = key[0] == "report"
        for n, i in enumerate(anchors):
            for j in (*anchors[n + 1 :], *others):
                if within or found[i].claim.report != found[j].claim.report:
                    out.add((min(i, j), max(i, j)))
    return sorted(out)


def _keys(fact: Fact) -> Iterator[tuple[Key, bool]]:
    """The blocks of a claim and whether it anchors them: anchors meet each other and the rest, the rest only anchors. A
    claim whose days are not known within weeks anchors one block a cell, so that it meets every week of it."""
    kind = group(fact.claim.type)
    yield ("report", fact.claim.report, kind), True
    loose = fact.days is not None and fact.days[1] - fact.days[0] > LONGEST * WEEK
    weeks = list(_weeks(fact))
    for cell, anchor in _cells(fact):
        yield ("loose", kind, cell), loose and anchor
        for week in () if loose else weeks:
            yield ("cell", kind, cell, week), anchor
    if fact.place is None:
        for week in weeks:
            yield ("parties", kind, *sorted(map(actor_id, fact.claim.targets)), week), True
    if fact.claim.type in rules().once and fact.when is not None and fact.when[0] == fact.when[1]:
        for cell, anchor in _cells(fact):
            yield ("once", kind, cell), anchor


def _weeks(fact: Fact) -> Iterator[int]:
    """The weeks that the claim touches, and those next to them; of a long time the last ones."""
    if fact.days is not None:
        last = fact.days[1] // WEEK + 1
        yield from range(max(fact.days[0] // WEEK - 1, last - LONGEST), last + 1)


def _cells(fact: Fact) -> Iterator[tuple[Key, bool]]:
    """Cells that the place reaches into, and whether it anchors them; without a point its name."""
    place = fact.place
    if place is None:
        return
    yield ("name", fold(place.name)), True
    if place.lat is None or place.lon is None:
        return
    wide = reach(place) > WIDE_KM
    for size in (WIDE_CELL,) if wide else (CELL, WIDE_CELL):
        for x, y in _covered(place.lat, place.lon, reach(place) / 111.0, size):
            yield ("at", size, x, y), wide or size == CELL


def _covered(lat: float, lon: float, far: float, size: float) -> Iterator[tuple[int, int]]:
    for x in range(math.floor((lat - far) / size), math.floor((lat + far) / size) + 1):
        for y in range(math.floor((lon - far) / size), math.floor((lon + far) / size) + 1):
            yield x, y
