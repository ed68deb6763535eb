"""`tawatur why`: the reasons of one claim, or the chains of one event."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tawatur.cli import options
from tawatur.cli.frame import Spoken, whole
from tawatur.cli.messages import Messages, isolate
from tawatur.cli.printing import print_json, print_table
from tawatur.cli.reasons import told

if TYPE_CHECKING:
    from tawatur.views.why import Why


def make(say: Messages) -> click.Command:
    """The command in one language."""

    def run(casebook: Path, claim: str, as_json: bool) -> None:
        from tawatur.cli.why_event import print_tree
        from tawatur.views.why import explain

        with whole(casebook, say) as opened:
            if claim.startswith("event-"):
                tree = opened.event(claim)
                print_json(tree) if as_json else print_tree(say, tree)
                return
            one, report = opened.claim(claim)
            home = {id: event.id for event in opened.across().events for id in event.claims}
            tell = str if as_json else partial(told, say)  # what other programs read is the same in every language
            why = explain(one, report, home.get(one.id, ""), tell)
        if as_json:
            print_json(why)
        else:
            _print(say, why)
            if why.event:
                click.echo(f"\n{say('why.event')}: {why.event}")

    parameters = [
        options.casebook(),
        click.Argument(["claim"], metavar="CLAIM"),
        options.as_json(say),
    ]
    return Spoken(
        say, name="why", help=f"{say('why.long')}\n\nCLAIM: {say('why.claim')}", callback=run, params=parameters
    )


def _print(say: Messages, why: Why) -> None:
    click.echo(f"{why.claim}  {isolate(why.words)}")
    click.echo(f"{say('why.report')}: {isolate(why.report)}")
    for slot in why.slots:
        click.echo(f"\n{say(f'why.{slot.name}')}: {isolate(slot.value)}")
        for reason in slot.because:
            click.echo(f"    {isolate(reason)}")
    if why.because:
        click.echo(f"\n{say('why.because')}:")
        for reason in why.because:
            click.echo(f"    {isolate(reason)}")
    if why.lost:
        print_table(f"\n{say('why.lost')}", ["", "", ""], why.lost, numbers=[1])
