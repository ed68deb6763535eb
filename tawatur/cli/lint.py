"""`tawatur lint`: checks of the data files."""

from __future__ import annotations

import click

from tawatur.cli import options
from tawatur.cli.frame import Spoken
from tawatur.cli.messages import Messages
from tawatur.cli.printing import print_json


def make(say: Messages) -> click.Command:
    """The command in one language."""

    def run(list_unchecked: bool, as_json: bool) -> None:
        from tawatur import lint

        if list_unchecked:
            entries = lint.unchecked()
            if as_json:
                print_json(entries)
            else:
                click.echo("\n".join((*entries, say("lint.unchecked_count", count=len(entries)))))
            return
        found = lint.run()
        if as_json:
            print_json(found)
        elif found.problems:
            click.echo("\n".join((*found.problems, say("lint.problems", count=len(found.problems)))))
        else:
            click.echo(say("lint.clean", checks=found.checks))
        if found.problems:
            raise SystemExit(1)

    unchecked = click.Option(["--unchecked", "list_unchecked"], is_flag=True, help=say("lint.unchecked"))
    parameters = [unchecked, options.as_json(say)]
    return Spoken(say, name="lint", help=say("lint.long"), callback=run, params=parameters)
