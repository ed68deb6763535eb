"""Where two reports share a passage: diagonals of common word triples, chained with gaps, then aligned word by word."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import LCSseq

from tawatur.passages.reuse_pairs import triples
from tawatur.passages.reuse_words import Codes, Words

WORDS = 8
"""The fewest matched words of evidence; function words count half."""
LOOSE = 6
"""The fewest in two reports of which one other passage is proven."""
GAP = 6
"""The most words that an edit may put in, take out or change between two matches."""
JOIN = 14
DENSITY = 0.5
REPEATS = 4
"""A shingle that a report repeats more often (a list, a refrain) says nothing about where a passage lies."""
_MARGIN = 4


class Aligned(NamedTuple):
    """A passage that two reports share: words `first..last` of each, both inclusive; `words` matched words of
    evidence, `matched` all matched words."""

    a_first: int
    a_last: int
    b_first: int
    b_last: int
    words: int
    matched: int

    @property
    def likeness(self) -> float:
        """The share of the longer passage's words that match."""
        return self.matched / max(self.a_last - self.a_first + 1, self.b_last - self.b_first + 1)


def align(a: Words, b: Words) -> tuple[Aligned, ...]:
    """The passages that two reports share, in the order of `a`; none overlaps another in either report."""
    strict = _chains(*_hits(triples(a.codes), triples(b.codes)), 3)
    found = [one for one in (_aligned(a, b, r) for r in strict) if _tells(one)]
    if not found:
        return ()
    # A proven copy makes a looser likeness elsewhere in the two reports tell: pairs of words suffice there.
    loose = _chains(*_hits(_pairs(a.codes), _pairs(b.codes)), 2)
    found += [one for one in (_aligned(a, b, r) for r in loose) if _tells(one, LOOSE)]
    return _joined(a, b, _apart(found))


def _pairs(codes: Codes) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    if len(codes) < 2:
        return np.empty(0, dtype=np.uint64)
    return codes[:-1].astype(np.uint64) << np.uint64(32) | codes[1:].astype(np.uint64)


def _hits(
    a: np.ndarray[tuple[int], np.dtype[np.uint64]], b: np.ndarray[tuple[int], np.dtype[np.uint64]]
) -> tuple[list[int], list[int]]:
    """Every place of a common shingle in both, sorted by the place in `a`, then in `b`."""
    order = np.argsort(a, kind="stable")
    ordered = a[order]
    low, high = np.searchsorted(ordered, b, "left"), np.searchsorted(ordered, b, "right")
    counts = high - low
    counts[counts > REPEATS] = 0
    in_b = np.repeat(np.arange(len(b)), counts)
    within = np.arange(len(in_b)) - np.repeat(np.cumsum(counts) - counts, counts)
    in_a = order[np.repeat(low, counts) + within]
    by = np.lexsort((in_b, in_a))
    return in_a[by].tolist(), in_b[by].tolist()


class _Chain:
    """Hits in the same order in both reports, no gap larger than `GAP` words."""

    def __init__(self, i: int, j: int) -> None:
        self.hits = [(i, j)]

    def takes(self, i: int, j: int, size: int) -> int:
        """How far the hit is from the chain's end, -1 if it does not continue it."""
        last_i, last_j = self.hits[-1]
        step_i, step_j = i - last_i, j - last_j
        reach = GAP + size
        if not (0 < step_i <= reach and 0 < step_j <= reach):
            return -1
        return abs(step_i - step_j) * 2 + max(step_i, step_j)


def _chains(in_a: list[int], in_b: list[int], size: int) -> list[tuple[int, int, int, int]]:
    """Ranges of words `(a_first, a_last, b_first, b_last)` that chains of hits cover, longest first."""
    open_chains: list[_Chain] = []
    done: list[_Chain] = []
    for i, j in zip(in_a, in_b, strict=True):
        still: list[_Chain] = []
        for chain in open_chains:
            (still if i - chain.hits[-1][0] <= GAP + size else done).append(chain)
        open_chains = still
        fits = [(far, n) for n, chain in enumerate(open_chains) if (far := chain.takes(i, j, size)) >= 0]
        if fits:
            open_chains[min(fits)[1]].hits.append((i, j))
        else:
            open_chains.append(_Chain(i, j))
    least = {3: 2, 2: 3}[size]
    chains = [chain.hits for chain in (*done, *open_chains) if len(chain.hits) >= least]
    chains.sort(key=lambda hits: (-len(hits), hits))
    return [(hits[0][0], hits[-1][0] + size - 1, hits[0][1], hits[-1][1] + size - 1) for hits in chains]


def _aligned(a: Words, b: Words, words: tuple[int, int, int, int]) -> Aligned:
    """The range aligned word by word, cut to its first and last matched word."""
    a0, a1, b0, b1 = words
    blocks = _equal(a, b, words)
    if not blocks:
        return Aligned(a0, a1, b0, b1, 0, 0)
    evidence = sum(int(a.counts[i : i + size].sum()) for i, _, size in blocks) // 2
    (i, j, _), (k, m, size) = blocks[0], blocks[-1]
    return Aligned(i, k + size - 1, j, m + size - 1, evidence, sum(size for _, _, size in blocks))


def _equal(a: Words, b: Words, words: tuple[int, int, int, int]) -> list[tuple[int, int, int]]:
    """The equal blocks `(place in a, place in b, words)` of the longest common subsequence of the two ranges."""
    a0, a1, b0, b1 = words
    steps = LCSseq.opcodes(a.codes[a0 : a1 + 1].tolist(), b.codes[b0 : b1 + 1].tolist())
    return [(a0 + s.src_start, b0 + s.dest_start, s.src_end - s.src_start) for s in steps if s.tag == "equal"]


def _tells(one: Aligned, least: int = WORDS) -> bool:
    return one.words >= least and one.likeness >= DENSITY


def _apart(found: list[Aligned]) -> list[Aligned]:
    """The passages with the most words first, each if it overlaps none that was taken."""
    taken: list[Aligned] = []
    for one in sorted(set(found), key=lambda x: (-x.words, -x.likeness, x)):
        if all(
            (one.a_last < other.a_first or other.a_last < one.a_first)
            and (one.b_last < other.b_first or other.b_last < one.b_first)
            for other in taken
        ):
            taken.append(one)
    return sorted(taken)


def _joined(a: Words, b: Words, found: list[Aligned]) -> tuple[Aligned, ...]:
    """Neighbours in the same order with little between them are one passage."""
    out: list[Aligned] = []
    for one in found:
        last = out[-1] if out else None
        near = last is not None and one.a_first - last.a_last <= JOIN and 0 < one.b_first - last.b_last <= JOIN
        whole = _aligned(a, b, (last.a_first, one.a_last, last.b_first, one.b_last)) if last and near else None
        if whole is not None and _tells(whole):
            out[-1] = whole
        else:
            out.append(one)
    return tuple(out)
