"""Scores the pipeline on reference sets, in process, for whoever changes a rule.

    python bench/evaluate.py SET... [--report NAME] [--errors N] [--only METRIC] [--keep DIR]

SET is a folder name under ../shared/gold, or samples/NAME; its reports are read with their dates, run through the
pipeline without a casebook, written in the exchange format and scored with ../shared/eval/score.py (samples: with the
project's own scorer, which gives the same figures).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from sets import BLIND, ROOT, SHARED, contents, reference_reports, sample_reports

from tawatur.scoring import score_dirs
from tawatur.views import exchange


def score(name: str, options: argparse.Namespace) -> str:
    """The figures of one set, one a line."""
    sample = name.startswith("samples/")
    gold = ROOT / name / "reference" if sample else SHARED / "gold" / name
    reports = sample_reports(name.removeprefix("samples/")) if sample else reference_reports(name)
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(options.keep) / name if options.keep else Path(scratch) / "pred"
        exchange.write(contents(reports, options.report), out)
        if options.report:
            gold = narrowed(gold, Path(scratch) / "gold", options.report)
        if sample:
            return score_dirs(gold, out).table()
        scorer = str(SHARED / "eval" / "score.py")
        command = [sys.executable, scorer, str(gold), str(out), "--errors", str(options.errors)]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout


def narrowed(gold: Path, out: Path, report: str) -> Path:
    """A copy of the reference with the rows of the reports whose name contains `report` only."""
    out.mkdir(parents=True)
    for file in gold.glob("*.json*"):
        text = file.read_text(encoding="utf-8")
        if file.name in ("claims.jsonl", "reports.jsonl"):
            text = "".join(f"{line}\n" for line in text.splitlines() if report in json.loads(line)["report"])
        if file.name != "links.jsonl":
            (out / file.name).write_text(text, encoding="utf-8")
    return out


def main() -> None:
    """Parses the command line and prints the figures of each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="SET")
    parser.add_argument("--report", default="", help="only reports whose name contains this")
    parser.add_argument("--errors", type=int, default=0, help="show up to N of each kind of error")
    parser.add_argument("--only", default="", help="print only lines that contain this")
    parser.add_argument("--keep", default="", help="keep the exchange files in this folder")
    parser.add_argument("--blind", action="store_true", help="score the set that is kept unread as well")
    options = parser.parse_args()
    if BLIND & set(options.sets) and not options.blind:
        parser.error("iraq2015 is kept blind until the end; --blind scores it all the same")
    for name in options.sets:
        print(f"== {name}")
        print("\n".join(line for line in score(name, options).splitlines() if options.only in line), flush=True)


if __name__ == "__main__":
    main()
