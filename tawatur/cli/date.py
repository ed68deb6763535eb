"""`tawatur date`: when each report was written, why, and what a reviewer says about it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tawatur.cli import options
from tawatur.cli.frame import Spoken
from tawatur.cli.messages import Messages, isolate
from tawatur.cli.printing import print_json, print_table

if TYPE_CHECKING:
    from tawatur.casebook import Casebook
    from tawatur.views.dates import DateRow, Derivation


def make(say: Messages) -> click.Command:
    """The command in one language."""

    def run(casebook: Path, **given: Any) -> None:
        from tawatur.casebook import Casebook

        given["casebook"] = casebook
        _check(say, given)
        with Casebook.open(casebook) as opened:
            if given["on"] or given["between"] or given["reject"] or given["revoke"]:
                _judge(say, opened, given)
            elif given["why"]:
                _why(say, opened, given)
            else:
                _table(say, opened, given)

    return Spoken(
        say,
        name="date",
        help=say("date.long"),
        callback=run,
        params=[
            options.casebook(),
            options.text("report", say("date.report"), "NAME"),
            options.text("why", say("date.why"), "NAME"),
            click.Option(["--on"], metavar="DAY", help=say("date.on")),
            click.Option(["--between"], nargs=2, metavar="DAY DAY", help=say("date.between")),
            options.text("reject", say("date.reject"), "LIMIT"),
            options.text("revoke", say("date.revoke"), "DECISION"),
            options.text("by", say("date.by"), "NAME"),
            options.text("reason", say("date.reason")),
            options.as_json(say),
        ],
    )


def _check(say: Messages, given: dict[str, Any]) -> None:
    decisions = sum(bool(given[key]) for key in ("on", "between", "reject", "revoke"))
    if decisions > 1:
        raise click.UsageError(say("date.one_decision"))
    option = "--on" if given["on"] else "--between"
    days = [_day(say, option, text) for text in given["between"] or filter(None, [given["on"]])]
    if days and not given["report"]:
        raise click.UsageError(say("date.which_report", option=option, days=" ".join(map(str, days))))
    if days and days[0] > days[-1]:
        raise click.UsageError(say("date.order", first=days[0], last=days[-1]))
    given["days"] = (days[0], days[-1]) if days else ()


def _day(say: Messages, option: str, text: str) -> date:
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        raise click.UsageError(say("date.no_day", option=option, value=text)) from None
    if found > datetime.now(UTC).date():
        raise click.UsageError(say("date.not_yet", option=option, value=found))
    return found


def _judge(say: Messages, opened: Casebook, given: dict[str, Any]) -> None:
    at = datetime.now(UTC).isoformat(
        timespec="seconds"
    )  # the moment of the decision: part of the input, not of results
    note = {"by": given["by"], "reason": given["reason"], "at": at}
    if given["reject"]:
        judgement = opened.reject_limit(given["reject"], **note)
    elif given["revoke"]:
        judgement = opened.revoke_date(given["revoke"], **note)
    else:
        judgement = opened.date_between(given["report"], *given["days"], **note)
    if given["as_json"]:
        print_json(judgement)
    else:
        click.echo(say("date.noted", id=judgement.id))
        name = next((report.name for report, _ in opened.dates() if report.identity == judgement.report), "")
        _table(say, opened, {**given, "report": name})


def _table(say: Messages, opened: Casebook, given: dict[str, Any]) -> None:
    rows = opened.date_rows(given["report"])
    if given["as_json"]:
        print_json(rows)
        return
    heads = [say(f"date.{key}") for key in ("name", "interval", "how_sure", "words")]
    print_table("", heads, [_cells(say, row) for row in rows], whole=2)
    if any(row.contradictions or row.notes for row in rows):
        click.echo(say("date.see_why", case=given["casebook"]))


def _cells(say: Messages, row: DateRow) -> tuple[str, ...]:
    return row.report, _days(say, row), say(f"date.sure.{row.sure}"), " · ".join(row.words)


def _days(say: Messages, row: DateRow) -> str:
    """The intervals that remain if they are few, else the whole with the number of days in it."""
    from tawatur.dating.sentences import days_in_words

    if row.remaining:
        return say("date.or").join(_between(say, *one.split("..")) for one in row.remaining)
    whole = _interval(say, row)
    return say("date.of_days", all=whole, n=days_in_words(row.days, say.language)) if row.days else whole


def _interval(say: Messages, row: DateRow | Derivation) -> str:
    return _between(say, row.start or "", row.end or "")


def _between(say: Messages, start: str, end: str) -> str:
    if not start and not end:
        return say("show.unknown_value")
    if not start or not end:
        return say("date.since", day=start) if start else say("date.until", day=end)
    return start if start == end else f"{start}..{end}"


def _why(say: Messages, opened: Casebook, given: dict[str, Any]) -> None:
    found = opened.date_derivation(given["why"], say.language, marked=not given["as_json"])
    if given["as_json"]:
        print_json(found)
        return
    click.echo(f"{found.report}: {_interval(say, found)} ({say(f'date.sure.{found.sure}')})")
    click.echo(f"{say('date.remaining')}: {isolate(found.remaining)}\n")
    for step in found.steps:
        marks = ", ".join(say(f"date.did.{what}") for what in step.did)
        click.echo(f"  {isolate(step.sentence)}" + (f"  <{marks}>" if marks else ""))
        click.echo(f"      {step.id}  {say(f'date.strength.{step.strength}')}")
    for clash in found.contradictions:
        click.echo(f"\n{say('date.contradiction')}")
        for line in clash:
            click.echo(f"  - {isolate(line)}")
