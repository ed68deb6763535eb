"""`tawatur sources`: what every outlet and named source did."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tawatur.cli import options
from tawatur.cli.frame import Spoken, whole
from tawatur.cli.messages import Messages, isolate
from tawatur.cli.printing import print_json, print_table

if TYPE_CHECKING:
    from tawatur.model.corroboration import Share, SourceLine

ROWS = 15


def make(say: Messages) -> click.Command:
    """The command in one language."""

    def run(casebook: Path, every: bool, as_json: bool) -> None:

        with whole(casebook, say) as opened:
            lines = opened.source_lines()
        if as_json:
            print_json(lines)
            return
        for kind in ("outlet", "source"):
            rows = [line for line in lines if line.kind == kind]
            _print(say, kind, rows if every else rows[:ROWS])
            if len(rows) > ROWS and not every:
                click.echo(say("show.more", count=len(rows) - ROWS))
        click.echo(say("sources.note"))

    every = click.Option(["--all", "every"], is_flag=True, help=say("show.all"))
    parameters = [options.casebook(), every, options.as_json(say)]
    return Spoken(say, name="sources", help=say("sources.long"), callback=run, params=parameters)


def _print(say: Messages, kind: str, rows: list[SourceLine]) -> None:
    keys = ("name", "side", "claims", "first", "superseded", "contradicted", "confirmed", "relays")
    if rows:
        cells = [_cells(say, row) for row in rows]
        print_table(say(f"sources.{kind}s"), [say(f"sources.{key}") for key in keys], cells, numbers=[2])


def _cells(say: Messages, row: SourceLine) -> tuple[str, ...]:
    shares = [_share(say, one) for one in (row.first, row.superseded, row.contradicted, row.confirmed)]
    relays = ", ".join(f"{isolate(name or say('show.own_voice'))} {count}" for name, count in row.relays[:4])
    return row.name, row.side, str(row.claims), *shares, relays


def _share(say: Messages, one: Share) -> str:
    """`3/20 (5..36 %)`, with a mark where few cases carry it; a dash for none."""
    if one.of == 0:
        return "–"
    mark = f" {say('sources.few')}" if one.small else ""
    return f"{one.count}/{one.of} ({100 * one.low:.0f}..{100 * one.high:.0f} %){mark}"
