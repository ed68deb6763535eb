"""`tawatur export`: exchange files or a page."""

from __future__ import annotations

from pathlib import Path

import click

from tawatur.cli import frame, options
from tawatur.cli.messages import Messages


def make(say: Messages) -> click.Command:
    """The command in one language."""

    def run(casebook: Path, kind: str, out: Path, whole: bool) -> None:
        with frame.whole(casebook, say) as opened:
            opened.export(kind, out, whole)
        click.echo(say("export.done", path=out))

    return frame.Spoken(
        say,
        name="export",
        help=say("export.long"),
        callback=run,
        params=[
            options.casebook(),
            click.Option(
                ["--as", "kind"], required=True, type=click.Choice(["exchange", "html"]), help=say("export.as")
            ),
            click.Option(
                ["-o", "--out"], required=True, metavar="PATH", type=click.Path(path_type=Path), help=say("export.out")
            ),
            click.Option(["--whole"], is_flag=True, help=say("export.whole")),
        ],
    )
