"""From phrases to actors: branches, namesakes by country, anaphors by salience, allies by their leader."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.lexicon.actors import Actor, ActorIndex, Anaphor
from tawatur.mentions.actor_context import best_country, is_about
from tawatur.mentions.actor_memory import Memory, salient
from tawatur.mentions.actor_words import Hit
from tawatur.model import Because, Candidate, Span

_CHAINS = {"air": ("air", "army"), "strike": ("strike", "army"), "force": ("force", "army"), "militia": ("militia",)}
_HERE = 0.6  # an actor of the country that the sentence is about is likelier meant than one from abroad
_OWN_ONLY = frozenset(
    {
        "government",
        "fighters",
        "allies",
        "leaders",
        "cells",
        "agents",
        "police",
        "intelligence",
        "gendarmerie",
        "security",
        "backed",
    }
)


class Reading(NamedTuple):
    """What a hit was taken for: canonical names and ids, flags, reasons and the readings that lost."""

    names: tuple[str, ...]
    ids: tuple[str, ...]
    person: bool = False
    anaphor: bool = False
    generic: bool = False
    because: tuple[Because, ...] = ()
    candidates: tuple[Candidate, ...] = ()


Found = list[tuple[Hit, Reading]]


class Place(NamedTuple):
    """Where a hit stands: sentence number, offset and span, the countries' scores, and what was named so far."""

    sentence: int
    span: Span
    scores: dict[str, float]
    memory: Memory
    before: Found = []  # noqa: RUF012 (never changed: the hits just before, for a leader)


def branch(actor: Actor, head: str, index: ActorIndex) -> tuple[Actor, str, str]:
    """The part of an actor that a head noun means: the row, its English name and a note ("air" of Turkey)."""
    if head in ("", "group"):
        return actor, actor.name, ""
    head = head.removeprefix("event-")
    chain = _CHAINS.get(head, (head,) if head in _OWN_ONLY else (head, "army"))
    for role in chain:
        target = _branch_id(actor, role, index)
        if target:
            return index.actors[target], index.actors[target].name, f"its {role}"
    composed = _composed(actor, head)
    return (actor, composed, "composed") if composed else (actor, actor.name, "")


def _composed(actor: Actor, head: str) -> str:
    """The English name of allies, fighters or leaders that have no row of their own; empty for other heads."""
    if head == "allies":
        return f"allies of {_articled(actor.name)}"
    if head == "fighters" and actor.kind == "state":
        return f"fighters from {actor.name}"
    if head != "leaders" or actor.kind == "generic":
        return ""
    if actor.kind == "government" and actor.name.endswith(" government"):
        return actor.name.removesuffix("government") + "leaders"
    return f"leaders of {_articled(actor.name)}" if actor.kind == "state" else f"{_adjectival(actor.name)} leaders"


def _branch_id(actor: Actor, role: str, index: ActorIndex) -> str | None:
    """The branch of an actor, else of those it is part of: "its army's allies" are its allies."""
    own = actor.branches.get(role)
    if own is not None or role not in ("allies", "backed"):
        return own
    for parent in actor.parents:
        if parent.id in index.actors and role in index.actors[parent.id].branches:
            return index.actors[parent.id].branches[role]
    return None


_WITH_ARTICLE = ("States", "Kingdom", "s", "army", "forces", "government", "coalition", "SDF")


def _articled(name: str) -> str:
    return f"the {name}" if name.endswith(_WITH_ARTICLE) else name


def _adjectival(name: str) -> str:
    return name[:-1] if name == "Houthis" else name


def choose(actors: list[Actor], scores: dict[str, float], memory: Memory) -> tuple[Actor, tuple[Candidate, ...]]:
    """One of several namesakes: by the sentence's country, then by earlier mention, then by id."""

    def fit(actor: Actor) -> float:
        here = max((scores.get(code, 0.0) for code in actor.countries), default=0.1)
        akin = bool(actor.side) and actor.side in memory.sides
        return here + (0.5 if actor.id in memory.ids else 0.0) + (0.3 if akin else 0.0)

    ranked = sorted(actors, key=lambda a: (-fit(a), a.id))
    lost = tuple(
        Candidate(a.name, round(fit(a), 3), f"weighs less here than {ranked[0].name}", a.id) for a in ranked[1:]
    )
    return ranked[0], lost


def _salient(
    anaphor: Anaphor, place: Place, way: str, nearest: bool, index: ActorIndex
) -> tuple[Actor, tuple[Candidate, ...], str] | None:
    """The most salient actor named before (or `after`) that the words can mean, the `nearest` one after "this"."""
    offset = place.span.start
    rows = place.memory.after(offset) if way == "after" else place.memory.before(offset)
    ranked = salient(rows, anaphor.calls, place.sentence, index, nearest)
    if not ranked:
        return None
    here = [(v + (_HERE if is_about(place.scores, a.countries) else 0.0), a) for v, a in ranked]
    ranked = sorted(here, key=lambda t: (-t[0], t[1].id))
    lost = tuple(Candidate(a.name, round(v, 3), "less salient", a.id) for v, a in ranked[1:4])
    return ranked[0][1], lost, f"stands for {ranked[0][1].name}, named {way} it"


def _from_country(
    anaphor: Anaphor, scores: dict[str, float], index: ActorIndex
) -> tuple[Actor, tuple[Candidate, ...], str] | None:
    found = best_country(scores, anaphor.role, index) if anaphor.role else None
    if found is None:
        return None
    country = index.countries[found[0]]
    others = sorted((c for c in scores if c != found[0] and c in index.countries), key=lambda c: (-scores[c], c))
    lost = tuple(
        Candidate(index.actors[index.countries[c].roles[anaphor.role]].name, round(scores[c], 3), f"if about {c}")
        for c in others[:3]
        if anaphor.role in index.countries[c].roles
    )
    return index.actors[country.roles[anaphor.role]], lost, f"the {anaphor.role} in {country.name}"


def _ways(anaphor: Anaphor, place: Place) -> list[str]:
    """In which order to look: as the row says; what follows comes last, but in a headline right after what precedes."""
    out: list[str] = []
    for way in anaphor.order:
        out.append(way)
        if way == "before" and place.sentence == 0:
            out.append("after")
    return out if "after" in out or "before" not in anaphor.order else [*out, "after"]


def resolve_anaphor(anaphor: Anaphor, hit: Hit, place: Place, index: ActorIndex) -> Reading | None:
    """What an anaphor or a word of office stands for here, `None` if nothing fits and it has no generic name."""
    head = hit.head
    for way in _ways(anaphor, place):
        if way != "country" and anaphor.generic and _indefinite(hit):
            continue  # "مسلحون" without article or number brings in somebody new
        got = (
            _from_country(anaphor, place.scores, index)
            if way == "country"
            else _salient(anaphor, place, way, hit.pointed, index)
        )
        if got is not None:
            actor, lost, note = got
            part, name, extra = branch(actor, head, index)
            because = Because(
                f"actors.anaphor/{anaphor.id}", note + (f" ({extra})" if extra else ""), None, (place.span,)
            )
            partner = place.memory.partner(part.id) if anaphor.joint else None
            pair = (partner,) if partner and partner[0] != name else ()
            own = "" if extra == "composed" else part.id
            names, ids = (name, *(p[0] for p in pair)), (own, *(p[1] for p in pair))
            return Reading(names, ids, False, True, False, (because,), lost)
    if anaphor.generic:
        because = Because(f"actors.generic/{anaphor.id}", "no actor of the report fits", None, (place.span,))
        return Reading((anaphor.generic,), ("",), False, False, True, (because,))
    return None


def _indefinite(hit: Hit) -> bool:
    last = hit.phrase.rsplit(" ", 1)[-1]
    return not last.startswith("ال") and last.endswith(("ون", "ين", "ات")) and not hit.counted


def resolve_name(hit: Hit, place: Place, index: ActorIndex) -> Reading:
    """What a name stands for: the namesake that fits the country, narrowed by its head noun."""
    actors = list(dict.fromkeys(form.id for form in hit.forms if not form.anaphor))
    actor, lost = choose([index.actors[a] for a in actors], place.scores, place.memory)
    part, name, extra = branch(actor, hit.head, index)
    rule = "actors.composed" if hit.head else "actors.name"
    note = f"{hit.phrase!r} is {actor.name}" + (f", {hit.head}: {name}" if extra else "")
    generic = part.kind == "generic"
    because = (Because(f"{rule}/{part.id}", note, None, (place.span,)),)
    composed = extra == "composed"
    return Reading((name,), ("" if composed else part.id,), part.kind == "figure", False, generic, because, lost)
