"""Outlets, agencies and documentation bodies where they are named as speaking."""

from __future__ import annotations

from tawatur.languages import fold
from tawatur.lexicon.outlets import Outlet
from tawatur.mentions.source_bodies import adjectives_of
from tawatur.mentions.source_reader import Reader, Source
from tawatur.mentions.source_words import QUOTES_ANY, QUOTES_OPEN, bare, longest, plain, quote_length, unclitic


def outlet_at(r: Reader, i: int, end: int, told: bool = False) -> Source | None:
    """An outlet of the registry, or one named by a word such as "صحيفة" and a name in quotation marks."""
    words, keys = r.words, r.words.keys
    while i < end and keys[i] in QUOTES_ANY:
        i += 1
    kind_word = False
    name_at = i
    while name_at < end and bare(plain(keys[name_at])) in r.scope["outlet_words"]:
        kind_word, name_at = True, name_at + 1
    for start in (i, name_at):
        found = _registered(r, start, end, told or (kind_word and start == name_at))
        if found:
            outlet, stop = found
            heads = tuple({bare(plain(k)) for k in keys[i:name_at]} | set(_outlet_heads(outlet)))
            return Source(i, _close(r, stop, end), outlet.name, "", False, outlet.id, "", heads, (), "outlet")
    if kind_word and name_at < end and keys[name_at] in QUOTES_OPEN and 0 < quote_length(words, name_at) <= 4:
        stop = next(a for a in range(name_at + 1, end + 1) if a == end or keys[a] in QUOTES_ANY)
        name = words.text(name_at, stop)
        heads = tuple(bare(plain(k)) for k in keys[i:name_at])
        return Source(i, _close(r, stop, end), name, "", False, "", "", heads, (), "outlet/quoted")
    return _by_kind(r, i, name_at, end) if kind_word else None


def _by_kind(r: Reader, i: int, name_at: int, end: int) -> Source | None:
    """ "وكالة أنباء دوجان": an outlet that no list knows, named after the words for its kind."""
    keys, stop = r.words.keys, name_at
    while stop < end and stop - name_at < 2 and r.words.is_word(stop) and not keys[stop].startswith("ال"):
        key = keys[stop]
        known = key in r.lexicon.adjectives or key in r.lexicon.nationalities or key in r.lexicon.openers
        if known or r.adjunct(stop) or key in r.scope["times"] or key in r.scope["that"] or r.is_event(stop):
            break
        stop += 1
    first = bare(plain(keys[i]))
    if stop == name_at or first not in ("وكاله", "قناه", "صحيفه", "جريده", "موقع", "مجله", "اذاعه", "تلفزيون"):
        return None
    heads = (first,)
    return Source(i, _close(r, stop, end), r.words.text(name_at, stop), "", False, "", "", heads, (), "outlet/quoted")


def _registered(r: Reader, i: int, end: int, free: bool) -> tuple[Outlet, int] | None:
    words, keys = r.words, r.words.keys
    if i >= end:
        return None
    quoted = i > 0 and keys[i - 1] in QUOTES_OPEN
    while i < end and keys[i] in QUOTES_ANY:
        quoted, i = True, i + 1
    if not words.is_word(i):
        return None
    for _, first in unclitic(keys[i]):
        if first not in r.registry.name_starts:
            continue
        joined: list[str] = [first]
        best = None
        at = i + 1
        while True:
            hit = r.registry.names.get(tuple(joined))
            if hit and (not hit[1] or free or quoted):
                best = (hit[0], at)
            while at < end and keys[at] in QUOTES_ANY:
                at += 1
            if at >= end or not words.is_word(at) or len(joined) >= r.registry.longest:
                break
            joined.append(keys[at])
            at += 1
        if best:
            return best
    return None


def _close(r: Reader, at: int, end: int) -> int:
    """Past closing marks and adjectives that follow a name ("رويترز الإخبارية", "«سانا» الرسمية")."""
    keys = r.words.keys
    while at < end and (
        (keys[at] in QUOTES_ANY and keys[at] not in "«“(")
        or (keys[at] in r.lexicon.nationalities and keys[at].startswith("ال"))
        or (keys[at] in r.lexicon.adjectives and keys[at].startswith("ال"))
    ):
        at += 1
    return at


def the_outlet(r: Reader, i: int, end: int) -> Source | None:
    """ "الصحيفة", "القناة التركية": an outlet named before; "صحيفة تركية": one that is not named."""
    key = plain(r.words.keys[i])
    if bare(key) not in r.scope["outlet_words"] or (key,) in r.registry.shorts:
        return None
    said, stop = adjectives_of(r, i + 1, end)
    if key.startswith("ال"):
        again = bare(key)
        return Source(i, stop, r.words.text(i, i + 1), "", False, "", again, (again,), (), "outlet/again")
    kind = {"صحيفه": "newspaper", "قناه": "channel", "وكاله": "agency", "موقع": "site"}.get(key)
    return Source(i, stop, " ".join([*said, kind]), "", True, "", "", (key,), (), "press") if kind and said else None


def short_name(r: Reader, i: int, end: int) -> Source | None:
    """ "المرصد" and the like: a body of the registry by its short name."""
    for _, key in unclitic(r.words.keys[i]):
        outlets = r.registry.shorts.get((key,))
        if outlets and len(outlets) == 1:
            outlet = outlets[0]
            return Source(i, i + 1, outlet.name, "", False, outlet.id, bare(key), (bare(key),), (), "short")
    two = longest(r.words, i, r.registry.short_phrases, 2, "ولب")
    if two:
        outlet = r.registry.shorts[tuple(two[0].split())][0]
        return Source(i, two[1], outlet.name, "", False, outlet.id, "", (bare(two[0].split()[0]),), (), "short")
    return None


def _outlet_heads(outlet: Outlet) -> tuple[str, ...]:
    named = tuple(bare(name.split()[0]) for name in map(fold, (*outlet.ar[:1], *outlet.short)) if name)
    return (
        named
        + {"agency": ("وكاله",), "outlet": ("صحيفه", "قناه", "موقع", "شبكه"), "documentation": ("منظمه",)}[outlet.kind]
    )
