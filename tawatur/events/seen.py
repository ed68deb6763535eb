"""A claim as the comparators see it: what it says in forms that compare quickly, computed once a claim."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from tawatur.languages import fold, light_stem, tokenize
from tawatur.lexicon.actors import actor_index
from tawatur.lexicon.clusters import cluster_of
from tawatur.lexicon.function_words import function_words
from tawatur.model import Claim, PlaceRef, Quantity, Report, Span, Unknown, When

Days = tuple[int, int]
FAR_PAST, FAR_FUTURE = 0, 4_000_000
PAST_DAYS = 10
"""How far back a report's undated statement may lie: news tells of the last days."""
_STOP = re.compile(r"[.!؟?؛\n]+(?=\s|$)|\n")


class Seen(NamedTuple):
    """`when` are the days that the claim's own words give, `None` if they give none; `window` the days at which an
    undated claim of the report may lie, `None` if the report has no date; `words` and `senses` map stems and word
    clusters of the evidence to their weight, scaled to length one; `sentence` counts from 0, `head` says that the
    claim stands in the report's first line."""

    claim: Claim
    agents: frozenset[str]
    targets: frozenset[str]
    place: PlaceRef | None
    when: Days | None
    window: Days | None
    quantity: Quantity | None
    words: Mapping[str, float]
    senses: Mapping[str, float]
    sentence: int
    head: bool


def see(claims: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[Seen, ...]:
    """The claims with their features, in the order given. A word weighs the more, the fewer reports use it."""
    words = [_stems(claim, reports[claim.report].text) for claim in claims]
    spread: Counter[str] = Counter()
    for report in sorted({claim.report for claim in claims}):
        used = {w for claim, own in zip(claims, words, strict=True) if claim.report == report for w in own}
        spread.update(used)
    return tuple(_seen(claim, reports[claim.report], own, spread) for claim, own in zip(claims, words, strict=True))


def _seen(claim: Claim, report: Report, stems: tuple[str, ...], spread: Mapping[str, int]) -> Seen:
    weights = {stem: 1 / math.sqrt(spread[stem]) for stem in stems}
    senses: dict[str, float] = {}
    for stem, weight in weights.items():
        cluster = cluster_of(stem)
        name = str(cluster[1]) if cluster else stem
        senses[name] = senses.get(name, 0.0) + weight
    stops = _stops(report.text)
    return Seen(
        claim=claim,
        agents=frozenset(map(actor_id, claim.agents)),
        targets=frozenset(map(actor_id, claim.targets)),
        place=None if isinstance(claim.place, Unknown) else claim.place,
        when=_days(claim.when, report),
        window=_window(report),
        quantity=None if isinstance(claim.quantity, Unknown) else claim.quantity,
        words=_scaled(weights),
        senses=_scaled(senses),
        sentence=bisect_right(stops, claim.evidence.start),
        head="\n" not in report.text[: claim.evidence.end].lstrip(),
    )


def _scaled(weights: Mapping[str, float]) -> Mapping[str, float]:
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {key: weight / length for key, weight in weights.items()}


@lru_cache(maxsize=4096)
def _stops(text: str) -> tuple[int, ...]:
    return tuple(match.end() for match in _STOP.finditer(text))


def _stems(claim: Claim, text: str) -> tuple[str, ...]:
    span: Span = claim.evidence
    known = function_words()
    light = known.prepositions | known.subordinators | known.coordinators
    tokens = tokenize(text, span.start, span.end)
    return tuple(dict.fromkeys(light_stem(t.key) for t in tokens if t.is_word and t.key not in light))


def _days(when: When | Unknown, report: Report) -> Days | None:
    """The days of a claim as ordinals; an open end runs to the report's date, an open start from the far past."""
    if isinstance(when, Unknown) or (when.start is None and when.end is None):
        return None
    start = when.start.toordinal() if when.start else FAR_PAST
    if when.end is not None:
        return (start, when.end.toordinal())
    published = report.published
    end = FAR_FUTURE if isinstance(published, Unknown) or published.end is None else published.end.toordinal()
    return (start, max(start, end))


def _window(report: Report) -> Days | None:
    published = report.published
    if isinstance(published, Unknown) or published.start is None or published.end is None:
        return None
    return (published.start.toordinal() - PAST_DAYS, published.end.toordinal())


@lru_cache(maxsize=100_000)
def actor_id(name: str) -> str:
    """The registry's id of an actor as coded, else the folded name."""
    names = _actor_names()
    key = fold(name)
    return names.get(key) or names.get(fold(name.split(" (")[0])) or key


@lru_cache(maxsize=1)
def _actor_names() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for actor in actor_index().actors.values():
        for name in (actor.name, *actor.en.every()):
            found.setdefault(fold(name), actor.id)
    return found


@lru_cache(maxsize=100_000)
def kin(id: str) -> frozenset[str]:
    """The actor, all that it is part of, and its side as `side:NAME`."""
    actor = actor_index().actors.get(id)
    if actor is None:
        return frozenset({id})
    above = {parent.id for parent in actor.parents}
    out = {id, *above} | {f"side:{actor.side}"} if actor.side else {id, *above}
    for parent in sorted(above - {id}):
        out |= kin(parent)
    return frozenset(out)
