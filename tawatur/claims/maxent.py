"""A maximum-entropy classifier: weights over feature strings, nothing else.

The method is Berger, Della Pietra and Della Pietra, *A Maximum Entropy Approach to NLP* (1996).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import msgspec

from tawatur.errors import DataError
from tawatur.model import Frozen


class Maxent(Frozen, frozen=True):
    """`weights` gives for each feature one weight for each of `labels`, in their order."""

    labels: tuple[str, ...]
    weights: dict[str, tuple[float, ...]]

    def __call__(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each label."""
        get = self.weights.get
        rows = [row for feature in features if (row := get(feature)) is not None]
        scores = [sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(self.labels)
        top = max(scores)
        exps = [math.exp(score - top) for score in scores]
        total = sum(exps)
        return {label: value / total for label, value in zip(self.labels, exps, strict=True)}

    def strongest(self, features: Iterable[str], label: str, most: int = 3) -> tuple[str, ...]:
        """The features that spoke most for `label`, with their weights, for the `because` of a slot."""
        k = self.labels.index(label)
        found = [(row[k] - sum(row) / len(row), f) for f in features if (row := self.weights.get(f)) is not None]
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        return tuple(f"{feature} {weight:+.1f}" for weight, feature in found[:most] if weight > 0)


def load(path: Path) -> dict[str, Maxent]:
    """The classifiers of one file by name. Raises `DataError` if it is not one of ours."""
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=dict[str, Maxent])
    except (OSError, msgspec.DecodeError) as error:
        raise DataError(
            f"{path.name}: not a readable model: {error}; train it again (docs/models/claims.md)"
        ) from error
