"""The catalogue of what the command line says, in the reader's language."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from tawatur.languages import is_arabic
from tawatur.lexicon import SHIPPED, read_yaml

LANGUAGES = ("en", "ar")
FSI, PDI = "\u2068", "\u2069"
_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


class Messages:
    """Looks up a message by its dotted key and fills its placeholders."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue: dict[str, Any] = read_yaml(SHIPPED / "messages" / f"{language}.yaml")

    def __call__(self, key: str, **values: object) -> str:
        found: Any = self._catalogue
        for part in key.split("."):
            found = found[part]
        return str(found).format(**values) if values else str(found)


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for by `--lang`, else by TAWATUR_LANG, else by the system's locale; English if none fits."""
    asked = [environment.get("TAWATUR_LANG", "")]
    for at, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            asked.insert(0, argument.removeprefix("--lang="))
        elif argument == "--lang" and at + 1 < len(arguments):
            asked.insert(0, arguments[at + 1])
    asked += [environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    named = [name[:2].lower() for name in asked if name]
    return next((name for name in named[:1] if name in LANGUAGES), "en")


def messages() -> Messages:
    """The catalogue for this process."""
    return Messages(language_of(sys.argv[1:], os.environ))


def isolate(text: str) -> str:
    """Text with Arabic in it as a unit of its own direction, so that it does not reorder the line around it; other text
    stays bare, so that an id can be copied."""
    return f"{FSI}{text}{PDI}" if is_arabic(text) else text


def bare(text: str) -> str:
    """What a user typed or pasted, without the invisible signs of direction that a terminal may have added."""
    return _DIRECTION.sub("", text)
