"""Events: B-cubed on the reference sets, the weights fitted and cross-validated over sets, and the cost.

python bench/events.py [SET ...]      same_event.bcubed with the reference claims (our reuse), beside no clusters
python bench/events.py --fit          fits the weights on all sets, each set scored by weights fitted on the others
python bench/events.py --fit --write  ... and writes tawatur/data/events.yaml
python bench/events.py --speed        CPU seconds for 1,000 composed reports with 20 claims each
python bench/events.py --show SET     where clusters and reference differ
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from time import process_time

import numpy as np
from reuse import documents, gold_of, linked, reports_of
from sets import SHARED, json_lines

from tawatur.events import align, reuse_links, same_event_links
from tawatur.events.align import Compared
from tawatur.events.clusters import clusters
from tawatur.events.weights import Weights, weights
from tawatur.lexicon import SHIPPED
from tawatur.model import (
    EVENT_TYPES,
    Claim,
    Contents,
    PlaceRef,
    Quantity,
    Report,
    Span,
    Unknown,
    content_id,
    day,
)
from tawatur.passages.reuse import shared_passages
from tawatur.views import exchange
from tawatur.views.exchange import read_claims

JOINS, FLOORS = (-0.75, -0.5, -0.25, 0.0, 0.25, 0.5), (-3.0, -2.5, -2.0, -1.5, -1.0)
STRENGTH = 1.0
"""The ridge of the regression."""
BY_HAND = {
    "fate": {"differs": -3.0},
    "grip": {"vague": -9.0},
    "hands": {"turned": -9.0},
    "passage": {"aligned": 2.5},
    "quantity": {"same odd": 2.4},
    "time": {"apart": -2.0, "reported apart": -1.5, "outside": -1.0},
}
"""Where the sets hold too few pairs for the regression: the dead and the wounded, copies of one statement, odd figures,
claims weeks apart; two bars: a place that turns from hand to hand, a war that is no event."""
Pair = tuple[int, int]


class Set:
    """One reference set: its claims compared, and the clusters of the reference as index by claim."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.reports = reports_of(name)
        self.gold_dir = gold_of(name)
        self.claims = read_claims(self.gold_dir / "claims.jsonl", self.reports)
        self.reuse = shared_passages(documents(self.reports))
        self.compared = Compared(self.claims, self.reports, self.reuse)
        self.ids = [seen.claim.id for seen in self.compared.seen]
        self.levels = {pair: self.compared.levels(pair) for pair in self.compared.pairs}
        rows = json_lines(self.gold_dir / "links.jsonl")
        self.gold = [set(row["members"]) for row in rows if row["kind"] == "same_event"]
        self.same = {frozenset(pair) for group in self.gold for pair in combinations(sorted(group), 2)}

    def is_same(self, pair: Pair) -> bool:
        return frozenset((self.ids[pair[0]], self.ids[pair[1]])) in self.same

    def cluster(self, rule: Weights) -> list[set[str]]:
        scores = {pair: round(rule.total(found), 6) for pair, found in self.levels.items()}
        groups = clusters(len(self.ids), scores, rule)
        return [{self.ids[i] for i in group} for group in groups if len(group) > 1]

    def bcubed(self, found: Iterable[set[str]]) -> tuple[float, float, float]:
        """Precision, recall and F1 over all claims, as ../shared/eval/score.py computes them."""
        gold, given = _index(self.gold, self.ids), _index(found, self.ids)
        precision = sum(len(gold[i] & given[i]) / len(given[i]) for i in self.ids) / len(self.ids)
        recall = sum(len(gold[i] & given[i]) / len(gold[i]) for i in self.ids) / len(self.ids)
        return precision, recall, 2 * precision * recall / (precision + recall)


def _index(groups: Iterable[set[str]], ids: Sequence[str]) -> dict[str, frozenset[str]]:
    found = {i: frozenset([i]) for i in ids}
    for group in groups:
        found.update(dict.fromkeys(group, frozenset(group)))
    return found


# Fitting


def fit(sets: Sequence[Set]) -> Weights:
    """A logistic regression over the levels, L2; then the two thresholds that give the best B-cubed over all claims."""
    names = sorted({level for one in sets for found in one.levels.values() for level in found})
    column = {name: n for n, name in enumerate(names)}
    rows, truth, importance = [], [], []
    for one in sets:
        for pair, found in one.levels.items():
            rows.append([column[level] for level in found])
            truth.append(one.is_same(pair))
            importance.append(1.0)
    x, y, w = np.array(rows), np.array(truth, dtype=float), np.array(importance)
    bias, beta = _logistic(x, y, w, len(names))
    table: dict[str, dict[str, float]] = {name: dict(levels) for name, levels in BY_HAND.items()}
    for (comparator, level), n in column.items():
        if abs(beta[n]) >= 0.05:
            table.setdefault(comparator, {}).setdefault(level, round(float(beta[n]), 2))
    best = (-1.0, weights_of(bias, table, 0.0, -1.0))
    for join in JOINS:
        for floor in FLOORS:
            rule = weights_of(bias, table, join, floor)
            mean = sum(one.bcubed(one.cluster(rule))[2] * len(one.ids) for one in sets)
            if mean > best[0] + 1e-9:
                best = (mean, rule)
    return best[1]


def weights_of(bias: float, table: dict[str, dict[str, float]], join: float, floor: float) -> Weights:
    by_hand = ", ".join(f"{comparator}.{level}" for comparator, levels in BY_HAND.items() for level in levels)
    links = "the same_event links of the samples and the reference sets"
    source = f"logistic regression on {links} (bench/events.py --fit); by hand {by_hand}"
    return Weights(source, round(float(bias), 2), join, floor, table)


def _logistic(x: np.ndarray, y: np.ndarray, w: np.ndarray, size: int) -> tuple[float, np.ndarray]:
    """Newton's method with a ridge; `x` holds the columns that are one in every row."""
    one_hot = np.zeros((len(x), size + 1))
    one_hot[np.arange(len(x))[:, None], x] = 1
    one_hot[:, size] = 1
    beta = np.zeros(size + 1)
    ridge = np.full(size + 1, STRENGTH)
    ridge[size] = 1e-6
    for _ in range(30):
        p = 1 / (1 + np.exp(-one_hot @ beta))
        gradient = one_hot.T @ (w * (y - p)) - ridge * beta
        curvature = (one_hot * (w * p * (1 - p))[:, None]).T @ one_hot + np.diag(ridge)
        step = np.linalg.solve(curvature, gradient)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    return float(beta[size]), beta[:size]


def cross_validated(sets: Sequence[Set]) -> None:
    for held in sets:
        rule = fit([one for one in sets if one is not held])
        _print(held, rule, f"fitted on the others: join {rule.join} floor {rule.floor}")


def _print(one: Set, rule: Weights, note: str) -> None:
    p, r, f = one.bcubed(one.cluster(rule))
    blocked = sum(one.is_same(pair) for pair in one.levels)
    alone = one.bcubed([])[2]
    print(
        f"{one.name:12} bcubed {f:.3f} (P {p:.3f} R {r:.3f})  no clusters {alone:.3f}"
        f"  blocking {blocked}/{len(one.same)} pairs of {len(one.levels)}  {note}"
    )


def write(rule: Weights) -> None:
    lines = [
        "# Weights of the comparators that align claims into events: natural log-odds by comparator and level.",
        "# Written by bench/events.py --fit --write; docs/method/events.md says what the levels mean.",
        f"source: {json.dumps(rule.source)}",
        f"prior: {rule.prior}",
        "# Clusters join if they fit to `join` at least and no pair between them lies under `floor`.",
        f"join: {rule.join}",
        f"floor: {rule.floor}",
        "comparators:",
    ]
    for comparator, table in sorted(rule.comparators.items()):
        lines.append(f"  {comparator}:")
        lines += [f"    {_quoted(level)}: {weight}" for level, weight in sorted(table.items(), key=lambda x: -x[1])]
    (SHIPPED / "events.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _quoted(level: str) -> str:
    return f'"{level}"' if level[0].isdigit() else level


# Speed


def composed(count: int, each: int) -> tuple[list[Report], list[Claim]]:
    """Reports of a war of 60 days in 150 places; every claim tells of one of `count` * 5 occurrences."""
    choose = random.Random(11)
    actors = ("Syrian government forces", "Islamic State", "SDF", "US-led coalition", "Hezbollah", "Jabhat al-Nusra")
    places = [
        PlaceRef(f"p{n}", f"Place {n}", 33 + choose.random() * 4, 36 + choose.random() * 6, "village")
        for n in range(150)
    ]
    facts = [
        (choose.choice(EVENT_TYPES), choose.choice(places), choose.randrange(60), choose.sample(actors, 2), n)
        for n in range(count * 5)
    ]
    reports, claims = [], []
    for number in range(count):
        today = choose.randrange(60)
        recent = [fact for fact in choose.sample(facts, 1500) if 0 <= today - fact[2] <= 3]
        made = [choose.choice(recent) for _ in range(each)]
        text, spans = "", []
        for fact in made:
            spans.append(Span(len(text), len(text) + 24))
            text += f"جرى الحدث {fact[4]:06} في {fact[1].text:>4}.\n"
        published = day(date(2017, 1, 1) + timedelta(days=today))
        report = _report(number, text, published)
        reports.append(report)
        claims += [_claim(report, span, fact, choose) for span, fact in zip(spans, made, strict=True)]
    return reports, claims


def _report(number: int, text: str, published: object) -> Report:
    none = Unknown("composed")
    return Report(
        content_id("report", number), str(number), str(number), text, "", none, none, none, none, published, "ar"
    )  # type: ignore[arg-type]


def _claim(report: Report, span: Span, fact: tuple, choose: random.Random) -> Claim:
    type, place, on, (agent, target), number = fact
    none = Unknown("composed")
    when = day(date(2017, 1, 1) + timedelta(days=on)) if choose.random() < 0.3 else none
    quantity = Quantity(number % 90, number % 90, "person", "") if type == "casualties" else none
    return Claim(
        content_id("claim", report.id, span.start), report.id, span, type, (agent,), (target,), place, when, none,
        quantity, "affirmed", "actual", (),
    )  # fmt: skip


def speed(count: int) -> None:
    reports, claims = composed(count, 20)
    begun = process_time()
    found = align(claims, reports)
    print(f"{count} reports, {len(claims)} claims: {process_time() - begun:.1f} s, {len(found)} events")


# The whole way: written in the exchange format, scored by the reference's own script


def scored(one: Set) -> list[str]:
    """What ../shared/eval/score.py gives for the events and the shared passages."""
    found = align(one.claims, one.reports, one.reuse)
    links = (*same_event_links(found), *reuse_links(one.reuse))
    with tempfile.TemporaryDirectory() as scratch:
        exchange.write(Contents(tuple(one.reports), (), (), one.claims, links=links), Path(scratch))
        command = [sys.executable, str(SHARED / "eval" / "score.py"), str(one.gold_dir), scratch]
        out = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout
    return [f"    {line}" for line in out.splitlines() if line.startswith(("reuse", "same_event"))]


# Errors


def show(one: Set, rule: Weights) -> None:
    """Pairs of one reference event that are apart, and pairs that are together wrongly, with their levels."""
    found = _index(one.cluster(rule), one.ids)
    by_id = {seen.claim.id: seen for seen in one.compared.seen}
    texts = {report.id: report.text for report in one.reports}
    for pair, level in one.levels.items():
        a, b = (one.ids[i] for i in pair)
        together = b in found[a]
        if together != one.is_same(pair):
            kept = {name: value for name, value in level if rule.comparators.get(name, {}).get(value)}
            print("\nAPART " if not together else "\nGLUED ", a, b, round(rule.total(level), 2), kept)
            for c in (by_id[a].claim, by_id[b].claim):
                print("   ", c.type, c.agents, c.targets, getattr(c.place, "name", None), "|",
                      c.evidence.of(texts[c.report])[:140])  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    if options.speed:
        speed(1000)
        return
    sets = [Set(name) for name in options.sets or linked()]
    if options.fit:
        cross_validated(sets)
        rule = fit(sets)
        if options.write:
            write(rule)
        for one in sets:
            _print(one, rule, f"fitted on all: join {rule.join} floor {rule.floor}")
        return
    for one in sets:
        if options.show:
            show(one, weights())
        _print(one, weights(), "")
        print("\n".join(scored(one)))


if __name__ == "__main__":
    main()
