"""Page furniture against reference annotations: characters found, missed and wrongly taken, per set and in all.

    python bench/furniture.py ../shared/gold ../shared/reports abukamal syria2021 [--show]

The figure is that of `boilerplate.f1`: characters of the reports, over all reports of a set, those without furniture
included. It is given twice: with the lines that two or more reports of the set share, and each report for itself.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from tawatur.model import Report
from tawatur.passages import line_keys, split
from tawatur.reports import ReadOptions, read_paths


def characters(spans: list[tuple[int, int]]) -> set[int]:
    """The offsets that the spans cover."""
    return {i for start, end in spans for i in range(start, end)}


def measure(reports: dict[str, Report], gold: dict[str, set[int]], shared: frozenset[str], show: bool) -> list[int]:
    """True, false and missed characters."""
    hit = wrong = missed = 0
    for name, report in sorted(reports.items()):
        spans = [(p.span.start, p.span.end) for p in split(report, shared).parts("furniture")]
        found = characters(spans)
        want = gold.get(name, set())
        hit, wrong, missed = hit + len(found & want), wrong + len(found - want), missed + len(want - found)
        for label, offsets in (("wrong", found - want), ("missed", want - found)):
            text = "".join(report.text[i] if i in offsets else "\x00" for i in range(len(report.text)))
            for piece in filter(str.strip, text.split("\x00") if show else []):
                print(f"    {name} {label}: {piece.strip()[:300]!r}")
    return [hit, wrong, missed]


def f1(hit: int, wrong: int, missed: int) -> float:
    """The harmonic mean of precision and recall, 1 where there is nothing to find and nothing found."""
    return 2 * hit / (2 * hit + wrong + missed) if hit + wrong + missed else 1.0


def main(arguments: list[str]) -> int:
    """Prints one line a set; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("reports", type=Path)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--show", action="store_true", help="print what was missed and what was taken wrongly")
    given = parser.parse_args(arguments)
    total = [0, 0, 0]
    for name in given.sets:
        rows = [json.loads(line) for line in (given.gold / name / "reports.jsonl").read_text("utf-8").splitlines()]
        gold = {r["report"]: characters([(b["start"], b["end"]) for b in r["boilerplate"]]) for r in rows}
        found = read_paths([given.reports / name], ReadOptions())
        reports = {r.name: r for r in found if isinstance(r, Report)}
        keys = Counter(key for r in reports.values() for key in set(line_keys(r.text)))
        shared = frozenset(key for key, count in keys.items() if count >= 2)
        alone = measure(reports, gold, frozenset(), False)
        result = measure(reports, gold, shared, given.show)
        total = [a + b for a, b in zip(total, result, strict=True)]
        print(f"{name:12} f1 {f1(*result):.3f}  hit, wrong, missed {result}   each for itself {f1(*alone):.3f} {alone}")
    print(f"{'all':12} f1 {f1(*total):.3f}  {total}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
