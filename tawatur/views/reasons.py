"""The sentences of reasons in Arabic. A rule writes one English sentence; its Arabic is a template in data."""

from __future__ import annotations

import re
from functools import lru_cache

from tawatur.errors import DataError
from tawatur.lexicon.files import SHIPPED, read_yaml
from tawatur.model import Frozen
from tawatur.views.names import arabic_name, named_place

_GAP = re.compile(r"\{(\w+)\}")

_WEIGHTS = re.compile(r" \[[^\[\]]*\]$")
_KEPT = 20_000


class Template(Frozen, frozen=True):
    """`pattern` matches the sentence with its gaps as groups, `literal` must stand in it, `ar` has the same gaps."""

    pattern: re.Pattern[str]
    literal: str
    ar: str


def plain(note: str) -> str:
    """The sentence without the weights of words behind it, which speak to nobody but the model's maker."""
    return _WEIGHTS.sub("", note)


@lru_cache(maxsize=_KEPT)
def arabic(note: str) -> str:
    """The sentence in Arabic, empty if the data has none for it or for a part of it."""
    return _filled(note) or _joined(note, "; ", "؛ ") or _joined(note, ", ", "، ")


def _joined(note: str, mark: str, arabic_mark: str) -> str:
    """The parts of a sentence, every one of them known; empty if it has no parts or one is not."""
    parts = note.split(mark)
    filled = [_filled(part) or _joined(part, ", ", "، ") for part in parts] if len(parts) > 1 else []
    return arabic_mark.join(filled) if all(filled) else ""


def _filled(note: str) -> str:
    for one in _templates():
        if one.literal in note:
            found = one.pattern.fullmatch(note)
            if found is not None:
                return one.ar.format(**{name: value(given) for name, given in found.groupdict().items()})
    return ""


def value(given: str) -> str:
    """What stands in a gap: a known word, a sentence, a name or a list of names; else as it is."""
    if given[:1].isdigit():
        return f"\u2066{given}\u2069"  # figures and their signs keep their order inside Arabic
    known = _words().get(given) or arabic_name(given) or named_place(given)
    if known:
        return known
    for mark, arabic_mark in ((", ", "، "), (" or ", " أو ")):
        if mark in given:
            return arabic_mark.join(value(part) for part in given.split(mark))
    return _filled(given) or given if given.isascii() else given


@lru_cache(maxsize=1)
def _data() -> dict[str, object]:
    found: dict[str, object] = read_yaml(SHIPPED / "messages" / "reasons.yaml")
    return found


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    words = _data()["words"]
    if not isinstance(words, dict):
        raise DataError("reasons.yaml: words must be a map of English to Arabic")
    return {str(en): str(ar) for en, ar in words.items()}


@lru_cache(maxsize=1)
def _templates() -> tuple[Template, ...]:
    rows = _data()["reasons"]
    if not isinstance(rows, list):
        raise DataError("reasons.yaml: reasons must be a list")
    return tuple(template(str(row["en"]), str(row["ar"])) for row in rows)


def template(en: str, ar: str) -> Template:
    """The template of one row; `DataError` if the two sentences do not have the same gaps."""
    gaps = _GAP.findall(en)
    if sorted(gaps) != sorted(_GAP.findall(ar)) or len(set(gaps)) != len(gaps):
        raise DataError(f"reasons.yaml: {en!r} and its Arabic do not have the same gaps, each once")
    between = _GAP.split(en)[::2]
    pattern = re.escape(between[0])
    for name, text in zip(gaps, between[1:], strict=True):
        pattern += f"(?P<{name}>(?:(?!; ).)+?){re.escape(text)}"
    return Template(re.compile(pattern, re.DOTALL), max(between, key=len), ar)
