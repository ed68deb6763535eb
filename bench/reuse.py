"""Shared passages: F1 on the reference sets, and the cost of composed archives.

python bench/reuse.py [SET ...]          figures of the reference sets (all that have `reuse` links)
python bench/reuse.py --curve [--large]  CPU seconds and memory for 1,000 to 10,000 (--large: 100,000) reports
python bench/reuse.py --show SET         the passages found, in their own words
"""

from __future__ import annotations

import argparse
import random
import resource
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from time import process_time

import numpy as np
from sets import ROOT, SHARED, json_lines, reference_reports, references, sample_reports, samples

from tawatur import passages, pipeline
from tawatur.model import Report, Unknown, content_id
from tawatur.model.event import SharedPassage
from tawatur.passages import Document
from tawatur.passages.reuse import shared_passages, shared_words, words
from tawatur.passages.reuse_words import Words, code

SPLIT = 10_000
"""Larger archives are composed in compact form."""
REACHES = 0.5  # the share of the shorter span that a found passage must cover, as ../shared/eval/score.py has it


def documents(reports: list[Report]) -> list[Document]:
    """The reports cut into passages, furniture found as the pipeline finds it."""
    lines = {report.id: pipeline.lines_of(report) for report in reports}
    shared = pipeline.shared_lines(lines.values())
    return [passages.split(report, shared & frozenset(lines[report.id].keys)) for report in reports]


def reports_of(name: str) -> list[Report]:
    """The reports of a set: a folder under ../shared/reports, or samples/NAME."""
    return sample_reports(name.removeprefix("samples/")) if name.startswith("samples/") else reference_reports(name)


def gold_of(name: str) -> Path:
    return ROOT / name / "reference" if name.startswith("samples/") else SHARED / "gold" / name


def linked() -> list[str]:
    """The sets whose reference has links across reports."""
    names = [*(f"samples/{name}" for name in samples()), *references()]
    return [name for name in names if (gold_of(name) / "links.jsonl").exists()]


def figures(name: str, show: bool) -> str:
    """One line: F1, what was found and what was right."""
    reports = reports_of(name)
    names = {report.id: report for report in reports}
    found = shared_passages(documents(reports))
    gold = [row["members"] for row in json_lines(gold_of(name) / "links.jsonl") if row["kind"] == "reuse"]
    given = [_members(one, names) for one in found]
    hits = sum(any(_same(g, p) for p in given) for g in gold)
    right = [any(_same(g, p) for g in gold) for p in given]
    recall, precision = hits / len(gold) if gold else 1.0, sum(right) / len(given) if given else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    if show:
        for one, good in zip(found, right, strict=True):
            print(
                "\n" + ("right" if good else "WRONG"), one.words, one.likeness, one.direction, one.third, one.versions
            )
            for reason in one.because:
                print("   ", reason.rule, reason.note, reason.score)
            for part in (one.first, one.second):
                print("  ", names[part.report].name, names[part.report].text[part.start : part.end])
    return f"{name:12} reuse.f1 {f1:.3f}  {hits}/{len(gold)} found, {sum(right)}/{len(given)} right"


def _members(one: SharedPassage, names: dict[str, Report]) -> list[dict[str, object]]:
    return [{"report": names[p.report].name, "start": p.start, "end": p.end} for p in (one.first, one.second)]


def _same(a: list[dict[str, object]], b: list[dict[str, object]]) -> bool:
    straight, crossed = zip(a, b, strict=True), zip(a, reversed(b), strict=True)
    return all(_fit(*pair) for pair in straight) or all(_fit(*pair) for pair in crossed)


def _fit(x: dict[str, object], y: dict[str, object]) -> bool:
    if x["report"] != y["report"]:
        return False
    a0, a1, b0, b1 = (int(str(v)) for v in (x["start"], x["end"], y["start"], y["end"]))
    return max(0, min(a1, b1) - max(a0, b0)) >= REACHES * max(1, min(a1 - a0, b1 - b0))


def composed(count: int) -> Iterator[Document]:
    """The composed reports, split."""
    for number, body in enumerate(_bodies(count)):
        yield passages.split(_report(number, "\n".join(body)))


def compact(count: int) -> Iterator[Words]:
    """The composed reports in compact form, made directly: splitting 100,000 of them would take minutes."""
    for number, body in enumerate(_bodies(count)):
        told = [word for sentence in body for word in sentence.rstrip(".").split(" ")]
        ends = np.cumsum([len(word) + 1 for word in told]).astype(np.int32)
        starts = np.r_[0, ends[:-1]].astype(np.int32)
        codes = np.array([code(word) for word in told], dtype=np.uint32)
        yield Words(_report(number, ""), codes, starts, ends - 1, np.full(len(told), 2, np.uint8), (), (), ())


def _bodies(count: int) -> Iterator[list[str]]:
    """`count` reports of about 300 words with a vocabulary as skewed as that of news, a quarter of their sentences put
    together from stock phrases; every third copies a part of an earlier one and edits a word in fifteen."""
    choose = random.Random(7)
    kept: list[list[str]] = []
    for number in range(count):
        body = _sentences(choose, 20)
        if number % 3 == 2:
            source = choose.choice(kept)
            start = choose.randrange(len(source) - 5)
            body[5:10] = [_edited(choose, sentence) for sentence in source[start : start + 5]]
        kept.append(body)
        if len(kept) > 500:
            kept.pop(0)
        yield body


def _sentences(choose: random.Random, count: int) -> list[str]:
    vocabulary, weights = _vocabulary()
    words = choose.choices(vocabulary, cum_weights=weights, k=15 * count)
    told = [" ".join(words[i : i + 15]) + "." for i in range(0, len(words), 15)]
    return [" ".join(choose.choices(_stock(), k=3)) + "." if choose.random() < 0.25 else one for one in told]


@lru_cache(maxsize=1)
def _stock() -> list[str]:
    """300 stock phrases of five words, which reports have in common without copying."""
    choose = random.Random(3)
    vocabulary, weights = _vocabulary()
    return [" ".join(choose.choices(vocabulary, cum_weights=weights, k=5)) for _ in range(300)]


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[list[str], list[float]]:
    """30,000 made-up words; their frequencies fall as Zipf's law has it."""
    letters = "بتجحدرسشصعفقكلمنهو"
    words = ["".join(letters[(rank // 18**k) % 18] for k in range(4)) + "ت" for rank in range(30_000)]
    return words, list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))


def _edited(choose: random.Random, sentence: str) -> str:
    fresh = iter(_sentences(choose, 1)[0].split(" "))
    return " ".join(next(fresh) if choose.random() < 1 / 15 else word for word in sentence.split(" "))


def _report(number: int, text: str) -> Report:
    none = Unknown("composed")
    return Report(
        content_id("report", number), str(number), f"{number:06}", text, "", none, none, none, none, none, "ar"
    )  # fmt: skip


def curve(counts: list[int]) -> None:
    """CPU seconds by step and the peak of memory for growing archives."""
    for count in counts:
        begun = process_time()
        made = list(map(words, composed(count)) if count <= SPLIT else compact(count))
        composing = process_time() - begun
        begun = process_time()
        found = shared_words(made)
        spent = process_time() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = sum(len(one.codes) for one in made)
        print(
            f"{count:7} reports  {size:9} words  made in {composing:6.1f} s  reuse {spent:6.1f} s"
            f"  {1e6 * spent / size:5.2f} us/word  {len(found)} passages  peak {peak:.0f} MB",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET")
    parser.add_argument("--show", action="store_true", help="print every passage found")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--large", action="store_true", help="the curve for 30,000 and 100,000 reports")
    options = parser.parse_args()
    if options.curve:
        curve([30_000, 100_000] if options.large else [1000, 3000, 10_000])
        return
    for name in options.sets or [n for n in linked() if _has_reuse(gold_of(n))]:
        print(figures(name, options.show))


def _has_reuse(gold: Path) -> bool:
    return "reuse" in (gold / "links.jsonl").read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
