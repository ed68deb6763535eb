"""When was it written: the days on which each report of a casebook can have been written (docs/method/dating.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tawatur.dating import read
from tawatur.dating.events import Given
from tawatur.dating.result import dated
from tawatur.dating.solve import solve
from tawatur.model.dating import Constraint, Dated, DateJudgement
from tawatur.model.event import SharedPassage

__all__ = ["Given", "date_reports", "limits_of"]


def limits_of(
    reports: Sequence[Given],
    shared: Iterable[SharedPassage] = (),
    judgements: Iterable[DateJudgement] = (),
) -> tuple[Constraint, ...]:
    """Every limit on the days of these reports and of the events that they tell, by subject, rule and id; those that a
    reviewer rejected are left out."""
    known = {given.document.report.id: given.document.report for given in reports}
    own = [limit for given in reports for limit in read.own(given)]
    given, rejected = read.judged(judgements, known)
    every = (*own, *read.together(reports, own), *read.copies(shared, known), *given)
    kept = {one.id: one for one in every if one.id not in rejected}
    return tuple(sorted(kept.values(), key=lambda one: (one.subject, one.rule, one.id)))


def date_reports(
    reports: Iterable[Given],
    shared: Iterable[SharedPassage] = (),
    judgements: Iterable[DateJudgement] = (),
) -> tuple[Dated, ...]:
    """What remains of the days of each report, all limits of all reports taken together; by report id.

    `shared` are the passages that reports share. An interval that nothing closes stays open. The order of input does
    not matter.
    """
    listed = sorted(reports, key=lambda one: one.document.report.id)
    limits = limits_of(listed, shared, judgements)
    solution = solve(limits)
    by_subject: dict[str, list[Constraint]] = defaultdict(list)
    by_id = {one.id: one for one in limits}
    for one in limits:
        by_subject[one.subject].append(one)
    return tuple(dated(given.document.report, by_subject, by_id, solution) for given in listed)
