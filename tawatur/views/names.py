"""Canonical English names of actors and sources as readers of Arabic know them, from the registries."""

from __future__ import annotations

from functools import lru_cache

from tawatur.lexicon.actors import actor_index
from tawatur.lexicon.outlets import registry


@lru_cache(maxsize=1)
def arabic_names() -> dict[str, str]:
    """The neutral Arabic name by canonical English name, for every actor and outlet that a registry knows.

    Generic actors ("residents") are left out: their forms are those the matcher looks for, not names.
    """
    outlets = {outlet.name: outlet.ar[0] for outlet in registry().by_id.values() if outlet.ar}
    known = (actor for actor in actor_index().actors.values() if actor.kind != "generic" and actor.ar.neutral)
    return outlets | {actor.name: actor.ar.neutral[0] for actor in known}
