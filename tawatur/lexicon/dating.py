"""Dated public facts and the words of office, from `data/dating`: what limits a report's day from outside its text."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec

from tawatur.errors import DataError
from tawatur.languages import fold
from tawatur.lexicon.files import compiled, read_yaml, sources
from tawatur.model import Frozen


class Taken(Frozen, frozen=True, forbid_unknown_fields=True):
    """A place that passed whole to a side; `days` are the first and last day on which it was told as new, `battle` the
    day from which that side fought for it, where it had not been fighting in it before."""

    id: str
    place: tuple[str, ...]
    by: tuple[str, ...]
    loser: tuple[str, ...] = msgspec.field(name="from")
    days: tuple[date, date]
    battle: date | None = None


class Named(Frozen, frozen=True, forbid_unknown_fields=True):
    """A name that did not exist before its day, with the words that stand for it."""

    id: str
    name: str
    day: date
    words: tuple[str, ...]


class Title(Frozen, frozen=True, forbid_unknown_fields=True):
    """The Arabic words of an office, by a part of its English title."""

    title: str
    words: tuple[str, ...]


class Facts(Frozen, frozen=True):
    """All of it; `named` is keyed by folded words, `titles` keep their order. The other words are folded: of offices
    that are over (`former`), before acts not done (`undone`), before places that something lies in (`beside`),
    before titles of whom a figure serves (`deputies`)."""

    taken: tuple[Taken, ...]
    named: dict[str, Named]
    titles: tuple[Title, ...]
    former: frozenset[str]
    undone: frozenset[str]
    beside: frozenset[str]
    deputies: frozenset[str]


def _build(paths: tuple[Path, ...]) -> Facts:
    taken: dict[str, Taken] = {}
    named: dict[str, Named] = {}
    titles: list[Title] = []
    words: dict[str, set[str]] = {"former": set(), "undone": set(), "beside": set(), "deputies": set()}
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
        if row.days[0] > row.days[1]:
            raise DataError(f"{row.id}: its last day lies before its first")
    folded = tuple(Title(one.title, tuple(fold(word) for word in one.words)) for one in titles)
    return Facts(
        tuple(taken.values()),
        named,
        folded,
        *(frozenset(words[name]) for name in ("former", "undone", "beside", "deputies")),
    )


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
