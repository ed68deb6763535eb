"""Features of a trigger and a mention together: is this actor its agent, is this the place, is this the count?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from tawatur.claims.context import Context, Placed
from tawatur.claims.maxent import Case, Part
from tawatur.claims.triggers import Trigger
from tawatur.languages import fold, variants
from tawatur.lexicon.function_words import function_words
from tawatur.model import ActorRef, Frozen, Mention, PlaceRef, Quantity, TimeRef, Unknown

_BREAKS = frozenset('،,؛;:.؟!()«»“”"-–—')


class Head(Frozen, frozen=True):
    """What all pairs of one trigger share: the kinds of form that its word may be, the frames of its act (two at most),
    the roles of the first one and the kind of form by which it was found (both empty where no act is listed)."""

    kinds: tuple[str, ...]
    frames: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    form: str


class Beside(Frozen, frozen=True):
    """What all pairs of one mention share: the token behind it, its attributes, the word that introduces it, the stems
    before and after it, and how it stands to speakers and to "between"."""

    last: int
    attributes: tuple[str, ...]
    introduced: str
    before: str
    after: str
    hand: int
    circumstances: tuple[str, ...]


class Line(Frozen, frozen=True):
    """What all pairs of one sentence share: per token, how many breaks, subordinators and triggers stand before it;
    the tokens that follow directly on an actor; its triggers by token and type, its mentions by id."""

    breaks: tuple[int, ...]
    subordinate: tuple[int, ...]
    triggers: tuple[int, ...]
    after_actor: frozenset[int]
    heads: dict[tuple[int, str], Head]
    beside: dict[str, Beside]


def line(context: Context, triggers: tuple[Trigger, ...]) -> Line:
    """The running counts of one sentence, and what its pairs share."""
    tokens, at = context.tokens, [0] * len(context.tokens)
    for trigger in triggers:
        at[trigger.token] = 1
    breaks = accumulate([token.text in _BREAKS for token in tokens], initial=0)
    subordinate = accumulate([_subordinator(token.key) for token in tokens], initial=0)
    speaking = frozenset(i for p in context.of_kind("source") for i in range(p.first, p.last))
    return Line(
        tuple(breaks),
        tuple(subordinate),
        tuple(accumulate(at, initial=0)),
        frozenset(p.last for p in context.of_kind("actor")),
        {(trigger.token, trigger.type): _head(context, trigger) for trigger in triggers},
        {
            placed.mention.id: _beside(context, placed, speaking)
            for placed in context.placed
            if placed.mention.kind != "source"
        },
    )


def _head(context: Context, trigger: Trigger) -> Head:
    hits = [hit for hit in context.hits[trigger.token] if hit.frame.type == trigger.type]
    if not hits:
        return Head(("-",), (), (), "")
    kinds, frames = sorted({str(hit.kind) for hit in hits}), sorted({hit.frame.id for hit in hits})[:2]
    return Head(tuple(kinds), tuple(frames), tuple(hits[0].frame.roles.items()), hits[0].kind)


def _beside(context: Context, placed: Placed, speaking: frozenset[int]) -> Beside:
    first, last = placed.first, placed.last
    return Beside(
        last,
        tuple(_attributes(placed)),
        _introduced(context, placed),
        context.stems[first - 1] if first else "#",
        context.stems[last] if last < len(context.stems) else "#",
        between(context, placed) if placed.mention.kind == "actor" else 0,
        tuple(_circumstances(context, placed, not speaking.isdisjoint(range(first, last)))),
    )


@lru_cache(maxsize=50_000)
def _subordinator(key: str) -> bool:
    return any(
        word.stem in function_words().subordinators for word in variants(key) if set(word.proclitics) <= {"و", "ف"}
    )


@lru_cache(maxsize=50_000)
def _glued(key: str) -> str:
    """A conjunction or preposition written onto the word, by the readings of its first letters."""
    for letter in "وف":
        if key.startswith(letter) and len(key) > 3:
            return "و"
    if key.startswith("لل") or key.startswith("لال"):
        return "ل"
    if key.startswith(("بال", "كال")):
        return key[0]
    return key[0] if key[:1] in {"ب", "ل"} else ""


_LIMITS = (0, 1, 2, 3, 5, 8, 12, 20)
_BUCKETS = tuple(str(next(limit for limit in _LIMITS if distance <= limit)) for distance in range(_LIMITS[-1] + 1))


def _bucket(distance: int) -> str:
    return _BUCKETS[max(0, distance)] if distance < len(_BUCKETS) else "+"


def _introduced(context: Context, placed: Placed) -> str:
    """The preposition or conjunction before a mention, glued to it or as the word before."""
    first = placed.first
    glued = _glued(context.tokens[first].key)
    if first and context.tokens[first - 1].key in function_words().prepositions:
        return context.tokens[first - 1].key
    return glued


def _attributes(placed: Placed) -> list[str]:
    value = placed.mention.value
    if isinstance(value, ActorRef):
        flags = [name for name in ("person", "anaphor", "generic") if getattr(value, name)]
        name = value.names[0] if value.generic and value.names else "named"
        return [f"v={'+'.join(flags) or 'force'}", f"n={name}"]
    if isinstance(value, PlaceRef):
        return [f"v={value.kind}", f"part={value.part or value.direction or '-'}"]
    if isinstance(value, Quantity):
        return [f"v={value.unit}", f"share={value.share is not None}", f"one={value.low == 1 and value.high == 1}"]
    if isinstance(value, TimeRef):
        return [f"v={value.form}", f"v={value.precision}"]
    return ["v=unknown"] if isinstance(value, Unknown) else []


class History(Frozen, frozen=True):
    """What the trigger before gave: role by mention id in the same sentence, role by name in the report so far."""

    mentions: Mapping[str, str]
    names: Mapping[str, str]


class Scene(Frozen, frozen=True):
    """A sentence in its report: all sentences, this one, the counts that its pairs share, what came before."""

    contexts: tuple[Context, ...]
    context: Context
    shared: Line
    history: History


def names_of(mention: Mention) -> tuple[str, ...]:
    """The canonical names under which a mention is remembered."""
    value = mention.value
    if isinstance(value, ActorRef):
        return value.names
    return (value.name,) if isinstance(value, PlaceRef) else ()


def remembered(history: History, mention: Mention) -> str:
    """The role that the mention, or another of the same name, had for the trigger before."""
    if mention.id in history.mentions:
        return history.mentions[mention.id]
    return next((f"~{history.names[name]}" for name in names_of(mention) if name in history.names), "-")


@lru_cache(maxsize=20_000)
def _rule_role(roles: tuple[tuple[str, str], ...], form: str, introduced: str, after: bool, position: str) -> str:
    """The role that the frame of the trigger gives an argument in this position; `-` where it says nothing.

    A finite verb takes the first bare noun after it as subject and the next as object, or the nearest bare noun
    before it as subject; a verbal noun takes the noun that follows it as its genitive; a preposition names its own.
    `position`: `first`, `behind` (the first, but behind an actor), `later`, or `far` beyond another trigger.
    """
    if not form:
        return "-"
    if after and introduced and introduced != "و":
        return _preposition(roles, introduced)
    argument = ""
    if position != "far" and form in {"past", "present"}:
        argument = "subject" if position == "first" else "object" if after else ""
    elif position in {"first", "behind"} and after:
        argument = "genitive"
    return dict(roles).get(argument, "-")


_GLUED_ROLES = {"ب": "ب", "ل": "ل", "لال": "ل"}


def _preposition(roles: tuple[tuple[str, str], ...], introduced: str) -> str:
    for name, role in roles:
        if fold(name) == introduced or _GLUED_ROLES.get(introduced) == name:
            return role
    return "-"


def pair_case(scene: Scene, trigger: Trigger, placed: Placed, rank: int) -> Case:
    """The features of one pair; `rank` counts the mentions of the kind that stand between the two."""
    context, shared = scene.context, scene.shared
    token, event, first = trigger.token, trigger.type, placed.first
    head, beside = shared.heads[token, event], shared.beside[placed.mention.id]
    after = first > token
    low, high = (token + 1, first) if after else (placed.last, token)
    side = "+" if after else "-"
    if not after and token < placed.last:
        side, low, high = "0", token, token
    breaks = nested = rivals = 0
    if high > low:
        breaks = min(shared.breaks[high] - shared.breaks[low], 3)
        nested = min(shared.subordinate[high] - shared.subordinate[low], 2)
        rivals = min(shared.triggers[high] - shared.triggers[low], 3)
    close, near, introduced = min(rank, 3), min(rivals, 2), beside.introduced
    position = (
        "far" if rivals > 1 else "later" if rank else "behind" if after and token in shared.after_actor else "first"
    )
    rule = _rule_role(head.roles, head.form, introduced, after, position)
    stem, kind, was = context.stems[token], head.kinds[0], remembered(scene.history, placed.mention)
    parts: list[Part] = [
        (_of_order, event, side, close, introduced),
        (_of_distance, side, _bucket(high - low), breaks, nested, rivals, (first <= 1, token + 1 == first)),
        (_of_rule, rule, kind, side, event, near),
        (_of_history, was, kind, side, event, near),
        (_of_form, head.kinds, event, side, introduced),
        (_of_form_order, head.kinds, side, close, near, min(breaks, 2)),
        (_of_frames, head.frames, side, introduced),
        (_of_frame_forms, head.frames, head.kinds, side, close),
        (_of_attributes, beside.attributes, event, side, introduced),
    ]
    if beside.hand:
        parts.append((_of_hand, beside.hand, side))
    if beside.circumstances:
        parts.append((_of_circumstances, beside.circumstances, side))
    if context.sentence.headline:
        parts.append((_of_headline, side, min(rank, 2)))
    rare = [
        f"w={beside.before}|{side}", f"ew={event}|{beside.before}", f"m={stem}|{side}{introduced}",
        f"mr={stem}|{side}{close}", f"after={beside.after}",
    ]  # fmt: skip
    return Case(parts, rare)


def _of_order(event: str, side: str, close: int, introduced: str) -> list[str]:
    place = f"{side}{close}"
    return [
        f"e={event}|{side}", f"r={place}", f"er={event}|{place}", f"i={introduced}|{side}",
        f"ei={event}|{introduced}|{side}", f"eir={event}|{introduced}|{place}",
    ]  # fmt: skip


def _of_distance(side: str, bucket: str, breaks: int, nested: int, rivals: int, start: tuple[bool, bool]) -> list[str]:
    """`start`: whether the mention opens the sentence, and whether it follows directly on the trigger."""
    return [
        f"d={side}{bucket}", f"br={side}{breaks}", f"su={side}{nested}", f"ri={side}{rivals}",
        f"x={side}{min(rivals, 2)}{nested}{min(breaks, 2)}", f"first={start[0]}", f"in={start[1]}",
    ]  # fmt: skip


def _of_rule(rule: str, kind: str, side: str, event: str, near: int) -> list[str]:
    return [f"rule={rule}", f"rulek={rule}|{kind}|{side}", f"rulee={rule}|{event}", f"ruler={rule}|{near}"]


def _of_history(was: str, kind: str, side: str, event: str, near: int) -> list[str]:
    return [f"was={was}", f"wass={was}|{side}", f"wase={was}|{event}", f"wask={was}|{kind}|{side}{near}"]


def _of_form(kinds: Sequence[str], event: str, side: str, introduced: str) -> list[str]:
    return [f"ek={event}|{form}|{side}|{introduced}" for form in kinds]


def _of_form_order(kinds: Sequence[str], side: str, close: int, near: int, breaks: int) -> list[str]:
    return [f for form in kinds for f in (f"k={form}|{side}{close}", f"kx={form}|{side}{near}{breaks}")]


def _of_frames(frames: Sequence[str], side: str, introduced: str) -> list[str]:
    return [f"f={frame}|{side}|{introduced}" for frame in frames]


def _of_frame_forms(frames: Sequence[str], kinds: Sequence[str], side: str, close: int) -> list[str]:
    return [f"fk={frame}|{form}|{side}{close}" for frame in frames for form in kinds]


def _of_attributes(attributes: Sequence[str], event: str, side: str, introduced: str) -> list[str]:
    out = []
    for one in attributes:
        out += [one, f"e{one}|{event}", f"e{one}|{event}|{side}", f"{one}|{introduced}"]
    return out


def _of_hand(hand: int, side: str) -> list[str]:
    return [f"bt={hand}", f"bt={hand}|{side}"]


def _of_circumstances(circumstances: Sequence[str], side: str) -> list[str]:
    return [*circumstances, *(f"source|{side}" for one in circumstances if one == "source")]


def _of_headline(side: str, rank: int) -> list[str]:
    return [f"h={side}{rank}"]


def between(context: Context, placed: Placed) -> int:
    """Which side a mention is on after "between": 1 the first, 2 the one joined to it, 3 after "on the one hand"; 0 if
    no "between" governs it."""
    for i in range(placed.first - 1, max(-1, placed.first - 12), -1):
        key = context.tokens[i].key
        if key in _BETWEEN:
            joined = context.tokens[placed.first].key.startswith("و") or any(
                context.tokens[j].text in {"،", ","} for j in range(i + 1, placed.first)
            )
            hands = any(context.tokens[j].key == "جهه" for j in range(i + 1, placed.first))
            return 3 if hands else 2 if joined and placed.first > i + 1 else 1
    return 0


_BETWEEN = frozenset({"بين", "وبين"})


def _circumstances(context: Context, placed: Placed, speaking: bool) -> list[str]:
    """Whether the mention speaks, only qualifies another, or stands beside one that does."""
    out = ["source"] if speaking else []
    if placed.mention.because and placed.mention.because[0].rule.endswith("epithet"):
        out.append("epithet")
    if placed.last < len(context.tokens) and context.tokens[placed.last].key in function_words().complementizers:
        out.append("then=that")
    return out


_ORDER = ("nearest", "second", "third", "a later")
_SIDES = {"+": "after", "-": "before", "0": "around"}


def explain(case: Case) -> str:
    """The circumstances that a pair's features record, as a phrase for its reason."""
    given = {part[0]: part for part in case.parts}
    _, _, side, close, word = given[_of_order]
    rule, was = given[_of_rule][1], given[_of_history][1]
    out = [f"the {_ORDER[close]} of its kind {_SIDES[side]} the trigger"]
    if word:
        out.append(f"introduced by «{word}»")
    if rule != "-":
        out.append(f"where the frame of the act has its {rule}")
    if was != "-":
        out.append(f"it was the {was.lstrip('~')} of the act before")
    return ", ".join(out)


REACH = 35
"""Tokens between a trigger and a mention beyond which the two are not considered together."""


def near(context: Context, trigger: Trigger, kind: str) -> tuple[Placed, ...]:
    """The mentions of `kind` within reach of a trigger, in order."""
    low, high = trigger.token - REACH, trigger.token + REACH
    return tuple([placed for placed in context.of_kind(kind) if placed.last >= low and placed.first <= high])


def ranks(trigger: Trigger, mentions: Sequence[Placed]) -> tuple[int, ...]:
    """For each of the mentions, in order, how many of the others stand between it and the trigger."""
    before = len([one for one in mentions if one.first <= trigger.token])
    return (*range(before - 1, -1, -1), *range(len(mentions) - before))
