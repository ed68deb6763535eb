"""`tawatur lint`: checks of the data files."""

from __future__ import annotations

import click

from tawatur.cli import options
from tawatur.cli.frame import Spoken
from tawatur.cli.messages import Messages
from tawatur.cli.printing import print_json, print_table

_COLUMNS = ("file", "rows", "checked", "partly", "open")


def make(say: Messages) -> click.Command:
    """The command in one language."""

    def run(list_unchecked: bool, as_json: bool) -> None:
        from tawatur import lint

        if list_unchecked:
            entries, files = lint.unchecked(), lint.provenance()
            if as_json:
                print_json({"entries": entries, "files": files})
                return
            click.echo("\n".join(entries))
            parts = [(one.file, one.rows, one.checked, one.partly, one.unchecked) for one in files]
            sums = [sum(row) for row in zip(*(part[1:] for part in parts), strict=True)]
            heads = [say(f"lint.{name}") for name in _COLUMNS]
            print_table("", heads, [*parts, (say("lint.all"), *sums)], numbers=(1, 2, 3, 4))
            click.echo(say("lint.unchecked_count", count=len(entries)))
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
