"""What a store does, whatever keeps it. One test suite is written against `Store`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from tawatur.model import Claim, Contents, Frozen, Mention, Passage, Refusal, Report, Span, Unknown, When
from tawatur.model.corroboration import Across
from tawatur.model.dating import Clues, Dated, DateJudgement


class Lines(Frozen, frozen=True):
    """The folded short lines of a report, in order, and the key of its longest line (equal for copies of a story)."""

    story: str
    keys: tuple[str, ...]


class Run(Frozen, frozen=True):
    """A stage that has run over a report. `key` hashes the stage, its version, its data and its input: while it stays
    the same, the rows are current."""

    stage: str
    version: int
    data: str
    key: str


class Kept(Frozen, frozen=True):
    """What dating keeps of one report between runs: what it says of its day by itself, and its words packed for the
    search for shared passages, `None` if they were not needed. `key` says what both were made from."""

    report: str
    key: str
    clues: Clues
    words: bytes | None = None


class Derived(Frozen, frozen=True):
    """What stages made of one report; `None` leaves the stored rows as they are. With a `failure`, nothing else is
    stored: the report is listed with its reason, and the next run tries it again."""

    report: str
    runs: tuple[Run, ...] = ()
    passages: tuple[Passage, ...] | None = None
    mentions: tuple[Mention, ...] | None = None
    published: When | Unknown | None = None
    claims: tuple[Claim, ...] | None = None
    failure: Refusal | None = None
    kept: Kept | None = None


class ClaimFilter(Frozen, frozen=True):
    """Which claims are wanted; every field narrows. `type` may be a family (`strike`); names compare by folded letters
    and may be parts ("Kamal"); `box` is (south, west, north, east) in degrees."""

    type: str = ""
    place: str = ""
    actor: str = ""
    source: str = ""
    report: str = ""
    box: tuple[float, float, float, float] | None = None


class Hit(Frozen, frozen=True):
    """A sentence that a search found: `span` in the report's text, `marks` the words that matched."""

    report: str
    span: Span
    marks: tuple[Span, ...]
    text: str


class Store(Protocol):
    """A casebook's rows. Writing methods are one transaction each: after a crash all or nothing of a call is there."""

    def put_reports(self, read: Sequence[tuple[Report, Lines]]) -> int:
        """Adds reports. Known text changes only its metadata; other text under a known identity becomes the current
        version, the older ones are kept as superseded. Gives the number of rows that changed."""

    def put_derived(self, batch: Sequence[Derived]) -> None:
        """Replaces what the stages named in `runs` made of each report."""

    def put_refusals(self, refusals: Sequence[Refusal]) -> None:
        """Lists what could not be read."""

    def forget_refusals(self, paths: Sequence[str]) -> None:
        """Drops the earlier refusals of these files and of what is in them, before they are read again."""

    def report(self, id: str) -> Report | None:
        """One report, current or superseded."""

    def reports(self) -> Iterator[Report]:
        """Current reports, by name and id."""

    def versions(self, identity: str) -> tuple[Report, ...]:
        """All versions of one report, oldest first."""

    def lines(self) -> Iterator[tuple[str, Lines]]:
        """(report id, its lines) of current reports, by id."""

    def runs(self) -> dict[str, dict[str, Run]]:
        """Stage runs of current reports, by report id and stage name."""

    def passages(self, report: str) -> tuple[Passage, ...]:
        """Of one report, in reading order."""

    def mentions(self, report: str) -> tuple[Mention, ...]:
        """Of one report, in reading order."""

    def published(self, report: str) -> When | Unknown | None:
        """The date that the dating stage gave the report, `None` if it has not run."""

    def put_dated(self, key: str, found: Sequence[Dated]) -> None:
        """Replaces the results of dating: those of all current reports, solved together from inputs with this key. The
        interval of a report without a date of its own becomes its date."""

    def kept(self) -> dict[str, Kept]:
        """What dating keeps of current reports, by id."""

    def dated_key(self) -> str:
        """The key of the last solving; empty if there was none."""

    def dated(self) -> dict[str, Dated]:
        """The results of the last solving, by report id."""

    def put_across(self, key: str, across: Across) -> None:
        """Replaces what holds across reports; it stays until a report or a claim changes."""

    def across_key(self) -> str:
        """The key of what holds across reports, empty if it has to be found (again)."""

    def across(self) -> Across:
        """What holds across reports, empty if it has to be found (again)."""

    def add_date_judgement(self, judgement: DateJudgement) -> None:
        """Appends a reviewer's decision about a report's date; the same one again changes nothing."""

    def date_judgements(self) -> tuple[DateJudgement, ...]:
        """Every decision, in the order in which they were taken."""

    def put_read_days(self, reports: Sequence[str], day: date) -> None:
        """Notes the day on which reports were read, if none is noted yet."""

    def read_days(self) -> dict[str, date]:
        """The noted days, by report id."""

    def claims(self, wanted: ClaimFilter) -> tuple[Claim, ...]:
        """Claims of current reports that meet the filter, by report name, id and span."""

    def claim(self, id: str) -> Claim | None:
        """One claim of a current report by its id."""

    def names(self, role: str) -> tuple[str, ...]:
        """The distinct names that claims are found by: role is agent, target, place or source."""

    def refusals(self) -> tuple[Refusal, ...]:
        """What could not be read or derived, by source."""

    def search(self, words: str, limit: int) -> tuple[Hit, ...]:
        """Sentences that hold all words (a quoted part as a phrase), best first."""

    def contents(self) -> Contents:
        """Everything current, as of one moment."""

    def close(self) -> None:
        """Releases the file; a closed store is not used again."""
