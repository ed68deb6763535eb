"""A map of one day as SVG: places as discs cut by the probability of each holder, on the shipped borders and rivers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec

from tawatur.lexicon.files import sources
from tawatur.model.control import Control, Day
from tawatur.views.control_look import UNKNOWN, both, colours, fill, patterns, text

WIDTH, HEIGHT, MARGIN = 760, 560, 0.18
LEAST_SPAN = 0.5
"""Degrees of latitude that a map shows at least: one town alone still stands in its country."""
_LAYERS = {"coast": ("#5b7f95", 1.1, ""), "rivers": ("#6fa8cf", 1.2, ""), "borders": ("#777777", 1.3, "7 3 2 3")}
_POINTS = ("city", "village", "district", "crossing", "base", "other")
Box = tuple[float, float, float, float]


def drawn(controls: Sequence[Control]) -> tuple[Control, ...]:
    """The controls that a map can show as points: whole settlements, bases and crossings with coordinates, the most
    observed of each point. Regions and roads have no point."""
    found: dict[tuple[float, float], Control] = {}
    for control in controls:
        if control.kind not in _POINTS:
            continue
        if control.lat is not None and control.lon is not None and not control.part:
            found.setdefault((control.lat, control.lon), control)
    return tuple(found.values())


def box_of(controls: Sequence[Control]) -> Box:
    """West, east, south, north around the places, with a margin, in the shape of the figure."""
    lats = [c.lat for c in controls if c.lat is not None] or [34.0]
    lons = [c.lon for c in controls if c.lon is not None] or [40.0]
    middle_lat, middle_lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    squeeze = math.cos(math.radians(middle_lat))
    tall = max(max(lats) - min(lats), (max(lons) - min(lons)) * squeeze * HEIGHT / WIDTH, LEAST_SPAN) * (1 + 2 * MARGIN)
    wide = tall * WIDTH / HEIGHT / squeeze
    return middle_lon - wide / 2, middle_lon + wide / 2, middle_lat - tall / 2, middle_lat + tall / 2


def day_map(controls: Sequence[Control], day: date, prefix: str = "m", numbers: dict[str, int] | None = None) -> str:
    """One SVG document for one day. Places without coordinates are not on it; a day outside a place's range shows it as
    unknown. The size of a disc says how sure the day is; a dashed ring that the place is contested. `numbers` are the
    camps' colours (`colours`), so that all figures of a page agree."""
    shown = drawn(controls)
    numbers, box = numbers if numbers is not None else colours(tuple(controls)), box_of(shown)
    label = f"Who held what on {day.isoformat()}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT + 70}" role="img" '
        f'font-family="Noto Sans, Noto Sans Arabic, Noto Naskh Arabic, sans-serif" font-size="12" direction="ltr">',
        f'<title>{text(label)}</title><defs>{patterns(prefix)}<clipPath id="{prefix}-clip">'
        f'<rect width="{WIDTH}" height="{HEIGHT}"/></clipPath></defs>',
        f'<rect width="{WIDTH}" height="{HEIGHT + 70}" fill="#fff"/><g clip-path="url(#{prefix}-clip)">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#f6f3ec"/>',
        *base(box),
    ]
    named = _named(shown, box)
    for place in range(len(shown) - 1, -1, -1):
        parts.append(_disc(shown[place], place, day, box, (numbers, prefix)))
    for control, (x, y) in named:
        parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" stroke="#f6f3ec" stroke-width="3" paint-order="stroke">'
            f"{text(control.name)}</text>"
        )
    parts.append(f'</g><rect width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="#555"/>')
    parts.append(f'<text class="day" x="10" y="22" font-size="15" font-weight="bold">{day.isoformat()}</text>')
    parts += _legend(shown, numbers, prefix)
    return "\n".join([*parts, "</svg>", ""])


def _named(shown: Sequence[Control], box: Box) -> list[tuple[Control, tuple[float, float]]]:
    """Where names stand beside their discs; the less observed of two that would overlap stays without (its title has
    the name)."""
    taken: list[tuple[float, float, float, float]] = []
    out = []
    for control in shown:
        assert control.lat is not None and control.lon is not None
        x, y = place_at(control.lon, control.lat, box)
        wide = 7 * len(control.name)
        for left in (x + 20, x - 20 - wide):
            area = (left, y - 9, left + wide, y + 7)
            if not any(a[0] < area[2] and area[0] < a[2] and a[1] < area[3] and area[1] < a[3] for a in taken):
                taken.append(area)
                out.append((control, (left, y + 4)))
                break
    return out


def base(box: Box) -> list[str]:
    """Borders, coasts and rivers inside the box, as SVG paths."""
    out = []
    for name, (stroke, width, dash) in _LAYERS.items():
        paths = [_path(line, box) for line in layer(name) if _near(line, box)]
        if paths:
            dashed = f' stroke-dasharray="{dash}"' if dash else ""
            out.append(f'<path d="{"".join(paths)}" fill="none" stroke="{stroke}" stroke-width="{width}"{dashed}/>')
    return out


@lru_cache(maxsize=3)
def layer(name: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The lines of one shipped layer (`borders`, `coast`, `rivers`): (longitude, latitude) pairs."""
    feature: Any = msgspec.json.decode(sources(f"basemap/{name}.geojson")[-1].read_bytes())
    return tuple(tuple((x, y) for x, y in line) for line in feature["geometry"]["coordinates"])


def _near(line: Iterable[tuple[float, float]], box: Box) -> bool:
    west, east, south, north = box
    return any(west - 1 <= x <= east + 1 and south - 1 <= y <= north + 1 for x, y in line)


def place_at(lon: float, lat: float, box: Box) -> tuple[float, float]:
    """Where a point falls on the figure, in its units."""
    west, east, south, north = box
    return WIDTH * (lon - west) / (east - west), HEIGHT * (north - lat) / (north - south)


def _path(line: Sequence[tuple[float, float]], box: Box) -> str:
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in (place_at(lon, lat, box) for lon, lat in line))


def day_of(control: Control, day: date) -> Day | None:
    """The place's state on a day, `None` outside its range."""
    at = (day - control.days[0].day).days
    return control.days[at] if 0 <= at < len(control.days) else None


def _disc(control: Control, place: int, day: date, box: Box, look: tuple[dict[str, int], str]) -> str:
    """One place: `data-` attributes tell a script where its disc stands, so that it can redraw it for another day."""
    assert control.lat is not None and control.lon is not None
    x, y = place_at(control.lon, control.lat, box)
    state = day_of(control, day)
    unknown = 1.0 if state is None else state.unknown
    radius = 6 + 8 * (1 - unknown)
    out = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{UNKNOWN}" stroke="#333" stroke-width="1"/>']
    held = {} if state is None else {name: p for name, p in state.holders.items() if p >= 0.005}
    turn, said = 0.0, []
    for name, share in held.items():
        out.append(_slice(x, y, radius, turn, share, fill(name, *look)))
        said.append(f"{name} {100 * share:.0f} %")
        turn += share
    if state is not None and state.contested >= 0.3:
        ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius + 3.5:.1f}" fill="none" stroke="#111" stroke-width="1.6"'
        out.append(f'{ring} stroke-dasharray="4 2.5"/>')
        said.append(f"contested {100 * state.contested:.0f} %")
    said.append(f"unknown {100 * unknown:.0f} %")
    title = f"<title>{text(control.name + ': ' + ', '.join(said))}</title>"
    return f'<g data-place="{place}" data-x="{x:.1f}" data-y="{y:.1f}">{title}{"".join(out)}</g>'


def _slice(x: float, y: float, radius: float, turn: float, share: float, paint: str) -> str:
    if share >= 0.999:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{paint}"/>'
    a, b = 2 * math.pi * turn - math.pi / 2, 2 * math.pi * (turn + share) - math.pi / 2
    start, end = (
        (x + radius * math.cos(a), y + radius * math.sin(a)),
        (x + radius * math.cos(b), y + radius * math.sin(b)),
    )
    large = 1 if share > 0.5 else 0
    arc = f"A{radius:.1f},{radius:.1f} 0 {large} 1 {end[0]:.1f},{end[1]:.1f}"
    return f'<path d="M{x:.1f},{y:.1f}L{start[0]:.1f},{start[1]:.1f}{arc}Z" fill="{paint}"/>'


def _legend(shown: Sequence[Control], numbers: dict[str, int], prefix: str) -> list[str]:
    names = sorted({camp.name for c in shown for camp in c.camps}, key=lambda n: (numbers.get(n, 9), n))
    out, x, y = [], 12.0, HEIGHT + 22
    for name in [*names, "unknown"]:
        paint = UNKNOWN if name == "unknown" else fill(name, numbers, prefix)
        wide = 26 + 6.7 * len(both(name)) + 20
        if x + wide > WIDTH and x > 12:
            x, y = 12.0, y + 20
        out.append(f'<rect x="{x:.0f}" y="{y - 11}" width="20" height="13" fill="{paint}" stroke="#555"/>')
        out.append(f'<text x="{x + 26:.0f}" y="{y}">{text(both(name))}</text>')
        x += wide
    out.append(f'<text x="{WIDTH - 8}" y="{HEIGHT - 8}" text-anchor="end" font-size="9" fill="#666">GSHHG</text>')
    return out
