"""The public face of the package: a casebook, what is read into it, what is asked of it, what leaves it.

>>> from tawatur.casebook import Casebook
>>> with Casebook.create("abukamal.casebook") as casebook:  # doctest: +SKIP
...     casebook.read(["reports/"])
...     for claim in casebook.claims(place="Abu Kamal", type="control"):
...         print(claim.type, claim.agents, claim.when)
"""

from __future__ import annotations

import difflib
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import TracebackType

import msgspec

from tawatur import pipeline
from tawatur.corroboration import links, source_lines
from tawatur.crossing import cross_all
from tawatur.errors import QueryError
from tawatur.framing import framing
from tawatur.languages import fold
from tawatur.model import EVENT_TYPES, Claim, Contents, Frozen, PlaceRef, Refusal, Report, content_id
from tawatur.model.control import Control
from tawatur.model.corroboration import Across, SourceLine
from tawatur.model.dating import Dated, DateJudgement
from tawatur.model.framing import Framing
from tawatur.pipeline import Built, Progress, ReadCount
from tawatur.reports import ReadOptions, read_paths
from tawatur.reports.files import visible
from tawatur.scoring import Scores, score_dirs
from tawatur.stores import ClaimFilter, Derived, Hit, Run, SqliteStore, Store
from tawatur.views import dates as date_views
from tawatur.views import exchange
from tawatur.views.across import Shown, Tree, tree
from tawatur.views.rows import ClaimRow
from tawatur.views.summary import Summary, summarise

FORMATS = ("exchange", "html")


class ReadResult(Frozen, frozen=True):
    """What a `read` did: how many reports were read, how many of them are new or changed, what was refused (files that
    are no reports, and reports that no claims could be derived from), and the CPU seconds of each stage."""

    reports: int
    changed: int
    derived: int
    refusals: tuple[Refusal, ...]
    seconds: dict[str, float]


class Casebook:
    """One casebook. Every statement in it is tied to the words that make it and the sources that carry it."""

    def __init__(self, store: Store, progress: Progress | None = None) -> None:
        self._store = store
        self._tell = progress or _silent

    @classmethod
    def create(cls, path: str | Path) -> Casebook:
        """The casebook at `path`, made if it is not there. Raises `CasebookError` if the file is something else."""
        return cls(SqliteStore(Path(path), create=True))

    @classmethod
    def open(cls, path: str | Path, progress: Progress | None = None) -> Casebook:
        """The casebook at `path`; `progress` is told how far what is worked out across reports has come. Raises
        `CasebookError` if there is none, or it is something else."""
        return cls(SqliteStore(Path(path)), progress)

    def __enter__(self) -> Casebook:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Releases the file."""
        self._store.close()

    def read(
        self,
        paths: Iterable[str | Path],
        options: ReadOptions | None = None,
        claims: str | Path | None = None,
        jobs: int = 0,
        progress: Progress | None = None,
    ) -> ReadResult:
        """Reads files and folders and derives what they claim; what was read before and has not changed is left alone.

        With `claims`, a file in the exchange format, the claims of these reports are taken from it instead of being
        extracted, until they are given again. `jobs` is the number of processes, 0 for one a core. Raises `DataError`
        if the claims file does not fit the reports; what cannot be read as a report is in the result's `refusals`.
        """
        tell = progress or _silent
        given = [str(path) for path in paths]
        self._store.forget_refusals([visible(path) for path in given])
        wanted = options or ReadOptions()
        counted = pipeline.read(self._store, read_paths(given, wanted), tell)
        if wanted.read_on is not None:
            self._store.put_read_days(counted.reports, wanted.read_on)
        if claims is not None:
            self._give(counted, Path(claims))
        built = self.build(jobs, tell)
        refusals = (*counted.refusals, *built.failures)
        return ReadResult(len(counted.reports), counted.changed, built.derived, refusals, built.seconds)

    def _give(self, counted: ReadCount, path: Path) -> None:
        """Stores the claims of a file as those of the reports just read, one by one what the file says of each."""
        wanted = set(counted.reports)
        reports = [report for report in self._store.reports() if report.id in wanted]
        by_report: dict[str, list[Claim]] = {report.id: [] for report in reports}
        for claim in exchange.read_claims(path, reports):
            by_report[claim.report].append(claim)
        batch = []
        for id, found in by_report.items():
            ordered = tuple(sorted(found, key=lambda claim: (claim.evidence, claim.id)))
            key = content_id("given", *(claim.id for claim in ordered))
            batch.append(Derived(id, (Run("claims", 0, pipeline.GIVEN, key),), claims=ordered))
        self._store.put_derived(batch)

    def build(self, jobs: int = 0, progress: Progress | None = None) -> Built:
        """Derives again whatever is not current: reports of a run that was stopped, or all, after an upgrade."""
        return pipeline.build(self._store, progress or _silent, jobs)

    def reports(self) -> Iterator[Report]:
        """The current version of every report, by name."""
        return self._store.reports()

    def report(self, name: str) -> Report:
        """The report of this name or id. Raises `QueryError` with the nearest names if there is none."""
        known = list(self._store.reports())
        found = next((report for report in known if name in (report.name, report.id)), None)
        if found is None:
            raise QueryError(_unknown("report", name, [report.name for report in known]))
        return found

    def claims(
        self, type: str = "", place: str = "", actor: str = "", source: str = "", report: str = ""
    ) -> tuple[Claim, ...]:
        """The claims that meet every filter given; see `ClaimFilter`. Raises `QueryError`, with the nearest names, if
        a name stands in no claim of the casebook."""
        wanted = ClaimFilter(type, place, actor, source, report)
        found = self._store.claims(wanted)
        if not found:
            self._check(wanted)
        return found

    def _check(self, wanted: ClaimFilter) -> None:
        if wanted.report:
            self.report(wanted.report)
        families = {type.split(".")[0] for type in EVENT_TYPES}
        if wanted.type and wanted.type not in {*EVENT_TYPES, *families}:
            raise QueryError(_unknown("event type", wanted.type, sorted({*EVENT_TYPES, *families})))
        outlets = [report.outlet for report in self._store.reports() if isinstance(report.outlet, str)]
        roles = {
            "place": (wanted.place, self._store.names("place")),
            "actor": (wanted.actor, self._store.names("agent") + self._store.names("target")),
            "source": (wanted.source, (*self._store.names("source"), *outlets)),
        }
        for role, (name, known) in roles.items():
            if name and not any(fold(name) in fold(other) for other in known):
                raise QueryError(_unknown(role, name, sorted(set(known))))

    def claim_rows(
        self, type: str = "", place: str = "", actor: str = "", source: str = "", report: str = ""
    ) -> tuple[ClaimRow, ...]:
        """The claims that `claims` gives, as rows of the exchange format."""
        found = self.claims(type, place, actor, source, report)
        reports = tuple(self._store.reports())
        return exchange.claim_rows(Contents(reports, (), (), found), exchange.report_names(reports))

    def dates(self) -> tuple[tuple[Report, Dated], ...]:
        """When each report was written, with every reason; by the report's name."""
        found = self._store.dated()
        return tuple((report, found[report.id]) for report in self._store.reports() if report.id in found)

    def date_rows(self, report: str = "") -> tuple[date_views.DateRow, ...]:
        """The dates as rows, of all reports or of one. Raises `QueryError` if there is no report of this name."""
        wanted = self.report(report).id if report else ""
        return date_views.rows((one, dated) for one, dated in self.dates() if not wanted or one.id == wanted)

    def date_derivation(self, report: str, language: str = "en", marked: bool = False) -> date_views.Derivation:
        """Why a report is dated as it is, in `en` or `ar`, `marked` for a screen. Raises `QueryError` if it is not
        there or not dated."""
        wanted = self.report(report)
        dated = self._store.dated().get(wanted.id)
        if dated is None:
            raise QueryError(f"report {report!r} could not be worked through; see: tawatur show CASE")
        return date_views.derivation(wanted, dated, language, marked)

    def date_between(
        self, report: str, start: date, end: date, by: str = "", reason: str = "", at: str = ""
    ) -> DateJudgement:
        """Notes that a report was written between two days, and builds anew what follows. Nothing is overwritten:
        `revoke_date` takes it back. Raises `QueryError` for an unknown report."""
        identity = self.report(report).identity
        id = content_id("judgement", identity, "between", start, end, by, reason, at)
        return self._note(DateJudgement(id, identity, "between", start, end, by=by, at=at, reason=reason))

    def reject_limit(self, limit: str, by: str = "", reason: str = "", at: str = "") -> DateJudgement:
        """Notes that a limit is wrong. Raises `QueryError` if no report's date rests on a limit of this id."""
        report = next((r for r, dated in self.dates() for one in dated.used if one.id == limit), None)
        if report is None:
            known = [one.id for _, dated in self.dates() for one in dated.used]
            raise QueryError(_unknown("limit", limit, known))
        id = content_id("judgement", report.identity, "reject", limit, by, reason, at)
        return self._note(DateJudgement(id, report.identity, "reject", None, None, limit, by=by, at=at, reason=reason))

    def revoke_date(self, judgement: str, by: str = "", reason: str = "", at: str = "") -> DateJudgement:
        """Takes a decision about a date back. Raises `QueryError` if there is none of this id."""
        known = {one.id: one for one in self._store.date_judgements()}
        if judgement not in known:
            raise QueryError(_unknown("decision", judgement, list(known)))
        report = known[judgement].report
        id = content_id("judgement", report, "revoke", judgement, by, reason, at)
        return self._note(DateJudgement(id, report, "revoke", revokes=judgement, by=by, at=at, reason=reason))

    def _note(self, judgement: DateJudgement) -> DateJudgement:
        self._store.add_date_judgement(judgement)
        self.build()
        return judgement

    def claim(self, id: str) -> tuple[Claim, Report]:
        """One claim with its report. Raises `QueryError` if there is none of this id."""
        claim = self._store.claim(id)
        report = self._store.report(claim.report) if claim is not None else None
        if claim is None or report is None:
            raise QueryError(_unknown("claim", id, [claim.id for claim in self._store.claims(ClaimFilter())]))
        return claim, report

    def search(self, words: str, limit: int = 50) -> tuple[Hit, ...]:
        """Sentences that hold all the words, whatever clitics and spelling they wear; a quoted part is a phrase."""
        return self._store.search(words, limit)

    def contents(self) -> Contents:
        """Everything current, as of one moment."""
        contents, across = self._whole()
        return msgspec.structs.replace(contents, links=links(across))

    def across(self) -> Across:
        """What holds across reports: shared passages, events with what backs them, disagreements, what is newer."""
        return self._whole()[1]

    def shown(self) -> Shown:
        """What holds across reports, ready for the rows of `tawatur.views.across`."""
        return Shown(*self._whole())

    def _whole(self) -> tuple[Contents, Across]:
        """Contents and what holds across them, worked out first if claims or dates have changed since it was; nothing
        does while another process changes claims."""
        cross_all(self._store, pipeline.data_digest(), self._tell)
        contents, across = self._store.contents(), self._store.across()
        known = {claim.id for claim in contents.claims}
        fits = all(id in known for event in across.events for id in event.claims)
        return contents, across if fits else Across()

    def event(self, id: str) -> Tree:
        """The chains of one event to their roots; a claim's id stands for its event. Raises `QueryError` if there is
        none."""
        shown = self.shown()
        found = tree(shown, shown.home.get(id, id))
        if found is None:
            raise QueryError(_unknown("event", id, [event.id for event in shown.across.events]))
        return found

    def source_lines(self) -> tuple[SourceLine, ...]:
        """What every outlet and named source did: whom it relays, how often it is first, contradicted, confirmed."""
        contents, across = self._whole()
        return source_lines(across, contents.reports)

    def framing(self) -> Framing:
        """Who calls which actor and act what, and what sets an outlet's wording apart."""
        return framing(self._store.contents())

    def control(self, place: str = "", tested: bool = False) -> tuple[Control, ...]:
        """Who held each place, day by day, with bounds, reasons and each side's own account; the places whose name
        holds `place`, the best fit first. `tested` also leaves every claim out in turn. Raises `QueryError`, with the
        nearest names, if no claim speaks of such a place."""
        from tawatur.control import Wanted, controls, groups_across

        contents, across = self._whole()
        cross = links(across)
        groups = groups_across(contents.claims, {r.id: r for r in contents.reports}, cross, across)
        found = controls(contents.claims, contents.reports, cross, Wanted(place, tested), groups)
        if place and not found:
            named = {claim.place.name for claim in contents.claims if isinstance(claim.place, PlaceRef)}
            raise QueryError(_unknown("place with a claim of who holds it", place, sorted(named)))
        return tuple(sorted(found, key=lambda c: fold(c.name) != fold(place))) if place else found

    def summary(self, report: str = "") -> Summary:
        """Counts of what the casebook (or one report) claims, of what was refused, and of what is unknown."""
        contents = self._store.contents()
        return summarise(contents, self.report(report).id if report else "")

    def score(self, gold_dir: str | Path) -> Scores:
        """The casebook's claims against a folder of reference annotations in the exchange format."""
        with tempfile.TemporaryDirectory() as scratch:
            exchange.write(self.contents(), Path(scratch))
            return score_dirs(Path(gold_dir), Path(scratch))

    def export(self, format: str, out: str | Path, whole: bool = False) -> Path:
        """Writes `exchange` (a folder) or `html` (a file) to `out`. The page of a large casebook is cut to one that
        stays usable, not so with `whole`. Raises `QueryError` for another format."""
        target = Path(out)
        if format == "exchange":
            exchange.write(self.contents(), target)
        elif format == "html":
            target.parent.mkdir(parents=True, exist_ok=True)
            from tawatur.views.html import write as write_page

            contents, across = self._whole()
            write_page(contents, target, across, self._store.dated(), whole)
        else:
            raise QueryError(_unknown("format", format, list(FORMATS)))
        return target


def _silent(step: str, done: int, total: int | None) -> None:
    """No progress wanted."""


def _unknown(what: str, name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5) or known[:3]
    hint = f"; there is {', '.join(near)}" + (" ..." if len(known) > len(near) else "") if near else "; there is none"
    return f"no {what} {name!r} in the casebook{hint}"
