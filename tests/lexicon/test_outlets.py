"""The outlet registry: what stands in it, how it is looked up, what its lint finds."""

from pathlib import Path

import msgspec
import pytest

from tawatur.errors import DataError
from tawatur.lexicon.outlet_lint import lint_outlets, unchecked_outlets
from tawatur.lexicon.outlets import Outlet, find_outlet, read_outlets, registry

GOOD = Outlet(
    "nuqta", "agency", "Nuqta", ("Nuqta Agency",), ("وكالة نقطة",), ("نقطة",), owner="state", side="independent",
    country="SY", languages=("ar",), domains=("nuqta.example",), source="composed for the test",
)  # fmt: skip


def test_the_registry_is_large_and_clean():
    rows = tuple(registry().by_id.values())
    assert len(rows) >= 150
    assert lint_outlets(rows) == ()


@pytest.mark.parametrize("country", ["SY", "IQ", "YE", "LY", "LB", "PS", "IL", "SD", "SA", "AE", "QA", "TR", "IR"])
def test_every_war_and_its_neighbours_have_outlets(country):
    assert sum(outlet.country == country for outlet in registry().by_id.values()) >= 3


def test_kinds_are_all_used():
    assert {o.kind for o in registry().by_id.values()} == {"agency", "outlet", "documentation"}


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ("رويترز", "reuters"), ("وكالة الانباء الفرنسية", "afp"), ("AFP", "afp"), ("سانا", "sana"),
        ("المرصد السوري لحقوق الإنسان", "sohr"), ("https://www.aawsat.com/home/article/1", "asharq-al-awsat"),
        ("arabic.rt.com", "rt"), ("m.dabangasudan.org", "dabanga"), ("Airwars", "airwars"),
    ],
)  # fmt: skip
def test_names_and_addresses_find_their_outlet(stated, wanted):
    found = find_outlet(stated)
    assert found is not None and found.id == wanted


def test_an_unknown_name_finds_nothing():
    assert find_outlet("صحيفة لا وجود لها") is None
    assert find_outlet("https://nowhere.example/page") is None


def changed(**fields: object) -> Outlet:
    return msgspec.structs.replace(GOOD, **fields)


def test_a_good_row_passes():
    assert lint_outlets([GOOD]) == ()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (changed(id="Nuqta!"), "an id is"),
        (changed(source=" "), "no provenance"),
        (changed(side=""), "must be given"),
        (changed(country="Syria"), "ISO 3166"),
        (changed(domains=("https://nuqta.example",)), "bare domain"),
        (changed(ar=("وکالة نقطة",)), "Persian or Urdu"),
        (changed(ar=("Nuqta",)), "not Arabic"),
        (changed(ar=("وكالة نقطة ",)), "NFC"),
        (changed(guarded=("وكالة نقطة",)), "given twice"),
    ],
)
def test_lint_names_what_is_wrong(row, words):
    assert any(words in problem for problem in lint_outlets([row]))


def test_lint_finds_names_and_domains_of_two_rows():
    other = changed(id="other", name="Other", en=())
    problems = lint_outlets([GOOD, other])
    assert any("domain" in p and "nuqta" in p for p in problems)
    assert any("name" in p and "already belongs to nuqta" in p for p in problems)


def test_unchecked_rows_are_listed():
    assert unchecked_outlets([GOOD, changed(id="x", source="general knowledge, unchecked")]) == ("x",)


def test_a_file_of_another_shape_is_refused(tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text("- just a list\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"mine\.yaml: expected"):
        read_outlets(path)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("{id: x, kind: blog, name: X}", "kind"),
        ("{id: x, kind: outlet, name: X, colour: red}", "unknown field"),
        ("{id: x, kind: outlet, name: 7}", "name"),
        ("just text", "not a mapping"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: str, words: str):
    path = tmp_path / "mine.yaml"
    path.write_text(f"source: test\noutlets:\n  - {row}\n", encoding="utf-8")
    with pytest.raises(DataError, match=words):
        read_outlets(path)
