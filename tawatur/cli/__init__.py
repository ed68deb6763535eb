"""The command line: parse, call, print; no logic. One module a command, imported when it runs."""

from __future__ import annotations

import sys

import click

from tawatur import __version__
from tawatur.cli.frame import SpokenGroup
from tawatur.cli.messages import LANGUAGES, Messages, messages
from tawatur.errors import TawaturError

_COMMANDS = (
    "read",
    "show",
    "claims",
    "search",
    "why",
    "events",
    "conflicts",
    "control",
    "sources",
    "framing",
    "copies",
    "date",
    "score",
    "export",
    "gazetteer",
    "lint",
)


def application(say: Messages) -> click.Group:
    """The command `tawatur` in one language."""
    return SpokenGroup(
        say,
        {name: (f"tawatur.cli.{name}", f"command.{name}") for name in _COMMANDS},
        name="tawatur",
        help=say("help.main"),
        context_settings={"max_content_width": 100},
        params=[
            click.Option(["--lang"], type=click.Choice(LANGUAGES), help=say("help.lang"), expose_value=False),
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_version,
                help=say("help.version"),
            ),
        ],
        callback=lambda: None,
    )


def _version(context: click.Context, option: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"tawatur {__version__}")
        context.exit()


def main() -> None:
    """The entry point: runs the command; an error of the project says what to do, with exit status 1."""
    say = messages()
    try:
        application(say).main(prog_name="tawatur", standalone_mode=True)
    except TawaturError as error:
        _fail(say, str(error))
    except OSError as error:
        _fail(say, f"{error.filename or ''}: {error.strerror or error}".removeprefix(": "))
    except Exception as error:
        if type(error).__module__.split(".")[0] != "apsw":
            raise
        _fail(say, say("error.disk", reason=str(error)))


def _fail(say: Messages, message: str) -> None:
    click.echo(f"{say('error.prefix')}{message}", err=True)
    sys.exit(1)
