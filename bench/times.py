"""Times and amounts against reference claims: `python bench/times.py GOLD_DIR REPORTS_DIR SET... [--misses]`.

For every reference claim with a `when`, does some time mention of its sentence resolve to exactly its days? For every
one with a `quantity` or an `extent`, does some amount of its sentence carry exactly its numbers? The misses are printed
with `--misses`. This is a ceiling for the claims step, which still has to pick the right mention of the sentence.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tawatur.mentions.quantities import find_quantities
from tawatur.mentions.times import find_times, resolve
from tawatur.model import Mention, Quantity, Report, Span, TimeRef, Unknown, When
from tawatur.passages import split
from tawatur.passages.document import Document

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def published(row: Row) -> When | Unknown:
    """The published interval of a row of `reports.jsonl`."""
    value = row.get("published")
    if not value:
        return Unknown("not given")
    return When(date.fromisoformat(value["start"]), date.fromisoformat(value["end"]), "day")


def document_of(path: Path) -> Document:
    """A report file as a document."""
    nothing = Unknown("not given")
    with path.open(encoding="utf-8", newline="") as handle:
        text = handle.read()
    return split(
        Report(path.stem, path.stem, path.stem, text, path.name, nothing, nothing, nothing, nothing, nothing, nothing)
    )


def near_span(document: Document, evidence: Row) -> Span:
    """The sentence in which the evidence lies; from the first to the last if it touches several."""
    span = Span(evidence["start"], evidence["end"])
    touched = [s.span for s in document.sentences if s.span.overlaps(span)] or [span]
    return Span(min(s.start for s in touched), max(s.end for s in touched))


def days(when: When | Unknown) -> tuple[str | None, str | None] | None:
    if isinstance(when, Unknown):
        return None
    return tuple(None if d is None else d.isoformat() for d in (when.start, when.end))  # type: ignore[return-value]


class Set:
    """One reference set: its documents, their mentions and the CPU seconds that finding them took."""

    def __init__(self, name: str, gold: Path, reports: Path) -> None:
        self.name, self.claims = name, rows(gold / name / "claims.jsonl")
        self.published = {r["report"]: published(r) for r in rows(gold / name / "reports.jsonl")}
        self.documents = {r: document_of(reports / name / f"{r}.txt") for r in {c["report"] for c in self.claims}}
        began = time.process_time()
        self.times = {r: find_times(d) for r, d in self.documents.items()}
        self.amounts = {r: find_quantities(d) for r, d in self.documents.items()}
        self.seconds = time.process_time() - began
        self.words = sum(len(s.tokens) for d in self.documents.values() for s in d.sentences)

    def within(self, claim: Row, mentions: tuple[Mention, ...]) -> list[Mention]:
        span = near_span(self.documents[claim["report"]], claim["evidence"])
        return [m for m in mentions if m.span.overlaps(span)]

    def when(self) -> Iterator[tuple[bool, str]]:
        for claim in self.claims:
            if not claim["when"]:
                continue
            want = (claim["when"]["start"], claim["when"]["end"])
            report, day = claim["report"], self.published.get(claim["report"], Unknown("not given"))
            found = self.within(claim, self.times[report])
            text = self.documents[report].report.text
            got = [(m.span.of(text), days(resolve(m.value, day))) for m in found if isinstance(m.value, TimeRef)]
            hit = any(g[1] == want for g in got)
            context = near_span(self.documents[report], claim["evidence"]).of(text)
            yield (
                hit,
                f"{report} {days(day)} want {want} got {got} in {context[:300]!r}",
            )

    def quantity(self) -> Iterator[tuple[bool, str]]:
        for claim in self.claims:
            if not claim["quantity"]:
                continue
            q, found = claim["quantity"], self.within(claim, self.amounts[claim["report"]])
            got = [m.value for m in found if isinstance(m.value, Quantity) and m.value.share is None]
            hit = any((g.low, g.high) == (q["low"] or 0, q["high"]) for g in got)
            unit = any((g.low, g.high, g.unit) == (q["low"] or 0, q["high"], q["unit"]) for g in got)
            listed = [(g.text, g.low, g.high, g.unit) for g in got]
            note = "unit " if hit and not unit else ""
            yield hit, f"{note}{claim['report']} want {q} got {listed} in {claim['evidence']['text'][:200]!r}"

    def extent(self) -> Iterator[tuple[bool, str]]:
        for claim in self.claims:
            if not claim["extent"]:
                continue
            found = self.within(claim, self.amounts[claim["report"]])
            got = [m.value.share for m in found if isinstance(m.value, Quantity) and m.value.share is not None]
            want = tuple(claim["extent"])
            hit = any(max(abs(g[0] - want[0]), abs(g[1] - want[1])) <= 0.1 for g in got)
            yield hit, f"{claim['report']} want {want} got {got} in {claim['evidence']['text'][:200]!r}"


def show(one: Set, misses: bool) -> dict[str, tuple[int, int]]:
    """Prints the shares of one set; returns the counts."""
    out = {}
    for field in ("when", "quantity", "extent"):
        results = list(getattr(one, field)())
        hits = sum(hit for hit, _ in results)
        out[field] = hits, len(results)
        print(f"{one.name:12} {field:9} {hits:4}/{len(results):<4} {hits / max(len(results), 1):.3f}")
        for hit, note in results:
            if misses and (not hit or note.startswith("unit ")):
                print("   ", "miss" if not hit else "unit", note)
    per = 1000 * one.seconds * 450 / max(one.words, 1)
    print(f"{one.name:12} {'speed':9} {per:.2f} ms CPU per 450 words")
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("reports", type=Path)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    total: dict[str, list[int]] = {}
    for name in options.sets:
        for field, (hits, n) in show(Set(name, options.gold, options.reports), options.misses).items():
            sums = total.setdefault(field, [0, 0])
            sums[0], sums[1] = sums[0] + hits, sums[1] + n
    for field, (hits, n) in total.items():
        print(f"{'all':12} {field:9} {hits:4}/{n:<4} {hits / max(n, 1):.3f}")


if __name__ == "__main__":
    main()
