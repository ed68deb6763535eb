"""Checks that hold for every data file, whatever it means: readable, NFC, no letter of another script's keyboard.

What a file means is checked by its own reader and its own lint; this is the net below them.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tawatur.lexicon.files import SHIPPED, user_data

TEXT_ENDINGS = frozenset({".yaml", ".csv"})
_ARABIC = re.compile("[\u0621-\u064a]")
# Letters that a Persian or Urdu keyboard gives for Arabic ones: they look the same and match nothing.
_LOOKALIKES = {"\u06cc": "Farsi yeh for ي", "\u06a9": "keheh for ك", "\u06c1": "heh goal for ه", "\u06d5": "ae for ه"}
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad\u0640]")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_LONE_LETTER = re.compile("\\b[\u0621-\u064a]{1,4}\u0640(?![^\\W\\d_])")
"""A clitic or an abbreviation that is written with a joining stroke of its own, as in «لـ», «الـ48» and «هـ»."""
UNCHECKED = "general knowledge, unchecked"
"""What a source says of that which nobody has looked up."""


def data_files() -> tuple[Path, ...]:
    """Every YAML and CSV file, shipped first, then the user's own."""
    roots = [root for root in (SHIPPED, user_data()) if root.is_dir()]
    return tuple(p for root in roots for p in sorted(root.rglob("*")) if p.suffix in TEXT_ENDINGS and p.is_file())


def label(path: Path) -> str:
    """The file's place in its data folder, without the machine's own path."""
    for root in (SHIPPED, user_data()):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name


def lint_file(path: Path, letters: str = "") -> tuple[str, ...]:
    """What is wrong with one file, each with file and line; `letters` are allowed beside those of Arabic."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return (f"{label(path)}: not UTF-8: {error}",)
    structure = _yaml_problems(text) if path.suffix == ".yaml" else _csv_problems(text)
    found = [*structure, *_letter_problems(text, letters)]
    return tuple(f"{label(path)}{where}: {problem}" for where, problem in found)


def _letter_problems(text: str, letters: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("#"):
            continue
        where = f":{number}"
        if not unicodedata.is_normalized("NFC", line):
            yield where, f"not in NFC: {line.strip()[:60]!r}"
        if _PRESENTATION.search(line):
            yield where, f"a presentation form, write the plain letter: {line.strip()[:60]!r}"
        for sign in _INVISIBLE.findall(_LONE_LETTER.sub("", line)):
            if sign not in letters:
                yield where, f"U+{ord(sign):04X} {unicodedata.name(sign, '')}: {line.strip()[:60]!r}"
        for word in re.findall(r"\w+", line):
            for letter in _LOOKALIKES.keys() & set(word) - set(letters):
                if _ARABIC.search(word):
                    yield where, f"{_LOOKALIKES[letter]} in {word!r}"


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Strict(_Base):  # type: ignore[misc]
    """Refuses a key that stands twice in one mapping; YAML itself would keep the last and drop the first."""


def _mapping(loader: _Strict, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key, _ in node.value:
        value = loader.construct_object(key)
        if value in seen:
            raise yaml.MarkedYAMLError(problem=f"the key {value!r} stands twice", problem_mark=key.start_mark)
        seen.add(value)
    mapping: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    return mapping


_Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _yaml_problems(text: str) -> Iterator[tuple[str, str]]:
    try:
        yaml.load(text, Loader=_Strict)  # noqa: S506 (a subclass of the safe loader)
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        yield line, str(error.problem)
    except yaml.YAMLError as error:
        yield "", str(error)


def _csv_problems(text: str) -> Iterator[tuple[str, str]]:
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if not line.startswith("#")]
    rows = list(csv.reader(line for _, line in lines))
    if not rows:
        yield "", "no header line"
        return
    head, seen = rows[0], dict[tuple[str, ...], int]()
    for (number, _), row in zip(lines[1:], rows[1:], strict=False):
        where = f":{number}"
        if len(row) != len(head):
            yield where, f"{len(row)} columns, the header has {len(head)}"
        elif "source" in head and not row[head.index("source")].strip():
            yield where, f"no provenance in the column `source`: {','.join(row)[:60]!r}"
        elif tuple(row) in seen:
            yield where, f"the same row as line {seen[tuple(row)]}"
        seen.setdefault(tuple(row), number)


def unchecked() -> tuple[str, ...]:
    """Every line, with its file and number, that says its provenance is general knowledge that nobody has checked."""
    out = []
    for path in data_files():
        if path.parent.name != "messages":
            lines = enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1)
            out += [f"{label(path)}:{n}: {line.strip()[:100]}" for n, line in lines if UNCHECKED in line]
    return tuple(out)
