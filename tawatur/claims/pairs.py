"""Features of a trigger and a mention together: is this actor its agent, is this the place, is this the count?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from tawatur.claims.context import Context, Placed
from tawatur.claims.triggers import Trigger
from tawatur.languages import fold, variants
from tawatur.lexicon.function_words import function_words
from tawatur.model import ActorRef, Frozen, Mention, PlaceRef, Quantity, TimeRef, Unknown

_BREAKS = frozenset('،,؛;:.؟!()«»“”"-–—')


class Line(Frozen, frozen=True):
    """What all pairs of one sentence share: per token, how many breaks, subordinators and triggers stand before it;
    the tokens that speakers cover, and those that follow directly on an actor."""

    breaks: tuple[int, ...]
    subordinate: tuple[int, ...]
    triggers: tuple[int, ...]
    speaking: frozenset[int]
    after_actor: frozenset[int]


def line(context: Context, triggers: tuple[Trigger, ...]) -> Line:
    """The running counts of one sentence."""
    at = {trigger.token for trigger in triggers}
    breaks, subordinate, before = [0], [0], [0]
    for i, token in enumerate(context.tokens):
        breaks.append(breaks[-1] + (token.text in _BREAKS))
        subordinate.append(subordinate[-1] + _subordinator(token.key))
        before.append(before[-1] + (i in at))
    speaking = frozenset(i for p in context.of_kind("source") for i in range(p.first, p.last))
    after_actor = frozenset(p.last for p in context.of_kind("actor"))
    return Line(tuple(breaks), tuple(subordinate), tuple(before), speaking, after_actor)


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


def _bucket(distance: int) -> str:
    for limit in (0, 1, 2, 3, 5, 8, 12, 20):
        if distance <= limit:
            return str(limit)
    return "+"


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


def _rule_role(scene: Scene, trigger: Trigger, placed: Placed, rivals: int, rank: int) -> str:
    """The role that the frame of the trigger gives an argument in this position; `-` where it says nothing.

    A finite verb takes the first bare noun after it as subject and the next as object, or the nearest bare noun
    before it as subject; a verbal noun takes the noun that follows it as its genitive; a preposition names its own.
    """
    context, token = scene.context, trigger.token
    hits = [hit for hit in context.hits[token] if hit.frame.type == trigger.type]
    if not hits:
        return "-"
    roles, kind = hits[0].frame.roles, hits[0].kind
    after, introduced = placed.first > token, _introduced(context, placed)
    if after and introduced and introduced != "و":
        return _preposition(roles, introduced)
    argument = ""
    if rivals <= 1 and kind in {"past", "present"}:
        first = rank == 0 and not (after and token in scene.shared.after_actor)
        argument = "subject" if first else "object" if after else ""
    elif rivals <= 1 and after and rank == 0:
        argument = "genitive"
    return str(roles.get(argument, "-"))


_GLUED_ROLES = {"ب": "ب", "ل": "ل", "لال": "ل"}


def _preposition(roles: dict[str, str], introduced: str) -> str:
    for name, role in roles.items():
        if fold(name) == introduced or _GLUED_ROLES.get(introduced) == name:
            return str(role)
    return "-"


def pair_features(scene: Scene, trigger: Trigger, placed: Placed, rank: int) -> list[str]:
    """The features of one pair; `rank` counts the mentions of the kind that stand between the two."""
    context, shared = scene.context, scene.shared
    token, event = trigger.token, trigger.type
    after = placed.first > token
    low, high = (token + 1, placed.first) if after else (placed.last, token)
    side = "+" if after else "-"
    if placed.first <= token < placed.last:
        side, low, high = "0", token, token
    distance = max(0, high - low)
    breaks = shared.breaks[high] - shared.breaks[low] if high > low else 0
    nested = shared.subordinate[high] - shared.subordinate[low] if high > low else 0
    rivals = shared.triggers[high] - shared.triggers[low] if high > low else 0
    introduced = _introduced(context, placed)
    kinds = sorted({str(hit.kind) for hit in context.hits[token] if hit.frame.type == event}) or ["-"]
    frames = sorted({hit.frame.id for hit in context.hits[token] if hit.frame.type == event})[:2]
    before = context.stems[placed.first - 1] if placed.first else "#"
    place = f"{side}{min(rank, 3)}"
    out = [
        f"e={event}|{side}", f"d={side}{_bucket(distance)}", f"r={place}", f"er={event}|{place}",
        f"i={introduced}|{side}",
        f"ei={event}|{introduced}|{side}", f"br={side}{min(breaks, 3)}", f"su={side}{min(nested, 2)}",
        f"ri={side}{min(rivals, 3)}", f"x={side}{min(rivals, 2)}{min(nested, 2)}{min(breaks, 2)}",
        f"eir={event}|{introduced}|{place}", f"w={before}|{side}", f"ew={event}|{before}",
        f"m={context.stems[token]}|{side}{introduced}", f"mr={context.stems[token]}|{place}",
        f"first={placed.first <= 1}", f"in={token + 1 == placed.first}",
    ]  # fmt: skip
    rule = _rule_role(scene, trigger, placed, rivals, rank)
    was = remembered(scene.history, placed.mention)
    out += [
        f"rule={rule}",
        f"rulek={rule}|{kinds[0]}|{side}",
        f"rulee={rule}|{event}",
        f"ruler={rule}|{min(rivals, 2)}",
    ]
    out += [f"was={was}", f"wass={was}|{side}", f"wase={was}|{event}", f"wask={was}|{kinds[0]}|{side}{min(rivals, 2)}"]
    out += _circumstances(scene, placed, side)
    for form in kinds:
        out += [
            f"k={form}|{place}",
            f"ek={event}|{form}|{side}|{introduced}",
            f"kx={form}|{side}{min(rivals, 2)}{min(breaks, 2)}",
        ]
    for frame in frames:
        out += [f"f={frame}|{side}|{introduced}"] + [f"fk={frame}|{form}|{place}" for form in kinds]
    for attribute in _attributes(placed):
        out += [attribute, f"e{attribute}|{event}", f"e{attribute}|{event}|{side}", f"{attribute}|{introduced}"]
    if context.sentence.headline:
        out.append(f"h={side}{min(rank, 2)}")
    out.append(f"after={context.stems[placed.last] if placed.last < len(context.stems) else '#'}")
    return out


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


def _circumstances(scene: Scene, placed: Placed, side: str) -> list[str]:
    """Whether the mention speaks, only qualifies another, or stands beside one that does."""
    context, out = scene.context, []
    if placed.mention.kind == "actor" and (hand := between(context, placed)):
        out += [f"bt={hand}", f"bt={hand}|{side}"]
    if any(i in scene.shared.speaking for i in range(placed.first, placed.last)):
        out += ["source", f"source|{side}"]
    if placed.mention.because and placed.mention.because[0].rule.endswith("epithet"):
        out.append("epithet")
    if placed.last < len(context.tokens) and context.tokens[placed.last].key in function_words().complementizers:
        out.append("then=that")
    return out


_ORDER = ("nearest", "second", "third", "a later")


def explain(features: Sequence[str]) -> str:
    """The circumstances that a pair's features record, as a phrase for its reason."""
    read: dict[str, str] = {}
    for feature in features:
        name, _, value = feature.partition("=")
        if name in {"r", "i", "rule", "was"} and name not in read:  # the first of each name is the plain one
            read[name] = value.partition("|")[0]
    place, word, rule, was = (read.get(name, "") for name in ("r", "i", "rule", "was"))
    parts = []
    if place:
        side = {"+": "after", "-": "before", "0": "around"}[place[0]]
        parts.append(f"the {_ORDER[int(place[1])]} of its kind {side} the trigger")
    if word:
        parts.append(f"introduced by «{word}»")
    if rule not in ("", "-"):
        parts.append(f"where the frame of the act has its {rule}")
    if was not in ("", "-"):
        parts.append(f"it was the {was.lstrip('~')} of the act before")
    return ", ".join(parts)


REACH = 35
"""Tokens between a trigger and a mention beyond which the two are not considered together."""


def near(context: Context, trigger: Trigger, kind: str) -> tuple[Placed, ...]:
    """The mentions of `kind` within reach of a trigger, in order."""
    token = trigger.token
    return tuple(p for p in context.of_kind(kind) if p.last >= token - REACH and p.first <= token + REACH)


def ranks(trigger: Trigger, mentions: Sequence[Placed]) -> tuple[int, ...]:
    """For each of the mentions, in order, how many of the others stand between it and the trigger."""
    before = sum(1 for one in mentions if one.first <= trigger.token)
    return tuple(before - 1 - i if i < before else i - before for i in range(len(mentions)))
