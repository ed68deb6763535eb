"""Lint of the words of time and number: no entry that another one hides, no class that no rule uses."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.languages.script import fold
from tawatur.lexicon.files import read_csv, read_yaml, sources
from tawatur.lexicon.lint import label
from tawatur.lexicon.times import phrase_key, time_lexicon

_MEANT_FOR_CODE = frozenset({"none", "hijri"})


def lint_times() -> tuple[str, ...]:
    """What is wrong with `data/times`, one sentence each; empty if all is well."""
    return (*_hidden_words(), *_unused_classes())


def _hidden_words() -> Iterator[str]:
    """A phrase that stands in two rows of different class or value: the later one never acts."""
    seen: dict[str, tuple[str, str, str]] = {}
    for path in sources("times", "*.yaml"):
        for row in read_yaml(path).get("words", []):
            for word in row["words"]:
                meaning = (str(row["class"]), str(row.get("value", "")), str(word))
                first = seen.setdefault(phrase_key(str(word)), meaning)
                if first[:2] != meaning[:2]:
                    yield f"{label(path)}: {word!r} as {meaning[0]} is hidden by {first[2]!r} as {first[0]}"


def _unused_classes() -> Iterator[str]:
    lexicon = time_lexicon()
    used = {char for rule in lexicon.patterns for char in rule.regex}
    for word in sorted({w.cls for w in lexicon.words.values()} - _MEANT_FOR_CODE):
        if lexicon.chars[word] not in used:
            yield f"times: no rule uses the class {word!r}"


def lint_numbers() -> tuple[str, ...]:
    """What is wrong with `data/numbers`: nouns given twice, or one noun's plural that is another one's singular."""
    found: list[str] = []
    singulars: dict[str, str] = {}
    for path in sources("numbers", "*.csv"):
        rows = read_csv(path)
        for row in rows:
            key = fold(row["singular"])
            if key in singulars:
                found.append(f"{label(path)}: {row['singular']!r} stands there twice")
            singulars[key] = row["singular"]
            if not row["source"].strip():
                found.append(f"{label(path)}: {row['singular']!r} has no provenance")
    return tuple(found)
