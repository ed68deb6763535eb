"""Who fights as one at a place, and how a source stands to them: from the registries and `coalitions.yaml`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Protocol

import msgspec

from tawatur.errors import DataError
from tawatur.lexicon.actors import Actor, Membership, actor_index
from tawatur.lexicon.files import read_yaml, sources
from tawatur.lexicon.outlets import find_outlet
from tawatur.model import Claim, Frozen, Report
from tawatur.model.control import Camp, Relation

NOBODY = "nobody"
OTHERS = "another side"
"""Stands in where the claims name one side alone, so that its claim is never certain for want of a rival."""
MOST_CAMPS = 5  # states grow with the square of the camps; the least named beyond these are left out and flagged
_NO_HOLDERS = frozenset(
    {"generic", "civil body", "figure", "documentation group", "relief body", "international body", "tribe"}
)

_OF_STATES = frozenset({"ministry", "intelligence", "police", "navy", "air force", "army", "special forces"})


class Coalition(Frozen, frozen=True, rename={"members": "with"}, forbid_unknown_fields=True):
    """One row of `coalitions.yaml`: sides that hold places together, and those with an interest against them."""

    id: str
    lead: str
    members: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None


class Coalitions(Frozen, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    source: str
    split: tuple[str, ...]
    coalitions: tuple[Coalition, ...]
    spelling: dict[str, str]
    independent: tuple[str, ...]


class Sides(Protocol):
    """Which side actors and sources belong to. A simulation gives its own; `RegistrySides` reads the registries."""

    def actor(self, name: str) -> str | None:
        """The side of an actor; `None` for one that cannot hold a place (civilians, monitors)."""

    def source(self, claim: Claim, report: Report | None) -> str:
        """The side of the root of a claim's chain, empty if unknown."""

    def existed(self, name: str, day: date) -> bool:
        """Whether the actor's dates in force allow that day."""


@lru_cache(maxsize=1)
def coalitions() -> Coalitions:
    """The shipped coalitions; a user's file replaces them. `DataError` names the field that does not fit."""
    path = sources("control/coalitions.yaml")[-1]
    try:
        return msgspec.convert(read_yaml(path), Coalitions)
    except msgspec.ValidationError as error:
        raise DataError(f"{path.name}: {error}") from error


class RegistrySides:
    """Sides from the registries of actors and outlets. An actor that no registry knows takes the side of those that
    the claims most often name beside it, else stands alone under its own name."""

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self._actors = {actor.name: actor for actor in actor_index().actors.values()}
        self._data = coalitions()
        self._beside: dict[str, Counter[str]] = {}
        for claim in claims:
            for names in (claim.agents, claim.targets):
                self._note(names)
        self._found: dict[str, str | None] = {}
        self._outlets: dict[str, str] = {}

    def _note(self, names: tuple[str, ...]) -> None:
        known = [n for n in names if n in self._actors]
        for name in names:
            if name not in self._actors and known:
                self._beside.setdefault(name, Counter()).update(known)

    def actor(self, name: str) -> str | None:
        if name not in self._found:
            self._found[name] = self._side(name)
        return self._found[name]

    def _side(self, name: str) -> str | None:
        actor = self._actors.get(name)
        if actor is None:
            of = self._of(name)
            beside = self._beside.get(name)
            if of or not beside:
                return self.actor(of) if of else name
            return self.actor(min(beside, key=lambda other: (-beside[other], other)))
        if actor.kind in _NO_HOLDERS:
            return None
        side = actor.side or _country_side(actor) or self._above(actor)
        if side and side not in self._data.split:
            return self._data.spelling.get(side, side)
        return self._family(actor)

    def _above(self, actor: Actor) -> str:
        """The side of an actor without one of its own: of the actor that its name is made of, else of its parent."""
        for name in (self._of(actor.name), *(p.name for p in map(_parent, actor.parents) if p is not None)):
            if name and name != actor.name and (side := self.actor(name)):
                return side
        return ""

    def _of(self, name: str) -> str:
        """The known actor that an unknown name is made of: "allies of X", "X local fighters"."""
        words = name.removeprefix("allies of ").removeprefix("the ").split()
        heads = (" ".join(words[:count]) for count in range(len(words), 0, -1))
        return next((head for head in heads if head in self._actors and head != name), "")

    def _family(self, actor: Actor) -> str:
        """The oldest parent that the actor belongs to without an end: the Islamic State, not al-Qaeda of old."""
        seen = {actor.id}
        while True:
            parents = [p.id for p in actor.parents if p.end is None and p.id not in seen]
            upper = actor_index().actors.get(parents[0]) if parents else None
            if upper is None or upper.side != actor.side:
                head = actor.id.split("-")[0]  # `is-leaders` without a parent is of the family `is`
                root = actor_index().actors.get(head)
                same = root is not None and root.side == actor.side and root.id != actor.id
                return root.name if root is not None and same else actor.name
            actor = upper
            seen.add(actor.id)

    def source(self, claim: Claim, report: Report | None) -> str:
        for link in reversed(claim.chain):
            for name in (link.organisation, link.who):
                if name and (side := self._named(name)):
                    return side
        if report is not None and isinstance(report.outlet, str):
            return self._named(report.outlet)
        return ""

    def _named(self, name: str) -> str:
        if name not in self._outlets:
            actor = self._actors.get(name)
            outlet = find_outlet(name)
            side = outlet.side if outlet is not None else ""
            if not side and actor is not None:
                side = self.actor(name) or ""
            self._outlets[name] = self._data.spelling.get(side, side)
        return self._outlets[name]

    def existed(self, name: str, day: date) -> bool:
        actor = self._actors.get(name)
        if actor is None:
            return True
        iso = day.isoformat()
        return (actor.start is None or iso >= actor.start) and (actor.end is None or iso[: len(actor.end)] <= actor.end)


@lru_cache(maxsize=1)
def _states() -> Mapping[str, str]:
    """The side of each country whose state, else whose army, has one side."""
    out: dict[str, str] = {}
    for kind in ("state", "army"):
        sides: dict[str, set[str]] = {}
        for actor in actor_index().actors.values():
            if actor.kind == kind and actor.side and len(actor.countries) == 1:
                sides.setdefault(actor.countries[0], set()).add(actor.side)
        for country, found in sides.items():
            if len(found) == 1:
                out.setdefault(country, min(found))
    return out


def _country_side(actor: Actor) -> str:
    """The side of a ministry, a service or an arm of a state that the registry gives none."""
    return _states().get(actor.countries[0], "") if actor.kind in _OF_STATES and len(actor.countries) == 1 else ""


def _parent(parent: Membership) -> Actor | None:
    return actor_index().actors.get(parent.id) if parent.end is None else None


class Table:
    """The camps of one place: `camp_of` a side, and the relation of a source's side to a camp."""

    def __init__(self, counts: Mapping[str, Counter[str]], day: date | None = None, least: float = 0.0) -> None:
        """`counts`: side -> how often each of its actors is named at the place. Camps named less than `least` times as
        often as the most named one are left out, and so are the least named ones beyond `MOST_CAMPS`."""
        data = coalitions()
        self._independent = frozenset(data.independent)
        totals = {side: sum(names.values()) for side, names in counts.items()}
        self._lead: dict[str, str] = {}
        self._rivals: dict[str, set[str]] = {}
        for row in data.coalitions:
            over = day is not None and (_after(day, row.end) or (row.start is not None and day < row.start))
            if row.lead in totals and row.lead not in self._lead and not over:
                self._rivals[row.lead] = set(row.rivals)
                for side in (row.lead, *row.members):
                    self._lead.setdefault(side, row.lead)
        weight: Counter[str] = Counter()
        for side, total in totals.items():
            weight[self._lead.get(side, side)] += total
        enough = least * max(weight.values(), default=0)
        named = [lead for lead in weight if weight[lead] >= enough]
        kept = sorted(named, key=lambda lead: (-weight[lead], lead))[:MOST_CAMPS]
        self.leads = tuple(sorted(kept))
        self.dropped = frozenset(weight) - frozenset(kept)
        self.camps = tuple(self._camp(lead, counts) for lead in self.leads)
        if len(self.camps) == 1:
            self.camps = (*self.camps, Camp(OTHERS, (), ()))
        self._names = {lead: self.camps[i].name for i, lead in enumerate(self.leads)}

    def _camp(self, lead: str, counts: Mapping[str, Counter[str]]) -> Camp:
        sides = tuple(sorted(side for side in counts if self._lead.get(side, side) == lead))
        names: Counter[str] = Counter()
        for side in sides:
            names.update(counts[side])
        own = counts.get(lead) or names  # the camp is named by an actor of its leading side
        best = min(own, key=lambda name: (name.startswith("allies of "), -own[name], name))
        return Camp(best, sides, tuple(sorted(names)))

    def camp_of(self, side: str | None) -> str:
        """The camp's name, empty if the side holds no part in this place's war."""
        return self._names.get(self._lead.get(side, side), "") if side else ""

    def partisan(self, side: str) -> str:
        """The side itself, empty if it is one without a part in any war."""
        return "" if side in self._independent else side

    def relation(self, side: str, camp: str) -> Relation:
        """How a source of `side` stands to `camp`."""
        own = self.camp_of(side)
        if own:
            return "own side" if own == camp else "rival"
        lead = next((lead for lead, name in self._names.items() if name == camp), "")
        if side in self._rivals.get(lead, ()):
            return "rival"
        if not side:
            return "unknown"
        return "neutral"


def _after(day: date, end: date | None) -> bool:
    return end is not None and day > end
