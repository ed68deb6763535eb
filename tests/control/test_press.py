"""What a silence says: quiet where reports would have come, unseen where nobody reports at all."""

import numpy as np

from tawatur.control.parameters import parameters
from tawatur.control.press import AWAY, activity


def silence(every, days=60, assaults=0.0):
    """A place reported every so many days, silent for the second half."""
    told = np.zeros((1, days))
    told[0, : days // 2 : every] = 1.0
    return activity(told, told * assaults, parameters())[0]


def test_probabilities_add_up():
    found = silence(3)
    assert np.allclose(found.sum(axis=1), 1.0) and (found >= 0).all()


def test_a_silence_that_is_long_for_its_place_is_one_of_the_press():
    often, seldom = silence(2), silence(15)
    assert often[40, AWAY] > 0.9 > seldom[40, AWAY]
    assert often[15, AWAY] < 0.05  # between reports it is quiet, not unseen


def test_the_longer_a_silence_the_likelier_nobody_looked():
    growing = silence(5)[28:45, AWAY]
    assert (np.diff(growing) > 0).all()


def test_reports_of_assaults_mean_a_fight():
    assert silence(1, assaults=1.0)[10, 1] > 0.9
    assert silence(4)[10, 1] < 0.2


def test_nothing_known_gives_the_long_run_shares():
    found = activity(np.zeros((0, 5)), np.zeros((0, 5)), parameters())
    assert found.shape == (0, 5, 3)


def test_places_do_not_touch_each_other():
    random = np.random.default_rng(3)
    told = (random.random((4, 50)) < 0.3).astype(float)
    alone = [activity(told[i : i + 1], told[i : i + 1] / 2, parameters())[0] for i in range(4)]
    assert np.allclose(activity(told, told / 2, parameters()), np.array(alone))
