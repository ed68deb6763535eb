"""Click in two languages: commands are imported when they run, headings come from the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tawatur.cli.messages import Messages

if TYPE_CHECKING:
    from tawatur.casebook import Casebook

Maker = Callable[[Messages], click.Command]


@contextmanager
def whole(path: Path, say: Messages) -> Iterator[Casebook]:
    """The casebook at `path` for a question about all its reports, with a bar while they are compared."""
    from tawatur.casebook import Casebook
    from tawatur.cli.printing import Progress

    progress = Progress(say)
    try:
        with Casebook.open(path, progress) as opened:
            yield opened
    finally:
        progress.close()


class Spoken(click.Command):
    """A command whose usage line and headings are in the reader's language."""

    def __init__(self, say: Messages, **settings: Any) -> None:
        self.say = say
        settings.setdefault("options_metavar", say("heading.usage_options"))
        super().__init__(**settings)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), self.say("heading.usage"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        rows = [record for option in options if (record := option.get_help_record(ctx)) is not None]
        with formatter.section(self.say("heading.options")):
            formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = self.say("help.help")
        return option


class SpokenGroup(Spoken, click.Group):
    """A group whose commands are modules: `modules` maps a command's name to module and catalogue key."""

    def __init__(self, say: Messages, modules: dict[str, tuple[str, str]], **settings: Any) -> None:
        self._modules = modules
        settings.setdefault("subcommand_metavar", say("heading.usage_command"))
        super().__init__(say, **settings)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._modules:
            return None
        module: Any = import_module(self._modules[cmd_name][0])
        make: Maker = module.make
        return make(self.say)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        Spoken.format_options(self, ctx, formatter)
        with formatter.section(self.say("heading.commands")):
            formatter.write_dl([(name, self.say(key)) for name, (_, key) in self._modules.items()])
