"""Checks that reference claims stand where they say: `python bench/anchor.py SAMPLE_DIR [--move]`.

SAMPLE_DIR holds reports (.txt, .html) and `reference/`. Every evidence text must be the slice of the report's text that
its offsets give, and every span of furniture and reuse must lie inside its text. With `--move`, evidence whose words
stand elsewhere (the extraction of a page's main text has changed) is moved to the nearest place where they do.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from tawatur.model import Report
from tawatur.reports import ReadOptions, read_paths
from tawatur.views.rows import ClaimRow, EvidenceRow, LinksRow, ReportRow, ReportSpanRow, encode_rows, read_rows


def sample_reports(sample: Path) -> dict[str, Report]:
    """The reports of a sample folder by name, read as `tawatur read` reads them."""
    paths = sorted(path for path in sample.iterdir() if path.suffix in {".txt", ".html"})
    read = read_paths(paths, ReadOptions())
    return {item.name: item for item in read if isinstance(item, Report)}


def faults(sample: Path) -> list[str]:
    """What does not fit, one sentence each; empty if all is well."""
    texts = {name: report.text for name, report in sample_reports(sample).items()}
    reference = sample / "reference"
    out = []
    for row in read_rows(reference / "claims.jsonl", ClaimRow):
        evidence = row.evidence
        found = texts.get(row.report, "")[evidence.start : evidence.end]
        if found != evidence.text or not found:
            out.append(
                f"{row.id}: {evidence.start}..{evidence.end} of {row.report} is {found!r}, not {evidence.text!r}"
            )
    spans = [
        (report.report, span.start, span.end)
        for report in read_rows(reference / "reports.jsonl", ReportRow)
        for span in report.boilerplate
    ]
    for link in read_rows(reference / "links.jsonl", LinksRow):
        spans += [(m.report, m.start, m.end) for m in link.members if isinstance(m, ReportSpanRow)]
    for name, start, end in spans:
        if not 0 <= start < end <= len(texts.get(name, "")):
            out.append(f"span {start}..{end} lies outside {name}")
    return out


def moved(row: ClaimRow, text: str) -> ClaimRow:
    """The claim with its evidence at the occurrence of its words that is nearest to where it stood."""
    words = row.evidence.text
    starts = [i for i in range(len(text)) if text.startswith(words, i)]
    if not starts:
        return row
    start = min(starts, key=lambda i: (abs(i - row.evidence.start), i))
    return msgspec.structs.replace(row, evidence=EvidenceRow(start, start + len(words), words))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sample", type=Path)
    parser.add_argument("--move", action="store_true", help="move evidence to where its words stand")
    options = parser.parse_args()
    if options.move:
        reports = sample_reports(options.sample)
        path = options.sample / "reference" / "claims.jsonl"
        rows = read_rows(path, ClaimRow)
        path.write_bytes(encode_rows([moved(r, reports[r.report].text) if r.report in reports else r for r in rows]))
    wrong = faults(options.sample)
    print("\n".join(wrong) or "every span stands where it says")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
