"""When was it written: the days on which each report of a casebook can have been written (docs/method/dating.md).

What a report says by itself (`clues`) does not depend on others and can be kept; what reports say together is solved in
one piece (`date_clued`). `date_reports` does both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from tawatur.dating import read
from tawatur.dating.events import Given, shared
from tawatur.dating.read import clues
from tawatur.dating.result import dated
from tawatur.dating.solve import solve
from tawatur.model import Frozen, Report
from tawatur.model.dating import Clues, Constraint, Dated, DateJudgement
from tawatur.model.event import SharedPassage

__all__ = ["Clued", "Given", "clued", "clues", "date_clued", "date_reports", "limits_of"]


class Clued(Frozen, frozen=True):
    """A report with what it says by itself; `read_on`, if known, is a day on which it was there to be read."""

    report: Report
    clues: Clues
    read_on: date | None = None


def clued(given: Given) -> Clued:
    """A report as dating reads it, with what it says by itself worked out."""
    return Clued(given.document.report, clues(given), given.read_on)


def limits_of(
    reports: Iterable[Clued],
    passages: Iterable[SharedPassage] = (),
    judgements: Iterable[DateJudgement] = (),
) -> tuple[Constraint, ...]:
    """Every limit on the days of these reports and of the events that they tell, by subject, rule and id; those that a
    reviewer rejected are left out."""
    listed = sorted(reports, key=lambda one: one.report.id)
    known = {one.report.id: one.report for one in listed}
    own = (limit for one in listed for limit in (*read.stated(one.report, one.read_on), *one.clues.limits))
    given, rejected = read.judged(judgements, known)
    ties = shared((one.report, one.clues.tellings) for one in listed)
    every = (*own, *ties, *read.copies(passages, known), *given)
    kept = {one.id: one for one in every if one.id not in rejected}
    return tuple(sorted(kept.values(), key=lambda one: (one.subject, one.rule, one.id)))


def date_reports(
    reports: Iterable[Given],
    passages: Iterable[SharedPassage] = (),
    judgements: Iterable[DateJudgement] = (),
) -> tuple[Dated, ...]:
    """What remains of the days of each report, all limits of all reports taken together; by report id.

    `passages` are those that reports share. An interval that nothing closes stays open. The order of input does not
    matter.
    """
    return date_clued([clued(one) for one in reports], passages, judgements)


def date_clued(
    reports: Iterable[Clued],
    passages: Iterable[SharedPassage] = (),
    judgements: Iterable[DateJudgement] = (),
) -> tuple[Dated, ...]:
    """The same, for reports whose own clues are known."""
    listed = sorted(reports, key=lambda one: one.report.id)
    limits = limits_of(listed, passages, judgements)
    solution = solve(limits)
    by_subject: dict[str, list[Constraint]] = defaultdict(list)
    by_id = {one.id: one for one in limits}
    for one in limits:
        by_subject[one.subject].append(one)
    return tuple(dated(each.report, by_subject, by_id, solution) for each in listed)
