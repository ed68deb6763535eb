"""Prepositions, subordinators and coordinators, from `data/function_words.yaml`, as folded keys."""

from __future__ import annotations

from functools import lru_cache

from tawatur.languages import fold
from tawatur.lexicon.files import read_yaml, sources
from tawatur.model import Frozen


class FunctionWords(Frozen, frozen=True):
    """Folded keys of each class."""

    prepositions: frozenset[str]
    subordinators: frozenset[str]
    coordinators: frozenset[str]


@lru_cache(maxsize=1)
def function_words() -> FunctionWords:
    """The words of the package and the user together."""
    found: dict[str, set[str]] = {"prepositions": set(), "subordinators": set(), "coordinators": set()}
    for path in sources("function_words.yaml"):
        raw = read_yaml(path) or {}
        for name, keys in found.items():
            keys.update(fold(str(word)) for word in raw.get(name) or ())
    return FunctionWords(*(frozenset(found[name]) for name in ("prepositions", "subordinators", "coordinators")))
