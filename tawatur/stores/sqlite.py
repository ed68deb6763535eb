"""The casebook as one SQLite file (APSW, WAL): readers and the pipeline work at once, kill -9 loses nothing committed.

Longer than twelve methods because the class meets the whole `Store` protocol; what they share stands in `rows`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from tawatur.languages import fold
from tawatur.model import Claim, Contents, Mention, Passage, Refusal, Report, Span, Unknown, When
from tawatur.model.corroboration import Across
from tawatur.model.dating import Dated, DateJudgement
from tawatur.stores import across as across_rows
from tawatur.stores import rows, shadow
from tawatur.stores.opening import connect
from tawatur.stores.protocol import ClaimFilter, Derived, Hit, Kept, Lines, Run

_CURRENT = "report IN (SELECT id FROM reports WHERE superseded = 0)"


class SqliteStore:
    """A `Store` in one SQLite file. Not shared between threads; other processes may read and write beside it."""

    def __init__(self, path: Path, create: bool = False) -> None:
        self.path = path
        self._db = connect(path, create)

    @contextmanager
    def _transaction(self, kind: str) -> Iterator[None]:
        """All or nothing. A writer takes its lock at once, so that it never finds its snapshot outdated midway."""
        self._db.execute(f"BEGIN {kind}")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def put_reports(self, read: Sequence[tuple[Report, Lines]]) -> int:
        with self._transaction("IMMEDIATE"):
            return sum(self._put_report(report, lines) for report, lines in read)

    def _put_report(self, report: Report, lines: Lines) -> int:
        columns = rows.report_row(report, lines)
        known = self._all("SELECT superseded, json, lines FROM reports WHERE id = ?", (report.id,))
        if known and known[0] == (0, columns[-2], columns[-1]):
            return 0
        across_rows.clear(self._db)
        self._db.execute("UPDATE reports SET superseded = 1 WHERE identity = ?", (report.identity,))
        if known:  # other metadata, or a report changed back to an older text
            self._db.execute(
                "UPDATE reports SET superseded = 0, name = ?, outlet = ?, published_start = ?, published_end = ?, "
                "source = ?, json = ?, lines = ? WHERE id = ?",
                (*columns[2:7], *columns[8:], report.id),
            )
        else:
            self._db.execute(
                "INSERT INTO reports (id, identity, version, name, outlet, published_start, published_end, source, "
                "text, json, lines) SELECT ?1, ?2, 1 + count(*), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM reports "
                "WHERE identity = ?2",
                columns,
            )
        return 1

    def put_derived(self, batch: Sequence[Derived]) -> None:
        with self._transaction("IMMEDIATE"):
            for derived in batch:
                if derived.failure is not None:
                    self._put_refusal(derived.failure, "derive")
                    continue
                self._put_outputs(derived)
                source = self._all("SELECT source FROM reports WHERE id = ?", (derived.report,))[0][0]
                self._db.execute("DELETE FROM refusals WHERE source = ? AND stage = 'derive'", (source,))

    def _put_outputs(self, derived: Derived) -> None:
        run_of = {run.stage: run for run in derived.runs}
        if derived.passages is not None:
            self._put_passages(derived.report, derived.passages, run_of["passages"])
        if derived.mentions is not None:
            self._db.execute("DELETE FROM mentions WHERE report = ?", (derived.report,))
            self._insert(
                "mentions",
                "id, report, start, end, kind, json",
                map(rows.mention_row, derived.mentions),
                run_of["mentions"],
            )
        if derived.published is not None:
            self._db.execute("DELETE FROM datings WHERE report = ?", (derived.report,))
            dating = (derived.report, *rows.days(derived.published), rows.encode(derived.published))
            self._insert("datings", "report, start, end, json", [dating], run_of["dating"])
        if derived.claims is not None:
            across_rows.clear(self._db)
            self._put_claims(derived.report, derived.claims, run_of["claims"])
        if derived.kept is not None:
            one = derived.kept
            statement = "INSERT OR REPLACE INTO dating_kept (report, key, json, words) VALUES (?, ?, ?, ?)"
            self._db.execute(statement, (one.report, one.key, rows.encode(one.clues), one.words))
        self._db.executemany(
            "INSERT OR REPLACE INTO stage_runs (report, stage, version, data, key) VALUES (?, ?, ?, ?, ?)",
            [(derived.report, run.stage, run.version, run.data, run.key) for run in derived.runs],
        )

    def _insert(self, table: str, columns: str, values: Any, run: Run) -> None:
        quoted = ", ".join(f'"{column}"' for column in columns.split(", "))
        places = ", ".join("?" for _ in columns.split(", "))
        statement = f"INSERT INTO {table} ({quoted}, stage, version) VALUES ({places}, ?, ?)"
        self._db.executemany(statement, [(*row, run.stage, run.version) for row in values])

    def _put_passages(self, report: str, passages: tuple[Passage, ...], run: Run) -> None:
        self._db.execute("DELETE FROM sentences WHERE rowid IN (SELECT row FROM passages WHERE report = ?)", (report,))
        self._db.execute("DELETE FROM passages WHERE report = ?", (report,))
        text = self._all("SELECT text FROM reports WHERE id = ?", (report,))[0][0]
        values, shadows = rows.passage_rows(passages, text)
        self._insert("passages", "id, report, start, end, part, json", values, run)
        stored = self._all("SELECT row FROM passages WHERE report = ? ORDER BY row", (report,))
        searched = [(row, words) for (row,), words in zip(stored, shadows, strict=True) if words is not None]
        self._db.executemany("INSERT INTO sentences (rowid, shadow) VALUES (?, ?)", searched)

    def _put_claims(self, report: str, claims: tuple[Claim, ...], run: Run) -> None:
        old = "(SELECT row FROM claims WHERE report = ?)"
        self._db.execute(f"DELETE FROM claim_names WHERE claim IN {old}", (report,))
        self._db.execute(f"DELETE FROM claim_points WHERE row IN {old}", (report,))
        self._db.execute("DELETE FROM claims WHERE report = ?", (report,))
        columns = "id, report, start, end, type, place, lat, lon, when_start, when_end, polarity, modality, json"
        self._insert("claims", columns, map(rows.claim_row, claims), run)
        stored = [row for (row,) in self._all("SELECT row FROM claims WHERE report = ? ORDER BY row", (report,))]
        named = [(row, *name) for row, claim in zip(stored, claims, strict=True) for name in rows.claim_names(claim)]
        self._db.executemany("INSERT INTO claim_names (claim, role, key, name) VALUES (?, ?, ?, ?)", named)
        points = [(row, rows.point(claim)) for row, claim in zip(stored, claims, strict=True)]
        boxes = [(row, at[0], at[0], at[1], at[1]) for row, at in points if at is not None]
        self._db.executemany("INSERT INTO claim_points VALUES (?, ?, ?, ?, ?)", boxes)

    def put_refusals(self, refusals: Sequence[Refusal]) -> None:
        with self._transaction("IMMEDIATE"):
            for refusal in refusals:
                self._put_refusal(refusal, "read")

    def forget_refusals(self, paths: Sequence[str]) -> None:
        inside = "source = ?1 OR substr(source, 1, length(?1) + 1) IN (?1 || '/', ?1 || ':')"
        with self._transaction("IMMEDIATE"):
            for path in paths:
                self._db.execute(f"DELETE FROM refusals WHERE stage = 'read' AND ({inside})", (path,))

    def _put_refusal(self, refusal: Refusal, stage: str) -> None:
        values = (refusal.source, stage, refusal.reason, refusal.advice)
        self._db.execute("INSERT OR REPLACE INTO refusals (source, stage, reason, advice) VALUES (?, ?, ?, ?)", values)

    def reports(self) -> Iterator[Report]:
        found = self._db.execute("SELECT json, text, source FROM reports WHERE superseded = 0 ORDER BY name, id")
        return (rows.report_of(*row) for row in found)

    def report(self, id: str) -> Report | None:
        found = self._all("SELECT json, text, source FROM reports WHERE id = ?", (id,))
        return rows.report_of(*found[0]) if found else None

    def versions(self, identity: str) -> tuple[Report, ...]:
        statement = "SELECT json, text, source FROM reports WHERE identity = ? ORDER BY version"
        return tuple(rows.report_of(*row) for row in self._all(statement, (identity,)))

    def lines(self) -> Iterator[tuple[str, Lines]]:
        found = self._db.execute("SELECT id, lines FROM reports WHERE superseded = 0 ORDER BY id")
        return ((id, rows.lines_decoder.decode(lines)) for id, lines in found)

    def runs(self) -> dict[str, dict[str, Run]]:
        out: dict[str, dict[str, Run]] = defaultdict(dict)
        for report, *run in self._all(f"SELECT report, stage, version, data, key FROM stage_runs WHERE {_CURRENT}"):
            out[report][run[0]] = Run(*run)
        return dict(out)

    def passages(self, report: str) -> tuple[Passage, ...]:
        found = self._all("SELECT json FROM passages WHERE report = ? ORDER BY row", (report,))
        return tuple(rows.passage_decoder.decode(json) for (json,) in found)

    def mentions(self, report: str) -> tuple[Mention, ...]:
        found = self._all("SELECT json FROM mentions WHERE report = ? ORDER BY row", (report,))
        return tuple(rows.mention_decoder.decode(json) for (json,) in found)

    def published(self, report: str) -> When | Unknown | None:
        found = self._all("SELECT json FROM datings WHERE report = ?", (report,))
        return rows.dating_decoder.decode(found[0][0]) if found else None

    def put_dated(self, key: str, found: Sequence[Dated]) -> None:
        undated = {id for (id,) in self._all("SELECT id FROM reports WHERE superseded = 0 AND published_start IS NULL")}
        with self._transaction("IMMEDIATE"):
            self._db.execute("DELETE FROM dated")
            values = [(one.report, key, rows.encode(one)) for one in found]
            self._db.executemany("INSERT INTO dated (report, key, json) VALUES (?, ?, ?)", values)
            statement = 'UPDATE datings SET "start" = ?, "end" = ?, json = ? WHERE report = ?'
            days = [(*rows.days(one.when), rows.encode(one.when), one.report) for one in found if one.report in undated]
            self._db.executemany(statement, days)

    def kept(self) -> dict[str, Kept]:
        found = self._db.execute(f"SELECT report, key, json, words FROM dating_kept WHERE {_CURRENT}")
        return {id: Kept(id, key, rows.clues_decoder.decode(json), words) for id, key, json, words in found}

    def dated_key(self) -> str:
        found = self._all("SELECT key FROM dated LIMIT 1")
        return str(found[0][0]) if found else ""

    def dated(self) -> dict[str, Dated]:
        found = self._all(f"SELECT report, json FROM dated WHERE {_CURRENT} ORDER BY report")
        return {report: rows.dated_decoder.decode(json) for report, json in found}

    def put_across(self, key: str, across: Across) -> None:
        with self._transaction("IMMEDIATE"):
            across_rows.put(self._db, key, across)

    def across_key(self) -> str:
        return across_rows.key(self._db)

    def across(self) -> Across:
        with self._transaction("DEFERRED"):
            return across_rows.get(self._db)

    def add_date_judgement(self, judgement: DateJudgement) -> None:
        values = (judgement.id, judgement.report, rows.encode(judgement))
        with self._transaction("IMMEDIATE"):
            self._db.execute("INSERT OR IGNORE INTO date_judgements (id, report, json) VALUES (?, ?, ?)", values)

    def date_judgements(self) -> tuple[DateJudgement, ...]:
        found = self._all("SELECT json FROM date_judgements ORDER BY row")
        return tuple(rows.date_judgement_decoder.decode(json) for (json,) in found)

    def put_read_days(self, reports: Sequence[str], day: date) -> None:
        with self._transaction("IMMEDIATE"):
            values = [(report, day.isoformat()) for report in reports]
            self._db.executemany("INSERT OR IGNORE INTO read_days (report, day) VALUES (?, ?)", values)

    def read_days(self) -> dict[str, date]:
        found = self._all(f"SELECT report, day FROM read_days WHERE {_CURRENT} ORDER BY report")
        return {report: date.fromisoformat(day) for report, day in found}

    def claims(self, wanted: ClaimFilter) -> tuple[Claim, ...]:
        where, values = _where(wanted)
        statement = (
            "SELECT c.json FROM claims c JOIN reports r ON r.id = c.report WHERE r.superseded = 0"
            f'{where} ORDER BY r.name, r.id, c."start", c."end", c.id'
        )
        return tuple(rows.claim_decoder.decode(json) for (json,) in self._all(statement, values))

    def claim(self, id: str) -> Claim | None:
        found = self._all(f"SELECT json FROM claims WHERE id = ? AND {_CURRENT}", (id,))
        return rows.claim_decoder.decode(found[0][0]) if found else None

    def names(self, role: str) -> tuple[str, ...]:
        statement = "SELECT DISTINCT name FROM claim_names JOIN claims ON row = claim WHERE role = ? AND "
        return tuple(name for (name,) in self._all(f"{statement}{_CURRENT} ORDER BY name", (role,)))

    def refusals(self) -> tuple[Refusal, ...]:
        found = self._all("SELECT source, reason, advice FROM refusals ORDER BY source, stage")
        return tuple(Refusal(*row) for row in found)

    def search(self, words: str, limit: int) -> tuple[Hit, ...]:
        expression, stems = shadow.query(words)
        found = self._all(
            'SELECT p.report, p."start", p."end", r.text FROM sentences s JOIN passages p ON p.row = s.rowid '
            "JOIN reports r ON r.id = p.report WHERE sentences MATCH ? AND r.superseded = 0 "
            'ORDER BY bm25(sentences), r.name, p.report, p."start" LIMIT ?',
            (expression, limit),
        )
        spans = [(report, Span(start, end), text) for report, start, end, text in found]
        return tuple(Hit(report, span, shadow.marks(text, span, stems), span.of(text)) for report, span, text in spans)

    def contents(self) -> Contents:
        with self._transaction("DEFERRED"):  # one snapshot: the same moment for every table
            reports = tuple(self._dated(report) for report in self.reports())
            ids = [report.id for report in reports]
            return Contents(
                reports=reports,
                passages=tuple(passage for id in ids for passage in self.passages(id)),
                mentions=tuple(mention for id in ids for mention in self.mentions(id)),
                claims=self.claims(ClaimFilter()),
                refusals=self.refusals(),
            )

    def _dated(self, report: Report) -> Report:
        return rows.with_date(report, self.published(report.id))

    def close(self) -> None:
        self._db.close()

    def _all(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._db.execute(statement, values).fetchall()


_NAMED = " AND EXISTS (SELECT 1 FROM claim_names n WHERE n.claim = c.row AND n.role IN ({}) AND instr(n.key, ?) > 0)"


def _where(wanted: ClaimFilter) -> tuple[str, list[str | float]]:
    """The SQL conditions of a filter, and their values."""
    where, values = "", list[str | float]()
    if wanted.type:
        where += " AND (c.type = ? OR substr(c.type, 1, length(?) + 1) = ? || '.')"
        values += [wanted.type] * 3
    for name, roles in ((wanted.place, "'place'"), (wanted.actor, "'agent', 'target'")):
        if name:
            where += _NAMED.format(roles)
            values.append(fold(name))
    if wanted.source:
        where += f" AND (instr(lower(coalesce(r.outlet, '')), lower(?)) > 0 OR {_NAMED.format(repr('source'))[5:]})"
        values += [wanted.source, fold(wanted.source)]
    if wanted.report:
        where += " AND (r.name = ? OR r.id = ?)"
        values += [wanted.report] * 2
    if wanted.box is not None:
        inside = "min_lat >= ? AND min_lon >= ? AND max_lat <= ? AND max_lon <= ?"
        where += f" AND c.row IN (SELECT row FROM claim_points WHERE {inside})"
        values += wanted.box
    return where, values
