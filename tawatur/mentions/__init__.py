"""What sentences name: actors, places, times, quantities, sources; and how overlaps between the kinds are settled."""

from __future__ import annotations

from tawatur.mentions.actors import find_actors
from tawatur.mentions.names import find_names
from tawatur.mentions.places import find_places
from tawatur.mentions.quantities import find_quantities
from tawatur.mentions.sources import find_sources
from tawatur.mentions.times import find_times
from tawatur.model import ActorRef, Mention, Quantity, Unknown
from tawatur.passages import Document

__all__ = ["find", "settle"]

_FINDERS = (find_places, find_times, find_quantities, find_sources)
_BLOCK = 256


def find(document: Document) -> tuple[Mention, ...]:
    """All mentions of a report, sorted by span, kind and id; each finder runs alone, then `settle` decides.
    Only unknown names are looked for with the known actors at hand."""
    actors = find_actors(document)
    found = [mention for finder in _FINDERS for mention in finder(document)]
    return settle([*actors, *found, *find_names(document, actors)])


def settle(found: list[Mention]) -> tuple[Mention, ...]:
    """Drops a mention that is only a piece of another kind's longer one (`155` in "اللواء 155", a month in the name
    of a dam). Sources stand beside everything, since a source is also an actor; two kinds of one span both stay,
    except that a time or a name wins over a bare number. The result does not depend on the order of `found`."""
    ranked = sorted(dict.fromkeys(found), key=_strength)
    kept: list[Mention] = []
    standing: dict[int, list[Mention]] = {}  # by block of text, so that a long report costs linear time
    for mention in ranked:
        blocks = range(mention.span.start // _BLOCK, mention.span.end // _BLOCK + 1)
        near = (other for block in blocks for other in standing.get(block, ()) if other.span.overlaps(mention.span))
        if mention.kind == "source":
            kept.append(mention)
        elif not any(_hides(other, mention) for other in near):
            kept.append(mention)
            for block in blocks:
                standing.setdefault(block, []).append(mention)
    return tuple(sorted(kept, key=lambda m: (m.span, m.kind, m.id)))


def _strength(mention: Mention) -> tuple[bool, int, int, int, str]:
    """Known before unknown, longer before shorter, then by kind, place and id."""
    kinds = ("time", "place", "actor", "quantity", "source")
    unknown = isinstance(mention.value, Unknown) or (isinstance(mention.value, ActorRef) and not any(mention.value.ids))
    return unknown, -len(mention.span), kinds.index(mention.kind), mention.span.start, mention.id


def _hides(stronger: Mention, weaker: Mention) -> bool:
    """Whether `weaker` says nothing beside `stronger`, which overlaps it."""
    if stronger.kind == weaker.kind:
        # an unknown name over a known one of its own kind is the only clash that a finder cannot settle itself
        return _strength(weaker)[0] and not _strength(stronger)[0]
    if isinstance(weaker.value, Quantity) and weaker.value.share is not None and stronger.kind == "place":
        return False  # "most of Abu Kamal": the place and its share
    generic = isinstance(stronger.value, ActorRef) and stronger.value.generic
    if generic or stronger.kind == "quantity":  # "residents of X", "120 thousand civilians": both are named
        return False
    if weaker.kind == "quantity" and stronger.kind != "time" and _counts(weaker, stronger):
        return False
    if stronger.span == weaker.span:
        unplaced = stronger.kind == "place" and _strength(weaker)[0] and not _strength(stronger)[0]
        return weaker.kind == "quantity" or stronger.kind == "time" or unplaced
    return stronger.span.contains(weaker.span) or weaker.kind in ("quantity", "time")


_ONE_OR_TWO = frozenset(("quantities.dual", "quantities.singular"))


def _counts(amount: Mention, name: Mention) -> bool:
    """Whether an amount counts the people or places of a name that it overlaps: "15 of the fighters of X", where only
    the noun is part of the name, and "two Turkish soldiers", where the dual itself is its first word."""
    if amount.span.start != name.span.start:
        return amount.span.start < name.span.start
    return name.kind == "actor" and bool(amount.because) and amount.because[0].rule in _ONE_OR_TWO
