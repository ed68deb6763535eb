"""The chain and forward-backward: exact against brute force, proper probabilities, one answer for any batch."""

import itertools

import numpy as np
import pytest

from tawatur.control.infer import known, posterior
from tawatur.control.parameters import parameters
from tawatur.control.states import States, regimes

VALUES = parameters()


@pytest.mark.parametrize("camps", [1, 2, 3, 4])
def test_transitions_are_probabilities_and_compose(camps):
    found = regimes(camps, VALUES)
    for regime in range(camps + 2):
        once, twice = found.transition(regime, 0.3), found.transition(regime, 0.6)
        assert np.allclose(once.sum(axis=1), 1) and (once > -1e-12).all()
        assert np.allclose(once @ once, twice)
        assert np.allclose(found.stationary[regime] @ once, found.stationary[regime])


def test_states_are_whole_holders_and_steps_between_two_camps():
    states = States(2)
    assert states.size == 3 + 5
    assert np.allclose(states.shares.sum(axis=1), 1)
    assert states.contested.sum() == 5
    assert np.allclose(states.majority.sum(axis=1), 1)


def test_an_attack_moves_the_place_towards_the_attacker():
    found = regimes(2, VALUES)
    gain = found.transition(2, 0.5)[1, 0]  # attacked by the first camp while the second holds
    loss = found.transition(2, 0.5)[0, 1]
    assert gain > loss


def brute(found, evidence, regime, intensity):
    days, size = evidence.shape
    moves = [found.transition(int(regime[d]), float(intensity[d])) for d in range(days)]
    out = np.zeros((days, size))
    for path in itertools.product(range(size), repeat=days):
        weight = found.stationary[0][path[0]] * np.exp(evidence[0, path[0]])
        for d in range(1, days):
            weight *= moves[d][path[d - 1], path[d]] * np.exp(evidence[d, path[d]])
        for d, state in enumerate(path):
            out[d, state] += weight
    return out / out.sum(axis=1, keepdims=True)


def example(places, days, camps=2, seed=5):
    random = np.random.default_rng(seed)
    found = regimes(camps, VALUES)
    evidence = random.normal(0, 2, (places, days, found.states.size))
    regime = random.integers(0, camps + 2, (places, days))
    return found, evidence, regime, random.uniform(0.01, 0.6, (places, days))


def test_the_posterior_is_exact():
    found, evidence, regime, intensity = example(2, 4)
    got = posterior(found, evidence, regime, intensity)
    for place in range(2):
        assert np.allclose(got[place], brute(found, evidence[place], regime[place], intensity[place]))


def test_many_places_at_once_give_what_each_gives_alone():
    found, evidence, regime, intensity = example(9, 30, camps=3)
    together = posterior(found, evidence, regime, intensity)
    for place in range(9):
        one = slice(place, place + 1)
        assert np.allclose(together[place], posterior(found, evidence[one], regime[one], intensity[one])[0])


def test_overwhelming_and_contradicting_evidence_stays_finite():
    found, evidence, regime, intensity = example(5, 40)
    got = posterior(found, evidence * 5_000, regime, intensity)
    assert np.isfinite(got).all() and np.allclose(got.sum(axis=2), 1)


def test_what_is_known_fades_with_distance_on_both_sides():
    weight, fade = np.zeros((1, 7)), np.full((1, 7), 0.8)
    weight[0, 3] = 0.9
    assert np.allclose(known(weight, fade)[0], [0.9 * 0.8**d for d in (3, 2, 1, 0, 1, 2, 3)])
