"""The days of a report as a strip: which remain, and what excluded the others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from tawatur.dating.days import between, days_of, index, union
from tawatur.dating.sentences import remains
from tawatur.model import Frozen, Report
from tawatur.model.dating import Apart, Constraint, Dated
from tawatur.views.dates import derivation, said, with_dates

BESIDE, MOST_CELLS = 14, 120
"""Days shown beyond what remains, and cells of a strip: a cell is a day, or several where the days are many."""


class Stretch(Frozen, frozen=True):
    """Neighbouring cells with one answer: `left` and `width` in percent, whether days remain (all of each cell, or only
    some: `partly`), and why not in both languages."""

    left: float
    width: float
    remains: bool
    partly: bool
    first: str
    last: str
    ar: str = ""
    en: str = ""


class Cause(Frozen, frozen=True):
    """One limit in both languages; `did` are keys of the catalogue: `start`, `end`, `aside`, `note`."""

    ar: str
    en: str
    did: tuple[str, ...]


class Strip(Frozen, frozen=True):
    """How one report was dated: `sure` is a key of the catalogue, `ar` and `en` say what remains, `causes` are the
    limits that set its bounds, gave way or only tell something. No stretches where an end stays open."""

    sure: str
    stretches: tuple[Stretch, ...]
    ar: str
    en: str
    causes: tuple[Cause, ...]


def strips(reports: tuple[Report, ...], dates: Mapping[str, Dated]) -> dict[str, Strip]:
    """The strips of reports whose day was found, or whose stated day is in doubt, by report id."""
    found = {}
    for report in reports:
        dated = dates.get(report.id)
        if dated is not None and dated.sure != "stated" and dated.used:
            closed = dated.start.day is not None and dated.end.day is not None
            stretches = _stretches(dated) if closed else ()
            words = (with_dates(remains(dated, "ar")), remains(dated, "en"))
            found[report.id] = Strip(dated.sure.replace(" ", "-"), stretches, *words, _causes(report, dated))
    return found


def _causes(report: Report, dated: Dated) -> tuple[Cause, ...]:
    english, arabic = (derivation(report, dated, language, True).steps for language in ("en", "ar"))
    return tuple(Cause(a.sentence, e.sentence, e.did) for e, a in zip(english, arabic, strict=True) if e.did)


def _stretches(dated: Dated) -> tuple[Stretch, ...]:
    assert dated.start.day is not None and dated.end.day is not None
    open_days = _remaining(dated)
    first, last = dated.start.day - timedelta(days=BESIDE), dated.end.day + timedelta(days=BESIDE)
    step = -(-((last - first).days + 1) // MOST_CELLS)
    cells = [first + timedelta(days=i) for i in range(0, (last - first).days + 1, step)]
    answers = [_answer(dated, day, step, open_days) for day in cells]
    out: list[Stretch] = []
    share, begun = 100 / len(cells), 0
    for at in range(1, len(cells) + 1):
        if at < len(cells) and answers[at] == answers[begun]:
            continue
        left, width, end = round(begun * share, 3), round((at - begun) * share, 3), cells[at - 1] + timedelta(step - 1)
        limit, partly = answers[begun]
        why = ("", "") if limit is None else (said(limit, "ar", True), said(limit, "en", True))
        out.append(Stretch(left, width, limit is None, partly, str(cells[begun]), str(end), *why))
        begun = at
    return tuple(out)


def _remaining(dated: Dated) -> int:
    """The days that remain, as bits; of more intervals than are listed, what the limits on the report's own day leave
    between its bounds."""
    if dated.count <= len(dated.runs):
        return union(between(run.start, run.end) for run in dated.runs)
    aside = {id for one in dated.contradictions for id in one.set_aside}
    left = between(dated.start.day, dated.end.day)
    for one in dated.used:
        if one.id not in aside and not isinstance(one.test, Apart):
            left &= days_of(one.test)
    return left


def _answer(dated: Dated, day: date, step: int, left: int) -> tuple[Constraint | None, bool]:
    """`None` if a day of the cell remains, and whether others do not; else the limit that excludes it."""
    cell = between(day, day + timedelta(days=step - 1))
    return (None, bool(cell & ~left)) if left & cell else (_excluded(dated, day), False)


def _excluded(dated: Dated, day: date) -> Constraint | None:
    """The limit that excludes a day: one that sets a bound before others."""
    aside = {id for one in dated.contradictions for id in one.set_aside}
    setters = (*dated.start.set_by, *dated.end.set_by)
    ranked = sorted((one for one in dated.used if one.id not in aside), key=lambda one: (one.id not in setters, one.id))
    for one in ranked:
        if not isinstance(one.test, Apart) and not days_of(one.test) >> index(day) & 1:
            return one
    beyond = dated.start.set_by if dated.start.day is not None and day < dated.start.day else dated.end.set_by
    return next((one for one in ranked if one.id in beyond), ranked[0] if ranked else None)
