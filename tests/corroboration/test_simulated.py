"""The simulator's figures on a small run; the full one is bench/simulate.py."""

import simulate


def test_the_true_number_of_roots_lies_inside_the_range():
    found = simulate.figures([simulate.result(simulate.case(9_000 + n)) for n in range(120)])
    assert found["inside"] >= 0.95
    assert found["copying.precision"] >= 0.95 and found["copying.recall"] >= 0.4
    assert found["width.median"] <= 2 and found["naive.outlets.right"] < 0.3


def test_the_same_seed_gives_the_same_case():
    assert simulate.case(5) == simulate.case(5) and simulate.case(5) != simulate.case(6)
