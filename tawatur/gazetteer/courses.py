"""Rough courses of rivers and borders: which stretch of one lies nearest to a place."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path

from tawatur.errors import DataError
from tawatur.lexicon import compiled, read_yaml, sources

Point = tuple[float, float]
Courses = dict[str, list[Point]]


def _build(paths: tuple[Path, ...]) -> Courses:
    out: Courses = {}
    for path in paths:
        for entry in read_yaml(path)["courses"]:
            points = [(float(lat), float(lon)) for lat, lon in entry["points"]]
            if len(points) < 2 or any(abs(lat) > 90 or abs(lon) > 180 for lat, lon in points):
                raise DataError(
                    f"{path.name}: {entry['names']}: a course has at least two points (lat, lon) in degrees"
                )
            out.update(dict.fromkeys(entry["names"], points))
    return out


@lru_cache(maxsize=1)
def courses() -> Courses:
    """English name of a river or border -> its points (lat, lon) in order."""
    return compiled("place_courses", sources("places/courses.yaml"), _build, Courses)


def stretch(name: str, near: Point) -> tuple[Point, float] | None:
    """The point of the course nearest to `near`, and its distance in km; `None` if the course is not known."""
    points = courses().get(name)
    if points is None:
        return None
    found = [_on_segment(a, b, near) for a, b in pairwise(points)]
    return min(found, key=lambda t: t[1])


def _on_segment(a: Point, b: Point, near: Point) -> tuple[Point, float]:
    """Nearest point of a straight line, on a plane scaled at the latitude of `near`."""
    narrow = cos(radians(near[0]))
    ax, ay, bx, by = (a[1] - near[1]) * narrow, a[0] - near[0], (b[1] - near[1]) * narrow, b[0] - near[0]
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else max(0.0, min(1.0, -(ax * dx + ay * dy) / length))
    x, y = ax + share * dx, ay + share * dy
    point = (round(near[0] + y, 4), round(near[1] + x / narrow, 4))
    return point, 111.2 * hypot(x, y)
