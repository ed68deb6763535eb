"""Which claims are compared at all: several rules, so that no cell or week edge keeps two claims apart.

- within one report: claims of one type or kindred types;
- across reports: one type group, the same or neighbouring place cells, or a wide place and a small one in it, in the
  same or neighbouring weeks; an unknown date widens to the days before the report, and where the report has none
  either, to all;
- a shared passage that both stand in; the same odd figure; the same parties where a place is unknown.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tawatur.events.comparators import KINDRED, family, odd, reach
from tawatur.events.seen import Days, Seen
from tawatur.languages import fold
from tawatur.model import EVENT_TYPES
from tawatur.model.event import SharedPassage

CELL = 0.5
"""Degrees, about 50 km: places within half of it always share a cell of one of the four grids."""
WIDE_CELL = 2.5
WEEK = 7
LONGEST = 8
"""Weeks; an interval that is longer counts by its last weeks, where news has it."""
WIDEST = 60.0
"""Kilometres: places that reach farther have no cell, they meet by their name."""
Key = tuple[object, ...]


def groups(type: str) -> tuple[str, ...]:
    """The blocks of a type: its family, and one for every kindred type."""
    pairs = ["~".join(sorted(pair)) for pair in KINDRED if type in pair]
    return (family(type), *sorted(pairs))  # type: ignore[arg-type]


_GROUPS = {type: groups(type) for type in EVENT_TYPES}


def pairs(claims: Sequence[Seen], passages: Mapping[int, Sequence[int]]) -> list[tuple[int, int]]:
    """Pairs of indexes into `claims`, the smaller first, sorted; `passages` maps shared passages to their claims."""
    blocks: dict[Key, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i, seen in enumerate(claims):
        for key, anchor in _keys(seen):
            blocks[key][0 if anchor else 1].append(i)
    size = len(claims)
    found: set[int] = set()  # i * size + j: a third of the memory of tuples, and twice as fast
    for anchors, others in blocks.values():
        for n, i in enumerate(anchors):
            found.update([i * size + j for j in anchors[n + 1 :]])
            found.update([i * size + j if i < j else j * size + i for j in others])
    for members in passages.values():
        found.update(i * size + j for i, j in _crossing(members, claims))
    return [divmod(code, size) for code in sorted(found)]


def _crossing(members: Sequence[int], claims: Sequence[Seen]) -> Iterator[tuple[int, int]]:
    for n, i in enumerate(members):
        for j in members[n + 1 :]:
            if i != j and set(_GROUPS[claims[i].claim.type]) & set(_GROUPS[claims[j].claim.type]):
                yield (min(i, j), max(i, j))


def _keys(seen: Seen) -> Iterator[tuple[Key, bool]]:
    """The blocks of a claim; in every block anchors meet each other and the rest, the rest meet only anchors."""
    kinds = _GROUPS[seen.claim.type]
    yield from ((("report", seen.claim.report, kind), True) for kind in kinds)
    days = seen.when or seen.window
    for place, wide in _cells(seen):
        for kind in kinds:
            yield ("undated", kind, *place), days is None and wide
            for week in _weeks(days):
                yield ("placed", kind, *place, week), wide
    parties = (*sorted(seen.agents), "|", *sorted(seen.targets))
    for week in _weeks(days):
        if seen.agents and seen.targets:
            yield ("parties", kinds[0], *parties, week), seen.place is None
        if seen.quantity is not None and odd(seen.quantity):
            yield ("figure", kinds[0], seen.quantity.low, week), True


def _weeks(days: Days | None) -> Iterable[int]:
    """The weeks that an interval touches, a day on either side included."""
    if days is None:
        return ()
    last = (days[1] + 1) // WEEK
    return range(max((days[0] - 1) // WEEK, last - LONGEST), last + 1)


def _cells(seen: Seen) -> Iterator[tuple[Key, bool]]:
    """The blocks of a place and whether it anchors them: its name, its cell in four grids that overlap by half, and
    in coarse grids the small places for the wide ones that may hold them."""
    place = seen.place
    if place is None:
        return
    yield ("name", fold(place.name)), True
    if place.lat is None or place.lon is None or place.kind == "country":
        return
    wide = reach(place) > WIDEST
    for size in (WIDE_CELL,) if wide else (CELL, WIDE_CELL):
        x, y = place.lat / size, place.lon / size
        for a, b in ((0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5)):
            yield (size, a, b, math.floor(x + a), math.floor(y + b)), wide or size == CELL


def in_passages(claims: Sequence[Seen], reuse: Sequence[SharedPassage]) -> dict[int, list[int]]:
    """The claims whose evidence lies in a shared passage (at least half of it), by the passage's index."""
    by_report: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for n, passage in enumerate(reuse):
        for part in (passage.first, passage.second):
            by_report[part.report].append((part.start, part.end, n))
    found: dict[int, list[int]] = defaultdict(list)
    for i, seen in enumerate(claims):
        span = seen.claim.evidence
        for start, end, n in by_report.get(seen.claim.report, ()):
            if min(end, span.end) - max(start, span.start) >= 0.5 * len(span):
                found[n].append(i)
    return dict(found)
