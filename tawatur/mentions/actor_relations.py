"""Actors named by their relation to another: "حلفاؤه", "القوات الموالية للنظام", "مسلحون من داعش"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from tawatur.lexicon.actors import ActorIndex
from tawatur.mentions.actor_memory import Memory
from tawatur.mentions.actor_resolve import Found, Place, Reading, branch
from tawatur.mentions.actor_words import Hit, Words, head_at
from tawatur.model import Because

_HEADS = frozenset({"force", "fighters", "group", "army", "air", "militia"})
_NEAR = 4  # words between a head noun and its "loyal to"
_REACH = 12  # words or hits looked back on for a leader or a head noun
_FAR = 5  # words between "loyal to" and the name: titles ("للرئيس اليمني السابق ...")


def _relation(reading: Reading, role: str, words: Words, at: tuple[int, int], index: ActorIndex) -> Reading | None:
    """The forces loyal to, allied with or backed by an actor: a row of the registry, else a composed name."""
    if reading.generic or reading.ids[0] not in index.actors:
        return None
    actor = index.actors[reading.ids[0]]
    if actor.kind == "allies" or any(because.rule == "actors.together" for because in reading.because):
        return reading  # the forces themselves already, not their leader
    if role.startswith("member"):
        head = role.partition(" ")[2]
        if actor.kind != "state" or head == "air":
            row, name, _ = branch(actor, head if head == "air" else "", index)
            because = Because("actors.member", f"belongs to {actor.name}", None, (words.span(*at),))
            return Reading((name,), (row.id,), because=(because,))
        role = "backed"
    if role == "backed" and "backed" not in actor.branches:
        name, ident = f"{actor.name}-backed forces", ""
    else:
        row, name, extra = branch(actor, role, index)
        ident = "" if extra == "composed" else row.id
    because = Because(f"actors.{role}", f"{role} of {actor.name}", None, (words.span(*at),))
    return Reading((name,), (ident,), because=(because,))


def _head_before(words: Words, at: int, index: ActorIndex) -> int | None:
    """The word where a head noun starts that the adjective at `at` qualifies."""
    for start in range(at - 1, max(-1, at - 1 - _NEAR), -1):
        if words.cut[start + 1]:
            return None
        head = head_at(words, start, index)
        if head is not None and head[0] in _HEADS:
            return start
    return None


def _object(words: Words, at: int, found: Found, index: ActorIndex) -> tuple[Hit, Reading] | None:
    """The actor that "loyal to" at word `at` leads to: the next hit, written with "ل" or after a preposition."""
    for hit, reading in found:
        if hit.start <= at or not words.joined(at, hit.end):
            continue
        near = hit.start == at + 1 and ("ل" in hit.clitics or bool(hit.head))
        linked = at + 1 < len(words.keys) and (words.keys[at + 1] in index.links or words.keys[at + 1].startswith("ل"))
        far = linked and hit.start <= at + (_FAR if reading.person else 3)
        return (hit, reading) if near or far else None
    return None


def _carried(words: Words, phrase: tuple[int, int], found: Found, index: ActorIndex) -> bool:
    """Whether a force named in its own right carries the phrase as an epithet; loose words for anyone do not."""
    start, at = phrase
    for hit, reading in found:
        inside = hit.start <= start < hit.end or start < hit.start < at
        if not inside or hit.end > at:
            continue
        loose = all(form.anaphor and index.anaphors[form.id].loose for form in hit.forms)
        if not loose and (not reading.generic or reading.ids[0]):
            return True
    return False


def loyal_hits(words: Words, found: Found, place: Place, index: ActorIndex) -> Found:
    """The hits with "forces loyal to X" put in the place of X; X in a named force's epithet is marked as such."""
    out = list(found)
    starts = [hit.start for hit, _ in out]
    for at, marks in enumerate(words.marks):
        role = marks.role
        if role is None or not at:
            continue
        low, high = bisect_left(starts, at - _REACH), bisect_right(starts, at + _FAR)
        near = out[low:high]
        changed = _loyal(words, (role, at), near, place._replace(before=out[max(0, low - _REACH) : low]), index)
        if changed is not near:
            out[low:high] = changed
            starts[low:high] = [hit.start for hit, _ in changed]
    return out


def _narrower(
    words: Words, phrase: tuple[str, int, int], pair: tuple[Hit, Reading] | None, near: Found, index: ActorIndex
) -> bool:
    """Whether "X loyal to Y" is a row of its own within X ("فصائل المعارضة الموالية لتركيا")."""
    role, start, at = phrase
    reading = _relation(pair[1], role, words, (start, at + 1), index) if pair else None
    row = index.actors.get(reading.ids[0]) if reading else None
    named = {r.ids[0] for hit, r in near if hit.start <= start < hit.end or start < hit.start < at}
    return row is not None and any(parent.id in named for parent in row.parents)


def _loyal(words: Words, stated: tuple[str, int], near: Found, place: Place, index: ActorIndex) -> Found:
    """The hits around one word of loyalty, changed if it makes a new actor or marks an epithet."""
    role, at = stated
    named = next((hit.start for hit, _ in near if hit.end == at and words.joined(hit.start, at + 1)), None)
    start = named if named is not None else _head_before(words, at, index)
    if start is None or any(hit.start <= start and hit.end > at for hit, _ in near):
        return near  # no head noun, or the registry knows the whole phrase as a name
    pair = _object(words, at, near, index)
    if _carried(words, (start, at), near, index) and not _narrower(words, (role, start, at), pair, near, index):
        return [(h, _marked(r, "actors.epithet") if pair and h == pair[0] else r) for h, r in near]
    end = pair[0].end if pair else at + 2
    if pair is None and (end > len(words.keys) or words.keys[at + 1] not in index.pronouns):
        return near
    leader = pair[1] if pair else _leader(near, start, place, index)
    head = head_at(words, start, index)
    relation = "allies" if pair is None else f"member {head[0]}" if role == "member" and head else role
    reading = _relation(leader, relation, words, (start, end), index) if leader else None
    if reading is None:
        return near
    rest = [(h, r) for h, r in near if h.end <= start or h.start >= end]
    return sorted([*rest, (Hit(start, end, (), ()), reading)], key=lambda found: found[0].start)


def _marked(reading: Reading, rule: str) -> Reading:
    note = "says whose side or area it is, not who acts"
    return reading._replace(because=(*reading.because, Because(rule, note)))


def _leader(found: Found, before: int, place: Place, index: ActorIndex) -> Reading | None:
    """Whose allies: the last actor before in the sentence, one with known allies first; else one sentence up."""
    fit = [
        reading
        for hit, reading in [*place.before, *found]
        if hit.end <= before and not reading.generic and not reading.person and reading.ids[0] in index.actors
    ]
    known = [r for r in fit if branch(index.actors[r.ids[0]], "allies", index)[2] != "composed"]
    if fit:
        return (known or fit)[-1]
    earlier = [s for s in place.memory.before(place.span.start) if s.sentence >= place.sentence - 2]
    return Reading((), (earlier[-1].id,)) if earlier else None


def remember_pairs(words: Words, found: Found, memory: Memory) -> None:
    """Keeps in mind which forces the sentence named together ("الحوثيين وقوات صالح", "الجيش وحلفاؤه")."""
    rows = sorted(found, key=lambda pair: pair[0].start)
    for at, (hit, reading) in enumerate(rows):
        if reading.generic or reading.person or reading.anaphor:
            continue
        after = rows[at + 1] if at + 1 < len(rows) else None
        if after is not None and after[0].start == hit.end and words.keys[hit.end].startswith("و"):
            partner = after[1]
            if not (partner.generic or partner.person or words.cut[hit.end]):
                memory.join(reading.ids[0], (partner.names[0], partner.ids[0]))
                continue
        memory.join(reading.ids[0], None)


def allied_hits(words: Words, found: Found, place: Place, index: ActorIndex) -> Found:
    """The words "وحلفاؤه" and their like: the allies of the actor before them."""
    out: Found = []
    allied = [at for at, marks in enumerate(words.marks) if marks.allied]
    if not allied:
        return out
    taken = {i for hit, _ in found for i in range(hit.start, hit.end)}
    starts = [hit.start for hit, _ in found]
    for at in allied:
        if at in taken:
            continue
        end = bisect_left(starts, at)
        leader = _leader(found[max(0, end - _REACH) : end], at, place, index)
        reading = _relation(leader, "allies", words, (at, at + 1), index) if leader else None
        if reading is not None:
            out.append((Hit(at, at + 1, (), ()), reading))
    return out


def together(found: Found, index: ActorIndex) -> Found:
    """A leader named in one breath with an armed force ("الحوثيين وصالح") stands for his forces, where he has any."""
    out: Found = []
    for at, (hit, reading) in enumerate(found):
        beside = [found[at - 1]] if at and found[at - 1][0].end == hit.start and "و" in hit.clitics else []
        if not beside and at + 1 < len(found) and found[at + 1][0].start == hit.end:
            beside = [found[at + 1]] if "و" in found[at + 1][0].clitics else []
        actor = index.actors.get(reading.ids[0])
        force = actor.branches.get("force") if actor and reading.person else None
        if force and beside and not beside[0][1].person and not beside[0][1].generic:
            row = index.actors[force]
            because = Because("actors.together", f"{reading.names[0]} beside {beside[0][1].names[0]}: {row.name}")
            out.append((hit, Reading((row.name,), (row.id,), because=(because,))))
        else:
            out.append((hit, reading))
    return out


def merged(words: Words, found: Found, index: ActorIndex) -> Found:
    """One mention where two hits name one actor: "مسلحون من داعش", "التحالف بقيادة السعودية"."""
    out: Found = []
    for hit, reading in found:
        before = out[-1] if out else None
        if before is None or not words.joined(before[0].start, hit.end):
            out.append((hit, reading))
            continue
        gap = words.keys[before[0].end : hit.start]
        if (
            len(gap) == 1
            and gap[0] in index.part_of
            and (before[1].generic or before[1].anaphor)
            and not reading.generic
            and not reading.person
        ):
            because = Because("actors.member", f"{before[1].names[0]} of {reading.names[0]}")
            out[-1] = (hit._replace(start=before[0].start), reading._replace(because=(*reading.because, because)))
        elif 0 < len(gap) <= 3 and gap[-1] in index.led and _is_coalition(before[1], index):
            out[-1] = (before[0]._replace(end=hit.end), _led(before[1], reading, index))
        else:
            out.append((hit, reading))
    return out


def _is_coalition(reading: Reading, index: ActorIndex) -> bool:
    row = index.actors.get(reading.ids[0])
    return row is not None and row.kind == "coalition"


def _led(coalition: Reading, leader: Reading, index: ActorIndex) -> Reading:
    """A coalition narrowed by the leader that the text names."""
    actor = index.actors.get(leader.ids[0])
    row = index.actors.get(actor.branches.get("coalition", "")) if actor else None
    if row is None:
        return coalition
    because = Because("actors.led", f"led by {leader.names[0]}: {row.name}")
    return coalition._replace(names=(row.name,), ids=(row.id,), because=(*coalition.because, because))
