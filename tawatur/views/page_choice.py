"""What a page of a large casebook keeps, to stay usable: the events with most independent chains come first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from tawatur.model import Claim, Contents, Frozen, Report
from tawatur.views.across import ConflictRow, CopyRow, EventRow


class Limits(Frozen, frozen=True):
    """How much a page holds. A casebook of no more than `whole` claims is shown with every reason; of a larger one a
    claim keeps the reason that decided each field. `letters` counts those of the reports' texts."""

    whole: int = 1_000
    claims: int = 2_000
    reports: int = 400
    letters: int = 600_000
    events: int = 250
    conflicts: int = 200
    copies: int = 200
    sources: int = 60
    subjects: int = 40
    contrasts: int = 30


NO_LIMITS = Limits(**dict.fromkeys(Limits.__struct_fields__, 1 << 60))


class Count(Frozen, frozen=True):
    """How many of how many stand on the page, and the command that shows them all."""

    what: str
    shown: int
    total: int
    command: str

    @property
    def cut(self) -> bool:
        return self.shown < self.total


class Choice(Frozen, frozen=True):
    """`contents` holds the claims and reports that stand on the page, `texts` the ids of reports that keep their text;
    `brief` says that a claim keeps only the reasons that decided; `alone` counts events of one claim with nothing
    against it."""

    contents: Contents
    events: tuple[EventRow, ...]
    conflicts: tuple[ConflictRow, ...]
    copies: tuple[CopyRow, ...]
    texts: frozenset[str]
    brief: bool
    alone: int
    counts: tuple[Count, ...]


def choose(
    contents: Contents, rows: Sequence[EventRow], conflicts: Sequence[ConflictRow], copies: Sequence[CopyRow],
    limits: Limits,
) -> Choice:  # fmt: skip
    """The choice for all rows of the casebook, of which each kind comes in the order of weight."""
    told = [row for row in rows if len(row.statements) > 1 or row.against or row.newer]
    events, differ, same = told[: limits.events], conflicts[: limits.conflicts], copies[: limits.copies]
    claims = _claims(contents, [*_of_events(events), *_of_conflicts(differ), *_of_events(rows)], limits.claims)
    per_report = Counter(claim.report for claim in claims)
    ordered = sorted(contents.reports, key=lambda one: -per_report[one.id])  # stable: else in the casebook's order
    kept = {one.id for one in ordered[: limits.reports]}
    claims = tuple(claim for claim in claims if claim.report in kept)
    reports = tuple(one for one in contents.reports if one.id in kept)
    texts = _texts([one for one in ordered if one.id in kept], limits.letters)
    counts = (
        Count("claims", len(claims), len(contents.claims), "tawatur claims CASE"),
        Count("reports", len(reports), len(contents.reports), "tawatur show CASE --all"),
        Count("texts", len(texts), len(reports), "tawatur export CASE --as html --whole"),
        Count("events", len(events), len(told), "tawatur events CASE --all"),
        Count("conflicts", len(differ), len(conflicts), "tawatur conflicts CASE --newer"),
        Count("copies", len(same), len(copies), "tawatur copies CASE"),
    )
    return Choice(
        msgspec.structs.replace(contents, claims=claims, reports=reports), tuple(events), tuple(differ), tuple(same),
        texts, len(contents.claims) > limits.whole, len(rows) - len(told), counts,
    )  # fmt: skip


def _of_events(rows: Iterable[EventRow]) -> Iterable[str]:
    return (one.claim for row in rows for one in row.statements)


def _of_conflicts(rows: Iterable[ConflictRow]) -> Iterable[str]:
    return (one.claim for row in rows for one in (row.first, row.second))


def _claims(contents: Contents, wanted: Iterable[str], most: int) -> tuple[Claim, ...]:
    """The first claims wanted, in the casebook's order; then any others while there is room."""
    if len(contents.claims) <= most:
        return contents.claims
    chosen: set[str] = set()
    for id in wanted:
        if len(chosen) >= most:
            break
        chosen.add(id)
    for claim in contents.claims:
        if len(chosen) >= most:
            break
        chosen.add(claim.id)
    return tuple(claim for claim in contents.claims if claim.id in chosen)


def _texts(reports: Iterable[Report], most: int) -> frozenset[str]:
    """The reports whose texts fit, those with most claims first; a text that does not fit stops nobody."""
    found, letters = set(), 0
    for report in reports:
        if letters + len(report.text) <= most:
            letters += len(report.text)
            found.add(report.id)
    return frozenset(found)
