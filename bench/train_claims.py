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
from claim_rows import SKIP, Rows, label_of, labels_of, link_rows, scope_rows
from claim_training import STORIES, Example, composed, groups, load, train_triggers, training_sets
from sets import ROOT, SHARED

from tawatur.claims.attribution import attribute
from tawatur.claims.extraction import Models, bounded, claims_of, clauses, extract, first_look, remember
from tawatur.claims.judge import CLAIM
from tawatur.claims.links import NONE
from tawatur.claims.maxent import Maxent, dump
from tawatur.claims.pairs import History, Scene, line
from tawatur.claims.settle import KINDS, View, again
from tawatur.claims.tagger import CrfTagger
from tawatur.claims.triggers import Trigger
from tawatur.model import Claim, Contents
from tawatur.scoring.compare import match
from tawatur.views import exchange
from tawatur.views.rows import ClaimRow

MODELS = ROOT / "tawatur" / "data" / "models"
CRF = (0.15, 0.1, 90)
"""c1, c2 and iterations of the tagger."""
CANDIDATES = 0.12
"""The probability from which on a word is a candidate for the judge."""
SHIPPED_CANDIDATES = 0.2
"""The same, in the shipped settings: the judge learns from more doubtful words than it is asked about; less doubtful
ones cost a quarter less time and were as often right on the composed samples."""
BELOW = 0.12
"""How far the judge's shipped threshold lies below the best one of its training: it learned from models made of two
thirds of the reports, and on sets held out the best threshold lay that much lower."""
PARTS = 3
REPORTS = 4
"""How often the actors of a report count against those of a composed sentence, of which there are many more."""


def train_maxent(rows: Rows, c2: float = 2.0, least: int = 1) -> Maxent:
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


def train(examples: Sequence[Example], marked: Sequence[Example], path: Path) -> Models:
    """Trains everything; the tagger is written to `path`. `marked` teach triggers, actors, polarity and modality only.

    The second look at slots and the judge learn from candidates in reports that the classifiers behind them had not
    seen.
    """
    whole = _first(examples, marked, path)
    with tempfile.TemporaryDirectory() as scratch:
        made = list(_partly(examples, marked, Path(scratch)))
        second = second_links(made)
        rows = [row for held, _, first in made for row in judge_rows(held, with_second(first, second))]
    judge = train_maxent([(features, label) for features, label, _ in rows], c2=4.0)
    accept = best_threshold(rows, judge, sum(len(example.claims) for example in examples)) - BELOW
    return Models(whole.tagger, whole.threshold, {**whole.links, **second, "judge": judge}, accept)


def _partly(
    examples: Sequence[Example], marked: Sequence[Example], scratch: Path
) -> Iterator[tuple[list[Example], list[Example], Models]]:
    """Each part with the first models of the others; the alignment of the examples stays as it was."""
    parts = _parts(examples, marked)
    for number, (held, held_marked) in enumerate(parts):
        rest = [example for other, (mine, _) in enumerate(parts) if other != number for example in mine]
        rest_marked = [example for other, (_, mine) in enumerate(parts) if other != number for example in mine]
        aligned = [(example, example.labels, example.triggers) for example in rest]
        yield held, held_marked, _first(rest, rest_marked, scratch / f"{number}.crfsuite", rounds=1)
        for example, labels, triggers in aligned:
            example.labels, example.triggers = labels, triggers


def _parts(examples: Sequence[Example], marked: Sequence[Example]) -> list[tuple[list[Example], list[Example]]]:
    """Reports by set and composed sentences in turn, in parts of about one size."""
    sets = {name: number % PARTS for number, name in enumerate(sorted({example.set for example in examples}))}
    return [
        ([example for example in examples if sets[example.set] == part], list(marked[part::PARTS]))
        for part in range(PARTS)
    ]


def with_second(first: Models, second: dict[str, Maxent]) -> Models:
    """The models with the second look at slots."""
    return Models(first.tagger, first.threshold, {**first.links, **second}, first.accept)


def second_links(made: Sequence[tuple[Sequence[Example], Sequence[Example], Models]]) -> dict[str, Maxent]:
    """The classifiers of the second look, from reports that the first look's models had not seen. Composed sentences
    teach it actors only, as they do the first."""
    rows: dict[str, Rows] = {kind: [] for kind in KINDS}
    for held, held_marked, first in made:
        for example in held:
            for kind, found in second_rows(example, first.links).items():
                rows[kind] += found * REPORTS if kind == "actor" else found
        for example in held_marked:
            if example.linked:
                rows["actor"] += second_rows(example, first.links)["actor"]
    return {again(kind): train_maxent(found, c2=3.0) for kind, found in rows.items()}


def second_rows(example: Example, links: dict[str, Maxent]) -> dict[str, Rows]:
    """What the second look sees at the reference's triggers, by kind of mention, and the slots they fill."""
    rows: dict[str, Rows] = {kind: [] for kind in KINDS}
    found = groups(example)
    names: dict[str, str] = {}
    for s, context in enumerate(example.contexts):
        here = sorted(((t, group) for group, (where, t) in example.triggers.items() if where == s), key=str)
        here.sort(key=lambda pair: (pair[0], pair[1][2]))
        triggers = tuple(Trigger(t, group[2], 1.0) for t, group in here)  # type: ignore[arg-type]
        scene = Scene(example.contexts, context, line(context, triggers), History({}, names))
        for trigger, (_, group) in zip(triggers, here, strict=True):
            clause = bounded(scene, first_look(scene, trigger, links), links)
            looks = (clause.actors, clause.places, clause.times, clause.quantities)
            for kind, candidates in zip(KINDS, looks, strict=True):
                view = View(scene, trigger, candidates, (clause.first, clause.last))
                rows[kind] += _second_kind(example, view, found[group])
            scene = msgspec.structs.replace(scene, history=remember(clause))
        names = dict(scene.history.names) or names
    return rows


def _second_kind(example: Example, view: View, claims: list[dict[str, Any]]) -> Rows:
    own = [seen.mention for seen in view.mentions if seen.where != "earlier"]
    labels = dict(zip((m.id for m in own), labels_of(example, own, claims), strict=True))
    filled = any(label not in (NONE, SKIP) for label in labels.values())
    rows: Rows = []
    for seen in view.mentions:
        carried = seen.where == "earlier"
        label = labels[seen.mention.id] if not carried else NONE if filled else label_of(example, seen.mention, claims)
        if label != SKIP:
            rows.append((view.case(seen).spelled(), label))
    return rows


def _first(examples: Sequence[Example], marked: Sequence[Example], path: Path, rounds: int = 2) -> Models:
    """The tagger and the first look at slots."""
    train_triggers(examples, marked, str(path), CRF, rounds)
    return Models(CrfTagger(path), CANDIDATES, first_links(examples, marked), 0.0)


def first_links(examples: Sequence[Example], marked: Sequence[Example]) -> dict[str, Maxent]:
    """The classifiers of the first look, of polarity, modality and of a clause's ends."""
    rows = link_rows(examples)
    # Composed sentences number every place and time, reports leave more of them out: only their actors teach links, and
    # a report's count more, since it is reports that are read.
    rows["actor"] *= REPORTS
    rows["actor"] += link_rows([example for example in marked if example.linked])["actor"]
    for name, more in scope_rows(marked).items():
        rows[name] += more
    return {name: train_maxent(found) for name, found in rows.items()}


def judge_rows(held: Sequence[Example], models: Models) -> list[tuple[list[str], str, tuple[int, int]]]:
    """For each candidate clause: its features, whether the reference has its claim, and how many of its claims the
    reference has out of how many it makes."""
    rows: list[tuple[list[str], str, tuple[int, int]]] = []
    for example in held:
        attribution = attribute(example.document, example.mentions)
        made = []
        for clause, case in clauses(example.contexts, models):
            claims = claims_of(example.document, clause, example.report.published, attribution.chain_of)
            made.append((case.spelled(), claims))
        contents = Contents((example.report,), example.document.passages, (), tuple(c for _, cs in made for c in cs))
        ours = {row.id: row for row in exchange.claim_rows(contents, exchange.report_names(contents.reports))}
        gold = [msgspec.convert(claim, ClaimRow) for claim in example.claims]
        hit = {id(mine) for _, mine in match(gold, list(ours.values()), example.names, typed=True)}
        for features, claims in made:
            right = sum(id(ours[claim.id]) in hit for claim in claims if claim.id in ours)
            rows.append((features, CLAIM if right else NONE, (right, len(claims))))
    return rows


def best_threshold(rows: list[tuple[list[str], str, tuple[int, int]]], judge: Maxent, want: int) -> float:
    """The threshold of the judge with the best F1 over the candidates that it learned from."""
    scored_rows = [(judge(features)[CLAIM], counts) for features, _, counts in rows]
    best = (0.0, 0.5)
    for step in range(20, 70, 2):
        kept = [counts for verdict, counts in scored_rows if verdict >= step / 100]
        right, made = sum(r for r, _ in kept), sum(n for _, n in kept)
        best = max(best, (2 * right / (made + want), step / 100))
    return best[1]


def predicted(examples: Sequence[Example], models: Models) -> Contents:
    """What extraction gives for the reports of a set."""
    claims: list[Claim] = []
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


def cross(examples: Sequence[Example], marked: Sequence[Example], held: Sequence[str], errors: int) -> None:
    """Prints the figures of each held-out set, and their means."""
    totals: Counter[str] = Counter()
    for name, rest, own in folds(examples, held):
        with tempfile.TemporaryDirectory() as scratch:
            models = train(rest, marked, Path(scratch) / "triggers.crfsuite")
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
    examples = load(training_sets())
    if options.cross:
        cross(examples, composed(), options.cross, options.errors)
        return
    MODELS.mkdir(parents=True, exist_ok=True)
    models = train(examples, composed(), MODELS / "triggers.crfsuite")
    (MODELS / "links.msgpack").write_bytes(dump(models.links))
    card = {
        "threshold": SHIPPED_CANDIDATES,
        "accept": round(models.accept, 2),
        "sets": list(training_sets()),
        "reports": len(examples),
        "claims": sum(len(e.claims) for e in examples),
    }
    (MODELS / "claims.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(f"trained on {card['reports']} reports and {card['claims']} claims")


if __name__ == "__main__":
    main()
