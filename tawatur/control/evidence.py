"""Observations as numbers: log-likelihoods of the states of each day, intensity and direction of assaults."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tawatur.control.infer import Integers
from tawatur.control.parameters import Parameters, rules
from tawatur.control.states import Floats, States
from tawatur.control.weigh import against, favours
from tawatur.model.control import Observation

THROUGHOUT_LEAST = 1 / 30
"""Weight a day of a claim that speaks of a long time throughout: at least one full observation a month."""
_LEAST_ASSAULT = 0.05
_Lists = tuple[list[int], list[int], list[int], list[float], list[int], list[int], list[int], list[bool]]


class Encoded:
    """Observations of some places over one range of days, as flat arrays of one length.

    `place` is the row of the place, `first` and `count` the days covered (clipped to the range), `daily` the weight of
    each of these days, `like` the row of `table` (kinds, state) of log-likelihoods, `floor` its log-floor; `attacker`
    the camp that assaults (`camps` if unknown), -1 where the observation is of the state; `winner` the camp said to
    hold the whole place, else -1; `loose` whether it speaks of some day among several.
    """

    def __init__(self, states: States, parameters: Parameters, start: date, days: int) -> None:
        self.states, self.parameters, self.start, self.days = states, parameters, start.toordinal(), days
        self._kinds: dict[tuple[object, ...], int] = {}
        self._rows: list[Floats] = []
        self._floors: list[float] = []
        self._lists: _Lists
        self._lists = ([], [], [], [], [], [], [], [])

    def add(self, place: int, observations: Sequence[Observation], weights: Floats, camps: dict[str, int]) -> None:
        """Adds the observations of one place; `camps` gives the holder's column by name."""
        places, firsts, counts, dailies, likes, attackers, winners, loose = self._lists
        for o, weight in zip(observations, weights, strict=True):
            first, last = o.start.toordinal() - self.start, o.end.toordinal() - self.start
            length = last - first + 1
            share = _share_a_day(o, length)
            first, last = max(first, 0), min(last, self.days - 1)
            places.append(place)
            firsts.append(first)
            counts.append(max(last - first + 1, 0))
            dailies.append(float(weight) * share)
            assault = o.measure == "assault"
            likes.append(-1 if assault else self._kind(o, camps))
            attackers.append(camps.get(o.holder, len(camps)) if assault else -1)
            whole = o.measure == "share" and o.low >= 0.95 and weight > 0
            loose.append(not o.throughout and length > 1 and not _passage(o))
            winners.append(camps.get(o.holder, -1) if whole else -1)

    def _kind(self, o: Observation, camps: dict[str, int]) -> int:
        key = (o.measure, camps.get(o.holder, -1), o.low, o.high, o.relation, favours(o), o.hindsight)
        if key not in self._kinds:
            self._kinds[key] = len(self._rows)
            row, floor = _likelihood(o, camps.get(o.holder, -1), self.states, self.parameters)
            self._rows.append(row)
            self._floors.append(floor)
        return self._kinds[key]

    def arrays(self) -> Arrays:
        """What was added, as arrays."""
        table = np.array(self._rows) if self._rows else np.zeros((1, self.states.size))
        floors = np.array(self._floors) if self._floors else np.zeros(1)
        return Arrays(table, floors, self._lists)


class Arrays:
    """See `Encoded`."""

    def __init__(self, table: Floats, floors: Floats, lists: _Lists) -> None:
        self.table, self.floors = table, floors
        self.place, self.first, self.count = (np.array(x, dtype=np.int64) for x in lists[:3])
        self.daily = np.array(lists[3], dtype=float)
        self.like, self.attacker, self.winner = (np.array(x, dtype=np.int64) for x in lists[4:7])
        self.loose = np.array(lists[7], dtype=bool)

    def days(self, chosen: NDArray[np.bool_]) -> tuple[Integers, Integers]:
        """The rows chosen, once for each of their days, and those days."""
        rows = np.flatnonzero(chosen & (self.count > 0) & (self.daily > 0))
        count = self.count[rows]
        repeated = np.repeat(rows, count)
        offset = np.arange(len(repeated)) - np.repeat(np.cumsum(count) - count, count)
        return repeated, self.first[repeated] + offset


def _share_a_day(o: Observation, length: int) -> float:
    """The part of an observation's weight that each of its days gets."""
    if o.measure == "assault":
        return 1.0 if o.throughout else 1 / length  # an attack that goes on is one on each of its days
    if o.throughout:
        return max(1 / length, THROUGHOUT_LEAST)
    if _passage(o):
        return float(length**-0.5)  # a passage told of a week is a state of several of its days
    return 1 / length


def _passage(o: Observation) -> bool:
    """A change of hands told of several days: whichever day it was, the days after it are its gainer's."""
    return o.type == "control.change" and o.dated and not o.throughout


def _likelihood(o: Observation, holder: int, states: States, parameters: Parameters) -> tuple[Floats, float]:
    """Log-likelihood of the claim in every state, (state,), and the log of its floor: how likely the claim would be
    made if nothing of it were true."""
    if o.measure == "contested":
        row = np.where(states.contested > 0, 1.0, parameters.whole_contested)
        return np.log(row), float(np.log(parameters.whole_contested))
    if holder < 0:
        return np.zeros(states.size), 0.0
    share = states.shares[:, holder]
    less, more = parameters.tail_plain, parameters.tail_plain
    floor = parameters.floor_neutral
    if o.relation == "own side":
        less, more = parameters.tail_over, parameters.tail_firm  # the true share may be less than what its side claims
    elif o.relation == "rival":
        less, more = parameters.tail_firm, parameters.tail_over
    elif o.relation == "unknown":  # an outlet of unknown side may print the claim of the side that it favours
        less, more = parameters.tail_over, parameters.tail_plain
        floor = parameters.floor_favour
    fit = np.exp(-np.maximum(o.low - share, 0) / less - np.maximum(share - o.high, 0) / more)
    if favours(o):
        floor = parameters.floor_favour
    elif against(o):
        floor = parameters.floor_against
    if o.hindsight:
        floor *= rules().hindsight.factor
    return np.log(floor + (1 - floor) * fit), float(np.log(floor))


class Spread:
    """Observations of the state, one entry for each of their days: `row` of `Arrays`, `day`, `weight`."""

    def __init__(self, arrays: Arrays) -> None:
        self.row, self.day = arrays.days(arrays.like >= 0)
        self.weight = arrays.daily[self.row]

    def weigh(self, arrays: Arrays, state: Floats) -> None:
        """Weighs anew on which of its days a claim that gives none was true: by how well each day's state, (place, day,
        state), fits it. The weights of one claim keep their sum (one step of a mean-field fit of its day)."""
        fit = np.einsum("es,es->e", state[arrays.place[self.row], self.day], arrays.table[arrays.like[self.row]])
        fit = np.where(arrays.loose[self.row], np.exp(fit), 1.0) * arrays.daily[self.row]
        total = np.bincount(self.row, fit, minlength=len(arrays.daily))
        full = np.bincount(self.row, arrays.daily[self.row], minlength=len(arrays.daily))
        self.weight = fit * (full / np.maximum(total, 1e-300))[self.row]


def log_evidence(arrays: Arrays, shape: tuple[int, int], spread: Spread) -> tuple[Floats, Floats]:
    """Summed log-likelihoods (place, day, state) and what the day's own claims let know of it (place, day), 0 to 1."""
    places, days = shape
    size = arrays.table.shape[1]
    rows, day = spread.row, spread.day
    at = arrays.place[rows] * days + day
    kinds = len(arrays.table)
    # Claims of one kind on one day add up first, so that the product with the table is small.
    pair, inverse = np.unique(at * kinds + arrays.like[rows], return_inverse=True)
    weight = np.bincount(inverse, spread.weight, minlength=len(pair))
    cell, kind = pair // kinds, pair % kinds
    out = np.zeros((places * days, size))
    if len(pair):
        starts = np.flatnonzero(np.r_[True, cell[1:] != cell[:-1]])
        out[cell[starts]] = np.add.reduceat(arrays.table[kind] * weight[:, None], starts, axis=0)
    doubt = np.bincount(cell, weight * arrays.floors[kind], minlength=places * days)
    return out.reshape(places, days, size), (1 - np.exp(doubt)).reshape(places, days)


def assaults(arrays: Arrays, shape: tuple[int, int], camps: int, parameters: Parameters) -> tuple[Integers, Floats]:
    """The regime and the intensity of each (place, day): quiet, fighting, or an attack by one camp.

    A reported assault goes on for some days, fading, unless its camp is said to hold the whole place, and counts half
    on the day before its report.
    """
    places, days = shape
    size = places * days * (camps + 1)

    def daily(column: Integers) -> Floats:
        rows, day = arrays.days(column >= 0)
        at = (arrays.place[rows] * days + day) * (camps + 1) + column[rows]
        return np.bincount(at, arrays.daily[rows], minlength=size).astype(float).reshape(places, days, camps + 1)

    heat, won = daily(arrays.attacker), np.minimum(daily(arrays.winner), 1.0)
    keep = float(np.exp(-1 / parameters.fight_days))
    ahead = np.zeros_like(heat)
    ahead[:, :-1] = heat[:, 1:] / 2
    for d in range(1, days):
        heat[:, d] += keep * (1 - won[:, d - 1]) * heat[:, d - 1]
    heat += ahead
    total = heat.sum(axis=2)
    intensity = parameters.quiet_rate + parameters.fight_rate * (1 - np.exp(-total / parameters.fight_scale))
    regime = np.where(total > _LEAST_ASSAULT, 1, 0)
    if camps:
        known = heat[:, :, :camps]
        best = known.argmax(axis=2)
        lead = known.max(axis=2)
        clear = (lead > 0.6 * total) & (total > _LEAST_ASSAULT)
        regime = np.where(clear, best + 2, regime)
    return regime.astype(np.int64), intensity
