"""Slots of a trigger: which of the report's mentions are its agents, targets, place, time, amount and share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tawatur.claims.context import Context, Placed
from tawatur.claims.maxent import Maxent
from tawatur.claims.pairs import Line, pair_features, ranks
from tawatur.claims.triggers import Trigger
from tawatur.lexicon.function_words import function_words
from tawatur.model import ActorRef, Because, Candidate, Frozen, Mention, PlaceRef, Quantity, Unknown

NONE = "none"
CARRIED_BACK = 3
"""How many sentences back a participant or place may be carried from when a clause names none."""


class Linked(Frozen, frozen=True):
    """A mention that fills a slot: `role` is the slot's label, `carried` if it stands in an earlier sentence."""

    mention: Mention
    role: str
    probability: float
    carried: bool
    first: int
    because: Because


def carried(contexts: Sequence[Context], index: int, kind: str) -> tuple[tuple[int, Mention], ...]:
    """Mentions of `kind` that a sentence may inherit, nearest first, each with its distance in sentences; of each of
    the last sentences the first and the last two, and those of the report's headline."""
    out: list[tuple[int, Mention]] = []
    for back in range(1, CARRIED_BACK + 1):
        if index - back < 0:
            break
        placed = [p.mention for p in contexts[index - back].of_kind(kind) if not _empty(p.mention)]
        out += [(back, mention) for mention in dict.fromkeys((*reversed(placed[-2:]), *placed[:1]))]
    if index > CARRIED_BACK and contexts[0].sentence.headline:
        out += [(CARRIED_BACK + 1, p.mention) for p in contexts[0].of_kind(kind)[:2] if not _empty(p.mention)]
    return tuple(out)


def _empty(mention: Mention) -> bool:
    return isinstance(mention.value, Unknown) or (isinstance(mention.value, ActorRef) and mention.value.generic)


def carried_features(
    context: Context, trigger: Trigger, mention: Mention, back: int, order: int, own: int
) -> list[str]:
    """Features of a pair whose mention stands `back` sentences before; `own` is how many the sentence has itself."""
    value = mention.value
    kind = mention.kind
    detail = value.kind if isinstance(value, PlaceRef) else "person" if getattr(value, "person", False) else "force"
    stem = context.stems[trigger.token]
    out = [
        f"back={back}", f"order={min(order, 4)}", f"own={min(own, 3)}", f"e={trigger.type}",
        f"eo={trigger.type}|{min(order, 3)}", f"eb={trigger.type}|{back}|{min(own, 2)}",
        f"v={detail}|{min(order, 3)}", f"m={stem}", f"bo={back}|{min(order, 3)}|{min(own, 2)}",
        f"first={context.tokens[0].key}", f"t={trigger.token < 4}",
    ]  # fmt: skip
    return [f"{kind}<{feature}" for feature in out]


def link(
    contexts: Sequence[Context],
    context: Context,
    shared: Line,
    trigger: Trigger,
    models: Mapping[str, Maxent],
    kind: str,
) -> tuple[Linked, ...]:
    """The mentions of `kind` that the classifier gives a role, likeliest first; those of earlier sentences marked."""
    mentions = context.of_kind(kind)
    model = models[kind]
    found: list[Linked] = []
    for placed, rank in zip(mentions, ranks(trigger, mentions), strict=True):
        features = pair_features(context, shared, trigger, placed, rank)
        found += _linked(model, features, placed.mention, placed.first, carried_=False)
    if f"{kind}<" in models:
        model = models[f"{kind}<"]
        for order, (back, mention) in enumerate(carried(contexts, context.index, kind)):
            features = carried_features(context, trigger, mention, back, order, len(mentions))
            found += _linked(model, features, mention, -1, carried_=True)
    return tuple(sorted(found, key=lambda one: (-one.probability, one.mention.span, one.role)))


def _linked(model: Maxent, features: list[str], mention: Mention, first: int, *, carried_: bool) -> list[Linked]:
    out = []
    for role, probability in model(features).items():
        if role != NONE and probability >= 0.2:
            note = ", ".join(model.strongest(features, role))
            reason = Because(f"{role}: links", note, round(probability, 3), (mention.span,))
            out.append(Linked(mention, role, probability, carried_, first, reason))
    return out


def candidates(found: Sequence[Linked], chosen: Sequence[Linked]) -> tuple[Candidate, ...]:
    """The mentions that were considered for a slot and lost."""
    won = {id(one) for one in chosen}
    return tuple(
        Candidate(_name(one.mention), round(one.probability, 3), f"{one.role}: less likely")
        for one in found
        if id(one) not in won
    )[:4]


def _name(mention: Mention) -> str:
    value = mention.value
    if isinstance(value, ActorRef):
        return " + ".join(value.names)
    if isinstance(value, PlaceRef):
        return value.name
    return value.text if isinstance(value, Quantity) else mention.id


def coordinated(context: Context, one: Placed, other: Placed) -> bool:
    """Whether two mentions stand in one list: between them only commas, conjunctions and words that name kinds."""
    low, high = sorted((one, other), key=lambda p: p.first)
    between = context.tokens[low.last : high.first]
    if high.first < low.last:
        return False
    joined = context.tokens[high.first].key.startswith("و") or any(
        t.text in "،,/-–" or t.key in function_words().coordinators for t in between
    )
    return joined and len(between) <= 4
