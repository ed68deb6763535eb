"""Forward-backward over many places at once: exact, vectorised, no sampling."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tawatur.control.states import Floats, Regimes

Integers = NDArray[np.int64]
_TINY = 1e-100  # two of them multiplied are still a number
FEW = 3
"""Up to so many places are computed one by one."""


def posterior(regimes: Regimes, evidence: Floats, regime: Integers, intensity: Floats) -> Floats:
    """P(state of each day | all evidence).

    `evidence` is (place, day, state), log-likelihoods (any constant a day may be added); `regime` and `intensity` are
    (place, day): how the state moves from the day before to this day (those of the first day are not used). Gives
    (place, day, state), summing to 1 over the states.
    """
    places, days, size = evidence.shape
    if places <= FEW:
        return np.stack([_one(regimes, evidence[p], regime[p], intensity[p]) for p in range(places)])
    likelihood = np.exp(evidence - evidence.max(axis=2, keepdims=True))
    forward = np.empty((days, places, size))
    current = np.broadcast_to(regimes.stationary[0], (places, size)) * likelihood[:, 0]
    forward[0] = _normal(current)
    for day in range(1, days):
        moved = _move(regimes, forward[day - 1], regime[:, day], intensity[:, day])
        forward[day] = _normal(moved * likelihood[:, day])
    backward = np.ones((places, size))
    for day in range(days - 2, -1, -1):
        later = _normal(backward * likelihood[:, day + 1])
        backward = _normal(_move_back(regimes, later, regime[:, day + 1], intensity[:, day + 1]))
        forward[day] = _normal(forward[day] * backward)
    return np.moveaxis(forward, 0, 1)


def _one(regimes: Regimes, evidence: Floats, regime: Integers, intensity: Floats) -> Floats:
    """The same for one place, (day, state): all transitions first, since the loop's calls then cost most."""
    likelihood = np.maximum(np.exp(evidence - evidence.max(axis=1, keepdims=True)), _TINY)
    kept = np.exp(regimes.values[regime] * intensity[:, None])
    moves = np.maximum((regimes.right[regime] * kept[:, None, :]) @ regimes.left[regime], _TINY)
    out = np.empty_like(likelihood)
    current = regimes.stationary[0] * likelihood[0]
    out[0] = current / current.sum()
    for day in range(1, len(out)):
        current = (out[day - 1] @ moves[day]) * likelihood[day]
        out[day] = current / current.sum()
    later = np.ones(out.shape[1])
    for day in range(len(out) - 2, -1, -1):
        later = moves[day + 1] @ (later * likelihood[day + 1])
        later = later / later.sum()
        out[day] *= later
    return _normal(out)


def _move(regimes: Regimes, mass: Floats, regime: Integers, intensity: Floats) -> Floats:
    """Mass (place, state) a day on: row vectors times the transition of each place's regime."""
    out = np.empty_like(mass)
    for r in np.unique(regime):
        rows = np.flatnonzero(regime == r)
        kept = np.exp(regimes.values[r][None, :] * intensity[rows, None])
        out[rows] = ((mass[rows] @ regimes.right[r]) * kept) @ regimes.left[r]
    return np.maximum(out, _TINY)


def _move_back(regimes: Regimes, likelihood: Floats, regime: Integers, intensity: Floats) -> Floats:
    """Likelihood (place, state) of what follows, a day earlier: the transition times column vectors."""
    out = np.empty_like(likelihood)
    for r in np.unique(regime):
        rows = np.flatnonzero(regime == r)
        kept = np.exp(regimes.values[r][None, :] * intensity[rows, None])
        out[rows] = ((likelihood[rows] @ regimes.left[r].T) * kept) @ regimes.right[r].T
    return np.maximum(out, _TINY)


def _normal(mass: Floats) -> Floats:
    clipped = np.maximum(mass, _TINY)
    return np.asarray(clipped / clipped.sum(axis=-1, keepdims=True))


def known(weight: Floats, fade: Floats) -> Floats:
    """How much of each day's state is observed, (place, day), between 0 and 1.

    `weight` (place, day) is what the day's own claims say (0: nothing); `fade` (place, day) the share of knowledge that
    survives the step from the day before to this one. What is known of a day is the best of its own claims and of what
    is carried to it from either side.
    """
    out = weight.copy()
    for day in range(1, out.shape[1]):
        out[:, day] = np.maximum(out[:, day], out[:, day - 1] * fade[:, day])
    for day in range(out.shape[1] - 2, -1, -1):
        out[:, day] = np.maximum(out[:, day], out[:, day + 1] * fade[:, day + 1])
    return out
