"""Options and arguments that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from tawatur.cli.messages import Messages, bare


def casebook() -> click.Argument:
    """The casebook to ask."""
    return click.Argument(["casebook"], metavar="CASE", type=click.Path(path_type=Path))


def as_json(say: Messages) -> click.Option:
    """Machine-readable output."""
    return click.Option(["--json", "as_json"], is_flag=True, help=say("help.json"))


def text(name: str, help: str, metavar: str = "TEXT") -> click.Option:
    """An option that takes a word or a name."""
    return click.Option(
        [f"--{name}"], default="", help=help, metavar=metavar, callback=lambda _c, _o, value: bare(value)
    )
