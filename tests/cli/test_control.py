"""`tawatur control`: the table, one day, JSON in the agreed shape, files, and what it says when it cannot answer."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from tawatur.casebook import Casebook
from tawatur.cli import application
from tawatur.cli.messages import Messages
from tawatur.errors import QueryError

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "tarhuna"


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    path = tmp_path_factory.mktemp("control") / "a.casebook"
    folder = path.parent / "reports"
    folder.mkdir()
    for page in SAMPLE.glob("*.txt"):
        shutil.copy(page, folder)
    rows = [json.loads(line) for line in (SAMPLE / "reference" / "reports.jsonl").read_text("utf-8").splitlines()]
    meta = [{"report": r["report"], "outlet": r["outlet"], "published": days(r["published"])} for r in rows]
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    with Casebook.create(path) as casebook:
        casebook.read([folder], claims=SAMPLE / "reference" / "claims.jsonl", jobs=1)
    return path


def days(published):
    """An interval as metadata gives it; the dating of reports is not what is tested here."""
    start, end = published["start"], published["end"]
    return start if start == end else f"{start}..{end}"


def output(*arguments, language="en"):
    result = CliRunner().invoke(
        application(Messages(language)), ["control", *map(str, arguments)], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    return result.output


def test_the_json_has_the_agreed_shape(case):
    found = json.loads(output(case, "--place", "Tarhuna", "--json"))
    assert found["place"] == "Tarhuna"
    day = next(d for d in found["days"] if d["day"] == "2020-06-06")
    assert set(day) >= {"day", "holders", "contested", "unknown", "because"}
    assert sum(day["holders"].values()) + day["unknown"] == pytest.approx(1, abs=0.02)
    assert day["because"] and day["because"][0]["claim"]
    assert found["parameters"]["floor_favour"] > 0


def test_tarhuna_changes_hands_in_june_2020(case):
    days = {d["day"]: d["holders"] for d in json.loads(output(case, "--place", "Tarhuna", "--json"))["days"]}
    top = {day: max(holders, key=holders.get) for day, holders in days.items()}
    assert top["2020-06-02"] != top["2020-06-06"]


def test_all_places_one_day_and_the_table(case):
    assert {p["place"] for p in json.loads(output(case, "--json"))["places"]} >= {"Tarhuna"}
    one = json.loads(output(case, "--place", "Tarhuna", "--day", "2020-06-05", "--json"))
    assert [d["day"] for d in one["days"]] == ["2020-06-05"]
    assert "2020-06-05" in output(case, "--place", "Tarhuna", "--day", "2020-06-05")
    assert "unknown" in output(case, "--place", "Tarhuna", "--day", "1990-01-01")
    assert "floor_favour" in output(case, "--place", "Tarhuna")
    assert "المسيطرون" in output(case, language="ar")


def test_without_a_place_every_place_has_its_course(case):
    shown = output(case)
    assert "GNA forces" in shown and "--place" in shown
    assert "المسار" in output(case, language="ar")


def test_what_each_report_changes_is_printed(case):
    shown = output(case, "--place", "Tarhuna")
    assert all(name in shown for name in ("01-gna-side", "03-wire"))
    told = json.loads(output(case, "--place", "Tarhuna", "--json"))["without"]
    assert len(told) >= 2 and all(abs(row["shift"]) <= 1 for row in told)


def test_files_are_written(case, tmp_path):
    names = {"--svg": "t.svg", "--map": "m.svg", "--csv": "t.csv", "--geojson": "t.geojson"}
    arguments = [part for option, name in names.items() for part in (option, tmp_path / name)]
    output(case, "--place", "Tarhuna", *arguments)
    assert all((tmp_path / name).stat().st_size > 200 for name in names.values())


def test_a_place_that_no_claim_speaks_of_is_refused_with_the_nearest(case):
    with Casebook.open(case) as casebook, pytest.raises(QueryError, match="Tarhuna"):
        casebook.control("Tarhouna")


def test_a_day_that_is_no_day_is_refused(case):
    result = CliRunner().invoke(application(Messages("en")), ["control", str(case), "--day", "yesterday"])
    assert result.exit_code == 2 and "yesterday" in result.output
