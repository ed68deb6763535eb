"""The weights of the comparators, from `data/events.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from tawatur.errors import DataError
from tawatur.lexicon import read_yaml, sources
from tawatur.model import Frozen


class Weights(Frozen, frozen=True, forbid_unknown_fields=True):
    """`comparators` maps comparator and level to natural log-odds; `prior` is added once; clusters join if
    they fit to `join` at least and no pair between them lies under `floor`. `source` says where the numbers come
    from."""

    source: str
    prior: float
    join: float
    floor: float
    comparators: dict[str, dict[str, float]]

    def total(self, levels: tuple[tuple[str, str], ...]) -> float:
        """The log-odds of a pair; a level that the file does not have counts nothing."""
        return self.prior + self.sum(levels)

    def sum(self, levels: tuple[tuple[str, str], ...]) -> float:
        """The log-odds of the levels alone."""
        return sum([self.comparators.get(name, _NONE).get(level, 0.0) for name, level in levels])

    def most(self, comparators: tuple[str, ...]) -> float:
        """The highest log-odds that these comparators can add."""
        return sum(max(0.0, *self.comparators.get(name, _NONE).values(), 0.0) for name in comparators)


_NONE: Mapping[str, float] = {}


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights of the data file; a user's own file replaces the shipped one. `DataError` names what does not fit."""
    path = sources("events.yaml")[-1]
    try:
        return msgspec.convert(read_yaml(path), Weights)
    except msgspec.ValidationError as error:
        raise DataError(f"{path.name}: {error}") from error
