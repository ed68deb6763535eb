"""Clusters of claims from the log-odds of their pairs, so that a chain of weak links cannot glue two events.

Agglomerative. Two clusters may join only if *every* pair between them was compared and none lies under `floor`
(complete link); how well they fit is the mean, over their claims, of each one's best counterpart in the other cluster.
The two that fit best join first, as long as that mean reaches `join`. Ties are broken by index, so the order of
reading changes nothing.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping

from tawatur.events.weights import Weights

Pair = tuple[int, int]


class _Side:
    """What two neighbouring clusters know of each other: how many of their pairs are no worse than the floor, and
    every claim's best counterpart on the other side."""

    __slots__ = ("best", "count")

    def __init__(self, best: dict[int, float], count: int) -> None:
        self.best, self.count = best, count

    def plus(self, other: _Side) -> _Side:
        best = dict(self.best)
        for i, score in other.best.items():
            best[i] = max(score, best.get(i, score))
        return _Side(best, self.count + other.count)


class _State:
    """The clusters so far, by the index of their first claim, and their neighbours."""

    def __init__(self, count: int, scores: Mapping[Pair, float], rule: Weights) -> None:
        self.rule = rule
        self.members: dict[int, list[int]] = {i: [i] for i in range(count)}
        self.near: dict[int, dict[int, _Side]] = {i: {} for i in range(count)}
        for (i, j), score in scores.items():
            if score >= rule.floor:
                self.near[i][j] = self.near[j][i] = _Side({i: score, j: score}, 1)

    def fit(self, i: int, j: int) -> float | None:
        """How well two clusters fit, `None` if they must not join."""
        side = self.near[i].get(j) if i in self.members and j in self.members else None
        if side is None or side.count < len(self.members[i]) * len(self.members[j]):
            return None
        mean = round(sum(side.best[k] for k in sorted(side.best)) / len(side.best), 6)
        return mean if mean >= self.rule.join else None

    def merge(self, i: int, j: int) -> list[int]:
        """Puts cluster `j` into `i`; gives the neighbours of the joined cluster."""
        self.members[i] = sorted(self.members[i] + self.members.pop(j))
        lost = self.near.pop(j)
        self.near[i].pop(j)
        for k, side in lost.items():
            if k == i:
                continue
            self.near[k].pop(j)
            known = self.near[i].get(k)
            self.near[i][k] = self.near[k][i] = side if known is None else known.plus(side)
        return sorted(self.near[i])


def clusters(count: int, scores: Mapping[Pair, float], rule: Weights) -> list[list[int]]:
    """The clusters of `range(count)`, each sorted, in the order of their first member. `scores` holds the pairs that
    were compared, the smaller index first."""
    state = _State(count, scores, rule)
    heap = [(-score, i, j) for (i, j), score in scores.items() if score >= max(rule.join, rule.floor)]
    heapq.heapify(heap)
    while heap:
        value, i, j = heapq.heappop(heap)
        if state.fit(i, j) != round(-value, 6):
            continue  # one of the two has grown since; its new fit is further down
        for k in state.merge(i, j):
            a, b = min(i, k), max(i, k)
            fit = state.fit(a, b)
            if fit is not None:
                heapq.heappush(heap, (-fit, a, b))
    return sorted(state.members.values())
