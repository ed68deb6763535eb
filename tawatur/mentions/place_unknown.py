"""Names that no gazetteer has, shown to be places by a kind word: "قرية فلان", "تلة الفلانية"."""

from __future__ import annotations

from dataclasses import dataclass

from tawatur.gazetteer import Context, Gazetteer, KindWord, Match, Words, best_first, score
from tawatur.mentions.place_resolve import Picture
from tawatur.mentions.place_scan import Wd, stripped

_FREE = {"village", "town", "quarter", "farms", "hill", "mountain", "valley"}
"""Kind words after which almost any word is a name."""
_STRICT = {"area", "city", "camp", "base", "crossing", "oil field", "subdistrict", "checkpoint"}
"""Kind words that often stand before something else ("منطقة آمنة", "قاعدة عسكرية"): only names of a safe form."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name after a kind word: words `start..last`, the kind word, and candidates by consonants only."""

    sentence: int
    start: int
    first: int
    last: int
    cut: int
    kind: KindWord
    key: str
    matches: tuple[Match, ...]


def unknown_names(
    number: int, words: list[Wd], taken: set[int], lists: Words, gazetteer: Gazetteer, about: Picture
) -> list[Named]:
    """The names of one sentence that follow a kind word and that no spelling of the gazetteer fits."""
    out = []
    for at in range(len(words) - 1):
        stem = words[at].marks.kind
        if not stem or at in taken or at + 1 in taken or words[at + 1].broken:
            continue
        kind = lists.kinds[stem]
        if stem in lists.not_naming or (kind.plural and kind.english not in _FREE):
            continue
        last = _name_end(words, at + 1, taken, kind, lists)
        if last is not None:
            clitics = next(c for s, c in stripped(words[at].key) if s == stem)
            cut = len("".join(clitics)) if words[at].token.text.startswith("".join(clitics)) else 0
            key = " ".join(w.key for w in words[at + 1 : last + 1])
            out.append(Named(number, at, at + 1, last, cut, kind, key, _similar(key, kind, gazetteer, about)))
    return out


def _name_end(words: list[Wd], at: int, taken: set[int], kind: KindWord, lists: Words) -> int | None:
    first = words[at].key
    if len(first) < 3 or not first[0].isalpha() or not _is_name(first, kind, lists):
        return None
    last = at
    while last + 1 < len(words) and last - at < 2 and not words[last + 1].broken and last + 1 not in taken:
        if words[last].key not in lists.name_starters:
            break
        last += 1
    return None if words[last].key in lists.name_starters and last == at else last


def _is_name(key: str, kind: KindWord, lists: Words) -> bool:
    if key in lists.not_names or key in lists.stop or key in lists.kinds or key in lists.parts or key in lists.anaphors:
        return False
    if key in lists.adjectives or key in lists.nationalities or key in lists.prepositions or key in lists.bodies:
        return False
    definite = key.startswith("ال")
    if key.startswith(("وال", "بال", "لل", "فال")) or key.endswith(("ها", "هم")) or key in lists.events:
        return False
    feminine = kind.english in ("village", "town", "farms")  # an adjective after these would end in ta marbuta
    if not definite and key.endswith(("يه",) if feminine and not kind.plural else ("يه", "ات", "ين", "ون", "ي")):
        return False
    if kind.english in _STRICT or kind.plural:
        safe_ending = key.endswith("يه") if definite else not key.endswith("ه")
        return safe_ending and not (not definite and key.startswith(("ت", "ي", "ل", "و", "ب", "م")))
    return kind.english in _FREE and (definite or not key.startswith(("ل", "و")))


def _similar(key: str, kind: KindWord, gazetteer: Gazetteer, about: Picture) -> tuple[Match, ...]:
    """Places of the text's country with the same consonants: candidates, of which one wins only if it stands alone."""
    if len(key.replace(" ", "")) < 5 or not about.country:
        return ()
    context = Context(about.shares(""), (), (), kind.kinds)
    near = [p for p in gazetteer.near_spelling(key) if p.country == about.country and p.kind in kind.kinds]
    return best_first([score(p, -2.5, context) for p in near])
