"""`tawatur score`: against reference annotations."""

from __future__ import annotations

from pathlib import Path

import click

from tawatur.cli import options
from tawatur.cli.frame import Spoken, whole
from tawatur.cli.messages import Messages, isolate


def make(say: Messages) -> click.Command:
    """The command in one language."""

    def run(gold: Path, casebook: Path, errors: int, as_json: bool) -> None:

        with whole(casebook, say) as opened:
            scores = opened.score(gold)
        click.echo(scores.as_json() if as_json else scores.table())
        for label, rows in (("missed", scores.missed), ("extra", scores.extra)):
            for row in rows[:errors]:
                click.echo(f"{say(f'score.{label}')} {row.id} {row.type} {isolate(row.evidence.text[:160])}")
        for pair in scores.different[:errors]:
            words = isolate(pair.reference.evidence.text[:160])
            click.echo(f"{say('score.different')} {pair.reference.id} {', '.join(pair.slots)} {words}")

    return Spoken(
        say,
        name="score",
        help=say("score.long"),
        callback=run,
        params=[
            click.Argument(["gold"], metavar="GOLD_DIR", type=click.Path(exists=True, file_okay=False, path_type=Path)),
            options.casebook(),
            click.Option(["--errors"], default=0, type=click.IntRange(0), metavar="N", help=say("score.errors")),
            options.as_json(say),
        ],
    )
