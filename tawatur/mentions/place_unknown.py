"""Names that no gazetteer has, shown to be places by a kind word ("قرية فلان", "تلة الفلانية"), by a kind word and
quotation marks, or by the list they stand in ("قرى كذا وكذا وكذا")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tawatur.gazetteer import Context, Gazetteer, KindWord, Match, Words, best_first, score
from tawatur.lexicon.acts import is_act
from tawatur.mentions.place_resolve import Picture
from tawatur.mentions.place_scan import Wd, stripped

_FREE = {"village", "town", "quarter", "farms", "hill", "mountain", "valley"}
"""Kind words after which almost any word is a name."""
_STRICT = {"area", "city", "camp", "base", "crossing", "oil field", "subdistrict", "checkpoint"}
"""Kind words that often stand before something else ("منطقة آمنة", "قاعدة عسكرية"): only names of a safe form."""
_NOT_LISTING = {"front", "road"}
"""Kinds whose plural lists other things than names ("محاور القتال والتقدم")."""


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
        if words[at + 1].quoted and not kind.plural:
            last = _quoted_end(words, at + 1, taken, lists)
        elif stem in lists.not_naming or (kind.plural and kind.english not in _FREE):
            continue
        else:
            last = _name_end(words, at + 1, taken, kind, lists)
        if last is not None:
            clitics = next(c for s, c in stripped(words[at].key) if s == stem)
            cut = len("".join(clitics)) if words[at].token.text.startswith("".join(clitics)) else 0
            key = " ".join(w.key for w in words[at + 1 : last + 1])
            out.append(Named(number, at, at + 1, last, cut, kind, key, _similar(key, kind, gazetteer, about)))
    named = taken | {i for one in out for i in range(one.start, one.last + 1)}
    for start, first, last, kind in _listed(words, named, lists):
        key = " ".join(w.key for w in words[first : last + 1])[first == start and words[first].key[:1] == "و" :]
        cut = int(start == first and words[first].token.text.startswith("و"))
        out.append(Named(number, start, first, last, cut, kind, key, _similar(key, kind, gazetteer, about)))
    return out


def _listed(words: list[Wd], taken: set[int], lists: Words) -> Iterator[tuple[int, int, int, KindWord]]:
    """Unknown names in a list that a plural kind word opens, each as its first word with the kind word, its first and
    last word, and the kind. One name alone proves no list."""
    for at in range(len(words) - 1):
        stem = words[at].marks.kind
        kind = lists.kinds[stem] if stem else None
        if kind is None or not kind.plural or kind.english in _NOT_LISTING or words[at + 1].broken:
            continue
        items, new, cursor = 0, [], at + 1
        while cursor < len(words) and (cursor == at + 1 or words[cursor].key.startswith("و") or words[cursor].comma):
            last = _item_end(words, cursor, taken, lists, first=cursor == at + 1)
            if last is None:
                break
            items += 1
            if cursor not in taken:
                new.append((cursor, cursor, last, kind))
            cursor = last + 1
        if items > 1:
            yield from new


def _item_end(words: list[Wd], at: int, taken: set[int], lists: Words, first: bool) -> int | None:
    """The last word of the list's item that begins at `at`; `None` if that is no name."""
    if at in taken:
        last = at
        while last + 1 in taken and not words[last + 1].key.startswith("و"):
            last += 1
        return last
    if first and words[at].key[1:] in lists.parts and words[at].key.startswith("و"):
        return None  # "مناطق وقرى": two kind words, no list
    key = words[at].key[0 if first else words[at].key.startswith("و") :]
    last = at
    if key in lists.name_starters:
        last = at + 1
        if last == len(words) or words[last].broken or last in taken or not _could_name(words[last].key, lists):
            return None
    elif len(key) < 3 or not _could_name(key, lists) or is_act(key.removeprefix("ال")):
        return None
    return last if _closes(words, last + 1, taken, lists) else None


def _closes(words: list[Wd], at: int, taken: set[int], lists: Words) -> bool:
    """Whether a name may end before the word `at`: a sign, a conjunction, a preposition, a place that contains it."""
    if at >= len(words) or words[at].broken or at in taken or words[at].key.startswith("و"):
        return True
    return words[at].key in lists.prepositions or words[at].key in lists.directions


def _could_name(key: str, lists: Words) -> bool:
    bare = key.removeprefix("ال")
    if bare in lists.not_names:
        return False
    tables = (lists.stop, lists.kinds, lists.parts, lists.anaphors, lists.adjectives, lists.nationalities)
    if any(key in table for table in tables) or key in lists.prepositions or key in lists.bodies or key in lists.events:
        return False
    return key[0].isalpha() and not key.endswith(("ها", "هم"))


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


def _quoted_end(words: list[Wd], at: int, taken: set[int], lists: Words) -> int | None:
    """The last word of a name in quotation marks, of three words at the most."""
    last = at
    while last + 1 < len(words) and not words[last + 1].quoted and last + 1 not in taken and last - at < 3:
        if words[last + 1].broken:
            break
        last += 1
    closed = last + 1 == len(words) or words[last + 1].quoted or words[last + 1].broken
    keys = [word.key for word in words[at : last + 1]]
    return last if closed and len(keys) <= 3 and len(keys[0]) > 2 and all(_could_name(k, lists) for k in keys) else None


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
