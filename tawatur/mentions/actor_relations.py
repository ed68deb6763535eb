"""Actors named by their relation to another: "حلفاؤه", "القوات الموالية للنظام", "فصائل مدعومة من تركيا"."""

from __future__ import annotations

from tawatur.lexicon.actors import ActorIndex
from tawatur.mentions.actor_resolve import Place, Reading, branch
from tawatur.mentions.actor_words import Hit, Words, head_at, readings
from tawatur.model import Because

_PRONOUNS = frozenset({"له", "لها", "لهم", "معه", "معها", "معهم", "منه", "منها", "منهم"})
_LINKS = frozenset({"من", "مع", "ل", "الي"})
_BACKED = ("مدعوم", "مسنود")
_NEAR = 4  # words between a head noun and its "loyal to"

Found = list[tuple[Hit, Reading]]


def _relation(reading: Reading, role: str, words: Words, at: tuple[int, int], index: ActorIndex) -> Reading | None:
    """The forces loyal to, allied with or backed by an actor: a row of the registry, else a composed name."""
    if reading.generic or reading.ids[0] not in index.actors:
        return None
    actor = index.actors[reading.ids[0]]
    if role == "backed" and "backed" not in actor.branches:
        name, ident = f"{actor.name}-backed forces", ""
    else:
        row, name, extra = branch(actor, role, index)
        ident = "" if extra == "composed" else row.id
    note = f"{role} of {actor.name}"
    return Reading((name,), (ident,), False, False, False, (Because(f"actors.{role}", note, None, (words.span(*at),)),))


def _loyal_at(words: Words, at: int, index: ActorIndex) -> str | None:
    for _, stem in readings(words.keys[at]):
        bare = stem[2:] if stem.startswith("ال") else stem
        if bare in index.loyal:
            return "backed" if bare.startswith(_BACKED) else "allies"
    return None


def _head_before(words: Words, at: int, index: ActorIndex) -> int | None:
    """The word where a head noun starts that the adjective at `at` qualifies."""
    for start in range(at - 1, max(-1, at - 1 - _NEAR), -1):
        if words.cut[start + 1]:
            return None
        head = head_at(words, start, index)
        if head is not None and head[0] in ("force", "group", "army"):
            return start
    return None


def _object(words: Words, at: int, found: Found) -> tuple[Hit, Reading] | None:
    """The actor that "loyal to" at word `at` leads to: the next hit, written with "ل" or after a preposition."""
    for hit, reading in found:
        if hit.start == at + 1 and ("ل" in hit.clitics or hit.head):
            return hit, reading
        if at + 2 <= hit.start <= at + 3 and (words.keys[at + 1] in _LINKS or words.keys[at + 1].startswith("لل")):
            return hit, reading
    return None


def loyal_hits(words: Words, found: Found, index: ActorIndex) -> Found:
    """The hits with "forces loyal to X" put in the place of X, unless the phrase is a named force's epithet."""
    out = list(found)
    for at in range(1, len(words.keys)):
        role = _loyal_at(words, at, index)
        start = _head_before(words, at, index) if role else None
        if role is None or start is None:
            continue
        named = [(h, r) for h, r in out if h.start <= start < h.end or start < h.start < at]
        if any(h.end - h.start > 1 or not (r.generic or r.anaphor) for h, r in named):
            continue
        pair = _object(words, at, out)
        end = pair[0].end if pair else at + 2
        if pair is None and (end > len(words.keys) or words.keys[at + 1] not in _PRONOUNS):
            continue
        leader = pair[1] if pair else _leader(out, start)
        reading = _relation(leader, role, words, (start, end), index) if leader else None
        if reading is not None:
            out = [(h, r) for h, r in out if h.end <= start or h.start >= end]
            out.append((Hit(start, end, (), ()), reading))
    return sorted(out, key=lambda pair: pair[0].start)


def together(found: Found, index: ActorIndex) -> Found:
    """A leader named in one breath with an armed force ("الحوثيين وصالح") stands for his forces, where he has any."""
    out: Found = []
    for hit, reading in found:
        before = out[-1] if out else None
        actor = index.actors.get(reading.ids[0])
        force = actor.branches.get("force") if actor and reading.person else None
        if force and before and before[0].end == hit.start and "و" in hit.clitics and not before[1].person:
            row = index.actors[force]
            note = f"{reading.names[0]} beside {before[1].names[0]}: {row.name}"
            reading = Reading((row.name,), (row.id,), because=(Because("actors.together", note, None, ()),))  # noqa: PLW2901
        out.append((hit, reading))
    return out


def _leader(found: Found, before: int) -> Reading | None:
    """The last actor named before word `before` in the sentence who can have allies."""
    fit = [r for h, r in found if h.end <= before and not r.generic and not r.person]
    return fit[-1] if fit else None


def allied_hits(words: Words, found: Found, place: Place, index: ActorIndex) -> Found:
    """ "وحلفاؤه": the allies of the actor before it, in the sentence or the one before."""
    out: Found = []
    taken = {i for hit, _ in found for i in range(hit.start, hit.end)}
    for at, key in enumerate(words.keys):
        if at in taken or not any(stem in index.allies for _, stem in readings(key)):
            continue
        leader = _leader(found, at)
        if leader is None:
            before = [s for s in place.seen if s.sentence in (place.sentence - 1, place.sentence - 2)]
            leader = Reading((), (before[-1].id,)) if before else None
        reading = _relation(leader, "allies", words, (at, at + 1), index) if leader else None
        if reading is not None:
            out.append((Hit(at, at + 1, (), ()), reading))
    return out
