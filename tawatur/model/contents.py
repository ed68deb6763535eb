"""What a casebook holds, as one plain value: the input of every view."""

from __future__ import annotations

from typing import Literal

from tawatur.model.base import Because, Frozen
from tawatur.model.claim import Claim
from tawatur.model.mention import Mention
from tawatur.model.report import Passage, Refusal, Report

CrossKind = Literal["reuse", "same_event", "conflict", "supersession"]


class ReportSpan(Frozen, frozen=True, order=True):
    """A passage of a report as a half-open range of code points: the member of a `reuse` link."""

    report: str
    start: int
    end: int


class CrossLink(Frozen, frozen=True):
    """What holds across reports (codebook, sections 5 and 6): `claims` are claim ids (earlier first for
    `supersession`); `passages` the two copies of a `reuse`. One of the two is empty."""

    id: str
    kind: CrossKind
    claims: tuple[str, ...] = ()
    passages: tuple[ReportSpan, ...] = ()
    because: tuple[Because, ...] = ()


class Contents(Frozen, frozen=True):
    """The current version of everything in a casebook. `report` of passages, mentions and claims is `Report.id`.

    Reports are sorted by name and id; passages, mentions and claims by report in that order, then by span and id.
    """

    reports: tuple[Report, ...]
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    refusals: tuple[Refusal, ...] = ()
    links: tuple[CrossLink, ...] = ()
