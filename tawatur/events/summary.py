"""The summary of an event: type, place, days, who with which claims, how many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from tawatur.events.comparators import reach
from tawatur.events.seen import Seen
from tawatur.model import EVENT_TYPES, PlaceRef, Unit, Unknown, When, content_id
from tawatur.model.event import Count, Event, EventLink, Participant


def event(members: Sequence[Seen], links: tuple[EventLink, ...]) -> Event:
    """The event of the given claims."""
    ids = tuple(sorted(seen.claim.id for seen in members))
    types = Counter(seen.claim.type for seen in members)
    return Event(
        id=content_id("event", *ids),
        claims=ids,
        types=tuple(sorted(types, key=lambda type: (-types[type], EVENT_TYPES.index(type)))),
        place=_place(members),
        when=_when(members),
        agents=_parties((name, seen.claim.id) for seen in members for name in seen.claim.agents),
        targets=_parties((name, seen.claim.id) for seen in members for name in seen.claim.targets),
        quantities=_counts(members),
        links=links,
    )


def _place(members: Sequence[Seen]) -> PlaceRef | Unknown:
    """The place that most claims name; of equals the narrower one, then by name."""
    places = [seen.place for seen in members if seen.place is not None]
    if not places:
        return Unknown("no claim of the event gives a place")
    times = Counter(place.name for place in places)
    return min(places, key=lambda p: (-times[p.name], reach(p), p.name, p.text, p.lat or 0.0, p.lon or 0.0))


def _when(members: Sequence[Seen]) -> When | Unknown:
    """The days that all dated claims share; if they share none, the days that they cover together."""
    dated = sorted(
        (seen.claim.when for seen in members if isinstance(seen.claim.when, When)),
        key=lambda when: (str(when.start), str(when.end), when.precision),
    )
    if not dated:
        return Unknown("no claim of the event gives a date")
    common: When | None = dated[0]
    for when in dated[1:]:
        common = common.intersect(when) if common is not None else None
    if common is not None:
        return When(common.start, common.end, common.precision)
    starts = [when.start for when in dated if when.start is not None]
    ends = [when.end for when in dated if when.end is not None]
    start = min(starts) if len(starts) == len(dated) else None
    return When(start, max(ends) if len(ends) == len(dated) else None, "unknown")


def _parties(named: Iterable[tuple[str, str]]) -> tuple[Participant, ...]:
    """The names, those of most claims first."""
    claims: dict[str, set[str]] = defaultdict(set)
    for name, claim in named:
        claims[name].add(claim)
    ordered = sorted(claims, key=lambda name: (-len(claims[name]), name))
    return tuple(Participant(name, tuple(sorted(claims[name]))) for name in ordered)


def _counts(members: Sequence[Seen]) -> tuple[Count, ...]:
    by_unit: dict[Unit, list[Seen]] = defaultdict(list)
    for seen in members:
        if seen.quantity is not None:
            by_unit[seen.quantity.unit].append(seen)
    out = []
    for unit in sorted(by_unit):
        found = [seen.quantity for seen in by_unit[unit] if seen.quantity is not None]
        highs = [quantity.high for quantity in found if quantity.high is not None]
        high = max(highs) if len(highs) == len(found) else None
        low = min(quantity.low or 0 for quantity in found)
        out.append(Count(unit, low, high, tuple(sorted(seen.claim.id for seen in by_unit[unit]))))
    return tuple(out)
