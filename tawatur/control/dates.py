"""On which days a claim observes a place: its own, else those that its report allows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec.structs import replace

from tawatur.control.parameters import rules
from tawatur.model import Claim, Frozen, Report, Unknown, When

ONE = timedelta(days=1)
_STATES = ("control.hold", "presence", "encircle")
SEVERAL_DAYS = 3
"""An interval of day precision that is longer than two days and one more is a single unknown day of it."""
LONGEST_SPREAD = 60
"""An undated claim of a report that may be of any of more days than this observes nothing."""


class Days(Frozen, frozen=True):
    """Days, both inclusive; `throughout` if the claim speaks of all of them, else of some day among them. `dated` if
    the claim itself gives them; `printed` is the last day on which its report can have been printed; `back` how many
    days before its report an undated event may lie; `since` that it began on the first day and goes on; `one` that it
    is one of so many days ("on Thursday", in a report of an unknown week)."""

    start: date
    end: date
    throughout: bool
    dated: bool
    printed: date
    back: int = 0
    since: bool = False
    one: bool = False

    def day_before(self) -> Days:
        """The day before the first of them: it is before whatever happened on one of them."""
        day = self.start - ONE
        return replace(self, start=day, end=day, throughout=True, since=False)


def told_days(claims: Iterable[Claim]) -> dict[str, date]:
    """The latest day that each report tells of as past, by the report's id: it was not printed before that day."""
    out: dict[str, date] = {}
    for claim in claims:
        if isinstance(claim.when, When) and claim.when.start is not None and claim.modality == "actual":
            out[claim.report] = max(out.get(claim.report, claim.when.start), claim.when.start)
    return out


def days_of(claim: Claim, report: Report | None, told: date | None = None) -> Days | Unknown:
    """The days that a claim speaks of, never after its report; `Unknown` where neither says when. `told` is the latest
    day that the report tells of: what it says without a day, it says no earlier."""
    first, last = _published(report)
    if told is not None and first is not None and last is not None and first < told <= last:
        first = told
    if isinstance(claim.when, Unknown):
        if first is None and last is None:
            return Unknown("neither the claim nor its report is dated")
        if first is None or last is None:
            return Unknown("undated, in a report that is dated on one side only")
        if (last - first).days > LONGEST_SPREAD:
            return Unknown("undated, in a report that may be of any day of more than two months")
        back = len(rules().lookback) - 1
        return Days(first - timedelta(days=back), last, False, False, last, back)
    return _dated(claim, claim.when, first, last)


def _dated(claim: Claim, when: When, first: date | None, last: date | None) -> Days | Unknown:
    start, end = when.start, when.end
    if start is None and end is None:
        return Unknown("the claim's time has neither start nor end")
    since = start is not None and end is None
    if since:
        end = start if first is None else first
    if start is None:
        start = end
    assert start is not None and end is not None
    end = max(start, end)
    if last is not None and claim.modality == "actual" and start <= last < end:
        end = last  # a report cannot tell of days after it
    throughout = start == end or since or (claim.type in _STATES and when.precision == "day")
    one = when.precision == "day" and (end - start).days >= SEVERAL_DAYS
    return Days(start, end, throughout, True, last or end, since=since, one=one)


def _published(report: Report | None) -> tuple[date | None, date | None]:
    if report is None or isinstance(report.published, Unknown):
        return None, None
    return report.published.start, report.published.end
