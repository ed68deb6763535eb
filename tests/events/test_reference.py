"""The figures on the reference sets, where they are at hand: given the reference claims, events and shared passages."""

from __future__ import annotations

import pytest
from events import Set
from reuse import gold_of, linked
from sets import SHARED

from tawatur.events.weights import weights

FLOORS = {"abukamal": 0.92, "summer2015": 0.82, "syria2015": 0.82, "syria2021": 0.82}


def known(name: str) -> bool:
    return (gold_of(name) / "links.jsonl").exists()


@pytest.mark.parametrize("name", FLOORS)
@pytest.mark.skipif(not SHARED.is_dir(), reason="the reference sets are not at hand")
def test_events_reach_their_floor(name):
    if not known(name):
        pytest.skip(f"no links for {name}")
    one = Set(name)
    assert one.bcubed(one.cluster(weights()))[2] >= FLOORS[name]


@pytest.mark.parametrize("name", [name for name in linked() if name.startswith("samples/")])
def test_events_of_the_samples(name):
    one = Set(name)
    _, _, f1 = one.bcubed(one.cluster(weights()))
    assert f1 >= max(0.9, one.bcubed([])[2])
