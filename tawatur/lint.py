"""All checks of the data files, shipped and the user's own: the net below them, then each kind's own rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tawatur.errors import DataError
from tawatur.lexicon import outlet_lint, outlets, sources
from tawatur.lexicon.lint import data_files, lint_file, unchecked
from tawatur.model import Frozen

__all__ = ["CHECKS", "Findings", "run", "unchecked"]


class Findings(Frozen, frozen=True):
    """How many checks ran, and what they found: one line a problem, with file and entry."""

    checks: int
    problems: tuple[str, ...]


def _files() -> Iterable[str]:
    return [problem for path in data_files() for problem in lint_file(path)]


def _outlets() -> Iterable[str]:
    paths = sources("outlets", "*.yaml")
    return outlet_lint.lint_outlets([outlet for path in paths for outlet in outlets.read_outlets(path)])


CHECKS: tuple[tuple[str, Callable[[], Iterable[str]]], ...] = (
    ("files", _files),
    ("outlets", _outlets),
)


def run() -> Findings:
    """Runs every check; a file that its reader refuses is a problem like any other, and the other checks go on."""
    problems: list[str] = []
    for name, check in CHECKS:
        try:
            problems += check()
        except DataError as error:
            problems.append(f"{name}: {error}")
    return Findings(len(CHECKS), tuple(problems))
