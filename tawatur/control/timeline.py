"""Who held each place, day by day, with bounds, side accounts, sensitivity and reasons: the face of this package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import numpy as np
from msgspec.structs import replace

from tawatur.control.camps import NOBODY, Sides
from tawatur.control.estimate import Estimate, Range, estimate, informed, range_of, run
from tawatur.control.groups import Group
from tawatur.control.nested import nested
from tawatur.control.observe import Observed, observe, sources_of
from tawatur.control.parameters import Parameters, parameters
from tawatur.control.places import spot
from tawatur.control.reasons import Reasons
from tawatur.control.states import Floats
from tawatur.control.weigh import weights
from tawatur.languages import fold
from tawatur.model import Claim, CrossLink, Frozen, PlaceRef, Report
from tawatur.model.control import Account, Control, Day, Sensitivity, Without

MOST_TESTED = 200
"""Claims of one place that are left out in turn, the heaviest first."""


class Wanted(Frozen, frozen=True):
    """What to compute: the places whose name, words or key hold `place` (all if empty); `tested` also leaves each
    claim out in turn; `span` the days (those that the claims speak of if absent); `most` how many places at most, those
    most spoken of (0: all)."""

    place: str = ""
    tested: bool = False
    span: Range | None = None
    most: int = 0


def controls(
    claims: Sequence[Claim],
    reports: Iterable[Report],
    links: Iterable[CrossLink] = (),
    wanted: Wanted | None = None,
    groups: Mapping[str, Group] | None = None,
    sides: Sides | None = None,
) -> tuple[Control, ...]:
    """The control of every place asked for, most observed first, parts after their whole.

    `groups` are the independence groups of the corroboration step by claim id; without them claims are grouped by the
    root of their chain, outlet and shared passages. `sides` are read from the registries unless given. Places of which
    no claim observes anything are left out. The order of claims, reports and links does not matter.
    """
    asked = wanted or Wanted()
    sources = sources_of(claims, reports, links, groups, sides)
    every = observe(_about(claims, asked.place), sources)
    chosen = [o for o in every if o.observations and o.camps and _named(o, asked.place)]
    if not chosen:
        return ()
    span = asked.span or range_of([o for place in chosen for o in place.observations])
    heard = {
        key: sum(len(o.observations) for o in chosen if o.spot.whole == key) for key in {o.spot.whole for o in chosen}
    }
    chosen.sort(key=lambda o: (-heard[o.spot.whole], o.spot.whole, o.spot.part != "", o.spot.key))
    return _controls(chosen[: asked.most or None], span, parameters(), asked.tested)


def _about(claims: Sequence[Claim], name: str) -> Sequence[Claim]:
    """The claims about the places of that name and their parts: the others need not be observed."""
    if not name:
        return claims
    placed = [(claim, claim.place) for claim in claims if isinstance(claim.place, PlaceRef)]
    wanted = fold(name)
    cities = nested((spot(p), p) for _, p in placed)
    named = {spot(p).whole for _, p in placed if wanted in fold(p.name) or wanted in fold(p.text)}
    whole = named | {cities[key] for key in named if key in cities}
    whole |= {quarter for quarter, city in cities.items() if city in whole}
    return [claim for claim, p in placed if spot(p).whole in whole or wanted in spot(p).key]


def _named(observed: Observed, name: str) -> bool:
    place, wanted = observed.place, fold(name)
    return not wanted or any(
        wanted in fold(text) for text in (place.name, place.text, observed.within, observed.spot.key)
    )


def _controls(chosen: list[Observed], span: Range, values: Parameters, tested: bool) -> tuple[Control, ...]:
    every = list(estimate(chosen, span, values))
    low = list(estimate(chosen, span, values, 0.0))
    high = list(estimate(chosen, span, values, 1.0))
    accounts = _accounts(chosen, span, values, every)
    out = []
    for at, observed in enumerate(chosen):
        tests = _left_out(observed, every[at], span, values) if tested else {}
        reports = _reports(observed, every[at], span, values) if tested else ()
        top = every[at].holders.argmax(axis=1)
        moved = {claim: shift[np.arange(span.days), top] for claim, shift in tests.items()}
        reasons = Reasons(observed.observations, every[at], span.start, moved)
        days = _days(observed, span, (every[at], low[at], high[at]), reasons)
        sensitivity = _sensitivity(observed, tests, span)
        found = _control(observed, days, accounts[at], sensitivity, values)
        out.append(replace(found, without=reports))
    return tuple(out)


def _control(
    observed: Observed,
    days: tuple[Day, ...],
    accounts: tuple[Account, ...],
    sensitivity: tuple[Sensitivity, ...],
    values: Parameters,
) -> Control:
    place, at = observed.place, observed.spot
    return Control(
        place=at.key, name=f"{observed.within}: {at.part}" if at.part else place.name, lat=place.lat, lon=place.lon,
        kind=place.kind, part=at.part, within=observed.within, camps=observed.camps, days=days,
        accounts=accounts, observations=observed.observations, sensitivity=sensitivity, unused=observed.unused,
        parameters={name: getattr(values, name) for name in values.__struct_fields__},
    )  # fmt: skip


def _names(observed: Observed) -> tuple[str, ...]:
    return (*(camp.name for camp in observed.camps), NOBODY)


def _days(
    observed: Observed, span: Range, estimates: tuple[Estimate, Estimate, Estimate], reasons: Reasons | None
) -> tuple[Day, ...]:
    names = _names(observed)
    exact, missing = informed(estimates[0])
    each = np.stack([informed(e)[0] for e in estimates])
    held, low, high = _listed(exact), _listed(each.min(axis=0)), _listed(each.max(axis=0))
    shares, unknown = _listed(estimates[0].shares), _listed(missing)
    contested = _listed(estimates[0].contested * (1 - missing))
    everyone, camps = range(len(names)), range(len(names) - 1)
    out = []
    for d in range(span.days):
        shown = everyone if held[d][-1] >= 0.005 else camps  # "nobody" only where it may be so
        out.append(
            Day(
                day=span.start + timedelta(days=d),
                holders={names[i]: held[d][i] for i in shown},
                contested=contested[d],
                unknown=unknown[d],
                shares={names[i]: shares[d][i] for i in shown},
                bounds={names[i]: (low[d][i], high[d][i]) for i in shown},
                because=reasons.of(d) if reasons is not None else (),
                flags=reasons.flags(d) if reasons is not None else (),
            )
        )
    return tuple(out)


def _listed(values: Floats) -> Any:
    """Probabilities as plain numbers with four decimals, nested as the array is."""
    return np.round(np.clip(values, 0.0, 1.0), 4).tolist()


def _accounts(
    chosen: list[Observed], span: Range, values: Parameters, joint: list[Estimate]
) -> list[tuple[Account, ...]]:
    """The state by each side's own account, for every place: camps at the place, and others with an interest. A side is
    taken at its word there: the question is what its map showed, so its words weigh as those of a neutral source."""
    asked: list[tuple[int, str, Observed]] = []
    for at, observed in enumerate(chosen):
        for camp in sorted({o.camp for o in observed.observations if o.camp}):
            own = tuple(replace(o, relation="neutral") for o in observed.observations if o.camp == camp)
            if any(o.measure == "share" for o in own):
                asked.append((at, camp, replace(observed, observations=own)))
    found = estimate([observed for _, _, observed in asked], span, values)
    out: list[list[Account]] = [[] for _ in chosen]
    for (at, name, told), result in zip(asked, found, strict=True):
        days = _days(told, span, (result, result, result), None)
        apart = (result.holders.argmax(axis=1) != joint[at].holders.argmax(axis=1)) & (result.known > 0.5)
        parts = tuple(days[d].day for d in np.flatnonzero(apart))
        out[at].append(Account(name, len({o.claim for o in told.observations}), days, parts))
    return [tuple(accounts) for accounts in out]


def _left_out(observed: Observed, joint: Estimate, span: Range, values: Parameters) -> dict[str, Floats]:
    """By claim: P(holder) with it minus without it, (day, holder). Its copies may take its place, as they should."""
    weight: dict[str, float] = {}
    for o, w in zip(observed.observations, weights(observed.observations, values), strict=True):
        weight[o.claim] = weight.get(o.claim, 0.0) + float(w)
    heaviest = sorted(weight, key=lambda claim: (-weight[claim], claim))[:MOST_TESTED]
    cases = [_rest(observed, values, [o.claim != claim for o in observed.observations]) for claim in heaviest]
    return {
        claim: _difference(joint, without) for claim, without in zip(heaviest, run(cases, span, values), strict=True)
    }


def _difference(joint: Estimate, without: Estimate) -> Floats:
    """P(holder) with a claim minus without it, (day, holder), as far as the day is known at all."""
    return (joint.holders - without.holders) * np.maximum(joint.known, without.known)[:, None]


def _rest(observed: Observed, values: Parameters, kept: Sequence[bool]) -> tuple[Observed, Floats]:
    """The place with the weights that its observations have if only those `kept` are there."""
    rest = [i for i, keep in enumerate(kept) if keep]
    out = np.zeros(len(observed.observations))
    out[rest] = weights([observed.observations[i] for i in rest], values)
    return observed, out


def _reports(observed: Observed, joint: Estimate, span: Range, values: Parameters) -> tuple[Without, ...]:
    """What each report does, the one that changes most first."""
    ids = sorted({o.report for o in observed.observations})[:MOST_TESTED]
    if len(ids) < 2:
        return ()
    cases = [_rest(observed, values, [o.report != id for o in observed.observations]) for id in ids]
    names, out = _names(observed), []
    for id, left in zip(ids, run(cases, span, values), strict=True):
        shift = _difference(joint, left)
        day, holder = np.unravel_index(int(np.abs(shift).argmax()), shift.shape)
        claims = len({o.claim for o in observed.observations if o.report == id})
        on, moved = span.start + timedelta(days=int(day)), round(float(shift[day, holder]), 4)
        out.append(Without(id, claims, on, names[int(holder)], moved))
    return tuple(sorted(out, key=lambda w: (-abs(w.shift), w.report)))


def _sensitivity(observed: Observed, tests: dict[str, Floats], span: Range) -> tuple[Sensitivity, ...]:
    names = _names(observed)
    out = []
    for claim, shift in tests.items():
        day, holder = np.unravel_index(int(np.abs(shift).argmax()), shift.shape)
        on = span.start + timedelta(days=int(day))
        out.append(Sensitivity(claim, on, names[int(holder)], round(float(shift[day, holder]), 4)))
    return tuple(sorted(out, key=lambda s: (-abs(s.shift), s.claim)))
