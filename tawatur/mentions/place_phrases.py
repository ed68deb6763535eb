"""The phrase around a name: kind word, part, direction ("في الأحياء الشرقية من مدينة حلب"), and lists of names."""

from __future__ import annotations

from tawatur.gazetteer import Words
from tawatur.mentions.place_scan import Hit, Wd, in_table, stripped

_ORDER = "NSEWC"


def compose(hits: list[Hit], words: list[Wd], lists: Words) -> None:
    """Fills kind, part, direction, evidence and extent of the hits of one sentence, left to right."""
    for n, hit in enumerate(hits):
        _left(hit, words, lists, hits[n - 1].last if n else -1)
        _right(hit, words, lists, hits[n + 1].first if n + 1 < len(hits) else len(words))
        if n:
            _inherit(hit, hits[n - 1], words)


def _left(hit: Hit, words: list[Wd], lists: Words, floor: int) -> None:
    at = hit.first
    clitics = hit.clitics
    while at - 1 > floor and not words[at].broken and not _bars(clitics):
        step = _modifier(hit, words[at - 1].key, lists)
        if step is None:
            break
        at, clitics = at - 1, step
    if at - 2 > floor and not words[at].broken:
        at, clitics = _definite_part(hit, words, lists, at, clitics, floor)
    hit.start_word = at
    hit.start_cut = _cut(words[at], clitics)
    hit.located = hit.located or bool({"ب", "ل"} & set(clitics)) or bool(hit.kind or hit.part or hit.direction)
    if at > 0 and not words[at].broken:
        before = words[at - 1].key
        if in_table(before, lists.prepositions) or in_table(before, lists.events):
            hit.located = True


def _bars(clitics: tuple[str, ...]) -> bool:
    """A name that carries a preposition has no modifier right before it."""
    return bool(clitics)


def _modifier(hit: Hit, key: str, lists: Words) -> tuple[str, ...] | None:
    """Takes the word before into the phrase if it is a kind, part or direction; gives the clitics it carries."""
    for stem, clitics in stripped(key):
        if stem in lists.directions:
            hit.direction = joined(lists.directions[stem], hit.direction)
        elif stem in lists.parts and not (stem in lists.kinds and hit.kind is None and not hit.part):
            hit.part = lists.parts[stem] if hit.part != "countryside" else hit.part
        elif stem in lists.kinds:
            hit.kind = hit.kind or lists.kinds[stem]
            if stem in lists.parts:
                hit.part = hit.part or lists.parts[stem]
        elif stem in lists.fillers:
            pass
        else:
            continue
        return clitics
    return None


def _definite_part(
    hit: Hit, words: list[Wd], lists: Words, at: int, clitics: tuple[str, ...], floor: int
) -> tuple[int, tuple[str, ...]]:
    """ "الأحياء الشرقية من/ل X", "الضفة الشرقية للفرات": a part with its direction before the phrase."""
    back = at - 1
    if words[back].key in {"من", "في"}:
        back -= 1
    elif not {"ل", "ب"} & set(clitics):
        return at, clitics
    direction, part_at = "", back
    while part_at > floor and (adjective := lists.adjectives.get(words[part_at].key)):
        direction = joined(adjective, direction)
        part_at -= 1
    if part_at <= floor or any(words[i].broken for i in range(part_at + 1, at + 1)):
        return at, clitics
    for stem, before in stripped(words[part_at].key):
        if stem in lists.parts and (direction or words[at - 1].key == "من"):
            hit.part, hit.direction = lists.parts[stem], joined(direction, hit.direction)
            return part_at, before
    return at, clitics


def _right(hit: Hit, words: list[Wd], lists: Words, ceiling: int) -> None:
    """Direction adjectives after the name: "ريف حلب الجنوبي الشرقي"."""
    if not (hit.part or hit.kind):
        return
    at = hit.last + 1
    adjectives: list[str] = []
    while at < ceiling and len(adjectives) < 2 and not words[at].broken:
        found = lists.adjectives.get(words[at].key)
        if found is None or found == "C":
            break
        adjectives.append(found)
        at += 1
    if adjectives and (hit.part or hit.kind is None or not hit.kind.plural):
        for found in adjectives:
            hit.direction = joined(hit.direction, found)
        hit.end_word = at - 1


def _inherit(hit: Hit, before: Hit, words: list[Wd]) -> None:
    """A name that goes on a list ("مدينتي الميادين والبوكمال", "ريفي حلب وإدلب") has the kind and part of its first."""
    adjacent = hit.start_word == before.end_word + 1 or hit.first == before.end_word + 1
    if not adjacent or not ("و" in hit.clitics or words[hit.first].comma):
        return
    if hit.kind is None and not hit.part and not hit.direction:
        hit.chained = True
        hit.located = hit.located or before.located
        if before.kind is not None and before.kind.plural:
            hit.kind = before.kind
        if before.part in ("countryside", "villages"):
            hit.part = before.part


def joined(a: str, b: str) -> str:
    """Two compass points as one, north or south first; the second is dropped if they do not combine."""
    if not a or not b or a == b or len(a) > 1 or len(b) > 1:
        return a or b
    pair = "".join(sorted((a, b), key=_ORDER.index))
    return pair if pair in {"NE", "NW", "SE", "SW"} else a


def _cut(word: Wd, clitics: tuple[str, ...]) -> int:
    """How many characters of the word's text belong to the conjunctions and prepositions before the name."""
    glued = "".join(clitics)
    return len(glued) if glued and word.token.text.startswith(glued) and not word.key.startswith("لل") else 0
