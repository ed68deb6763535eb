"""Prepositions, subordinators, coordinators and complementizers, from `data/function_words.yaml`, as folded keys."""

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
    complementizers: frozenset[str]
    negations: frozenset[str]
    commemorations: frozenset[str]


@lru_cache(maxsize=1)
def function_words() -> FunctionWords:
    """The words of the package and the user together."""
    names = ("prepositions", "subordinators", "coordinators", "complementizers", "negations", "commemorations")
    found: dict[str, set[str]] = {name: set() for name in names}
    for path in sources("function_words.yaml"):
        raw = read_yaml(path) or {}
        for name, keys in found.items():
            keys.update(fold(str(word)) for word in raw.get(name) or ())
    return FunctionWords(*(frozenset(found[name]) for name in names))
