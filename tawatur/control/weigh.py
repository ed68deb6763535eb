"""What each observation counts after copies, shared interest and repetition are allowed for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import numpy as np

from tawatur.control.parameters import Parameters
from tawatur.control.states import Floats
from tawatur.model.control import Observation

HALF = (0.4, 0.6)
REPEATED = timedelta(days=7)
"""A root that says without a date what it dates elsewhere says it again, if the day lies this near."""


def favours(o: Observation) -> bool:
    """Whether the observation serves its source's side: more for its own camp, or less for a rival."""
    middle = (o.low + o.high) / 2
    return (o.relation == "own side" and middle >= 0.5) or (o.relation == "rival" and middle < 0.5)


def gist(o: Observation) -> str:
    """What an observation says of its holder's share in one word: less than half of the place, half of it, or more."""
    middle = (o.low + o.high) / 2
    return "less" if middle < HALF[0] else "half" if middle <= HALF[1] else "more"


def against(o: Observation) -> bool:
    """Whether it goes against the interest of its source's side."""
    return o.relation in ("own side", "rival") and not favours(o)


def weights(observations: Sequence[Observation], parameters: Parameters, copied: float | None = None) -> Floats:
    """The effective weight of each observation, (observation,).

    One root that says one thing counts once however often it is copied; a further chain that only *may* share the root
    counts `copied` (the parameter `maybe_copied` if absent) of a chain, 0 and 1 giving the bounds. Further independent
    chains that say the same count less each: those of one camp have one interest, those of none one view of the field.
    """
    ratio = parameters.maybe_copied if copied is None else copied
    out = np.zeros(len(observations))
    order = sorted(range(len(observations)), key=lambda i: _order(observations[i]))
    repeated = _repeated(observations)
    proven: set[tuple[object, ...]] = set()
    roots: set[tuple[object, ...]] = set()
    views: dict[tuple[object, ...], float] = {}
    said_again: dict[tuple[object, ...], int] = {}
    for i in order:
        o = observations[i]
        said = (o.measure, o.holder, o.low, o.high, o.start, o.end)
        if i in repeated or (*said, o.proven) in proven:
            continue
        share = ratio if (*said, o.group) in roots else 1.0
        proven.add((*said, o.proven))
        roots.add((*said, o.group))
        view = (o.measure, o.holder, gist(o), o.start, o.end, favours(o), o.camp if favours(o) else "")
        before = views.get(view, 0.0)
        base = parameters.same_interest if favours(o) else parameters.same_view
        told = (o.source, o.end, *view[:3])
        once_more = said_again.get(told, 0) if not o.dated else 0
        out[i] = o.weight * share * base**before * parameters.same_view**once_more
        views[view] = before + share
        if not o.dated:
            said_again[told] = once_more + 1
    return out


def _order(o: Observation) -> tuple[object, ...]:
    """Strongest and best read first; ties by claim, so that the order of reading never matters."""
    return -o.weight * o.read, o.claim, o.place, o.measure, o.holder, o.low, o.high, o.start


def _repeated(observations: Sequence[Observation]) -> frozenset[int]:
    """Observations of the state by claims of no certain day whose root dates the same thing elsewhere."""
    dated: dict[tuple[object, ...], list[Observation]] = {}
    for o in observations:
        if o.dated and o.start == o.end and o.measure == "share":
            dated.setdefault((o.source, o.holder, gist(o)), []).append(o)
    out, again = set(), set()
    for i, o in enumerate(observations):
        if o.measure == "share" and not o.throughout and (not o.dated or o.start < o.end):
            earliest = o.start if o.dated else o.start - REPEATED
            others = dated.get((o.source, o.holder, gist(o)), ())
            if any(earliest <= other.start <= o.end and other.low >= o.low for other in others):
                out.add(i)
                if o.dated:  # a vaguer date for the same: the time before is told by the other claim, too
                    again.add((o.claim, o.place))
    return frozenset(i for i, o in enumerate(observations) if i in out or (o.claim, o.place) in again)
