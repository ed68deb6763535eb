"""Extracted claims against reference annotations: the project's figures, each between 0 and 1, higher is better.

Both sides are directories in the exchange format (codebook, section 6). Evidence decides which claims correspond; slots
are compared on the pairs found (docs/exchange.md). Equal pairs fall to the earlier line of the files.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from tawatur.errors import DataError
from tawatur.scoring.compare import SLOTS, Names, match, strictly_right
from tawatur.scoring.figures import (
    Annotations,
    Difference,
    Figure,
    Scores,
    link_figures,
    rates,
    report_figures,
    slot_figures,
)
from tawatur.views.rows import ClaimRow, LinksRow, ReportRow, read_rows

__all__ = ["Annotations", "Difference", "Figure", "Scores", "score", "score_dirs"]


def score_dirs(gold_dir: Path, pred_dir: Path) -> Scores:
    """The scores of the files in `pred_dir` against those in `gold_dir` (with its `aliases.json`, if it has one).

    Raises `DataError` if either has no `claims.jsonl`, or a line that does not fit the format.
    """
    alias_file = gold_dir / "aliases.json"
    aliases = json.loads(alias_file.read_text(encoding="utf-8")) if alias_file.exists() else {}
    return score(_read(gold_dir), _read(pred_dir), aliases)


def _read(directory: Path) -> Annotations:
    files = {name: directory / f"{name}.jsonl" for name in ("claims", "reports", "links")}
    if not files["claims"].exists():
        raise DataError(f"{directory}: no claims.jsonl in it; give a directory in the exchange format")
    reports = read_rows(files["reports"], ReportRow) if files["reports"].exists() else ()
    links = read_rows(files["links"], LinksRow) if files["links"].exists() else ()
    return Annotations(read_rows(files["claims"], ClaimRow), reports, links)


def score(gold: Annotations, pred: Annotations, aliases: Mapping[str, Sequence[str]]) -> Scores:
    """The scores of `pred` against `gold`. Claims about reports that the reference does not cover are left out."""
    names = Names(aliases)
    covered = {claim.report for claim in gold.claims} | {report.report for report in gold.reports}
    claims = tuple(claim for claim in pred.claims if claim.report in covered)
    typed = match(gold.claims, claims, names, typed=True)
    untyped = match(gold.claims, claims, names, typed=False)
    size = (len(gold.claims), len(claims))
    figures = [
        *rates("claims", len(typed), *size),
        *rates("claims.untyped", len(untyped), *size),
        *slot_figures(typed, names),
        *rates("strict", sum(strictly_right(g, p, names) for g, p in typed), *size),
        *report_figures(gold.reports, {report.report: report for report in pred.reports}),
        *link_figures(gold, pred.links, {p.id: g.id for g, p in typed}),
    ]
    seen_g, seen_p = {id(g) for g, _ in typed}, {id(p) for _, p in typed}
    wrong = ((g, p, tuple(slot for slot, right in SLOTS.items() if not right(g, p, names))) for g, p in typed)
    return Scores(
        tuple(figures),
        tuple(g for g in gold.claims if id(g) not in seen_g),
        tuple(p for p in claims if id(p) not in seen_p),
        tuple(Difference(g, p, slots) for g, p, slots in wrong if slots),
    )
