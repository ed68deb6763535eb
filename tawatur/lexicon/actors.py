"""The registry of forces, bodies and public figures, and the index that the matcher reads.

Rows stand in `data/actors/` (one file per force or family of forces), words that stand for an actor only in context
in `data/anaphora.yaml`, heads and fillers of composed names in `data/anaphora_heads.yaml`, what a role means in which
country in `data/anaphora_countries.yaml`. `docs/data/actors.md` explains every field.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from tawatur.errors import DataError
from tawatur.lexicon.files import compiled, read_yaml, sources
from tawatur.model import Frozen

Kind = Literal[
    "state", "government", "ministry", "army", "air force", "navy", "army unit", "special forces", "police",
    "intelligence", "guard", "militia", "armed group", "jihadist group", "unit", "coalition", "operations room",
    "party", "political body", "civil body", "relief body", "international body", "documentation group", "tribe",
    "allies", "figure", "generic",
]  # fmt: skip
Register = Literal["neutral", "own", "hostile"]
UNCHECKED = "general knowledge, unchecked"


class Names(Frozen, frozen=True, forbid_unknown_fields=True):
    """Names by the side that uses them: anyone, the actor and its friends, its enemies."""

    neutral: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    hostile: tuple[str, ...] = ()

    def every(self) -> tuple[str, ...]:
        return self.neutral + self.own + self.hostile


class Membership(Frozen, frozen=True, forbid_unknown_fields=True):
    """Part of another actor from `start` to `end`: ISO dates cut to what is known (`2014-06`), open if absent."""

    id: str
    start: str | None = None
    end: str | None = None


class Office(Frozen, frozen=True, forbid_unknown_fields=True):
    """An office or command that a public figure held, in which body (a registry id), from when to when."""

    title: str
    body: str
    start: str | None = None
    end: str | None = None


class Actor(Frozen, frozen=True, forbid_unknown_fields=True):
    """One row of the registry.

    `ar`/`en` are names as written; `plural` bases of sound plurals ("حوثي") and `nisba` of adjectives that only follow
    a head noun ("تركي"), both inflected by rule; `possessed` nouns that also stand with a pronoun ("سكانها"); `weak`
    names that count only beside a fuller one in the report or after a title, `local` ones only in reports about the
    actor's countries; `unless` neighbours that make a name another word; `calls` the words by which an anaphor can
    mean it, beside those of its kind; `branches` the ids of its `air`, `army`, `allies`, `leaders`, ...; `match` and
    `reject` sentences that must and must not name it.
    """

    id: str
    name: str
    kind: Kind
    source: str
    side: str = ""
    countries: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    parents: tuple[Membership, ...] = ()
    ar: Names = Names()
    en: Names = Names()
    plural: tuple[str, ...] = ()
    nisba: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    possessed: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    branches: dict[str, str] = msgspec.field(default_factory=dict)
    offices: tuple[Office, ...] = ()
    match: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()


class Anaphor(Frozen, frozen=True, forbid_unknown_fields=True):
    """Words that stand for an actor in context. `calls` says which actors can be meant; `role` is looked up in the
    report's country; `order` says which comes first; `generic` is the English name if neither is found (empty: no
    mention), `plural` bases inflected by rule, `without` particles that make it an instrument
    ("بطائرات"); a `loose` word gives way to "loyal to X" after it; a `joint` one stands for two forces that the
    report names together."""

    id: str
    source: str
    ar: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    possessed: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    role: str = ""
    order: tuple[Literal["country", "before", "report"], ...] = ("before", "country")
    generic: str = ""
    loose: bool = False
    joint: bool = False
    match: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()


class Country(Frozen, frozen=True, forbid_unknown_fields=True):
    """A country as the scene of a report: `cues` are names that place a report there, `weight` how likely the country
    is a scene of war rather than a bystander, `roles` who holds each role there."""

    code: str
    name: str
    source: str
    weight: float
    cues: tuple[str, ...]
    roles: dict[str, str]


class Heads(Frozen, frozen=True, forbid_unknown_fields=True):
    """Head nouns by what they make of the actor that follows (`heads`), what a kind or a noun in a name can be called
    (`calls`: "حركة" is a movement), adjectives that may stand
    between, words that make a following name a place's or an outlet's, titles, prepositions of place, words of
    loyalty (`loyal`: the relation and its participles), of alliance, leading, pointing and belonging."""

    source: str
    heads: dict[str, tuple[str, ...]]
    calls: dict[str, str]
    fillers: tuple[str, ...]
    places: tuple[str, ...]
    titles: tuple[str, ...]
    within: tuple[str, ...]
    loyal: dict[str, tuple[str, ...]]
    allies: tuple[str, ...]
    pronouns: tuple[str, ...]
    links: tuple[str, ...]
    led: tuple[str, ...]
    pointers: tuple[str, ...]
    part_of: tuple[str, ...]


class Form(Frozen, frozen=True, array_like=True):
    """What a phrase of the index stands for: an actor's id, or (if `anaphor`) an anaphor's id."""

    id: str
    anaphor: bool = False
    weak: bool = False
    local: bool = False
    latin: str = ""


class ActorIndex(Frozen, frozen=True, eq=False):
    """Everything the matcher reads; compared by identity. Keys are folded; phrases are keys joined by single spaces."""

    actors: dict[str, Actor]
    anaphors: dict[str, Anaphor]
    countries: dict[str, Country]
    phrases: dict[str, tuple[Form, ...]]
    lengths: dict[str, tuple[int, ...]]
    adjectives: dict[str, str]
    heads: dict[str, str]
    head_lengths: dict[str, tuple[int, ...]]
    fillers: frozenset[str]
    places: frozenset[str]
    titles: frozenset[str]
    within: frozenset[str]
    loyal: dict[str, str]
    allies: frozenset[str]
    pronouns: frozenset[str]
    links: frozenset[str]
    led: frozenset[str]
    pointers: frozenset[str]
    part_of: frozenset[str]
    cues: dict[str, tuple[str, ...]]
    cue_starts: frozenset[str]
    unless: dict[str, frozenset[str]]
    calls: dict[str, frozenset[str]]
    noun_calls: dict[str, str]


def _rows(path: Path, kind: type[Actor] | type[Anaphor] | type[Country]) -> list[object]:
    content = read_yaml(path)
    if not isinstance(content, list):
        raise DataError(f"{path.name}: expected a list of rows, each starting with `- id:`")
    rows: list[object] = []
    for number, row in enumerate(content, 1):
        try:
            rows.append(msgspec.convert(row, kind))
        except msgspec.ValidationError as error:
            name = row.get("id", row.get("code", "?")) if isinstance(row, dict) else "?"
            raise DataError(f"{path.name}: row {number} ({name}): {error}") from error
    return rows


def actor_paths() -> tuple[Path, ...]:
    """Every file the index is built from, the user's own actor files after the shipped ones."""
    names = ("anaphora.yaml", "anaphora_countries.yaml", "anaphora_heads.yaml")
    return sources("actors", "*.yaml") + tuple(path for name in names for path in sources(name))


def read_actors(paths: tuple[Path, ...] | None = None) -> tuple[Actor, ...]:
    """All rows of the registry in file order. `DataError` names the file, row and field that does not fit."""
    found = paths or sources("actors", "*.yaml")
    return tuple(row for path in found for row in _rows(path, Actor) if isinstance(row, Actor))


def read_anaphors() -> tuple[Anaphor, ...]:
    paths = sources("anaphora.yaml")
    return tuple(row for path in paths for row in _rows(path, Anaphor) if isinstance(row, Anaphor))


def read_countries() -> tuple[Country, ...]:
    paths = sources("anaphora_countries.yaml")
    return tuple(row for path in paths for row in _rows(path, Country) if isinstance(row, Country))


def read_heads() -> Heads:
    path = sources("anaphora_heads.yaml")[-1]
    try:
        return msgspec.convert(read_yaml(path), Heads)
    except msgspec.ValidationError as error:
        raise DataError(f"{path.name}: {error}") from error


def _build(_: tuple[Path, ...]) -> ActorIndex:
    from tawatur.lexicon.actor_build import build  # noqa: PLC0415 (only needed when the cache is stale)

    rows = {row.id: row for row in read_actors()}  # a user's row replaces the shipped one of the same id
    return build(tuple(rows.values()), read_anaphors(), read_countries(), read_heads())


@lru_cache(maxsize=1)
def actor_index() -> ActorIndex:
    """The compiled index; read once a process."""
    code = tuple(Path(__file__).with_name(name) for name in ("actors.py", "actor_build.py", "actor_forms.py"))
    return compiled("actors", actor_paths() + code, _build, ActorIndex)  # changed rules make a new cache, too


def unchecked() -> tuple[Actor, ...]:
    """The rows that rest, wholly or beside a name, on general knowledge: what a reviewer should look up."""
    return tuple(row for row in read_actors() if "unchecked" in row.source)
