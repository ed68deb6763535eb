"""Who an actor of a claim is to another: one and the same, kin, on one side, opposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal

from tawatur.corroboration.rules import relation
from tawatur.events.seen import actor_id, kin
from tawatur.lexicon.actors import actor_index

_OWN = frozenset({"leaders", "cells", "air", "army", "navy", "police", "strike", "intelligence"})
"""Branches that are the actor itself; allies, backed forces and opponents are others."""
Match = Literal["same", "kin", "allied", "opposed", "other", "unnamed"]


@lru_cache(maxsize=100_000)
def kindred(name: str) -> frozenset[str]:
    """The ids of an actor, of what it is part of, of the bodies of its offices, and of what it is a branch of."""
    id, actors = actor_id(name), actor_index().actors
    out = {one for one in kin(id) if not one.startswith("side:")}
    actor = actors.get(id)
    bodies = {office.body for office in actor.offices} if actor is not None else set()
    leaders = {actors[body].branches.get("leaders", body) for body in bodies if body in actors}
    out |= bodies | leaders
    return frozenset(out | {above for one in tuple(out) for above in _branch_of().get(one, ())})


@lru_cache(maxsize=1)
def _branch_of() -> Mapping[str, tuple[str, ...]]:
    """The actors that an actor is a branch of ("leaders of", "cells of"); allies and backers are none."""
    out: dict[str, set[str]] = {}
    for actor in actor_index().actors.values():
        for name, branch in actor.branches.items():
            if name in _OWN and branch != actor.id:
                out.setdefault(branch, set()).add(actor.id)
    return {branch: tuple(sorted(owners)) for branch, owners in out.items()}


@lru_cache(maxsize=100_000)
def side_of(name: str) -> str:
    """The registry's side of an actor as coded, of the body of its office, or of what it belongs to; else empty."""
    actors = actor_index().actors
    for id in (actor_id(name), *sorted(kindred(name))):
        if id in actors and actors[id].side:
            return actors[id].side
    return ""


def sides(names: Iterable[str]) -> frozenset[str]:
    return frozenset(side for side in map(side_of, names) if side)


@lru_cache(maxsize=200_000)
def match(one: tuple[str, ...], other: tuple[str, ...]) -> Match:
    """How two lists of actors fit: `unnamed` if one is empty, else the closest that any two of them are. Kin is one
    that is part, office, branch or leader of the other; two parts of one body are allies."""
    if not one or not other:
        return "unnamed"
    mine, theirs = {actor_id(n) for n in one}, {actor_id(n) for n in other}
    if mine & theirs:
        return "same"
    if any(mine & kindred(name) for name in other) or any(theirs & kindred(name) for name in one):
        return "kin"
    if any(kindred(a) & kindred(b) for a in one for b in other):
        return "allied"
    found = {relation(a, b) for a in sides(one) for b in sides(other)}
    if found & {"same", "allied"}:
        return "allied"
    return "opposed" if "opposed" in found else "other"


def together(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """One hand: the same actors, kin, or allies."""
    return match(one, other) in ("same", "kin", "allied")


def apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Two hands: both named, and neither kin nor allied."""
    return match(one, other) in ("opposed", "other")
