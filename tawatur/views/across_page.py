"""What the page shows of what holds across reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tawatur.corroboration import source_lines
from tawatur.framing import framing
from tawatur.model import Contents, Frozen
from tawatur.model.corroboration import Across, Tie
from tawatur.views.across import ConflictRow, EventRow, Shown, conflict_rows, copy_rows, event_rows, gathered
from tawatur.views.cards import Card
from tawatur.views.chain_picture import picture
from tawatur.views.framing import matrix
from tawatur.views.page_choice import Choice, Count, Limits, choose

TELLING = 1.96
"""The z-score from which a contrast is shown."""


class EventPanel(Frozen, frozen=True):
    """One event of the page; `picture` is empty where one claim stands alone."""

    row: EventRow
    picture: str


def chosen(contents: Contents, across: Across, limits: Limits) -> Choice:
    """What the page keeps of the casebook; disagreements of the events with most chains come first."""
    shown = Shown(contents, across)
    rows = event_rows(shown)
    rank = {claim.claim: at for at, row in enumerate(rows) for claim in row.statements}
    differ = gathered(shown, conflict_rows(shown))
    ordered = sorted(differ, key=lambda row: _rank(row, rank)) if len(differ) > limits.conflicts else differ
    return choose(contents, rows, ordered, copy_rows(shown), limits)


def _rank(row: ConflictRow, rank: Mapping[str, int]) -> tuple[str, int, str]:
    return row.relation, min(rank[row.first.claim], rank[row.second.claim]), row.id


def across_page(
    contents: Contents, across: Across, cards: Sequence[Card], choice: Choice, limits: Limits
) -> dict[str, Any]:
    """The values of the page's sections; `contents` is the whole casebook, of which sources and framing speak."""
    numbers = {card.claim.id: card.number for card in cards}
    ties = {backing.event: backing.ties for backing in across.backings}
    found = framing(contents)
    subjects, lines = matrix(found), source_lines(across, contents.reports)
    telling = [one for one in found.contrasts if one.z >= TELLING]
    outlets, sources = ([one for one in lines if one.kind == kind] for kind in ("outlet", "source"))
    listed = min(len(outlets), limits.sources) + min(len(sources), limits.sources)
    return {
        "events": [_panel(row, ties[row.id], numbers) for row in choice.events],
        "alone": choice.alone,
        "numbers": numbers,
        "conflicts": choice.conflicts,
        "copies": choice.copies,
        "source_lines": (*outlets[: limits.sources], *sources[: limits.sources]),
        "subjects": subjects[: limits.subjects],
        "contrasts": telling[: limits.contrasts],
        "counts": {
            one.what: one
            for one in (
                *choice.counts,
                Count("sources", listed, len(lines), "tawatur sources CASE"),
                Count("subjects", min(len(subjects), limits.subjects), len(subjects), "tawatur framing CASE --all"),
                Count("contrasts", min(len(telling), limits.contrasts), len(telling), "tawatur framing CASE --all"),
            )
        },
    }


def _panel(row: EventRow, ties: Sequence[Tie], numbers: Mapping[str, int]) -> EventPanel:
    if len(row.statements) < 2:
        return EventPanel(row, "")
    maybe = [(tie.first, tie.second) for tie in ties if not tie.proven]
    return EventPanel(row, picture(row, numbers, maybe, f"{row.low}..{row.high}"))
