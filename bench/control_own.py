"""How far the answer from the program's own claims lies from the answer from reference claims, set by set.

python bench/control_own.py [SET...]            own claims with the reference's dates of reports
python bench/control_own.py --casebook [SET...] everything by itself, dates of reports as well

For every place on which the reference's claims observe a holder, over the days that they leave less than half
unknown: the squared distance of the probabilities of the holders (0 to 2), that of saying nothing, and how often the
likeliest holder is the same where the reference is sure of it.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import sets
from control import real_case

from tawatur.casebook import Casebook
from tawatur.control import Wanted, controls
from tawatur.control.estimate import Range
from tawatur.languages import fold
from tawatur.model import Claim, Report
from tawatur.model.control import Camp, Control, Day

SURE = 0.6
NEAR_KM = 5.0


def own_claims(reports: list[Report]) -> list[Claim]:
    """What the program reads out of the reports, each report for itself."""
    return list(sets.contents(reports).claims)


def alone(name: str) -> tuple[list[Report], list[Claim]]:
    """The set as `tawatur read` has it: dates of reports are found, claims extracted."""
    folder = sets.ROOT / "samples" / name[7:] if name.startswith("sample/") else sets.SHARED / "reports" / name
    with tempfile.TemporaryDirectory() as scratch, Casebook.create(Path(scratch) / "own") as casebook:
        casebook.read([folder], jobs=1)
        contents = casebook.contents()
    return list(contents.reports), list(contents.claims)


def pairs(reference: Sequence[Control], own: Sequence[Control]) -> list[tuple[Control, Control | None]]:
    """Each place of the reference with the own one that is the same: by name, else by where it lies."""
    named = {(fold(c.name.split(": ")[0]), c.part): c for c in reversed(own)}
    out = []
    for place in reference:
        found = named.get((fold(place.name.split(": ")[0]), place.part))
        if found is None:
            near = [c for c in own if c.part == place.part and apart(place, c) < NEAR_KM]
            found = min(near, key=lambda c: (apart(place, c), c.place), default=None)
        out.append((place, found))
    return out


def apart(a: Control, b: Control) -> float:
    """Kilometres between two places, infinite where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    east = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(a.lat - b.lat, east)


def held(day: Day | None, camps: Sequence[Camp], as_in: Sequence[Camp]) -> np.ndarray:
    """P(holder) of a day for the camps `as_in`, those of `camps` matched by a common side or actor; others last."""
    out = np.zeros(len(as_in) + 1)
    if day is None:
        return out
    for camp in camps:
        mine = {*camp.sides, *camp.actors}
        at = next((i for i, other in enumerate(as_in) if mine & {*other.sides, *other.actors}), len(as_in))
        if not mine:
            at = next((i for i, other in enumerate(as_in) if not other.sides), len(as_in))
        out[at] += day.holders.get(camp.name, 0.0)
    return out


def compare(reference: Control, own: Control | None) -> tuple[list[float], list[float], list[bool]]:
    """Over the known days: distance, distance of saying nothing, whether the likeliest holder is the same."""
    days = {d.day: d for d in own.days} if own is not None else {}
    camps = own.camps if own is not None else ()
    distance, nothing, same = [], [], []
    for day in reference.days:
        if day.unknown >= 0.5:
            continue
        there = held(day, reference.camps, reference.camps)
        here = held(days.get(day.day), camps, reference.camps)
        distance.append(float(((there - here) ** 2).sum()))
        nothing.append(float((there**2).sum()))
        if there.max() >= SURE:
            same.append(bool(here.max() > 0 and here.argmax() == there.argmax()))
    return distance, nothing, same


def measure(name: str, casebook: bool) -> tuple[list[float], list[float], list[bool]]:
    """All places of one set; prints the worst."""
    reports, claims = real_case(name)
    if casebook:
        found, own = alone(name)
        by_name = {r.name: r.id for r in reports}
        ids = {r.id: by_name[r.name] for r in found}
        own = [msgspec.structs.replace(c, report=ids[c.report]) for c in own]
        own_reports = [msgspec.structs.replace(r, id=ids[r.id]) for r in found]
    else:
        own_reports, own = reports, own_claims(reports)
    reference = [
        c
        for c in controls(claims, reports)
        if any(o.type.startswith("control") and o.measure == "share" for o in c.observations)
    ]
    first = min(c.days[0].day for c in reference)
    last = max(c.days[-1].day for c in reference)
    span = Range(first, (last - first).days + 1)
    mine = controls(own, own_reports, wanted=Wanted(span=span))
    rows = []
    for place, other in pairs(reference, mine):
        distance, nothing, same = compare(place, other)
        if distance:
            rows.append((float(np.mean(distance)), float(np.mean(nothing)), same, place.name, other is not None))
    if not rows:
        print(f"\n{name}: no place whose holder the reference lets know")
        return [], [], []
    print(
        f"\n{name}: {len(rows)} places, distance {np.mean([r[0] for r in rows]):.3f}, "
        f"of nothing {np.mean([r[1] for r in rows]):.3f}, same holder {agreement([s for r in rows for s in r[2]])}"
    )
    for far, none, alike, title, known in sorted(rows, reverse=True, key=lambda r: r[0])[:12]:
        missing = "" if known else "  (no such place)"
        print(f"    {far:.2f} ({none:.2f}) {agreement(alike):>6s} {title}{missing}")
    return [r[0] for r in rows], [r[1] for r in rows], [s for r in rows for s in r[2]]


def agreement(same: Sequence[bool]) -> str:
    return f"{100 * sum(same) / len(same):.0f} %" if same else "-"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="SET")
    parser.add_argument("--casebook", action="store_true")
    wanted = parser.parse_args()
    learning = sorted(p.name for p in (sets.SHARED / "gold").glob("train*"))
    names = wanted.names or [*(f"sample/{s}" for s in sets.samples()), *sets.references(), *learning]
    if sets.BLIND & set(names):
        raise SystemExit("that set stays unread")
    found = [measure(name, wanted.casebook) for name in names]
    distance = [x for part in found for x in part[0]]
    nothing = [x for part in found for x in part[1]]
    same = [x for part in found for x in part[2]]
    print(
        f"\nall: {len(distance)} places, distance {np.mean(distance):.3f}, of nothing {np.mean(nothing):.3f}, "
        f"same holder {agreement(same)}"
    )


if __name__ == "__main__":
    main()
