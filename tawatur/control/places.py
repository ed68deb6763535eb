"""Places and their parts: which claims speak of one place, which of its eastern quarters."""

from __future__ import annotations

from functools import lru_cache

from tawatur.control.parameters import rules
from tawatur.gazetteer.keys import phrase_key
from tawatur.gazetteer.words import words
from tawatur.languages import fold, tokenize
from tawatur.mentions.place_scan import stripped
from tawatur.model import Frozen, PlaceRef


class Spot(Frozen, frozen=True):
    """A place or a part of one. `key` identifies it, `whole` is the key of the place that it is a part of (its own if
    it is none), `part` says which part ("E quarters"), `inside` whether that part lies in the place or around it."""

    key: str
    whole: str
    part: str
    inside: bool


_DIRECTIONS = {"N": "northern", "S": "southern", "E": "eastern", "W": "western", "NE": "north-eastern",
               "NW": "north-western", "SE": "south-eastern", "SW": "south-western"}  # fmt: skip


def spot(place: PlaceRef) -> Spot:
    """The place or part that a reference stands for."""
    whole = place.id or fold(place.name)
    part, direction = place.part, place.direction
    if not part and not direction and not place.id:  # claims from the exchange format carry the words only
        part, direction = _parts(place.text, place.name)
    label = " ".join(x for x in (_DIRECTIONS.get(direction, direction), part or ("part" if direction else "")) if x)
    if not label or part == "sky":
        return Spot(whole, whole, "", True)
    inside = part in rules().inside
    return Spot(f"{whole} / {label}", whole, label, inside)


@lru_cache(maxsize=100_000)
def _parts(text: str, name: str) -> tuple[str, str]:
    """Part and direction in the words of a place phrase ("الأحياء الشرقية")."""
    lists = words()
    part, directions = "", []
    for token in tokenize(text):
        for stem, _ in stripped(token.key):
            if stem in lists.parts and not part:
                part = lists.parts[stem]
                break
            if stem in lists.adjectives:
                directions.append(lists.adjectives[stem])
                break
    if phrase_key(text) == phrase_key(name) or (part and not directions and part in {"parts", "axis"}):
        return "", ""
    if not part:
        return "", ""
    vertical = next((d for d in directions if d in "NS"), "")
    across = next((d for d in directions if d in "EW"), "")
    return part, vertical + across
