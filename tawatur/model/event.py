"""What holds across reports: passages that reports share, and events that claims speak of."""

from __future__ import annotations

from typing import Literal

from tawatur.model.base import Frozen, Unknown
from tawatur.model.claim import EventType
from tawatur.model.contents import ReportSpan
from tawatur.model.mention import PlaceRef, Unit
from tawatur.model.when import When

Direction = Literal["second from first", "first from second", "both from a third", "unknown"]


class Comparison(Frozen, frozen=True):
    """One reason for or against: a comparator, its sentence, the log-odds it adds, the words it used.

    `rule` is a stable dotted name (`events.place`, `reuse.date`); `score` is in natural log-odds, positive for;
    `passages` are spans of the reports that it speaks of.
    """

    rule: str
    note: str
    score: float
    passages: tuple[ReportSpan, ...] = ()


class SharedPassage(Frozen, frozen=True):
    """A passage that two reports share or lightly edit: one was copied from the other, or both from a third.

    `first` is the passage of the report that sorts first by date and id. `words` counts the matched words that are
    evidence (formulae and the inner words of names are not); `likeness` is the share of the longer passage's words
    that match. `third` names the common source where the direction is `both from a third` and the texts name it.
    `versions` says that the two reports are edited re-publications of one page: one source, not two. `because` holds
    the reasons of the passage (`reuse.words`) and of its direction; their scores are for "second from first".
    """

    id: str
    first: ReportSpan
    second: ReportSpan
    words: int
    likeness: float
    direction: Direction
    third: str = ""
    versions: bool = False
    because: tuple[Comparison, ...] = ()


class Participant(Frozen, frozen=True):
    """One actor of an event: the name as coded, how many claims name it so, and which claims."""

    name: str
    claims: tuple[str, ...]


class Count(Frozen, frozen=True):
    """The range of a quantity over the claims of an event that count the same unit; `high` `None` is open."""

    unit: Unit
    low: float
    high: float | None
    claims: tuple[str, ...]


class EventLink(Frozen, frozen=True):
    """Why two claims speak of one event: the sum of the comparisons is `score`, in natural log-odds."""

    first: str
    second: str
    score: float
    because: tuple[Comparison, ...]


class Event(Frozen, frozen=True):
    """Claims about one occurrence. `id` hashes the ids of its claims, so the same claims are the same event.

    `when` is the days that all dated claims have in common, else (they disagree) the days that they cover together;
    `place` the narrowest place that most claims name; `links` the strongest tie of every claim to one before it, a
    tree over the claims (`events.compare` gives the reasons of any other pair).
    """

    id: str
    claims: tuple[str, ...]
    types: tuple[EventType, ...]
    place: PlaceRef | Unknown
    when: When | Unknown
    agents: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    quantities: tuple[Count, ...] = ()
    links: tuple[EventLink, ...] = ()
