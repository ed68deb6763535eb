"""A small run of the calibration bench: the whole one takes a minute (`python bench/control.py --calibration`)."""

import control as bench
import simulate_control as simulate

from tawatur.control.parameters import parameters


def test_probabilities_beat_the_baselines_and_mean_what_they_say():
    data = bench.Data(range(900, 901), simulate.FITTED, towns=40)
    held, contested = data.ours(parameters())
    error, _ = bench.reliability(held, data)
    naive = min(bench.brier(bench.windowed(data, 7, share), data) for share in (bench.last_claim, bench.majority))
    assert bench.brier(held, data) <= 0.7 * naive
    assert error <= 0.08  # forty towns are few; the whole run asks for 0.05
    assert ((contested - data.contested) ** 2)[data.scored].mean() < data.contested[data.scored].mean()


def test_a_world_follows_from_its_seed():
    first, _ = simulate.world(7, 3)
    again, _ = simulate.world(7, 3)
    assert [t.claims for t in first] == [t.claims for t in again]
    assert all((t.shares.sum(axis=1) - 1 < 1e-9).all() for t in first)
