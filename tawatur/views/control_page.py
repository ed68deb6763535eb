"""The section of the page that shows who held what: timelines, a map with a slider over the days, reasons."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from tawatur.control import Wanted, controls, groups_across, origins
from tawatur.model import Contents, Frozen
from tawatur.model.control import Account, Control, Day
from tawatur.model.corroboration import Across
from tawatur.views.control_look import NOBODY_COLOUR, UNKNOWN, colours, fill
from tawatur.views.control_map import day_map, drawn
from tawatur.views.control_rows import busiest
from tawatur.views.control_svg import timeline

MOST_PLACES, MOST_DAYS, MOST_ON_MAP, MOST_COMPUTED = 8, 400, 40, 60
LEAST_PLACES = 2
"""Places with a timeline (beyond the first two only those of several claims), days of the slider, places on the map:
what a page can hold and a reader can take in."""
STEP = 0.05
"""Days that differ less than this from the last one listed are left out of a place's list."""


class Shown(Frozen, frozen=True):
    """One place of the section: its figure, the days on which something changes, each side's own account."""

    name: str
    figure: Markup
    first: str
    days: tuple[Day, ...]
    accounts: tuple[Account, ...]
    flags: tuple[str, ...]
    parts: int


def control_page(contents: Contents, across: Across) -> dict[str, Any]:
    """What `_control.html` needs; nothing is drawn where no claim says who holds a place."""
    reports = {report.id: report for report in contents.reports}
    groups = groups_across(contents.claims, reports, contents.links, across)
    found = controls(contents.claims, contents.reports, contents.links, Wanted(most=MOST_COMPUTED), groups)
    numbers = colours(found)
    whole = [c for c in found if not c.part]
    whole = [c for i, c in enumerate(whole) if i < LEAST_PLACES or _claims(c) > 1][:MOST_PLACES]
    day = busiest(found)
    near = drawn(found)[:MOST_ON_MAP]
    mapped = Markup(day_map(near, day, "cm", numbers)) if near and day is not None else Markup("")  # noqa: S704 (escaped there)
    return {
        "control": [_shown(c, found, numbers, f"ct{i}") for i, c in enumerate(whole)],
        "control_map": mapped,
        "control_day": day.isoformat() if day is not None else "",
        "control_days": _slider(near)[1],
        "control_data": _data(near, numbers),
        "control_origins": origins(),
    }


def _claims(control: Control) -> int:
    return len({o.claim for o in control.observations})


def _shown(control: Control, found: Sequence[Control], numbers: dict[str, int], prefix: str) -> Shown:
    figure = Markup(timeline(control, numbers, prefix))  # noqa: S704 (every text in it went through escape)
    flags = tuple(dict.fromkeys(flag for day in control.days for flag in day.flags))
    parts = sum(c.within == control.name for c in found)
    first = control.days[0].day.isoformat()
    return Shown(control.name, figure, first, changing(control), control.accounts, flags, parts)


def changing(control: Control) -> tuple[Day, ...]:
    """The days on which claims speak or the answer changes."""
    out: list[Day] = []
    for day in control.days:
        own = any(moved.days == 0 for moved in day.because)
        moved = bool(out) and max(abs(p - out[-1].holders.get(n, 0.0)) for n, p in day.holders.items()) >= STEP
        if own and (not out or moved or abs(day.contested - out[-1].contested) >= STEP):
            out.append(day)
    return tuple(out)


def _slider(shown: Sequence[Control]) -> tuple[list[date], int]:
    """The days of the slider, the last `MOST_DAYS` of those that any place has, and how many."""
    days = sorted({day.day for control in shown for day in control.days})[-MOST_DAYS:]
    return days, len(days)


def _data(shown: Sequence[Control], numbers: dict[str, int]) -> Markup:
    """For the slider: for every place and day the percent of each holder, of contested and of unknown."""
    days, _ = _slider(shown)
    holders = sorted({name for c in shown for d in c.days for name in d.holders})
    places = []
    for control in shown:
        by_day = {d.day: d for d in control.days}
        rows = [_row(by_day.get(day), holders) for day in days]
        places.append({"name": control.name, "rows": rows})
    content = {
        "days": [day.isoformat() for day in days], "holders": holders,
        "fills": [fill(name, numbers, "cm") for name in holders], "places": places,
        "other": {"unknown": UNKNOWN, "nobody": NOBODY_COLOUR},
    }  # fmt: skip
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028"))  # noqa: S704 (escaped right here)


def _row(day: Day | None, holders: list[str]) -> list[int]:
    if day is None:
        return [*(0 for _ in holders), 0, 100]
    held = [round(100 * day.holders.get(name, 0.0)) for name in holders]
    return [*held, round(100 * day.contested), round(100 * day.unknown)]
