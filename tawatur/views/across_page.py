"""What the page shows of what holds across reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tawatur.corroboration import source_lines
from tawatur.framing import framing
from tawatur.model import Contents, Frozen
from tawatur.model.corroboration import Across, Tie
from tawatur.views.across import EventRow, Shown, conflict_rows, copy_rows, event_rows, gathered
from tawatur.views.cards import Card
from tawatur.views.chain_picture import picture
from tawatur.views.framing import matrix

SUBJECTS, TELLING, PICTURED = 40, 1.96, 200
"""Subjects of the matrix on the page, the z-score from which a contrast is shown, and events with a picture."""


class EventPanel(Frozen, frozen=True):
    """One event of the page; `picture` is empty where one claim stands alone."""

    row: EventRow
    picture: str


def across_page(contents: Contents, across: Across, cards: Sequence[Card]) -> dict[str, Any]:
    """The values of the page's sections: events of two claims or more, or with something against them."""
    shown = Shown(contents, across)
    numbers = {card.claim.id: card.number for card in cards}
    rows = event_rows(shown)
    told = [row for row in rows if len(row.statements) > 1 or row.against or row.newer]
    ties = {backing.event: backing.ties for backing in across.backings}
    found = framing(contents)
    return {
        "events": [_panel(row, ties[row.id], numbers, n) for n, row in enumerate(told)],
        "alone": len(rows) - len(told),
        "numbers": numbers,
        "conflicts": gathered(shown, conflict_rows(shown)),
        "copies": copy_rows(shown),
        "source_lines": source_lines(across, contents.reports),
        "subjects": matrix(found)[:SUBJECTS],
        "contrasts": [one for one in found.contrasts if one.z >= TELLING],
    }


def _panel(row: EventRow, ties: Sequence[Tie], numbers: Mapping[str, int], at: int) -> EventPanel:
    if at >= PICTURED or len(row.statements) < 2:
        return EventPanel(row, "")
    maybe = [(tie.first, tie.second) for tie in ties if not tie.proven]
    return EventPanel(row, picture(row, numbers, maybe, f"{row.low}..{row.high}"))
