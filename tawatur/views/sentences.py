"""Sentences of reasons on the page, in both languages; one that many claims have stands there once, in the style."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from markupsafe import Markup

from tawatur.views.reasons import arabic

_OFTEN = 4
"""From so many uses on a sentence is written once, as a class that style fills in either language."""


class Sentences:
    """The sentences of one page."""

    def __init__(self, notes: Iterable[str]) -> None:
        often = (note for note, uses in Counter(notes).items() if note and uses >= _OFTEN)
        self._classes = {note: f"w{number}" for number, note in enumerate(sorted(often))}

    def said(self, note: str) -> Markup:
        """A sentence in Arabic labels and in English ones; English in both where there is no Arabic for it."""
        if note in self._classes:
            return Markup('<i class="w {}"></i>').format(self._classes[note])
        other = arabic(note)
        if not other:
            return Markup('<bdi lang="en">{}</bdi>').format(note)
        return Markup('<bdi class="ar">{}</bdi><bdi class="en" lang="en">{}</bdi>').format(other, note)

    def css(self) -> Markup:
        """The style that fills the classes."""
        rules = (bilingual(f".{name}::before", arabic(note) or note, note) for note, name in self._classes.items())
        return Markup("\n").join(rules)


def bilingual(selector: str, ar: str, en: str) -> Markup:
    """Rules for generated content: half the size of writing both languages each time."""
    first, second = f"{selector}{{content:{_css(ar)}}}", f"#en:checked~* {selector}{{content:{_css(en)}}}"
    return Markup(f"{first}\n{second}")  # noqa: S704 (every value went through _css)


def _css(text: str) -> str:
    """A CSS string, with everything that could end it or the style element escaped."""
    return '"' + "".join(c if c.isalnum() or c in " -,'×؟" else f"\\{ord(c):x} " for c in text) + '"'
