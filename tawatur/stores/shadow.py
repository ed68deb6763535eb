"""The search shadow: folded, light-stemmed words, and the way back to the words that a reader sees.

SQLite's own tokenizer knows neither clitics nor hamza forms; over the shadow it finds "والمدينة" for "مدينة".
"""

from __future__ import annotations

import re
from functools import lru_cache

from tawatur.errors import QueryError
from tawatur.languages import light_stem, tokenize
from tawatur.model import Span

_SPREAD = re.compile(r"ـ\s|\sـ|\s-?\d")
_PART = re.compile(r'"([^"]*)"|(\S+)')


def _stem(key: str) -> str:
    """The light stem without the open ta that a feminine noun shows before a pronoun ("مدينتهم" beside "مدينة")."""
    stem = light_stem(key)
    return stem[:-1] if stem.endswith("ت") and len(stem) >= 4 else stem


@lru_cache(maxsize=200_000)
def _stems(word: str) -> str:
    """The stems of what stands between two spaces. News repeats its words, so most are known already."""
    return " ".join(_stem(token.key) for token in tokenize(word) if token.is_word)


def shadow(text: str, span: Span) -> str:
    """The searchable form of one sentence."""
    words = span.of(text)
    if _SPREAD.search(words):  # a word broken up over a space, a number behind its arm: the tokenizer joins these
        return " ".join(_stem(token.key) for token in tokenize(words) if token.is_word)
    return " ".join(stems for word in words.split() if (stems := _stems(word)))


def query(words: str) -> tuple[str, frozenset[str]]:
    """The FTS5 expression for what a user typed (all words; a quoted part as a phrase), and its stems.

    Raises `QueryError` if no letter or digit is in it.
    """
    phrases: list[list[str]] = []
    for quoted, bare in _PART.findall(words):
        stems = [_stem(token.key) for token in tokenize(quoted or bare) if token.is_word]
        if stems:
            phrases.append(stems)
    if not phrases:
        raise QueryError(f"nothing to search for in {words!r}; give at least one word")
    expression = " AND ".join('"' + " ".join(stems) + '"' for stems in phrases)
    return expression, frozenset(stem for stems in phrases for stem in stems)


def marks(text: str, span: Span, stems: frozenset[str]) -> tuple[Span, ...]:
    """The words of a sentence that a query's stems stand for."""
    found = (token for token in tokenize(text, span.start, span.end) if token.is_word)
    return tuple(token.span for token in found if _stem(token.key) in stems)
