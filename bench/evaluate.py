"""Scores the pipeline on reference sets, in process, for whoever changes a rule.

    python bench/evaluate.py SET... [--report NAME] [--errors N] [--only METRIC] [--keep DIR]

SET is a folder name under ../shared/gold; its reports are read with their dates, run through the pipeline without a
casebook, written in the exchange format and scored with ../shared/eval/score.py.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from tawatur import pipeline
from tawatur.model import Because, Contents, Report, Unknown, When, content_id, day
from tawatur.pipeline import Item
from tawatur.views import exchange

SHARED = Path(__file__).resolve().parents[2] / "shared"
BLIND = {"iraq2015"}


def json_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def published(row: dict[str, Any], basis: str) -> When | Unknown:
    value = row.get("published")
    because = (Because(basis),)
    if isinstance(value, dict):
        return When(date.fromisoformat(value["start"]), date.fromisoformat(value["end"]), "day", because)
    return day(date.fromisoformat(value), because) if value else Unknown("not stated")


def reports(name: str) -> list[Report]:
    """The reports of a reference set, dated by the set's meta.json, else by its reports.jsonl."""
    meta = SHARED / "reports" / name / "meta.json"
    rows = json.loads(meta.read_text(encoding="utf-8")) if meta.exists() else []
    rows = rows or json_lines(SHARED / "gold" / name / "reports.jsonl")
    stated = {row["report"]: row for row in rows}
    out = []
    for path in sorted((SHARED / "reports" / name).glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        row = stated.get(path.stem, {})
        none = Unknown("not stated")
        out.append(
            Report(
                id=content_id("r", path.stem, text), identity=content_id("i", path.stem), name=path.stem, text=text,
                source=path.name, outlet=row.get("outlet") or none, title=none, author=none,
                url=row.get("url") or none, published=published(row, "meta.json"), language="ar",
            )
        )  # fmt: skip
    return out


def contents(name: str, only: str = "") -> Contents:
    """The set run through the pipeline, all in this process."""
    read = reports(name)
    lines = {r.id: pipeline.lines_of(r) for r in read}
    shared = pipeline.shared_lines(lines.values())
    items = [pipeline.derive(Item(r, shared & frozenset(lines[r.id].keys)))[0] for r in read if only in r.name]
    return Contents(
        reports=tuple(i.report for i in items),
        passages=tuple(p for i in items for p in i.passages or ()),
        mentions=tuple(m for i in items for m in i.mentions or ()),
        claims=tuple(c for i in items for c in i.claims or ()),
    )


def score(name: str, options: argparse.Namespace) -> str:
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(options.keep) / name if options.keep else Path(scratch) / "pred"
        out.mkdir(parents=True, exist_ok=True)
        exchange.write(contents(name, options.report), out)
        gold = SHARED / "gold" / name
        if options.report:
            gold = narrowed(gold, Path(scratch) / "gold", options.report)
        command = [
            sys.executable,
            str(SHARED / "eval" / "score.py"),
            str(gold),
            str(out),
            "--errors",
            str(options.errors),
        ]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout


def narrowed(gold: Path, out: Path, report: str) -> Path:
    """A copy of the reference with the rows of one report only."""
    out.mkdir(parents=True)
    for file in gold.glob("*.json*"):
        text = file.read_text(encoding="utf-8")
        if file.name in ("claims.jsonl", "reports.jsonl"):
            text = "".join(f"{line}\n" for line in text.splitlines() if report in json.loads(line)["report"])
        if file.name != "links.jsonl":
            (out / file.name).write_text(text, encoding="utf-8")
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="SET")
    parser.add_argument("--report", default="", help="only reports whose name contains this")
    parser.add_argument("--errors", type=int, default=0, help="show up to N of each kind of error")
    parser.add_argument("--only", default="", help="print only figures whose name contains this")
    parser.add_argument("--blind", action="store_true", help="score the set that is kept unread as well")
    parser.add_argument("--keep", default="", help="keep the exchange files in this folder")
    options = parser.parse_args()
    if BLIND & set(options.sets) and not options.blind:
        parser.error("iraq2015 is kept blind until the end; --blind scores it all the same")
    for name in options.sets:
        print(f"== {name}")
        shown = [line for line in score(name, options).splitlines() if options.only in line]
        print("\n".join(shown), flush=True)


if __name__ == "__main__":
    main()
