"""A claim as the comparators see it: what it says in forms that compare quickly, computed once a claim."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from tawatur.languages import fold, light_stem, tokenize, variants
from tawatur.lexicon import read_yaml, sources
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
    clusters of the evidence to their weight, scaled to length one, `context` the stems of the whole sentence; `fates`
    say what became of the victims of a claim of casualties; `sentence` counts from 0, `head` says that the claim
    stands in the report's first line."""

    claim: Claim
    agents: frozenset[str]
    targets: frozenset[str]
    place: PlaceRef | None
    when: Days | None
    window: Days | None
    quantity: Quantity | None
    words: Mapping[str, float]
    senses: Mapping[str, float]
    context: Mapping[str, float]
    fates: frozenset[str]
    sentence: int
    head: bool


def see(claims: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[Seen, ...]:
    """The claims with their features, in the order given. A word weighs the more, the fewer reports use it."""
    words = [_stems(reports[claim.report].text, claim.evidence) for claim in claims]
    spread: dict[str, set[str]] = defaultdict(set)
    for claim, own in zip(claims, words, strict=True):
        for word in own:
            spread[word].add(claim.report)
    rarity = {word: 1 / math.sqrt(len(users)) for word, users in spread.items()}
    return tuple(_seen(claim, reports[claim.report], own, rarity) for claim, own in zip(claims, words, strict=True))


def _seen(claim: Claim, report: Report, stems: tuple[str, ...], rarity: Mapping[str, float]) -> Seen:
    weights = {stem: rarity[stem] for stem in stems}
    senses: dict[str, float] = {}
    for stem, weight in weights.items():
        cluster = cluster_of(stem)
        name = str(cluster[1]) if cluster else stem
        senses[name] = senses.get(name, 0.0) + weight
    stops = _stops(report.text)
    sentence = bisect_right(stops, claim.evidence.start)
    around = Span(
        stops[sentence - 1] if sentence else 0, stops[sentence] if sentence < len(stops) else len(report.text)
    )
    context = {stem: rarity.get(stem, 1.0) for stem in _stems(report.text, around)}
    return Seen(
        claim=claim,
        agents=parties(claim.agents),
        targets=parties(claim.targets),
        place=None if isinstance(claim.place, Unknown) else claim.place,
        when=_days(claim.when, report),
        window=_window(report),
        quantity=None if isinstance(claim.quantity, Unknown) else claim.quantity,
        words=_scaled(weights),
        senses=_scaled(senses),
        context=_scaled(context),
        fates=fates(report.text, claim.evidence) if claim.type == "casualties" else frozenset(),
        sentence=sentence,
        head="\n" not in report.text[: claim.evidence.end].lstrip(),
    )


def _scaled(weights: Mapping[str, float]) -> Mapping[str, float]:
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {key: weight / length for key, weight in weights.items()}


@lru_cache(maxsize=4096)
def _stops(text: str) -> tuple[int, ...]:
    return tuple(match.end() for match in _STOP.finditer(text))


@lru_cache(maxsize=100_000)
def _stems(text: str, span: Span) -> tuple[str, ...]:
    """The stems of the words in the span, each once, function words left out."""
    light = _light()
    tokens = tokenize(text, span.start, span.end)
    return tuple(dict.fromkeys(light_stem(t.key) for t in tokens if t.is_word and t.key not in light))


@lru_cache(maxsize=1)
def _light() -> frozenset[str]:
    known = function_words()
    return known.prepositions | known.subordinators | known.coordinators


def fates(text: str, span: Span) -> frozenset[str]:
    """What became of the victims, by the words in the span: `killed`, `wounded`, `missing`."""
    known = _fate_words()
    keys = (t.key for t in tokenize(text, span.start, span.end) if t.is_word)
    return frozenset(known[w.stem] for key in keys for w in variants(key) if w.stem in known)


@lru_cache(maxsize=1)
def _fate_words() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for path in sources("fates.yaml"):
        content = read_yaml(path)
        for fate in ("killed", "wounded", "missing"):
            found.update({fold(str(word)): fate for word in content.get(fate, ())})
    return found


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
def parties(names: tuple[str, ...]) -> frozenset[str]:
    """The ids of the actors; unnamed allies ("the army and its allies") count only where nobody else is named."""
    ids = frozenset(map(actor_id, names))
    known = actor_index().actors
    leaders = frozenset(id for id in ids if id not in known or known[id].kind != "allies")
    return leaders or ids


@lru_cache(maxsize=100_000)
def actor_id(name: str) -> str:
    """The registry's id of an actor as coded, else the folded name."""
    names = _actor_names()
    key = fold(name)
    return names.get(key) or names.get(fold(name.split(" (", maxsplit=1)[0])) or key


@lru_cache(maxsize=1)
def _actor_names() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for actor in actor_index().actors.values():
        for name in (actor.name, *actor.en.every()):
            found.setdefault(fold(name), actor.id)
    return found


@lru_cache(maxsize=100_000)
def kin(id: str) -> frozenset[str]:
    """The actor, all that it is part of or a branch of, and its side as `side:NAME`."""
    actor = actor_index().actors.get(id)
    if actor is None:
        return frozenset({id})
    above = {parent.id for parent in actor.parents} | _trunks().get(id, set())
    out = {id, *above} | ({f"side:{actor.side}"} if actor.side else set())
    for parent in sorted(above - {id}):
        out |= (
            {parent, *(p.id for p in actor_index().actors[parent].parents)} if parent in actor_index().actors else set()
        )
    return frozenset(out)


_BRANCHES = frozenset({"army", "air", "navy", "force", "special", "police", "government", "coalition", "strike"})


@lru_cache(maxsize=1)
def _trunks() -> Mapping[str, set[str]]:
    """The actors of which an actor is an arm: an air force of its state, a coalition of the power that leads it."""
    found: dict[str, set[str]] = defaultdict(set)
    for actor in actor_index().actors.values():
        for role, branch in actor.branches.items():
            if role in _BRANCHES and branch != actor.id:
                found[branch].add(actor.id)
    return found
