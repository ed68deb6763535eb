"""What dating costs: linear for reports that share nothing, a few seconds for a thousand that share events."""

from __future__ import annotations

import gc
from time import process_time

from dating_made import independent, sharing

from tawatur.dating import Given, date_reports


def seconds(given: list[Given]) -> float:
    gc.collect()
    gc.disable()
    try:
        begun = process_time()
        date_reports(given)
        return process_time() - begun
    finally:
        gc.enable()


def test_the_cost_of_reports_that_share_nothing_is_linear() -> None:
    seconds(independent(50))
    few, many = (min(seconds(given) for _ in range(3)) for given in (independent(300), independent(1200)))
    assert many < 4 * few * 2, f"{few:.3f} s for 300, {many:.3f} s for 1200"


def test_a_thousand_reports_that_share_events_take_seconds() -> None:
    assert seconds(sharing(1000)) < 30  # the method asks for less than 60
