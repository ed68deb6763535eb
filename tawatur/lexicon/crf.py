"""Linear-chain CRFs as `python-crfsuite` trains them, read into arrays and decoded here.

The library looks every feature string of every word up again; a score is a sum over features, though, so that a caller
can keep what one word adds in each of its places (`Chain.scores`) and a sentence costs a few sums. `Chain.best` gives
the labels that `pycrfsuite.Tagger.tag` gives: it leaves out at once what no neighbour can make the better label, and
runs Viterbi's algorithm over the rest. `Chain.marginals` gives the probabilities that `Tagger.marginal` gives, of many
sequences at once. Tests compare both with the library over many sentences.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import add
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tawatur.errors import DataError

Scores = NDArray[np.float64]
_HEADER = struct.Struct("<4sI4s9I")
_TABLE = struct.Struct("<4s5I")
_ENTRY = struct.Struct("<II")
_FEATURE = np.dtype([("kind", "<u4"), ("source", "<u4"), ("label", "<u4"), ("weight", "<f8")])
_TRANSITION = 1
_TOGETHER = 200
"""Items; longer sequences are not put side by side with others, which would all take as much room."""
_RESCALED = 12
"""Steps after which sums are brought back to a common scale, long before one leaves the range of floats."""


class Chain:
    """One model. `labels` in the model's order; `weights` has a row an attribute, the first one for unknown ones."""

    def __init__(self, labels: Sequence[str], index: dict[str, int], weights: Scores, transitions: Scores) -> None:
        self.labels, self.index, self.weights, self.transitions = tuple(labels), index, weights, transitions
        self._all = list(range(len(self.labels)))
        self._into: list[list[float]] = transitions.T.tolist()
        # how much more a label than another can gain at most from its neighbours; an end of a sentence gives nothing
        into = (transitions[:, :, None] - transitions[:, None, :]).max(axis=0)
        out = (transitions[:, None, :] - transitions[None, :, :]).max(axis=2)
        self._gain: Scores = (np.maximum(into, 0) + np.maximum(out, 0)).T.copy()

    def rows(self, features: Iterable[str]) -> list[int]:
        """Rows of the features in `weights`, unknown ones left out."""
        index = self.index
        return [index[feature] for feature in features if feature in index]

    def scores(self, features: Iterable[str]) -> Scores:
        """What the features add to each label, shape (labels,)."""
        found: Scores = np.add.reduce(self.weights[self.rows(features)], axis=0)
        return found

    def sums(self, lists: Sequence[Iterable[str]]) -> Scores:
        """The `scores` of each list of features, shape (lists, labels)."""
        index, rows, firsts = self.index, list[int](), list[int]()
        for features in lists:
            firsts.append(len(rows))
            rows.append(0)
            rows += [index[feature] for feature in features if feature in index]
        found: Scores = np.add.reduceat(self.weights.take(rows, axis=0), firsts, axis=0)
        return found

    def best(self, scores: Scores, background: str = "") -> list[str]:
        """The likeliest labels of a sequence whose items have the `scores` of shape (items, labels).

        `background` is the label that most items have, if there is one: it makes the search shorter, not another.
        """
        if not len(scores):
            return []
        if background:
            ground = self.labels.index(background)
            unsure = self._beside(scores, ground)
            chosen = [ground] * len(scores)
            states = [self._all] * len(scores)
        else:
            top = scores.argmax(axis=1)
            chosen = top.tolist()
            states = self._open(scores, top)
            unsure = [at for at, labels in enumerate(states) if len(labels) > 1]
        rows: list[list[float]] = scores.tolist()
        for first, stop in _runs(unsure):
            self._settle(rows[first:stop], states[first:stop], chosen, first)
        return [self.labels[label] for label in chosen]

    def marginals(self, scores: Scores, lengths: Sequence[int]) -> Scores:
        """The probability of each label of each item, shape (items, labels), of sequences with the `lengths` whose
        items' scores follow one another in `scores`, shape (items, labels)."""
        own: Scores = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
        ends = np.cumsum(lengths)
        spans = [(end - length, end) for length, end in zip(lengths, ends.tolist(), strict=True) if length]
        short = [span for span in spans if span[1] - span[0] <= _TOGETHER]
        long = [[span] for span in spans if span[1] - span[0] > _TOGETHER]
        out = np.empty_like(own)
        for batch in (short, *long) if short else long:
            self._batch(own, batch, out)
        return out

    def _batch(self, own: Scores, spans: Sequence[tuple[int, int]], out: Scores) -> None:
        """The forward-backward algorithm over sequences side by side; both ways in one pass, the second from the end.
        A sum's scale does not matter, since what it gives is divided by its total."""
        first, end = np.array(spans).T[:, :, None]
        steps = np.arange((end - first).max())
        there = np.stack([np.minimum(first + steps, end - 1), np.maximum(end - 1 - steps, first)])
        into = np.ones((len(steps), *there.shape[:2], own.shape[1]))
        items, step = own[there.transpose(2, 0, 1)], np.exp(np.stack([self.transitions, self.transitions.T]))
        for at in range(1, len(steps)):
            before = into[at - 1] * items[at - 1]
            if at % _RESCALED == 0:
                before /= before.max(axis=2, keepdims=True)
            np.matmul(before, step, out=into[at])
        where, number = (steps < end - first).nonzero()
        item, back = there[0, where, number], (end - first)[where, 0] - 1 - number
        found = into[number, 0, where] * own[item] * into[back, 1, where]
        out[item] = found / found.sum(axis=1, keepdims=True)

    def _open(self, scores: Scores, top: NDArray[np.intp]) -> list[list[int]]:
        """The labels of each item that its neighbours may still lift over the one that scores most by itself."""
        kept = scores.max(axis=1)[:, None] - scores <= self._gain[top]
        ends = kept.sum(axis=1).cumsum().tolist()
        found: list[int] = kept.nonzero()[1].tolist()
        return [found[first:end] for first, end in pairwise([0, *ends])]

    def _beside(self, scores: Scores, ground: int) -> list[int]:
        """The items that may have another label than `ground`: those in some run whose other labels can outweigh it."""
        opening, going, shut = self._sides(ground)
        over = scores - scores[:, ground, None]
        opens: list[float] = (over + opening).max(axis=1).tolist()
        goes: list[float] = (over + going).max(axis=1).tolist()
        opens[0] = max(value for label, value in enumerate(over[0].tolist()) if label != ground)  # nothing before it
        run, left = -math.inf, []
        for open_, go in zip(opens, goes, strict=True):
            run = max(open_, run + go)
            left.append(run)
        out, rest = [], 0.0
        for at in range(len(left) - 1, -1, -1):
            if left[at] + rest >= 0:
                out.append(at)
            rest = max(shut, goes[at] + rest)
        return out[::-1]

    @lru_cache(maxsize=8)  # noqa: B019 (models live as long as the process)
    def _sides(self, ground: int) -> tuple[Scores, Scores, float]:
        """What each other label gains at most over `ground` by the step into it from `ground`, by the step from another
        label, and by the step back."""
        steps = self.transitions - self.transitions[ground, ground]
        opening, going = steps[ground].copy(), np.delete(steps, ground, axis=0).max(axis=0)
        opening[ground] = going[ground] = -np.inf
        return opening, going, float(np.delete(steps[:, ground], ground).max())

    def _settle(self, scores: list[list[float]], states: list[list[int]], chosen: list[int], first: int) -> None:
        """Viterbi over a run of unsure items, between the sure ones on both sides; writes into `chosen`. `states`: the
        labels that each item may have."""
        into, stop = self._into, first + len(scores)
        left = [chosen[first - 1]] if first else []
        best = [0.0] * len(left)
        kept: list[list[float]] = []
        for row, labels in zip(scores, states, strict=True):
            if left == labels == self._all:
                best = [max(map(add, best, column)) + own for column, own in zip(into, row, strict=True)]
            elif left:
                pairs = list(zip(best, left, strict=True))
                best = [
                    max([value + column[before] for value, before in pairs]) + row[label]
                    for label in labels
                    for column in (into[label],)
                ]
            else:
                best = [row[label] for label in labels]
            kept.append(best)
            left = labels
        if stop < len(chosen):
            best = [value + into[chosen[stop]][label] for value, label in zip(best, left, strict=True)]
        at = left[best.index(max(best))]
        chosen[stop - 1] = at
        for number in range(len(kept) - 2, -1, -1):
            sums = [value + into[at][label] for value, label in zip(kept[number], states[number], strict=True)]
            at = states[number][sums.index(max(sums))]
            chosen[first + number] = at


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The runs of numbers without a gap, half-open."""
    first = last = -2
    for number in numbers:
        if number != last + 1:
            if first >= 0:
                yield first, last + 1
            first = number
        last = number
    if first >= 0:
        yield first, last + 1


def read_chain(path: Path) -> Chain:
    """A model file of CRFsuite 0.12 (format 100). Raises `DataError` if it is none."""
    raw = path.read_bytes()
    try:
        magic, _, kind, version, _, _, _, features, labels, attributes, _, _ = _HEADER.unpack_from(raw)
        if (magic, kind, version) != (b"lCRF", b"FOMC", 100):
            raise DataError(f"{path.name}: not a first-order CRFsuite model; reinstall the package")
        names, index = _strings(raw, labels), {name: i for i, name in enumerate(_strings(raw, attributes), 1)}
        count = int.from_bytes(raw[features + 8 : features + 12], "little")
        rows = np.frombuffer(raw, _FEATURE, count, features + 12)
    except (struct.error, ValueError) as error:
        raise DataError(f"{path.name}: not readable: {error}; reinstall the package") from error
    weights, transitions = np.zeros((len(index) + 1, len(names))), np.zeros((len(names), len(names)))
    step = rows["kind"] == _TRANSITION
    np.add.at(transitions, (rows["source"][step], rows["label"][step]), rows["weight"][step])
    np.add.at(weights, (rows["source"][~step] + 1, rows["label"][~step]), rows["weight"][~step])
    return Chain(names, index, weights, transitions)


def _strings(raw: bytes, at: int) -> list[str]:
    """The strings of a constant database in the order of their numbers."""
    _, _, _, _, count, offset = _TABLE.unpack_from(raw, at)
    out = []
    for place in np.frombuffer(raw, "<u4", count, at + offset).tolist():
        _, size = _ENTRY.unpack_from(raw, at + place)
        start = at + place + _ENTRY.size
        out.append(raw[start : start + size - 1].decode("utf-8"))
    return out
