"""One suite for every store: written against the `Store` protocol."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import apsw
import pytest
from stored import ABU_KAMAL, TEXT, claim, derived, lines, report, write

from tawatur.errors import CasebookError, QueryError
from tawatur.model import (
    Refusal,
    Report,
    Span,
    Unknown,
    When,
)
from tawatur.model.dating import Clues, Constraint, Weekdays
from tawatur.stores import ClaimFilter, Derived, Kept, Run, SqliteStore, Store


@pytest.fixture(params=[SqliteStore])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    opened: list[Store] = []

    def open_store() -> Store:
        opened.append(request.param(tmp_path / "a.casebook", create=True))
        return opened[-1]

    yield open_store
    for store in opened:
        store.close()


def filled(make: Callable[[], Store]) -> Store:
    store = make()
    one = report()
    store.put_reports([(one, lines(one))])
    store.put_derived([derived(one, claim(one, place=ABU_KAMAL), claim(one, "c2", "strike.air"))])
    return store


def test_what_is_put_comes_back_unchanged(make: Callable[[], Store]) -> None:
    store, one = filled(make), report()
    contents = store.contents()
    assert contents.reports == (
        Report(**{**{f: getattr(one, f) for f in one.__struct_fields__}, "published": Unknown("no date")}),
    )
    assert contents.passages == derived(one).passages
    assert contents.mentions == derived(one).mentions
    assert contents.claims == (claim(one, place=ABU_KAMAL), claim(one, "c2", "strike.air"))
    assert store.claim("c2") == claim(one, "c2", "strike.air") and store.claim("nothing") is None


def test_the_same_report_again_changes_nothing(make: Callable[[], Store]) -> None:
    store, one = filled(make), report()
    before = store.contents()
    assert store.put_reports([(one, lines(one))]) == 0
    assert store.contents() == before


def test_an_edited_report_is_a_new_version_and_the_old_one_is_kept(make: Callable[[], Store]) -> None:
    store, one, two = filled(make), report(), report(text=TEXT + " تحديث")
    assert store.put_reports([(two, lines(two))]) == 1
    assert [r.id for r in store.reports()] == [two.id]
    assert [r.id for r in store.versions(one.identity)] == [one.id, two.id]
    assert store.claims(ClaimFilter()) == () and store.search("المدينة", 5) == ()
    store.put_reports([(one, lines(one))])
    assert [r.id for r in store.reports()] == [one.id]
    assert len(store.versions(one.identity)) == 2


def test_changed_metadata_is_no_new_version(make: Callable[[], Store]) -> None:
    store = filled(make)
    named = report(outlet="SANA")
    assert store.put_reports([(named, lines(named))]) == 1
    assert [r.outlet for r in store.reports()] == ["SANA"]
    assert len(store.versions(named.identity)) == 1


def test_derived_rows_are_replaced_not_added(make: Callable[[], Store]) -> None:
    store, one = filled(make), report()
    store.put_derived([derived(one, claim(one, "c9"), key="other")])
    assert [c.id for c in store.claims(ClaimFilter())] == ["c9"]
    assert store.runs()[one.id]["claims"].key == "other"
    assert len(store.search("المدينة", 5)) == 2  # the second has it as "مدينتهم"


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (ClaimFilter(), ["c1", "c2"]),
        (ClaimFilter(type="strike"), ["c2"]),
        (ClaimFilter(type="strike.air"), ["c2"]),
        (ClaimFilter(type="str"), []),
        (ClaimFilter(place="abu kamal"), ["c1"]),
        (ClaimFilter(place="المدينه"), ["c1"]),
        (ClaimFilter(actor="islamic"), ["c1", "c2"]),
        (ClaimFilter(actor="AFP"), []),
        (ClaimFilter(source="afp"), ["c1", "c2"]),
        (ClaimFilter(source="Reuters"), []),
        (ClaimFilter(report="a", type="clash"), []),
        (ClaimFilter(box=(34.0, 40.0, 35.0, 41.0)), ["c1"]),
        (ClaimFilter(box=(30.0, 40.0, 31.0, 41.0)), []),
    ],
)
def test_claims_are_filtered(make: Callable[[], Store], wanted: ClaimFilter, ids: list[str]) -> None:
    assert [c.id for c in filled(make).claims(wanted)] == ids


@pytest.mark.parametrize(
    "words", ["مدينة", "والمدينة", "للمدينة", "مَدينة", "مدينه", '"الجيش على المدينة"', "جيش مدينة"]
)
def test_search_sees_through_clitics_and_spelling(make: Callable[[], Store], words: str) -> None:
    first = filled(make).search(words, 5)[0]
    assert "المدينة" in [mark.of(TEXT) for mark in first.marks]


def test_search_knows_phrases_and_refuses_nothing_to_search(make: Callable[[], Store]) -> None:
    store = filled(make)
    assert store.search('"المدينة الجيش"', 5) == ()
    assert store.search('OR NEAR( * "', 5) == ()
    with pytest.raises(QueryError, match="at least one word"):
        store.search("!؟", 5)


def test_a_failure_is_listed_until_the_report_is_derived(make: Callable[[], Store]) -> None:
    store, one = make(), report()
    store.put_reports([(one, lines(one))])
    store.put_derived([Derived(one.id, failure=Refusal("a.txt", "the reader stopped", "report it"))])
    assert store.refusals() == (Refusal("a.txt", "the reader stopped", "report it"),)
    assert store.runs() == {}
    store.put_derived([derived(one)])
    assert store.refusals() == ()


def test_refusals_go_when_their_files_are_read_again(make: Callable[[], Store]) -> None:
    store = make()
    sources = ["d", "d/x.txt", "d/y.jsonl", "d/y.jsonl:7", "d.txt", "dd/x.txt"]
    store.put_refusals([Refusal(source, "empty") for source in sources])
    store.forget_refusals(["d/y.jsonl"])
    assert [r.source for r in store.refusals()] == ["d", "d.txt", "d/x.txt", "dd/x.txt"]
    store.forget_refusals(["d"])
    assert [r.source for r in store.refusals()] == ["d.txt", "dd/x.txt"]


def test_dates_come_from_the_dating_stage(make: Callable[[], Store]) -> None:
    store, one = filled(make), report()
    found = When(date(2017, 11, 8), date(2017, 11, 9), "day")
    store.put_derived([Derived(one.id, (Run("dating", 1, "d", "k2"),), published=found)])
    assert store.contents().reports[0].published == found
    assert len(store.claims(ClaimFilter())) == 2


def test_what_dating_keeps_of_a_report_is_replaced_with_its_key(make: Callable[[], Store]) -> None:
    store, one = filled(make), report()
    limit = Constraint("limit-1", one.id, "today.weekday", "explicit", Weekdays((6,)), "اليوم الأحد", (Span(0, 11),))
    first, second = Kept(one.id, "k1", Clues((limit,), ())), Kept(one.id, "k2", Clues((), ()), b"\x00words")
    for kept in (first, second):
        store.put_derived([Derived(one.id, kept=kept)])
        assert store.kept() == {one.id: kept}
    assert len(store.claims(ClaimFilter())) == 2  # nothing else of the report is touched


def test_a_transaction_is_all_or_nothing(make: Callable[[], Store]) -> None:
    store, one = filled(make), report()
    before = store.contents()
    unknown = Derived("no such report", derived(one).runs, passages=derived(one).passages)
    with pytest.raises(Exception):  # noqa: B017 (whatever the store raises, the point is what is left)
        store.put_derived([derived(one), unknown])
    assert store.contents() == before


def test_others_read_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "a.casebook"
    SqliteStore(path, create=True).close()
    writer = multiprocessing.get_context("spawn").Process(target=write, args=(path, 40))
    writer.start()
    seen = [0]
    while writer.is_alive():
        reader = SqliteStore(path)
        contents = reader.contents()
        assert len(contents.claims) <= len(contents.reports)
        seen.append(len(contents.reports))
        reader.close()
    writer.join(30)
    assert writer.exitcode == 0 and seen == sorted(seen)
    last = SqliteStore(path)
    assert len(last.contents().claims) == 40
    last.close()


def test_only_casebooks_are_opened(tmp_path: Path) -> None:
    with pytest.raises(CasebookError, match="no casebook at"):
        SqliteStore(tmp_path / "none")
    text = tmp_path / "text"
    text.write_text("hello, this is text and no database at all" * 30)
    with pytest.raises(CasebookError, match="not a casebook"):
        SqliteStore(text, create=True)
    other = tmp_path / "other.sqlite"
    connection = apsw.Connection(str(other))
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(CasebookError, match="another program"):
        SqliteStore(other, create=True)
    with pytest.raises(CasebookError, match="folder"):
        SqliteStore(tmp_path, create=True)
    with pytest.raises(CasebookError, match="no folder"):
        SqliteStore(tmp_path / "none" / "a.casebook", create=True)


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.casebook"
    SqliteStore(path, create=True).close()
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(CasebookError, match="newer version"):
        SqliteStore(path)


def test_an_empty_file_left_by_a_killed_start_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "a.casebook"
    path.touch()
    with pytest.raises(CasebookError, match="empty file"):
        SqliteStore(path)
    SqliteStore(path, create=True).close()
    assert SqliteStore(path).contents().reports == ()
