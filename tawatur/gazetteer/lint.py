"""Checks of place files beyond their schema: spelling form, alphabet, doubles, provenance."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from tawatur.gazetteer.build import distance_km
from tawatur.gazetteer.keys import phrase_key
from tawatur.gazetteer.place import Place
from tawatur.gazetteer.supplement import read_places
from tawatur.lexicon import read_yaml, sources

_FOREIGN = re.compile("[\u06a9\u06cc\u06c1\u06d5\u0640\u064b-\u0652\u200b-\u200f\u202a-\u202e]")
_DOUBLE_KM = 10.0
_UNCHECKED = "unchecked"


def lint(files: tuple[Path, ...] | None = None) -> tuple[str, ...]:
    """Every problem of the place files (shipped and the user's, or those given), each with file and place.

    Raises `DataError` where a row does not meet the schema at all.
    """
    problems: list[str] = []
    everything: list[tuple[str, Place]] = []
    for path in files or sources("places", "*.csv"):
        for place in read_places(path):
            everything.append((path.name, place))
            problems += [f"{path.name}: {place.name}: {problem}" for problem in _problems(place)]
    return tuple(problems + _doubles(everything))


def lint_words(files: tuple[Path, ...] | None = None) -> tuple[str, ...]:
    """Every problem of the word lists around place names: no `source`, a form not in NFC, a form listed twice."""
    problems: list[str] = []
    for path in files or sources("place_words.yaml"):
        data = read_yaml(path)
        for name, entry in data.items():
            if name in ("source", "kinds", "admin1"):
                continue
            if not isinstance(entry, dict) or not entry.get("source"):
                problems.append(f"{path.name}: {name}: no source; say where the list comes from")
                continue
            problems += [f"{path.name}: {name}: {problem}" for problem in _list_problems(entry.get("words", []))]
        if not data.get("source"):
            problems.append(f"{path.name}: no source for its lists of kinds and first-order divisions")
    return tuple(problems)


def _list_problems(words: list[str] | dict[str, list[str]]) -> list[str]:
    forms = words if isinstance(words, list) else [form for group in words.values() for form in group]
    out = [f"{form!r} is not in Unicode form NFC" for form in forms if unicodedata.normalize("NFC", form) != form]
    return out + [f"{form!r} is listed twice" for form, n in sorted(Counter(forms).items()) if n > 1]


def unchecked(files: tuple[Path, ...] | None = None) -> tuple[Place, ...]:
    """The places whose point or names rest on general knowledge that nobody has checked."""
    found = (p for path in files or sources("places", "*.csv") for p in read_places(path))
    return tuple(p for p in found if _UNCHECKED in p.source)


def _problems(place: Place) -> list[str]:
    out = []
    for name in (*place.names_ar, *place.names_en):
        if unicodedata.normalize("NFC", name) != name:
            out.append(f"{name!r} is not in Unicode form NFC")
    for name in place.names_ar:
        if found := _FOREIGN.search(name):
            out.append(
                f"{name!r} holds {unicodedata.name(found.group(), '?')}, which Arabic place names are not spelt with"
            )
    if place.kind != "country" and not re.fullmatch("[A-Z]{2}", place.country):
        out.append(f"country {place.country!r} is not a code of two capital letters")
    if place.lat == 0 and place.lon == 0:
        out.append("lies at 0/0, which is nowhere")
    if not 0 < place.radius_km <= 4000:
        out.append(f"radius_km {place.radius_km:g} is no radius of a place")
    return out


def _doubles(places: list[tuple[str, Place]]) -> list[str]:
    """Places of one kind and name within 10 km of one another."""
    by_key: dict[tuple[str, str, str], list[tuple[str, Place]]] = defaultdict(list)
    for file, place in places:
        for name in place.names_ar[:1] or place.names_en[:1]:
            by_key[(place.kind, place.country, phrase_key(name))].append((file, place))
    out = []
    for group in by_key.values():
        for n, (file, place) in enumerate(group):
            for other_file, other in group[n + 1 :]:
                if distance_km((place.lat, place.lon), (other.lat, other.lon)) < _DOUBLE_KM:
                    out.append(f"{other_file}: {other.name}: the same place as {place.name} in {file}")
    return out
