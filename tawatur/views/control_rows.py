"""Control as rows: JSON for programs, CSV for spreadsheets, GeoJSON for maps, each with the bounds of every value."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

import msgspec

from tawatur.model import Frozen
from tawatur.model.control import Account, Camp, Control, Moved, Sensitivity, Without
from tawatur.views.control_map import day_of

HEADER = (
    "place", "part", "latitude", "longitude", "day", "holder", "probability", "low", "high", "share", "contested",
    "unknown", "claims", "flags",
)  # fmt: skip


class DayRow(Frozen, frozen=True):
    """One day as JSON gives it: `holders` and `unknown` add up to 1."""

    day: date
    holders: dict[str, float]
    contested: float
    unknown: float
    shares: dict[str, float]
    bounds: dict[str, tuple[float, float]]
    because: tuple[Moved, ...]
    flags: tuple[str, ...]


class AccountRow(Frozen, frozen=True):
    """One side's own account, day by day; `apart` are the days on which its holder is another than the joint one."""

    side: str
    claims: int
    days: tuple[DayRow, ...]
    apart: tuple[date, ...]


class PlaceRow(Frozen, frozen=True):
    """One place; `parts` are the other places that the same question found: its parts and surroundings first."""

    place: str
    key: str
    lat: float | None
    lon: float | None
    kind: str
    part: str
    camps: tuple[Camp, ...]
    days: tuple[DayRow, ...]
    accounts: tuple[AccountRow, ...]
    sensitivity: tuple[Sensitivity, ...]
    without: tuple[Without, ...]
    unused: dict[str, str]
    parameters: dict[str, float]
    parts: tuple[PlaceRow, ...] = ()


class PlacesRow(Frozen, frozen=True):
    """All places of a casebook."""

    places: tuple[PlaceRow, ...]


def place_row(control: Control, day: date | None = None, others: Sequence[Control] = ()) -> PlaceRow:
    """One place as JSON gives it; only `day` of its days if one is asked for."""
    return PlaceRow(
        place=control.name, key=control.place, lat=control.lat, lon=control.lon, kind=control.kind, part=control.part,
        camps=control.camps, days=_days(control, day), accounts=tuple(_account(a, day) for a in control.accounts),
        sensitivity=control.sensitivity, without=control.without, unused={id: why.reason for id, why in control.unused},
        parameters=control.parameters, parts=tuple(place_row(other, day) for other in others),
    )  # fmt: skip


def _days(control: Control | Account, day: date | None) -> tuple[DayRow, ...]:
    return tuple(
        DayRow(d.day, d.holders, d.contested, d.unknown, d.shares, d.bounds, d.because, d.flags)
        for d in control.days
        if day is None or d.day == day
    )


def _account(account: Account, day: date | None) -> AccountRow:
    return AccountRow(account.camp, account.claims, _days(account, day), account.parts)


def csv_text(controls: Sequence[Control], day: date | None = None) -> str:
    """One line for each place, day and holder, with the bounds of its probability; UTF-8 with a header line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for control in controls:
        for d in control.days:
            if day is not None and d.day != day:
                continue
            claims = " ".join(dict.fromkeys(m.claim for m in d.because))
            for holder, probability in d.holders.items():
                low, high = d.bounds[holder]
                writer.writerow(
                    (
                        _cell(control.name), control.part, control.lat, control.lon, d.day.isoformat(), _cell(holder),
                        probability, low, high, d.shares[holder], d.contested, d.unknown, claims, "; ".join(d.flags),
                    )
                )  # fmt: skip
    return out.getvalue()


def _cell(value: str) -> str:
    """Text that a spreadsheet does not take for a formula."""
    return f"'{value}" if value[:1] in "=+-@\t\r" else value


def geojson(controls: Sequence[Control], day: date) -> bytes:
    """A FeatureCollection of points for one day, with bounds; places without coordinates have a null geometry."""
    features = [_feature(control, day) for control in controls]
    return msgspec.json.encode({"type": "FeatureCollection", "day": day.isoformat(), "features": features})


def _feature(control: Control, day: date) -> dict[str, object]:
    state = day_of(control, day)
    known = control.lat is not None and control.lon is not None
    properties: dict[str, object] = {"name": control.name, "part": control.part, "kind": control.kind}
    if state is None:
        properties |= {"unknown": 1.0, "reason": "the day lies outside the days that the claims speak of"}
    else:
        top = max(state.holders.items(), key=lambda item: (item[1], item[0]), default=("", 0.0))
        properties |= {
            "holder": top[0] if top[1] > state.unknown else "unknown", "holders": state.holders,
            "bounds": {name: list(pair) for name, pair in state.bounds.items()}, "contested": state.contested,
            "unknown": state.unknown, "claims": list(dict.fromkeys(m.claim for m in state.because)),
        }  # fmt: skip
    geometry = {"type": "Point", "coordinates": [control.lon, control.lat]} if known else None
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def busiest(controls: Sequence[Control]) -> date | None:
    """The day on which most claims speak: the one that a map shows unless told."""
    count: dict[date, float] = {}
    for control in controls:
        for d in control.days:
            count[d.day] = count.get(d.day, 0.0) + (1 - d.unknown) * sum(m.days == 0 for m in d.because)
    return max(count, key=lambda d: (count[d], d), default=None)
