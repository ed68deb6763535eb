"""Observations as numbers: log-likelihoods of the states of each day, how fast and which way a place moves on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from tawatur.control.infer import Integers
from tawatur.control.parameters import Parameters, rules
from tawatur.control.press import AWAY
from tawatur.control.spread import Columns, Spread, Tellings, Windows
from tawatur.control.states import ATTACKS, FOUGHT, QUIET, UNSEEN, Floats, States
from tawatur.control.weigh import against, favours
from tawatur.model.control import Observation

THROUGHOUT_LEAST = 1 / 30
"""Weight a day of a claim that speaks of a long time throughout: at least one full observation a month."""
_LEAST_ASSAULT = 0.05
_MOSTLY = 0.5
_Lists = tuple[list[int], list[int], list[int], list[float], list[int], list[int], list[int], list[int], list[float]]
PASSAGE_DAYS = 7
"""A change of hands told of more days than this counts no more than one told of so many."""
HOLD = "control.hold"
READ_STEP = 0.05
"""Probabilities of having read a claim rightly are rounded to this, so that alike claims share one likelihood."""


class Encoded:
    """Observations of some places over one range of days, as flat arrays of one length.

    `place` is the row of the place, `first` and `count` the days covered (clipped to the range), `daily` the weight of
    each of these days (of all together where the day is unknown), `like` the row of `table` (kinds, state) of
    log-likelihoods, `floor` its log-floor; `attacker` the camp that assaults (`camps` if unknown), -1 where the
    observation is of the state; `winner` the camp said to hold the whole place, else -1; `telling` the unknown day that
    it shares, -1 where its days are known; `news` by what the daily weight is to be multiplied for how far a claim was
    printed about the day, 0 for what it says of other days than its own.
    """

    def __init__(self, states: States, parameters: Parameters, start: date, days: int) -> None:
        self.states, self.parameters, self.start, self.days = states, parameters, start.toordinal(), days
        self._kinds: dict[tuple[object, ...], int] = {}
        self._rows: list[Floats] = []
        self._floors: list[float] = []
        self._lists: _Lists
        self._lists = ([], [], [], [], [], [], [], [], [])
        self._windows = Windows()

    def add(self, place: int, observations: Sequence[Observation], weights: Floats, camps: dict[str, int]) -> None:
        """Adds the observations of one place; `camps` gives the holder's column by name."""
        places, firsts, counts, dailies, likes, attackers, winners, tellings, news = self._lists
        told = _told(observations)
        for i, (o, weight) in enumerate(zip(observations, weights, strict=True)):
            first, last = o.start.toordinal() - self.start, o.end.toordinal() - self.start
            length = last - first + 1
            loose = not o.throughout and length > 1 and not _passage(o)
            assault = o.measure == "assault"
            places.append(place)
            tellings.append(self._telling(place, o, first, length) if loose else -1)
            daily = float(weight) * (1.0 if loose else _share_a_day(o, length))
            dailies.append(daily * o.read if assault else daily)
            first, last = max(first, 0), min(last, self.days - 1)
            firsts.append(first)
            counts.append(max(last - first + 1, 0))
            likes.append(-1 if assault else self._kind(o, camps))
            attackers.append(camps.get(o.holder, len(camps)) if assault else -1)
            whole = o.measure == "share" and o.low >= 0.95 and weight > 0
            winners.append(camps.get(o.holder, -1) if whole else -1)
            news.append(1 / dailies[-1] * (1 if loose else 1 / length) if i in told and dailies[-1] > 0 else 0.0)

    def _telling(self, place: int, o: Observation, first: int, length: int) -> int:
        """An undated claim shares the unknown day of its report, one dated by an interval has one of its own."""
        group = (place, o.claim) if o.dated or not o.report else (place, "report", o.report)
        return self._windows.telling((place, o.claim), (first, length, o.back if length > o.back else 0), group)

    def _kind(self, o: Observation, camps: dict[str, int]) -> int:
        read = round(o.read / READ_STEP) * READ_STEP
        said = o.measure, camps.get(o.holder, -1), o.low, o.high, o.type == HOLD
        key = (*said, o.relation, favours(o), o.hindsight, read)
        if key not in self._kinds:
            self._kinds[key] = len(self._rows)
            row, floor = _likelihood(o, camps.get(o.holder, -1), self.states, self.parameters)
            # what was misread says nothing: a likelihood of 1 whatever the state
            self._rows.append(np.log(1 - read * (1 - np.exp(row))))
            self._floors.append(float(np.log(1 - read * (1 - np.exp(floor)))))
        return self._kinds[key]

    def arrays(self) -> Arrays:
        """What was added, as arrays."""
        table = np.array(self._rows) if self._rows else np.zeros((1, self.states.size))
        floors = np.array(self._floors) if self._floors else np.zeros(1)
        return Arrays(table, floors, self._lists, self._windows.arrays(rules().lookback))


class Arrays:
    """See `Encoded`."""

    def __init__(self, table: Floats, floors: Floats, lists: _Lists, tellings: Tellings) -> None:
        self.table, self.floors = table, floors
        place, first, count = (np.array(x, dtype=np.int64) for x in lists[:3])
        daily = np.array(lists[3], dtype=float)
        self.like, self.attacker, self.winner, telling = (np.array(x, dtype=np.int64) for x in lists[4:8])
        self.news = np.array(lists[8], dtype=float)
        self.place = place
        self._columns, self._tellings = Columns(place, first, count, daily, telling), tellings

    def spread(self, days: int) -> Spread:
        """The days that each observation bears on, unknown ones evenly."""
        return Spread(self._columns, self._tellings, days)


def _told(observations: Sequence[Observation]) -> frozenset[int]:
    """One observation of each claim, by index: that of the latest day of which it tells (not of the time before a
    change, not of what is ahead). Its day is one on which the place was in the press."""
    latest: dict[str, int] = {}
    for i, o in enumerate(observations):
        ahead = o.measure == "assault" and o.throughout and o.start < o.end
        known = latest.get(o.claim)
        if not ahead and (known is None or observations[known].start < o.start):
            latest[o.claim] = i
    return frozenset(latest.values())


def _share_a_day(o: Observation, length: int) -> float:
    """The part of an observation's weight that each of its known days gets."""
    if o.measure == "assault":
        return 1.0 if o.throughout else 1 / length  # an attack that goes on is one on each of its days
    if o.throughout:
        return max(1 / length, THROUGHOUT_LEAST)
    return (
        float(min(length, PASSAGE_DAYS) ** 0.5) / length
    )  # a passage told of a week is a state of several of its days


def _passage(o: Observation) -> bool:
    """A change of hands told of several days: whichever day it was, the days after it are its gainer's."""
    return o.type == "control.change" and o.dated and not o.throughout and not o.one


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
    interested = parameters.floor_hold if o.type == HOLD else parameters.floor_favour
    if o.relation == "own side":
        less, more = parameters.tail_over, parameters.tail_firm  # the true share may be less than what its side claims
    elif o.relation == "rival":
        less, more = parameters.tail_firm, parameters.tail_over
    elif o.relation == "unknown":  # an outlet of unknown side may print the claim of the side that it favours
        less, more = parameters.tail_over, parameters.tail_plain
        floor = interested
    fit = np.exp(-np.maximum(o.low - share, 0) / less - np.maximum(share - o.high, 0) / more)
    if favours(o):
        floor = interested
    elif against(o):
        floor = parameters.floor_against
    if o.hindsight:
        floor *= rules().hindsight.factor
    return np.log(floor + (1 - floor) * fit), float(np.log(floor))


def log_evidence(arrays: Arrays, shape: tuple[int, int], spread: Spread) -> tuple[Floats, Floats]:
    """Summed log-likelihoods (place, day, state) and what the day's own claims let know of it (place, day), 0 to 1."""
    places, days = shape
    size = arrays.table.shape[1]
    of_state = arrays.like[spread.row] >= 0
    rows, day, weights = spread.row[of_state], spread.day[of_state], spread.weight[of_state]
    at = arrays.place[rows] * days + day
    kinds = len(arrays.table)
    # Claims of one kind on one day add up first, so that the product with the table is small.
    pair, inverse = np.unique(at * kinds + arrays.like[rows], return_inverse=True)
    weight = np.bincount(inverse, weights, minlength=len(pair))
    cell, kind = pair // kinds, pair % kinds
    out = np.zeros((places * days, size))
    if len(pair):
        starts = np.flatnonzero(np.r_[True, cell[1:] != cell[:-1]])
        out[cell[starts]] = np.add.reduceat(arrays.table[kind] * weight[:, None], starts, axis=0)
    doubt = np.bincount(cell, weight * arrays.floors[kind], minlength=places * days)
    return out.reshape(places, days, size), (1 - np.exp(doubt)).reshape(places, days)


def reported(arrays: Arrays, spread: Spread, shape: tuple[int, int]) -> tuple[Floats, Floats]:
    """How far anything was reported of each day, and an assault on it, both (place, day), 0 to 1."""
    places, days = shape
    at = arrays.place[spread.row] * days + spread.day
    told = np.bincount(at, spread.weight * arrays.news[spread.row], minlength=places * days)
    attack = arrays.attacker[spread.row] >= 0
    assault = np.bincount(at[attack], spread.weight[attack], minlength=places * days)
    return np.minimum(told, 1.0).reshape(shape), np.minimum(assault, 1.0).reshape(shape)


def moves(
    arrays: Arrays, spread: Spread, activity: Floats, camps: int, parameters: Parameters
) -> tuple[Integers, Floats]:
    """The regime and the intensity of each (place, day): quiet, fighting, an attack by one camp, or unseen.

    `activity` (place, day, 3) is P(quiet, fight, dark): where nobody reports, a place moves as on any day, and shares
    follow each other as on any day, too, unless it is quiet. A reported assault goes on for some days,
    fading, unless its camp is said to hold the whole place, and counts half on the day before its report.
    """
    places, days, _ = activity.shape
    size = places * days * (camps + 1)

    def daily(column: Integers) -> Floats:
        chosen = column[spread.row] >= 0
        rows, day = spread.row[chosen], spread.day[chosen]
        at = (arrays.place[rows] * days + day) * (camps + 1) + column[rows]
        return np.bincount(at, spread.weight[chosen], minlength=size).astype(float).reshape(places, days, camps + 1)

    heat, won = daily(arrays.attacker), np.minimum(daily(arrays.winner), 1.0)
    keep = float(np.exp(-1 / parameters.fight_days))
    ahead = np.zeros_like(heat)
    ahead[:, :-1] = heat[:, 1:] / 2
    for d in range(1, days):
        heat[:, d] += keep * (1 - won[:, d - 1]) * heat[:, d - 1]
    heat += ahead
    total = heat.sum(axis=2)
    unseen = parameters.quiet_rate + (parameters.dark_rate - parameters.quiet_rate) * activity[:, :, AWAY]
    intensity = unseen + parameters.fight_rate * (1 - np.exp(-total / parameters.fight_scale))
    regime = np.where(activity[:, :, QUIET] < _MOSTLY, UNSEEN, QUIET)
    regime = np.where(total > _LEAST_ASSAULT, FOUGHT, regime)
    if camps:
        known = heat[:, :, :camps]
        best = known.argmax(axis=2)
        lead = known.max(axis=2)
        clear = (lead > 0.6 * total) & (total > _LEAST_ASSAULT)
        regime = np.where(clear, best + ATTACKS, regime)
    return regime.astype(np.int64), intensity
