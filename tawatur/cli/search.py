"""`tawatur search`: sentences by their words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tawatur.cli import options
from tawatur.cli.frame import Spoken
from tawatur.cli.messages import FSI, PDI, Messages
from tawatur.cli.printing import print_json, print_table

if TYPE_CHECKING:
    from rich.text import Text

    from tawatur.stores import Hit


def make(say: Messages) -> click.Command:
    """The command in one language."""

    def run(casebook: Path, words: tuple[str, ...], limit: int, as_json: bool) -> None:
        from tawatur.casebook import Casebook

        with Casebook.open(casebook) as opened:
            hits = opened.search(" ".join(f'"{word}"' if " " in word else word for word in words), limit)
            names = {report.id: report.name for report in opened.reports()}
        if as_json:
            print_json(hits)
        elif not hits:
            click.echo(say("search.none", words=" ".join(words)))
        else:
            heads = [say("show.report_name"), say("claims.words")]
            print_table("", heads, [(names[hit.report], marked(hit)) for hit in hits])

    return Spoken(
        say,
        name="search",
        help=say("search.long"),
        callback=run,
        params=[
            options.casebook(),
            click.Argument(["words"], nargs=-1, required=True, metavar="WORDS"),
            click.Option(["--limit"], default=20, type=click.IntRange(1), metavar="N", help=say("search.limit")),
            options.as_json(say),
        ],
    )


def marked(hit: Hit) -> Text:
    """The sentence with the words that matched in bold."""
    from rich.text import Text

    text = Text(FSI + hit.text.replace("\n", " ") + PDI)
    for mark in hit.marks:
        text.stylize("bold yellow", mark.start - hit.span.start + 1, mark.end - hit.span.start + 1)
    return text
