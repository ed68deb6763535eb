"""The chain of attribution of every stretch of a report: who says it, relayed by whom, from the outlet inwards.

A chain is empty where the outlet speaks in its own voice. `docs/method/chains.md` gives the rules; the codebook
(section 3, `chain`) what a chain is.
"""

from __future__ import annotations

from tawatur.claims.chain_frames import Frame, frames_of
from tawatur.model import Frozen, Link, Mention, Span
from tawatur.passages.document import Document


class Attribution(Frozen, frozen=True):
    """The stretches of a report that somebody is said to say, in reading order; they nest but do not cross.

    `cues` are the attribution phrases themselves: they belong to no stretch.
    """

    frames: tuple[Frame, ...]
    cues: tuple[Span, ...] = ()

    def chain_of(self, span: Span) -> tuple[Link, ...]:
        """The chain under which most of `span` stands, attribution phrases left out; ties go to its first stretch."""
        weights: dict[int, int] = {}
        free = [True] * len(span)
        for cue in self.cues:
            for i in range(max(cue.start, span.start), min(cue.end, span.end)):
                free[i - span.start] = False
        owner = [-1] * len(span)
        for number, frame in enumerate(self.frames):
            for i in range(max(frame.span.start, span.start), min(frame.span.end, span.end)):
                owner[i - span.start] = number
        for i, number in enumerate(owner):
            if free[i]:
                weights[number] = weights.get(number, 0) + 1
        if not weights:
            return ()
        best = max(weights, key=lambda number: (weights[number], -owner.index(number)))
        return self.frames[best].links if best >= 0 else ()


def attribute(document: Document, mentions: tuple[Mention, ...]) -> Attribution:
    """The attribution of a report, from its sentences and the actors found in it."""
    frames, cues = frames_of(document, mentions)
    return Attribution(frames, cues)
