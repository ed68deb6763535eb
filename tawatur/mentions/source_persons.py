"""Named speakers: office, body and name in any order, and names that no list knows."""

from __future__ import annotations

from tawatur.mentions.source_bodies import body_at, government_of, known_body
from tawatur.mentions.source_reader import Reader, Source
from tawatur.mentions.source_words import QUOTES_ANY, QUOTES_OPEN, among, bare, cut_clitic, longest, plain, unclitic

_NAME_WORDS = 4


def person_at(r: Reader, i: int, end: int) -> Source | None:
    """Office, body and name in any order: "المتحدث باسم الجيش العميد فلان", "فلان، عضو مجلس المحافظة"."""
    title = longest(r.words, i, r.lexicon.titles, 5, "وفبل")
    rank = longest(r.words, i, r.lexicon.ranks, 3, "وفبل")
    honorific = longest(r.words, i, r.lexicon.honorifics, 2, "وفبل")
    known = known_body(r, i, end, "وفبل")
    if not (title or rank or honorific or _given(r, i) or (known and known[2])):
        return None
    office = _Office(r, i, end, r.lexicon.titles[title[0]] if title else "")
    return office.read()


def _given(r: Reader, i: int) -> bool:
    if not r.words.is_word(i):
        return False
    return any(rest in r.lexicon.given for lead, rest in unclitic(r.words.keys[i]) if lead in ("", "و", "ل", "ب"))


class _Office:
    """The reading of one description: what has been found of title, body and name, and where it stands."""

    def __init__(self, reader: Reader, start: int, end: int, english: str) -> None:
        self.r, self.start, self.end, self.english = reader, start, end, english
        self.at, self.body, self.name, self.span = start, "", "", (start, start)
        self.heads: list[str] = []

    def read(self) -> Source:
        while self.at < self.end:
            step = self._title() or self._place() or self._rank() or self._body() or self._person()
            if step:
                self.at = step
                continue
            comma = self.r.words.keys[self.at] == "،"
            if comma and (self.name or self.body) and not _apposition(self.r, self.at + 1, self.end):
                break
            self.at += 1
        if self.name and self.span[0] == self.start and not among(self.r.lexicon.given, self._first()):
            plain_name = len(plain(self._first())) == len(self._first())
            self.name = self.name if plain_name else cut_clitic(self.name)
        return self._source()

    def _first(self) -> str:
        return self.r.words.keys[self.start]

    def _title(self) -> int:
        hit = longest(self.r.words, self.at, self.r.lexicon.titles, 5, "وفبل")
        if not hit or hit[1] > self.end or self.name:
            return 0
        self.heads.append(bare(hit[0].split()[0]))
        return hit[1]

    def _place(self) -> int:
        """Past the name of a place: "بمدينة كذا", "في كذا" if no body stands there."""
        key, places = self.r.words.keys[self.at], self.r.scope["place_words"]
        if key in places or (key[:1] in "بل" and key[1:] in places):
            return self.at + 2
        if key in ("في", "عن") and not self.body and not body_at(self.r, self.at + 1, self.end):
            return self.at + (1 if self.r.words.keys[self.at + 1 : self.at + 2] and self._is_place(self.at + 1) else 2)
        return 0

    def _is_place(self, at: int) -> bool:
        return self.r.words.keys[at] in self.r.scope["place_words"]

    def _rank(self) -> int:
        words, lexicon = self.r.words, self.r.lexicon
        mark = longest(words, self.at, lexicon.ranks, 3) or longest(words, self.at, lexicon.honorifics, 2)
        if not mark or mark[1] >= self.end or self.name:
            return 0
        self.heads.append(bare(mark[0].split()[0]))
        key = words.keys[mark[1]]
        described = key in lexicon.adjectives or key in lexicon.nationalities or key in lexicon.honorifics
        described = described or key in lexicon.ranks or bool(longest(words, mark[1], lexicon.titles, 3))
        return mark[1] if described else self._take(mark[1], _name_end(self.r, mark[1], self.end)) or mark[1]

    def _body(self) -> int:
        found = body_at(self.r, self.at, self.end, "لب")
        if not found or found[1] > self.end:
            return 0
        if found[2] and not self.name:
            self._take(self.at, found[1])
            self.name = found[0]
        elif not self.body and not found[2]:
            self.body = found[0]
        return found[1]

    def _person(self) -> int:
        if self.name:
            return 0
        after_comma = self.at > self.start and self.r.words.keys[self.at - 1] == "،"
        if self.heads and after_comma:
            set_off = _set_off(self.r, self.at, self.end)
            if set_off > self.at:
                return self._take(self.at, set_off)
        if _name_starts(self.r, self.at, self.start):
            return self._take(self.at, _name_end(self.r, self.at, self.end))
        return 0

    def _take(self, start: int, end: int) -> int:
        """The words from `start` to `end` are the name; 0 if there are none."""
        if end <= start:
            return 0
        self.name, self.span = self.r.words.text(start, end), (start, end)
        return end

    def _source(self) -> Source:
        keys, i, at = self.r.words.keys, self.start, self.at
        heads = tuple(self.heads)
        if self.name:
            words = tuple(k for k in keys[self.span[0] : self.span[1]] if k not in QUOTES_ANY)
            body = self.body or (government_of(self.r, i, at) if heads else "")
            return Source(i, at, self.name, body, False, "", "", heads, words, "person")
        definite = keys[i].startswith("ال")
        if self.body:
            titles = ("member", "spokesman", "leading member", "official", "commander", "deputy")
            unnamed = not definite and self.english in titles
            who = f"{self.english or 'official'} of {self.body}"
            return Source(i, at, who, self.body, unnamed, "", "", heads, (), "office")
        if definite and at - i <= 2:
            return Source(i, at, self.english or "official", "", True, "", bare(plain(keys[i])), heads, (), "office")
        nation = government_of(self.r, i, at)
        who = self.english or self.r.words.text(i, at)
        held = self.english in self.r.lexicon.ministers and at - i > 1
        rule = "minister" if held and not nation else "office"
        return Source(i, at, who, nation, not (nation or definite or held), "", "", heads, (), rule)


def _name_starts(r: Reader, at: int, i: int) -> bool:
    """Whether a personal name may start here: a given name, or an indefinite word after a definite one."""
    keys = r.words.keys
    if not r.words.is_word(at) or r.is_event(at):
        return False
    if _given(r, at):
        return True
    before = at - 1
    while before > i and keys[before] in QUOTES_ANY:
        before -= 1
    closed = before >= i and (keys[before].startswith("ال") or plain(keys[before - 1]) in r.scope["place_words"])
    key = keys[at]
    bare_word = not key.startswith(("ال", "لل", "بال", "وال")) and not r.adjunct(at)
    known = key in r.lexicon.adjectives or key in r.lexicon.nationalities or key in r.lexicon.openers
    return closed and bare_word and not known and len(key) > 2 and key not in r.scope["times"]


def _name_end(r: Reader, at: int, end: int) -> int:
    keys = r.words.keys
    start, count = at, 0
    while at < end and count < _NAME_WORDS + (keys[start] in r.lexicon.name_parts):
        key = keys[at]
        if key in QUOTES_ANY:
            if count and key in "«“(":
                break
            at += 1
            continue
        stops = r.adjunct(at) or key in r.scope["times"] or key in r.lexicon.openers
        stops = stops or key in r.scope["relative"] or (count > 0 and key in r.scope["quantifiers"])
        if not r.words.is_word(at) or stops or r.is_event(at) or key in r.lexicon.titles:
            break
        if count and (key in r.lexicon.nationalities and key.startswith("ال") and count > 1):
            break
        if count and (
            key in r.lexicon.forms or key in r.lexicon.ranks or (key[0] == "و" and key[1:] in r.lexicon.forms)
        ):
            break
        if count > 1 and key[:1] == "و" and len(key) > 4 and key not in r.lexicon.given:
            break
        quoted = start > 0 and keys[start - 1] in QUOTES_OPEN
        if count and not quoted and key[:1] == "ل" and at + 1 < len(keys) and keys[at + 1] in '«“"':
            break
        at, count = at + 1, count + 1
    return at


def _apposition(r: Reader, at: int, end: int) -> bool:
    at = r.skip(at, end)
    if at >= end:
        return False
    titled = longest(r.words, at, r.lexicon.titles, 5) or longest(r.words, at, r.lexicon.ranks, 2)
    noun = longest(r.words, at, r.lexicon.noun_forms, 2)
    counted = r.words.keys[at] in r.scope["quantifiers"]
    return bool(titled or noun or counted or _given(r, at) or _set_off(r, at, end) > at)


def _set_off(r: Reader, at: int, end: int) -> int:
    """The end of a name of two to four words between commas ("المسؤول الإعلامي للحزب، فلان الفلاني، أن")."""
    stop = at
    while stop < end and r.words.is_word(stop):
        stop += 1
    closed = stop >= end or r.words.keys[stop] in "،,"
    return stop if closed and 2 <= stop - at <= _NAME_WORDS and _name_end(r, at, stop) == stop else at


def unknown_name(r: Reader, i: int, end: int) -> Source | None:
    """One to four words that no rule knows, between a verb of saying and what is said: somebody's name."""
    stop = min(r.stop(i, end), end)
    at, count = i, 0
    while at < stop and (r.words.is_word(at) or r.words.keys[at] in QUOTES_ANY):
        key = r.words.keys[at]
        if at > i and (
            r.adjunct(at)
            or key in r.scope["times"]
            or key == "ل"
            or key.startswith("لل")
            or key in r.scope["passed_on"]
        ):
            break
        count += r.words.is_word(at)
        at += 1
    if not 1 <= count <= _NAME_WORDS or (at < stop and count > 3):
        return None
    words = tuple(k for k in r.words.keys[i:at] if k not in QUOTES_ANY)
    name = r.words.text(i, at)
    if (
        words[0] in r.scope["passed_on"]
        or (words[0][:1] == "ب" and not _given(r, i))
        or _name_end(r, i, at) < at
        or words[0] in r.lexicon.adjectives
    ):
        return None
    return Source(i, at, name, "", False, "", "", (), words, "name")
