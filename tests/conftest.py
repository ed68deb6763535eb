"""What all tests share."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

TIMED = ("time", "cost", "linear", "speed", "fast", "length")


@pytest.fixture(autouse=True)
def _no_pause_of_the_collector(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that compares CPU times runs without the cyclic collector: a full collection walks what all tests before
    it have left in caches, a third of a second by the end, and would be counted as the cost of the code under test."""
    if not any(word in request.node.name for word in TIMED):
        yield
        return
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
