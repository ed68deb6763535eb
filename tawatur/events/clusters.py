"""Clusters of claims from the log-odds of their pairs, so that a chain of weak links cannot glue two events.

Agglomerative: the two clusters whose pairs have the highest mean are joined first, as long as the mean reaches
`join` and no pair between them lies under `floor` (complete link); a pair that no blocking rule proposed counts
`missing`, which is under the floor. Ties are broken by index, so the order of reading changes nothing.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping

from tawatur.events.weights import Weights

Pair = tuple[int, int]


class _Side:
    """What a cluster knows of a neighbour: the sum, the least and the number of the pairs between them."""

    __slots__ = ("count", "least", "total")

    def __init__(self, total: float, least: float, count: int) -> None:
        self.total, self.least, self.count = total, least, count


def clusters(count: int, scores: Mapping[Pair, float], rule: Weights) -> list[list[int]]:
    """The clusters of `range(count)`, each sorted, in the order of their first member."""
    members: dict[int, list[int]] = {i: [i] for i in range(count)}
    near: dict[int, dict[int, _Side]] = {i: {} for i in range(count)}
    for (i, j), score in scores.items():
        near[i][j] = _Side(score, score, 1)
        near[j][i] = _Side(score, score, 1)
    heap = [(-score, i, j) for (i, j), score in scores.items() if score >= max(rule.join, rule.floor)]
    heapq.heapify(heap)
    while heap:
        value, i, j = heapq.heappop(heap)
        if i not in members or j not in members:
            continue
        side = near[i].get(j)
        mean = _mean(side, len(members[i]) * len(members[j]), rule)
        if side is None or mean is None or -value != mean:
            continue
        for k in _join(i, j, members, near):
            a, b = min(i, k), max(i, k)
            link = _mean(near[a][b], len(members[a]) * len(members[b]), rule)
            if link is not None:
                heapq.heappush(heap, (-link, a, b))
    return sorted(sorted(group) for group in members.values())


def _mean(side: _Side | None, pairs: int, rule: Weights) -> float | None:
    """The mean log-odds between two clusters, `None` if they must not join."""
    if side is None:
        return None
    missing = pairs - side.count
    least = min(side.least, rule.missing) if missing else side.least
    mean = round((side.total + missing * rule.missing) / pairs, 9)
    return mean if least >= rule.floor and mean >= rule.join else None


def _join(i: int, j: int, members: dict[int, list[int]], near: dict[int, dict[int, _Side]]) -> list[int]:
    """Puts cluster `j` into `i`; gives the neighbours of the joined cluster."""
    members[i] += members.pop(j)
    lost = near.pop(j)
    near[i].pop(j, None)
    for k, side in lost.items():
        if k == i:
            continue
        near[k].pop(j, None)
        known = near[i].get(k)
        if known is not None:
            side = _Side(known.total + side.total, min(known.least, side.least), known.count + side.count)
        near[i][k] = near[k][i] = side
    return sorted(near[i])
