"""`tawatur framing`: who calls which actor and act what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tawatur.cli import options
from tawatur.cli.frame import Spoken, whole
from tawatur.cli.messages import Messages, isolate
from tawatur.cli.printing import print_json, print_table

if TYPE_CHECKING:
    from tawatur.model.framing import Contrast, Framing, Wording

ROWS, SUBJECTS = 20, 12


def make(say: Messages) -> click.Command:
    """The command in one language."""

    def run(casebook: Path, subject: str, outlet: str, every: bool, as_json: bool) -> None:
        from tawatur.views.framing import narrow

        with whole(casebook, say) as opened:
            found = narrow(opened.framing(), subject, outlet)
        if as_json:
            print_json(found)
        elif not found.wordings:
            click.echo(say("framing.none"))
        else:
            _print(say, found, every)

    parameters = [
        options.casebook(),
        options.text("subject", say("framing.subject"), "NAME"),
        options.text("outlet", say("framing.outlet"), "NAME"),
        click.Option(["--all", "every"], is_flag=True, help=say("show.all")),
        options.as_json(say),
    ]
    return Spoken(say, name="framing", help=say("framing.long"), callback=run, params=parameters)


def _print(say: Messages, found: Framing, every: bool) -> None:
    from tawatur.views.framing import matrix

    subjects = matrix(found)
    heads = [say(f"framing.{key}") for key in ("who", "words")]
    for one in subjects if every else subjects[:SUBJECTS]:
        rows = [(outlet, _words(say, words)) for outlet, words in one.outlets]
        print_table(f"{one.subject} ({one.uses})", heads, rows)
    if len(subjects) > SUBJECTS and not every:
        click.echo(say("show.more", count=len(subjects) - SUBJECTS))
    telling = [one for one in found.contrasts if one.z >= 1.96]
    if telling:
        heads = [say(f"framing.{key}") for key in ("who", "subject_head", "words", "uses", "others", "log_odds", "z")]
        shown = telling if every else telling[:ROWS]
        print_table(say("framing.apart"), heads, [_contrast(one) for one in shown], numbers=[3, 4, 5, 6])


def _words(say: Messages, words: tuple[Wording, ...]) -> str:
    """`داعش 12 (hostile)`: the wordings with their uses; those in quotations only, in brackets."""
    shown = []
    for one in words:
        mark = f" ({say(f'framing.{one.register}')})" if one.register in ("own", "hostile") else ""
        uses = str(len(one.spans)) if one.spans else f"[{len(one.quoted)}]"
        shown.append(f"{isolate(one.wording)} {uses}{mark}")
    return " · ".join(shown)


def _contrast(one: Contrast) -> tuple[str, ...]:
    mine, others = f"{one.count}/{one.total}", f"{one.others}/{one.others_total}"
    return one.outlet, one.subject, isolate(one.wording), mine, others, f"{one.log_odds:.2f}", f"{one.z:.2f}"
