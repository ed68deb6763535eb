"""Figures and files of control: well-formed, bounded, safe with hostile names, the same for the same input."""

import csv
import io
import json
from datetime import date
from xml.etree import ElementTree

import pytest
from held import GOVERNMENT, STATE, TOWN, claim, report, said_by

from tawatur.control import Wanted, controls
from tawatur.control.estimate import Range
from tawatur.model import PlaceRef, Span
from tawatur.views import control_rows as rows
from tawatur.views.control_look import PALETTE, arabic, colours, hatch
from tawatur.views.control_map import base, box_of, day_map, layer, place_at
from tawatur.views.control_svg import timeline

EVIL = '<script>alert("1")</script>&'
DAY = date(2017, 11, 9)


@pytest.fixture(scope="module")
def found():
    bad = PlaceRef(EVIL, EVIL, 34.5, 40.5, "city")
    claims = [
        claim("a", who=GOVERNMENT, whom=STATE, on="2017-11-09", chain=said_by("Reuters")),
        claim("b", who=STATE, whom=GOVERNMENT, on="2017-11-12", chain=said_by(EVIL), evidence=Span(2, 3)),
        claim("c", who=EVIL, whom=STATE, on="2017-11-09", place=bad, evidence=Span(4, 5)),
        claim("d", who="=cmd()", on="2017-11-09", place=PlaceRef("x", "=1+1", None, None, "city"), evidence=Span(6, 7)),
    ]
    return controls(claims, [report("r1")], wanted=Wanted(span=Range(date(2017, 11, 1), 30)))


def test_the_timeline_is_well_formed_and_escaped(found):
    for control in found:
        drawn = timeline(control)
        ElementTree.fromstring(drawn)
        assert "<script" not in drawn
    assert arabic(STATE) in timeline(found[0])


def test_the_bands_of_a_timeline_fill_the_plot(found):
    control = found[0]
    for day in control.days:
        assert sum(day.holders.values()) + day.unknown == pytest.approx(1, abs=0.02)


def test_the_map_is_well_formed_on_the_shipped_borders(found):
    drawn = day_map(found, DAY)
    root = ElementTree.fromstring(drawn)
    assert "<script" not in drawn
    groups = [g for g in root.iter("{http://www.w3.org/2000/svg}g") if g.get("data-place")]
    assert len(groups) == 2  # the place without coordinates is not on the map
    assert any("stroke-dasharray" in path for path in base(box_of(found)))
    assert sum(len(line) for name in ("borders", "rivers", "coast") for line in layer(name)) > 5_000


def test_the_euphrates_passes_abu_kamal():
    near = min(abs(x - 40.919) + abs(y - 34.452) for line in layer("rivers") for x, y in line)
    assert near < 0.03


def test_north_is_up_and_east_is_right(found):
    box = box_of(found)
    x, y = place_at(40.0, 34.0, box)
    assert place_at(40.1, 34.0, box)[0] > x and place_at(40.0, 34.1, box)[1] < y


def test_no_two_camps_look_alike():
    names = [f"camp {i}" for i in range(10)]
    numbers = {name: i for i, name in enumerate(names)}
    looks = {(numbers[name] % len(PALETTE), hatch(name, numbers)) for name in names}
    assert len(looks) == 10


def test_colours_are_the_same_in_every_figure(found):
    assert colours(found) == colours(found[::-1])


def test_csv_carries_bounds_and_no_formulas(found):
    lines = list(csv.DictReader(io.StringIO(rows.csv_text(found))))
    assert len({line["day"] for line in lines}) == 30
    assert all(float(line["low"]) <= float(line["probability"]) + 1e-3 for line in lines)
    assert not any(value.startswith(("=", "+", "@")) for line in lines for value in line.values())
    assert {line["day"] for line in csv.DictReader(io.StringIO(rows.csv_text(found, DAY)))} == {"2017-11-09"}


def test_geojson_has_a_point_or_none_for_every_place(found):
    content = json.loads(rows.geojson(found, DAY))
    geometries = {f["properties"]["name"]: f["geometry"] for f in content["features"]}
    assert geometries[TOWN.name] == {"type": "Point", "coordinates": [40.0, 34.0]}
    assert geometries["=1+1"] is None
    first = next(f for f in content["features"] if f["properties"]["name"] == TOWN.name)
    assert first["properties"]["bounds"][GOVERNMENT][0] <= first["properties"]["holders"][GOVERNMENT]


def test_a_day_outside_is_unknown(found):
    content = json.loads(rows.geojson(found, date(1999, 1, 1)))
    assert all(f["properties"]["unknown"] == 1.0 for f in content["features"])
    ElementTree.fromstring(day_map(found, date(1999, 1, 1)))


def test_png_needs_matplotlib_only(found, tmp_path):
    pytest.importorskip("matplotlib")
    from tawatur.views.control_png import write_png

    assert write_png(found[0], tmp_path / "t.png").read_bytes().startswith(b"\x89PNG")
