"""Dating in a casebook: solved over all reports, kept, decided by a reviewer, built anew; and its command."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import apsw
import pytest
from click.testing import CliRunner

from tawatur import pipeline
from tawatur.casebook import Casebook
from tawatur.cli import application
from tawatur.cli.messages import Messages
from tawatur.errors import QueryError
from tawatur.model import When
from tawatur.reports import ReadOptions

FIRST = "دخلت القوات العراقية بلدة القائم اليوم الخميس 9 نوفمبر 2017 بعد معارك عنيفة مع تنظيم الدولة.\n"
SECOND = "قال ناطق عسكري إن القوات قصفت مواقع المسلحين في بلدة القائم أمس السبت بالمدفعية الثقيلة.\n"


@pytest.fixture
def casebook(tmp_path: Path) -> Path:
    folder, path = tmp_path / "reports", tmp_path / "a.casebook"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    with Casebook.create(path) as opened:
        opened.read([folder], ReadOptions(read_on=date(2026, 1, 1)))
    return path


def run(*arguments: str, language: str = "en") -> str:
    result = CliRunner().invoke(application(Messages(language)), ["date", *arguments])
    assert result.exit_code == 0, result.output + str(result.exception)
    return result.output


def test_the_found_date_is_that_of_the_report_and_of_its_claims(casebook: Path) -> None:
    with Casebook.open(casebook) as opened:
        rows = {row.report: row for row in opened.date_rows()}
        assert (rows["first"].start, rows["first"].end, rows["first"].sure) == ("2017-11-09", "2017-11-09", "certain")
        assert rows["second"].end is not None and rows["second"].end <= "2026-01-01"
        published = {report.name: report.published for report in opened.contents().reports}
        found = published["first"]
        assert isinstance(found, When) and found.start == date(2017, 11, 9) and found.because


def test_building_again_changes_nothing(casebook: Path) -> None:
    with Casebook.open(casebook) as opened:
        before, dates = opened.contents(), opened.dates()
        assert opened.build().derived == 0
        assert opened.contents() == before and opened.dates() == dates


def test_a_decision_moves_the_claims_and_revoking_moves_them_back(casebook: Path) -> None:
    with Casebook.open(casebook) as opened:
        before = opened.contents()
        noted = opened.date_between("second", date(2017, 11, 12), date(2017, 11, 12), by="an editor")
        row = opened.date_rows("second")[0]
        assert (row.start, row.end, row.sure) == ("2017-11-12", "2017-11-12", "certain")
        whens = {claim.when.start for claim in opened.claims(report="second") if isinstance(claim.when, When)}
        assert whens == {date(2017, 11, 11)}  # "yesterday, Saturday", of the day that the reviewer gave
        opened.revoke_date(noted.id)
        assert opened.contents() == before


def test_yesterday_of_two_days_is_two_days_and_of_two_months_unknown(tmp_path: Path) -> None:
    text = "قصفت الطائرات مدينة السلمية أمس بالصواريخ. وقتل 12 مسلحا في مدينة حمص يوم السبت.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with Casebook.create(tmp_path / "a.casebook") as opened:
        opened.read([tmp_path / "a.txt"])
        noted = opened.date_between("a", date(2017, 11, 9), date(2017, 11, 10))
        whens = {claim.when for claim in opened.claims(report="a") if isinstance(claim.when, When)}
        days = {(when.start, when.end) for when in whens}
        assert (date(2017, 11, 8), date(2017, 11, 9)) in days  # yesterday
        assert (date(2017, 11, 4), date(2017, 11, 4)) in days  # the Saturday before either day is one
        opened.revoke_date(noted.id)
        opened.date_between("a", date(2017, 11, 1), date(2017, 12, 31))
        assert not [claim for claim in opened.claims(report="a") if isinstance(claim.when, When)]


def test_a_rejected_limit_no_longer_counts(casebook: Path) -> None:
    with Casebook.open(casebook) as opened:
        step = next(s for s in opened.date_derivation("first").steps if s.rule == "today.date")
        opened.reject_limit(step.id, reason="a misprint")
        assert opened.date_rows("first")[0].start != "2017-11-09"


def test_unknown_names_are_refused_with_what_is_near(casebook: Path) -> None:
    with Casebook.open(casebook) as opened:
        with pytest.raises(QueryError, match="first"):
            opened.date_between("frist", date(2017, 1, 1), date(2017, 1, 1))
        with pytest.raises(QueryError, match="limit"):
            opened.reject_limit("limit-0")
        with pytest.raises(QueryError, match="decision"):
            opened.revoke_date("judgement-0")
        with pytest.raises(QueryError):
            opened.date_derivation("nothing")


def test_the_order_of_reading_changes_nothing(tmp_path: Path) -> None:
    contents = []
    for order in ([("first", FIRST), ("second", SECOND)], [("second", SECOND), ("first", FIRST)]):
        folder = tmp_path / f"reports{len(contents)}"
        folder.mkdir()
        with Casebook.create(tmp_path / f"{len(contents)}.casebook") as opened:
            for name, text in order:
                (folder / f"{name}.txt").write_text(text, encoding="utf-8")
                opened.read([folder / f"{name}.txt"])
            contents.append([(r.name, d.when, d.runs, d.sure) for r, d in opened.dates()])
    assert contents[0] == contents[1]


def test_what_is_kept_of_reports_gives_the_same_dates_as_reading_them_anew(casebook: Path) -> None:
    with Casebook.open(casebook) as opened:
        found = [(report.name, dated) for report, dated in opened.dates()]
        with apsw.Connection(str(casebook)) as database:
            assert database.execute("SELECT count(*) FROM dating_kept").fetchall() == [(2,)]
            database.execute("DELETE FROM dating_kept")
            database.execute("UPDATE dated SET key = 'another'")
        opened.build()
        assert [(report.name, dated) for report, dated in opened.dates()] == found


def test_given_claims_are_what_dating_reads(tmp_path: Path) -> None:
    path, claims = tmp_path / "a.casebook", tmp_path / "claims.jsonl"
    (tmp_path / "first.txt").write_text(
        "دخلت القوات البلدة في أيلول 2016 بعد معارك عنيفة مع المسلحين.\n", encoding="utf-8"
    )
    with Casebook.create(path) as opened:
        opened.read([tmp_path / "first.txt"])
        assert opened.date_rows("first")[0].start == "2016-09-01"  # told as past
        claims.write_text("", encoding="utf-8")
        opened.read([tmp_path / "first.txt"], claims=claims)
        assert opened.date_rows("first")[0].start is None  # no claim, no tense


def test_the_table_and_the_derivation_in_both_languages(casebook: Path) -> None:
    table = run(str(casebook))
    assert "2017-11-09" in table and "certain" in table and "اليوم" in table
    assert "مؤكد" in run(str(casebook), language="ar")
    why = run(str(casebook), "--why", "first")
    assert "names the day itself" in why and "limit-" in why
    assert "تسمي اليوم نفسه" in run(str(casebook), "--why", "first", language="ar")


def test_json_for_other_programs(casebook: Path) -> None:
    rows = json.loads(run(str(casebook), "--json"))
    assert [row["report"] for row in rows] == ["first", "second"]
    assert json.loads(run(str(casebook), "--why", "first", "--json"))["start"] == "2017-11-09"


def test_decisions_on_the_command_line(casebook: Path) -> None:
    noted = json.loads(run(str(casebook), "--report", "second", "--on", "2017-11-12", "--json"))
    assert noted["kind"] == "between" and noted["at"]
    assert "2017-11-12" in run(str(casebook), "--report", "second")
    assert "judgement-" in run(str(casebook), "--revoke", noted["id"])
    run(str(casebook), "--report", "second", "--between", "2017-11-10", "2017-11-13")
    assert json.loads(run(str(casebook), "--report", "second", "--json"))[0]["start"] == "2017-11-12"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--on", "2017-11-12"), "--on 2017-11-12: of which report? Say it with --report"),
        (
            ("--report", "second", "--between", "2017-11-13", "2017-11-10"),
            "2017-11-13 2017-11-10: the first day lies after",
        ),
        (("--report", "second", "--on", "2017-11-31"), "'2017-11-31': there is no such day"),
        (
            ("--report", "second", "--on", "31/10/2017"),
            "'31/10/2017': there is no such day; write it as year-month-day",
        ),
        (("--report", "second", "--on", "2048-01-01"), "2048-01-01: that day has not come"),
        (("--report", "second", "--on", "2017-11-12", "--reject", "x"), "one of"),
    ],
)
def test_wrong_use_says_what_is_wrong(casebook: Path, arguments: tuple[str, ...], says: str) -> None:
    result = CliRunner().invoke(application(Messages("en")), ["date", str(casebook), *arguments])
    assert result.exit_code == 2 and says in result.output


def test_counting_times_anew_is_the_same_as_extracting_anew(casebook: Path) -> None:
    with Casebook.open(casebook) as opened:
        opened.date_between("second", date(2017, 11, 12), date(2017, 11, 12))
        [report] = [report for report in opened.contents().reports if report.name == "second"]
        stored = opened.claims(report="second")
        extracted = pipeline.derive(pipeline.Item(report))[0].claims
        assert extracted is not None and any(isinstance(claim.when, When) for claim in stored)
        assert [(c.id, type(c.when), getattr(c.when, "start", None), getattr(c.when, "end", None)) for c in stored] == [
            (c.id, type(c.when), getattr(c.when, "start", None), getattr(c.when, "end", None)) for c in extracted
        ]
