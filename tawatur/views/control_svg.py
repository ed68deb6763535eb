"""The timeline of one place as SVG: who held it with which probability, and the claims as marks on their days."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tawatur.control.camps import NOBODY
from tawatur.model.control import Control, Observation
from tawatur.views.control_look import (
    CONTESTED,
    UNKNOWN,
    attribute,
    both,
    colour,
    colours,
    fill,
    patterns,
    text,
    ticks,
)

LEFT, WIDTH, TOP, HEIGHT, LANE, RIGHT = 56, 860, 64, 230, 30, 20
ATTACKS = "attacks"
STACK = 4
"""Marks above each other on one day; beyond these a number says how many more."""


def timeline(control: Control, numbers: dict[str, int] | None = None, prefix: str = "t") -> str:
    """One SVG document. `numbers` are the camps' colours (`colours`), `prefix` keeps the ids of several figures on one
    page apart. Bands add up to 1: holders from below, what is unknown on top; the black line is P(contested)."""
    chosen = numbers if numbers is not None else colours((control,))
    lanes = lanes_of(control)
    height = TOP + HEIGHT + 34 + LANE * len(lanes) + 12
    total = LEFT + WIDTH + RIGHT
    label = f"{control.name}: who held it, day by day"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total} {height}" role="img" '
        f'aria-label={attribute(label)} font-family="Noto Sans, Noto Sans Arabic, Noto Naskh Arabic, sans-serif" '
        f'font-size="12" direction="ltr">',
        f"<title>{text(label)}</title><defs>{patterns(prefix)}</defs>",
        f'<rect width="{total}" height="{height}" fill="#fff"/>',
        f'<text x="{LEFT}" y="20" font-size="16" font-weight="bold">{text(control.name)}</text>',
        _legend(control, chosen, prefix),
        *_bands(control, chosen, prefix),
        *_axis(control),
    ]
    for row, lane in enumerate(lanes):
        parts += _lane(control, lane, TOP + HEIGHT + 34 + LANE * row, chosen)
    return "\n".join([*parts, "</svg>", ""])


def _holders(control: Control) -> list[str]:
    names = [camp.name for camp in control.camps]
    return [*names, NOBODY] if any(NOBODY in day.holders for day in control.days) else names


def _legend(control: Control, numbers: dict[str, int], prefix: str) -> str:
    out, x = [], float(LEFT)
    for name in [*_holders(control), "unknown", "contested"]:
        shown = both(name)
        if name == "contested":
            sign = f'<path d="M{x:.0f},42h22" stroke="{CONTESTED}" stroke-width="2.2" stroke-dasharray="5 2"/>'
        else:
            paint = UNKNOWN if name == "unknown" else fill(name, numbers, prefix)
            sign = f'<rect x="{x:.0f}" y="35" width="22" height="13" fill="{paint}" stroke="#666" stroke-width=".5"/>'
        out.append(f'{sign}<text x="{x + 27:.0f}" y="46">{text(shown)}</text>')
        x += 27 + 6.0 * len(shown) + 16
    return "".join(out)


def _x(control: Control, day: date) -> float:
    first, days = control.days[0].day, len(control.days)
    return LEFT + WIDTH * (day - first).days / days


def _bands(control: Control, numbers: dict[str, int], prefix: str) -> list[str]:
    step = WIDTH / len(control.days)
    below = [0.0] * len(control.days)
    out = []
    for name in [*_holders(control), "unknown"]:
        values = [day.unknown if name == "unknown" else day.holders.get(name, 0.0) for day in control.days]
        above = [min(1.0, b + v) for b, v in zip(below, values, strict=True)]
        if max(values) > 0:
            path = f"{_steps(above, step)}L{_steps(below, step, back=True)[1:]}Z"
            paint = UNKNOWN if name == "unknown" else fill(name, numbers, prefix)
            out.append(f'<path d="{path}" fill="{paint}"><title>{text(both(name))}</title></path>')
        below = above
    line = _steps([day.contested for day in control.days], step)
    out.append(f'<path d="{line}" fill="none" stroke="#fff" stroke-width="4" stroke-opacity=".7"/>')
    out.append(f'<path d="{line}" fill="none" stroke="{CONTESTED}" stroke-width="2.2" stroke-dasharray="5 2"/>')
    return out


def _steps(values: list[float], step: float, back: bool = False) -> str:
    """The outline of a staircase, one step a day, as the data of a path; `back` draws it from right to left."""
    order = range(len(values) - 1, -1, -1) if back else range(len(values))
    first = LEFT + (len(values) * step if back else 0)
    out = [f"M{first:.1f},{TOP + HEIGHT * (1 - values[order[0]]):.1f}"]
    level = ""
    for i in order:
        height = f"V{TOP + HEIGHT * (1 - values[i]):.1f}"
        if height != level:
            out.append(height)
            level = height
        else:
            out.pop()  # the same height as the day before: one line goes on
        out.append(f"H{LEFT + (i if back else i + 1) * step:.1f}")
    return "".join(out)


def _axis(control: Control) -> list[str]:
    box = f'data-x="{LEFT}" data-y="{TOP}" data-w="{WIDTH}" data-h="{HEIGHT}"'
    where = f'class="plot" {box} data-n="{len(control.days)}"'
    out = [f'<path {where} d="M{LEFT},{TOP}v{HEIGHT}h{WIDTH}" fill="none" stroke="#333"/>']
    for percent in (0, 25, 50, 75, 100):
        y = TOP + HEIGHT * (1 - percent / 100)
        out.append(f'<text x="{LEFT - 6}" y="{y + 4:.0f}" text-anchor="end">{percent} %</text>')
        out.append(f'<path d="M{LEFT},{y:.1f}h{WIDTH}" stroke="#000" stroke-opacity=".15"/>')
    step = WIDTH / len(control.days)
    marked = ticks(control.days[0].day, control.days[-1].day)
    for i, day in enumerate(marked):
        x = _x(control, day) + step / 2
        wide = day.isoformat() if i == 0 or day.year != marked[i - 1].year else day.strftime("%m-%d")
        out.append(f'<path d="M{x:.1f},{TOP + HEIGHT}v5" stroke="#333"/>')
        out.append(f'<text x="{x:.1f}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{wide}</text>')
    return out


def lanes_of(control: Control) -> list[str]:
    """The rows of marks: each camp that a claim gives a share, and the attacks."""
    return [*(camp.name for camp in control.camps if claims_of(control, camp.name)), ATTACKS]


def claims_of(control: Control, camp: str) -> list[Observation]:
    """The observations that give this camp most of the place, or all of them that are attacks."""
    if camp == ATTACKS:
        return [o for o in control.observations if o.measure == "assault"]
    return [o for o in control.observations if o.measure == "share" and o.holder == camp and o.weight >= 0.25]


def _lane(control: Control, lane: str, y: float, numbers: dict[str, int]) -> list[str]:
    """One row of marks: hollow where the camp's own side says so, else filled; a cross where the camp is said to hold
    less than half. Claims that give no day are drawn as a line over the days that they may mean."""
    out = [f'<path d="M{LEFT},{y + LANE - 4}h{WIDTH}" stroke="#ddd"/>']
    step = WIDTH / len(control.days)
    paint = "#333" if lane == ATTACKS else colour(lane, numbers)
    shown = both(ATTACKS) if lane == ATTACKS else both(lane)
    out.append(f'<text x="{LEFT + 4}" y="{y + 9}" font-size="10" fill="#444">{text(shown)}</text>')
    at_day: dict[int, int] = defaultdict(int)
    for o in sorted(claims_of(control, lane), key=lambda o: (o.start, o.claim)):
        first, last = (control.days[0].day, control.days[-1].day)
        start, end = max(o.start, first), min(o.end, last)
        if start > end:
            continue
        slot = (start.toordinal() + end.toordinal()) // 2
        at_day[slot] += 1
        if at_day[slot] > STACK:
            continue
        middle = _x(control, date.fromordinal(slot)) + step / 2
        height = y + LANE - 8 - 5.5 * (at_day[slot] - 1)
        if end > start and lane != ATTACKS:
            wide = f"M{_x(control, start):.1f},{height:.1f}H{_x(control, end) + step:.1f}"
            out.append(f'<path d="{wide}" stroke="{paint}" stroke-width="1" stroke-opacity=".5"/>')
        out.append(_mark(o, middle, height, paint))
    for slot, count in at_day.items():
        if count > STACK:
            x = _x(control, date.fromordinal(slot)) + step / 2
            out.append(f'<text x="{x:.1f}" y="{y + 7}" text-anchor="middle" font-size="9">+{count - STACK}</text>')
    return out


def _mark(o: Observation, x: float, y: float, paint: str) -> str:
    title = f"<title>{text(f'{o.claim}: {o.note} ({o.relation}; {o.source})')}</title>"
    if o.measure == "assault":
        return f'<path d="M{x:.1f},{y - 3:.1f}l3,5h-6z" fill="{paint}">{title}</path>'
    inside = "#fff" if o.relation == "own side" else paint
    if o.high < 0.5:  # holds little or none of it
        return f'<path d="M{x - 3:.1f},{y - 2:.1f}l6,4m0,-4l-6,4" stroke="{paint}" stroke-width="1.6">{title}</path>'
    at = f'cx="{x:.1f}" cy="{y:.1f}" r="2.6"'
    return f'<circle {at} fill="{inside}" stroke="{paint}" stroke-width="1.2">{title}</circle>'
