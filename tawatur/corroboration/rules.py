"""The rules of corroboration as data: `data/corroboration.yaml`, checked against its schema."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

from tawatur.errors import DataError
from tawatur.lexicon import read_yaml, sources
from tawatur.model import EventType, Frozen

Relation = Literal["same", "allied", "opposed", "none"]


class Interest(Frozen, frozen=True, forbid_unknown_fields=True):
    """Types by the role in which a side would rather not say them of itself."""

    agents: frozenset[EventType]
    targets: frozenset[EventType]
    others_gain: frozenset[EventType]


class Rules(Frozen, frozen=True, forbid_unknown_fields=True):
    """The data file; every field is explained there. `examples` are run as tests."""

    source: str
    also: dict[str, str]
    neutral: frozenset[str]
    blocs: dict[str, tuple[str, ...]]
    opposed: tuple[tuple[str, str], ...]
    against_interest: Interest
    official: frozenset[str]
    harm: dict[str, tuple[str, ...]]
    participation: frozenset[EventType]
    excluded_by_whole: frozenset[EventType]
    fulfilled: frozenset[EventType]
    perpetrated: frozenset[EventType]
    once: frozenset[EventType]
    planned_or_done: frozenset[EventType]
    promised: frozenset[EventType]
    cleared: tuple[str, ...]
    no_denial: tuple[str, ...]
    parts: tuple[str, ...]
    still: tuple[str, ...]
    then: tuple[str, ...]
    whole: float
    near_days: int
    state_days: int
    denial_days: int
    denial_events: int
    digits: int
    odd_from: int
    few: int
    examples: tuple[tuple[str, str, Relation], ...]


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The rules of the data file; a user's own file replaces the shipped one. `DataError` names what does not fit."""
    path = sources("corroboration.yaml")[-1]
    try:
        found = msgspec.convert(read_yaml(path), Rules)
    except msgspec.ValidationError as error:
        raise DataError(f"{path.name}: {error}") from error
    for pair in found.opposed:
        for bloc in pair:
            if bloc not in found.blocs:
                raise DataError(f"{path.name}: opposed: there is no bloc {bloc!r}; blocs are {', '.join(found.blocs)}")
    return found


def side_name(side: str) -> str:
    """The side by its one name, empty for one that is party to nothing."""
    known = rules()
    name = known.also.get(side, side)
    return "" if name in known.neutral else name


@lru_cache(maxsize=10_000)
def relation(one: str, other: str) -> Relation:
    """What two sides are to each other. Allied in one war outweighs opposed in another."""
    a, b = side_name(one), side_name(other)
    if not a or not b:
        return "none"
    if a == b:
        return "same"
    mine, theirs = _blocs(a), _blocs(b)
    if mine & theirs:
        return "allied"
    pairs = {frozenset(pair) for pair in rules().opposed}
    return "opposed" if any(frozenset((x, y)) in pairs for x in mine for y in theirs) else "none"


@lru_cache(maxsize=1_000)
def _blocs(side: str) -> frozenset[str]:
    return frozenset(name for name, sides in rules().blocs.items() if side in sides)
