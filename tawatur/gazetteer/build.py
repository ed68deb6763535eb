"""Building the index: GeoNames and the place files joined into one read-only SQLite file in the cache folder.

Two processes may build at once: each writes its own temporary file and renames it, so the last one wins and no reader
ever sees half a file.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import msgspec

from tawatur.gazetteer import geonames
from tawatur.gazetteer.keys import article_toggled, endings, phrase_key, skeleton, variants_ar
from tawatur.gazetteer.place import Place
from tawatur.gazetteer.supplement import read_places
from tawatur.gazetteer.words import admin_names

Progress = Callable[[str, int, int], None]
"""Called with the step's name, steps done and steps in all."""

_SCHEMA = """
CREATE TABLE place (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body BLOB NOT NULL);
CREATE TABLE form (key TEXT PRIMARY KEY, refs TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE skeleton (key TEXT PRIMARY KEY, refs TEXT NOT NULL) WITHOUT ROWID;
"""
_SAME_PLACE_KM = 15.0


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (lat, lon) points in kilometres (haversine)."""
    lat1, lon1, lat2, lon2 = map(radians, (*a, *b))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(h)))


def build(
    target: Path, files: tuple[Path, ...], progress: Progress | None = None, towns: Iterable[Place] | None = None
) -> None:
    """Writes the index of GeoNames (or of other `towns`) and the place files to `target`; `DataError` on a bad row."""
    tell = progress or (lambda step, done, total: None)
    tell("place files", 0, 3)
    own = sorted(
        (place for path in files for place in read_places(path)), key=lambda p: (p.id, p.source, p.names_ar)
    )  # independent of the order of the files
    tell("GeoNames", 1, 3)
    merged = merge(own, geonames.places(admin_names()) if towns is None else towns)
    tell("index", 2, 3)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.name, suffix=".tmp")
    os.close(handle)
    try:
        _write(Path(name), merged)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
    tell("index", 3, 3)


def merge(own: list[Place], towns: Iterable[Place]) -> list[Place]:
    """The places of both, sorted by id; a town that a place file has as well becomes one place, which keeps the file's
    name and the spellings of both, and the point that is the better known of the two."""
    by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
    out = list(own)
    for n, place in enumerate(own):
        if place.kind in ("city", "village", "district") and place.radius_km <= 12:
            for key in _match_keys(place):
                by_key[(place.country, key)].append(n)
    for town in towns:
        twin = _twin(town, by_key, out)
        if twin is None:
            out.append(town)
        else:
            out[twin] = _joined(out[twin], town)
    unique: dict[str, Place] = {}
    for place in out:
        unique[place.id] = _spelt_by_both(unique[place.id], place) if place.id in unique else place
    return sorted(unique.values(), key=lambda p: p.id)


def _spelt_by_both(a: Place, b: Place) -> Place:
    """One place listed twice: the first row with the spellings of both."""
    names_ar, names_en = dict.fromkeys(a.names_ar + b.names_ar), dict.fromkeys(a.names_en + b.names_en)
    return msgspec.structs.replace(a, names_ar=tuple(names_ar), names_en=tuple(names_en))


def _match_keys(place: Place) -> set[str]:
    arabic = {v for name in place.names_ar for v in variants_ar(phrase_key(name))}
    return arabic | {skeleton(phrase_key(name)) for name in place.names_en[:6]} - {""}


def _twin(town: Place, by_key: dict[tuple[str, str], list[int]], own: list[Place]) -> int | None:
    near = [
        (distance_km((own[n].lat, own[n].lon), (town.lat, town.lon)), n)
        for key in _match_keys(town)
        for n in by_key.get((town.country, key), ())
    ]
    reach = [(km, n) for km, n in near if km <= (6.0 if own[n].kind == "district" else _SAME_PLACE_KM)]
    return min(reach)[1] if reach else None


def _joined(place: Place, town: Place) -> Place:
    keep = place.radius_km < town.radius_km
    return msgspec.structs.replace(
        place,
        id=town.id,
        names_ar=tuple(dict.fromkeys(place.names_ar + town.names_ar)),
        names_en=tuple(dict.fromkeys(place.names_en + town.names_en)),
        lat=place.lat if keep else town.lat,
        lon=place.lon if keep else town.lon,
        radius_km=min(place.radius_km, town.radius_km),
        population=town.population,
        admin=place.admin or town.admin,
        source=f"{place.source}; point: {'as stated' if keep else 'GeoNames'}",
    )


def _write(path: Path, places: list[Place]) -> None:
    forms: dict[str, dict[int, bool]] = defaultdict(dict)
    skeletons: dict[str, set[int]] = defaultdict(set)
    for n, place in enumerate(places):
        for key, own in place_forms(place):
            forms[key][n] = forms[key].get(n, False) or own
        for name in (*place.names_ar, *place.names_en[:4]):
            if len(key := skeleton(phrase_key(name))) >= 3:
                skeletons[key].add(n)
    encode = msgspec.msgpack.Encoder().encode
    db = sqlite3.connect(path)
    db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
    db.executemany("INSERT INTO place VALUES (?, ?, ?)", ((n, p.id, encode(p)) for n, p in enumerate(places)))
    db.executemany("INSERT INTO form VALUES (?, ?)", ((k, _refs(r)) for k, r in sorted(forms.items())))
    rows = ((k, " ".join(map(str, sorted(r)))) for k, r in sorted(skeletons.items()))
    db.executemany("INSERT INTO skeleton VALUES (?, ?)", rows)
    db.commit()
    db.execute("VACUUM")
    db.close()


def _refs(refs: dict[int, bool]) -> str:
    return " ".join(f"{n}" if own else f"{n}~" for n, own in sorted(refs.items()))


def place_forms(place: Place) -> list[tuple[str, bool]]:
    """Every phrase key that finds the place, and whether it is a spelling of its own (else only near: ~)."""
    out: dict[str, bool] = {}
    for name in place.names_ar:
        key = phrase_key(name)
        if len(key.replace(" ", "")) < 2:
            continue
        out.update(dict.fromkeys(variants_ar(key), True))
        if place.kind not in ("country", "border"):
            for near in (article_toggled(key), *endings(key)):
                out.setdefault(near, False)
    for name in place.names_en:
        if len(key := phrase_key(name)) > 2:
            out.setdefault(key, True)
    return sorted(out.items())
