"""Why a day stands as it does: the claims that speak of it, what each adds, what it is carried from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from tawatur.control.estimate import Estimate
from tawatur.control.states import Floats
from tawatur.model.control import Moved, Observation

DOUBTFUL = 0.7
"""How well a claim was read is told below this."""
MOST = 12
"""Reasons shown for one day; the strongest come first."""


class Reasons:
    """The reasons of each day of one place. `shifts` (claim id -> (day,)): what leaving the claim out does to the
    likeliest holder's probability, with the claim minus without it."""

    def __init__(
        self,
        observations: Sequence[Observation],
        estimate: Estimate,
        start: date,
        shifts: dict[str, Floats] | None = None,
    ) -> None:
        self._observations, self._start, self._shifts = observations, start, shifts or {}
        rows, days, weights = estimate.entries
        self._by_day: dict[int, list[int]] = {}
        for entry, day in enumerate(days.tolist()):
            self._by_day.setdefault(day, []).append(entry)
        self._rows, self._weights = rows, weights
        self._scores = _scores(estimate)
        self._assaults = [o for o in observations if o.measure == "assault"]
        self._seen = sorted(self._by_day)

    def of(self, day: int) -> tuple[Moved, ...]:
        """The reasons of one day, strongest first: its own claims, else the nearest ones before and after it."""
        here = self._by_day.get(day, [])
        found = self._moved(here, day, 0) + self._attacks(day)
        if not here:
            before = [d for d in self._seen if d < day][-1:]
            after = [d for d in self._seen if d > day][:1]
            for near in before + after:
                found += self._moved(self._by_day[near], day, day - near)[:3]
        return tuple(found[:MOST])

    def _moved(self, entries: list[int], day: int, distance: int) -> list[Moved]:
        by_claim: dict[str, list[int]] = {}
        for entry in entries:
            by_claim.setdefault(self._observations[self._rows[entry]].claim, []).append(entry)
        out = []
        for claim, own in by_claim.items():
            notes = dict.fromkeys(_note(self._observations[self._rows[e]]) for e in own)
            weight, score = float(self._weights[own].sum()), float(self._scores[own].sum())
            shift = float(self._shifts[claim][day]) if claim in self._shifts else None
            out.append(Moved(claim, "; ".join(notes), round(weight, 3), round(score, 3), distance, _rounded(shift)))
        return sorted(out, key=lambda m: (-abs(m.score), -m.weight, m.claim))

    def _attacks(self, day: int) -> list[Moved]:
        on = self._start + timedelta(days=day)
        out: dict[str, Moved] = {}
        for o in self._assaults:
            if o.start <= on <= o.end and o.claim not in out:
                shift = float(self._shifts[o.claim][day]) if o.claim in self._shifts else None
                out[o.claim] = Moved(o.claim, f"{o.note}: a change is likelier", o.weight, 0.0, 0, _rounded(shift))
        return sorted(out.values(), key=lambda m: (-m.weight, m.claim))[:4]

    def flags(self, day: int) -> tuple[str, ...]:
        """What is odd about the claims of one day."""
        found = [flag for e in self._by_day.get(day, []) for flag in self._observations[self._rows[e]].flags]
        return tuple(dict.fromkeys(found))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _note(o: Observation) -> str:
    source = {"own side": "by its own side", "rival": "by a rival's source", "neutral": "by a neutral source"}
    said = source.get(o.relation, "by a source of unknown side")
    note = f"{o.note} ({said})" if o.holder else o.note
    return note if o.read >= DOUBTFUL else f"{note}, read rightly with {100 * o.read:.0f} %"


def _scores(estimate: Estimate) -> Floats:
    """Log-odds that each entry adds, on its own, for its day's likeliest holder: (entry,). The states for and against
    it weigh as the result has them."""
    _, days, weights = estimate.entries
    if not len(days):
        return np.zeros(0)
    states = estimate.regimes.states
    top = estimate.holders.argmax(axis=1)[days]
    belongs = states.majority[:, top].T
    mass = estimate.state[days] + 1e-12
    like = np.exp(estimate.likelihoods * weights[:, None])
    for_it, against = mass * belongs, mass * (1 - belongs)
    ratio = (for_it * like).sum(1) / for_it.sum(1) / ((against * like).sum(1) / against.sum(1))
    return np.asarray(np.log(ratio))
