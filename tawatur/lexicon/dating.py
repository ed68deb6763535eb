"""Dated public facts and the words of office, from `data/dating`: what limits a report's day from outside its text."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

import msgspec

from tawatur.errors import DataError
from tawatur.languages import fold
from tawatur.lexicon.actors import actor_index
from tawatur.lexicon.files import compiled, read_yaml, sources
from tawatur.model import Frozen


class Taken(Frozen, frozen=True, forbid_unknown_fields=True):
    """A place that passed whole to a side, `by` and `loser` being names or sides of the actor registry; `days` are the
    first and last day on which it was told as new, `battle` the day from which that side fought for it, where it had
    not been fighting in it before, `first` that this side had never held it before, `source` where the days come from
    (empty: as the file says)."""

    id: str
    place: tuple[str, ...]
    by: tuple[str, ...]
    loser: tuple[str, ...] = msgspec.field(name="from")
    days: tuple[date, date]
    battle: date | None = None
    first: bool = False
    source: str = ""


class Named(Frozen, frozen=True, forbid_unknown_fields=True):
    """A name that did not exist before its day, with the words that stand for it and where the day comes from."""

    id: str
    name: str
    day: date
    words: tuple[str, ...]
    source: str = ""


class Title(Frozen, frozen=True, forbid_unknown_fields=True):
    """The Arabic words of an office, by a part of its English title."""

    title: str
    words: tuple[str, ...]


class Facts(Frozen, frozen=True):
    """All of it; `named` is keyed by folded words, `titles` keep their order. The sets hold folded words:

    - of offices: `former` ones; before titles, of whom a figure serves (`deputies`);
    - before acts: not done (`undone`), about to happen (`near`), or so once (`was`);
    - in acts, as parts of their words: that take back (`again`), that only their doers call so (`freed`);
    - in their clause: that it was not the first time (`anew`);
    - before places: that something lies there (`beside`), that a part is meant (`of`);
    - what was taken instead of a place (`others`), and what stands between that and the act (`which`);
    - at the head of sentences: that repeat what was told before (`back`).
    """

    taken: tuple[Taken, ...]
    named: dict[str, Named]
    titles: tuple[Title, ...]
    former: frozenset[str]
    undone: frozenset[str]
    beside: frozenset[str]
    deputies: frozenset[str]
    again: frozenset[str]
    anew: frozenset[str]
    of: frozenset[str]
    near: frozenset[str]
    was: frozenset[str]
    others: frozenset[str]
    which: frozenset[str]
    back: frozenset[str]
    freed: frozenset[str]

    def taken_at(self, place: str) -> tuple[Taken, ...]:
        """The facts about a place, in order of their days."""
        return tuple(sorted((row for row in self.taken if place in row.place), key=lambda row: (row.days, row.id)))


_WORDS = (
    "former",
    "undone",
    "beside",
    "deputies",
    "again",
    "anew",
    "of",
    "near",
    "was",
    "others",
    "which",
    "back",
    "freed",
)


def _build(paths: tuple[Path, ...]) -> Facts:
    taken: dict[str, Taken] = {}
    named: dict[str, Named] = {}
    titles: list[Title] = []
    words: dict[str, set[str]] = {name: set() for name in _WORDS}
    for path in paths:
        raw = read_yaml(path)
        try:
            taken.update({row.id: row for row in msgspec.convert(raw.get("taken", []), list[Taken])})
            for one in msgspec.convert(raw.get("named", []), list[Named]):
                named.update({fold(phrase): one for phrase in one.words})
            titles += msgspec.convert(raw.get("titles", []), list[Title])
        except msgspec.ValidationError as error:
            raise DataError(f"{path.name}: {error}") from error
        for name, found in words.items():
            found |= {fold(word) for word in raw.get(name, [])}
    for row in taken.values():
        _check(row)
    folded = tuple(Title(one.title, tuple(fold(word) for word in one.words)) for one in titles)
    return Facts(
        tuple(taken.values()),
        named,
        folded,
        *(frozenset(words[name]) for name in _WORDS),
    )


def _check(row: Taken) -> None:
    """Raises `DataError` if the days of a fact are out of order, or a side of it is not one that the registry knows."""
    if row.days[0] > row.days[1]:
        raise DataError(f"{row.id}: its last day lies before its first")
    actors = actor_index().actors.values()
    known = {actor.name for actor in actors} | {actor.side for actor in actors}
    for part in (*row.by, *row.loser):
        if part not in known:
            near = ", ".join(get_close_matches(part, sorted(known), 3)) or "see data/actors"
            raise DataError(f"{row.id}: no actor or side of the registry is called {part!r}; near it: {near}")


@lru_cache(maxsize=1)
def facts() -> Facts:
    """The facts that ship and the user's own, from the compiled cache if nothing changed."""
    return compiled("dating", sources("dating"), _build, Facts)


class Speech(Frozen, frozen=True):
    """How limits are told: a sentence for each rule, names of weekdays, phrases for intervals; all by language."""

    sentences: dict[str, dict[str, str]]
    weekdays: dict[str, tuple[str, ...]]
    phrases: dict[str, dict[str, str]]


@lru_cache(maxsize=1)
def speech() -> Speech:
    """The sentences of `data/dating/sentences.yaml`."""
    path = sources("dating", "sentences.yaml")[-1]
    raw = read_yaml(path)
    try:
        return msgspec.convert({key: raw.get(key) for key in ("sentences", "weekdays", "phrases")}, Speech)
    except msgspec.ValidationError as error:
        raise DataError(f"{path.name}: {error}") from error
