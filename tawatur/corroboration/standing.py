"""The standing of an event, each by a written rule (docs/method/corroboration.md), with the figures that gave it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from tawatur.corroboration.rules import relation
from tawatur.model import Claim
from tawatur.model.corroboration import Backing, Disagreement, Standing, StandingKind, Supersession
from tawatur.model.event import Event

_ORDER: tuple[StandingKind, ...] = (
    "withdrawn", "superseded", "denied", "disputed", "corroborated", "multiply reported", "single root",
)  # fmt: skip
Held = tuple[StandingKind, str, str]


def standings(
    events: Sequence[Event],
    backings: Sequence[Backing],
    claims: Mapping[str, Claim],
    differences: Sequence[Disagreement],
    newer: Sequence[Supersession],
) -> tuple[Standing, ...]:
    """One standing an event, in the order of the events."""
    home = {claim: event.id for event in events for claim in event.claims}
    against: dict[str, list[Disagreement]] = defaultdict(list)
    for one in differences:
        for event in {home[one.first], home[one.second]}:
            against[event].append(one)
    later: dict[str, list[Supersession]] = defaultdict(list)
    for step in newer:
        if home[step.earlier] != home[step.later]:
            later[home[step.earlier]].append(step)
    return tuple(
        _standing(event, backed, claims, against.get(event.id, []), later.get(event.id, []))
        for event, backed in zip(events, backings, strict=True)
    )


def _standing(
    event: Event,
    backed: Backing,
    claims: Mapping[str, Claim],
    against: Sequence[Disagreement],
    newer: Sequence[Supersession],
) -> Standing:
    """The first rule that holds names the standing; the others that hold are kept beside it."""
    held = {
        name: (rule, note)
        for name, rule, note in (*_objections(event, backed, claims, against, newer), *_backed(backed))
    }
    names = [name for name in _ORDER if name in held]
    rule, note = held[names[0]]
    ids = (tuple(one.id for one in against), tuple(one.id for one in newer))
    return Standing(event.id, names[0], rule, note, backed.low, backed.high, tuple(names[1:]), *ids)


def _objections(
    event: Event,
    backed: Backing,
    claims: Mapping[str, Claim],
    against: Sequence[Disagreement],
    newer: Sequence[Supersession],
) -> Iterable[Held]:
    inside = set(event.claims)
    taken_back = {id for d in against if d.kind == "retraction" for id in (d.first, d.second) if id in inside}
    roots = {strand.root for strand in backed.strands if taken_back & set(strand.voices)}
    if roots and len(roots) == backed.high:
        yield "withdrawn", "standing.withdrawn", f"every root of it takes it back: {', '.join(sorted(roots))}"
    if newer:
        yield (
            "superseded",
            "standing.superseded",
            f"{_counted(newer, 'later statement')} {'brings' if len(newer) == 1 else 'bring'} it up to date",
        )
    denials = [d for d in against if d.kind in ("denial", "participation", "retraction")]
    denied = [d for d in denials if _stands_denied(d, inside, claims)]
    if denied and backed.high <= 1:
        yield (
            "denied",
            "standing.denied",
            f"one root states it, {_counted(denied, 'statement')} {'denies' if len(denied) == 1 else 'deny'} it",
        )
    elif all(claims[id].polarity == "denied" for id in event.claims):
        yield "denied", "standing.denied", "it is only denied: no report of the casebook states it"
    if against:
        kinds = ", ".join(sorted({d.kind for d in against}))
        yield "disputed", "standing.disputed", f"{_counted(against, 'disagreement')}: {kinds}"


def _counted(things: Sequence[object], name: str) -> str:
    return f"{len(things)} {name}" + ("" if len(things) == 1 else "s")


def _stands_denied(one: Disagreement, inside: set[str], claims: Mapping[str, Claim]) -> bool:
    """The statement is of this event, the denial of it elsewhere or inside."""
    stated = one.first if claims[one.first].polarity == "affirmed" else one.second
    return stated in inside


def _backed(backed: Backing) -> Iterable[Held]:
    sides = sorted({strand.side for strand in backed.strands if strand.side})
    enemies = [(a, b) for a, b in combinations(sides, 2) if relation(a, b) == "opposed"]
    against = [voice for voice in backed.voices if voice.against]
    if backed.low >= 2 and (enemies or against):
        why = (
            f"of opposed sides ({enemies[0][0]}, {enemies[0][1]})" if enemies else f"one of them: {against[0].against}"
        )
        yield "corroborated", "standing.corroborated", f"at least {backed.low} independent roots, {why}"
    if backed.high >= 2:
        span = f"{backed.low} to {backed.high}" if backed.low < backed.high else f"{backed.low}"
        note = f"{span} independent roots, without two of opposed sides or one against interest"
        yield "multiply reported", "standing.multiple", note
    else:
        yield "single root", "standing.single", f"everything goes back to {backed.strands[0].root}"
