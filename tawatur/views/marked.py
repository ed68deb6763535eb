"""A report's text cut where something begins or ends, so that overlapping claims can be marked in place.

HTML elements cannot overlap, claims do: each segment carries the numbers of all claims that cover it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tawatur.model import Frozen, Passage, Span


class Segment(Frozen, frozen=True):
    """A run of text under the same claims. `claims` are their numbers, shortest evidence first; `ends` the numbers of
    those whose evidence ends with this segment, in order of their start."""

    text: str
    claims: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    headline: bool = False
    furniture: bool = False


def segments(text: str, claims: Sequence[tuple[int, Span]], passages: Sequence[Passage]) -> tuple[Segment, ...]:
    """The whole text as segments, in order and without gaps; `claims` are pairs of number and evidence.

    Spans that reach outside the text are cut to it; the segments' texts joined are always the text.
    """
    clipped = [(number, _clip(span, len(text))) for number, span in claims]
    headlines = [_clip(p.span, len(text)) for p in passages if p.part == "headline"]
    furniture = [_clip(p.span, len(text)) for p in passages if p.part == "furniture"]
    spans = [span for _, span in clipped] + headlines + furniture
    edges = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans)})
    by_length = sorted(clipped, key=lambda pair: (len(pair[1]), pair[0]))
    out = []
    for start, end in pairwise(edges):
        piece = Span(start, end)
        covering = tuple(number for number, span in by_length if span.contains(piece))
        closing = tuple(number for number, span in clipped if span.end == end and number in covering)
        in_headline = any(span.contains(piece) for span in headlines)
        in_furniture = any(span.contains(piece) for span in furniture)
        out.append(Segment(text[start:end], covering, closing, in_headline, in_furniture))
    return tuple(out)


def _clip(span: Span, length: int) -> Span:
    start = min(max(span.start, 0), length)
    return Span(start, min(max(span.end, start), length))
