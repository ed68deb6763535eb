"""All checks of the data files, shipped and the user's own: the net below them, then each kind's own rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tawatur.errors import DataError
from tawatur.gazetteer import lint as lint_places
from tawatur.languages import tokenize
from tawatur.lexicon import (
    actor_lint,
    actors,
    acts,
    attribution,
    names,
    numbers,
    outlet_lint,
    outlets,
    sources,
    time_lint,
    times,
)
from tawatur.lexicon.lint import data_files, lint_file, unchecked
from tawatur.lexicon.provenance import provenance
from tawatur.mentions.number_words import find_numbers
from tawatur.mentions.time_grammar import find as find_times
from tawatur.model import EVENT_TYPES, Frozen

__all__ = ["CHECKS", "Findings", "provenance", "run", "unchecked"]


class Findings(Frozen, frozen=True):
    """How many checks ran, and what they found: one line a problem, with file and entry."""

    checks: int
    problems: tuple[str, ...]


def _files() -> Iterable[str]:
    return [problem for path in data_files() for problem in lint_file(path)]


def _actors() -> Iterable[str]:
    return actor_lint.lint_actors(actors.read_actors(), actors.read_anaphors(), actors.read_countries())


def _outlets() -> Iterable[str]:
    paths = sources("outlets", "*.yaml")
    return outlet_lint.lint_outlets([outlet for path in paths for outlet in outlets.read_outlets(path)])


def _acts() -> Iterator[str]:
    """Every frame finds its own examples; every event type has frames."""
    frames = acts.acts().frames
    for frame in frames:
        for example in frame.match:
            found = {hit.frame.id for hits in acts.match(tokenize(example)) for hit in hits}
            if frame.id not in found:
                yield f"acts: {frame.id} does not find its example {example!r}"
    for type in sorted(set(EVENT_TYPES) - {frame.type for frame in frames}):
        yield f"acts: no frame for the event type {type}"


def _times() -> Iterator[str]:
    """Every rule reads its own examples, and is silent where it must be; no word hides another."""
    for rule in times.time_lexicon().patterns:
        wanted = rule.name if rule.level else "times.since.length"
        for example in rule.examples:
            if wanted not in _time_rules(example if rule.level else f"منذ {example}"):
                yield f"times: {rule.name} does not read its example {example!r}"
        for example in rule.silent:
            if rule.name in _time_rules(example):
                yield f"times: {rule.name} reads {example!r}, which it must not"
    yield from time_lint.lint_times()


def _time_rules(text: str) -> set[str]:
    tokens = tokenize(text)
    return {found.rule for found in find_times(tokens, find_numbers(tokens))}


def _words() -> Iterable[str]:
    """The readers of what has no lint of its own: they raise `DataError` at the entry that does not fit."""
    numbers.number_lexicon()
    attribution.attribution()
    names.cues()
    return time_lint.lint_numbers()


CHECKS: tuple[tuple[str, Callable[[], Iterable[str]]], ...] = (
    ("files", _files),
    ("actors", _actors),
    ("outlets", _outlets),
    ("places", lint_places),
    ("acts", _acts),
    ("times", _times),
    ("words", _words),
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
