"""What it costs, on a small scale, in CPU time: a busy machine fails nothing (whole: bench/control.py --cost)."""

import time

import control_cost as cost

from tawatur.control.estimate import Range, estimate
from tawatur.control.observe import observe, sources_of
from tawatur.control.parameters import parameters

YEAR = Range(cost.simulate.START, 365)


def run(claims, reports):
    begun = time.process_time()
    observed = observe(claims, sources_of(claims, reports.values(), sides=cost.SIDES))
    total = sum(float(e.holders.sum()) for e in estimate(observed, YEAR, parameters()))
    assert abs(total - 365 * len(observed)) < 1e-3
    return time.process_time() - begun


def test_a_claim_more_updates_its_place_at_once():
    claims, reports = cost.composed(0, 1)
    run(claims, reports)
    assert sorted(run(claims, reports) for _ in range(5))[2] < 0.05


def test_ten_thousand_places_over_a_year_fit_into_a_minute_on_two_cores():
    claims, reports = cost.composed(0, 100)
    run(claims[:100], reports)
    spent = run(claims, reports)
    assert spent * 100 / 2 < 60  # a hundredth of the places on one core


def test_the_cost_is_linear_in_claims():
    few, reports = cost.composed(0, 25)
    many, others = cost.composed(0, 100)
    run(few, reports)
    assert run(many, others) < 8 * run(few, reports)
