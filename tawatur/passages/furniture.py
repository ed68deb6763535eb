"""Page furniture: the lines of a saved page that are not its report."""

from __future__ import annotations

from tawatur.model import Because
from tawatur.passages.lines import Line


def furniture(lines: list[Line], shared: frozenset[str]) -> dict[int, Because]:
    """Line number -> why it is furniture."""
    found: dict[int, Because] = {}
    seen: set[str] = set()
    for i, line in enumerate(lines):
        key = line.key
        if not line.words:
            found[i] = Because("furniture.signs", "a line without words")
        elif len(line.words) >= 3 and key in seen:
            found[i] = Because("furniture.repeated", "the line stands on the page before")
        elif key in shared and not line.ended:
            found[i] = Because("furniture.shared", "other reports have the same line")
        seen.add(key)
    return found
