"""`tawatur gazetteer`: places of the user's own."""

from __future__ import annotations

import click

from tawatur.cli.frame import SpokenGroup
from tawatur.cli.messages import Messages


def make(say: Messages) -> click.Command:
    """The group in one language."""
    modules = {"add": ("tawatur.cli.gazetteer_add", "command.gazetteer_add")}
    return SpokenGroup(say, modules, name="gazetteer", help=say("gazetteer.long"))
