"""A sentence as a row of classed items, one private character each: the input of the time grammar.

Numbers come from the number grammar, words and phrases from `data/times`; what is neither is `other`. A glued و becomes
an item of its own, so that "بين الجمعة والسبت" has its `and`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tawatur.languages.tokens import Token
from tawatur.lexicon.times import TimeLexicon, TimeWord, time_lexicon
from tawatur.mentions.number_words import Number, readings
from tawatur.model import Frozen, TimeRef

Value = int | str | tuple[int, ...] | TimeRef


class Item(Frozen, frozen=True):
    """One item over the tokens `[first, last)`; a glued `and` has none. `glued` counts the letters of its particles."""

    cls: str
    value: Value
    first: int
    last: int
    glued: int = 0


_NUMDATE = re.compile(r"(?:(\d{1,2})[.,](\d{1,2})[.,](\d{4})|(\d{4})[.,](\d{1,2})[.,](\d{1,2}))\Z")
_MARKS = re.compile("[\u064b-\u065f\u0640]")


@lru_cache(maxsize=50_000)
def _starts(key: str) -> tuple[tuple[str, str, int], ...]:
    """The readings of a first word that begin some phrase of time: particles, rest, longest phrase."""
    lexicon = time_lexicon()
    out = []
    for prefix, stem in readings(key) if len(key) <= 24 else ():
        longest = lexicon.starts.get(stem)
        if longest and "ال" not in prefix:
            out.append((prefix, stem, longest))
    return tuple(out)


def _word_at(keys: Sequence[str], at: int, lexicon: TimeLexicon) -> tuple[TimeWord, int, str] | None:
    """The longest phrase of time at a token: the word, the next token, the particles before it."""
    best: tuple[TimeWord, int, str] | None = None
    for prefix, stem, longest in _starts(keys[at]):
        for size in range(min(longest, len(keys) - at), 0, -1):
            phrase = stem if size == 1 else " ".join((stem, *keys[at + 1 : at + size]))
            word = lexicon.words.get(phrase)
            if word is not None:
                if best is None or at + size > best[1]:
                    best = (word, at + size, prefix)
                break
    return best


def _number_item(number: Number, tokens: Sequence[Token]) -> Item | None:
    """The item of a number; `None` if it is no whole number of a size that time uses."""
    value = int(number.value) if number.value.is_integer() else -1
    if value < 0 or value > 9999 or (value == 1 and number.kind == "words"):
        return None
    if number.kind == "ordinal":
        cls = "ord"
    elif number.kind == "bare ordinal":
        cls = "ordb"
    elif number.definite and number.kind == "words":
        cls = "thenum"
    elif 1900 <= value <= 2099:
        cls = "year" if number.kind == "digits" and len(tokens[number.first].text) == 4 else "wyear"
    elif number.kind == "digits" and _is_hijri_year(value, number, tokens):
        cls = "hyear"
    else:
        cls = "num" if 1 <= value <= 31 else "big"
    glued = len(number.prefix)
    return Item(cls, value, number.first, number.last, glued)


def _is_hijri_year(value: int, number: Number, tokens: Sequence[Token]) -> bool:
    """1400 to 1449 by itself, 1300 to 1499 before هـ: "عام 1453" is the fall of Constantinople."""
    after = tokens[number.last].key if number.last < len(tokens) else ""
    return 1400 <= value <= 1449 or (1300 <= value <= 1499 and after in ("ه", "هجري", "هجريه", "للهجره"))


def _written_date(token: Token) -> tuple[int, int, int] | None:
    """Year, month and day of one token "19.11.2017"."""
    if not token.key[:1].isdigit():
        return None
    match = _NUMDATE.match(token.key) if len(token.key) <= 10 else None
    if match is None:
        return None
    d, m, y, y2, m2, d2 = match.groups()
    return (int(y), int(m), int(d)) if y else (int(y2), int(m2), int(d2))


class _Reader:
    """Reads items from left to right; keeps the tokens, the numbers by first token, and the items so far."""

    def __init__(self, tokens: Sequence[Token], numbers: Sequence[Number]) -> None:
        self.tokens = tokens
        self.keys = [t.key or t.text for t in tokens]  # as `lexicon.times.sign_key`
        self.numbers = {n.first: n for n in numbers}
        self.lexicon = time_lexicon()
        self.items: list[Item] = []

    def put(self, item: Item, prefix: str) -> None:
        if prefix.startswith("و"):
            self.items.append(Item("and", "", item.first, item.first))
        self.items.append(item)

    def step(self, at: int) -> int:
        """Reads the item at a token; the next token."""
        token = self.tokens[at]
        found = _word_at(self.keys, at, self.lexicon)
        number = self.numbers.get(at)
        if found is None and number is None:
            return self.plain(at)
        if number is not None and (found is None or found[1] <= number.last) and (found is None or not _is_word(found)):
            item = _number_item(number, self.tokens)
            if item is not None:
                self.put(item, number.prefix)
                return number.last
        if found is None or (found[0].cls == "none"):
            end = at + 1 if found is None else found[1]
            self.put(Item("other", "", at, end), "و" if token.key == "و" else "")
            return end
        word, end, prefix = found
        if (word.exact and not self.spelled(at, word)) or (word.cue and not self.cued(at, end, prefix)):
            self.put(Item("other", "", at, end), "")
            return end
        if word.cls in ("month", "hmonth"):
            end = self.paired(end, word)
        self.put(Item(word.cls, word.value, at, end, len(prefix)), prefix)
        return end

    def plain(self, at: int) -> int:
        """Reads a token that is neither a word of time nor a number: a date written with points, or nothing."""
        written = _written_date(self.tokens[at])
        self.items.append(Item("other", "", at, at + 1) if written is None else Item("numdate", written, at, at + 1))
        return at + 1

    def spelled(self, at: int, word: TimeWord) -> bool:
        """Whether the word stands as the data writes it, or without its hamza behind a number or another month."""
        text = _MARKS.sub("", self.tokens[at].text)
        before = self.items[-1].cls if self.items else ""
        plain = text.endswith(_plain(word.exact)) and before in ("num", "ord", "of", "month", "slash")
        return text.endswith(word.exact) or plain

    def cued(self, at: int, end: int, prefix: str) -> bool:
        """Whether the words beside an ambiguous month make it one."""
        before = self.items[-1].cls if self.items else ""
        after = self.keys[end] if end < len(self.keys) else ""
        if before in ("num", "ord", "slash", "lp", "month1", "themonth1", "pos", "of", "month") and prefix in ("", "ل"):
            return True
        word = self.lexicon.words.get(after)
        if after in ("/", "(") or (word is not None and word.cls == "rel") or (after.isdigit() and len(after) == 4):
            return prefix in ("", "و", "ب", "ل")
        return at > 0 and prefix == "" and self.keys[at - 1] in self.lexicon.cues

    def paired(self, end: int, word: TimeWord) -> int:
        """The end of a month that is named twice: "نوفمبر (تشرين الثاني)", "آذار/مارس", "سبتمبر ايلول"."""
        here = end
        bracket = here < len(self.keys) and self.keys[here] in "(["
        if here < len(self.keys) and self.keys[here] in ("/", "-", "(", "["):
            here += 1
        other = _word_at(self.keys, here, self.lexicon) if here < len(self.keys) else None
        if other is None or other[0].cls != word.cls or other[0].value != word.value or other[2]:
            return end
        here = other[1]
        if not bracket:
            return here
        return here + 1 if here < len(self.keys) and self.keys[here] in ")]" else end


def _plain(text: str) -> str:
    return text.replace("آ", "ا").replace("أ", "ا")


def _is_word(found: tuple[TimeWord, int, str]) -> bool:
    return found[0].cls in ("weekday", "relday", "none", "event")


def items_of(tokens: Sequence[Token], numbers: Sequence[Number]) -> list[Item]:
    """The items of a sentence, in order."""
    reader = _Reader(tokens, numbers)
    past = 0
    for at, key in enumerate(reader.keys):
        if at < past:
            continue
        if _starts(key) or at in reader.numbers or key[:1].isdigit():
            past = reader.step(at)
        else:  # most words
            reader.items.append(Item("other", "", at, at + 1))
    return reader.items


def line_of(items: Sequence[Item]) -> str:
    """The class characters of items, the string that the rules run over."""
    chars = time_lexicon().chars
    return "".join([chars[item.cls] for item in items])
