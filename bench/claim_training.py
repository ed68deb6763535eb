"""Training material of the claim models: reports with their mentions, and each reference claim's trigger and slots.

The reference marks clauses, not triggers; the trigger of each is found by alternating: align by the lexicon of acts
and a tagger of the composed sentences, train, align again by the tagger's own probabilities (a hard form of
expectation maximisation).
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pycrfsuite
from sets import BLIND, ROOT, SHARED, json_lines, reference_reports

from tawatur import mentions as mention_step
from tawatur import passages
from tawatur.claims.context import Context, contexts
from tawatur.claims.features import token_features
from tawatur.claims.triggers import OUTSIDE
from tawatur.lexicon.acts import Frame, acts
from tawatur.model import Mention, Report, Unknown
from tawatur.passages import Document
from tawatur.scoring.compare import Names

Group = tuple[int, int, str]
KIND_PRIOR = {"past": 0.6, "present": 0.6, "masdar": 0.4, "noun": 0.3, "passive": -0.3, "active": -0.5}
STORIES = (("syria2015", "train2-05"),)
"""A report of another set that tells the same despatch, left out when that set is scored."""


@dataclass
class Example:
    """One annotated report, analysed. `linked`: whether its slots are annotated too. `labels[s][t]` is the event type
    that token `t` of sentence `s` triggers."""

    set: str
    report: Report
    document: Document
    mentions: tuple[Mention, ...]
    contexts: tuple[Context, ...]
    features: list[list[list[str]]]
    claims: list[dict[str, Any]]
    names: Names
    linked: bool = True
    labels: list[list[str]] = field(default_factory=list)
    triggers: dict[Group, tuple[int, int]] = field(default_factory=dict)


def training_sets() -> tuple[str, ...]:
    """Every annotated set at hand, with links or without; the blind one left out."""
    found = sorted(path.parent.name for path in (SHARED / "gold").glob("*/claims.jsonl"))
    return tuple(name for name in found if name not in BLIND)


def load(sets: Sequence[str]) -> list[Example]:
    """The reports of the sets, read as the pipeline reads them, with their reference claims."""
    out = []
    for name in sets:
        gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in json_lines(SHARED / "gold" / name / "claims.jsonl"):
            gold[row["report"]].append(row)
        alias_file = SHARED / "gold" / name / "aliases.json"
        names = Names(json.loads(alias_file.read_text(encoding="utf-8")) if alias_file.exists() else {})
        for report in reference_reports(name):
            document = passages.split(report)
            found = mention_step.find(document)
            seen = contexts(document, found)
            features = [token_features(context) for context in seen]
            out.append(Example(name, report, document, found, seen, features, gold[report.name], names))
    return out


COMPOSED = ROOT / "bench" / "training"
_MARK = re.compile(r"\{([a-z.]+)(?:!([a-z]+))?((?: [atpwqx][0-9,]+)*):([^{}]+)\}|\[([0-9]+):([^][]+)\]")
_ROLES = {"a": "agent", "t": "target", "p": "place", "w": "time", "q": "quantity", "x": "share"}


_COUNTED = {"casualties": "target", "detain": "target", "displace": "agent", "surrender": "agent"}
"""The role of those whom an amount counts: "three civilians" are the victims, whether numbered as such or not."""


def composed() -> list[Example]:
    """The project's own training sentences: those of `bench/training/*.txt`, one example a line, where each mark is a
    claim, and the examples of the acts."""
    out = list(_act_examples())
    for path in sorted(COMPOSED.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                out.append(_composed_line(f"{path.stem}-{number}", line.strip()))
    return out


def _act_examples() -> Iterator[Example]:
    """The examples of every frame: those that match have their trigger at its likeliest word, the others none."""
    for frame in acts().frames:
        for number, text in enumerate((*frame.match, *frame.reject)):
            example = _composed_line(f"{frame.id}-{number}", text)
            if number < len(frame.match):
                s, t = _likeliest(example, frame)
                example.labels[s][t] = frame.type
            yield example


def _likeliest(example: Example, frame: Frame) -> tuple[int, int]:
    """The word that most likely states the frame's act: the kind of form and phrases decide, then the order."""
    found = [
        (_prior(context, t, frame.type), -s, -t)
        for s, context in enumerate(example.contexts)
        for t, hits in enumerate(context.hits)
        if any(hit.frame.id == frame.id for hit in hits)
    ]
    _, s, t = max(found)
    return -s, -t


def unmarked(line: str) -> tuple[str, list[dict[str, Any]], dict[int, tuple[int, int]]]:
    """A line's text, its claims (evidence is the trigger, `fills` the numbers of each role), its numbered spans."""
    text, claims, end = "", [], 0
    numbered: dict[int, tuple[int, int]] = {}
    for mark in _MARK.finditer(line):
        text += line[end : mark.start()]
        start, end = len(text), mark.end()
        event, mode, fills, word, number, words = mark.groups()
        text += word or words
        if number:
            numbered[int(number)] = (start, len(text))
            continue
        roles = {_ROLES[part[0]]: [int(n) for n in part[1:].split(",") if n] for part in fills.split()}
        claims.append(
            {
                "evidence": {"start": start, "end": len(text)}, "type": event, "fills": roles,
                "polarity": "denied" if mode == "denied" else "affirmed",
                "modality": mode if mode and mode != "denied" else "actual",
            }
        )  # fmt: skip
    return text + line[end:], claims, numbered


def _composed_line(name: str, line: str) -> Example:
    text, claims, numbered = unmarked(line)
    for claim in claims:
        claim["roles"] = {
            role: [numbered[n] for n in numbers if n in numbered] for role, numbers in claim["fills"].items()
        }
        counted = _COUNTED.get(claim["type"])
        if counted and counted not in claim["roles"] and "quantity" in claim["roles"]:
            claim["roles"][counted] = claim["roles"]["quantity"]
    none = Unknown("composed")
    report = Report(name, name, name, text, "composed", none, none, none, none, none, "ar")
    document = passages.split(report)
    found = mention_step.find(document)
    seen = contexts(document, found)
    features = [token_features(context) for context in seen]
    example = Example("composed", report, document, found, seen, features, claims, Names({}), linked=bool(numbered))
    example.labels = [[OUTSIDE] * len(context.tokens) for context in seen]
    for claim in claims:
        start, event = claim["evidence"]["start"], claim["type"]
        for s, context in enumerate(seen):
            for t, token in enumerate(context.tokens):
                if token.start <= start < token.end:
                    example.labels[s][t] = event
                    example.triggers[start, claim["evidence"]["end"], event] = (s, t)
    return example


def groups(example: Example) -> dict[Group, list[dict[str, Any]]]:
    """Claims of one type whose clauses begin at one place share a trigger: a list of places gives one claim each."""
    found: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    for claim in example.claims:
        found[claim["evidence"]["start"], claim["type"]].append(claim)
    return {
        (start, min(c["evidence"]["end"] for c in members), event): members for (start, event), members in found.items()
    }


def align(example: Example, believed: Callable[[int, int, str], float]) -> None:
    """Gives each group the token that most likely triggers it, and no token to two groups."""
    example.labels = [[OUTSIDE] * len(context.tokens) for context in example.contexts]
    example.triggers = {}
    ranked = []
    for group in groups(example):
        start, end, event = group
        order = 0
        for s, context in enumerate(example.contexts):
            for t, token in enumerate(context.tokens):
                if token.is_word and start <= token.start and token.end <= end:
                    value = _prior(context, t, event) + believed(s, t, event) - 0.06 * min(order, 12)
                    ranked.append((-value, end - start, group, s, t))
                    order += 1
    taken = set()
    for _, _, group, s, t in sorted(ranked):
        if group not in example.triggers and (s, t) not in taken:
            taken.add((s, t))
            example.triggers[group] = (s, t)
            example.labels[s][t] = group[2]


def _prior(context: Context, token: int, event: str) -> float:
    hits = [hit for hit in context.hits[token] if hit.frame.type == event]
    return 2.0 + max(KIND_PRIOR[hit.kind] + 0.5 * hit.phrase for hit in hits) if hits else 0.0


def train_crf(examples: Sequence[Example], path: str, c1: float, c2: float, iterations: int) -> None:
    """Trains the tagger of triggers on the labels that the examples hold, and writes it to `path`."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for example in examples:
        for features, labels in zip(example.features, example.labels, strict=True):
            if features:
                trainer.append(features, labels)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": iterations})
    trainer.train(path)


def train_triggers(
    examples: Sequence[Example],
    marked: Sequence[Example],
    path: str,
    options: tuple[float, float, int],
    rounds: int = 2,
) -> None:
    """Aligns and trains in turn; leaves the last labels in `examples` and the last tagger at `path`.

    The triggers of `marked` are given, and a tagger of them alone says first which word of a clause is its trigger.
    """
    train_crf(marked, path, *options)
    for _ in range(rounds):
        _align_by(examples, path)
        train_crf((*examples, *marked), path, *options)


def _align_by(examples: Sequence[Example], path: str) -> None:
    """Aligns the examples by the probabilities of the tagger at `path`."""
    tagger = pycrfsuite.Tagger()
    tagger.open(path)
    labels = tagger.labels()
    for example in examples:
        seen: list[list[dict[str, float]]] = []
        for features in example.features:
            tagger.set(features)
            seen.append([{y: tagger.marginal(y, i) for y in labels} for i in range(len(features))])
        align(example, lambda s, t, event, m=seen: 0.5 * math.log(m[s][t].get(event, 0.0) + 1e-4))  # type: ignore[misc]
