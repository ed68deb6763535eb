"""A report that dates a change of hands in one sentence and repeats it without a day in another means the same day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tawatur.control.dates import Days
from tawatur.control.groups import Group
from tawatur.control.places import Spot
from tawatur.control.reading import Role
from tawatur.model import Claim, Frozen, Unknown

_ALIKE = 0.2
"""Shares of the place whose middles lie nearer than this are one share in other words."""


class Change(Frozen, frozen=True):
    """A change of hands as a claim has it: who gains and who loses (camps, empty if unknown), how much of the place."""

    days: Days
    gains: str
    loses: str
    share: float

    def same(self, other: Change) -> bool:
        """Whether both can be one change: nothing that they state differs, and they have a side in common."""
        if abs(self.share - other.share) >= _ALIKE:
            return False
        if _differ(self.gains, other.gains) or _differ(self.loses, other.loses):
            return False
        if (self.gains and self.gains == other.loses) or (self.loses and self.loses == other.gains):
            return False
        return bool((self.gains or self.loses) and (other.gains or other.loses))


def twin_days(
    found: Iterable[tuple[Claim, Spot]],
    days: Callable[[Claim], Days | Unknown],
    camp: Callable[[Claim, Role], str],
    narrators: Mapping[str, Group],
) -> dict[str, Days]:
    """The days of undated changes, by claim, that their own narrator dates in the same report: of those that may be
    meant the latest, and only within the days that the report allows anyway."""
    dated: dict[tuple[str, str, str], list[Change]] = {}
    undated: list[tuple[Claim, tuple[str, str, str], Change]] = []
    for claim, at in found:
        on = days(claim)
        if claim.type != "control.change" or claim.polarity == "denied" or claim.modality != "actual":
            continue
        if isinstance(on, Unknown):
            continue
        share = 1.0 if isinstance(claim.extent, Unknown) else sum(claim.extent) / 2
        change = Change(on, camp(claim, "agent"), camp(claim, "target"), share)
        key = (claim.report, narrators[claim.id].root, at.key)
        if not on.dated:
            undated.append((claim, key, change))
        elif on.start == on.end:
            dated.setdefault(key, []).append(change)
    out = {}
    for claim, key, change in undated:
        twins = [c for c in dated.get(key, ()) if change.days.start <= c.days.start <= change.days.end]
        same = [c.days for c in twins if change.same(c)]
        if same:
            out[claim.id] = max(same, key=lambda d: d.start)
    return out


def _differ(a: str, b: str) -> bool:
    return bool(a and b and a != b)
