"""A maximum-entropy classifier: weights over feature strings, nothing else.

The method is Berger, Della Pietra and Della Pietra, *A Maximum Entropy Approach to NLP* (1996). Only differences
between labels matter, so weights are kept as differences from the first label's: of two labels one number, of three a
complex one, which sums at the speed of one.

The features of a case come in parts. A part is a tuple: a function that lists features, and what it is given. Cases
share most of their parts, so a classifier keeps what each adds, and no feature is spelled out for it again; training
spells them all out. Weights are whole thousandths, so that sums are exact in any order: a test holds that both agree.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import Any

import msgspec

from tawatur.errors import DataError
from tawatur.model import Frozen


class Stored(Frozen, frozen=True):
    """A classifier as its file holds it: for each feature one weight for each of `labels`, in their order."""

    labels: tuple[str, ...]
    weights: dict[str, tuple[float, ...]]


Part = tuple[Any, ...]
"""Some features of a case: the function that lists them, then its arguments, all of them hashable."""


class Case(msgspec.Struct):
    """The features of one case: parts that many cases share, and single features that few do."""

    parts: list[Part]
    rare: list[str]

    def spelled(self) -> list[str]:
        """All features."""
        return [*self.rare, *(feature for listed, *made_of in self.parts for feature in listed(*made_of))]


class _Kept(dict[Any, Any]):
    """What a function gives for what it was asked before; forgets all of it when there is too much."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, asked: Any) -> Any:
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[asked] = found = self._work(asked)
        return found


_UNIT = 1000
_MOST_KEPT = 15_000
_STRONGEST = 3
"""How many features a reason names."""


class Maxent:
    """A classifier over the labels of a `Stored` one."""

    def __init__(self, labels: tuple[str, ...], weights: Mapping[str, tuple[float, ...]]) -> None:
        self.labels = labels
        rows = {f: tuple(float(round((w - row[0]) * _UNIT)) for w in row[1:]) for f, row in weights.items()}
        # Three labels and fewer sum as plain numbers; more as rows.
        self._one: dict[str, Any] = {}
        self._rows: dict[str, tuple[float, ...]] = {}
        self._nothing: Any = 0j if len(labels) == 3 else 0.0
        if len(labels) == 2:
            self._one = {feature: row[0] for feature, row in rows.items()}
        elif len(labels) == 3:
            self._one = {feature: complex(row[0], row[1]) for feature, row in rows.items()}
        else:
            self._rows = rows
        self._adds = _Kept(self._added)
        self._spoke = [_Kept(partial(self._speaks, k)) for k in range(len(labels))]
        self._effect = [_Kept(partial(self._effect_of, k)) for k in range(len(labels))]

    @property
    def features(self) -> tuple[str, ...]:
        """The features that have a weight, in order."""
        return tuple(sorted(self._rows or self._one))

    def __call__(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each label."""
        return self._probabilities(self._sum(features))

    def of(self, case: Case) -> dict[str, float]:
        """The same from a case."""
        if len(self.labels) > 3:
            rows = [*map(self._adds.__getitem__, case.parts), self._sum(case.rare)]
            return self._probabilities([sum(column) for column in zip(*rows, strict=True)])
        shared = sum(map(self._adds.__getitem__, case.parts), self._nothing)
        return self._probabilities(sum(map(self._one.get, case.rare, repeat(0.0)), shared))

    def chance(self, case: Case) -> float:
        """The probability of the second of two labels."""
        shared = sum(map(self._adds.__getitem__, case.parts), 0.0)
        return self._second(sum(map(self._one.get, case.rare, repeat(0.0)), shared))

    def _second(self, total: float) -> float:
        return 1.0 / (1.0 + math.exp(-max(-500.0, total / _UNIT)))

    def _probabilities(self, total: Any) -> dict[str, float]:
        """`total` in thousandths."""
        labels = self.labels
        if len(labels) == 2:
            other = self._second(total)
            return {labels[0]: 1.0 - other, labels[1]: other}
        if len(labels) == 3:  # most cases: written out
            second, third = total.real / _UNIT, total.imag / _UNIT
            top = max(0.0, second, third)
            a, b, c = math.exp(-top), math.exp(second - top), math.exp(third - top)
            total = a + b + c
            return {labels[0]: a / total, labels[1]: b / total, labels[2]: c / total}
        scores = (0.0, *(one / _UNIT for one in total))
        top = max(scores)
        exps = [math.exp(score - top) for score in scores]
        total = sum(exps)
        return {label: value / total for label, value in zip(labels, exps, strict=True)}

    def _sum(self, features: Iterable[str]) -> Any:
        if len(self.labels) <= 3:
            return sum(map(self._one.get, features, repeat(0.0)), self._nothing)
        rows = [row for feature in features if (row := self._rows.get(feature)) is not None]
        return tuple(sum(column) for column in zip(*rows, strict=True)) if rows else (0.0,) * (len(self.labels) - 1)

    def _added(self, part: Part) -> Any:
        return self._sum(part[0](*part[1:]))

    def strongest(self, features: Iterable[str], label: str) -> tuple[str, ...]:
        """The features that spoke most for `label`, with their weights, for the `because` of a slot."""
        return self._named(self._speaking(features, self.labels.index(label)))

    def strongest_of(self, case: Case, label: str) -> tuple[str, ...]:
        """The same from a case."""
        k = self.labels.index(label)
        found, spoke = self._speaking(case.rare, k), self._spoke[k]
        for part in case.parts:
            found += spoke[part]
        return self._named(sorted(found)[:_STRONGEST])

    def _speaking(self, features: Iterable[str], k: int) -> list[tuple[float, str]]:
        """The features that spoke most for a label, each with its weight negated."""
        known, effect = self._rows or self._one, self._effect[k]
        return sorted([(effect[f], f) for f in features if f in known and effect[f] < 0])[:_STRONGEST]

    def _effect_of(self, k: int, feature: str) -> float:
        row = self.row(feature)
        return sum(row) / len(row) - row[k]

    def _speaks(self, k: int, part: Part) -> list[tuple[float, str]]:
        return self._speaking(part[0](*part[1:]), k)

    def _named(self, found: Iterable[tuple[float, str]]) -> tuple[str, ...]:
        return tuple(f"{feature} {-weight:+.1f}" for weight, feature in found)

    def row(self, feature: str) -> tuple[float, ...]:
        """The weights of a feature, the first label's being nought; none of an unknown feature is anything else."""
        if self._rows:
            return (0.0, *(w / _UNIT for w in self._rows.get(feature, (0.0,) * (len(self.labels) - 1))))
        one = self._one.get(feature, 0.0)
        return (0.0, one.real / _UNIT, one.imag / _UNIT) if len(self.labels) == 3 else (0.0, one / _UNIT)


def load(path: Path) -> dict[str, Maxent]:
    """The classifiers of one file by name. Raises `DataError` if it is not one of ours."""
    try:
        stored = msgspec.msgpack.decode(path.read_bytes(), type=dict[str, Stored])
    except (OSError, msgspec.DecodeError) as error:
        raise DataError(
            f"{path.name}: not a readable model: {error}; train it again (docs/models/claims.md)"
        ) from error
    return {name: Maxent(one.labels, one.weights) for name, one in stored.items()}


def dump(models: Mapping[str, Maxent]) -> bytes:
    """What `load` reads; the same models give the same bytes."""
    stored = {
        name: Stored(model.labels, {f: model.row(f) for f in model.features}) for name, model in sorted(models.items())
    }
    return msgspec.msgpack.encode(stored)
