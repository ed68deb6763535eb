"""Place files: the shipped supplement and the user's additions, one CSV row a place, checked as they are read."""

from __future__ import annotations

import hashlib
from math import isfinite
from pathlib import Path
from typing import get_args

from tawatur.errors import DataError
from tawatur.gazetteer.place import Place
from tawatur.lexicon import read_csv
from tawatur.model import PlaceKind

COLUMNS = (
    "name_en", "names_ar", "names_en", "lat", "lon", "kind", "country", "admin", "radius_km", "weak", "source",
)  # fmt: skip
"""The columns of a place file; `names_ar` and `names_en` hold spellings separated by `|`, `weak` is empty or 1."""

KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)


def read_places(path: Path) -> tuple[Place, ...]:
    """The places of one file; `DataError` names file, line and column of what does not meet the schema."""
    rows = read_csv(path)
    if rows:
        missing = [c for c in COLUMNS if c not in rows[0]]
        if missing:
            raise DataError(f"{path.name}: column {missing[0]!r} is missing; a place file has {', '.join(COLUMNS)}")
    return tuple(row_to_place(row, f"{path.name}: row {n}") for n, row in enumerate(rows, 1))


def row_to_place(row: dict[str, str], where: str) -> Place:
    """One CSV row as a place. `where` starts the error message ("yemen.csv: row 12")."""
    if None in row or any(v is None for v in row.values()):
        raise DataError(f"{where}: {row.get('name_en') or '?'}: wrong number of fields (is a comma unquoted?)")
    text = {k: v.strip() for k, v in row.items()}
    arabic, latin = _names(text["names_ar"]), _names(text["names_en"])
    name = text["name_en"] or (arabic[0] if arabic else "")
    if not name:
        raise DataError(f"{where}: no name: name_en and names_ar are both empty")
    if text["kind"] not in KINDS:
        raise DataError(f"{where}: column kind: {text['kind']!r} is none of {', '.join(KINDS)}")
    if text["weak"] not in ("", "0", "1"):
        raise DataError(f"{where}: column weak: {text['weak']!r} is neither empty nor 1")
    lat, lon = degrees(text["lat"], 90, f"{where}: column lat"), degrees(text["lon"], 180, f"{where}: column lon")
    radius = number(text["radius_km"] or "10", f"{where}: column radius_km")
    if radius < 0:
        raise DataError(f"{where}: column radius_km: {radius:g} is below zero")
    if not text["source"]:
        raise DataError(f"{where}: {name}: column source is empty; say where the row comes from")
    return Place(
        id=_id(name, text, lat, lon),
        name=name,
        names_ar=arabic,
        names_en=tuple(dict.fromkeys((name, *latin))),
        lat=lat,
        lon=lon,
        kind=text["kind"],
        country=text["country"].upper(),
        admin=text["admin"],
        radius_km=radius,
        weak=text["weak"] == "1",
        source=text["source"],
    )


def _id(name: str, text: dict[str, str], lat: float, lon: float) -> str:
    if text["kind"] == "country":
        return f"country:{text['country'].upper()}"
    return place_id(name, text["country"], lat, lon)


def place_id(name: str, country: str, lat: float, lon: float) -> str:
    """The id of a place that has none of its own: a hash of name, country and rounded point."""
    raw = f"{name}\x1f{country.upper()}\x1f{lat:.2f}\x1f{lon:.2f}"
    return "tw:" + hashlib.blake2b(raw.encode(), digest_size=6).hexdigest()


def number(text: str, where: str) -> float:
    """A finite decimal number, or `DataError` that quotes what stood there."""
    try:
        value = float(text)
    except ValueError:
        raise DataError(f"{where}: {text!r} is not a number") from None
    if not isfinite(value):
        raise DataError(f"{where}: {text!r} is not a finite number")
    return value


def degrees(text: str, limit: int, where: str) -> float:
    """A latitude (`limit` 90) or longitude (`limit` 180) in degrees."""
    value = number(text, where)
    if abs(value) > limit:
        raise DataError(f"{where}: {text} is outside -{limit}..{limit} degrees (are the columns swapped?)")
    return value


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split("|") if part.strip()))
