"""Who held a place, day by day: observations drawn from claims, and the probabilities that follow from them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tawatur.model.base import Frozen, Unknown
from tawatur.model.claim import EventType

Relation = Literal["own side", "rival", "neutral", "unknown"]
"""How the source of a claim stands to the holder that the claim speaks of."""

Measure = Literal["share", "contested", "assault"]
"""What an observation speaks of: a holder's share, whether a place is fought over, or an attack that may change it."""


class Observation(Frozen, frozen=True):
    """What one claim says of the state of one place.

    `holder` is the camp that the claim speaks of (for `assault`: the attacker, empty if unknown); `low` and `high` the
    share of the place that it is said to hold, between 0 and 1. `start` and `end` are days, both inclusive: the state
    is said to hold on every one of them (`throughout`), else on some day among them, which day is not known. `weight`
    is between 0 and 1 (the kind of claim and its modality). `group` joins claims that may share a root, `proven`
    claims that are proven to. `note` is one English sentence; `flags` what is odd about the claim; `source` the root of
    its chain and `camp` the camp (or side) that this belongs to; `hindsight` says that it was told days later,
    `dated` that the claim itself gives its days. `read` is the probability that the program understood the claim;
    `report` where it stands, `back` how many days before that an undated event may lie; `one` that it is a single day
    of those given; `named` the key of the place that the claim itself names, where that is a part or the whole of this.
    """

    claim: str
    place: str
    measure: Measure
    holder: str
    low: float
    high: float
    start: date
    end: date
    throughout: bool
    weight: float
    relation: Relation
    group: str
    proven: str
    type: EventType
    note: str
    flags: tuple[str, ...] = ()
    source: str = ""
    camp: str = ""
    hindsight: bool = False
    dated: bool = True
    read: float = 1.0
    report: str = ""
    back: int = 0
    one: bool = False
    named: str = ""


class Camp(Frozen, frozen=True):
    """A holder as the model counts it: actors that fight as one at this place. `name` is the actor that the claims name
    most among them; `sides` are the registry's sides, `actors` the names that the claims use."""

    name: str
    sides: tuple[str, ...]
    actors: tuple[str, ...]


class Moved(Frozen, frozen=True):
    """One reason of a day: a claim that speaks of it, or the nearest claim that its state is carried from.

    `weight` is what the claim counts after copies and interest are allowed for; `score` the log-odds that it adds, on
    its own, for the day's likeliest holder against all others; `days` the distance to the day it speaks of (0: this
    day, negative: a later one); `shift` the change of the likeliest holder's probability if the claim were left out,
    absent where it was not computed.
    """

    claim: str
    note: str
    weight: float
    score: float
    days: int = 0
    shift: float | None = None


class Day(Frozen, frozen=True):
    """One day of one place. `holders` with `unknown` add up to 1; `contested` is the probability that two camps hold
    parts of it; `shares` the expected share of each holder; `bounds` the lowest and highest probability over the range
    of independent chains, with all that may share a root as one and with only the proven ones as one."""

    day: date
    holders: dict[str, float]
    contested: float
    unknown: float
    shares: dict[str, float]
    bounds: dict[str, tuple[float, float]]
    because: tuple[Moved, ...]
    flags: tuple[str, ...] = ()


class Account(Frozen, frozen=True):
    """The state by one side's own account: only claims whose root belongs to that camp. `parts` are the days on which
    its likeliest holder is another than that of the joint estimate. Its days carry no reasons: they are its claims."""

    camp: str
    claims: int
    days: tuple[Day, ...]
    parts: tuple[date, ...]


class Sensitivity(Frozen, frozen=True):
    """What one claim does to the whole timeline: the day on which leaving it out changes the probability of a holder
    most, and by how much (with the claim minus without it)."""

    claim: str
    day: date
    holder: str
    shift: float


class Without(Frozen, frozen=True):
    """What one whole report does: the day on which leaving out all of its claims changes the probability of a holder
    most, and by how much (with the report minus without it)."""

    report: str
    claims: int
    day: date
    holder: str
    shift: float


class Control(Frozen, frozen=True):
    """Who held one place (or part of one), day by day. `part` and `within` are set for a part of a place; `unused` are
    the claims about it that say nothing of its state, with the reason; `parameters` the values behind the result;
    `without` what each report does (both this and `sensitivity` only where they were asked for)."""

    place: str
    name: str
    lat: float | None
    lon: float | None
    kind: str
    part: str
    within: str
    camps: tuple[Camp, ...]
    days: tuple[Day, ...]
    accounts: tuple[Account, ...]
    observations: tuple[Observation, ...]
    sensitivity: tuple[Sensitivity, ...]
    unused: tuple[tuple[str, Unknown], ...]
    parameters: dict[str, float]
    without: tuple[Without, ...] = ()
