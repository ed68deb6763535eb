"""Which public facts a claim of a place's taking may mean: by place, both parties, the word for it and its weekday.

The facts are few. A claim that names both parties of a fact is taken for it. One that names only one of them may mean
another taking that nobody listed, if the taker is known to have lost the place since: that stays possible beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from tawatur.dating.events import NEWS_SLACK, Told
from tawatur.dating.sides import among, lineage
from tawatur.languages import fold
from tawatur.lexicon.dating import Taken, facts
from tawatur.model import Claim, PlaceRef
from tawatur.model.dating import Between

AGAIN_DAYS, PRECISE_DAYS = 90, 2
"""A place that changed hands may change hands again, unlisted, within so many days; and a fact of at most so many days
is meant where the claim names one of them by its day of the week."""
_LOSING = "type: acts/control.change/lose"


def candidates(told: Told) -> tuple[Taken, ...]:
    """The facts that a claim may tell, in order of their days."""
    place = told.claim.place
    assert isinstance(place, PlaceRef)
    return tuple(row for row in facts().taken_at(place.name) if _fits(row, told))


def _fits(row: Taken, told: Told) -> bool:
    return _is_possible(row, told) and _parties(row, told) > 0


def _is_possible(row: Taken, told: Told) -> bool:
    """Whether the word for the act and the day of the week allow a fact."""
    return not (row.first and _says_again(told)) and bool(event_days(told, row))


def _says_again(told: Told) -> bool:
    words = fold(told.act)
    return any(part in words for part in facts().again)


def _parties(row: Taken, told: Told) -> int:
    """How many of the two parties of a fact a claim names, the other being left open; 0 if it names another."""
    takers, losers = _sides(told)
    took, lost = among(row.by, takers), among(row.loser, losers)
    if took is None and among(row.by, losers) and lost:
        return 2  # both parties in one slot: the pair itself names the fact
    if took is False or lost is False:
        return 0
    return bool(took) + bool(lost)


def _sides(told: Told) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who takes and who loses: who loses a place may be the subject of the sentence, and a target that is on the
    taker's side ("took it with its allies"), or that never had to do with the place, is no loser. Where nobody is
    named, who announces the "liberation" of a place speaks for the taker."""
    claim = told.claim
    targets = _parties_to(claim, claim.targets)
    losing = any(reason.rule.startswith(_LOSING) for reason in claim.because)
    if losing and not targets:
        return (), claim.agents
    if not claim.agents and not targets and any(part in fold(told.act) for part in facts().freed):
        return tuple(name for link in claim.chain for name in (link.who, link.organisation) if name), ()
    own = {part for name in claim.agents for part in lineage(name)}
    return claim.agents, tuple(name for name in targets if not own & lineage(name))


def _parties_to(claim: Claim, actors: Iterable[str]) -> tuple[str, ...]:
    """Those of the actors who by the facts ever took or lost the claim's place."""
    assert isinstance(claim.place, PlaceRef)
    parties = {part for row in facts().taken_at(claim.place.name) for part in (*row.by, *row.loser)}
    return tuple(name for name in actors if parties & lineage(name))


def is_unlisted(told: Told) -> bool:
    """Whether a claim names a taker that by no fact took the place, or not at such a time or in such words."""
    takers = _parties_to(told.claim, _sides(told)[0])
    place = told.claim.place
    assert isinstance(place, PlaceRef)
    rows = facts().taken_at(place.name)
    return bool(takers) and not any(among(row.by, takers) and _is_possible(row, told) for row in rows)


def event_days(told: Told, row: Taken) -> tuple[tuple[date, date], ...]:
    """The days, first and last of each stretch, on which a fact can have happened as the claim dates it: those of its
    weekday if it names one."""
    slack = timedelta(days=NEWS_SLACK)
    first, last = row.days[0] - slack, row.days[1] + slack
    if told.weekday is None or told.high is None:
        return ((first, last),)
    days = (first + timedelta(days=i) for i in range((last - first).days + 1))
    return tuple((day, day) for day in days if day.weekday() == told.weekday)


def _is_meant(row: Taken, told: Told) -> bool:
    """Whether a claim can mean no taking but this fact: it names both parties, or the very day of the week."""
    first, last = row.days
    span = (last - first).days
    days = {(first + timedelta(days=i)).weekday() for i in range(span + 1)} if span < PRECISE_DAYS else set[int]()
    return _parties(row, told) == 2 or told.weekday in days


def again(told: Told, rows: Sequence[Taken], unlisted: Iterable[str]) -> tuple[Between, ...]:
    """The days on which the taker may have taken the place once more, unlisted: after losing it, unless one of the
    facts must be meant; and after any fact about a place that is known to have changed hands `unlisted`."""
    place = told.claim.place
    assert isinstance(place, PlaceRef)
    after = [*rows] if place.name in set(unlisted) else list[Taken]()
    if not any(_is_meant(row, told) for row in rows):
        for row in rows:
            since = (one for one in facts().taken_at(place.name) if one.days > row.days)
            after += [one for one in since if {*one.loser} & {*row.by} and one not in after]
    return tuple(Between(row.days[0], row.days[1] + timedelta(days=AGAIN_DAYS)) for row in dict.fromkeys(after))
