"""What a silence says: whether a place was quiet, fought over or out of the press, from the days it was reported.

Reports come when something happens, so the days on which they come are evidence of their own. An activity chain runs
beside the chain of the holders: *quiet* (a report now and then), *fight* (reports most days, of assaults) and *dark*
(nobody reports, whatever happens). A silence that is long for its place is dark rather than quiet, and a place moves
there at the rate of any day, not at that of a day on which a change would have been told.
"""

from __future__ import annotations

import numpy as np

from tawatur.control.parameters import Parameters
from tawatur.control.states import Floats

AWAY = 2
"""The column of "dark"."""
RATES = np.array([0.03, 0.08, 0.2, 0.45, 1.0])
"""Reports a quiet day that a place may have; which of them it has is summed over."""


def activity(told: Floats, assaults: Floats, parameters: Parameters) -> Floats:
    """P(quiet, fight, dark) of each (place, day): (place, day, 3), summing to 1 over the last axis.

    `told` (place, day) is how likely anything was reported of the day, `assaults` how much of that tells of an assault,
    both 0 to 1. Exact forward-backward for each rate, weighted by how well the rate explains the place.
    """
    move, start = _moves(parameters)
    like = _likelihood(told, np.minimum(assaults, told), parameters)
    days, places, rates, _ = like.shape
    out = np.empty(like.shape)
    current, fit = np.broadcast_to(start, (places * rates, 3)), np.zeros(places * rates)
    like = like.reshape(days, places * rates, 3)
    flat = out.reshape(days, places * rates, 3)
    for day in range(days):
        current = (current @ move if day else current) * like[day]
        total = current.sum(axis=1)
        fit += np.log(total)
        current = current / total[:, None]
        flat[day] = current
    later = np.ones((places * rates, 3))
    for day in range(days - 2, -1, -1):
        later = (later * like[day + 1]) @ move.T
        later /= later.sum(axis=1)[:, None]
        flat[day] *= later
    flat /= flat.sum(axis=2)[:, :, None]
    fit = fit.reshape(places, rates)
    weight = np.exp(fit - fit.max(axis=1)[:, None])
    weight /= weight.sum(axis=1)[:, None]
    return np.asarray(np.einsum("pr,dprs->pds", weight, out))


def _moves(parameters: Parameters) -> tuple[Floats, Floats]:
    """The transition of a day (from, to) and the long-run shares, quiet, fight, dark. What a place does does not depend
    on whether anybody looks: the press leaves and comes back at its own rates."""
    on, off, lost, back = (
        parameters.fight_onset, parameters.fight_end, parameters.press_lost, parameters.press_back,
    )  # fmt: skip
    fights = on / (on + off)
    move = np.array(
        [
            [1 - on - lost, on, lost],
            [off, 1 - off - lost, lost],
            [back * (1 - fights), back * fights, 1 - back],
        ]
    )
    dark = lost / (lost + back)
    return move, np.array([(1 - dark) * (1 - fights), (1 - dark) * fights, dark])


def _likelihood(told: Floats, assaults: Floats, parameters: Parameters) -> Floats:
    """(day, place, rate, activity): how likely the day's reports are, and that they tell of an assault."""
    chance = np.stack(
        [
            1 - np.exp(-RATES),
            1 - np.exp(-RATES * parameters.fight_news),
            np.full(len(RATES), parameters.dark_news),
        ],
        axis=1,
    )
    attack = np.array([parameters.quiet_told, parameters.fight_told, parameters.quiet_told])
    reports, attacks = told.T[:, :, None, None], assaults.T[:, :, None, None]
    return np.asarray(
        np.exp(
            reports * np.log(chance)
            + (1 - reports) * np.log(1 - chance)
            + attacks * np.log(attack)
            + (reports - attacks) * np.log(1 - attack)
        )
    )
