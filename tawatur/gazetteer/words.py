"""The words around place names, read from `place_words.yaml`: kinds, parts, directions, heads of bodies, weak names."""

from __future__ import annotations

from functools import lru_cache

from tawatur.gazetteer.keys import phrase_key
from tawatur.lexicon import compiled, read_yaml, sources
from tawatur.model import Frozen, PlaceKind


class KindWord(Frozen, frozen=True):
    """A noun of place: what it is in English, the kinds of place it may stand before, and whether it is plural."""

    english: str
    kinds: tuple[PlaceKind, ...]
    plural: bool = False


class Words(Frozen, frozen=True, eq=False):
    """All word lists, keys folded; compared by identity. `directions` and `adjectives` map a word to a compass point
    (N, NE, ...)."""

    kinds: dict[str, KindWord]
    parts: dict[str, str]
    directions: dict[str, str]
    adjectives: dict[str, str]
    prepositions: frozenset[str]
    events: frozenset[str]
    bodies: frozenset[str]
    weak: frozenset[str]
    nationalities: dict[str, str]
    anaphors: dict[str, tuple[PlaceKind, ...]]
    country_anaphors: frozenset[str]
    lands: frozenset[str]
    side_parts: frozenset[str]
    of_words: frozenset[str]
    stop: frozenset[str]
    name_starters: frozenset[str]
    not_names: frozenset[str]
    not_naming: frozenset[str]
    not_place_words: frozenset[str]
    fillers: frozenset[str]
    pronoun_parts: frozenset[str]
    not_after_anaphor: frozenset[str]
    admin1: dict[str, str]


def _key_map(table: dict[str, list[str]]) -> dict[str, str]:
    return {phrase_key(form): english for english, forms in table.items() for form in forms}


def _build(paths: tuple[object, ...]) -> Words:
    data = [read_yaml(p) for p in paths]  # type: ignore[arg-type]
    kinds: dict[str, KindWord] = {}
    for entry in (e for d in data for e in d.get("kinds", [])):
        for form in entry["forms"]:
            kinds[phrase_key(form)] = KindWord(entry["english"], tuple(entry["kinds"]))
        for form in entry.get("plural", []):
            kinds[phrase_key(form)] = KindWord(entry["english"], tuple(entry["kinds"]), plural=True)
    anaphors = {
        phrase_key(form): tuple(entry["kinds"])
        for d in data
        for entry in d.get("kinds", [])
        for form in entry.get("anaphors", [])
    }

    def flat(name: str) -> frozenset[str]:
        return frozenset(phrase_key(w) for d in data for w in d.get(name, {}).get("words", []))

    def table(name: str) -> dict[str, str]:
        return {k: v for d in data for k, v in _key_map(d.get(name, {}).get("words", {})).items()}

    return Words(
        kinds=kinds,
        parts=table("parts"),
        directions=table("directions"),
        adjectives=table("direction_adjectives"),
        prepositions=flat("prepositions"),
        events=flat("events"),
        bodies=flat("bodies"),
        weak=flat("weak_names"),
        nationalities=table("nationalities"),
        anaphors=anaphors,
        country_anaphors=flat("country_anaphors"),
        lands=flat("lands"),
        side_parts=flat("side_parts"),
        of_words=flat("of_words"),
        stop=flat("stop"),
        name_starters=flat("name_starters"),
        not_names=flat("not_names"),
        not_naming=flat("not_naming"),
        not_place_words=frozenset(w for d in data for w in d.get("not_place_words", {}).get("words", [])),
        fillers=flat("fillers"),
        pronoun_parts=flat("pronoun_parts"),
        not_after_anaphor=flat("not_after_anaphor"),
        admin1={f"{c}.{code}": name for d in data for c, t in d.get("admin1", {}).items() for code, name in t.items()},
    )


@lru_cache(maxsize=1)
def words() -> Words:
    """The word lists, shipped and the user's own."""
    return compiled("place_words", sources("place_words.yaml"), _build, Words)


def admin_names() -> dict[tuple[str, str], str]:
    """(country, GeoNames admin1 code) -> governorate in English."""
    return {(key[:2], key[3:]): name for key, name in words().admin1.items()}
