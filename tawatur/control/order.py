"""What is told to have come after something dated: "announced it on the 9th, but lost it again a few days later"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from msgspec.structs import replace

from tawatur.control.dates import ONE, Days
from tawatur.control.parameters import rules
from tawatur.control.places import Spot
from tawatur.languages import fold
from tawatur.model import Claim, Report, Unknown

NEAR = 400
"""Characters between a dated claim and one that comes after it, at most: one sentence or two."""


def later_days(
    found: Iterable[tuple[Claim, Spot]], days: Callable[[Claim], Days | Unknown], reports: Mapping[str, Report]
) -> dict[str, Days]:
    """The days of undated acts, by claim, whose own words say that they came after what their report tells just before.

    That is of the same place and has a day: they are of one of the days after it, none later than the report. `found`
    is in the order of the reports' texts."""
    out: dict[str, Days] = {}
    anchors: dict[tuple[str, str], tuple[int, Days]] = {}
    for claim, at in found:
        on, key = days(claim), (claim.report, at.whole)
        if isinstance(on, Unknown) or claim.modality != "actual":
            continue
        if on.dated:
            if on.start == on.end:
                anchors[key] = claim.evidence.end, on
            continue
        end, anchor = anchors.get(key, (-NEAR, on))
        near = 0 <= claim.evidence.start - end <= NEAR
        if near and anchor.start < on.printed and _after(claim, reports.get(claim.report)):
            last = min(anchor.start + timedelta(days=rules().after.days), on.printed)
            out[claim.id] = replace(anchor, start=anchor.start + ONE, end=last, throughout=False, one=True)
    return out


def _after(claim: Claim, report: Report | None) -> bool:
    """Whether the claim's own words say that it came later."""
    if report is None:
        return False
    said = f" {fold(claim.evidence.of(report.text))} "
    return any(f" {joined}{fold(words)} " in said for words in rules().after.words for joined in ("", "و", "ف"))
