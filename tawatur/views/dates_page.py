"""The days of a report as a strip: which remain, and what excluded the others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from tawatur.dating.days import days_of, index
from tawatur.model import Frozen, Report
from tawatur.model.dating import Apart, Constraint, Dated
from tawatur.views.dates import said

BESIDE, MOST_CELLS = 14, 120
"""Days shown beyond what remains, and cells of a strip: a cell is a day, or several where the days are many."""


class Stretch(Frozen, frozen=True):
    """Neighbouring cells with one answer: `left` and `width` in percent, whether days remain, and why not in both
    languages."""

    left: float
    width: float
    remains: bool
    first: str
    last: str
    ar: str = ""
    en: str = ""


class Strip(Frozen, frozen=True):
    """One report's strip; `sure` is a key of the catalogue."""

    sure: str
    stretches: tuple[Stretch, ...]


def strips(reports: tuple[Report, ...], dates: Mapping[str, Dated]) -> dict[str, Strip]:
    """The strips of reports whose day was found, by report id; none where an end stays open, as there is no width."""
    found = {}
    for report in reports:
        dated = dates.get(report.id)
        if dated is not None and dated.sure != "stated" and dated.start.day is not None and dated.end.day is not None:
            found[report.id] = Strip(dated.sure.replace(" ", "-"), _stretches(dated))
    return found


def _stretches(dated: Dated) -> tuple[Stretch, ...]:
    ends = [day for run in dated.runs for day in (run.start, run.end) if day is not None]
    first, last = min(ends) - timedelta(days=BESIDE), max(ends) + timedelta(days=BESIDE)
    step = -(-((last - first).days + 1) // MOST_CELLS)
    cells = [first + timedelta(days=i) for i in range(0, (last - first).days + 1, step)]
    answers = [_answer(dated, day, step) for day in cells]
    out: list[Stretch] = []
    share, begun = 100 / len(cells), 0
    for at in range(1, len(cells) + 1):
        if at < len(cells) and answers[at] == answers[begun]:
            continue
        left, width, end = round(begun * share, 3), round((at - begun) * share, 3), cells[at - 1] + timedelta(step - 1)
        limit = answers[begun]
        why = ("", "") if limit is None else (said(limit, "ar"), said(limit, "en"))
        out.append(Stretch(left, width, limit is None, str(cells[begun]), str(end), *why))
        begun = at
    return tuple(out)


def _answer(dated: Dated, day: date, step: int) -> Constraint | None:
    """`None` if a day of the cell remains, else the limit that excludes it: one that sets a bound before others."""
    end = day + timedelta(days=step - 1)
    if any((run.start or day) <= end and (run.end or end) >= day for run in dated.runs):
        return None
    aside = {id for one in dated.contradictions for id in one.set_aside}
    setters = (*dated.start.set_by, *dated.end.set_by)
    ranked = sorted((one for one in dated.used if one.id not in aside), key=lambda one: (one.id not in setters, one.id))
    for one in ranked:
        if not isinstance(one.test, Apart) and not days_of(one.test) >> index(day) & 1:
            return one
    beyond = dated.start.set_by if dated.start.day is not None and day < dated.start.day else dated.end.set_by
    return next((one for one in ranked if one.id in beyond), ranked[0] if ranked else None)
