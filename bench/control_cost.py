"""What the control step costs: composed claims over many places (`python bench/control.py --cost N`)."""

from __future__ import annotations

import multiprocessing
import resource
import time
from datetime import timedelta

import msgspec
import numpy as np
import simulate_control as simulate

from tawatur.control.estimate import Range, estimate
from tawatur.control.observe import observe, sources_of
from tawatur.control.parameters import parameters
from tawatur.model import Claim, PlaceRef, Report, Span, day
from tawatur.model.claim import EventType

CLAIMS_A_PLACE, DAYS_A_PLACE, PART = 100, 365, 500


def composed(first: int, places: int) -> tuple[list[Claim], dict[str, Report]]:
    """Claims of so many places over a year, each place with claims of 20 reports."""
    random = np.random.default_rng(first)
    claims: list[Claim] = []
    reports: dict[str, Report] = {}
    kinds: tuple[EventType, ...] = ("control.change", "control.hold", "clash", "advance", "strike.air")
    for place in range(first, first + places):
        where = PlaceRef(f"p{place}", f"Place {place}", None, None, "village", id=f"place-{place}")
        draws = random.integers(0, 365, CLAIMS_A_PLACE), random.integers(0, 5, CLAIMS_A_PLACE)
        sides, undated = random.integers(0, 2, CLAIMS_A_PLACE), random.random(CLAIMS_A_PLACE) < 0.4
        for i in range(CLAIMS_A_PLACE):
            on = simulate.START + timedelta(days=int(draws[0][i]))
            report = f"report {place} {i // 5}"
            if report not in reports:
                reports[report] = msgspec.structs.replace(
                    TEMPLATE, id=report, identity=report, outlet=f"Outlet {i % 40}", published=day(on)
                )
            agent, target = simulate.CAMPS[sides[i]], simulate.CAMPS[1 - sides[i]]
            claims.append(
                Claim(
                    f"c{place}-{i}", report, Span(0, 1), kinds[draws[1][i]], (agent,), (target,), where,
                    simulate.NONE if undated[i] else day(on), simulate.NONE, simulate.NONE, "affirmed", "actual", (),
                )
            )  # fmt: skip
    return claims, reports


TEMPLATE = Report("", "", "", "", "composed", "", simulate.NONE, simulate.NONE, simulate.NONE, simulate.NONE,
                  simulate.NONE)  # fmt: skip
SIDES = simulate.SimulatedSides({f"Outlet {i}": simulate.CAMPS[i % 3] for i in range(40)})


def part(job: tuple[int, int]) -> tuple[float, float, float, int, float]:
    """One part of the places in one process: seconds of composing, of observing and of estimating, claims, checksum."""
    begun = time.process_time()
    claims, reports = composed(*job)
    made = time.process_time()
    observed = observe(claims, sources_of(claims, reports.values(), sides=SIDES))
    seen = time.process_time()
    total = sum(float(e.holders.sum()) for e in estimate(observed, Range(simulate.START, DAYS_A_PLACE), parameters()))
    return made - begun, seen - made, time.process_time() - seen, len(claims), total


def cost(places: int) -> None:
    jobs = [(first, min(PART, places - first)) for first in range(0, places, PART)]
    begun = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        found = list(pool.imap_unordered(part, jobs))
    wall = time.perf_counter() - begun
    composing, observing, estimating = (sum(f[i] for f in found) for i in range(3))
    claims, total = sum(f[3] for f in found), sum(f[4] for f in found)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    print(f"{places} places x {DAYS_A_PLACE} days from {claims} claims, two processes: {wall:.1f} s in all")
    parts = f"composing {composing:.1f} s, observing {observing:.1f} s, estimating {estimating:.1f} s"
    print(f"  {parts} of CPU, both processes together")
    busy = (observing + estimating) / 2
    print(f"  {busy:.1f} s on two cores without composing; at most {peak:.2f} GB a process")
    assert abs(total - places * DAYS_A_PLACE) < 1e-6 * total, "probabilities do not add up"
    claims_of_one, reports = composed(0, 1)
    update(claims_of_one, reports)


def update(claims: list[Claim], reports: dict[str, Report]) -> None:
    """A claim added to a place: its observations and days computed again."""
    times = []
    for _ in range(7):
        begun = time.perf_counter()
        observed = observe(claims, sources_of(claims, reports.values(), sides=SIDES))
        list(estimate(observed, Range(simulate.START, DAYS_A_PLACE), parameters()))
        times.append(time.perf_counter() - begun)
    print(f"  one place with {len(claims)} claims again: {1000 * sorted(times)[3]:.0f} ms (median of 7)")
