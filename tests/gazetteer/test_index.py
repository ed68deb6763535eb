"""The index: what it holds, what context decides, building twice at once, the lint of the shipped files."""

from __future__ import annotations

import multiprocessing
from itertools import islice
from pathlib import Path

import pytest

from tawatur import gazetteer
from tawatur.gazetteer import Context, geonames
from tawatur.gazetteer.build import build
from tawatur.gazetteer.courses import courses
from tawatur.gazetteer.index import Gazetteer
from tawatur.gazetteer.supplement import COLUMNS, read_places
from tawatur.lexicon import SHIPPED, sources


def best(name: str, country: str, **more: tuple[str, ...]) -> gazetteer.Place:
    return gazetteer.lookup(name, Context(countries=((country, 1.0),), **more))[0].place  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("القائم", "IQ", 34.39, 41.0), ("السوسة", "SY", 34.53, 40.96), ("سوسة", "TN", 35.83, 10.64),
        ("طرابلس", "LB", 34.43, 35.84), ("طرابلس", "LY", 32.89, 13.19), ("الحويجة", "IQ", 35.32, 43.77),
        ("البريقة", "LY", 30.4, 19.57), ("البريقة", "YE", 12.8, 44.9), ("سنجار", "IQ", 36.32, 41.87),
        ("خور مكسر", "YE", 12.81, 45.03), ("الشجاعية", "PS", 31.5, 34.47), ("الفاشر", "SD", 13.63, 25.35),
        ("مارون الراس", "LB", 33.1, 35.44), ("محطة T2", "SY", 34.4, 40.2), ("التيفور", "SY", 34.5, 37.6),
        ("هبيلا", "SD", 11.95, 30.07), ("أم سيالة", "SD", 14.3, 31.0), ("شنقل طوباي", "SD", 13.0, 25.0),
        ("بورين", "PS", 32.18, 35.25), ("بيرباشا", "YE", 13.58, 43.98), ("شتورا", "LB", 33.82, 35.85),
        ("ككلة", "LY", 32.08, 12.7), ("آلتون كوبري", "IQ", 35.76, 44.14), ("بربر", "SD", 18.02, 33.98),
        ("صبر الموادم", "YE", 13.56, 44.02), ("ولد ربيع", "YE", 14.6, 44.8), ("همدان", "IR", 34.8, 48.51),
    ],
)  # fmt: skip
def test_the_country_of_the_text_decides(name: str, country: str, lat: float, lon: float) -> None:
    place = best(name, country)
    assert place.country == country
    assert gazetteer.distance_km((place.lat, place.lon), (lat, lon)) < 25


def test_governorate_named_beside_decides() -> None:
    assert best("المنصورة", "SY", admins=("Raqqa",)).admin == "Raqqa"
    assert best("المنصورة", "SY", admins=("Hama",)).admin == "Hama"


def test_kind_decides_between_city_and_governorate() -> None:
    assert best("حلب", "SY", kinds=("governorate",)).kind == "governorate"
    assert best("حلب", "SY", kinds=("city",)).kind == "city"


def test_every_answer_says_why() -> None:
    match = gazetteer.lookup("منبج")[0]
    assert match.because
    assert all(b.note and b.score is not None for b in match.because)
    assert match.score == pytest.approx(sum(b.score or 0.0 for b in match.because), abs=0.01)


def test_the_supplement_is_large_and_every_row_has_its_provenance() -> None:
    places = [p for path in sources("places", "*.csv") for p in read_places(path)]
    assert len(places) >= 1500
    assert all(p.source for p in places)


def test_shipped_files_are_clean() -> None:
    shipped = tuple(sorted((SHIPPED / "places").glob("*.csv")))
    assert gazetteer.lint(shipped) == ()


def test_word_lists_are_clean() -> None:
    assert gazetteer.lint_words((SHIPPED / "place_words.yaml",)) == ()


def test_lint_finds_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    row = "Foo,فـو,,0,0,village,sy,,5000,,somebody\n"
    path.write_text(f"{','.join(COLUMNS)}\n{row}{row}", encoding="utf-8")
    said = " ".join(gazetteer.lint((path,)))
    for problem in ("TATWEEL", "0/0", "radius_km", "the same place"):
        assert problem in said
    words = tmp_path / "place_words.yaml"
    words.write_text("stop: {words: [في, في]}\nbodies: {source: s, words: [جيش, جيش]}\n", encoding="utf-8")
    said = " ".join(gazetteer.lint_words((words,)))
    assert "stop: no source" in said
    assert "'جيش' is listed twice" in said


def test_supplement_points_lie_in_their_country() -> None:
    boxes = {
        "SY": (32.2, 37.4, 35.6, 42.4), "IQ": (29.0, 37.5, 38.7, 48.7), "YE": (12.0, 19.1, 41.8, 54.6),
        "LB": (33.0, 34.75, 35.0, 36.7), "LY": (19.4, 33.4, 9.2, 25.3), "PS": (31.1, 32.6, 34.1, 35.6),
        "SD": (8.6, 22.5, 21.7, 38.7), "JO": (29.1, 33.5, 34.8, 39.4), "TR": (35.8, 42.2, 25.6, 45.0),
    }  # fmt: skip
    for path in sources("places", "*.csv"):
        for p in read_places(path):
            if p.country in boxes and p.kind not in ("country", "border", "region", "river"):
                south, north, west, east = boxes[p.country]
                if not {"البحر الأحمر", "خليج عدن", "بحر العرب", "خليج سرت"} & set(p.names_ar):
                    assert south <= p.lat <= north, p
                    assert west <= p.lon <= east, p


def test_every_course_belongs_to_a_place() -> None:
    named = {p.name for path in sources("places", "*.csv") for p in read_places(path)}
    assert set(courses()) <= named


def test_a_stretch_lies_on_the_course_nearest_to_the_place() -> None:
    found = gazetteer.stretch("Syria–Iraq border", (34.45, 40.92))
    assert found is not None
    point, km = found
    assert km < 15
    assert gazetteer.distance_km(point, (34.45, 40.92)) == pytest.approx(km, rel=0.05)
    assert gazetteer.stretch("no such river", (0, 0)) is None


def some_towns() -> list[gazetteer.Place]:
    """The first towns of GeoNames that the index keeps."""
    return list(islice(geonames.places({}), 200))


def test_two_processes_that_build_at_once_leave_one_whole_index(tmp_path: Path) -> None:
    files = tuple(sorted((SHIPPED / "places").glob("syria*.csv")))
    target = tmp_path / "index.sqlite"
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=build, args=(target, files, None, some_towns())) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=120)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert len(Gazetteer(target)) > 500
    assert list(tmp_path.iterdir()) == [target]


def test_building_tells_how_far_it_is(tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    build(tmp_path / "index", (), lambda *step: steps.append(step), some_towns())
    assert [done for _, done, _ in steps] == [0, 1, 2, 3]
    assert {total for _, _, total in steps} == {3}


def test_build_does_not_depend_on_the_order_of_files(tmp_path: Path) -> None:
    files = tuple(sorted((SHIPPED / "places").glob("[ac]*.csv")))
    build(tmp_path / "a", files, towns=some_towns())
    build(tmp_path / "b", files[::-1], towns=some_towns()[::-1])
    one, other = Gazetteer(tmp_path / "a"), Gazetteer(tmp_path / "b")
    assert one.forms == other.forms
    assert [one.place(n) for n in range(len(one))] == [other.place(n) for n in range(len(other))]


def test_no_supplement_row_passes_for_a_row_of_the_dump() -> None:
    """Scoring tells rows of the GeoNames dump from places of these wars by the start of their source."""
    own = [place for path in sources("places", "*.csv") for place in read_places(path)]
    assert [place.name for place in own if place.source.startswith("GeoNames")] == []
