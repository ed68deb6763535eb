"""The chain of attribution of every stretch of a report: who says it, relayed by whom, from the outlet inwards.

A chain is empty where the outlet speaks in its own voice. `docs/method/chains.md` gives the rules; the codebook
(section 3, `chain`) what a chain is.
"""

from __future__ import annotations

from itertools import pairwise

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
        frames = [(number, one.span) for number, one in enumerate(self.frames) if one.span.overlaps(span)]
        cues = [cue for cue in self.cues if cue.overlaps(span)]
        edges = {span.start, span.end}
        for part in (*(part for _, part in frames), *cues):
            edges |= {max(part.start, span.start), min(part.end, span.end)}
        first: dict[int, int] = {}
        weights: dict[int, int] = {}
        for start, end in pairwise(sorted(edges)):
            owner = max((number for number, part in frames if part.start <= start < part.end), default=-1)
            first.setdefault(owner, start)
            if not any(cue.start <= start < cue.end for cue in cues):
                weights[owner] = weights.get(owner, 0) + end - start
        best = max(weights, key=lambda owner: (weights[owner], -first[owner]), default=-1)
        return self.frames[best].links if best >= 0 else ()


def attribute(document: Document, mentions: tuple[Mention, ...]) -> Attribution:
    """The attribution of a report, from its sentences and the actors found in it."""
    frames, cues = frames_of(document, mentions)
    return Attribution(frames, cues)
