"""Circular reporting: A cites B for it and B cites A."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tawatur.model.corroboration import Tie, Voice


def circles(voices: Sequence[Voice]) -> tuple[tuple[tuple[str, ...], ...], tuple[Tie, ...]]:
    """The rings of outlets that cite each other for one event, each sorted, and ties that join their voices.

    A chain that names its own outlet is no ring: that link was left out of the voice.
    """
    cites: dict[str, set[str]] = defaultdict(set)
    for one in voices:
        for key in (*one.via, one.root.key if one.root.kind != "own voice" else ""):
            if key.startswith("outlet:") and key != one.outlet:
                cites[one.outlet].add(key)
    reach = {outlet: _reach(outlet, cites) for outlet in sorted(cites)}
    rings = sorted(
        {tuple(sorted({a} | {b for b in reach[a] if a in reach.get(b, ())})) for a in reach if a in reach[a]}
    )
    ties = []
    for ring in rings:
        inside = [v for v in voices if v.outlet in ring and _ends_in(v, ring)]
        names = " and ".join(key.removeprefix("outlet:") for key in ring)
        for one in inside[1:]:
            note = f"circular: {names} cite each other for it"
            ties.append(Tie(inside[0].claim, one.claim, "circle", note, True))
    return tuple(rings), tuple(ties)


def _ends_in(one: Voice, ring: tuple[str, ...]) -> bool:
    """Whether nothing outside the ring stands behind the voice."""
    return one.root.key in ring or (one.root.kind == "anonymous" and any(key in ring for key in one.via))


def _reach(start: str, cites: Mapping[str, set[str]]) -> frozenset[str]:
    """All outlets that a chain of citations leads to."""
    found: set[str] = set()
    todo = [start]
    while todo:
        for key in cites.get(todo.pop(), ()):
            if key not in found:
                found.add(key)
                todo.append(key)
    return frozenset(found)
