"""Simulated towns that change hands, and the sources that report on them: truth known, claims in the project's types.

The rules differ from the model's on purpose: battles are drifts of a continuous share, sources are biased by side
(they announce captures early and pass over losses), late, dated or not, and copy from each other with and without
saying so. Everything follows from one seed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np

from tawatur.model import Claim, Link, PlaceRef, Report, Span, Unknown, When, day
from tawatur.model.claim import EventType

START = date(2016, 3, 1)
CAMPS = ("Blue army", "Red front", "Green council")
NONE = Unknown("the simulation gives none")


@dataclass(frozen=True)
class Rules:
    """How a world works. Shares and rates are probabilities, times are days; a `sudden` change needs no long battle."""

    days: int = 120
    copying: float = 0.45
    named_copies: float = 0.5
    early: float = 0.5
    invented: float = 0.01
    silent_loss: float = 0.6
    error: float = 0.06
    activity: tuple[float, float] = (0.15, 1.1)
    silence: float = 0.0
    third: float = 0.25
    dated: float = 0.55
    vague: float = 0.3
    liar: int = -1
    sudden: float = 0.3


FITTED = Rules()
SHIFTED = {
    "more copying": Rules(copying=0.8, named_copies=0.2),
    "a lying side": Rules(early=0.85, invented=0.06, silent_loss=0.9, liar=0),
    "long silences": Rules(silence=0.5),
}


@dataclass
class Town:
    """One town: `shares` (day, camp) is the truth, `claims` and `reports` what was printed about it."""

    name: str
    shares: np.ndarray
    claims: list[Claim] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)


@dataclass(frozen=True)
class Source:
    """An outlet: its camp (-1: none), how often it writes, how late, how many own errors it makes."""

    name: str
    camp: int
    rate: float
    delay: float


class SimulatedSides:
    """The sides of the simulated actors and sources, as the registries would give them."""

    def __init__(self, camps: dict[str, str]) -> None:
        self._camps = camps

    def actor(self, name: str) -> str | None:
        return name

    def source(self, claim: Claim, report: Report | None) -> str:
        root = claim.chain[-1].who if claim.chain else str(report.outlet) if report is not None else ""
        return self._camps.get(root, "")

    def existed(self, name: str, day: date) -> bool:
        return True


def world(seed: int, towns: int, rules: Rules = FITTED) -> tuple[list[Town], SimulatedSides]:
    """So many towns under the same rules, and the sides of everybody named in them."""
    random = np.random.default_rng(seed)
    made, camps = [], {}
    for number in range(towns):
        town, sources = _town(random, f"Town {seed}-{number}", rules)
        made.append(town)
        for source in sources:
            camps[source.name] = CAMPS[source.camp] if source.camp >= 0 else "neutral press"
    return made, SimulatedSides(camps)


def _town(random: np.random.Generator, name: str, rules: Rules) -> tuple[Town, list[Source]]:
    camps = 3 if random.random() < rules.third else 2
    shares, attack = _truth(random, rules, camps)
    town = Town(name, shares)
    sources = _sources(random, name, camps)
    _print(random, town, attack, sources, rules)
    return town, sources


def _truth(random: np.random.Generator, rules: Rules, camps: int) -> tuple[np.ndarray, np.ndarray]:
    """Shares (day, camp), and the attacking camp of each day (-1: quiet)."""
    shares, attack = np.zeros((rules.days, camps)), np.full(rules.days, -1)
    holder, at = int(random.integers(camps)), 0
    while at < rules.days:
        quiet = int(random.gamma(2.0, 13.0)) + 2
        shares[at : at + quiet, holder] = 1.0
        at += quiet
        if at >= rules.days:
            break
        attacker = int(random.choice([c for c in range(camps) if c != holder]))
        if random.random() < rules.sudden:  # a village, a post or a quarter changes hands within a day
            if random.random() < 0.5:  # in an attack, else by a withdrawal overnight
                shares[at, attacker], attack[at] = 1.0, attacker
                at += 1
            holder = attacker
            continue
        drift, taken = random.normal(0.09, 0.10), 0.0
        for _ in range(int(random.integers(4, 28))):
            if at >= rules.days:
                break
            taken = float(np.clip(taken + drift + random.normal(0, 0.12), 0, 1))
            shares[at, holder], shares[at, attacker], attack[at] = 1 - taken, taken, attacker
            at += 1
            if taken >= 0.98:
                break
        if taken >= 0.5:  # the rest falls, or the attack is given up
            holder = attacker
    return shares, attack


def _sources(random: np.random.Generator, town: str, camps: int) -> list[Source]:
    found = [Source(f"Voice {c} of {town}", c, 0.9, 0.4) for c in range(camps)]
    for number in range(int(random.integers(4, 10))):
        camp = int(random.choice([-1, -1, *range(camps)]))
        found.append(Source(f"Outlet {number} of {town}", camp, float(random.uniform(0.1, 0.7)), random.gamma(2, 0.6)))
    return found


@dataclass(frozen=True)
class Said:
    """What a source says, before it is printed: of which day, and on which day it tells it."""

    day: int
    type: EventType
    agent: int
    target: int
    extent: tuple[float, float] | None
    root: str
    denied: bool = False
    told: int = 0


def _print(random: np.random.Generator, town: Town, attack: np.ndarray, sources: list[Source], rules: Rules) -> None:
    quiet_days, activity = _silences(random, rules), random.uniform(*rules.activity)
    heard: list[Said] = []
    for d in range(rules.days):
        fresh: list[Said] = []
        for source in sources:
            busy = attack[d] >= 0 or (d > 0 and bool(np.abs(town.shares[d] - town.shares[d - 1]).max() > 0.3))
            chance = activity * source.rate * (0.6 if busy else 0.05)
            if quiet_days[d] or random.random() > chance:
                continue
            copied = random.random() < rules.copying
            recent = [s for s in heard if d - 3 <= s.day <= d and s.root != source.name]
            if copied and recent:
                said = recent[int(random.integers(len(recent)))]
                named = random.random() < rules.named_copies
                _publish(random, town, source, replace(said, told=d), rules, said.root if named else "")
                continue
            for said in _see(random, town, attack, d, source, rules):
                fresh.append(said)
                _publish(random, town, source, replace(said, told=d), rules, "")
        heard += fresh


def _silences(random: np.random.Generator, rules: Rules) -> np.ndarray:
    out = np.zeros(rules.days, dtype=bool)
    at = 0
    while at < rules.days and rules.silence > 0:
        length = int(random.integers(10, 35))
        out[at : at + length] = random.random() < rules.silence
        at += length
    return out


def _see(  # noqa: PLR0911 (one case of what a source says after the other)
    random: np.random.Generator, town: Town, attack: np.ndarray, d: int, source: Source, rules: Rules
) -> list[Said]:
    """What a source says of a day of its own knowledge."""
    share = town.shares[d]
    camps, own, name = len(share), source.camp, source.name
    holder, attacker = int(share.argmax()), int(attack[d])
    liar = rules.liar < 0 or own == rules.liar
    early = rules.early if liar else FITTED.early
    if own >= 0 and random.random() < (rules.invented if liar else FITTED.invented) and share[own] < 1:
        return [Said(d, "control.change", own, _other(random, camps, own), None, name)]
    if random.random() < rules.error:
        wrong = _other(random, camps, holder)
        return [Said(d, "control.hold", wrong, -1, None, name)]
    if attacker < 0:
        return _quiet_day(random, town, d, source, rules, holder)
    defender = int(np.argmax(np.where(np.arange(camps) == attacker, -1, share)))
    taken = float(share[attacker])
    out = [_clash(random, d, (attacker, defender), name)] if random.random() < 0.5 else []
    if own == attacker and taken > 0.25 and random.random() < early:
        return [*out, Said(d, "control.change", attacker, defender, None, name)]
    if own == defender and taken > 0.3 and random.random() < rules.silent_loss:
        denies = random.random() < 0.4
        return [*out, Said(d, "control.change", attacker, defender, None, name, True)] if denies else out
    if taken > 0.97:
        return [*out, Said(d, "control.change", attacker, defender, None, name)]
    if random.random() < 0.35:
        return [*out, Said(d, "advance", attacker, defender, None, name)]
    seen = float(np.clip(taken + random.normal(0, 0.08), 0.02, 1))
    if own == attacker:
        seen = min(1.0, seen + 0.15)
    elif own == defender:
        seen = max(0.02, seen - 0.15)
    return [*out, Said(d, "control.change", attacker, defender, _words(seen), name)]


def _clash(random: np.random.Generator, d: int, parties: tuple[int, int], name: str) -> Said:
    """A fight, its parties in no order: reports name first whom they please."""
    first, second = parties if random.random() < 0.5 else parties[::-1]
    return Said(d, "clash", first, second, None, name)


def _quiet_day(
    random: np.random.Generator, town: Town, d: int, source: Source, rules: Rules, holder: int
) -> list[Said]:
    changed = d > 0 and int(town.shares[max(0, d - 2)].argmax()) != holder
    before = int(town.shares[max(0, d - 2)].argmax())
    if source.camp >= 0 and source.camp == before != holder and random.random() < rules.silent_loss:
        return []
    if changed:
        return [Said(d, "control.change", holder, before, None, source.name)]
    return [Said(d, "control.hold", holder, -1, None, source.name)]


def _words(share: float) -> tuple[float, float]:
    """The extent that news words give: part, half, most, more than 80 %, all (codebook, section 3)."""
    if share < 0.35:
        return (0.0, 0.5)
    if share < 0.6:
        return (0.45, 0.55)
    if share < 0.78:
        return (0.5, 1.0)
    return (0.8, 1.0) if share < 0.95 else (1.0, 1.0)


def _other(random: np.random.Generator, camps: int, than: int) -> int:
    return int(random.choice([c for c in range(camps) if c != than]))


def _publish(random: np.random.Generator, town: Town, source: Source, said: Said, rules: Rules, root: str) -> None:
    """One report with one claim; the report may be vague about its day, the claim about its own."""
    printed = START + timedelta(days=int(said.told + random.geometric(1 / (1 + source.delay)) - 1))
    spread = int(random.integers(1, 4)) if random.random() < rules.vague else 0
    published = When(printed - timedelta(days=spread), printed + timedelta(days=spread), "day")
    number = len(town.reports)
    report = f"{town.name} / {number}"
    told = START + timedelta(days=said.day)
    dated = random.random() < rules.dated
    town.reports.append(Report(report, report, report, "", "simulated", source.name, NONE, NONE, NONE, published, NONE))
    town.claims.append(
        Claim(
            id=f"{report} claim", report=report, evidence=Span(0, 1), type=said.type, agents=(CAMPS[said.agent],),
            targets=(CAMPS[said.target],) if said.target >= 0 else (),
            place=PlaceRef(town.name, town.name, None, None, "city", id=town.name), when=day(told) if dated else NONE,
            extent=NONE if said.extent is None else said.extent, quantity=NONE,
            polarity="denied" if said.denied else "affirmed", modality="actual",
            chain=(Link(root),) if root else (),
        )
    )  # fmt: skip


def truth(town: Town) -> np.ndarray:
    """(day, camp): 1 for the camp that holds most, 0.5 each on an even split."""
    most = town.shares >= town.shares.max(axis=1, keepdims=True) - 1e-9
    return np.asarray(most / most.sum(axis=1, keepdims=True))
