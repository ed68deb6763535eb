"""Canonical English names of actors, sources, sides and places as readers of Arabic know them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from math import hypot

from tawatur import gazetteer
from tawatur.lexicon.actors import actor_index
from tawatur.lexicon.attribution import attribution, read_nouns
from tawatur.lexicon.files import SHIPPED, read_yaml, sources
from tawatur.lexicon.outlets import find_outlet, registry
from tawatur.model import PlaceRef

_NEAR_DEGREES = 0.5
_BODY = re.compile(r"(?P<who>.+) \((?P<body>[^()]+(?:\([^()]*\))?)\)")
_THINGS = ("anonymous", "report", "statement", "press", "channel")
"""Kinds of nouns of speakers that are no people: their plural takes a feminine adjective."""


@lru_cache(maxsize=1)
def arabic_names() -> dict[str, str]:
    """The neutral Arabic name by canonical English name, for every actor and outlet that a registry knows.

    Generic actors ("residents") are left out: their forms are those the matcher looks for, not names.
    """
    outlets = {outlet.name: outlet.ar[0] for outlet in registry().by_id.values() if outlet.ar}
    known = (actor for actor in actor_index().actors.values() if actor.kind != "generic" and actor.ar.neutral)
    return outlets | {actor.name: actor.ar.neutral[0] for actor in known}


@lru_cache(maxsize=20_000)
def arabic_name(name: str) -> str:
    """The Arabic name of an actor, outlet, side or described source, of "name (body)" too; empty if no data has one."""
    known = _labels().get(name) or arabic_names().get(name) or _described(name)
    if known or not name:
        return known
    outlet = find_outlet(name)
    if outlet is not None and outlet.ar:
        return outlet.ar[0]
    both = _BODY.fullmatch(name)
    if both is None:
        return ""
    who, body = arabic_name(both["who"]), arabic_name(both["body"])
    return f"{who or both['who']} ({body or both['body']})" if who or body else ""


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    """Names that are labels of the page: generic actors, and sides that no actor is named like."""
    messages = SHIPPED / "messages"
    return {**read_yaml(messages / "reasons.yaml")["sides"], **read_yaml(messages / "page.ar.yaml")["name"]}


@lru_cache(maxsize=20_000)
def arabic_place(place: PlaceRef) -> str:
    """The usual Arabic name of a located place, empty if the gazetteer has no place of this name near the point."""
    if place.lat is None or place.lon is None:
        return ""
    found = []
    for match in gazetteer.lookup(place.name):
        one = match.place
        away = hypot(one.lat - place.lat, one.lon - place.lon)
        if one.names_ar and away <= _NEAR_DEGREES and place.name in (one.name, *one.names_en):
            found.append((one.name != place.name, one.kind != place.kind, away, one.id, one.names_ar[0]))
    return min(found)[-1] if found else ""


@lru_cache(maxsize=20_000)
def named_place(name: str) -> str:
    """The usual Arabic name of the largest place with this English name, or of a side of it; empty if none has it."""
    side, _, rest = name.partition(" ")
    if side in _SIDES and rest:
        whole = named_place(rest)
        return f"{_SIDES[side]} {whole}" if whole else ""
    found = [match.place for match in gazetteer.lookup(name) if match.place.name == name and match.place.names_ar]
    return min(found, key=lambda one: (-one.population, one.id)).names_ar[0] if found else ""


_SIDES = {"western": "غرب", "eastern": "شرق", "northern": "شمال", "southern": "جنوب", "central": "وسط"}


def place_names(places: Iterable[PlaceRef]) -> dict[str, str]:
    """The Arabic name by the English one: that of the gazetteer, else the words that most claims have for it."""
    texts: dict[str, Counter[str]] = defaultdict(Counter)
    found: dict[str, str] = {}
    for place in places:
        texts[place.name][place.text] += 1
        found[place.name] = found.get(place.name) or arabic_place(place)
    for name, words in texts.items():
        found[name] = found[name] or named_place(name) or min(words, key=lambda text: (-words[text], len(text), text))
    return {name: arabic for name, arabic in found.items() if arabic and arabic != name}


def _described(name: str) -> str:
    """A source that is called by a noun with adjectives ("Yemeni military official"), or that speaks for a body."""
    if name.endswith(" correspondent"):
        of = name.removesuffix(" correspondent")
        return f"مراسل {arabic_name(of) or of}"
    head, _, body = name.partition(" of ")
    if body and head in _nouns():
        return f"{_nouns()[head][0]} {arabic_name(body) or body}"
    return _phrase(name.split(" "))


def _phrase(words: list[str]) -> str:
    """Adjectives before a noun, all of them known; in Arabic they follow it, the last first."""
    for at in range(len(words)):
        noun = " ".join(words[at:])
        if noun in _nouns():
            arabic, ending = _nouns()[noun]
            joined = [_adjective(word, ending) for word in reversed(words[:at])]
            return " ".join([arabic, *joined]).replace(" و ", " و") if all(joined) else ""
    return ""


def _adjective(word: str, ending: str) -> str:
    if word == "and":
        return "و"
    base = _adjectives().get(word, "")
    return base + ending if base else ""


@lru_cache(maxsize=1)
def _nouns() -> dict[str, tuple[str, str]]:
    """Arabic noun and the ending that an adjective takes after it, by the English noun."""
    found: dict[str, tuple[str, str]] = {}
    for noun in read_nouns():
        single = noun.forms[0]
        several = next((f for f in noun.forms[1:] if f not in (f"{single}ة", f"{single}ان")), single)
        found.setdefault(noun.en[0], (single, "ة" if single.endswith("ة") else ""))
        found.setdefault(noun.en[1], (several, "ة" if noun.kind in _THINGS else "ون"))
    for arabic, english in attribution().titles.items():
        found.setdefault(english, (arabic, ""))
    return found


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    """The first Arabic adjective of every English one."""
    found: dict[str, str] = {}
    for path in sources("attribution/adjectives.yaml"):
        content = read_yaml(path)
        for arabic, english in content.get("descriptive", {}).items():
            found.setdefault(str(english), str(arabic))
        for arabic, nation in content.get("nationality", {}).items():
            found.setdefault(str(nation["en"]), str(arabic))
    return found
