"""A report cut into the sentences that the later steps read."""

from __future__ import annotations

from tawatur.languages import Token
from tawatur.model import Frozen, Passage, Report, Span


class Sentence(Frozen, frozen=True):
    """One sentence or headline with its tokens; offsets are those of the report's text."""

    id: str
    span: Span
    headline: bool
    tokens: tuple[Token, ...]


class Document(Frozen, frozen=True):
    """A report with its passages, and its sentences in reading order, page furniture left out."""

    report: Report
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]
