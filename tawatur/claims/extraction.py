"""Claims of a report: triggers, the mentions that fill their slots, polarity and modality, and one claim for each place
or group of victims that a clause lists. Each slot keeps its reason, and the candidates that lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from tawatur.claims import slots
from tawatur.claims.bounds import bounds
from tawatur.claims.clause import Clause
from tawatur.claims.context import Context, contexts, with_acts
from tawatur.claims.judge import CLAIM, judge_case
from tawatur.claims.links import Linked, candidates, link
from tawatur.claims.maxent import Case, Maxent, load
from tawatur.claims.pairs import History, Scene, line, names_of
from tawatur.claims.scope import explain, scope_case
from tawatur.claims.settle import KINDS, again, settle
from tawatur.claims.topic import topics
from tawatur.claims.triggers import Tagger, Trigger, find_triggers, settings, shipped_tagger
from tawatur.lexicon import modality, sources
from tawatur.mentions.times import resolve
from tawatur.model import (
    Because,
    Claim,
    Frozen,
    Link,
    Mention,
    PlaceRef,
    Span,
    TimeRef,
    Unknown,
    When,
    content_id,
)
from tawatur.passages import Document

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
    for clause, _ in clauses(contexts(document, mentions, acts=False), learned):
        out += claims_of(document, clause, published, chain_of)
    unique = {claim.id: claim for claim in out}
    return tuple(sorted(unique.values(), key=lambda c: (c.evidence, c.type, c.id)))


def clauses(seen: Sequence[Context], learned: Models) -> Iterator[tuple[Clause, Case]]:
    """The accepted clauses of a report in reading order, each with the features that the judge saw. A sentence about
    something else, or without any word of an act, states no claim."""
    names: dict[str, str] = {}
    about = topics(seen, learned.topic) if learned.topic is not None else (1.0,) * len(seen)
    likely = [context for context, conflict in zip(seen, about, strict=True) if conflict >= CONFLICT_TEXT]
    acting = [full for full in (one if one.hits else with_acts(one) for one in likely) if any(full.hits)]
    for context, triggers in zip(acting, find_triggers(acting, learned.tagger, learned.threshold), strict=True):
        if not triggers:
            continue
        shared, cues = line(context, triggers), modality.find(context.tokens)
        scene = Scene(tuple(seen), context, shared, History({}, names))
        kept: list[tuple[Clause, Case]] = []
        for number, trigger in enumerate(triggers):
            first = first_look(scene, trigger, learned.links)
            around = (triggers[number - 1] if number else None, *triggers[number + 1 : number + 2], None)[:2]
            case = judge_case(first, *around)
            verdict = learned.links["judge"].of(case)[CLAIM] if "judge" in learned.links else 1.0
            if verdict < learned.accept:
                continue
            clause = _scoped(second_look(scene, first, learned.links), scene, cues, learned.links, verdict)
            if kept and _one_claim(kept[-1][0], clause):
                if trigger.probability > kept[-1][0].trigger.probability:
                    kept[-1] = (clause, case)
                continue
            kept.append((clause, case))
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
    agents = slots.actors(clause, "agent")
    targets = slots.actors(clause, "target", but=agents)
    amounts = slots.amounts(clause)[2]
    return (
        frozenset(name for one in agents for name in slots.names_in(one)),
        frozenset(name for one in targets for name in slots.names_in(one)),
        frozenset(one.mention.id for one in (*slots.places(clause), *amounts)),
    )


def first_look(scene: Scene, trigger: Trigger, models: Mapping[str, Maxent]) -> Clause:
    """The trigger with the candidates of its slots, each judged by itself."""
    found = {kind: link(scene, trigger, models, kind) for kind in KINDS}
    return _clause(scene.context, trigger, found)


def bounded(scene: Scene, clause: Clause, models: Mapping[str, Maxent]) -> Clause:
    """The clause with its first and last word."""
    edges = bounds(scene.context, scene.shared, clause.trigger, slots.own_mentions(clause), models)
    return msgspec.structs.replace(clause, first=edges[0], last=edges[1])


def second_look(scene: Scene, clause: Clause, models: Mapping[str, Maxent]) -> Clause:
    """The clause with its bounds, and its candidates judged again with all of it in view."""
    clause = bounded(scene, clause, models)
    if again("actor") not in models:
        return clause
    found = {"actor": clause.actors, "place": clause.places, "time": clause.times, "quantity": clause.quantities}
    seen = settle(scene, clause.trigger, found, (clause.first, clause.last), models)
    settled = _clause(scene.context, clause.trigger, seen)
    return msgspec.structs.replace(settled, first=clause.first, last=clause.last)


def _clause(context: Context, trigger: Trigger, found: Mapping[str, tuple[Linked, ...]]) -> Clause:
    filled = (found["actor"], found["place"], found["time"], found["quantity"])
    return Clause(context, trigger, *filled, "affirmed", "actual", trigger.token, trigger.token + 1, ())


def _scoped(
    clause: Clause, scene: Scene, cues: tuple[modality.CueHit, ...], models: Mapping[str, Maxent], verdict: float
) -> Clause:
    """The clause with polarity and modality, and the reasons of all that it is."""
    case = scope_case(scene.context, scene.shared, cues, clause.trigger)
    note = explain(case)
    polarity, polarity_reason = _best(models["polarity"], case, "polarity", note)
    mode, mode_reason = _best(models["modality"], case, "modality", note)
    note = "how likely the word states a claim, given its participants and place"
    judged = (Because("claim: judge", note, round(verdict, 3)),) if "judge" in models else ()
    because = (_type_reason(scene.context, clause.trigger), polarity_reason, mode_reason, *judged)
    return msgspec.structs.replace(clause, polarity=polarity, modality=mode, reasons=because)


def _best(model: Maxent, case: Case, slot: str, note: str) -> tuple[str, Because]:
    label, probability = min(model.of(case).items(), key=lambda r: (-r[1], r[0]))
    strongest = "; ".join(model.strongest_of(case, label))
    return label, Because(f"{slot}: scope", f"{note} [{strongest}]", round(probability, 3))


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
    agents = slots.actors(clause, "agent")
    targets = slots.actors(clause, "target", but=agents)
    when, time = _when(clause, published)
    quantity, extent, amount = slots.amounts(clause)
    places = slots.places(clause)
    shared = [*agents, *targets, *([time] if time is not None else []), *amount]
    because = tuple(one.because for one in shared)
    out = []
    for place in places or (None,):
        linked = [*shared, place] if place is not None else shared
        evidence = _evidence(clause, place if len(places) > 1 else None)
        reasons = (*clause.reasons, *because, *([place.because] if place is not None else ()))
        lost = candidates((*clause.actors, *clause.places), linked)
        value = _where(document, place)
        chain = chain_of(evidence)
        names = tuple(
            tuple(dict.fromkeys(n for one in side for n in slots.names_in(one))) for side in (agents, targets)
        )
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


_COUNTRY_AT_BEST = 6
"""UCDP GED's geo-precision of a place of which no more than the country can be told."""


def _where(document: Document, place: Linked | None) -> PlaceRef | Unknown:
    """The place as the mention step resolved it; one that it could not locate keeps its name and has no point."""
    if place is None:
        return Unknown("no place in the sentence or before it that fits")
    value = place.mention.value
    if isinstance(value, PlaceRef):
        return value
    words = place.mention.span.of(document.report.text)
    return PlaceRef(words, words, None, None, "other", geo_precision=_COUNTRY_AT_BEST)


def remember(clause: Clause) -> History:
    """The roles that the next trigger may inherit: a verb after "and" drops the subject that the one before named."""
    agents = slots.actors(clause, "agent")
    time = slots.time_of(clause)
    chosen = [
        *agents,
        *slots.actors(clause, "target", but=agents),
        *slots.places(clause),
        *([time] if time is not None else []),
    ]
    names = {name: one.role for one in chosen for name in names_of(one.mention)}
    return History({one.mention.id: one.role for one in chosen}, names)


def _key(value: PlaceRef | Unknown) -> str:
    return f"{value.name}/{value.text}" if isinstance(value, PlaceRef) else ""


def _when(clause: Clause, published: When | Unknown) -> tuple[When | Unknown, Linked | None]:
    time = slots.time_of(clause)
    if time is None or not isinstance(time.mention.value, TimeRef):
        return Unknown("the claim's own sentence gives no time that fits"), None
    return resolve(time.mention.value, published), time


def _evidence(clause: Clause, place: Linked | None) -> Span:
    """The clause's words, and on to the place where a list of places gives one claim each; cut to whole words around
    the trigger where it grows too long."""
    tokens, at = clause.context.tokens, clause.trigger.token
    start, end = tokens[clause.first].start, tokens[clause.last - 1].end
    if place is not None and place.first > at:
        end = max(end, place.mention.span.end)
    if end - start > LONGEST_EVIDENCE:
        start = max(start, tokens[at].start - LONGEST_EVIDENCE // 2)
        end = min(end, start + LONGEST_EVIDENCE)
        inside = [t for t in tokens if t.start >= start and t.end <= end]
        whole = inside or [tokens[at]]  # a single word may be longer than that
        start, end = whole[0].start, whole[-1].end
    return Span(start, end)
