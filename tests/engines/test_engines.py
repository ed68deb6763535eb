"""One suite for every engine."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from mapped import double

from tawatur.engines import Engine, Failed, PoolEngine, SerialEngine, choose


@pytest.fixture(params=["serial", "pool"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return SerialEngine() if request.param == "serial" else PoolEngine(2, chunk=3)


def test_outcomes_come_in_order(engine: Engine) -> None:
    items = [str(number).encode() for number in range(50)]
    outcomes = list(engine.map(double, items))
    assert [o.index for o in outcomes] == list(range(50))
    assert [o.value for o in outcomes] == [item * 2 for item in items]


def test_no_items_no_outcomes(engine: Engine) -> None:
    assert list(engine.map(double, [])) == []


def test_an_exception_costs_only_its_item(engine: Engine) -> None:
    outcomes = list(engine.map(double, [b"a", b"wrong", b"b"]))
    assert [o.value for o in outcomes if not isinstance(o.value, Failed)] == [b"aa", b"bb"]
    failed = outcomes[1].value
    assert isinstance(failed, Failed) and not failed.crashed
    assert "ValueError: cannot take b'wrong'" in failed.reason and os.sep not in failed.reason


def test_items_are_taken_as_they_are_needed(engine: Engine) -> None:
    taken: list[int] = []

    def items() -> Iterator[bytes]:
        for number in range(1000):
            taken.append(number)
            yield b"x"

    outcomes = engine.map(double, items())
    next(outcomes)
    assert len(taken) < 50


def test_a_killed_worker_names_its_item_and_costs_nothing_else() -> None:
    items = [b"a", b"b", b"die", b"c", b"d", b"e", b"f", b"die", *[b"g"] * 12]
    outcomes = list(PoolEngine(2, chunk=3).map(double, items))
    assert [o.index for o in outcomes] == list(range(20))
    crashed = [o.index for o in outcomes if isinstance(o.value, Failed) and o.value.crashed]
    assert crashed == [2, 7]
    assert [o.value for o in outcomes if o.index not in crashed] == [i * 2 for i in items if i != b"die"]


def test_few_reports_start_no_process() -> None:
    assert isinstance(choose(5), SerialEngine)
    assert isinstance(choose(500, jobs=1), SerialEngine)
