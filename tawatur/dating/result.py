"""From remaining days to a result that shows its reasons: the intervals, what sets each bound, how sure it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from tawatur.dating.days import ALL, SIZE, after, between, day_at, days_of, highest, lowest, runs
from tawatur.dating.notes import is_note
from tawatur.dating.sentences import IT, english
from tawatur.dating.solve import Solution
from tawatur.model import Because, Report, Unknown, When
from tawatur.model.dating import STRENGTHS, Apart, Bound, Constraint, Contradiction, Dated, Sureness
from tawatur.reports.dates import precision_of

MOST_RUNS = 12
SHOWN_BY, OTHER_DAYS = 3, 31
EDGE = 366
"""What reaches into the first or last year of the window is open there: a weekday or a month of every year never ends
on its very edge."""


def dated(
    report: Report, by_subject: Mapping[str, Sequence[Constraint]], by_id: Mapping[str, Constraint], solution: Solution
) -> Dated:
    """The result for one report."""
    mine = by_subject.get(report.id, ())
    masks = {one.id: _mask(one, solution) for one in mine if one.id in solution.kept}
    left = solution.days.get(report.id, ALL)
    own = {one.id for one in mine}
    trouble = tuple(dict.fromkeys(clash for id in sorted(own) for clash in solution.clashes.get(id, ())))
    trouble = tuple(sorted(trouble, key=lambda clash: clash.members))
    if isinstance(report.published, When):  # what the page states is kept, whatever contradicts it
        of_page = between(report.published.start, report.published.end)
        left = left & of_page or of_page or left
    found, count = runs(left, MOST_RUNS)
    start = Bound(None if lowest(left) < EDGE else day_at(lowest(left)), _set_by(masks, by_id, lowest(left) - 1, -1))
    end = Bound(
        None if highest(left) >= SIZE - EDGE else day_at(highest(left)), _set_by(masks, by_id, highest(left) + 1, 1)
    )
    used = tuple(one for one in mine if one.id in masks and (masks[one.id] != ALL or is_note(one)))
    aside = tuple(by_id[id] for c in trouble for id in c.members if id not in masks)
    listed = tuple(_with_other(one, solution) for one in {one.id: one for one in (*used, *aside)}.values())
    topped = highest(solution.told.get(report.id, ALL)) < SIZE - EDGE
    when = _when(report, start, end if topped or start.day is not None else Bound(None, ()), by_id, trouble)
    if isinstance(report.published, When):
        start, end = Bound(report.published.start, start.set_by), Bound(report.published.end, end.set_by)
    closed = start.day is not None and end.day is not None
    sure = _sure(report, left, used, trouble, closed and topped)
    days = left.bit_count() if closed else 0
    return Dated(report.id, when, sure, found, count, days, start, end, listed, trouble)


def _with_other(one: Constraint, solution: Solution) -> Constraint:
    """A limit between two days with what was found of the other, if that is known to a month."""
    days = solution.days.get(one.test.other, 0) if isinstance(one.test, Apart) else 0
    if not days or highest(days) - lowest(days) >= OTHER_DAYS:
        return one
    known = f"{day_at(lowest(days))}..{day_at(highest(days))}"
    return msgspec.structs.replace(one, values=(*one.values, (IT, known)))


def _mask(one: Constraint, solution: Solution) -> int:
    """The days that one limit leaves, the days of its other side being what they are in the end."""
    if isinstance(one.test, Apart):
        return after(solution.days[one.test.other], one.test.low, one.test.high)
    return days_of(one.test)


def _set_by(masks: Mapping[str, int], by_id: Mapping[str, Constraint], bit: int, step: int) -> tuple[str, ...]:
    """The limits that exclude the days beyond a bound, from the bound outwards: at each day not yet excluded, the one
    that excludes most days on from there."""
    chain: list[str] = []
    while 0 <= bit < SIZE and len(chain) < SHOWN_BY:
        ranked = []
        for id, mask in masks.items():
            reach = _reach(mask, bit, step)
            if reach:
                ranked.append((-reach, STRENGTHS.index(by_id[id].strength), id))
        if not ranked:
            break
        best = min(ranked)
        chain.append(best[2])
        bit -= step * best[0]
    return tuple(dict.fromkeys(chain))


def _reach(mask: int, bit: int, step: int) -> int:
    """How many days on from a day a limit excludes; 0 if it allows the day itself."""
    if step > 0:
        rest = mask >> bit
        return lowest(rest) if rest else SIZE
    rest = mask & ((1 << (bit + 1)) - 1)
    return bit - highest(rest) if rest else SIZE


def _when(
    report: Report, start: Bound, end: Bound, by_id: Mapping[str, Constraint], trouble: Sequence[Contradiction]
) -> When | Unknown:
    if isinstance(report.published, When):
        return report.published
    if start.day is None and end.day is None:  # that it was written before it was read is no date
        return report.published
    deciding = [by_id[id] for id in dict.fromkeys((*start.set_by[:1], *end.set_by[:1]))]
    because = [Because(f"dating.{one.rule}", english(one), None, one.spans) for one in deciding]
    if trouble:
        names = ", ".join(by_id[id].words or by_id[id].rule for id in trouble[0].members)
        because.append(Because("dating.contradiction", f"these cannot all hold: {names}"))
    precision = precision_of(start.day, end.day) if start.day and end.day else "unknown"
    return When(start.day, end.day, precision, tuple(because))


def _sure(
    report: Report, left: int, used: Sequence[Constraint], trouble: Sequence[Contradiction], closed: bool
) -> Sureness:
    """How sure: a day is certain only where explicit words and reviewers alone leave no other."""
    if trouble:
        return "in doubt"
    if isinstance(report.published, When):
        return "stated"
    explicit = ALL
    for one in used:
        if one.strength in ("given", "explicit") and not isinstance(one.test, Apart):
            explicit &= days_of(one.test)
    if left.bit_count() == 1 and explicit == left:
        return "certain"
    return "likely" if closed else "open"
