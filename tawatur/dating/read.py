"""The limits of a casebook: from each report by itself, from passages that reports share, from reviewers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from tawatur.dating import digest, events, facts, notes, public, words
from tawatur.dating.events import Given
from tawatur.model import Report, Unknown, When, content_id
from tawatur.model.dating import Apart, Between, Clues, Constraint, DateJudgement, Strength, Test, Weekdays
from tawatur.model.event import SharedPassage
from tawatur.reports.dates import parse_date

COPY_WORDS, COPY_DAYS, VERSION_DAYS = 60, 7, 3
"""Two reports that share this many words were written within days of one another, editions of one page within three."""


def clues(given: Given) -> Clues:
    """What one report by itself says of its day: its words, names in it, public facts, and the events that sisters may
    tell. What its page states and the day of reading come beside it (`stated`)."""
    document = given.document
    times = tuple(mention for mention in given.mentions if mention.kind == "time")
    timed = msgspec.structs.replace(given, mentions=times)
    limits = (
        *words.read(document, times, given.claims),
        *digest.read(document, times, given.claims),
        *facts.read(document, given.mentions),
        *public.public(timed),
        *events.spoken(timed),
        *notes.read(document, times),
    )
    kept = tuple({one.id: one for one in limits}.values())
    days = {
        day for one in kept if one.rule == "today.weekday" and isinstance(one.test, Weekdays) for day in one.test.days
    }
    return Clues(kept, events.tellings(timed, min(days) if len(days) == 1 else None))


def stated(report: Report, read_on: date | None) -> Iterator[Constraint]:
    """What the page states: its date; it was written before it was updated, fetched, or read."""
    yield from notes.stated(report)
    if isinstance(report.published, When):
        test = Between(report.published.start, report.published.end)
        source = next((b.note for b in report.published.because), "")
        yield _outside(report, "stated", "given", test, source)
    for item in report.stated:
        value = parse_date(item.value) if item.field in ("updated", "crawled") else Unknown("not a limit")
        if isinstance(value, When):
            yield _outside(report, f"before.{item.field}", "explicit", Between(None, value.end), item.value)
    if read_on is not None:
        yield _outside(report, "before.reading", "explicit", Between(None, read_on), read_on.isoformat())


def _outside(report: Report, rule: str, strength: Strength, test: Test, source: str) -> Constraint:
    id = content_id("limit", report.identity, rule, test)
    return Constraint(id, report.id, rule, strength, test, source, (), (("source", source),))


def copies(shared: Iterable[SharedPassage], reports: Mapping[str, Report]) -> tuple[Constraint, ...]:
    """The limits between reports that share a long passage."""
    out: dict[tuple[str, str], Constraint] = {}
    for one in shared:
        pair = (one.first.report, one.second.report)
        if pair[0] not in reports or pair[1] not in reports or not (one.versions or one.words >= COPY_WORDS):
            continue
        first, second = reports[pair[0]], reports[pair[1]]
        apart = VERSION_DAYS if one.versions else COPY_DAYS
        id = content_id("limit", second.identity, "copied.passage", first.identity)
        text = " ".join(second.text[one.second.start : one.second.end].split()[:8])
        values = (("sister", first.name), ("words", str(one.words)), ("days", str(apart)))
        test = Apart(first.id, -apart, apart)
        out.setdefault(pair, Constraint(id, second.id, "copied.passage", "usual", test, text, (), values))
    return tuple(out.values())


def judged(
    judgements: Iterable[DateJudgement], reports: Mapping[str, Report]
) -> tuple[tuple[Constraint, ...], frozenset[str]]:
    """What reviewers decided: limits of their own, and the ids of the limits that they reject. A revoked decision
    counts no more, nor does one about a report that is not in the casebook."""
    listed = tuple(judgements)
    revoked = {one.revokes for one in listed if one.kind == "revoke"}
    by_identity = {report.identity: report for report in reports.values()}
    limits: list[Constraint] = []
    rejected: set[str] = set()
    for one in listed:
        report = by_identity.get(one.report)
        if one.id in revoked or report is None:
            continue
        if one.kind == "reject":
            rejected.add(one.constraint)
        elif one.kind == "between":
            id = content_id("limit", one.report, "reviewer", one.id)
            values = (("by", one.by), ("reason", one.reason))
            limits.append(
                Constraint(id, report.id, "reviewer", "given", Between(one.start, one.end), one.reason, (), values)
            )
    return tuple(limits), frozenset(rejected)
