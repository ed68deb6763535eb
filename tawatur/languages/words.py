"""Clitics: which particles and pronouns a written Arabic word carries, and what is left of it."""

from __future__ import annotations

from functools import lru_cache

from tawatur.model import Frozen

_SPLIT: dict[str, tuple[str, ...]] = {
    "وبال": ("و", "ب", "ال"), "فبال": ("ف", "ب", "ال"), "وكال": ("و", "ك", "ال"), "ولل": ("و", "ل", "ال"),
    "فلل": ("ف", "ل", "ال"), "وال": ("و", "ال"), "فال": ("ف", "ال"), "بال": ("ب", "ال"), "كال": ("ك", "ال"),
    "لل": ("ل", "ال"), "وس": ("و", "س"), "فس": ("ف", "س"), "وب": ("و", "ب"), "ول": ("و", "ل"), "وك": ("و", "ك"),
    "فب": ("ف", "ب"), "ال": ("ال",), "و": ("و",), "ف": ("ف",), "ب": ("ب",), "ل": ("ل",), "ك": ("ك",), "س": ("س",),
}  # fmt: skip
_PROCLITICS = tuple(sorted(_SPLIT, key=lambda p: (len(p), p)))
_BY_LETTER = {letter: tuple(p for p in _PROCLITICS if p[0] == letter) for letter in {p[0] for p in _PROCLITICS}}


class Word(Frozen, frozen=True):
    """A reading of one written word: `proclitics` + `stem` + `enclitic`, all as folded keys; `pos` is the UPOS tag."""

    proclitics: tuple[str, ...]
    stem: str
    enclitic: str = ""
    pos: str = "X"


@lru_cache(maxsize=100_000)
def variants(key: str) -> tuple[Word, ...]:
    """Every way to strip proclitics from a folded word, the unstripped reading first, longest stem first.

    Lookups in name lists try each in turn, so that "وبالبوكمال" finds "البوكمال" and "بوكمال".
    """
    out = [Word((), key)]
    for proclitic in _BY_LETTER.get(key[:1], ()):
        if key.startswith(proclitic) and len(key) - len(proclitic) >= 2:
            stem = key[len(proclitic) :]
            out.append(Word(_SPLIT[proclitic], stem))
            if proclitic.endswith("لل"):
                out.append(Word(_SPLIT[proclitic][:-1], "ال" + stem))
    return tuple(out)


@lru_cache(maxsize=200_000)
def light_stem(key: str) -> str:
    """A matching key for search: article, one conjunction, one preposition and common endings off. Not a lemma."""
    stem = key
    for proclitic in ("و", "ف"):
        if stem.startswith(proclitic) and len(stem) > 4:
            stem = stem[1:]
            break
    for proclitic in ("بال", "كال", "لل", "ال", "ب", "ل", "ك"):
        if stem.startswith(proclitic) and len(stem) - len(proclitic) >= 3:
            stem = stem[len(proclitic) :]
            break
    for ending in ("هما", "هم", "ها", "نا", "ات", "ون", "ين", "ان", "يه", "ه", "ي"):
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            return stem[: -len(ending)]
    return stem
