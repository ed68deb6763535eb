"""Trains the claim models, and measures them on reports that they have not seen.

    python bench/train_claims.py                     trains on every reference set at hand and writes data/models
    python bench/train_claims.py --cross SET...      leaves each SET out, trains on the others, scores it

Needs ../shared. The same input gives the same weights: nothing is drawn at random.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pycrfsuite
from claim_training import STORIES, Example, groups, load, train_triggers
from sets import ROOT, SHARED, references

from tawatur.claims.attribution import attribute
from tawatur.claims.extraction import Models, extract
from tawatur.claims.links import NONE, carried, carried_features
from tawatur.claims.maxent import Maxent
from tawatur.claims.pairs import line, pair_features, ranks
from tawatur.claims.scope import scope_features
from tawatur.claims.triggers import CrfTagger, Trigger
from tawatur.lexicon import modality
from tawatur.mentions.times import resolve
from tawatur.model import ActorRef, Contents, Mention, PlaceRef, Quantity, TimeRef, Unknown
from tawatur.scoring.compare import Names, place_right
from tawatur.views import exchange
from tawatur.views.rows import PlaceRow

MODELS = ROOT / "tawatur" / "data" / "models"
CRF = (0.15, 0.1, 100)
"""c1, c2 and iterations of the tagger."""
THRESHOLD = 0.3
Rows = list[tuple[list[str], str]]
PLACE_KEYS = ("text", "name", "lat", "lon", "kind")


def link_rows(examples: Sequence[Example]) -> dict[str, Rows]:
    """Features and labels of every classifier, from the reference's slots."""
    rows: dict[str, Rows] = {
        kind: [] for kind in ("actor", "actor<", "place", "place<", "time", "quantity", "polarity", "modality")
    }
    for example in examples:
        found = groups(example)
        by_sentence: dict[int, list[tuple[Trigger, list[dict[str, Any]]]]] = {}
        for group, (s, t) in example.triggers.items():
            by_sentence.setdefault(s, []).append((Trigger(t, group[2], 1.0), found[group]))  # type: ignore[arg-type]
        for s, pairs in sorted(by_sentence.items()):
            _sentence_rows(example, s, sorted(pairs, key=lambda p: (p[0].token, p[0].type)), rows)
    return rows


def _sentence_rows(
    example: Example, s: int, pairs: list[tuple[Trigger, list[dict[str, Any]]]], rows: dict[str, Rows]
) -> None:
    context = example.contexts[s]
    shared = line(context, tuple(trigger for trigger, _ in pairs))
    cues = modality.find(context.tokens)
    for trigger, claims in pairs:
        features = scope_features(context, shared, cues, trigger)
        rows["polarity"].append((features, claims[0]["polarity"]))
        rows["modality"].append((features, claims[0]["modality"]))
        for kind in ("actor", "place", "time", "quantity"):
            mentions = context.of_kind(kind)
            own = False
            for placed, rank in zip(mentions, ranks(trigger, mentions), strict=True):
                label = label_of(example, placed.mention, claims)
                own = own or label != NONE
                rows[kind].append((pair_features(context, shared, trigger, placed, rank), label))
            if kind in ("actor", "place"):
                for order, (back, mention) in enumerate(carried(example.contexts, s, kind)):
                    label = NONE if own else label_of(example, mention, claims)
                    rows[f"{kind}<"].append(
                        (carried_features(context, trigger, mention, back, order, len(mentions)), label)
                    )


def label_of(example: Example, mention: Mention, claims: list[dict[str, Any]]) -> str:
    """The slot of `claims` that a mention fills."""
    value, names = mention.value, example.names
    if isinstance(value, ActorRef):
        for role in ("agents", "targets"):
            if any(names.same(g, name) for c in claims for g in c[role] for name in value.names):
                return role[:-1]
    elif mention.kind == "place":
        if any(c["place"] and place_fits(c["place"], value, names) for c in claims):
            return "place"
    elif isinstance(value, TimeRef):
        when = resolve(value, example.report.published)
        want = [c["when"] for c in claims if c["when"]]
        if not isinstance(when, Unknown):
            got = tuple(d.isoformat() if d else None for d in (when.start, when.end))
            if any((w["start"], w["end"]) == got for w in want):
                return "time"
    elif isinstance(value, Quantity):
        return _amount_label(value, claims)
    return NONE


def place_fits(gold: dict[str, Any], value: Any, names: Names) -> bool:
    """Whether the place of a mention is the reference's: by point, else by name, else by its words."""
    if not isinstance(value, PlaceRef):
        return False
    mine = msgspec.convert({key: getattr(value, key) for key in PLACE_KEYS}, PlaceRow)
    return place_right(msgspec.convert(gold, PlaceRow), mine, names)


def _amount_label(value: Quantity, claims: list[dict[str, Any]]) -> str:
    for claim in claims:
        want, share = claim["quantity"], claim["extent"]
        if share and value.share and all(abs(a - b) <= 0.1 for a, b in zip(share, value.share, strict=True)):
            return "share"
        if want and want["low"] == value.low and want["high"] == value.high:
            return "quantity"
    return NONE


def train_maxent(rows: Rows, c2: float = 0.3, least: int = 1) -> Maxent:
    """Trains one classifier by L-BFGS (python-crfsuite on sequences of length one) and keeps weights that matter."""
    counts = Counter(feature for features, _ in rows for feature in features)
    trainer = pycrfsuite.Trainer(verbose=False)
    for features, label in rows:
        trainer.append([[f for f in features if counts[f] > least]], [label])
    trainer.set_params({"c1": 0.0, "c2": c2, "max_iterations": 120})
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        labels = tuple(sorted(tagger.labels()))
        weights: dict[str, list[float]] = {}
        for (feature, label), weight in tagger.info().state_features.items():
            weights.setdefault(feature, [0.0] * len(labels))[labels.index(label)] = round(weight, 3)
    return Maxent(labels, {f: tuple(row) for f, row in sorted(weights.items()) if max(map(abs, row)) >= 0.02})


def train(examples: Sequence[Example], path: Path) -> Models:
    """Trains everything; the tagger is written to `path`."""
    train_triggers(examples, str(path), *CRF)
    links = {name: train_maxent(rows) for name, rows in link_rows(examples).items()}
    return Models(CrfTagger(str(path)), THRESHOLD, links)


def predicted(examples: Sequence[Example], models: Models) -> Contents:
    """What extraction gives for the reports of a set."""
    claims = []
    for example in examples:
        attribution = attribute(example.document, example.mentions)
        claims += extract(example.document, example.mentions, example.report.published, attribution.chain_of, models)
    passages = tuple(p for example in examples for p in example.document.passages)
    return Contents(tuple(e.report for e in examples), passages, (), tuple(claims))


def scored(name: str, contents: Contents, errors: int = 0) -> str:
    """The reference scorer's table for one set."""
    with tempfile.TemporaryDirectory() as out:
        exchange.write(contents, Path(out))
        command = [
            sys.executable,
            str(SHARED / "eval" / "score.py"),
            str(SHARED / "gold" / name),
            out,
            "--errors",
            str(errors),
        ]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout


def folds(examples: Sequence[Example], held: Sequence[str]) -> Iterator[tuple[str, list[Example], list[Example]]]:
    """For each set: its name, the reports to train on (no report that tells one of its despatches), its own reports."""
    for name in held:
        told = {report for own, report in STORIES if own == name}
        rest = [e for e in examples if e.set != name and e.report.name not in told]
        yield name, rest, [e for e in examples if e.set == name]


def cross(examples: Sequence[Example], held: Sequence[str], errors: int) -> None:
    """Prints the figures of each held-out set, and their means."""
    totals: Counter[str] = Counter()
    for name, rest, own in folds(examples, held):
        with tempfile.TemporaryDirectory() as scratch:
            models = train(rest, Path(scratch) / "triggers.crfsuite")
            table = scored(name, predicted(own, models), errors)
        print(f"== {name}\n{table}", flush=True)
        for row in table.splitlines():
            parts = row.split()
            if len(parts) > 1 and "." in parts[0] and parts[1][0].isdigit():
                totals[parts[0]] += float(parts[1])  # type: ignore[assignment]
    print("== mean over the held-out sets")
    for figure, total in totals.items():
        print(f"{figure:28} {total / len(held):.3f}")


def main() -> None:
    """Parses the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cross", nargs="+", metavar="SET", default=[])
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    examples = load(references())
    if options.cross:
        cross(examples, options.cross, options.errors)
        return
    MODELS.mkdir(parents=True, exist_ok=True)
    models = train(examples, MODELS / "triggers.crfsuite")
    (MODELS / "links.msgpack").write_bytes(msgspec.msgpack.encode(models.links))
    card = {
        "threshold": THRESHOLD,
        "sets": list(references()),
        "reports": len(examples),
        "claims": sum(len(e.claims) for e in examples),
    }
    (MODELS / "claims.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(f"trained on {card['reports']} reports and {card['claims']} claims")


if __name__ == "__main__":
    main()
