"""Events and shared passages as the links of the exchange format (codebook, section 6)."""

from __future__ import annotations

from collections.abc import Iterable

from tawatur.model import Because, CrossLink, content_id
from tawatur.model.event import Comparison, Event, SharedPassage


def same_event_links(events: Iterable[Event]) -> tuple[CrossLink, ...]:
    """One link for every event of two claims or more, sorted by id; the reasons are those of its strongest tie."""
    found = []
    for event in events:
        if len(event.claims) > 1:
            best = max(event.links, key=lambda link: (link.score, link.first, link.second))
            because = tuple(map(because_of, best.because))
            found.append(CrossLink(content_id("link", event.id), "same_event", claims=event.claims, because=because))
    return tuple(sorted(found, key=lambda link: link.id))


def reuse_links(passages: Iterable[SharedPassage]) -> tuple[CrossLink, ...]:
    """One link for every shared passage, sorted by id; the source comes first where the direction is known."""
    found = []
    for one in passages:
        spans = (one.second, one.first) if one.direction == "first from second" else (one.first, one.second)
        because = (Because("reuse.direction", one.direction), *map(because_of, one.because))
        found.append(CrossLink(content_id("link", one.id), "reuse", passages=spans, because=because))
    return tuple(sorted(found, key=lambda link: link.id))


def because_of(comparison: Comparison) -> Because:
    """A comparison as a reason; its spans lie in several reports, so a reason of one report cannot carry them."""
    return Because(comparison.rule, comparison.note, comparison.score)
