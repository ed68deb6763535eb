"""`tawatur copies`: passages that reports share, with the direction and the evidence for it."""

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
    from tawatur.views.across import CopyRow


def make(say: Messages) -> click.Command:
    """The command in one language."""

    def run(casebook: Path, report: str, as_json: bool) -> None:
        from tawatur.views.across import copy_rows

        with whole(casebook, say) as opened:
            name = opened.report(report).name if report else ""
            rows = copy_rows(opened.shown())
        rows = tuple(row for row in rows if not name or name in (row.first, row.second))
        if as_json:
            print_json(rows)
            return
        for row in rows:
            _print(say, row)
        click.echo(say("copies.count", count=len(rows)) if rows else say("copies.none"))

    parameters = [options.casebook(), options.text("report", say("copies.report"), "NAME"), options.as_json(say)]
    return Spoken(say, name="copies", help=say("copies.long"), callback=run, params=parameters)


def _print(say: Messages, row: CopyRow) -> None:
    direction = say(f"copies.{row.direction.replace(' ', '_')}", third=row.third or say("copies.someone"))
    edition = f" · {say('copies.versions')}" if row.versions else ""
    likeness = say("copies.likeness", words=row.words, percent=f"{100 * row.likeness:.0f}")
    click.echo(f"{row.first} ~ {row.second}: {direction}{edition} · {likeness}")
    for reason in row.because:
        click.echo(f"    {isolate(told(say, reason))}")
    for words in (row.first_words, row.second_words):
        click.echo(f"    {isolate(f'«{words}»')}")
    click.echo("")
