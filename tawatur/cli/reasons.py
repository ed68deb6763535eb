"""The sentences of reasons in the reader's language."""

from __future__ import annotations

from tawatur.cli.messages import Messages


def told(say: Messages, note: str) -> str:
    """A reason's sentence; in Arabic where the reader reads Arabic and the data has it, with what stands behind it."""
    if say.language != "ar":
        return note
    from tawatur.views.reasons import arabic, plain

    sentence = plain(note)
    return f"{arabic(sentence) or sentence}{note[len(sentence) :]}"
