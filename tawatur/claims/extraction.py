"""Claims of a report: triggers, the mentions that fill their slots, polarity and modality, and one claim for each place
or group of victims that a clause lists. Each slot keeps its reason, and the candidates that lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from tawatur.claims.context import Context, Placed, contexts
from tawatur.claims.judge import CLAIM, Found, judge_features
from tawatur.claims.links import Linked, candidates, coordinated, link
from tawatur.claims.maxent import Maxent, load
from tawatur.claims.pairs import History, Scene, line, names_of
from tawatur.claims.scope import explain, scope_features
from tawatur.claims.topic import topics
from tawatur.claims.triggers import Tagger, Trigger, find_triggers, settings, shipped_tagger
from tawatur.lexicon import modality, sources
from tawatur.mentions.times import resolve
from tawatur.model import (
    ActorRef,
    Because,
    Claim,
    Frozen,
    Link,
    Mention,
    PlaceRef,
    Quantity,
    Span,
    TimeRef,
    Unknown,
    When,
    content_id,
)
from tawatur.passages import Document

CONTROL = frozenset({"control.change", "control.hold"})
LONGEST_EVIDENCE = 320
"""Code points; a clause longer than that is cut to what stands around its trigger."""
CONFLICT_TEXT = 0.67
"""Below this probability a sentence stands in a text about something else, and states no claim."""
ChainOf = Callable[[Span], tuple[Link, ...]]


class Models(Frozen, frozen=True):
    """Everything learned that extraction uses."""

    tagger: Tagger
    threshold: float
    links: dict[str, Maxent]
    accept: float = 0.5
    topic: Maxent | None = None


@cache
def shipped_models() -> Models:
    """The models of the package, loaded once a process."""
    links, topic = (load(sources(f"models/{name}.msgpack")[-1]) for name in ("links", "topic"))
    return Models(shipped_tagger(), settings().threshold, links, settings().accept, topic["topic"])


class Clause(Frozen, frozen=True):
    """One trigger with the mentions that fill its slots, before it becomes one claim or several."""

    context: Context
    trigger: Trigger
    actors: tuple[Linked, ...]
    places: tuple[Linked, ...]
    times: tuple[Linked, ...]
    quantities: tuple[Linked, ...]
    polarity: str
    modality: str
    reasons: tuple[Because, ...]


def extract(
    document: Document,
    mentions: Sequence[Mention],
    published: When | Unknown,
    chain_of: ChainOf,
    models: Models | None = None,
) -> tuple[Claim, ...]:
    """The claims of a report in reading order. `chain_of` gives the attribution of a span."""
    learned = models or shipped_models()
    out: list[Claim] = []
    for clause, _ in clauses(contexts(document, mentions), learned):
        out += claims_of(document, clause, published, chain_of)
    unique = {claim.id: claim for claim in out}
    return tuple(sorted(unique.values(), key=lambda c: (c.evidence, c.type, c.id)))


def clauses(seen: Sequence[Context], learned: Models) -> Iterator[tuple[Clause, list[str]]]:
    """The accepted clauses of a report in reading order, each with the features that the judge saw."""
    names: dict[str, str] = {}
    about = topics(seen, learned.topic) if learned.topic is not None else (1.0,) * len(seen)
    for context, conflict in zip(seen, about, strict=True):
        triggers = find_triggers(context, learned.tagger, learned.threshold) if conflict >= CONFLICT_TEXT else ()
        if not triggers:
            continue
        shared, cues = line(context, triggers), modality.find(context.tokens)
        scene = Scene(tuple(seen), context, shared, History({}, names))
        kept: list[tuple[Clause, list[str]]] = []
        for number, trigger in enumerate(triggers):
            clause = _clause(scene, cues, trigger, learned.links)
            around = (triggers[number - 1] if number else None, *triggers[number + 1 : number + 2], None)[:2]
            features = judge_features(_found(clause, *around))
            verdict = learned.links["judge"](features)[CLAIM] if "judge" in learned.links else 1.0
            if verdict < learned.accept:
                continue
            judged = _judged(clause, verdict)
            if kept and _one_claim(kept[-1][0], judged):
                if trigger.probability > kept[-1][0].trigger.probability:
                    kept[-1] = (judged, features)
                continue
            kept.append((judged, features))
            scene = msgspec.structs.replace(scene, history=remember(clause))
        names = dict(scene.history.names) or names
        yield from kept


SAME_CLAUSE = 8
"""Tokens; two words of one type this near, with the same participants and place, are one claim (codebook, 1)."""


def _one_claim(one: Clause, other: Clause) -> bool:
    """Whether two triggers in a row state one claim: the verb and the noun of "شن غارات", say."""
    token = other.trigger.token
    if one.trigger.type != other.trigger.type or token - one.trigger.token > SAME_CLAUSE:
        return False
    if other.context.tokens[token].key.startswith("و") and token - one.trigger.token > 1:
        return False
    return _filled(one) == _filled(other)


def _filled(clause: Clause) -> tuple[frozenset[str], ...]:
    agents = _actors(clause, "agent")
    targets = _actors(clause, "target", but=agents)
    amounts = _amounts(clause)[2]
    return (
        frozenset(name for one in agents for name in _names(one)),
        frozenset(name for one in targets for name in _names(one)),
        frozenset(one.mention.id for one in (*_places(clause), *amounts)),
    )


def _found(clause: Clause, before: Trigger | None, after: Trigger | None) -> Found:
    return Found(
        clause.context, clause.trigger, clause.actors, clause.places, clause.times, clause.quantities,
        clause.polarity, clause.modality, before, after,
    )  # fmt: skip


def _judged(clause: Clause, verdict: float) -> Clause:
    note = "how likely the word states a claim, given its participants and place"
    return msgspec.structs.replace(clause, reasons=(*clause.reasons, Because("claim: judge", note, round(verdict, 3))))


def _clause(scene: Scene, cues: tuple[modality.CueHit, ...], trigger: Trigger, models: Mapping[str, Maxent]) -> Clause:
    context = scene.context
    features = scope_features(context, scene.shared, cues, trigger)
    polarity, polarity_reason = _best(models["polarity"], features, "polarity")
    mode, mode_reason = _best(models["modality"], features, "modality")
    found = {kind: link(scene, trigger, models, kind) for kind in ("actor", "place", "time", "quantity")}
    because = (_type_reason(context, trigger), polarity_reason, mode_reason)
    return Clause(
        context, trigger, found["actor"], found["place"], found["time"], found["quantity"], polarity, mode, because
    )


def _best(model: Maxent, features: list[str], slot: str) -> tuple[str, Because]:
    ranked = sorted(((p, label) for label, p in model(features).items()), key=lambda r: (-r[0], r[1]))
    probability, label = ranked[0]
    note = f"{explain(features)} [{'; '.join(model.strongest(features, label))}]"
    return label, Because(f"{slot}: scope", note, round(probability, 3))


def _type_reason(context: Context, trigger: Trigger) -> Because:
    hits = [hit for hit in context.hits[trigger.token] if hit.frame.type == trigger.type]
    rule = f"acts/{hits[0].frame.id}/{hits[0].lemma}" if hits else "tagger"
    note = (
        "the lexicon of acts and the tagger agree"
        if hits
        else "found by the tagger; the lexicon of acts lists no such act"
    )
    return Because(f"type: {rule}", note, round(trigger.probability, 3), (context.tokens[trigger.token].span,))


def claims_of(document: Document, clause: Clause, published: When | Unknown, chain_of: ChainOf) -> list[Claim]:
    """The claims of one clause: one for each place that it lists."""
    agents = _actors(clause, "agent")
    targets = _actors(clause, "target", but=agents)
    when, time = _when(clause, published)
    quantity, extent, amount = _amounts(clause)
    places = _places(clause)
    shared = [*agents, *targets, *([time] if time is not None else []), *amount]
    because = tuple(one.because for one in shared)
    out = []
    for place in places or (None,):
        linked = [*shared, place] if place is not None else shared
        evidence = _evidence(clause, linked)
        reasons = (*clause.reasons, *because, *([place.because] if place is not None else ()))
        lost = candidates((*clause.actors, *clause.places), linked)
        value = place.mention.value if place is not None else Unknown("no place in the sentence or before it that fits")
        assert isinstance(value, PlaceRef | Unknown)
        chain = chain_of(evidence)
        names = tuple(tuple(dict.fromkeys(n for one in side for n in _names(one))) for side in (agents, targets))
        identity = (document.report.id, evidence, clause.trigger.token, clause.trigger.type, _key(value))
        out.append(
            Claim(
                content_id("claim", *identity),
                document.report.id, evidence, clause.trigger.type, names[0], names[1], value, when, extent, quantity,
                clause.polarity, clause.modality, chain, reasons, (*clause.trigger.others, *lost),  # type: ignore[arg-type]
                clause.context.tokens[clause.trigger.token].span,
            )
        )  # fmt: skip
    return out


def remember(clause: Clause) -> History:
    """The roles that the next trigger may inherit: a verb after "and" drops the subject that the one before named."""
    agents = _actors(clause, "agent")
    chosen = (*agents, *_actors(clause, "target", but=agents), *_places(clause))
    names = {name: one.role for one in chosen for name in names_of(one.mention)}
    return History({one.mention.id: one.role for one in chosen}, names)


def _key(value: PlaceRef | Unknown) -> str:
    return f"{value.name}/{value.text}" if isinstance(value, PlaceRef) else ""


def _names(one: Linked) -> tuple[str, ...]:
    value = one.mention.value
    return value.names if isinstance(value, ActorRef) else ()


FIRST, FURTHER, LISTED = 0.3, 0.5, 0.12
"""The least probability of a role: for its likeliest mention, for another one, for one listed beside a chosen one."""


def _actors(clause: Clause, role: str, but: Sequence[Linked] = ()) -> tuple[Linked, ...]:
    """The likeliest mention in this role, others that are likelier in it than not, and those listed beside them; a
    carried one only where the sentence gives none. A name that fills the other role already is left out."""
    taken = {n for one in but for n in _names(one)}
    rivals: dict[str, float] = {}
    for one in clause.actors:
        if one.role != role:
            rivals[one.mention.id] = max(rivals.get(one.mention.id, 0.0), one.probability)
    found = [
        one
        for one in clause.actors
        if one.role == role and not set(_names(one)) <= taken and one.probability >= rivals.get(one.mention.id, 0.0)
    ]
    own = [one for one in found if not one.carried]
    chosen = [one for i, one in enumerate(own) if one.probability >= (FURTHER if i else FIRST)]
    if chosen:
        placed = {p.mention.id: p for p in clause.context.of_kind("actor")}
        _grow(clause.context, placed, own, chosen, LISTED)
        return tuple(sorted(chosen, key=lambda one: one.mention.span))
    return tuple(one for one in found if one.carried and one.probability >= FURTHER)[:2]


def _grow(
    context: Context, placed: dict[str, Placed], own: Sequence[Linked], chosen: list[Linked], least: float
) -> None:
    """Adds to `chosen` the mentions that stand in one list with one of them."""
    grown = True
    while grown:
        grown = False
        for one in own:
            if one not in chosen and one.probability >= least and _listed(context, placed, one, chosen):
                chosen.append(one)
                grown = True


def _places(clause: Clause) -> tuple[Linked, ...]:
    """The likeliest place, and those listed beside it."""
    own = [one for one in clause.places if not one.carried]
    far = [one for one in clause.places if one.carried]
    if not own or own[0].probability < 0.35:
        if far and far[0].probability >= 0.4 and (not own or far[0].probability > own[0].probability):
            return (far[0],)
        return (own[0],) if own and own[0].probability >= 0.35 else ()
    placed = {p.mention.id: p for p in clause.context.of_kind("place")}
    chosen = [own[0]]
    _grow(clause.context, placed, own, chosen, 0.4)
    return tuple(sorted(chosen, key=lambda one: one.mention.span))


def _listed(context: Context, placed: dict[str, Placed], one: Linked, chosen: Sequence[Linked]) -> bool:
    return any(coordinated(context, placed[one.mention.id], placed[other.mention.id]) for other in chosen)


def _when(clause: Clause, published: When | Unknown) -> tuple[When | Unknown, Linked | None]:
    for one in clause.times:
        if one.probability >= 0.5 and isinstance(one.mention.value, TimeRef):
            when = resolve(one.mention.value, published)
            return when, one
    return Unknown("the claim's own sentence gives no time that fits"), None


def _amounts(clause: Clause) -> tuple[Quantity | Unknown, tuple[float, float] | Unknown, tuple[Linked, ...]]:
    quantity: Quantity | Unknown = Unknown("no amount in the sentence that fits")
    extent: tuple[float, float] | Unknown = Unknown("no share of the place is stated")
    used: list[Linked] = []
    for one in clause.quantities:
        value = one.mention.value
        if one.probability < 0.5 or not isinstance(value, Quantity):
            continue
        if one.role == "share" and isinstance(extent, Unknown) and value.share is not None:
            if clause.trigger.type in CONTROL:
                extent = value.share
                used.append(one)
        elif one.role == "quantity" and isinstance(quantity, Unknown):
            quantity = value
            used.append(one)
    return quantity, extent, tuple(used)


def _evidence(clause: Clause, linked: Sequence[Linked]) -> Span:
    """The hull of the trigger and its own mentions, cut to whole words around the trigger where it grows too long."""
    context, at = clause.context, clause.trigger.token
    spans = [one.mention.span for one in linked if not one.carried]
    start = min([context.tokens[at].start, *(s.start for s in spans)])
    end = max([context.tokens[at].end, *(s.end for s in spans)])
    if end - start > LONGEST_EVIDENCE:
        start = max(start, context.tokens[at].start - LONGEST_EVIDENCE // 2)
        end = min(end, start + LONGEST_EVIDENCE)
        inside = [t for t in context.tokens if t.start >= start and t.end <= end]
        whole = inside or [context.tokens[at]]  # a single word may be longer than that
        start, end = whole[0].start, whole[-1].end
    return Span(start, end)
