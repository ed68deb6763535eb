"""Time as an interval with a precision and a reason (ISO-TimeML values, the codebook's `when`)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tawatur.model.base import Because, Frozen

Precision = Literal["day", "week", "month", "season", "year", "unknown"]


class When(Frozen, frozen=True, tag="when"):
    """An interval of days, both ends inclusive; `None` is an open end ("since summer 2014" has no end)."""

    start: date | None
    end: date | None
    precision: Precision
    because: tuple[Because, ...] = ()

    @property
    def is_day(self) -> bool:
        return self.start is not None and self.start == self.end

    def intersect(self, other: When) -> When | None:
        """The common days of both, or `None` if they share none; the finer precision and both reasons are kept."""
        starts = [d for d in (self.start, other.start) if d is not None]
        ends = [d for d in (self.end, other.end) if d is not None]
        start, end = max(starts, default=None), min(ends, default=None)
        if start is not None and end is not None and start > end:
            return None
        order: list[Precision] = ["day", "week", "month", "season", "year", "unknown"]
        finer = min(self.precision, other.precision, key=order.index)
        return When(start, end, finer, self.because + other.because)


def day(value: date, because: tuple[Because, ...] = ()) -> When:
    """The interval of one day."""
    return When(value, value, "day", because)
