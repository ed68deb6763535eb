"""Limits solved together, against trying every combination of days."""

from __future__ import annotations

from datetime import date
from itertools import product

from dated import limit
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

from tawatur.dating import days
from tawatur.dating.solve import solve
from tawatur.model.dating import AnyOf, Apart, Between, Constraint, Weekdays

BASE = days.index(date(2017, 11, 1))
NAMES = ("a", "b", "c")
SETS = st.fixed_dictionaries({name: st.sets(st.integers(0, 6), min_size=1) for name in NAMES})
TIES = st.lists(st.tuples(st.sampled_from(["ab", "bc", "ca"]), st.integers(-3, 3), st.integers(0, 3)), max_size=5)


def one_of(found: set[int]) -> AnyOf:
    return AnyOf(tuple(Between(days.day_at(BASE + i), days.day_at(BASE + i)) for i in sorted(found)))


def made(sets: dict[str, set[int]], ties: list[tuple[str, int, int]]) -> list[Constraint]:
    out = [limit(name, one_of(found)) for name, found in sets.items()]
    for number, (pair, low, width) in enumerate(ties):
        out.append(limit(pair[0], Apart(pair[1], low, low + width), "usual", f"tie{number}"))
    return out


def brute(sets: dict[str, set[int]], ties: list[tuple[str, int, int]]) -> dict[str, set[int]]:
    """The values that some solution gives each variable, by trying all."""
    found: dict[str, set[int]] = {name: set() for name in NAMES}
    for values in product(*(sorted(sets[name]) for name in NAMES)):
        at = dict(zip(NAMES, values, strict=True))
        if all(low <= at[pair[0]] - at[pair[1]] <= low + width for pair, low, width in ties):
            for name in NAMES:
                found[name].add(at[name])
    return found


@forall(SETS, TIES)
@settings(max_examples=150, deadline=None)
def test_what_remains_is_exactly_what_solutions_give(
    sets: dict[str, set[int]], ties: list[tuple[str, int, int]]
) -> None:
    expected = brute(sets, ties)
    solution = solve(made(sets, ties))
    if not expected["a"]:
        assert solution.contradictions
        return
    assert not solution.contradictions
    for name in NAMES:
        got = {bit - BASE for bit in range(BASE - 10, BASE + 20) if solution.days[name] >> bit & 1}
        assert got == expected[name]


@forall(SETS, TIES, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_does_not_matter(sets: dict[str, set[int]], ties: list[tuple[str, int, int]], random: object) -> None:
    limits = made(sets, ties)
    mixed = list(limits)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert solve(mixed) == solve(limits)


@forall(SETS, TIES)
@settings(max_examples=80, deadline=None)
def test_a_contradiction_is_minimal_and_the_rest_holds(
    sets: dict[str, set[int]], ties: list[tuple[str, int, int]]
) -> None:
    limits = {one.id: one for one in made(sets, ties)}
    for clash in solve(limits.values()).contradictions:
        assert set(clash.set_aside) <= set(clash.members)
        whole = [limits[id] for id in clash.members]
        assert solve(whole).contradictions
        for left_out in whole:
            assert not solve([one for one in whole if one is not left_out]).contradictions


def test_the_weaker_limit_gives_way() -> None:
    friday, sunday = limit("r", Weekdays((4,)), "explicit", "x"), limit("r", Weekdays((6,)), "usual", "y")
    solution = solve([friday, sunday])
    assert solution.days["r"] == days.weekdays((4,))
    assert solution.contradictions[0].members == ("x", "y") and solution.contradictions[0].set_aside == ("y",)


def test_limits_as_strong_as_each_other_give_way_both() -> None:
    solution = solve([limit("r", Weekdays((4,)), id="x"), limit("r", Weekdays((6,)), id="y")])
    assert solution.days["r"] == days.ALL and solution.contradictions[0].set_aside == ("x", "y")


def test_the_smallest_set_is_named_among_many_limits() -> None:
    many = [limit("r", Between(date(2010 + i, 1, 1), None), "implied", f"since{i}") for i in range(8)]
    clash = [limit("r", Between(None, date(2012, 6, 1)), "explicit", "until")]
    found = solve([*many, *clash]).contradictions
    assert all(len(one.members) == 2 and "until" in one.members for one in found)
    assert {one.set_aside[0] for one in found} == {f"since{i}" for i in range(3, 8)}


def test_a_chain_of_reports_passes_a_date_on() -> None:
    chain = [limit(f"r{i + 1}", Apart(f"r{i}", 1, 1)) for i in range(50)]
    first = limit("r0", Between(date(2017, 11, 9), date(2017, 11, 9)))
    assert solve([*chain, first]).days["r50"] == 1 << days.index(date(2017, 12, 29))


def test_no_limits_leave_nothing_to_solve() -> None:
    assert solve([]).days == {} and solve([]).contradictions == ()
