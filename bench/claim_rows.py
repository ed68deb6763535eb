"""What the classifiers of slots, scope and clause bounds learn from: features and labels, by the reference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from claim_training import Example, groups

from tawatur.claims.bounds import ON, SIDES, STOP, Gap, walk
from tawatur.claims.links import NONE, carried_case, inherited
from tawatur.claims.pairs import History, Scene, line, names_of, near, pair_case, ranks
from tawatur.claims.scope import scope_case
from tawatur.claims.triggers import Trigger
from tawatur.languages import fold
from tawatur.lexicon import modality
from tawatur.mentions.times import resolve
from tawatur.model import ActorRef, Mention, PlaceRef, Quantity, TimeRef, Unknown
from tawatur.scoring.compare import Names, place_right
from tawatur.views.rows import PlaceRow

Rows = list[tuple[list[str], str]]
"""Features of each case, and its label."""
SKIP = "skip"
"""The label of what teaches nothing."""
PLACE_KEYS = ("text", "name", "lat", "lon", "kind")


def link_rows(examples: Sequence[Example]) -> dict[str, Rows]:
    """Features and labels of every classifier, from the reference's slots."""
    rows: dict[str, Rows] = {
        kind: [] for kind in ("actor", "actor<", "place", "place<", "time", "quantity", "polarity", "modality", *SIDES)
    }
    for example in examples:
        found = groups(example)
        names: dict[str, str] = {}
        by_sentence: dict[int, list[tuple[Trigger, list[dict[str, Any]]]]] = {}
        for group, (s, t) in example.triggers.items():
            by_sentence.setdefault(s, []).append((Trigger(t, group[2], 1.0), found[group]))  # type: ignore[arg-type]
        for s, pairs in sorted(by_sentence.items()):
            names = _sentence_rows(example, s, sorted(pairs, key=lambda p: (p[0].token, p[0].type)), rows, names)
    return rows


def scope_rows(marked: Sequence[Example]) -> dict[str, Rows]:
    """Rows of polarity and modality from sentences whose triggers are marked."""
    rows: dict[str, Rows] = {"polarity": [], "modality": []}
    for example in marked:
        found = groups(example)
        for s, context in enumerate(example.contexts):
            here = sorted((t, group) for group, (where, t) in example.triggers.items() if where == s)
            triggers = tuple(Trigger(t, group[2], 1.0) for t, group in here)  # type: ignore[arg-type]
            shared, cues = line(context, triggers), modality.find(context.tokens)
            for trigger, (_, group) in zip(triggers, here, strict=True):
                features = scope_case(context, shared, cues, trigger).spelled()
                rows["polarity"].append((features, found[group][0]["polarity"]))
                rows["modality"].append((features, found[group][0]["modality"]))
    return rows


def _sentence_rows(
    example: Example,
    s: int,
    pairs: list[tuple[Trigger, list[dict[str, Any]]]],
    rows: dict[str, Rows],
    names: dict[str, str],
) -> dict[str, str]:
    """Adds the rows of one sentence; `names` are the roles by name that the last sentence left, and are given back."""
    context = example.contexts[s]
    shared = line(context, tuple(trigger for trigger, _ in pairs))
    cues = modality.find(context.tokens)
    scene = Scene(example.contexts, context, shared, History({}, names))
    for trigger, claims in pairs:
        features = scope_case(context, shared, cues, trigger).spelled()
        rows["polarity"].append((features, claims[0]["polarity"]))
        rows["modality"].append((features, claims[0]["modality"]))
        roles: dict[str, str] = {}
        given: dict[str, str] = {}
        for kind in ("actor", "place", "time", "quantity"):
            for mention, label in _kind_rows(example, scene, (trigger, claims), kind, rows):
                roles[mention.id] = label
                given |= dict.fromkeys(names_of(mention), label)
        if example.set != "composed":
            _bound_rows(scene, trigger, claims, roles, rows)
        scene = msgspec.structs.replace(scene, history=History(roles, given))
        names = given or names
    return names


def _bound_rows(
    scene: Scene, trigger: Trigger, claims: list[dict[str, Any]], roles: dict[str, str], rows: dict[str, Rows]
) -> None:
    """Adds a row for each word from the trigger to either end of the reference's clause."""
    tokens = scene.context.tokens
    start, end = claims[0]["evidence"]["start"], min(claim["evidence"]["end"] for claim in claims)
    inside = [i for i, token in enumerate(tokens) if token.end > start and token.start < end]
    gap = Gap(
        scene.context,
        scene.shared,
        trigger,
        [(p, roles[p.mention.id]) for p in scene.context.placed if p.mention.id in roles],
    )
    for side, step, edge in zip(SIDES, (-1, 1), (inside[0], inside[-1]), strict=True):
        for at in walk(scene.context, trigger.token, step):
            rows[side].append((gap.case(at, step).spelled(), STOP if at == edge else ON))
            if at == edge:
                break


def _kind_rows(
    example: Example, scene: Scene, pair: tuple[Trigger, list[dict[str, Any]]], kind: str, rows: dict[str, Rows]
) -> list[tuple[Mention, str]]:
    """Adds the rows of one trigger and kind of mention; gives the mentions that fill a slot, with the slot."""
    trigger, claims = pair
    mentions = near(scene.context, trigger, kind)
    labels = labels_of(example, tuple(p.mention for p in mentions), claims)
    filled = [(p.mention, label) for p, label in zip(mentions, labels, strict=True) if label not in (NONE, SKIP)]
    for placed, rank, label in zip(mentions, ranks(trigger, mentions), labels, strict=True):
        if label != SKIP:
            rows[kind].append((pair_case(scene, trigger, placed, rank).spelled(), label))
    if kind in ("actor", "place") and example.set != "composed":
        for one in inherited(scene, kind):
            label = NONE if filled else label_of(example, one.mention, claims)
            rows[f"{kind}<"].append((carried_case(scene.context, trigger, one).spelled(), label))
            if label != NONE:
                filled.append((one.mention, label))
    return filled


def labels_of(example: Example, mentions: Sequence[Mention], claims: list[dict[str, Any]]) -> list[str]:
    """A label for each mention. Where one inside the clause fills a slot, others that would fit it as well teach
    nothing: a second mention of the same actor, a region around the place."""
    labels = [label_of(example, mention, claims) for mention in mentions]
    if example.set == "composed":
        return labels
    spans = [(c["evidence"]["start"], c["evidence"]["end"]) for c in claims]
    inside = [any(a <= m.span.start and m.span.end <= b for a, b in spans) for m in mentions]
    named = [_is_the_place(m, claims) for m in mentions]
    for role in set(labels) - {NONE}:
        mine = [i for i, label in enumerate(labels) if label == role]
        best = [i for i in mine if named[i]] or [i for i in mine if inside[i]]
        for i in mine:
            if best and i not in best:
                labels[i] = SKIP
    return labels


def _is_the_place(mention: Mention, claims: list[dict[str, Any]]) -> bool:
    """Whether the reference gives the very words of the mention as the place."""
    if not isinstance(mention.value, PlaceRef):
        return False
    words = mention.value.text.split()
    return any(c["place"] and set(words) & set(c["place"]["text"].split()) and _inside(mention, c) for c in claims)


def _inside(mention: Mention, claim: dict[str, Any]) -> bool:
    evidence = claim["evidence"]
    return bool(evidence["start"] <= mention.span.start and mention.span.end <= evidence["end"])


def label_of(example: Example, mention: Mention, claims: list[dict[str, Any]]) -> str:
    """The slot of `claims` that a mention fills."""
    value, names = mention.value, example.names
    if example.set == "composed":
        return _marked_role(mention, claims)
    if isinstance(value, ActorRef):
        for role in ("agents", "targets"):
            if any(names.same(g, name) for c in claims for g in c[role] for name in value.names):
                return role[:-1]
    elif mention.kind == "place":
        if any(c["place"] and _place_is(example, mention, c["place"]) for c in claims):
            return "place"
    elif isinstance(value, TimeRef):
        when = resolve(value, example.report.published)
        want = [c["when"] for c in claims if c["when"]]
        if not isinstance(when, Unknown):
            got = tuple(d.isoformat() if d else None for d in (when.start, when.end))
            if any((w["start"], w["end"]) == got for w in want):
                return "time"
    elif isinstance(value, Quantity):
        return _amount_label(value, claims)
    return NONE


def _place_is(example: Example, mention: Mention, gold: dict[str, Any]) -> bool:
    """Whether a mention is the reference's place; one that could not be located, by its words."""
    if isinstance(mention.value, Unknown):
        return fold(mention.span.of(example.report.text)) in (fold(gold["text"]), fold(gold["name"]))
    return place_fits(gold, mention.value, example.names)


def _marked_role(mention: Mention, claims: list[dict[str, Any]]) -> str:
    """The role of the numbered words that a mention covers, in a composed sentence."""
    kinds = {"actor": ("agent", "target"), "place": ("place",), "time": ("time",), "quantity": ("quantity", "share")}
    for role in kinds.get(mention.kind, ()):
        for start, end in (span for claim in claims for span in claim["roles"].get(role, ())):
            if mention.span.start < end and start < mention.span.end:
                return role
    return NONE


def place_fits(gold: dict[str, Any], value: Any, names: Names) -> bool:
    """Whether the place of a mention is the reference's: by point, else by name, else by its words."""
    if not isinstance(value, PlaceRef):
        return False
    mine = msgspec.convert({key: getattr(value, key) for key in PLACE_KEYS}, PlaceRow)
    return place_right(msgspec.convert(gold, PlaceRow), mine, names)


def _amount_label(value: Quantity, claims: list[dict[str, Any]]) -> str:
    for claim in claims:
        want, share = claim["quantity"], claim["extent"]
        if share and value.share and all(abs(a - b) <= 0.1 for a, b in zip(share, value.share, strict=True)):
            return "share"
        if want and want["low"] == value.low and want["high"] == value.high:
            return "quantity"
    return NONE
