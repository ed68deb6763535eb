"""Which of the candidates fill a clause's slots: thresholds, lists, and what one name may not be twice."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.clause import Clause
from tawatur.claims.context import Context, Placed
from tawatur.claims.links import Linked, coordinated
from tawatur.model import ActorRef, Quantity, TimeRef, Unknown

CONTROL = frozenset({"control.change", "control.hold"})
FIRST, FURTHER, LISTED = 0.3, 0.5, 0.2
"""The least probability of a role: for its likeliest mention, for another one, for one listed beside a chosen one."""


LISTED_PLACE = 0.15
"""The least probability of a place that is listed beside a chosen one."""


def actors(clause: Clause, role: str, but: Sequence[Linked] = ()) -> tuple[Linked, ...]:
    """The likeliest mention in this role, others that are likelier in it than not, and those listed beside them; a
    carried one only where the sentence gives none. A name that fills the other role already is left out."""
    taken = {n for one in but for n in names_in(one)}
    rivals: dict[str, float] = {}
    for one in clause.actors:
        if one.role != role:
            rivals[one.mention.id] = max(rivals.get(one.mention.id, 0.0), one.probability)
    found = [
        one
        for one in clause.actors
        if one.role == role and not set(names_in(one)) <= taken and one.probability >= rivals.get(one.mention.id, 0.0)
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


PER_PLACE = frozenset(
    (
        "control.change", "control.hold", "clash", "strike.air", "strike.ground", "advance", "retreat", "encircle",
        "clear", "deploy", "presence",
    )
)  # fmt: skip
"""Acts that are stated of one place each; a figure or a deal that names several places is one claim."""


def places(clause: Clause) -> tuple[Linked, ...]:
    """The likeliest place, and those listed beside it."""
    own = [one for one in clause.places if not one.carried]
    far = [one for one in clause.places if one.carried]
    if not own or own[0].probability < 0.35:
        if far and far[0].probability >= 0.4 and (not own or far[0].probability > own[0].probability):
            return (far[0],)
        return (own[0],) if own and own[0].probability >= 0.35 else ()
    placed = {p.mention.id: p for p in clause.context.of_kind("place")}
    chosen = [own[0]]
    if clause.trigger.type in PER_PLACE:
        _grow(clause.context, placed, own, chosen, LISTED_PLACE)
    return tuple(sorted(chosen, key=lambda one: one.mention.span))


def _listed(context: Context, placed: dict[str, Placed], one: Linked, chosen: Sequence[Linked]) -> bool:
    return any(coordinated(context, placed[one.mention.id], placed[other.mention.id]) for other in chosen)


TIMED, COUNTED, SHARED = 0.22, 0.35, 0.5
"""The least probability of a time, of an amount, and of a share."""


def time_of(clause: Clause) -> Linked | None:
    return next(
        (one for one in clause.times if one.probability >= TIMED and isinstance(one.mention.value, TimeRef)), None
    )


def amounts(clause: Clause) -> tuple[Quantity | Unknown, tuple[float, float] | Unknown, tuple[Linked, ...]]:
    quantity: Quantity | Unknown = Unknown("no amount in the sentence that fits")
    extent: tuple[float, float] | Unknown = Unknown("no share of the place is stated")
    used: list[Linked] = []
    for one in clause.quantities:
        value = one.mention.value
        if one.probability < COUNTED or not isinstance(value, Quantity):
            continue
        if one.role == "share" and isinstance(extent, Unknown) and value.share is not None:
            if clause.trigger.type in CONTROL and one.probability >= SHARED:
                extent = value.share
                used.append(one)
        elif one.role == "quantity" and isinstance(quantity, Unknown):
            quantity = value
            used.append(one)
    return quantity, extent, tuple(used)


def own_mentions(clause: Clause) -> list[tuple[Placed, str]]:
    """The mentions of the sentence itself that fill the clause's slots."""
    agents = actors(clause, "agent")
    time = time_of(clause)
    chosen = [*agents, *actors(clause, "target", but=agents), *places(clause), *amounts(clause)[2]]
    roles = {one.mention.id: one.role for one in (*chosen, *([time] if time is not None else []))}
    return [(p, roles[p.mention.id]) for p in clause.context.placed if p.mention.id in roles]


def names_in(one: Linked) -> tuple[str, ...]:
    value = one.mention.value
    return value.names if isinstance(value, ActorRef) else ()
