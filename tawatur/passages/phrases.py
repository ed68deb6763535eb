"""The furniture list, folded and ready to match: whole lines, beginnings, patterns."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from tawatur.languages import fold
from tawatur.lexicon import compiled, read_yaml, sources
from tawatur.model import Frozen
from tawatur.passages.lines import Line

_WORD = re.compile(r"[^\W_]+")
_FILE = "furniture.yaml"
_LISTS = (
    "blocks",
    "ends",
    "lines",
    "sections",
    "beginnings",
    "tail_beginnings",
    "caption_beginnings",
    "caption_words",
    "link_signs",
)


class Lists(Frozen, frozen=True):
    """Folded phrases by list, and the patterns with their names."""

    phrases: dict[str, tuple[str, ...]]
    patterns: tuple[tuple[str, str], ...]


class Phrases:
    """Answers what the list says of one line."""

    def __init__(self, lists: Lists) -> None:
        self.blocks = frozenset(lists.phrases["blocks"])
        self.ends = frozenset(lists.phrases["ends"])
        self.lines = frozenset(lists.phrases["lines"])
        self.sections = frozenset(lists.phrases["sections"])
        self.caption_words = frozenset(lists.phrases["caption_words"])
        self.link_signs = tuple(lists.phrases["link_signs"])
        self._beginnings = _by_first(lists.phrases["beginnings"])
        self._tail = _by_first(lists.phrases["tail_beginnings"])
        self._captions = _by_first(lists.phrases["caption_beginnings"])
        self._patterns = [(name, re.compile(pattern)) for name, pattern in lists.patterns]

    def begins(self, line: Line) -> bool:
        return _starts(self._beginnings, line)

    def begins_in_tail(self, line: Line) -> bool:
        return _starts(self._tail, line)

    def begins_caption(self, line: Line) -> bool:
        return _starts(self._captions, line)

    def pattern(self, line: Line) -> str:
        """The name of the pattern that the line fits, or an empty string."""
        text = plain(line.text)
        return next((name for name, pattern in self._patterns if pattern.search(text)), "")


def plain(text: str) -> str:
    """The folded line with single blanks: what patterns are matched against."""
    return " ".join(fold.__wrapped__(text).split())


def phrase_key(text: str) -> str:
    """The words of a phrase folded, digits left out."""
    return " ".join(w for w in _WORD.findall(fold(text)) if not w.isdigit())


def bare_key(line: Line) -> str:
    """The key of a line without its numbers, so that "التعليقات (0)" is "التعليقات"."""
    return " ".join(w for w in line.words if not w.isdigit())


def _by_first(phrases: tuple[str, ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        table[words[0]] = (*table.get(words[0], ()), words)
    return table


def _starts(table: dict[str, tuple[tuple[str, ...], ...]], line: Line) -> bool:
    if not line.words:
        return False
    return any(line.words[: len(words)] == words for words in table.get(line.words[0], ()))


def _build(paths: tuple[Any, ...]) -> Lists:
    phrases: dict[str, list[str]] = {name: [] for name in _LISTS}
    patterns: list[tuple[str, str]] = []
    for path in paths:
        content = read_yaml(path)
        for name in _LISTS:
            made = (str(p) if name == "link_signs" else phrase_key(str(p)) for p in content.get(name, ()))
            phrases[name] += made
        patterns += [(row["name"], row["pattern"]) for row in content.get("patterns", ())]
    unique = {name: tuple(dict.fromkeys(filter(None, found))) for name, found in phrases.items()}
    return Lists(unique, tuple(patterns))


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """The shipped list and the user's additions."""
    return Phrases(compiled("furniture", sources(_FILE), _build, Lists))
