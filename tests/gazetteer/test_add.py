"""A user's own places: four formats read, bad rows named, nothing silent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tawatur import gazetteer
from tawatur.errors import DataError


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAWATUR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TAWATUR_CACHE", str(cache))


def geonames_line(name: str = "Zanbaqiyah", lat: str = "35.4", code: str = "PPL", feature: str = "P") -> str:
    fields = [
        "1",
        name,
        name,
        f"{name},زنبقية الوهمية",
        lat,
        "38.2",
        feature,
        code,
        "SY",
        *[""] * 5,
        "0",
        "",
        "300",
        "",
        "",
    ]
    return "\t".join(fields)


def write(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_geonames_dump(tmp_path: Path) -> None:
    path = write(
        tmp_path, "SY.txt", geonames_line() + "\n" + geonames_line("Some School", code="SCH", feature="S") + "\n"
    )
    result = gazetteer.add(path)
    assert (result.format, result.added, len(result.skipped)) == ("GeoNames", 1, 1)
    assert "S.SCH" in result.skipped[0]
    assert gazetteer.lookup("زنبقية الوهمية")[0].place.name == "Zanbaqiyah"


def test_pcode_table(tmp_path: Path) -> None:
    text = (
        "admin1Name_en,admin1Pcode,admin2Name_en,admin2Name_ar,admin2Pcode,lat,lon\n"
        "Hajjah,YE17,Imaginary,مديرية خيالية,YE1799,16.1,43.2\n"
    )
    assert gazetteer.add(write(tmp_path, "yem.csv", text)).added == 1
    place = gazetteer.lookup("مديرية خيالية")[0].place
    assert (place.kind, place.country, place.admin, place.radius_km) == ("district", "YE", "Hajjah", 20.0)


def test_geojson_of_points_and_areas(tmp_path: Path) -> None:
    area = {"type": "Polygon", "coordinates": [[[40.0, 34.0], [40.2, 34.0], [40.2, 34.2], [40.0, 34.2]]]}
    features = [
        {
            "properties": {"name": "Point", "name:ar": "نقطة متخيلة"},
            "geometry": {"type": "Point", "coordinates": [40.5, 34.5]},
        },
        {"properties": {"name": "مساحة متخيلة"}, "geometry": area},
    ]
    path = write(tmp_path, "own.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    assert gazetteer.add(path).added == 2
    found = gazetteer.lookup("مساحة متخيلة")[0].place
    assert (round(found.lat, 2), round(found.lon, 2), found.kind) == (34.1, 40.1, "district")


def test_plain_csv_and_its_use_in_lookup(tmp_path: Path) -> None:
    path = write(
        tmp_path, "mine.csv", "name,name_ar,lat,lon,kind,country\nFarhad,فرهادية الجديدة,36.1,40.2,village,SY\n"
    )
    assert gazetteer.lookup("فرهادية الجديدة") == ()
    gazetteer.add(path)
    assert gazetteer.lookup("فرهادية الجديدة")[0].place.kind == "village"


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, "mine.csv", "name,lat,lon\nA,1,2\n")
    first = gazetteer.add(path)
    content = Path(first.path).read_bytes()
    assert gazetteer.add(path) == first
    assert Path(first.path).read_bytes() == content


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "name,lat,lon\nX,400,40\n", r"row 1: column lat: 400 is outside"),
        ("a.csv", "name,lat,lon\nX,35,40\nY,35,-190\n", r"row 2: column lon: -190 is outside"),
        ("a.csv", "name,lat,lon\n,35,40\n", r"row 1: no name"),
        ("a.csv", "name,breite,lon\nX,35,40\n", r"no column 'lat'"),
        ("a.csv", "title,lat,lon\nX,35,40\n", r"no column name_en"),
        ("a.csv", "name,lat,lon\nX,north,40\n", r"row 1: column lat: 'north' is not a number"),
        ("a.csv", "name,lat,lon\nX,nan,40\n", r"not a finite number"),
        ("a.csv", "name,lat,lon,kind\nX,35,40,planet\n", r"row 1: column kind: 'planet'"),
        ("a.csv", "name,lat,lon\nX,35,40,50\n", r"row 1: 3 columns expected"),
        ("a.csv", "", r"the file is empty"),
        ("a.txt", geonames_line(lat="95") + "\n", r"row 1: column lat: 95 is outside"),
        ("a.txt", geonames_line() + "\nshort\tline\n", r"row 2: 2 tab-separated fields"),
        ("a.json", '{"features": [{"properties": {}, "geometry": null}]}', r"feature 1: properties have no name"),
        ("a.json", '{"features": [{"properties": {"name": "X"}}]}', r"feature 1: X: no coordinates"),
        ("a.json", '{"features": ', r"line 1: not readable as JSON"),
        ("p.csv", "admin1Name_en,admin1Pcode,lat,lon\n,SY01,35,40\n", r"row 1: columns admin1Name_en"),
    ],
)
def test_a_bad_file_is_refused_with_row_and_column(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        gazetteer.add(write(tmp_path, name, text))
    assert not (tmp_path / "data").exists()


def test_bytes_that_are_not_utf8_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("name,lat,lon\nحلب,36,37\n".encode("cp1256"))
    with pytest.raises(DataError, match="not UTF-8"):
        gazetteer.add(path)
