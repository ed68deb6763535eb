"""The subject of a verb of saying, behind or before it, and the outlets to which or through which it was said."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.mentions.source_cues import Cue
from tawatur.mentions.source_outlets import outlet_at
from tawatur.mentions.source_persons import unknown_name
from tawatur.mentions.source_phrases import correspondent_at, noun_at, read
from tawatur.mentions.source_reader import Reader, Source
from tawatur.mentions.source_words import QUOTES_ANY

_LEFT = 26


class Place(NamedTuple):
    """A cue and the room around it: the next cue begins at `limit`, the one before ended at `floor`; `behind` says
    that it stands in a phrase such as "وفق ما أعلن", `also` that the phrase is "كما", which may mean "also"."""

    cue: Cue
    limit: int
    floor: int
    behind: bool
    also: bool = False

    @property
    def end(self) -> int:
        """Where the subject must have ended."""
        return self.cue.that if self.cue.that >= 0 else self.limit


def subject(reader: Reader, place: Place) -> tuple[Source | None, bool]:
    """The subject of the verb, and whether it stands before the verb."""
    cue = place.cue
    if cue.shape == "participle":
        return None, False
    free = cue.shape == "finite" and not cue.joined and not reader.lexicon.verbs[cue.verb].subject
    was = any(k in ("كان", "كانت", "وكان", "وكانت") for k in reader.words.keys[max(place.floor, cue.at - 12) : cue.at])
    if free and (was or reader.lexicon.verbs[cue.verb].object):  # "وكان الجيش قال", "إن القائد أبلغ اللجنة بأن"
        first = _before(reader, cue, place.floor)
        if first is not None:
            return first, True
    after = _after(reader, cue, place.end)
    if after is None and free:
        first = _before(reader, cue, place.floor)
        return first, first is not None
    return after, False


def _after(reader: Reader, cue: Cue, end: int) -> Source | None:
    """The subject behind the verb; adjuncts in between are passed over ("قال في بيان أمس المتحدث ...")."""
    keys = reader.words.keys
    at = reader.skip(cue.to, end)
    for _ in range(4):
        if at >= end or keys[at] in reader.scope["that"] or keys[at] in ":،.":
            return None
        adjunct = reader.opens_occasion(at, end) or keys[at] in reader.scope["told"]
        told = keys[at] == "ل" or (keys[at][:1] == "ل" and outlet_at(reader, at, end, True) is not None)
        if keys[at] == "ل" and at + 1 < end and keys[at + 1] in QUOTES_ANY:  # told to a paper that no list knows
            close = next((a for a in range(at + 2, min(end, at + 6)) if keys[a] in QUOTES_ANY), -1)
            if close > 0:
                at = reader.skip(close, end)
                continue
        if not adjunct and not told:
            break
        at = _past_adjunct(reader, at, end, told)
    if at < end and keys[at] in reader.scope["own_people"]:
        return Source(at, at + 1, "correspondent", "", True, "", "", ("مراسل",), (), "own")
    correspondent = correspondent_at(reader, at, end)
    if correspondent is not None:
        return correspondent
    if at >= end or reader.adjunct(at) or (reader.is_event(at) and outlet_at(reader, at, end) is None):
        return None
    source = read(reader, at, max(end, at + 1))
    if source is None and cue.that >= 0:
        source = unknown_name(reader, at, end)
        near = 3 if reader.lexicon.verbs[cue.verb].strict else 12
        if source and (cue.that - source.end > near or keys[source.end - 1].endswith("ا")):
            return None
    return source if source and source.start <= at + 2 else None


def _past_adjunct(reader: Reader, at: int, end: int, told: bool) -> int:
    if told:
        start = at + 1 if reader.words.keys[at] == "ل" else at
        outlet = outlet_at(reader, start, end, True)
        return reader.skip(outlet.end if outlet else at + 1, end)
    if reader.words.keys[at] in reader.scope["told"]:
        return reader.skip(at + 1, end)
    at += 2
    while at < end and (
        reader.words.keys[at] in reader.lexicon.adjectives or reader.words.keys[at] in reader.scope["times"]
    ):
        at += 1
    return reader.skip(at, end)


def _before(reader: Reader, cue: Cue, floor: int) -> Source | None:
    """The subject before the verb ("لكن منتقدين يقولون", "وكان الجيش أعلن", "عبد الرحمن الذي قال")."""
    keys = reader.words.keys
    stop = cue.at
    while stop > floor and keys[stop - 1] in ("قد", "كان", "كانت", "لا", "لم", "ايضا", "بدوره", "»", '"', "”", ")"):
        stop -= 1
    if stop > floor and keys[stop - 1] in reader.scope["relative"]:
        stop -= 1
    if stop > floor and keys[stop - 1] == "،":  # "وكانت القيادة، وهي ...، أعلنت"
        comma = next((a for a in range(stop - 2, max(floor, stop - 14), -1) if keys[a] == "،"), -1)
        stop = comma if comma > floor else stop
    start = stop
    while (
        start > max(floor, stop - _LEFT)
        and keys[start - 1] not in reader.scope["edges"]
        and keys[start - 1] not in "،.:؛"
        and keys[start - 1] not in reader.scope["that"]
    ):
        start -= 1
    for at in range(start, stop):
        if reader.adjunct(at):
            continue
        source = read(reader, at, stop)
        if source and source.end >= stop - 1 and source.rule != "body":
            return source
        if source and at == start and source.end >= stop - 1:
            return source
    surname = keys[start].startswith("ال") or keys[start] in reader.lexicon.given
    if 0 < stop - start <= 2 and start > 0 and surname and not reader.lexicon.verbs[cue.verb].subject:
        name = unknown_name(reader, start, stop)
        if name and name.end == stop:
            return name
    for at in range(cue.at - 1, max(floor, cue.at - 14), -1):
        noun = noun_at(reader, at, cue.at)
        if noun and noun.rule == "report" and keys[cue.at][:1] in "يت":
            return noun
    return None


def through(reader: Reader, start: int, end: int) -> tuple[Source, ...]:
    """Outlets and agencies to or through which it was said: "لوكالة ...", "في بيان تلقته ...", "بحسب وكالة ..."."""
    keys = reader.words.keys
    found: list[Source] = []
    for at in range(start, end):
        key = keys[at]
        passed = key in reader.scope["passed_on"]
        told = key == "ل" or (key[:1] == "ل" and len(key) > 2) or key in ("الي", "مع", "حسب", "بحسب", "وفق", "عبر")
        if not (passed or told):
            continue
        first = at + 1 if passed or key in ("ل", "الي", "مع", "حسب", "بحسب", "وفق", "عبر") else at
        while first < end and keys[first] in "-–—":
            first += 1
        outlet = outlet_at(reader, first, end, told=key[:1] == "ل")
        if outlet and outlet.start <= first + 1:
            found.append(outlet if _foreign(reader, outlet, first) else outlet._replace(rule="told"))
        elif key == "لوسايل":
            found.append(Source(at, at + 2, "media", "", True, "", "", ("وسايل",), (), "press"))
    return tuple(found[:1])


def _foreign(reader: Reader, outlet: Source, first: int) -> bool:
    """Whether the outlet is another than the report's own, as far as the words tell: agencies of the whole world, those
    named with their kind. A bare name ("لـ«الحياة»", "لنورث برس") is how an outlet calls itself."""
    known = reader.registry.by_id.get(outlet.outlet)
    if known is None or (known.kind == "agency" and known.side == "independent"):
        return True
    return reader.words.keys[first].lstrip("ل").removeprefix("ال") in reader.scope["outlet_words"]
