"""How far an event can be relied on: the roots of its chains, what ties them, what speaks against it, its standing."""

from __future__ import annotations

from typing import Literal

from tawatur.model.base import Frozen
from tawatur.model.contents import ReportSpan
from tawatur.model.event import Event, SharedPassage

RootKind = Literal["outlet", "agency", "body", "person", "correspondent", "anonymous", "own voice"]
TieKind = Literal[
    "root", "agency", "relay", "passage", "version", "value", "author", "own voice", "circle", "side", "unnamed"
]
DisagreementKind = Literal[
    "denial", "extent", "number", "date", "part", "holder", "participation", "perpetrator", "retraction"
]
SupersessionKind = Literal["extent", "toll", "reversal", "fulfilled"]
StandingKind = Literal[
    "corroborated", "multiply reported", "single root", "disputed", "denied", "superseded", "withdrawn"
]


class Root(Frozen, frozen=True):
    """Where a chain ends: the innermost source that it names. `key` identifies it (empty if it has no name), `body` is
    the registry's id of the body it speaks for, `side` the registry's side (empty if none is known)."""

    key: str
    name: str
    kind: RootKind
    body: str = ""
    side: str = ""


class Voice(Frozen, frozen=True):
    """One claim of an event with the way it came: who printed it, through whom, from which root. `against` says why
    the statement goes against the interest of the root's side, empty if it does not. `own` marks a chain that named
    the report's own outlet, which is no source of its own."""

    claim: str
    report: str
    outlet: str
    via: tuple[str, ...]
    root: Root
    against: str = ""
    own: bool = False


class Tie(Frozen, frozen=True):
    """What joins two voices: `proven` if the texts show that they hang together, else they only may."""

    first: str
    second: str
    kind: TieKind
    note: str
    proven: bool
    passages: tuple[ReportSpan, ...] = ()


class Strand(Frozen, frozen=True):
    """Voices that hang together for certain: one independent chain at most. `side` is that of its roots, empty if
    unknown; `named` says that a root with a name stands behind it."""

    voices: tuple[str, ...]
    root: str
    side: str
    named: bool


class SideCount(Frozen, frozen=True):
    """How many strands at most belong to a side; an empty side is unknown or belongs to no party."""

    side: str
    strands: int


class Backing(Frozen, frozen=True):
    """What stands behind one event. `low`: independent chains if everything that may share a root does; `high`: if
    only what is proven to does. `ties` are the proven ones that make the strands (a tree), then the possible ones
    between strands; `circles` name outlets that cite each other round."""

    event: str
    voices: tuple[Voice, ...]
    ties: tuple[Tie, ...]
    strands: tuple[Strand, ...]
    low: int
    high: int
    sides: tuple[SideCount, ...]
    circles: tuple[tuple[str, ...], ...] = ()


class Disagreement(Frozen, frozen=True):
    """Two claims that cannot both be true; neither wins. `note` says in one sentence what they differ in."""

    id: str
    kind: DisagreementKind
    first: str
    second: str
    note: str


class Supersession(Frozen, frozen=True):
    """A later claim brings an earlier one up to date: no disagreement."""

    id: str
    kind: SupersessionKind
    earlier: str
    later: str
    note: str


class Standing(Frozen, frozen=True):
    """How an event stands, by which written rule (`docs/method/corroboration.md`), with the figures that gave it.
    `also` names the other rules that hold; `against` the disagreements and `newer` the supersessions of it."""

    event: str
    name: StandingKind
    rule: str
    note: str
    low: int
    high: int
    also: tuple[StandingKind, ...] = ()
    against: tuple[str, ...] = ()
    newer: tuple[str, ...] = ()


class Across(Frozen, frozen=True):
    """Everything that holds across the reports of a casebook; events, backings and standings in one order."""

    shared: tuple[SharedPassage, ...] = ()
    events: tuple[Event, ...] = ()
    backings: tuple[Backing, ...] = ()
    standings: tuple[Standing, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    supersessions: tuple[Supersession, ...] = ()


class Share(Frozen, frozen=True):
    """`count` of `of`, with the 95 % interval of Wilson (1927); `small` where fewer than ten cases carry it."""

    count: int
    of: int
    low: float
    high: float
    small: bool


class SourceLine(Frozen, frozen=True):
    """What one outlet or named source did; never a single score. `relays` counts from whom it has its claims."""

    name: str
    kind: Literal["outlet", "source"]
    side: str
    reports: int
    claims: int
    relays: tuple[tuple[str, int], ...]
    first: Share
    superseded: Share
    contradicted: Share
    confirmed: Share
