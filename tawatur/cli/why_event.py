"""The chains of an event as a tree on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tawatur.cli.conflicts import line
from tawatur.cli.messages import Messages, isolate
from tawatur.cli.reasons import told

if TYPE_CHECKING:
    from tawatur.views.across import Branch, EventRow, Tree


def print_tree(say: Messages, tree: Tree) -> None:
    """The event, its chains to their roots, what may join them, what speaks against it, what made it one event."""
    _head(say, tree.event)
    for number, (strand, branch) in enumerate(tree.strands, 1):
        side = f" [{say('why.event_side', side=strand.side)}]" if strand.side else ""
        named = "" if strand.named else f" ({say('why.event_unnamed')})"
        click.echo(f"\n{say('why.event_strand', number=number, root=isolate(strand.root))}{named}{side}")
        _branch(say, branch, "", True)
    if tree.maybe:
        click.echo(f"\n{say('why.event_maybe')}:")
        for first, second, note, words in tree.maybe:
            click.echo(f"    {first} ? {second}: {isolate(told(say, note))}")
            _words(words, "        ")
    _objections(say, tree.event)
    if tree.joins:
        click.echo(f"\n{say('why.event_joins')}:")
        for first, second, score, notes in tree.joins:
            click.echo(f"    {first} + {second} ({score:+.2f})")
            for note in notes:
                click.echo(f"        {isolate(note)}")


def _head(say: Messages, event: EventRow) -> None:
    parts = (event.type, ", ".join(event.agents), "◂ " + ", ".join(event.targets) if event.targets else "")
    where = (event.place, event.when)
    click.echo(f"{event.id}  {' · '.join(part for part in (*parts, *where) if part)}")
    standing = say(f"standing.{event.standing.replace(' ', '_')}")
    click.echo(
        say("why.event_range", low=event.low, high=event.high, standing=standing, note=isolate(told(say, event.note)))
    )
    if event.also:
        names = ", ".join(say(f"standing.{name.replace(' ', '_')}") for name in event.also)
        click.echo(say("why.event_also", names=names))
    for circle in event.circles:
        click.echo(f"{say('why.event_circles')}: {' ↔ '.join(name.removeprefix('outlet:') for name in circle)}")


def _branch(say: Messages, branch: Branch, indent: str, last: bool) -> None:
    """One statement; what hangs on it below, joined by the words that show it."""
    elbow = "└─ " if last else "├─ "
    click.echo(f"{indent}{elbow}{line(say, branch.statement)}")
    inner = indent + ("   " if last else "│  ")
    if branch.statement.against:
        click.echo(f"{inner}! {say('why.event_against')}: {isolate(told(say, branch.statement.against))}")
    if branch.note:
        click.echo(f"{inner}= {branch.tie}: {isolate(told(say, branch.note))}")
        _words(branch.words, inner + "  ")
    for at, below in enumerate(branch.below):
        _branch(say, below, inner, at == len(branch.below) - 1)


def _words(words: tuple[str, ...], indent: str) -> None:
    for one in words:
        click.echo(f"{indent}{isolate(f'«{one}»')}")


def _objections(say: Messages, event: EventRow) -> None:
    from tawatur.views.across import by_event

    for relation, mark, found in (("conflict", "≠", event.against), ("supersession", "→", event.newer)):
        for one, more in by_event(found):
            click.echo(f"\n{say(f'{relation}.{one.kind}')}: {isolate(told(say, one.note))}")
            click.echo(f"      {line(say, one.mine)}")
            click.echo(f"    {mark} {line(say, one.other)}")
            if more:
                click.echo(f"    {say('conflicts.more', count=more)}")
