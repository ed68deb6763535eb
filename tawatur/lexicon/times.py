"""Words and patterns of time: what `data/times` holds. Patterns are regular expressions over classes of words, one
private character a class, so that they run over a sentence as over a short string."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from tawatur.errors import DataError
from tawatur.languages.script import fold
from tawatur.languages.tokens import tokenize
from tawatur.lexicon.files import compiled, read_yaml, sources
from tawatur.model import Frozen, Precision

EXTRA = ("num", "big", "year", "hyear", "wyear", "ord", "ordb", "thenum", "numdate", "L", "T", "other")
"""Classes that no word list gives: numbers, written dates, lengths, times, and everything else."""


class TimeWord(Frozen, frozen=True):
    """A word or phrase of time: its class, its value, whether it needs a cue beside it, its exact spelling."""

    cls: str
    value: int | str
    cue: bool = False
    exact: str = ""


class TimePattern(Frozen, frozen=True):
    """One rule of the grammar. `regex` runs over class characters; `constants` are values that the rule itself sets."""

    name: str
    level: int
    form: str
    precision: Precision
    regex: str
    constants: tuple[tuple[str, int | str], ...] = ()
    numbered: bool = False
    examples: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


class TimeLexicon(Frozen, frozen=True):
    """All of it. `words` is keyed by folded words joined by blanks; `starts` gives the longest phrase by first word."""

    words: dict[str, TimeWord]
    starts: dict[str, int]
    chars: dict[str, str]
    patterns: tuple[TimePattern, ...]
    heads: frozenset[str]
    cues: frozenset[str]


def sign_key(text: str, key: str) -> str:
    """The key of a token in the time tables: its folded key, or the sign itself."""
    return key or text


def phrase_key(text: str) -> str:
    """The key of a phrase in the time tables: its tokens joined by blanks."""
    return " ".join(sign_key(t.text, t.key) for t in tokenize(text))


def _words(paths: list[Path]) -> tuple[dict[str, TimeWord], dict[str, Any]]:
    words: dict[str, TimeWord] = {}
    lists: dict[str, list[str]] = {"heads": [], "cues": []}
    for path in paths:
        raw = read_yaml(path)
        for row in raw.get("words", []):
            for word in row["words"]:
                value = row.get("value", "")
                exact = str(word) if row.get("exact") else ""
                kept = value if isinstance(value, int) else str(value)
                entry = TimeWord(row["class"], kept, bool(row.get("cue")), exact)
                words.setdefault(phrase_key(str(word)), entry)
        for name in lists:
            lists[name] += raw.get(name, [])
    return words, lists


_NAME = re.compile(r"<(\w+):|[A-Za-z_]\w*|\{\w+\}")


def _compile(pattern: str, macros: dict[str, str], chars: dict[str, str], name: str) -> str:
    """The expression over class characters that a written pattern stands for; `DataError` names a wrong class."""
    for _ in range(4):
        pattern = re.sub(r"\{(\w+)\}", lambda m: macros[m.group(1)], pattern)
    seen: dict[str, int] = {}

    def one(match: re.Match[str]) -> str:
        if match.group(1):
            group = match.group(1)
            seen[group] = seen.get(group, 0) + 1
            return f"(?P<{group}{'_' * (seen[group] - 1)}>"
        if match.group() not in chars:
            raise DataError(f"patterns.yaml: {name}: no word has the class {match.group()!r}")
        return chars[match.group()]

    lookarounds = {"(?<=": "\x01", "(?<!": "\x02", "(?:": "\x03", "(?=": "\x04", "(?!": "\x05"}
    for text, sign in lookarounds.items():
        pattern = pattern.replace(text, sign)
    pattern = _NAME.sub(one, pattern).replace(" ", "").replace(">", ")").replace("(?P<", "\x06")
    pattern = re.sub("\x06(\\w+)\\)", r"(?P<\1>", pattern)
    for text, sign in lookarounds.items():
        pattern = pattern.replace(sign, text)
    try:
        re.compile(pattern)
    except re.error as error:
        raise DataError(f"patterns.yaml: {name}: {error}") from error
    return pattern


def _build(paths: tuple[Path, ...]) -> TimeLexicon:
    words, lists = _words([p for p in paths if p.stem != "patterns"])
    classes = dict.fromkeys([*EXTRA, *sorted({w.cls for w in words.values()})])
    chars = {name: chr(0xE000 + i) for i, name in enumerate(classes)}
    patterns = []
    macros: dict[str, str] = {}
    for path in paths:
        if path.stem != "patterns":
            continue
        raw = read_yaml(path)
        macros.update(raw.get("macros", {}))
        for row in raw.get("patterns", []):
            patterns.append(
                TimePattern(
                    name=row["name"],
                    level=row["level"],
                    form=row.get("form", "length"),
                    precision=row.get("precision", "unknown"),
                    regex=_compile(row["pattern"], macros, chars, row["name"]),
                    constants=tuple(row.get("set", {}).items()),
                    numbered=bool(row.get("numbered")),
                    examples=tuple(str(e) for e in row.get("examples", [])),
                    silent=tuple(str(e) for e in row.get("not", [])),
                )
            )
    starts: dict[str, int] = {}
    for key in words:
        parts = key.split(" ")
        starts[parts[0]] = max(starts.get(parts[0], 0), len(parts))
    heads, cues = (frozenset(fold(w) for w in lists[name]) for name in ("heads", "cues"))
    return TimeLexicon(words, starts, chars, tuple(patterns), heads, cues)


@lru_cache(maxsize=1)
def time_lexicon() -> TimeLexicon:
    """The tables of `data/times`, shipped and the user's, from the compiled cache if nothing changed."""
    return compiled("times", sources("times"), _build, TimeLexicon)


@lru_cache(maxsize=1)
def time_rules() -> dict[int, dict[str, tuple[tuple[TimePattern, re.Pattern[str]], ...]]]:
    """The compiled rules by level and by the class characters they can start with."""
    lexicon = time_lexicon()
    table: dict[int, dict[str, list[tuple[TimePattern, re.Pattern[str]]]]] = {0: {}, 1: {}, 2: {}}
    for rule in lexicon.patterns:
        compiled_rule = re.compile(rule.regex)
        for char in first_chars(rule.regex):
            table[rule.level].setdefault(char, []).append((rule, compiled_rule))
    return {level: {c: tuple(r) for c, r in rows.items()} for level, rows in table.items()}


def first_chars(regex: str) -> frozenset[str]:
    """Every class character with which a match of `regex` may begin."""
    return _alternatives(regex, 0)[0]


def _alternatives(regex: str, at: int) -> tuple[frozenset[str], bool, int]:
    """First characters of the alternatives from `at` to the closing bracket: the set, whether empty fits, the end."""
    found: frozenset[str] = frozenset()
    empty = False
    while True:
        here, nothing, at = _sequence(regex, at)
        found, empty = found | here, empty or nothing
        if at >= len(regex) or regex[at] != "|":
            return found, empty, at
        at += 1


def _sequence(regex: str, at: int) -> tuple[frozenset[str], bool, int]:
    found: frozenset[str] = frozenset()
    empty = True
    while at < len(regex) and regex[at] not in "|)":
        if regex[at] != "(":
            here, nothing, at = frozenset(regex[at]), False, at + 1
        else:
            start = at
            body = re.compile(r"\((?:\?:|\?P<\w+>|\?<?[=!])").match(regex, at)
            if body is None:
                raise DataError("patterns.yaml: a bracket without (?: or a group name")
            aside = body.group() in ("(?=", "(?!", "(?<=", "(?<!")
            if regex[body.end()] == "[":  # a set inside a lookbehind: nothing of the match itself
                at = regex.index(")", at)
                here, nothing = frozenset(), True
            else:
                here, nothing, at = _alternatives(regex, body.end())
            at += 1
            if aside:
                here, nothing = frozenset(), True
            assert at > start
        if at < len(regex) and regex[at] == "{":
            at = regex.index("}", at) + 1
        if at < len(regex) and regex[at] == "?":
            nothing, at = True, at + 1
        if empty:
            found = found | here
        empty = empty and nothing
    return found, empty, at
