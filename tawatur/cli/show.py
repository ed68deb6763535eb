"""`tawatur show`: what a casebook holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tawatur.cli import options
from tawatur.cli.frame import Spoken
from tawatur.cli.messages import Messages
from tawatur.cli.printing import print_json, print_table

if TYPE_CHECKING:
    from tawatur.views.summary import ReportLine, Summary

ROWS = 12


def make(say: Messages) -> click.Command:
    """The command in one language."""

    def run(casebook: Path, report: str, every: bool, as_json: bool) -> None:
        from tawatur.casebook import Casebook

        with Casebook.open(casebook) as opened:
            summary = opened.summary(report)
        if as_json:
            print_json(summary)
        elif not summary.reports and not summary.refusals:
            click.echo(say("show.empty", casebook=casebook))
        else:
            _print(say, summary, None if every else ROWS)

    return Spoken(
        say,
        name="show",
        help=say("show.long"),
        callback=run,
        params=[
            options.casebook(),
            options.text("report", say("show.report"), "NAME"),
            click.Option(["--all", "every"], is_flag=True, help=say("show.all")),
            options.as_json(say),
        ],
    )


def _print(say: Messages, summary: Summary, limit: int | None) -> None:
    counts = {"claims": summary.claims, "denied": summary.denied, "not_actual": summary.not_actual}
    click.echo(say("show.total", reports=len(summary.reports), **counts))
    heads = [say(f"show.{key}") for key in ("report_name", "outlet", "published", "claims")]
    print_table(say("show.reports"), heads, [_report(say, r) for r in summary.reports[:limit]], numbers=[3])
    _more(say, len(summary.reports), limit)
    own = say("show.own_voice")
    for title, head, counted in (
        ("types", "type", summary.types),
        ("places", "place", summary.places),
        ("actors", "actor", summary.actors),
        ("sources", "source", tuple((name or own, n) for name, n in summary.sources)),
    ):
        shown = counted if title == "types" else counted[:limit]
        if shown:
            print_table(say(f"show.{title}"), [say(f"show.{head}"), say("show.claims")], shown, numbers=[1])
            _more(say, len(counted), None if title == "types" else limit)
    unknown = [(field, say("show.of", count=count, total=total)) for field, count, total in summary.unknown]
    if unknown:
        print_table(say("show.unknown"), [say("show.field"), ""], unknown)
    if summary.refusals:
        rows = [(r.source, f"{r.reason} ({r.advice})" if r.advice else r.reason) for r in summary.refusals]
        title = say("show.refused", count=len(rows))
        print_table(title, [say("show.report_name"), say("show.reason")], rows[:limit])
        _more(say, len(rows), limit)


def _report(say: Messages, line: ReportLine) -> tuple[str, str, str, int]:
    unknown = say("show.unknown_value")
    published = unknown
    if line.published is not None:
        start, end = line.published
        published = (start or "...") if start == end else f"{start or '...'}..{end or '...'}"
    return line.name, line.outlet or unknown, published, line.claims


def _more(say: Messages, count: int, limit: int | None) -> None:
    if limit is not None and count > limit:
        click.echo(say("show.more", count=count - limit))
