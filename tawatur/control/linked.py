"""What observations say of each other: the time before a loss, an attack that is over, parts and their whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from tawatur.control.dates import ONE
from tawatur.control.parameters import rules
from tawatur.control.places import Spot
from tawatur.model.control import Observation


def told_before(observations: Sequence[Observation], captures: Sequence[Observation]) -> list[Observation]:
    """A narrator who says that B lost the place and, without a date, that B holds it, speaks of the time before.
    `captures` are the observations of gains, and of losses without a gainer."""
    taken: dict[tuple[str, str], Observation] = {}
    for o in captures:
        if o.low >= 0.5 or o.high <= 0.5:
            known = taken.get((o.place, o.source))
            if known is None or (o.throughout, o.start) > (known.throughout, known.start):
                taken[(o.place, o.source)] = o
    out = []
    for o in observations:
        change = taken.get((o.place, o.source))
        earlier = change is not None and o.type == "control.hold" and not o.throughout and o.high == 1
        loser = change is not None and (o.holder == change.holder) == (change.high <= 0.5)
        if change is not None and earlier and loser and change.end >= o.start:
            out.append(_before(o, change))
        else:
            out.append(o)
    return out


def until_done(observations: list[Observation]) -> list[Observation]:
    """An expected attack is over on the day on which its camp is said to hold the whole place."""
    done: dict[tuple[str, str], list[date]] = {}
    for o in observations:
        if o.measure == "share" and o.low >= 0.95 and o.throughout:
            done.setdefault((o.place, o.holder), []).append(o.start)
    out = []
    for o in observations:
        ends = [d for d in done.get((o.place, o.holder), ()) if o.start - ONE <= d <= o.end]
        if o.measure != "assault" or not o.throughout or o.end == o.start or not ends:
            out.append(o)
        elif min(ends) > o.start:
            out.append(replace(o, end=min(ends)))
    return out


def linked(observations: Iterable[Observation], spots: Mapping[str, Spot]) -> tuple[Observation, ...]:
    """The observations, and what those of a part say of the whole, and those of the whole of its parts."""
    links, least = rules().links, rules().part_share[0]
    out: list[Observation] = []
    for o in observations:
        out.append(o)
        at = spots.get(o.place) or Spot(o.place, o.place, "", True)
        if at.part and at.inside:
            if o.measure == "share":
                low, high = (least, 1.0) if o.low >= 0.5 else (0.0, 1 - least) if o.high <= 0.5 else (0.0, 1.0)
                if o.low > 0 and o.high <= 0.5:
                    low, high = max(o.low, least), o.high  # the share was stated of the whole already
                out.append(_at(o, at.whole, low, high, links["part_to_whole"], f"in its {at.part}: {o.note}"))
            else:
                out.append(_at(o, at.whole, o.low, o.high, links["part_to_whole"], f"in its {at.part}: {o.note}"))
        elif not at.part:
            whole = o.measure != "share" or o.low >= 0.95 or o.high <= 0.05
            for part in sorted(key for key, other in spots.items() if other.part and other.whole == at.key):
                if whole and spots[part].inside:
                    out.append(_at(o, part, o.low, o.high, links["whole_to_part"], f"as part of the whole: {o.note}"))
    return tuple(out)


def _at(o: Observation, place: str, low: float, high: float, weight: float, note: str) -> Observation:
    return replace(o, place=place, low=low, high=high, weight=o.weight * weight, note=note, named=o.place)


def _before(o: Observation, change: Observation) -> Observation:
    """The observation of the day before a change, or before the first day on which it can have been."""
    day = change.start - ONE
    note = f"{o.note}; told with its loss, so of the time before"
    return replace(
        o, start=day, end=day, throughout=True, weight=o.weight * (1.0 if change.throughout else 0.5), note=note
    )
