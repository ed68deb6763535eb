"""Which claims may contradict one another at all: one report, or one neighbourhood and the same weeks."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tawatur.corroboration.facts import Fact, loose, says
from tawatur.corroboration.rules import rules
from tawatur.events.comparators import reach
from tawatur.events.seen import actor_id
from tawatur.languages import fold
from tawatur.model import Quantity

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
        within, two = key[0] == "report", key[0] == "two"
        for n, i in enumerate(anchors):
            for j in others if two else (*anchors[n + 1 :], *others):
                if within or found[i].claim.report != found[j].claim.report:
                    out.add((min(i, j), max(i, j)))
    return sorted(out)


def _keys(fact: Fact) -> Iterator[tuple[Key, bool]]:
    """The blocks of a claim and whether it anchors them: anchors meet each other and the rest (in a block named "two"
    only the rest), the rest only anchors."""
    kind = group(fact.claim.type)
    yield ("report", fact.claim.report, kind), True
    yield ("event", fact.event, kind), True
    if kind != "holding" and isinstance(fact.claim.quantity, Quantity) and fact.claim.polarity == "affirmed":
        yield from _at(fact, f"{kind} counted", True)
    yield from _at(fact, kind, _tells(fact))
    if fact.claim.type in rules().once and fact.when is not None and fact.when[0] == fact.when[1]:
        for cell, home in _cells(fact):
            yield ("once", kind, cell), home


def _tells(fact: Fact) -> bool:
    """Whether a claim can contradict any other of its kind; those that cannot meet only such ones. A denial can; of who
    is in a place, one that gives a share or a day, or says that a state goes on."""
    if fact.claim.polarity == "denied":
        return True
    if group(fact.claim.type) != "holding":
        return False
    return fact.dated or fact.claim.type == "clear" or fact.extent[0] < rules().whole or says(fact, rules().still)


def _at(fact: Fact, kind: str, tells: bool) -> Iterator[tuple[Key, bool]]:
    """The blocks of place and week. Of two claims one must tell; a small place meets a wide one in coarse cells, and
    a claim whose days are not known within weeks meets every week."""
    undated = fact.days is None or loose(fact)
    weeks = () if undated else tuple(_weeks(fact))
    for cell, home in _cells(fact):
        if undated or tells:
            yield ("two", "loose", kind, cell), not undated
        yield ("loose", kind, cell), undated and tells
        for week in weeks:
            yield ("cell", kind, cell, week), home and tells
            if tells or home:
                yield ("two", "wide", kind, cell, week), not home
    if fact.place is None:
        for week in _weeks(fact):
            yield ("parties", kind, *sorted(map(actor_id, fact.claim.targets)), week), tells


def _weeks(fact: Fact) -> Iterator[int]:
    """The weeks that the claim touches, and those next to them; of a long time the last ones."""
    if fact.days is not None:
        last = fact.days[1] // WEEK + 1
        yield from range(max(fact.days[0] // WEEK - 1, last - LONGEST), last + 1)


def _cells(fact: Fact) -> Iterator[tuple[Key, bool]]:
    """Cells that the place reaches into, and whether they are of its own size; its name, which is."""
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
