"""What holds across reports in a casebook: stored, cleared when it is stale, found again, shown by every command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from telling import REBELS, across, claim, report, said

from tawatur.casebook import Casebook
from tawatur.cli import application
from tawatur.cli.messages import Messages
from tawatur.errors import QueryError
from tawatur.model.corroboration import Across
from tawatur.pipeline import lines_of
from tawatur.stores import Derived, Run, SqliteStore

STORY = "سيطرت القوات الحكومية على مدينة الباب بعد معارك عنيفة استمرت ثلاثة أيام متواصلة في محيطها الشرقي"
FILES = {
    "alpha": f"أخبار الشمال\n{STORY}.\nوقال المرصد السوري لحقوق الإنسان إن عشرة مقاتلين قتلوا في الباب.\n",
    "beta": f"صحيفة اليوم\n{STORY}.\nوقتل خمسة مدنيين في قصف على مدينة الباب.\n",
    "gamma": "مصادر معارضة\nنفى قائد في الجيش الحر سقوط مدينة الباب بيد القوات الحكومية.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def case(folder: Path) -> Path:
    with Casebook.create(folder / "a.casebook") as casebook:
        casebook.read([folder / f"{name}.txt" for name in FILES], jobs=1)
    return folder / "a.casebook"


def run(*arguments: object, status: int = 0) -> str:
    result = CliRunner().invoke(application(Messages("en")), [str(a) for a in arguments])
    assert result.exit_code == status, (result.output, result.exception)
    return result.output


def test_it_comes_back_from_the_store_unchanged_and_goes_when_a_claim_changes(tmp_path: Path) -> None:
    a, b = report("Alpha Press", STORY), report("Beta News", "نفى المجلس سقوط البلدة")
    x = claim(a, chain=said("Salim Rafi", organisation="valley relief board"))
    y = claim(b, polarity="denied", chain=said("Nur Haddad", organisation=REBELS))
    found = across(x, y, reports=(a, b))
    store = SqliteStore(tmp_path / "a.casebook", create=True)
    store.put_reports([(one, lines_of(one)) for one in (a, b)])
    store.put_across("k", found)
    assert store.across() == found and store.across_key() == "k" and found.disagreements
    runs = tuple(Run(stage, 1, "d", "k") for stage in ("claims",))
    store.put_derived([Derived(a.id, runs, claims=(x,))])
    assert store.across() == Across() and store.across_key() == ""
    store.close()


def test_reading_in_any_order_gives_the_same(folder: Path, case: Path) -> None:
    with Casebook.create(folder / "b.casebook") as other, Casebook.open(case) as casebook:
        for name in reversed(FILES):
            other.read([folder / f"{name}.txt"], jobs=1)
        assert other.across() == casebook.across() and casebook.across().shared


def test_the_stage_is_not_run_again_while_nothing_changes(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("it ran again")

    monkeypatch.setattr(SqliteStore, "put_across", refuse)
    with Casebook.open(case) as casebook:
        casebook.build(jobs=1)


def test_an_edited_report_changes_what_holds(folder: Path, case: Path) -> None:
    (folder / "beta.txt").write_text("صحيفة اليوم\nلا جديد في المدينة.\n", encoding="utf-8")
    with Casebook.open(case) as casebook:
        assert casebook.across().shared
        casebook.read([folder / "beta.txt"], jobs=1)
        assert not casebook.across().shared


def test_a_casebook_of_one_report_and_an_empty_one(folder: Path) -> None:
    with Casebook.create(folder / "one.casebook") as casebook:
        assert casebook.across() == Across() and casebook.source_lines() == ()
        casebook.read([folder / "alpha.txt"], jobs=1)
        found = casebook.across()
        assert found.events and not found.shared and all(backing.high == 1 for backing in found.backings)


@pytest.mark.parametrize("command", ["events", "conflicts", "sources", "framing", "copies"])
def test_every_command_speaks_and_gives_json(case: Path, folder: Path, command: str) -> None:
    assert run(command, case).strip()
    assert json.loads(run(command, case, "--json")) is not None
    with Casebook.create(folder / "empty.casebook"):
        pass
    assert run(command, folder / "empty.casebook").strip()


def test_why_prints_the_chains_of_an_event_with_the_passage_that_joins_them(case: Path) -> None:
    events = json.loads(run("events", case, "--json"))
    copied = next(event for event in events if event["reports"] > 1)
    tree = run("why", case, copied["id"])
    assert "independent chains" in tree and "Chain 1" in tree
    assert "passage" in tree and STORY[:30] in tree
    assert json.loads(run("why", case, copied["id"], "--json"))["event"]["id"] == copied["id"]
    own = copied["statements"][0]["claim"]
    assert copied["id"] in run("why", case, own)


def test_an_unknown_event_is_refused_with_the_nearest(case: Path) -> None:
    with Casebook.open(case) as casebook, pytest.raises(QueryError, match="no event 'event-0'"):
        casebook.event("event-0")


def test_the_page_and_the_exchange_carry_it(case: Path, folder: Path) -> None:
    with Casebook.open(case) as casebook:
        page = casebook.export("html", folder / "page.html").read_text(encoding="utf-8")
        casebook.export("exchange", folder / "out")
        events = [event.id for event in casebook.across().events if len(event.claims) > 1]
    assert all(f'id="{id}"' in page for id in events) and '<svg class="chains"' in page
    kinds = [json.loads(line)["kind"] for line in (folder / "out" / "links.jsonl").read_text("utf-8").splitlines()]
    assert "reuse" in kinds and kinds.count("same_event") == len(events)
