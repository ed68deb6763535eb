"""Simulated reporting with known truth: does the true number of roots lie inside the range of independent chains?

    python bench/simulate.py [--cases N] [--seed N] [--json]

Every case is one event. Some roots (witnesses, spokesmen, monitors; of two warring sides or of none) know of it and
count the dead, not always rightly. Outlets ask a root, or copy one another: word for word or edited, with or without
saying from whom, sometimes in words of their own; some name their source, some hide it; some have it through an
agency, which mostly keeps to one root; copies come days later and garble a figure now and then. The truth is the number
of roots that any report goes back to. The texts are composed, and copying is found in them by the package's own
detector. Printed: how often the truth lies inside `low..high`, the median width, three naive counts beside it, and
precision and recall of what is said to hang together.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from tawatur.corroboration import backing, scene
from tawatur.model import Claim, Link, PlaceRef, Quantity, Report, Span, Unknown, content_id, day
from tawatur.model.corroboration import Backing
from tawatur.model.event import Event
from tawatur.passages import split
from tawatur.passages.reuse import shared_passages

NONE = Unknown("not stated")
START = date(2016, 3, 1)
BODIES = (
    "Syrian government forces", "Hezbollah", "Syrian opposition factions", "Free Syrian Army", "YPG",
    "relief committee of the valley", "doctors of the field hospital", "union of the displaced", "town council",
)  # fmt: skip
AGENCIES = ("Reuters", "Agence France-Presse", "dpa")
OPENING = ("استهدف", "ضرب", "هاجم", "قصف", "دمر", "أصاب", "طال", "دك")
WORDS = (
    "منزل", "سوق", "جسر", "حقل", "مخبز", "مدرسة", "شارع", "ساحة", "بستان", "معبر", "مخزن", "بئر", "طاحونة", "ورشة",
    "حافلة", "محطة", "ليلا", "فجرا", "ظهرا", "مساء", "قرب", "وسط", "خلف", "غرب", "شرق", "شمال", "جنوب", "بعد",
    "قبل", "أثناء", "صاروخ", "قذيفة", "مدفع", "طائرة", "لغم", "رشاش", "دخان", "نيران", "ركام", "جرحى", "أهالي",
    "شهود", "جيران", "عمال", "مزارعون", "تلاميذ", "باعة", "سائقون", "مسعفون", "حراس", "قديم", "جديد", "كبير",
    "صغير", "مهجور", "مزدحم", "ضيق", "واسع", "محترق", "مهدم", "بارد", "ماطر", "غائم",
)  # fmt: skip


class Root(NamedTuple):
    """Who knows of the event: a name, the body it speaks for, and the dead that it counts."""

    name: str
    body: str
    dead: int


class Told(NamedTuple):
    """One outlet's report: its root, its words, its chain and figure, the report it was copied from."""

    outlet: str
    root: int
    words: str
    chain: tuple[Link, ...]
    dead: int
    day: date
    source: int | None
    agency: str


class Case(NamedTuple):
    """An event as told, with the truth."""

    told: tuple[Told, ...]
    truth: int


class Result(NamedTuple):
    """What came out of one case: the range, the naive counts, and pairs of reports said to hang together."""

    truth: int
    low: int
    high: int
    outlets: int
    domains: int
    agencies: int
    right: int
    given: int
    wanted: int


def case(seed: int) -> Case:
    """A case; the same seed gives the same case."""
    pick = random.Random(seed)
    true_dead = pick.choice((pick.randint(3, 30), pick.randint(31, 99), pick.randint(101, 400)))
    roots = []
    for n in range(pick.randint(1, 5)):
        dead = (
            true_dead
            if pick.random() < 0.5
            else max(1, true_dead + pick.randint(-true_dead // 3 - 1, true_dead // 3 + 1))
        )
        roots.append(Root(f"Person {seed}-{n}", pick.choice(BODIES), dead))
    told: list[Told] = []
    for n in range(pick.randint(2, 10)):
        copied = pick.randrange(len(told)) if told and pick.random() < 0.5 else None
        told.append(_fresh(pick, n, roots) if copied is None else _copy(pick, n, told, copied))
    return Case(tuple(told), len({one.root for one in told}))


def _fresh(pick: random.Random, n: int, roots: Sequence[Root]) -> Told:
    """An outlet asks a root itself, and names it, names only its kind, or hides it; at times through an agency."""
    at = pick.randrange(len(roots))
    agency = pick.choice(AGENCIES) if pick.random() < 0.25 else ""
    if agency and pick.random() < 0.85:
        at = AGENCIES.index(agency) % len(roots)
    root = roots[at]
    named = pick.random()
    chain: tuple[Link, ...] = (Link(root.name, root.body),)
    if named > 0.85:
        chain = ()
    elif named > 0.65:
        chain = (Link("source", root.body if pick.random() < 0.5 else "", anonymous=True),)
    if agency:
        chain = (Link(agency), *chain)
    return Told(f"Outlet {n}", at, _words(pick), chain, root.dead, START + timedelta(pick.randint(0, 3)), None, agency)


def _words(pick: random.Random) -> str:
    return " ".join((pick.choice(OPENING), *(pick.choice(WORDS) for _ in range(pick.randint(14, 26)))))


def _copy(pick: random.Random, n: int, told: Sequence[Told], at: int) -> Told:
    """An outlet copies another, verbatim, edited or in its own words; it cites it, keeps its chain, or hides both."""
    source = told[at]
    manner, words = pick.random(), source.words
    if manner < 0.45:
        words = " ".join(w if pick.random() > 0.08 else pick.choice(WORDS) for w in words.split())
    elif manner < 0.65:
        words = _words(pick)
    chain = source.chain
    says = pick.random()
    if says < 0.3:
        chain = (Link(source.outlet),)
    elif says < 0.55:
        chain = ()
    dead = source.dead if pick.random() < 0.9 else max(1, source.dead + pick.choice((-10, 10, 1)))
    when = source.day + timedelta(pick.randint(0, 4))
    return Told(f"Outlet {n}", source.root, words, chain, dead, when, at, source.agency)


def result(one: Case) -> Result:
    """The case through the package: reports, copying, voices, range."""
    reports = [_report(told, n) for n, told in enumerate(one.told)]
    claims = [_claim(told, report) for told, report in zip(one.told, reports, strict=True)]
    shared = shared_passages(split(report) for report in reports)
    ids = tuple(sorted(claim.id for claim in claims))
    event = Event(content_id("event", *ids), ids, ("casualties",), NONE, NONE, (), ())
    found = backing(event, scene(claims, reports, shared))
    right, given, wanted = _pairs(one, found, claims)
    agencies = {told.agency or told.outlet for told in one.told}
    domains = {_domain(told.outlet) for told in one.told}
    return Result(
        one.truth, found.low, found.high, len({t.outlet for t in one.told}), len(domains), len(agencies), right, given,
        wanted,
    )  # fmt: skip


def _domain(outlet: str) -> str:
    """Two outlets in five share a publisher's domain with the one before."""
    number = int(outlet.split()[1])
    return f"press{number - (number % 5 in (1, 3))}.example"


def _report(told: Told, n: int) -> Report:
    text = f"عنوان {n} {told.outlet}\n{told.words}.\n"
    url = f"https://{_domain(told.outlet)}/{n}"
    id = content_id("report", told.outlet, text)
    return Report(id, id, f"r{n}", text, f"r{n}.txt", told.outlet, NONE, NONE, url, day(told.day), "ar")


def _claim(told: Told, report: Report) -> Claim:
    start = report.text.index("\n") + 1
    place = PlaceRef("البلدة", "the town", 35.0, 38.0, "city")
    return Claim(
        content_id("claim", report.id), report.id, Span(start, start + len(told.words)), "casualties", (),
        ("civilians",), place, day(START), NONE, Quantity(told.dead, told.dead, "civilian", str(told.dead)),
        "affirmed", "actual",
        told.chain,
    )  # fmt: skip


def _pairs(one: Case, found: Backing, claims: Sequence[Claim]) -> tuple[int, int, int]:
    """Pairs of reports that are said to hang together, how many of them do (one root), and how many there are."""
    home = {claim: n for n, strand in enumerate(found.strands) for claim in strand.voices}
    right = given = wanted = 0
    for i, j in combinations(range(len(claims)), 2):
        same = one.told[i].root == one.told[j].root
        joined = home[claims[i].id] == home[claims[j].id]
        right, given, wanted = right + (same and joined), given + joined, wanted + same
    return right, given, wanted


def figures(results: Sequence[Result]) -> dict[str, float]:
    """The figures over all cases."""
    n = len(results)
    given, wanted = sum(r.given for r in results), sum(r.wanted for r in results)
    right = sum(r.right for r in results)
    out = {
        "cases": float(n),
        "inside": sum(r.low <= r.truth <= r.high for r in results) / n,
        "too_low": sum(r.high < r.truth for r in results) / n,
        "too_high": sum(r.low > r.truth for r in results) / n,
        "width.median": float(statistics.median(r.high - r.low for r in results)),
        "width.mean": statistics.fmean(r.high - r.low for r in results),
        "truth.mean": statistics.fmean(r.truth for r in results),
        "copying.precision": right / given if given else 1.0,
        "copying.recall": right / wanted if wanted else 1.0,
    }
    for name in ("outlets", "domains", "agencies"):
        counts = [getattr(r, name) for r in results]
        out[f"naive.{name}.right"] = sum(c == r.truth for c, r in zip(counts, results, strict=True)) / n
        out[f"naive.{name}.error"] = statistics.fmean(abs(c - r.truth) for c, r in zip(counts, results, strict=True))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = figures([result(case(given.seed * 1_000_003 + n)) for n in range(given.cases)])
    if given.json:
        print(json.dumps({name: round(value, 4) for name, value in found.items()}, indent=1))
        return
    for name, value in found.items():
        print(f"{name:24} {value:.3f}")


if __name__ == "__main__":
    main()
