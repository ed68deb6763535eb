"""Quarters that have a name of their own (Crater in Aden, Yarmouk camp in Damascus) are parts of their city."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from tawatur.control.places import Spot
from tawatur.model import PlaceRef

FARTHEST_KM = 8.0
"""No quarter lies farther from the middle of its city than this."""
_KM_A_DEGREE = 111.2


def nested(spots: Iterable[tuple[Spot, PlaceRef]]) -> dict[str, str]:
    """For every named quarter among the places, by its key: the key of its city, if that is among them, too.

    A quarter is a district no wider than the city, whose middle lies within the city's radius; of several cities the
    nearest one. A district that is wider is the land around the city.
    """
    whole: dict[str, PlaceRef] = {}
    for at, place in spots:
        if not at.part and place.lat is not None and place.lon is not None and place.radius_km > 0:
            whole.setdefault(at.key, place)
    cities = sorted((p.lat or 0.0, p.lon or 0.0, p.radius_km, key) for key, p in whole.items() if p.kind == "city")
    lats = [row[0] for row in cities]
    out = {}
    for key, place in sorted(whole.items()):
        if place.kind != "district" or place.lat is None or place.lon is None:
            continue
        reach = FARTHEST_KM / _KM_A_DEGREE
        near = cities[bisect_left(lats, place.lat - reach) : bisect_right(lats, place.lat + reach)]
        inside = []
        for lat, lon, radius, city in near:
            east = (place.lon - lon) * math.cos(math.radians(lat))
            distance = _KM_A_DEGREE * math.hypot(place.lat - lat, east)
            if distance <= min(radius, FARTHEST_KM) and place.radius_km <= radius:
                inside.append((distance, city))
        if inside:
            out[key] = min(inside)[1]
    return out
