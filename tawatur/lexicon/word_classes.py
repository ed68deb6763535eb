"""Classes of common words of war news (`data/word_classes.yaml`): what the words around a trigger are about."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from tawatur.languages import fold, variants
from tawatur.lexicon.files import read_yaml, sources

_PRONOUNS = ("هما", "ها", "هم", "هن", "نا", "ه", "ي")
_REGULAR = ("ين", "ون", "ان", "ات", "ا", "ي", "و")


def _forms(word: str) -> set[str]:
    """A word with its regular plurals and duals, also before a genitive or pronoun, folded."""
    key = fold(word)
    if len(key) < 4:
        return {key}
    if key.endswith("ه"):
        return {key, key[:-1] + "ات", key[:-1] + "تين", key[:-1] + "تان"}
    return {key, *(key + ending for ending in _REGULAR)}


@cache
def _index() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for path in sources("word_classes.yaml"):
        classes: dict[str, Any] = (read_yaml(path) or {}).get("classes") or {}
        for name, row in classes.items():
            for word in str(row["words"]).split():
                for form in _forms(word):
                    found.setdefault(form, set()).add(name)
    return {form: tuple(sorted(names)) for form, names in found.items()}


@lru_cache(maxsize=100_000)
def word_classes(key: str) -> tuple[str, ...]:
    """The classes of a folded word, its conjunctions, prepositions, article and pronoun taken off; mostly none."""
    index = _index()
    for variant in variants(key):
        stem = str(variant.stem)
        if stem in index:
            return index[stem]
    for variant in variants(key):
        stem = str(variant.stem)
        for pronoun in _PRONOUNS:
            bare = stem[: -len(pronoun)]
            if stem.endswith(pronoun) and len(bare) >= 3:
                for form in (bare, bare[:-1] + "ه" if bare.endswith("ت") else bare):
                    if form in index:
                        return index[form]
    return ()
