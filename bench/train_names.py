"""Trains the tagger of unknown names and measures it on the test parts of both sets.

Run: `python bench/train_names.py` (reads `../shared/data`). Data: the Wojood sample (MIT; its train and val parts) and
AQMAR (CC BY-SA 3.0; train and dev). Of nested names the body wins, then the person, then the place.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
import time
from pathlib import Path

import pycrfsuite

from tawatur.lexicon import SHIPPED
from tawatur.lexicon.names import name_features, spans

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
_KINDS = {"ORG": "ORG", "PERS": "PER", "PER": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
_ORDER = ("ORG", "PER", "LOC")
TRAIN = ("wojood_sample/train.txt", "wojood_sample/val.txt", "aqmar_ner/train.txt", "aqmar_ner/dev.txt")
TESTS = ("wojood_sample/test.txt", "aqmar_ner/test.txt")
Sentence = tuple[list[str], list[str]]


def read(name: str) -> list[Sentence]:
    """Sentences of words and flat labels; a blank line or `$#$` ends one."""
    out: list[Sentence] = [([], [])]
    for line in (SHARED / name).read_text("utf-8").splitlines():
        word, *labels = line.split(" ")
        if not word or word == "$#$":
            out.append(([], []))
            continue
        found = {_KINDS[x[2:]]: x[0] for x in labels if x[2:] in _KINDS}
        kind = next((k for k in _ORDER if k in found), "")
        out[-1][0].append(word)
        out[-1][1].append(f"{found[kind]}-{kind}" if kind else "O")
    return [s for s in out if s[0]]


def measure(tagger: pycrfsuite.Tagger, sentences: list[Sentence]) -> dict[str, tuple[float, float, float, int]]:
    """Precision, recall, F1 and number of names of each kind, whole spans."""
    right, found, there = dict.fromkeys(_ORDER, 0), dict.fromkeys(_ORDER, 0), dict.fromkeys(_ORDER, 0)
    for words, labels in sentences:
        gold, guess = set(spans(labels)), set(spans(tagger.tag(name_features(words))))
        for kind in _ORDER:
            there[kind] += sum(s[0] == kind for s in gold)
            found[kind] += sum(s[0] == kind for s in guess)
            right[kind] += sum(s[0] == kind for s in gold & guess)
    out = {}
    for kind in _ORDER:
        p, r = right[kind] / max(1, found[kind]), right[kind] / max(1, there[kind])
        out[kind] = (round(p, 3), round(r, 3), round(2 * p * r / max(1e-9, p + r), 3), there[kind])
    return out


def main() -> None:
    data = [s for name in TRAIN for s in read(name)]
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for words, labels in data:
        trainer.append(name_features(words), labels)
    trainer.set_params({"c1": 0.2, "c2": 0.05, "max_iterations": 120, "feature.minfreq": 2})
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        model = path.read_bytes()
    target = SHIPPED / "models" / "names.crfsuite"
    target.write_bytes(model)
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(model)
    scores = {name: measure(tagger, read(name)) for name in TESTS}
    card = {
        "what": "persons, bodies and places, a CRF over word features",
        "data": "Wojood sample (MIT), AQMAR (CC BY-SA 3.0)",
        "sentences": len(data),
        "held_out": {name.split("/")[0]: score for name, score in scores.items()},
        "licence": "CC BY-SA 3.0",
        "trained": "2026-11-24",
        "made_by": "bench/train_names.py",
        "blake2b": hashlib.blake2b(model, digest_size=16).hexdigest(),
    }
    target.with_suffix(".json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(data)} sentences, {time.process_time() - began:.0f} s, {len(model)} bytes\n")
    for name, score in scores.items():
        sys.stdout.write(f"{name} {score}\n")


if __name__ == "__main__":
    main()
