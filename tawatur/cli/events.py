"""`tawatur events`: what the reports agree they speak of, and what stands behind it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tawatur.cli import options
from tawatur.cli.frame import Spoken, whole
from tawatur.cli.messages import Messages, isolate
from tawatur.cli.printing import print_json, print_table

if TYPE_CHECKING:
    from tawatur.views.across import EventRow

ROWS = 40


def make(say: Messages) -> click.Command:
    """The command in one language."""

    def run(casebook: Path, as_json: bool, every: bool, **wanted: str) -> None:
        from tawatur.views.across import event_rows, pick

        with whole(casebook, say) as opened:
            rows = pick(event_rows(opened.shown()), **wanted)
        if as_json:
            print_json(rows)
        elif not rows:
            click.echo(say("events.none"))
        else:
            _print(say, rows, every)

    filters = [options.text(name, say(f"events.{name}")) for name in ("type", "place", "actor", "standing")]
    every = click.Option(["--all", "every"], is_flag=True, help=say("events.all"))
    parameters = [options.casebook(), *filters, every, options.as_json(say)]
    return Spoken(say, name="events", help=say("events.long"), callback=run, params=parameters)


def _print(say: Messages, rows: tuple[EventRow, ...], every: bool) -> None:
    shown = rows if every else rows[:ROWS]
    heads = [
        say(f"events.head_{key}") for key in ("id", "what", "place", "when", "reports", "chains", "standing", "words")
    ]
    print_table("", heads, [_cells(say, row) for row in shown], numbers=[4, 5])
    if len(rows) > len(shown):
        click.echo(say("events.more", count=len(rows) - len(shown)))
    click.echo(say("events.next", id=rows[0].id))


def _cells(say: Messages, row: EventRow) -> tuple[str, ...]:
    what = row.type + (f": {', '.join(row.agents[:2])}" if row.agents else "")
    chains = str(row.low) if row.low == row.high else f"{row.low}..{row.high}"
    words = isolate(row.statements[0].words[:90])
    return row.id, what, row.place, row.when, str(row.reports), chains, say(f"standing.{key(row.standing)}"), words


def key(name: str) -> str:
    """A name of a kind as a key of the catalogue."""
    return name.replace(" ", "_")
