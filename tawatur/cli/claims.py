"""`tawatur claims`: a filtered list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tawatur.cli import options
from tawatur.cli.frame import Spoken
from tawatur.cli.messages import Messages, isolate
from tawatur.cli.printing import print_table, width

if TYPE_CHECKING:
    from tawatur.views.rows import ClaimRow

TABLE_WIDTH = 140
FILTERS = ("type", "place", "actor", "source", "report")


def make(say: Messages) -> click.Command:
    """The command in one language."""

    def run(casebook: Path, as_json: bool, **filters: str) -> None:
        from tawatur.casebook import Casebook

        with Casebook.open(casebook) as opened:
            rows = opened.claim_rows(**filters)
        if as_json:
            from tawatur.views.rows import encode_rows

            click.echo(encode_rows(rows).decode(), nl=False)
        elif not rows:
            click.echo(say("claims.none"))
        else:
            _print(say, rows)

    filters = [options.text(name, say(f"claims.{name}")) for name in FILTERS]
    parameters = [options.casebook(), *filters, options.as_json(say)]
    return Spoken(say, name="claims", help=say("claims.long"), callback=run, params=parameters)


def _print(say: Messages, rows: tuple[ClaimRow, ...]) -> None:
    heads = [say(f"claims.{key}") for key in ("id", "what", "agents", "targets")]
    heads += [say("show.place"), say("claims.when"), say("claims.chain"), say("claims.words")]
    if width() >= TABLE_WIDTH:
        print_table("", heads, [_cells(row) for row in rows], whole=2)
    else:
        for row in rows:
            _block(heads, _cells(row))
    click.echo(say("claims.count", count=len(rows)))


def _block(heads: list[str], cells: tuple[str, ...]) -> None:
    """One claim on lines of its own, for a narrow terminal."""
    click.echo(f"{cells[0]}  {cells[1]}")
    click.echo(f"    {isolate(cells[-1])}")
    named = [f"{head}: {isolate(cell)}" for head, cell in zip(heads[2:-1], cells[2:-1], strict=True) if cell]
    click.echo("    " + " · ".join(named) + "\n")


def _cells(row: ClaimRow) -> tuple[str, ...]:
    marks = "".join(f" ({mark})" for mark in (row.polarity, row.modality) if mark not in ("affirmed", "actual"))
    when = ""
    if row.when is not None:
        start, end = row.when.start or "...", row.when.end or "..."
        when = start if start == end else f"{start}..{end}"
    chain = " > ".join(link.who or link.organisation or "?" for link in row.chain)
    place = row.place.name if row.place is not None else ""
    names = (", ".join(row.agents), ", ".join(row.targets))
    return row.id, f"{row.type}{marks}", *names, place or "", when, chain, " ".join(row.evidence.text.split())
