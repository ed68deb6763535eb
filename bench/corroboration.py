"""Disagreement, supersession, roots: figures over the reference claims, and disagreement over headline pairs.

    python bench/corroboration.py SHARED [--sets NAME ...] [--pairs N] [--json]

For every set the reports are read with the reference claims and scored like any casebook. In `summer2015` the two
copies of one wire story must count as one root: `wire.one_root` is the share of their common events with one chain.
Over the pairs of `ans_stance` (two headlines; agree, disagree, other) both are read as reports of one day and their
claims compared by the typed rules: `f1`, `precision` and `recall` of the disagreeing pairs, and `comparable`, the share
of pairs in which both headlines make a claim that could contradict one of the other.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tawatur.casebook import Casebook
from tawatur.corroboration.blocks import group
from tawatur.corroboration.disagreement import differ
from tawatur.corroboration.facts import Fact, facts
from tawatur.model import Report, Unknown, content_id, day
from tawatur.pipeline import Item, derive
from tawatur.reports import ReadOptions

SETS = ("abukamal", "summer2015", "syria2015", "syria2021")
DAY = day(date(2018, 4, 18))
NONE = Unknown("a headline of a pair")


def of_set(shared: Path, name: str) -> Iterator[tuple[str, float]]:
    """The figures of one set, with the reference claims for input."""
    folder = shared / "reports" / name
    meta = folder / "meta.json"
    options = ReadOptions(meta=str(meta)) if meta.exists() else ReadOptions()
    with tempfile.TemporaryDirectory() as scratch, Casebook.create(Path(scratch) / "a.casebook") as casebook:
        paths = [path for path in sorted(folder.iterdir()) if path != meta]
        casebook.read(paths, options, shared / "gold" / name / "claims.jsonl")
        figures = casebook.score(shared / "gold" / name).figures
        across, contents = casebook.across(), casebook.contents()
    for figure in figures:
        if figure.name.split(".")[0] in ("reuse", "same_event", "conflict", "supersession"):
            yield figure.name, figure.value
    home = {claim.id: claim.report for claim in contents.claims}
    wire = {report.id for report in contents.reports if report.name.startswith("wire")}
    both = [
        backing
        for event, backing in zip(across.events, across.backings, strict=True)
        if len(wire & {home[id] for id in event.claims}) > 1
    ]
    if both:
        yield "wire.events", float(len(both))
        yield "wire.one_root", sum(backing.high == 1 for backing in both) / len(both)


def of_pairs(shared: Path, most: int) -> Iterator[tuple[str, float]]:
    """The figures over the development pairs of `ans_stance`."""
    with (shared / "data" / "ans_stance" / "stance_dev.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))[: most or None]
    hit = given = wanted = comparable = 0
    for row in rows:
        first, second = _facts(row["s1"], row["s2"])
        able = {group(fact.claim.type) for fact in first} & {group(fact.claim.type) for fact in second}
        found = any(differ(a, b) for a in first for b in second)
        comparable += bool(able)
        given += found
        wanted += row["stance"] == "disagree"
        hit += found and row["stance"] == "disagree"
    yield "pairs", float(len(rows))
    yield "comparable", comparable / len(rows)
    yield "precision", hit / given if given else 0.0
    yield "recall", hit / wanted if wanted else 0.0
    yield "f1", 2 * hit / (given + wanted) if given + wanted else 0.0


def _facts(*headlines: str) -> tuple[list[Fact], list[Fact]]:
    """The claims of two headlines as facts. That a pair is of one story is given: claims of one type are one event."""
    reports = [_report(text, n) for n, text in enumerate(headlines)]
    claims = [claim for report in reports for claim in derive(Item(report))[0].claims or ()]
    story = {claim.id: group(claim.type) for claim in claims}
    found = facts(claims, {report.id: report for report in reports}, story)
    first, second = ([fact for fact in found if fact.report.id == report.id] for report in reports)
    return first, second


def _report(headline: str, n: int) -> Report:
    id = content_id("headline", headline, n)
    return Report(id, id, id, headline, id, NONE, NONE, NONE, NONE, DAY, "ar")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--sets", nargs="*", default=SETS)
    parser.add_argument("--pairs", type=int, default=0, help="at most so many pairs; 0 for all")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = {name: dict(of_set(given.shared, name)) for name in given.sets}
    found["ans_stance"] = dict(of_pairs(given.shared, given.pairs))
    if given.json:
        print(json.dumps(found, indent=1))
        return
    for name, figures in found.items():
        for figure, value in figures.items():
            print(f"{name:12} {figure:24} {value:.3f}")


if __name__ == "__main__":
    main()
