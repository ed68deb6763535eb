"""On which days observations bear, and how much: those of claims without a day are weighed by what the others say.

All undated claims of one report share its unknown day: its states are of that day, its events of that day or of the few
before it. A claim dated by an interval has an unknown day of its own. One step of a structured mean-field fit weighs
these days by how well the states of all days, as they stand, agree with everything that hangs on them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tawatur.control.infer import Integers
from tawatur.control.states import Floats
from tawatur.model import Frozen

Window = tuple[int, int, int]
"""First day of a window, its length, and how many days before the report's day an event may lie (`back`)."""


class Windows:
    """The unknown days of claims, while they are collected: one telling a claim, one group a report."""

    def __init__(self) -> None:
        self._tellings: dict[tuple[object, ...], int] = {}
        self._groups: dict[tuple[object, ...], int] = {}
        self._rows: list[Window] = []
        self._group: list[int] = []

    def telling(self, key: tuple[object, ...], window: Window, group: tuple[object, ...]) -> int:
        """The number of the telling `key`; all tellings of a `group` must span as many report days."""
        key = (*key, window)
        if key not in self._tellings:
            first, length, back = window
            whole = (*group, first + back, length - back)
            self._tellings[key] = len(self._rows)
            self._rows.append(window)
            self._group.append(self._groups.setdefault(whole, len(self._groups)))
        return self._tellings[key]

    def arrays(self, lookback: Sequence[float]) -> Tellings:
        """As arrays; `lookback` says how likely an event was so many days before its report."""
        return Tellings(self._rows, self._group, np.log(lookback))


class Tellings:
    """The tellings as arrays. Days of a telling lie flat behind each other, as do the report days of a group:
    `offset` and `first` (telling,) say where they begin and on which day."""

    def __init__(self, rows: Sequence[Window], group: Sequence[int], lookback: Floats) -> None:
        table = np.array(rows, dtype=np.int64).reshape(-1, 3)
        self.first, self.length, self.back = table.T
        self.group = np.array(group, dtype=np.int64)
        self.offset = np.cumsum(self.length) - self.length
        count = self.length - self.back
        groups = int(self.group.max()) + 1 if len(group) else 0
        size = np.zeros(groups, dtype=np.int64)
        size[self.group] = count
        self._base = np.cumsum(size) - size
        self._owner = np.repeat(np.arange(groups), size)
        # one entry for each telling and day of its report: its telling, the day's place in it, in its group
        self._telling = np.repeat(np.arange(len(rows)), count)
        within = np.arange(len(self._telling)) - np.repeat(np.cumsum(count) - count, count)
        self._last = self.offset[self._telling] + within + self.back[self._telling]
        self._at = self._base[self.group[self._telling]] + within
        deep = self.back[self._telling] > 0
        self._backs = [(k, np.flatnonzero(deep | (k == 0)), float(lookback[k])) for k in range(len(lookback))]

    def days(self, fit: Floats) -> Floats:
        """P(day) of every telling, flat as the days lie, from the log-fit of each day, flat alike."""
        best = np.full(len(self._last), -np.inf)
        for k, chosen, prior in self._backs:
            best[chosen] = np.maximum(best[chosen], fit[self._last[chosen] - k] + prior)
        total = np.zeros(len(self._last))
        for k, chosen, prior in self._backs:
            total[chosen] += np.exp(fit[self._last[chosen] - k] + prior - best[chosen])
        mean = best + np.log(total)
        report = self._reports(added(self._at, mean, len(self._owner)))[self._at]
        out = np.zeros(int(self.length.sum()))
        for k, chosen, prior in self._backs:
            day = self._last[chosen] - k
            share = report[chosen] * np.exp(fit[day] + prior - best[chosen]) / total[chosen]
            out += added(day, share, len(out))
        return out

    def _reports(self, fit: Floats) -> Floats:
        """P(report's day), flat over the groups, from their log-fits."""
        if not len(fit):
            return fit
        mass = np.exp(fit - np.maximum.reduceat(fit, self._base)[self._owner])
        return np.asarray(mass / np.add.reduceat(mass, self._base)[self._owner])


class Columns(Frozen, frozen=True):
    """What `Spread` needs of the observations, one value for each: the row of their place, the days said (`first`,
    `count`), the weight of each of these days (of all together where the day is unknown) and the telling whose day they
    share (-1: their days are known)."""

    place: Integers
    first: Integers
    count: Integers
    daily: Floats
    telling: Integers


class Spread:
    """One entry for each observation and day it bears on, by observation: `row`, `day`, `weight`."""

    def __init__(self, columns: Columns, tellings: Tellings, days: int) -> None:
        self._columns, self._tellings = columns, tellings
        known = columns.telling < 0
        first = np.where(known, columns.first, tellings_at(tellings.first, columns.telling))
        count = np.where(known, columns.count, tellings_at(tellings.length, columns.telling))
        row = np.repeat(np.arange(len(count)), count)
        within = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
        day = first[row] + within
        at = np.where(known[row], -1, tellings_at(tellings.offset, columns.telling)[row] + within)
        inside = (day >= 0) & (day < days) & (columns.daily[row] > 0)
        self.row, self.day, self._at = row[inside], day[inside], at[inside]
        self._loose = np.flatnonzero(self._at >= 0)
        self.any_loose = bool(len(self._loose))
        self.weight = columns.daily[self.row]
        if self.any_loose:
            self._share(np.zeros(int(tellings.length.sum())))

    def weigh(self, like: Integers, table: Floats, state: Floats) -> None:
        """Weighs the unknown days anew by P(state), (place, day, state), and the log-likelihoods `table` (kind, state)
        of the observations (`like`, -1 where they are not of the state)."""
        if not self.any_loose:
            return
        rows = self.row[self._loose]
        use = self._loose[like[rows] >= 0]
        rows = self.row[use]
        fit = np.einsum("es,es->e", state[self._columns.place[rows], self.day[use]], table[like[rows]])
        total = int(self._tellings.length.sum())
        self._share(added(self._at[use], fit * self._columns.daily[rows], total))

    def _share(self, fit: Floats) -> None:
        share = self._tellings.days(fit)
        self.weight[self._loose] = self._columns.daily[self.row[self._loose]] * share[self._at[self._loose]]


def added(at: Integers, values: Floats, size: int) -> Floats:
    """The sums of the values that have one index."""
    return np.asarray(np.bincount(at, values, minlength=size), dtype=np.float64)


def tellings_at(values: Integers, telling: Integers) -> NDArray[np.int64]:
    """The values of each observation's telling; 0 where it has none."""
    return np.asarray(np.where(telling >= 0, np.append(values, 0)[telling], 0))
