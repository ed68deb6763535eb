"""A user's own places: GeoNames dumps, OCHA P-code tables, GeoJSON and CSV, checked and copied as a place file.

Nothing is taken over silently: a row that cannot be a place stops the import with its number and column; a row that
merely has no Arabic or Latin name, or is of a class that is no place, is skipped and listed.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tawatur.errors import DataError
from tawatur.gazetteer.index import clear, user_file
from tawatur.gazetteer.place import AddResult
from tawatur.gazetteer.supplement import COLUMNS, KINDS, degrees, row_to_place
from tawatur.languages import is_arabic
from tawatur.lexicon import write_whole

Row = dict[str, str]
_GEONAMES_KINDS = {
    "PPLC": "city", "PPLA": "city", "PPLA2": "city", "PPLA3": "village", "PPLX": "district", "ADM1": "governorate",
    "ADM2": "district", "ADM3": "district", "ADM4": "district", "PCLI": "country", "AIRB": "base", "AIRP": "base",
    "AIRF": "base", "INSM": "base", "STM": "river", "RGN": "region", "MT": "other", "HLL": "other", "MTS": "region",
    "DAM": "other", "OILF": "other", "OILR": "other", "RD": "road", "BDG": "road", "VAL": "region", "CMPRF": "other",
}  # fmt: skip
_LEVELS = {0: ("country", 300), 1: ("governorate", 60), 2: ("district", 20), 3: ("district", 10), 4: ("village", 4)}
_NAME_KEYS = ("name_en", "name", "Name", "NAME", "shapeName", "NAME_EN", "admin_name")
_ARABIC_KEYS = ("names_ar", "name_ar", "name:ar", "Name_ar", "NAME_AR", "arabic")
_LAT_KEYS, _LON_KEYS = ("lat", "latitude", "y", "Latitude", "LAT"), ("lon", "lng", "longitude", "x", "Longitude", "LON")
_GEONAMES_FIELDS = 19


def add(path: Path) -> AddResult:
    """Copies the places of `path` into the user's data folder, from where they are found at once.

    The format is recognised by content: GeoNames (19 tab-separated fields), GeoJSON, OCHA P-codes (columns
    `admN_...` / `adminN...` and `...Pcode`), or CSV with a name and a point. Raises `DataError` that names row and
    column: a missing column, a latitude beyond 90, a row without any name.
    """
    text = _read(path)
    kind, rows = _rows(path, text)
    places: list[Row] = []
    skipped: list[str] = []
    for where, row in rows:
        if isinstance(row, str):
            skipped.append(f"{where}: {row}")
            continue
        row_to_place(row, where)
        places.append(row)
    if not places:
        raise DataError(f"{path.name}: no place in it ({len(skipped)} rows skipped); is it a table of places?")
    target = user_file(re.sub(r"[^\w-]+", "_", path.stem) or "places")
    target.parent.mkdir(parents=True, exist_ok=True)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(places)
    write_whole(target, out.getvalue().encode("utf-8"))
    clear()
    return AddResult(str(target), kind, len(places), tuple(skipped))


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DataError(f"{path.name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path.name}: byte {error.start} is not UTF-8; save the table as UTF-8") from error


def _rows(path: Path, text: str) -> tuple[str, Iterator[tuple[str, Row | str]]]:
    if not text.strip():
        raise DataError(f"{path.name}: the file is empty")
    first = text.lstrip().split("\n", 1)[0]
    if text.lstrip()[0] in "{[":
        return "GeoJSON", _geojson(path, text)
    if first.count("\t") >= _GEONAMES_FIELDS - 1:
        return "GeoNames", _geonames(path, text)
    header = next(csv.reader(io.StringIO(first)))
    if any(re.fullmatch(r"adm(in)?[0-4]_?pcode", h.strip().lower()) for h in header):
        return "OCHA P-codes", _pcodes(path, text, header)
    return "CSV", _plain(path, text, header)


def _row(**values: str) -> Row:
    return {column: values.get(column, "") for column in COLUMNS}


def _geonames(path: Path, text: str) -> Iterator[tuple[str, Row | str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        where, fields = f"{path.name}: row {number}", line.split("\t")
        if len(fields) != _GEONAMES_FIELDS:
            raise DataError(f"{where}: {len(fields)} tab-separated fields, a GeoNames dump has {_GEONAMES_FIELDS}")
        _, name, ascii_name, alternates, lat, lon, feature, code, country = fields[:9]
        spellings = [n for n in alternates.split(",") if n]
        if not name:
            raise DataError(f"{where}: column name is empty")
        kind = _GEONAMES_KINDS.get(code) or ("village" if feature == "P" else "")
        if not kind:
            yield where, f"{name}: feature {feature}.{code or '?'} is no place that reports name"
            continue
        yield (
            where,
            _row(
                name_en=name.replace("|", " "),
                names_ar="|".join(n for n in spellings if is_arabic(n)),
                names_en="|".join(dict.fromkeys(n for n in (ascii_name, *spellings) if n and n.isascii())),
                lat=lat, lon=lon, kind=kind, country=country, radius_km="5", source="GeoNames dump, added by the user",
            ),
        )  # fmt: skip


def _pcodes(path: Path, text: str, header: list[str]) -> Iterator[tuple[str, Row | str]]:
    columns = {h.strip().lower().replace("_", ""): h for h in header}
    levels = [n for n in range(5) if f"adm{n}pcode" in columns or f"admin{n}pcode" in columns]
    level = max(levels)
    lat_column, lon_column = _column(path, columns, _LAT_KEYS), _column(path, columns, _LON_KEYS)

    def field(row: Row, n: int, language: str) -> str:
        for stem in (f"adm{n}{language}", f"admin{n}name{language}", f"adm{n}name{language}"):
            if stem in columns:
                return row[columns[stem]].strip()
        return ""

    kind, radius = _LEVELS[level]
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), 1):
        where = f"{path.name}: row {number}"
        english, arabic = field(row, level, "en"), field(row, level, "ar")
        if not english and not arabic:
            raise DataError(f"{where}: columns admin{level}Name_en and admin{level}Name_ar are both empty or missing")
        code = row[columns.get(f"adm{level}pcode") or columns[f"admin{level}pcode"]]
        yield (
            where,
            _row(
                name_en=english or arabic, names_ar=arabic, lat=row[lat_column], lon=row[lon_column], kind=kind,
                country=code[:2], admin=field(row, 1, "en") if level > 1 else "", radius_km=str(radius),
                source=f"OCHA P-code {code}, added by the user",
            ),
        )  # fmt: skip


def _column(path: Path, columns: dict[str, str], names: tuple[str, ...]) -> str:
    found = next((columns[n.lower()] for n in names if n.lower() in columns), None)
    if found is None:
        raise DataError(f"{path.name}: no column {names[0]!r} (or {', '.join(names[1:])}) among {', '.join(columns)}")
    return found


def _plain(path: Path, text: str, header: list[str]) -> Iterator[tuple[str, Row | str]]:
    columns = {h.strip().lower(): h for h in header}
    name_column = next((columns[k.lower()] for k in _NAME_KEYS if k.lower() in columns), None)
    arabic_column = next((columns[k.lower()] for k in _ARABIC_KEYS if k.lower() in columns), None)
    if name_column is None and arabic_column is None:
        raise DataError(f"{path.name}: no column name_en or names_ar among {', '.join(header)}")
    lat_column, lon_column = _column(path, columns, _LAT_KEYS), _column(path, columns, _LON_KEYS)
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), 1):
        where = f"{path.name}: row {number}"
        if None in row or any(v is None for v in row.values()):
            raise DataError(f"{where}: {len(header)} columns expected; is a comma unquoted?")
        yield where, _checked(where, row, (name_column, arabic_column), (lat_column, lon_column), columns)


def _checked(
    where: str, row: Row, names: tuple[str | None, str | None], point: tuple[str, str], columns: dict[str, str]
) -> Row:
    latin = row[names[0]].strip() if names[0] else ""
    arabic = row[names[1]].strip() if names[1] else ""
    if latin and not arabic and is_arabic(latin):
        latin, arabic = "", latin
    if not latin and not arabic:
        raise DataError(f"{where}: no name: {' and '.join(repr(n) for n in names if n)} empty")
    degrees(row[point[0]], 90, f"{where}: column {point[0]}")
    degrees(row[point[1]], 180, f"{where}: column {point[1]}")

    def other(name: str, default: str = "") -> str:
        return (row[columns[name]].strip() or default) if name in columns else default

    kind = other("kind", "village")
    if kind not in KINDS:
        raise DataError(f"{where}: column {columns['kind']}: {kind!r} is none of {', '.join(KINDS)}")
    return _row(
        name_en=latin or arabic.split("|")[0], names_ar=arabic, names_en=other("names_en"), lat=row[point[0]],
        lon=row[point[1]], kind=kind, country=other("country"), admin=other("admin"),
        radius_km=other("radius_km", "5"), weak=other("weak"), source=other("source", "added by the user"),
    )  # fmt: skip


def _geojson(path: Path, text: str) -> Iterator[tuple[str, Row | str]]:
    try:
        data: Any = json.loads(text)
    except json.JSONDecodeError as error:
        raise DataError(f"{path.name}: line {error.lineno}: not readable as JSON: {error.msg}") from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise DataError(f"{path.name}: no list `features`; a GeoJSON FeatureCollection is expected")
    for number, feature in enumerate(features, 1):
        yield _feature(f"{path.name}: feature {number}", feature)


def _feature(where: str, feature: Any) -> tuple[str, Row | str]:
    properties = (feature.get("properties") if isinstance(feature, dict) else None) or {}

    def pick(keys: tuple[str, ...]) -> str:
        return next((str(properties[k]) for k in keys if properties.get(k)), "")

    latin, arabic = pick(_NAME_KEYS), pick(_ARABIC_KEYS)
    if latin and not arabic and is_arabic(latin):
        latin, arabic = "", latin
    if not latin and not arabic:
        raise DataError(f"{where}: properties have no name ({', '.join((*_NAME_KEYS[:3], *_ARABIC_KEYS[:2]))})")
    points = list(_points((feature.get("geometry") or {}).get("coordinates")))
    if not points:
        raise DataError(f"{where}: {latin or arabic}: no coordinates in its geometry")
    lon, lat = (sum(p[i] for p in points) / len(points) for i in (0, 1))
    degrees(str(lat), 90, f"{where}: latitude")
    degrees(str(lon), 180, f"{where}: longitude")
    kind = str(properties.get("kind") or "")
    return where, _row(
        name_en=latin or arabic, names_ar=arabic, lat=f"{lat:.5f}", lon=f"{lon:.5f}",
        kind=kind if kind in KINDS else ("village" if len(points) == 1 else "district"),
        country=str(properties.get("country") or properties.get("iso2") or ""),
        radius_km="5" if len(points) == 1 else "15", source="GeoJSON, added by the user",
    )  # fmt: skip


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    """Every (lon, lat) of a geometry of any depth."""
    if not isinstance(coordinates, list):
        return
    if len(coordinates) >= 2 and all(isinstance(c, (int, float)) for c in coordinates[:2]):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for part in coordinates:
        yield from _points(part)
