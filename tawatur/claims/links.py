"""Slots of a trigger: which of the report's mentions are its agents, targets, place, time, amount and share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tawatur.claims.context import Context, Placed
from tawatur.claims.maxent import Case, Maxent, Part
from tawatur.claims.pairs import Scene, explain, near, pair_case, ranks, remembered
from tawatur.claims.triggers import Trigger
from tawatur.lexicon.function_words import function_words
from tawatur.model import ActorRef, Because, Candidate, Frozen, Mention, PlaceRef, Quantity, Unknown

NONE = "none"
CARRIED_BACK = 3
"""How many sentences back a participant or place may be carried from when a clause names none."""


NOWHERE = -1
"""In place of a token: the mention does not stand in the sentence."""
CONSIDERED = 0.05
"""The least probability of a mention in a slot that is looked at again."""
SETTLED = 0.5
"""A mention of the sentence itself that is this likely leaves no room for one carried from an earlier sentence."""


class Linked(Frozen, frozen=True):
    """A mention that fills a slot: `role` is the slot's label, `first` its first token in the sentence."""

    mention: Mention
    role: str
    probability: float
    first: int
    model: Maxent
    case: Case

    @property
    def carried(self) -> bool:
        return self.first == NOWHERE

    @property
    def because(self) -> Because:
        """Why the mention fills the slot: where it stands, and the features that spoke most for it, with weights."""
        where = explain(self.case) if not self.carried else "carried from an earlier sentence"
        note = f"{where} [{'; '.join(self.model.strongest_of(self.case, self.role))}]"
        return Because(f"{self.role}: links", note, round(self.probability, 3), (self.mention.span,))


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


class Carried(Frozen, frozen=True):
    """A mention of an earlier sentence: how many sentences back, its order among such, how many the sentence has
    itself, and the role that its name had last."""

    mention: Mention
    back: int
    order: int
    own: int
    was: str


def inherited(scene: Scene, kind: str) -> tuple[Carried, ...]:
    """The mentions of `kind` that a clause of the scene's sentence may inherit."""
    own = len(scene.context.of_kind(kind))
    found = carried(scene.contexts, scene.context.index, kind)
    return tuple(
        Carried(mention, back, order, own, remembered(scene.history, mention))
        for order, (back, mention) in enumerate(found)
    )


def carried_case(context: Context, trigger: Trigger, one: Carried) -> Case:
    """The features of a trigger with a mention of an earlier sentence."""
    value, event = one.mention.value, trigger.type
    detail = value.kind if isinstance(value, PlaceRef) else "person" if getattr(value, "person", False) else "force"
    order, own = min(one.order, 3), min(one.own, 2)
    parts: list[Part] = [
        (_of_order, event, one.back, order, own),
        (_of_detail, detail, order),
        (_of_history, one.was, event, one.back, own),
    ]
    rare = [f"m={context.stems[trigger.token]}", f"first={context.tokens[0].key}", f"t={trigger.token < 4}"]
    return Case(parts, rare)


def _of_order(event: str, back: int, order: int, own: int) -> list[str]:
    return [
        f"back={back}", f"order={order}", f"own={own}", f"e={event}", f"eo={event}|{order}", f"eb={event}|{back}|{own}",
        f"bo={back}|{order}|{own}",
    ]  # fmt: skip


def _of_detail(detail: str, order: int) -> list[str]:
    return [f"v={detail}|{order}"]


def _of_history(was: str, event: str, back: int, own: int) -> list[str]:
    return [f"was={was}", f"was={was}|{own}", f"was={was}|{event}", f"was={was}|{back}"]


def link(scene: Scene, trigger: Trigger, models: Mapping[str, Maxent], kind: str) -> tuple[Linked, ...]:
    """The mentions of `kind` that the classifier gives a role, likeliest first; those of earlier sentences marked."""
    mentions = near(scene.context, trigger, kind)
    found: list[Linked] = []
    for placed, rank in zip(mentions, ranks(trigger, mentions), strict=True):
        case = pair_case(scene, trigger, placed, rank)
        found += _linked(models[kind], case, placed.mention, placed.first)
    settled = any(one.probability >= SETTLED for one in found)
    if f"{kind}<" in models and not settled:
        for one in inherited(scene, kind):
            case = carried_case(scene.context, trigger, one)
            found += _linked(models[f"{kind}<"], case, one.mention, NOWHERE)
    return tuple(sorted(found, key=likeliest))


def likeliest(one: Linked) -> tuple[float, int, int, str]:
    """The order of candidates."""
    span = one.mention.span
    return -one.probability, span.start, span.end, one.role


def _linked(model: Maxent, case: Case, mention: Mention, first: int) -> list[Linked]:
    return [
        Linked(mention, role, probability, first, model, case)
        for role, probability in model.of(case).items()
        if probability >= CONSIDERED and role != NONE
    ]


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
