"""From observations to probabilities: one call for many places, chunk by chunk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from tawatur.control.evidence import Arrays, Encoded, log_evidence, moves, reported
from tawatur.control.infer import known, posterior
from tawatur.control.observe import Observed
from tawatur.control.parameters import Parameters
from tawatur.control.press import activity
from tawatur.control.spread import Spread
from tawatur.control.states import QUIET, Floats, Regimes, regimes
from tawatur.control.weigh import weights
from tawatur.model import Frozen
from tawatur.model.control import Observation

CHUNK = 2_000_000
"""Values (places x days x states) of one chunk: memory stays near eight arrays of this size."""


LONG = 60
"""What speaks of more days than this does not widen the range of days."""
LEAST = 0.01
"""A claim that weighs less on a day than this is not named among the day's reasons."""


class Range(Frozen, frozen=True):
    """The days of an estimate: the first one and how many."""

    start: date
    days: int


class Said:
    """The entries of one place (see `Estimate`)."""

    def __init__(self, arrays: Arrays, spread: Spread, place: int, base: int) -> None:
        owner = arrays.place[spread.row]
        mine = np.arange(*np.searchsorted(owner, [place, place + 1]))
        chosen = mine[(arrays.like[spread.row[mine]] >= 0) & (spread.weight[mine] >= LEAST)]
        self.entries = (spread.row[chosen] - base, spread.day[chosen], spread.weight[chosen])
        self.kinds, self.table = arrays.like[spread.row[chosen]], arrays.table


class Estimate:
    """P(state) of one place: `state` (day, state) sums to 1; `known` (day,) how much of it is observed. `entries` are
    what its observations say day by day: the index of the observation, the day, the weight; `likelihoods` (entry,
    state) their log-likelihoods at full weight."""

    def __init__(self, state: Floats, known: Floats, regimes: Regimes, said: Said) -> None:
        self.state, self.known, self.regimes = state, known, regimes
        self.entries = said.entries
        self._said = said

    @property
    def likelihoods(self) -> Floats:
        return np.asarray(self._said.table[self._said.kinds])

    @property
    def holders(self) -> Floats:
        """P(holder holds most of the place), (day, holder), nobody last; rows sum to 1."""
        return np.asarray(self.state @ self.regimes.states.majority)

    @property
    def shares(self) -> Floats:
        """Expected share of each holder, (day, holder)."""
        return np.asarray(self.state @ self.regimes.states.shares)

    @property
    def contested(self) -> Floats:
        """P(two camps hold parts), (day,)."""
        return np.asarray(self.state @ self.regimes.states.contested)


def estimate(
    places: Sequence[Observed], span: Range, parameters: Parameters, copied: float | None = None
) -> Iterator[Estimate]:
    """The estimate of every place, in their order. `copied` overrides what chains that may share a root count."""
    every = [weights(place.observations, parameters, copied) for place in places]
    yield from run([(place, w) for place, w in zip(places, every, strict=True)], span, parameters)


def run(places: Sequence[tuple[Observed, Floats]], span: Range, parameters: Parameters) -> Iterator[Estimate]:
    """The same with the observations' weights given; places of as many camps are computed together."""
    by_camps: dict[int, list[int]] = {}
    for at, (place, _) in enumerate(places):
        by_camps.setdefault(len(place.camps), []).append(at)
    done: dict[int, Estimate] = {}
    for camps, rows in by_camps.items():
        found = regimes(camps, parameters)
        step = max(1, CHUNK // (span.days * found.states.size))
        for begin in range(0, len(rows), step):
            part = rows[begin : begin + step]
            for at, result in zip(part, _chunk([places[i] for i in part], span, found, parameters), strict=True):
                done[at] = result
    for at in range(len(places)):
        yield done.pop(at)


def _chunk(
    places: list[tuple[Observed, Floats]], span: Range, found: Regimes, parameters: Parameters
) -> Iterator[Estimate]:
    encoded = Encoded(found.states, parameters, span.start, span.days)
    for row, (place, own) in enumerate(places):
        encoded.add(row, place.observations, own, {camp.name: i for i, camp in enumerate(place.camps)})
    arrays, shape = encoded.arrays(), (len(places), span.days)
    spread = arrays.spread(span.days)
    state = np.broadcast_to(found.stationary[QUIET], (*shape, found.states.size))
    active = activity(*reported(arrays, spread, shape), parameters)
    for turn in range(1 + (round(parameters.rounds) if spread.any_loose else 0)):
        if turn:
            spread.weigh(arrays.like, arrays.table, state)
        regime, intensity = moves(arrays, spread, active, found.states.camps, parameters)
        evidence, direct = log_evidence(arrays, shape, spread)
        state = posterior(found, evidence, regime, intensity)
    fade = np.exp(-found.gap * intensity * (1 - direct))  # a day with reports of its own forgets less
    seen = known(direct, fade)
    base = 0
    for row, (place, _) in enumerate(places):
        yield Estimate(state[row], seen[row], found, Said(arrays, spread, row, base))
        base += len(place.observations)


def informed(estimate: Estimate) -> tuple[Floats, Floats]:
    """P(holder) as far as claims tell (day, holder), and what is unknown (day,): together 1 on every day. The mass that
    only the prior gives is what is unknown."""
    unknown = 1 - estimate.known
    prior = estimate.regimes.stationary[QUIET] @ estimate.regimes.states.majority
    held = np.maximum(estimate.holders - unknown[:, None] * prior[None, :], 0.0)
    total = held.sum(axis=1)
    held = held * np.where(total > 0, estimate.known / np.maximum(total, 1e-12), 0.0)[:, None]
    return held, 1 - held.sum(axis=1)


def range_of(observations: Sequence[Observation], before: int = 14, after: int = 14, longest: int = 1500) -> Range:
    """The days that the observations speak of, with some before and after; of claims about long ago only the last
    `longest` days. One day if there is nothing."""
    if not observations:
        return Range(date(1970, 1, 1), 1)
    near = [o for o in observations if (o.end - o.start).days <= LONG] or observations
    last = max(o.end for o in near).toordinal() + after
    first = max(min(o.start for o in near).toordinal() - before, last - longest + 1)
    return Range(date.fromordinal(first), last - first + 1)
