"""Who is meant by the sides of a public fact: the actors of a claim, what they are part of, the side they are on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from tawatur.lexicon.actors import Actor, actor_index


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Actor]:
    return {actor.name: actor for actor in actor_index().actors.values()}


@lru_cache(maxsize=2048)
def lineage(name: str) -> frozenset[str]:
    """The names and sides that an actor counts as: its own, and those of what it is a part of to this day. Empty for
    one that the registry does not know or that is on no side."""
    actors = actor_index().actors
    actor = _by_name().get(name)
    found: set[str] = set()
    while actor is not None and actor.name not in found:
        found |= {actor.name, actor.side} if actor.side else {actor.name}
        parent = next((one.id for one in actor.parents if one.end is None), None)
        actor = None if parent is None else actors.get(parent)
    return frozenset(found) if any(one in _sides() for one in found) else frozenset()


@lru_cache(maxsize=1)
def _sides() -> frozenset[str]:
    return frozenset(actor.side for actor in actor_index().actors.values() if actor.side)


def among(parts: Iterable[str], actors: Iterable[str]) -> bool | None:
    """Whether one of the actors is one of these parties; `None` if no actor is known well enough to tell."""
    told = [found for found in map(lineage, actors) if found]
    wanted = set(parts)
    return any(wanted & found for found in told) if told else None
