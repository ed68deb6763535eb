"""`tawatur control`: who held which place, day by day, how sure, and because of which claims."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tawatur.cli import options
from tawatur.cli.frame import Spoken, whole
from tawatur.cli.messages import Messages, isolate
from tawatur.cli.printing import print_json, print_table

if TYPE_CHECKING:
    from tawatur.model.control import Control, Day

FILES = ("svg", "png", "map", "csv", "geojson")
MOST_PLACES, MOST_STRETCHES = 40, 6
QUIET = 0.02
"""Days that differ less than this from the last one printed are left out of the table."""


def make(say: Messages) -> click.Command:
    """The command in one language."""

    def run(casebook: Path, place: str, day: date | None, as_json: bool, every: bool, **files: Path | None) -> None:

        with whole(casebook, say) as opened:
            controls = opened.control(place, tested=bool(place))
            names = {report.id: report.name for report in opened.reports()} if place else {}
        wanted = {kind: path for kind, path in files.items() if path is not None}
        for kind, path in wanted.items():
            if not controls:
                raise click.UsageError(say("control.none"))
            _write(kind, path, controls, day)
            click.echo(say("control.written", path=path), err=as_json)
        if as_json:
            _json(controls, place, day)
        elif not controls:
            click.echo(say("control.none"))
        elif not wanted:
            _print(say, controls, place, (day, every), names)

    return Spoken(say, name="control", help=say("control.long"), callback=run, params=_parameters(say))


def _parameters(say: Messages) -> list[click.Parameter]:
    path = click.Path(path_type=Path, dir_okay=False)
    return [
        options.casebook(),
        options.text("place", say("control.place"), "NAME"),
        click.Option(["--day"], metavar="YYYY-MM-DD", callback=_day, help=say("control.day")),
        click.Option(["--all", "every"], is_flag=True, help=say("control.all")),
        options.as_json(say),
        *(click.Option([f"--{kind}"], metavar="FILE", type=path, help=say(f"control.{kind}")) for kind in FILES),
    ]


def _day(context: click.Context, option: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(str(error), ctx=context, param=option) from error


def _write(kind: str, path: Path, controls: tuple[Control, ...], day: date | None) -> None:
    from tawatur.lexicon.files import write_whole
    from tawatur.views import control_rows as rows
    from tawatur.views.control_look import colours

    # one look for a camp in all files that one call writes
    on = day or rows.busiest(controls) or controls[0].days[0].day
    if kind == "png":
        from tawatur.views.control_png import write_png

        write_png(controls[0], path, colours(controls))
        return
    if kind == "svg":
        from tawatur.views.control_svg import timeline

        content = timeline(controls[0], colours(controls)).encode()
    elif kind == "map":
        from tawatur.views.control_map import day_map

        content = day_map(controls, on).encode()
    elif kind == "csv":
        content = rows.csv_text(controls, day).encode()
    else:
        content = rows.geojson(controls, on)
    write_whole(path.absolute(), content)


def _json(controls: tuple[Control, ...], place: str, day: date | None) -> None:
    from tawatur.views.control_rows import PlacesRow, place_row

    if place:
        print_json(place_row(controls[0], day, controls[1:]))
    else:
        print_json(PlacesRow(tuple(place_row(control, day) for control in controls)))


def _print(
    say: Messages,
    controls: tuple[Control, ...],
    place: str,
    asked: tuple[date | None, bool],
    names: dict[str, str],
) -> None:
    from tawatur.views.control_course import own_claims

    day, every = asked
    if not place and day is None:
        _overview(say, controls, every)
    elif day is not None:
        for control in controls:
            _one_day(say, control, day)
    else:
        _timeline(say, controls[0], every, names)
        for other in controls[1:]:
            click.echo(say("control.also", name=isolate(other.name), count=own_claims(other)))


def _overview(say: Messages, controls: tuple[Control, ...], every: bool) -> None:
    """Each place with its course and its last known day; the most spoken of, a part below its whole."""
    from tawatur.views.control_course import last_known, own_claims

    named = [control for control in controls if own_claims(control)]
    shown = named if every else named[:MOST_PLACES]
    heads = [say(f"control.{key}") for key in ("name", "claims", "last", "holders", "unknown", "course")]
    rows = []
    for control in shown:
        day = last_known(control)
        name = f"  {control.part}" if control.part and control.within in {c.name for c in shown} else control.name
        rows.append((name, own_claims(control), day.day, _held(day), _percent(day.unknown), _course(say, control)))
    print_table("", heads, rows, numbers=[1, 4])
    if len(named) > len(shown):
        click.echo(say("control.more", count=len(named) - len(shown)))
    click.echo(say("control.ask", name=isolate(shown[0].name)) if shown else say("control.none"))


def _course(say: Messages, control: Control) -> str:
    """Who held it, one after the other: "Islamic State, from 11-09 Syrian government forces (contested), ..."."""
    from tawatur.views.control_course import course

    parts = []
    for stretch in course(control):
        held = stretch.holder or say("control.nobody_sure")
        held += f" ({say('control.contested').lower()})" if stretch.contested else ""
        parts.append(f"{stretch.start} {held}")
    kept = parts if len(parts) <= MOST_STRETCHES else ["...", *parts[-MOST_STRETCHES:]]
    return "; ".join(kept) or "-"


def _timeline(say: Messages, control: Control, every: bool, names: dict[str, str]) -> None:
    heads = [say(f"control.{key}") for key in ("on", "holders", "contested", "unknown", "because")]
    rows: list[tuple[Any, ...]] = []
    shown: Day | None = None
    for at, day in enumerate(control.days):
        if not every and shown is not None and not _moves(shown, day) and at < len(control.days) - 1:
            continue
        shown = day
        rows.append((day.day, _held(day), _percent(day.contested), _percent(day.unknown), _reason(day)))
    print_table(isolate(control.name), heads, rows, numbers=[2, 3])
    for account in control.accounts:
        apart = _ranges(account.parts) or "-"
        click.echo(say("control.account", side=account.camp, claims=account.claims, apart=apart))
    strongest = [s for s in control.sensitivity if abs(s.shift) >= QUIET][:8]
    if strongest:
        heads = [say(f"control.{key}") for key in ("claim", "on", "holder", "shift")]
        rows = [(s.claim, s.day, s.holder, f"{100 * s.shift:+.0f}") for s in strongest]
        print_table(say("control.sensitivity"), heads, rows, numbers=[3])
    _reports(say, control, names)
    _weights(say, control)


def _reports(say: Messages, control: Control, names: dict[str, str]) -> None:
    """What leaving out each report would change."""
    if control.without:
        heads = [say(f"control.{key}") for key in ("report", "claims", "on", "holder", "shift")]
        rows = [(names[w.report], w.claims, w.day, w.holder, f"{100 * w.shift:+.0f}") for w in control.without[:12]]
        print_table(say("control.without"), heads, rows, numbers=[1, 4])


def _weights(say: Messages, control: Control) -> None:
    """The numbers that the result rests on, shown with every result."""
    from tawatur.control import origins

    known = [row for row in origins() if row.id in control.parameters]
    values = ", ".join(f"{row.id} {row.value:g}" for row in known)
    hand = sum(row.origin.startswith("set by hand") for row in known)
    click.echo(say("control.weights", values=values, fitted=len(known) - hand, hand=hand))


def _one_day(say: Messages, control: Control, day: date) -> None:
    at = (day - control.days[0].day).days
    if not 0 <= at < len(control.days):
        first, last = control.days[0].day, control.days[-1].day
        click.echo(say("control.outside", name=isolate(control.name), first=first, last=last))
        return
    state = control.days[at]
    figures = say("control.figures", contested=_percent(state.contested), unknown=_percent(state.unknown))
    click.echo(f"{isolate(control.name)}  {day}  {_held(state)}  {figures}")
    for holder, (low, high) in state.bounds.items():
        if high - low >= 0.01:
            click.echo(f"    {holder}: {_percent(low)} .. {_percent(high)}")
    for reason in state.because:
        shift = "" if reason.shift is None else f"  [{100 * reason.shift:+.0f}]"
        near = "" if reason.days == 0 else say("control.carried", days=abs(reason.days))
        click.echo(f"    {reason.claim}  {reason.score:+.2f}{shift}  {isolate(reason.note)} {near}".rstrip())
    for flag in state.flags:
        click.echo(f"    ! {flag}")


def _moves(before: Day, after: Day) -> bool:
    pairs = [(before.holders.get(n, 0.0), p) for n, p in after.holders.items()]
    pairs += [(before.contested, after.contested), (before.unknown, after.unknown)]
    return max(abs(a - b) for a, b in pairs) >= QUIET


def _held(day: Day) -> str:
    ranked = sorted(day.holders.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {_percent(p)}" for name, p in ranked if p >= 0.005) or "-"


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %"


def _reason(day: Day) -> str:
    if not day.because:
        return ""
    first = day.because[0]
    return f"{first.claim}: {first.note}" + (f" (+{len(day.because) - 1})" if len(day.because) > 1 else "")


def _ranges(days: tuple[date, ...]) -> str:
    """Days as ranges: 2017-11-12..2017-11-15."""
    out: list[list[date]] = []
    for day in days:
        if out and day - out[-1][1] == timedelta(days=1):
            out[-1][1] = day
        else:
            out.append([day, day])
    return ", ".join(f"{a}..{b}" if a != b else f"{a}" for a, b in out[:6])
