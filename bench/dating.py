"""Dates withheld and found again: `python bench/dating.py [--archive FILE] [--sample 200] [--only PART]`.

The reference sets are read without their dates, each report alone and all together, and so are scenes composed for the
project (`dating_scenes.yaml`); an archive (JSON lines, gzip, with `title`, `content` and `date_extracted`) one by one
and in batches of 50; pages composed for the project for the dates that pages state, `htmldate` beside it where it is
installed; reports made up here for the cost.

A report is compatible if what remains shares a day with the reference. The score gives 1 for a compatible report, -1
for another, -10 for a wrong one that is dated to a single day. All are read on `--today`, which closes the top; widths
are counted in remaining days. The archive's dates are days of collection, up to a week
after the day of writing: `in the week` counts a report whose remaining days meet the seven days up to that day.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import process_time

import msgspec
import sets
from dating_scenes import remains, scenes

from tawatur import pipeline
from tawatur.dating import Given, clued, date_clued, date_reports, limits_of
from tawatur.model import Frozen, Report, Unknown, When, content_id, day
from tawatur.model.dating import Dated, DateJudgement
from tawatur.passages import document
from tawatur.passages.reuse import shared_passages
from tawatur.pipeline import Item

SEED, BATCH, LAG = 20150721, 50, 6
SETS = ("abukamal", "summer2015")
UNDATED = {
    "01-field-media": date(2017, 11, 9),
    "04-opposition-site": date(2017, 11, 13),
    "05-hashd-statement": date(2017, 11, 10),
    "06-wire": date(2017, 11, 9),
    "07-monitor-digest": date(2017, 11, 17),
}
"""The days on which samples are set that state none outside their text."""
NONE = Unknown("withheld")


class Case(Frozen, frozen=True):
    """A report as dating reads it, and the days of the reference."""

    given: Given
    start: date
    end: date


class Outcome(Frozen, frozen=True):
    """Counts over cases: compatible, to the day and right, to the day and wrong, certain and wrong; widths in days."""

    cases: int
    compatible: int
    in_week: int
    exact: int
    wrong_day: int
    certain_wrong: int
    widths: tuple[int, ...]

    @property
    def score(self) -> int:
        return self.compatible - (self.cases - self.compatible - self.wrong_day) - 10 * self.wrong_day


def cases_of(reports: Sequence[Report], today: date) -> list[Case]:
    """Reports with a stated date, read as if they had none."""
    lines = {report.id: pipeline.lines_of(report) for report in reports}
    shared = pipeline.shared_lines(lines.values())
    out = []
    for report in reports:
        assert isinstance(report.published, When) and report.published.start and report.published.end
        bare = msgspec.structs.replace(report, published=NONE, stated=())
        item, _ = pipeline.derive(Item(bare, shared & frozenset(lines[report.id].keys)))
        given = Given(document(bare, item.passages or ()), item.mentions or (), item.claims or (), today)
        out.append(Case(given, report.published.start, report.published.end))
    return out


def together(cases: Sequence[Case], without: str = "") -> list[Dated]:
    """The dates of these reports, all read together, in their order; `without` the rules of this name."""
    given = [case.given for case in cases]
    passages = shared_passages(one.document for one in given)
    read = [clued(one) for one in given]
    limits = limits_of(read, passages) if without else ()
    reject = [
        DateJudgement(one.id, given[0].document.report.identity, "reject", constraint=one.id)
        for one in limits
        if one.rule.startswith(without)
    ]
    found = {one.report: one for one in date_clued(read, passages, reject)}
    return [found[case.given.document.report.id] for case in cases]


def meets(dated: Dated, start: date, end: date) -> bool:
    """Whether the interval of a result shares a day with another."""
    low, high = dated.start.day, dated.end.day
    return (low is None or low <= end) and (high is None or high >= start)


def measure(cases: Sequence[Case], found: Sequence[Dated], lag: int = 0) -> Outcome:
    """The counts; with a `lag`, a single day counts as right up to that many days before the reference."""
    compatible = in_week = exact = wrong = certain = 0
    widths = []
    for case, dated in zip(cases, found, strict=True):
        compatible += meets(dated, case.start, case.end)
        back = case.start - timedelta(days=lag)
        in_week += remains(dated, back, case.end)
        single = dated.start.day is not None and dated.start.day == dated.end.day
        right = meets(dated, back, case.end)
        exact += single and right
        wrong += single and not right
        certain += dated.sure == "certain" and not right
        low = date(1990, 1, 1) if dated.start.day is None else dated.start.day
        high = case.given.read_on if dated.end.day is None else dated.end.day
        assert high is not None, "all are read on a day"
        widths.append(dated.days or (high - low).days + 1)
    return Outcome(len(cases), compatible, in_week, exact, wrong, certain, tuple(widths))


def show(name: str, outcome: Outcome) -> None:
    """One line of figures."""
    share = outcome.compatible / max(outcome.cases, 1)
    middle = median(outcome.widths)
    print(
        f"{name:28} compatible {outcome.compatible:3}/{outcome.cases:<3} {share:.3f}  in the week {outcome.in_week:3}"
        f"  to the day {outcome.exact:3}  wrong day {outcome.wrong_day}  certain and wrong {outcome.certain_wrong}"
        f"  median days {middle:g}  score {outcome.score}"
    )


def reference(name: str, today: date) -> None:
    """A reference set alone and together, and what each report comes to."""
    cases = cases_of(sets.reference_reports(name), today)
    alone = [together([case])[0] for case in cases]
    joined = together(cases)
    show(f"{name}, each alone", measure(cases, alone))
    show(f"{name}, together", measure(cases, joined))
    show(f"{name}, without public facts", measure(cases, together(cases, "fact.")))
    for case, dated in zip(cases, joined, strict=True):
        years = {day.year for day in (dated.start.day, dated.end.day) if day is not None}
        year = str(*years) if len(years) == 1 and dated.start.day and dated.end.day else "open"
        print(
            f"    {case.given.document.report.name:24} {case.start}..{case.end}  found {dated.start.day or '...'}"
            f"..{dated.end.day or '...'}  year {year}  {dated.sure}"
        )


def composed() -> None:
    """The composed scenes, each alone and the reports of a scene together."""
    every = [[Case(one.given, one.start, one.end) for one in rows] for rows in scenes().values()]
    cases = [case for rows in every for case in rows]
    alone = [together([case])[0] for case in cases]
    joined = [dated for rows in every for dated in together(rows)]
    show("scenes, each alone", measure(cases, alone))
    show("scenes, together", measure(cases, joined))
    for name, found in (("alone", alone), ("together", joined)):
        for case, dated in zip(cases, found, strict=True):
            if not remains(dated, case.start, case.end):
                print(f"    {name}: {case.given.document.report.name}: {case.start} is not among what remains")


def figures() -> dict[str, float]:
    """The figures that have a floor: of the scenes and the samples, of the reference sets where they are at hand."""
    out: dict[str, float] = {}
    groups = scenes().values()
    rows = [one for group in groups for one in group]
    cases = [Case(one.given, one.start, one.end) for one in rows]
    joined = [dated for group in groups for dated in together([Case(one.given, one.start, one.end) for one in group])]
    out |= _figures("dating/scenes", cases, joined)
    close = [0 < dated.days <= one.within for one, dated in zip(rows, joined, strict=True) if one.within]
    out["dating/scenes/close"] = round(sum(close) / len(close), 4)
    today = date(2026, 1, 1)
    for name in sets.samples():
        samples = cases_of(sample_reports(name), today)
        out |= _figures(f"dating/samples/{name}", samples, together(samples))
    for name in [one for one in sets.references() if one in SETS]:
        references = cases_of(sets.reference_reports(name), today)
        found = together(references)
        out |= _figures(f"reference/{name}/dating", references, found)
        out[f"reference/{name}/dating/year"] = round(sum(map(_one_year, found)) / len(found), 4)
        out[f"reference/{name}/dating/day"] = round(measure(references, found).exact / len(found), 4)
    return out


def sample_reports(name: str) -> list[Report]:
    """The reports of a sample set whose day is known."""
    found = sets.sample_reports(name)
    given = {one.id: day(UNDATED[one.name]) for one in found if one.name in UNDATED}
    known = [msgspec.structs.replace(one, published=given.get(one.id, one.published)) for one in found]
    return [one for one in known if isinstance(one.published, When)]


def _figures(name: str, cases: Sequence[Case], found: Sequence[Dated]) -> dict[str, float]:
    """Shares of reports: the day is among what remains; not dated to a single day that is wrong."""
    outcome = measure(cases, found)
    share = sum(remains(d, case.start, case.end) for case, d in zip(cases, found, strict=True)) / outcome.cases
    return {f"{name}/compatible": round(share, 4), f"{name}/not.wrong": round(1 - outcome.wrong_day / outcome.cases, 4)}


def _one_year(dated: Dated) -> bool:
    start, end = dated.start.day, dated.end.day
    return start is not None and end is not None and start.year == end.year


def archive(path: Path, size: int, today: date) -> None:
    """A seeded sample of an archive, one by one and in batches of 50 of the same day's collection order."""
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        rows = [json.loads(line) for line in handle]
    chosen = random.Random(SEED).sample(sorted(rows, key=lambda row: row["id"]), min(size, len(rows)))
    reports = []
    for row in chosen:
        text, day = f"{row['title']}\n{row['content']}", date.fromisoformat(row["date_extracted"][:10])
        id = content_id("report", row["id"])
        reports.append(Report(id, row["id"], row["id"], text, "", NONE, NONE, NONE, NONE, When(day, day, "day"), "ar"))
    begun = process_time()
    cases = cases_of(reports, today)
    read = process_time() - begun
    begun = process_time()
    alone = [together([case])[0] for case in cases]
    show(f"archive, {len(cases)} one by one", measure(cases, alone, LAG))
    print(f"    CPU: {read:.1f} s to read, {process_time() - begun:.1f} s to date")
    ordered = sorted(cases, key=lambda case: (case.start, case.given.document.report.id))
    joined: list[Dated] = []
    for at in range(0, len(ordered), BATCH):
        joined += together(ordered[at : at + BATCH])
    show(f"archive, batches of {BATCH}", measure(ordered, joined, LAG))


def cost() -> None:
    """CPU seconds for reports that share nothing, and for 1,000 that share events."""
    from dating_made import independent, sharing  # noqa: PLC0415 (only for this figure)

    for count in (500, 1000, 2000):
        given = independent(count)
        begun = process_time()
        date_reports(given)
        print(f"cost: {count} reports that share nothing: {process_time() - begun:.2f} s CPU")
    given = sharing(1000)
    begun = process_time()
    found = date_reports(given)
    closed = sum(one.start.day is not None and one.end.day is not None for one in found)
    print(f"cost: 1000 reports that share events: {process_time() - begun:.2f} s CPU, {closed} of them closed")


def pages() -> None:
    """Dates that composed pages state: the share read right, and that of `htmldate`."""
    from dating_pages import PAGES, by_htmldate, by_tawatur  # noqa: PLC0415 (only for this figure)

    for name, reader in (("tawatur", by_tawatur), ("htmldate", by_htmldate)):
        try:
            results = [(page, reader(page)) for page in PAGES]
        except ImportError:
            print(f"pages: {name} is not installed; skipped")
            continue
        right = sum(found == page.published for page, found in results)
        print(f"pages: {name:9} {right}/{len(PAGES)} right, {right / len(PAGES):.3f}")
        for page, found in results:
            if found != page.published:
                print(f"    {name}: {page.name}: {found or 'none'} instead of {page.published or 'none'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", type=Path, default=sets.SHARED / "data/saudinewsnet_july2015/articles.jsonl.gz")
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--only", choices=("sets", "scenes", "archive", "pages", "cost"))
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 1, 1))
    options = parser.parse_args()
    wanted = (options.only,) if options.only else ("sets", "scenes", "archive", "pages", "cost")
    if "sets" in wanted:
        for name in sets.samples():
            cases = cases_of(sample_reports(name), options.today)
            show(f"sample {name}, each alone", measure(cases, [together([case])[0] for case in cases]))
            show(f"sample {name}, together", measure(cases, together(cases)))
        for name in [one for one in sets.references() if one in SETS]:
            reference(name, options.today)
    if "scenes" in wanted:
        composed()
    if "archive" in wanted and options.archive.exists():
        archive(options.archive, options.sample, options.today)
    if "pages" in wanted:
        pages()
    if "cost" in wanted:
        cost()


if __name__ == "__main__":
    main()
