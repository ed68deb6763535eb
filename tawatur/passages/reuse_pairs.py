"""Which reports may share a passage: an inverted index over word triples, near linear in the number of words.

Every triple of stems that stands in several reports proposes pairs. A rare triple (at most `RARE` reports) proposes
all its pairs; of a common one only the earliest report with every other, and each with the next, so that a hundred
copies of one report, or a phrase of a thousand, cost a hundred or a thousand proposals and not their square. A pair is
kept if proposals stand close together in both reports: a run of at least `RUN` triples.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tawatur.passages.reuse_words import Words

RARE, RUN = 24, 4
_NEAR, _DRIFT = 9, 8
_BLOCK = 4_000_000  # triples sorted at a time: bounds the memory of the index
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.uint64]


def triples(codes: npt.NDArray[np.uint32]) -> Longs:
    """The hash of every three neighbouring words; empty for fewer than three."""
    if len(codes) < 3:
        return np.empty(0, dtype=np.uint64)
    a, b, c = (codes[i : len(codes) - 2 + i].astype(np.uint64) for i in range(3))
    mixed = a * np.uint64(0x9E3779B97F4A7C15) ^ (b * np.uint64(0xC2B2AE3D27D4EB4F) + np.uint64(0x165667B19E3779F9))
    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9) + c * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(32)), dtype=np.uint64)


def candidates(reports: Sequence[Words]) -> list[tuple[int, int]]:
    """Pairs of indexes into `reports`, the smaller first, sorted. `reports` stand in order of their dates."""
    hashes, docs, places = _index(reports)
    if not len(hashes):
        return []
    parts = max(1, -(-len(hashes) // _BLOCK))
    bucket = (hashes >> np.uint64(40)) % np.uint64(parts)
    proposals = [_proposals(hashes[at], docs[at], places[at]) for at in (bucket == part for part in range(parts))]
    return _runs(np.concatenate(proposals))


def _index(reports: Sequence[Words]) -> tuple[Longs, Ints, Ints]:
    """Hash, report and place of every triple with a word of evidence; a triple counts once a report."""
    hashes, docs, places = [], [], []
    for number, one in enumerate(reports):
        found, first = np.unique(triples(one.codes), return_index=True)
        counts = one.counts
        telling = counts[:-2] | counts[1:-1] | counts[2:] if len(counts) > 2 else counts[:0]
        kept = telling[first] > 0
        hashes.append(found[kept])
        places.append(first[kept].astype(np.int32))
        docs.append(np.full(int(kept.sum()), number, dtype=np.int32))
    if not hashes:
        return np.empty(0, np.uint64), np.empty(0, np.int32), np.empty(0, np.int32)
    return np.concatenate(hashes), np.concatenate(docs), np.concatenate(places)


_PROPOSAL = np.dtype([("pair", np.uint64), ("a", np.int32), ("b", np.int32)])
Proposals = npt.NDArray[np.void]


def _proposals(hashes: Longs, docs: Ints, places: Ints) -> Proposals:
    order = np.lexsort((docs, hashes))
    hashes, docs, places = hashes[order], docs[order], places[order]
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]]) if len(hashes) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[starts, len(hashes)])
    lefts, rights = [], []
    for size in range(2, RARE + 1):
        group = starts[sizes == size]
        if len(group):
            i, j = np.triu_indices(size, 1)
            lefts.append((group[:, None] + i).ravel())
            rights.append((group[:, None] + j).ravel())
    common = sizes > RARE
    for start, size in zip(starts[common].tolist(), sizes[common].tolist(), strict=True):
        others = np.arange(start + 1, start + size)
        lefts += [np.full(size - 1, start), others[:-1]]
        rights += [others, others[1:]]
    out = np.empty(sum(map(len, lefts)), dtype=_PROPOSAL)
    if len(out):
        left, right = np.concatenate(lefts), np.concatenate(rights)
        out["pair"] = docs[left].astype(np.uint64) << np.uint64(32) | docs[right].astype(np.uint64)
        out["a"], out["b"] = places[left], places[right]
    return out


def _runs(found: Proposals) -> list[tuple[int, int]]:
    """The pairs that have a run of triples close together in both reports."""
    if not len(found):
        return []
    found = found[np.lexsort((found["a"], found["pair"]))]
    same = found["pair"][1:] == found["pair"][:-1]
    step = found["a"][1:] - found["a"][:-1]
    drift = np.abs((found["b"][1:] - found["b"][:-1]) - step)
    joined = same & (step <= _NEAR) & (drift <= _DRIFT)
    breaks = np.flatnonzero(np.r_[True, ~joined])
    lengths = np.diff(np.r_[breaks, len(found)])
    pairs = np.unique(found["pair"][breaks[lengths >= RUN]])
    return [(pair >> 32, pair & 0xFFFFFFFF) for pair in pairs.tolist()]
