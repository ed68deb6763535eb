"""Tables, JSON and progress on a terminal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from time import monotonic
from typing import Any, Literal

import click
import msgspec

from tawatur.cli.messages import Messages, isolate

PATIENCE_SECONDS = 2.0
PIPED_WIDTH, WORDS_WIDTH = 180, 40


def print_json(value: object) -> None:
    """One JSON value, indented."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=1).decode())


def width() -> int:
    """Columns of the terminal, or those of a page that is piped on."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else PIPED_WIDTH


def print_table(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: Sequence[int] = (), whole: int = 1
) -> None:
    """A table without frames; every Arabic cell is isolated, so that Arabic and Latin cells keep their order. The first
    `whole` columns are never broken, so that a name in them can be copied."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title or None, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for at, head in enumerate(heads):
        justify: Literal["left", "right"] = "right" if at in numbers else "left"
        least = WORDS_WIDTH if at == len(heads) - 1 and len(heads) > 4 else None
        table.add_column(isolate(head), justify=justify, overflow="fold", no_wrap=at < whole, min_width=least)
    for row in rows:
        table.add_row(*(_plain(cell) for cell in row))
    Console(width=width(), highlight=False).print(table)


def _plain(cell: object) -> Any:
    from rich.text import Text

    return cell if isinstance(cell, Text) else Text(isolate(str(cell)))


class Progress:
    """A progress bar on standard error for whatever takes longer than two seconds; lines where it is no terminal."""

    def __init__(self, say: Messages) -> None:
        self._titles = {"read": say("read.reading"), "derive": say("read.deriving"), "cross": say("read.crossing")}
        self._begun = self._told = monotonic()
        self._bar: Any = None
        self._tasks: dict[str, Any] = {}

    def __call__(self, step: str, done: int, total: int | None) -> None:
        now = monotonic()
        if now - self._begun < PATIENCE_SECONDS:
            return
        if sys.stderr.isatty():
            self._draw(step, done, total)
        elif now - self._told > PATIENCE_SECONDS * 2 or done == total:
            self._told = now
            click.echo(f"{self._titles[step]} {done}" + (f"/{total}" if total else ""), err=True)

    def _draw(self, step: str, done: int, total: int | None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        if self._bar is None:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
        if step not in self._tasks:
            self._tasks[step] = self._bar.add_task(self._titles[step], total=total)
        self._bar.update(self._tasks[step], completed=done, total=total)

    def close(self) -> None:
        """Takes the bar off the screen."""
        if self._bar is not None:
            self._bar.stop()
