"""A sentence as the source rules read it: folded keys, clitics off, phrases looked up from a position."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar

from tawatur.languages import Token
from tawatur.lexicon.attribution import Attribution

QUOTES_OPEN = frozenset('«“"„”(')
QUOTES_ANY = frozenset("«»“”\"„()'")
_PREFIXES = ("و", "ف", "ب", "ل", "ك")
V = TypeVar("V")


class Words(NamedTuple):
    """The tokens of one sentence with their keys; positions are indexes into both."""

    tokens: tuple[Token, ...]
    keys: tuple[str, ...]

    def text(self, start: int, end: int) -> str:
        """The words from `start` to `end` as written, single spaces between, signs left out."""
        return " ".join(t.text for t in self.tokens[start:end] if t.is_word)

    def is_word(self, i: int) -> bool:
        return 0 <= i < len(self.keys) and self.keys[i][:1].isalnum()


def words_of(tokens: tuple[Token, ...]) -> Words:
    return Words(tokens, tuple([token.key for token in tokens]))


@lru_cache(maxsize=100_000)
def unclitic(key: str) -> tuple[tuple[str, str], ...]:
    """Readings of a word as `(clitics, rest)`, the whole word first: "ولمصدر" gives ("ول", "مصدر") too."""
    found = [("", key)]
    for at in range(1, min(4, len(key) - 1)):
        head, rest = key[:at], key[at:]
        if all(c in _PREFIXES for c in head):
            if head.endswith("لل"):
                found.append((head[:-1], "ال" + rest))
            elif head.endswith("ل") and rest.startswith("ل") and len(rest) > 2:
                found.append((head, "ا" + rest if rest.startswith("ل") else rest))
                found.append((head, rest))
            else:
                found.append((head, rest))
    return tuple(found)


_STARTS: dict[int, tuple[Collection[str], frozenset[str]]] = {}
"""The first words of the phrases of a table, by the table's identity; the tables of the lexicons live for good."""


def _starts(table: Collection[str]) -> frozenset[str]:
    known = _STARTS.get(id(table))
    if known is not None and known[0] is table:
        return known[1]
    found = frozenset(phrase.split(" ", 1)[0] for phrase in table)
    if isinstance(table, dict | frozenset):
        if len(_STARTS) >= 100:
            _STARTS.clear()
        _STARTS[id(table)] = table, found
    return found


def longest(words: Words, i: int, table: Collection[str], most: int = 6, clitics: str = "") -> tuple[str, int] | None:
    """The longest phrase of `table` that starts at word `i`: its key and the position after it. The first word may
    carry the `clitics`; quotation marks inside are passed over."""
    if not words.is_word(i):
        return None
    starts = _starts(table)
    for lead, first in unclitic(words.keys[i]):
        if first not in starts or (lead and not set(lead) <= set(clitics)):
            continue
        best: tuple[str, int] | None = (first, i + 1) if first in table else None
        joined, at, count = first, i + 1, 1
        while count < most and at < len(words.keys):
            if words.keys[at] in QUOTES_ANY:
                at += 1
                continue
            if not words.is_word(at):
                break
            if f"{joined} {words.keys[at][0]}" in table and words.keys[at][0] in "لب":
                best = (f"{joined} {words.keys[at][0]}", at)
            joined, at, count = f"{joined} {words.keys[at]}", at + 1, count + 1
            if joined in table:
                best = (joined, at)
        if best:
            return best
    return None


def among(table: Container[str], key: str, clitics: str = "") -> bool:
    """Whether the word, with or without the given clitics, is in the table."""
    return any(rest in table for lead, rest in unclitic(key) if set(lead) <= set(clitics))


def lookup(table: Mapping[str, V], key: str, clitics: str = "") -> V | None:
    """The value of a word, with or without the given clitics."""
    for lead, rest in unclitic(key):
        if (not lead or set(lead) <= set(clitics)) and rest in table:
            return table[rest]
    return None


def bare(key: str) -> str:
    """The word without its article."""
    return key[2:] if key.startswith("ال") and len(key) > 4 else key


def is_that(words: Words, i: int, lexicon: Attribution) -> bool:
    return words.keys[i] in lexicon.scope["that"]


def opens_quote(words: Words, i: int) -> bool:
    """Whether the mark at `i` opens a quotation; straight ones stand apart from the word before, close to the next."""
    key = words.keys[i]
    if key not in QUOTES_OPEN or key == "(":
        return False
    if key in "«“„":
        return True
    if i + 1 >= len(words.tokens):
        return False
    apart = i == 0 or words.tokens[i - 1].end < words.tokens[i].start or len(words.keys[i - 1]) == 1
    return (apart and words.tokens[i + 1].start == words.tokens[i].end) or (i > 0 and words.keys[i - 1] == ":")


def quote_length(words: Words, i: int) -> int:
    """How many words stand between the opening mark at `i` and its closing one; 99 if it does not close here."""
    opener = words.keys[i]
    closers = {"«": "»", "“": "”", "„": "”", "(": ")", '"': '"', "”": "“"}.get(opener, "")
    count = 0
    for at in range(i + 1, len(words.keys)):
        if words.keys[at] in closers:
            return count
        count += words.tokens[at].is_word
    return 99


def plain(key: str) -> str:
    """A word without conjunction and preposition, its article kept ("وللجيش" -> "الجيش")."""
    for lead, rest in reversed(unclitic(key)):
        if lead and rest.startswith("ال") and len(rest) > 4:
            return rest
    return key


def cut_clitic(text: str) -> str:
    first, _, rest = text.partition(" ")
    if first.startswith(("لل", "ولل")):
        first = "ال" + first.split("لل", 1)[1]
    elif first[:1] in "ولبف":
        first = first[1:]
    return f"{first} {rest}".strip()
