"""When a report was written: what limits its day, what remains, and what cannot hold together (docs/method/dating.md).

A limit is kept in symbolic form, so that it can be shown, stored and rejected; `dating.days` turns it into days.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from tawatur.model.base import Frozen, Span, Unknown
from tawatur.model.when import When

Strength = Literal["given", "explicit", "implied", "usual"]
STRENGTHS: tuple[Strength, ...] = ("given", "explicit", "implied", "usual")
"""A reviewer's word; what the words say themselves; what follows from a known fact; what is so as a rule. Where limits
cannot hold together, the weakest of them gives way."""
Sureness = Literal["stated", "certain", "likely", "open", "in doubt"]


class Weekdays(Frozen, frozen=True, tag="weekdays"):
    """A day of these days of the week; Monday is 0."""

    days: tuple[int, ...]


class Between(Frozen, frozen=True, tag="between"):
    """A day of this interval, both ends inclusive; `None` is open."""

    start: date | None
    end: date | None


class AnyOf(Frozen, frozen=True, tag="any"):
    """A day of one of these intervals."""

    ranges: tuple[Between, ...]


class Yearly(Frozen, frozen=True, tag="yearly"):
    """In any year, a day from (month, day) `first` to (month, day) `last`; past the turn of the year if `last` lies
    before `first`."""

    first: tuple[int, int]
    last: tuple[int, int]


class MonthDays(Frozen, frozen=True, tag="monthdays"):
    """A day of any month whose number lies between `first` and `last`."""

    first: int
    last: int


class Falls(Frozen, frozen=True, tag="falls"):
    """`low` to `high` days after a day that is both this day and month and this day of the week, in any year."""

    month: int
    day: int
    weekday: int
    low: int
    high: int


class Apart(Frozen, frozen=True, tag="apart"):
    """`low` to `high` days after the day of `other`, a report's id or an event's key; `None` is open."""

    other: str
    low: int | None
    high: int | None


Test = Weekdays | Between | AnyOf | Yearly | MonthDays | Falls | Apart


class Constraint(Frozen, frozen=True):
    """One limit on the day on which `subject` (a report's id, or an event's key `event:...`) was written or happened.

    `rule` is a stable name (`today.weekday`), under which the catalogue of messages holds its sentence; `values` fill
    that sentence. `words` are the words of the report that say so, at `spans`; of a limit from outside the text (a
    registry, a sister report, a reviewer) they name it.
    """

    id: str
    subject: str
    rule: str
    strength: Strength
    test: Test
    words: str = ""
    spans: tuple[Span, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


class Telling(Frozen, frozen=True):
    """How a report tells an event that sister reports may tell as well.

    `key` is what makes it that event (kind, place, share or count, or `whole` and the day of the week; without the last
    part for a capture that the report dates by `month_day`); `by` are those of its `actors` who took the place. The
    report was written `low` to `high` days after it (`None` is open); `weekday` and `month_day` are the event's own.
    `words_at` and `time_at` are the report's words for the event and for its time, `words` and `time` their text,
    `order` ranks several tellings of one report.
    """

    key: tuple[str, ...]
    actors: tuple[str, ...]
    by: tuple[str, ...]
    low: int
    high: int | None
    weekday: int | None
    month_day: tuple[int, int] | None
    words_at: Span
    words: str
    time_at: Span
    time: str
    order: tuple[int, int, int]


class Clues(Frozen, frozen=True):
    """All that one report by itself says about its day and about events that others may tell."""

    limits: tuple[Constraint, ...]
    tellings: tuple[Telling, ...]


class Bound(Frozen, frozen=True):
    """One end of what remains: the day, and the limits that exclude the days beyond it, the decisive one first."""

    day: date | None
    set_by: tuple[str, ...]


class Contradiction(Frozen, frozen=True):
    """Limits that cannot hold together; none of them can be left out of the set. `set_aside` are those of them that
    gave way, the weakest."""

    members: tuple[str, ...]
    set_aside: tuple[str, ...]


class Dated(Frozen, frozen=True):
    """What remains of the days on which a report can have been written.

    `runs` are the remaining intervals in order, at most `MOST_RUNS` (their number is `count`, that of their days
    `days`; 0 days stands for open ends); `when` is their hull, `Unknown` if nothing limits it. `used` are the limits
    that shaped the result, `contradictions` what could not hold together.
    """

    report: str
    when: When | Unknown
    sure: Sureness
    runs: tuple[Between, ...]
    count: int
    days: int
    start: Bound
    end: Bound
    used: tuple[Constraint, ...]
    contradictions: tuple[Contradiction, ...] = ()


class DateJudgement(Frozen, frozen=True):
    """A reviewer's decision about a report's day: `between` (a day is an interval of one) or `reject` of a limit.

    `report` is the report's identity, so that the decision outlives an edit; `revokes` is the id of an earlier one.
    """

    id: str
    report: str
    kind: Literal["between", "reject", "revoke"]
    start: date | None = None
    end: date | None = None
    constraint: str = ""
    revokes: str = ""
    by: str = ""
    at: str = ""
    reason: str = ""
