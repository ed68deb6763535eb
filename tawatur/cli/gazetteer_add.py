"""`tawatur gazetteer add`: the places of a file."""

from __future__ import annotations

from pathlib import Path

import click

from tawatur.cli import options
from tawatur.cli.frame import Spoken
from tawatur.cli.messages import Messages, isolate
from tawatur.cli.printing import print_json


def make(say: Messages) -> click.Command:
    """The command in one language."""

    def run(file: Path, as_json: bool) -> None:
        from tawatur.gazetteer.add import add

        result = add(file)
        if as_json:
            print_json(result)
            return
        click.echo(say("gazetteer.done", count=result.added, path=result.path))
        for reason in result.skipped:
            click.echo(f"  {isolate(reason)}")

    parameters = [
        click.Argument(["file"], metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
        options.as_json(say),
    ]
    help = f"{say('gazetteer.add_long')}\n\nFILE: {say('gazetteer.file')}"
    return Spoken(say, name="add", help=help, callback=run, params=parameters)
