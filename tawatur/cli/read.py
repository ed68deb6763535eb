"""`tawatur read`: files into a casebook."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from tawatur.cli import options
from tawatur.cli.frame import Spoken
from tawatur.cli.messages import Messages, isolate
from tawatur.cli.printing import Progress, print_json

SOME_REFUSED = 3


def make(say: Messages) -> click.Command:
    """The command in one language."""

    def run(paths: tuple[str, ...], casebook: Path, **given: Any) -> None:
        _read(say, paths, casebook, given)

    return Spoken(
        say,
        name="read",
        help=say("read.long"),
        callback=run,
        params=[
            click.Argument(["paths"], nargs=-1, required=True, metavar="PATH..."),
            click.Option(
                ["-c", "--casebook"], required=True, metavar="CASE", type=click.Path(path_type=Path),
                help=say("read.casebook"),
            ),
            click.Option(["--meta"], default="", metavar="FILE", help=say("read.meta")),
            options.text("outlet", say("read.outlet")),
            click.Option(["--date"], default="", metavar="DAY", help=say("read.date")),
            click.Option(["--column"], multiple=True, metavar="FIELD=COLUMN", help=say("read.column")),
            click.Option(["--encoding"], default="", metavar="NAME", help=say("read.encoding")),
            click.Option(["--any-language"], is_flag=True, help=say("read.any_language")),
            click.Option(
                ["--max-bytes"], default=5_000_000, type=click.IntRange(1), metavar="N", help=say("read.max_bytes")
            ),
            click.Option(["--jobs"], default=0, type=click.IntRange(0, 256), metavar="N", help=say("read.jobs")),
            click.Option(
                ["--claims"], metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
                help=say("read.claims"),
            ),
            options.as_json(say),
        ],
    )  # fmt: skip


def _read(say: Messages, paths: tuple[str, ...], path: Path, given: dict[str, Any]) -> None:
    from tawatur.casebook import Casebook
    from tawatur.reports import ReadOptions

    columns = tuple(_column(say, pair) for pair in given["column"])
    wanted = ReadOptions(
        published=given["date"], outlet=given["outlet"], meta=given["meta"], columns=columns,
        any_language=given["any_language"], encoding=given["encoding"],
        max_bytes=given["max_bytes"], read_on=date.today(),
    )  # fmt: skip
    progress = Progress(say)
    try:
        with Casebook.create(path) as casebook:
            result = casebook.read(paths, wanted, given["claims"], given["jobs"], progress)
    except KeyboardInterrupt as stop:
        raise click.ClickException(say("error.interrupted")) from stop
    finally:
        progress.close()
    if given["as_json"]:
        print_json(result)
    else:
        _print(say, result, path)
    if result.refusals:
        raise SystemExit(SOME_REFUSED)


def _print(say: Messages, result: Any, path: Path) -> None:
    counts = {"reports": result.reports, "changed": result.changed, "derived": result.derived}
    click.echo(say("read.done", refused=len(result.refusals), **counts))
    if result.refusals:
        click.echo(say("read.refused"))
    for refusal in result.refusals:
        advice = f" ({refusal.advice})" if refusal.advice else ""
        click.echo(f"  {isolate(refusal.source)}: {isolate(refusal.reason + advice)}")
    click.echo(say("read.next", casebook=path))


def _column(say: Messages, pair: str) -> tuple[str, str]:
    field, equals, column = pair.partition("=")
    if not (equals and column) or field not in ("text", "title", "published", "outlet", "url", "author", "id"):
        raise click.BadParameter(say("read.bad_column", value=pair), param_hint="--column")
    return field, column
