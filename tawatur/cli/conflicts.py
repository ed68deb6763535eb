"""`tawatur conflicts`: which statements cannot both be true, and which bring others up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tawatur.cli import options
from tawatur.cli.frame import Spoken, whole
from tawatur.cli.messages import Messages, isolate
from tawatur.cli.printing import print_json
from tawatur.cli.reasons import told

if TYPE_CHECKING:
    from tawatur.views.across import ConflictRow, Statement


def make(say: Messages) -> click.Command:
    """The command in one language."""

    def run(casebook: Path, kind: str, newer: bool, as_json: bool) -> None:
        from tawatur.views.across import conflict_rows, gathered

        with whole(casebook, say) as opened:
            shown = opened.shown()
        rows = conflict_rows(shown)
        rows = tuple(row for row in rows if (newer or row.relation == "conflict") and kind in ("", row.kind))
        if as_json:
            print_json(rows)
            return
        for row in gathered(shown, rows):
            _print(say, row)
        click.echo(say("conflicts.count", count=len(rows)) if rows else say("conflicts.none"))

    parameters = [
        options.casebook(),
        options.text("kind", say("conflicts.kind"), "KIND"),
        click.Option(["--newer"], is_flag=True, help=say("conflicts.newer")),
        options.as_json(say),
    ]
    return Spoken(say, name="conflicts", help=say("conflicts.long"), callback=run, params=parameters)


def _print(say: Messages, row: ConflictRow) -> None:
    click.echo(f"{say(f'{row.relation}.{row.kind}')}: {isolate(told(say, row.note))}")
    mark = "≠" if row.relation == "conflict" else "→"
    for sign, one in ((" ", row.first), (mark, row.second)):
        click.echo(f"  {sign} {line(say, one)}")
    click.echo(f"    {say('conflicts.more', count=row.more)}\n" if row.more else "")


def line(say: Messages, one: Statement) -> str:
    """One statement with its way: who prints it, when, on whose word, in its own words."""
    chain = " > ".join((one.outlet or one.report, *one.chain))
    marks = [say("conflicts.denied")] if one.denied else []
    marks += [one.modality] if one.modality != "actual" else []
    note = f" ({', '.join(marks)})" if marks else ""
    return f"{one.claim}  {isolate(chain)} {one.published}{note} {isolate(f'«{one.words}»')}"
