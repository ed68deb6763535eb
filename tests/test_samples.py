"""The composed samples: marked as such, coded by the codebook, every evidence text where its offsets say."""

import importlib.util
import json
from pathlib import Path
from typing import get_args

import pytest

from tawatur.model import EVENT_TYPES, Modality, PlaceKind, Polarity, Precision, Report, Unit, Unknown
from tawatur.reports import ReadOptions, read_paths
from tawatur.scoring import score_dirs
from tawatur.views.exchange import read_claims
from tawatur.views.rows import ClaimRow, LinksRow, ReportRow, read_rows

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = {"abukamal": 8, "tarhuna": 3}
MARK = "مادة مؤلفة لتجربة البرامج، وليست خبراً منشوراً."
each_sample = pytest.mark.parametrize("name", SAMPLES)


def anchor():
    spec = importlib.util.spec_from_file_location("anchor", ROOT / "bench" / "anchor.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pages(name):
    return sorted(p for p in (ROOT / "samples" / name).iterdir() if p.suffix in {".txt", ".html"})


def reports(name):
    return [r for r in read_paths(pages(name), ReadOptions()) if isinstance(r, Report)]


def rows(name, file, kind):
    return read_rows(ROOT / "samples" / name / "reference" / f"{file}.jsonl", kind)


@each_sample
def test_every_page_is_read_and_every_report_has_its_reference(name):
    read = {report.name for report in reports(name)}
    assert len(read) == SAMPLES[name]
    assert read == {row.report for row in rows(name, "reports", ReportRow)}
    assert read == {row.report for row in rows(name, "claims", ClaimRow)}


@each_sample
def test_every_page_says_that_it_is_composed(name):
    for page in pages(name):
        raw = page.read_bytes()
        encoding = "utf-8" if MARK.encode() in raw else "windows-1256"
        assert MARK in raw.decode(encoding), page.name


@each_sample
def test_reports_are_of_the_length_of_news(name):
    for report in reports(name):
        least = 150 if name == "abukamal" else 60
        assert least <= len(report.text.split()) <= 350, report.name


@each_sample
def test_every_span_stands_where_it_says(name):
    assert anchor().faults(ROOT / "samples" / name) == []


@each_sample
def test_reference_claims_are_read_as_claims(name):
    claims = read_claims(ROOT / "samples" / name / "reference" / "claims.jsonl", reports(name))
    assert len(claims) == len(rows(name, "claims", ClaimRow))


@each_sample
def test_values_are_those_of_the_codebook(name):
    for row in rows(name, "claims", ClaimRow):
        assert row.type in EVENT_TYPES
        assert row.polarity in get_args(Polarity) and row.modality in get_args(Modality)
        assert row.place is None or row.place.kind in get_args(PlaceKind)
        assert row.when is None or row.when.precision in get_args(Precision)
        assert row.quantity is None or row.quantity.unit in get_args(Unit)
        assert row.extent is None or row.type.startswith("control.")
        assert not (row.when and row.when.start and row.when.end) or row.when.start <= row.when.end


@each_sample
def test_texts_of_places_and_quantities_stand_in_their_report(name):
    texts = {report.name: report.text for report in reports(name)}
    for row in rows(name, "claims", ClaimRow):
        for value in (row.place, row.quantity):
            assert value is None or value.text in texts[row.report], row.id


@each_sample
def test_links_name_known_claims(name):
    known = {row.id for row in rows(name, "claims", ClaimRow)}
    for link in rows(name, "links", LinksRow):
        assert len(link.members) >= 2
        assert link.kind == "reuse" or set(link.members) <= known


def test_all_types_occur_over_both_samples():
    seen = {row.type for name in SAMPLES for row in rows(name, "claims", ClaimRow)}
    assert seen == set(EVENT_TYPES)


def test_the_windows_1256_page_declares_nothing_and_is_decoded():
    raw = (ROOT / "samples" / "abukamal" / "04-opposition-site.html").read_bytes()
    assert b"charset" not in raw and b"<meta" not in raw
    report = next(r for r in reports("abukamal") if r.name == "04-opposition-site")
    assert "استعاد تنظيم داعش" in report.text
    assert isinstance(report.published, Unknown) and isinstance(report.outlet, Unknown)


@each_sample
def test_no_sentence_is_taken_from_the_shared_reports(name):
    shared = ROOT.parent / "shared" / "reports"
    if not shared.exists():
        pytest.skip("the shared reports are not at hand")
    theirs = set()
    for path in shared.rglob("*.txt"):
        if path.parent.name != "iraq2015":
            words = path.read_text(encoding="utf-8").split()
            theirs |= {tuple(words[i : i + 8]) for i in range(len(words) - 7)}
    for report in reports(name):
        words = report.text.split()
        assert not [w for i in range(len(words) - 7) if (w := tuple(words[i : i + 8])) in theirs], report.name


@each_sample
def test_the_reference_scores_one_against_itself(name):
    directory = ROOT / "samples" / name / "reference"
    assert json.loads((directory / "aliases.json").read_text(encoding="utf-8"))
    assert {figure.value for figure in score_dirs(directory, directory).figures} == {1.0}
