"""Public facts that a report tells as news, tells with a date, expects, or has half of: each limits its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from tawatur.dating.events import LATER_DAYS, LEAD_SENTENCES, NEWS_SLACK, Given, Told, shown
from tawatur.dating.facts import limit
from tawatur.dating.taken import again, candidates, event_days, is_unlisted
from tawatur.dating.takings import Taking, takings
from tawatur.lexicon.dating import Taken
from tawatur.lexicon.function_words import function_words
from tawatur.model import Claim, Frozen, PlaceRef, Unknown
from tawatur.model.dating import AnyOf, Between, Constraint, Test

FACT_BEFORE, FACT_AFTER = 45, 30
"""A fact that leads a report without a time, and is told more than once in it: it may be told before it is wholly so,
and some time after."""
_TO_COME = ("fact.expected", "fact.near")
_NOTHING: tuple[str, Test] = ("", Between(None, None))


def public(given: Given) -> tuple[Constraint, ...]:
    """Limits from public facts that a report tells, expects or is about to see; one for a rule and place."""
    found = takings(given)
    happened = Counter(row for one in found if one.is_done for row in candidates(one.told))
    most = {row.place: max(happened[one] for one in happened if one.place == row.place) for row in happened}
    first = given.document.sentences[:LEAD_SENTENCES]
    remembers = any(token.key in function_words().commemorations for sentence in first for token in sentence.tokens)
    leads = [] if remembers else [sentence.span for sentence in first]
    unlisted = frozenset(one.place for one in found if one.is_done and is_unlisted(one.told))
    out: dict[tuple[str, ...], Constraint] = {}
    for taking in found:
        told, claim = taking.told, taking.claim
        rows = [row for row in candidates(told) if 2 * happened[row] > most.get(row.place, 0) or not happened[row]]
        if not rows:
            continue
        lead = any(span.overlaps(claim.evidence) for span in leads)
        news = News(taking, tuple(rows), lead, all(happened[row] > 1 for row in rows), again(told, rows, unlisted))
        rule, test = _fact(news)
        if not rule or (rule in _TO_COME and any(happened[row] for row in rows)):
            continue  # what happened and is expected to happen again: the facts do not say when
        one = limit(given.document, shown(given, claim), rule, "usual", test, place=rows[-1].place[0], days=_days(rows))
        own_key = (rule, rows[-1].place[0], *(() if rule == "fact.news" else (one.id,)))
        known = out.get(own_key)
        out[own_key] = one if known is None else _either(known, one)
    return tuple({(one.rule, one.test): one for one in reversed(out.values())}.values())


def _either(a: Constraint, b: Constraint) -> Constraint:
    """The days of either limit, as the first: leads that may mean one fact or another of the same place."""
    assert isinstance(a.test, AnyOf) and isinstance(b.test, AnyOf)
    test = AnyOf(tuple(dict.fromkeys((*a.test.ranges, *b.test.ranges))))
    return Constraint(a.id, a.subject, a.rule, a.strength, test, a.words, a.spans, a.values)


def _days(rows: Sequence[Taken]) -> str:
    return ", ".join(row.days[0].isoformat() for row in rows)


def _is_part(claim: Claim) -> bool:
    """Whether a claim is about a share or quarters of its place, not about what lies around it."""
    return isinstance(claim.place, PlaceRef) and claim.place.part in ("", "quarters", "centre", "neighbourhoods")


class News(Frozen, frozen=True):
    """A taking with the facts that it may tell: does it lead its report, is each told more than once there; `later` are
    the days on which the place may have been taken again, of which the facts do not know."""

    taking: Taking
    rows: tuple[Taken, ...]
    lead: bool
    often: bool
    later: tuple[Between, ...]

    @property
    def told(self) -> Told:
        return self.taking.told


def _fact(news: News) -> tuple[str, Test]:
    """The rule and the days for a taking that fits these facts; no rule where it says too little."""
    how, rows = news.taking.how, news.rows
    if news.taking.is_done:
        return _fact_told(news)
    if how == "near" and all(row.battle for row in rows):
        days = (Between(row.battle, row.days[1]) for row in rows)
        return "fact.near", AnyOf((*days, *_moved(news.later, timedelta(0), timedelta(0))))
    if how in ("expected", "near"):
        return _NOTHING if news.later else ("fact.expected", Between(None, max(row.days[1] for row in rows)))
    if how == "actual" and news.lead and all(row.battle for row in rows) and _is_part(news.taking.claim):
        if news.told.timed and news.told.high is None:
            return _NOTHING
        low, high = (timedelta(days=news.told.low), timedelta(days=news.told.high or 0))
        fought = (Between(row.battle + low, row.days[1] + high) for row in rows if row.battle is not None)
        return "fact.partial", AnyOf((*fought, *_moved(news.later, low, high)))
    return _NOTHING


def _moved(ranges: Sequence[Between], low: timedelta, high: timedelta) -> Iterator[Between]:
    for one in ranges:
        if one.start is not None and one.end is not None:
            yield Between(one.start + low, one.end + high)


def _fact_told(news: News) -> tuple[str, Test]:
    told, rows = news.told, news.rows
    if told.high is not None:
        low, high = timedelta(days=told.low), timedelta(days=told.high)
        days = (Between(first + low, last + high) for row in rows for first, last in event_days(told, row))
        return "fact.told", AnyOf((*days, *_moved(news.later, low, high)))
    if told.month_day is not None:
        return _fact_on(told.month_day, rows)
    if news.lead and news.often and not told.timed:
        back, ahead = timedelta(days=FACT_BEFORE), timedelta(days=FACT_AFTER)
        days = (Between(row.days[0] - back, row.days[1] + ahead) for row in rows)
        return "fact.news", AnyOf((*days, *_moved(news.later, timedelta(0), ahead)))
    if isinstance(told.claim.extent, Unknown):
        return _NOTHING  # "took it" deep in a report may mean some other time, or the first streets
    return "fact.past", Between(min(row.days[0] for row in rows) - timedelta(days=NEWS_SLACK), None)


def _fact_on(month_day: tuple[int, int], rows: Sequence[Taken]) -> tuple[str, Test]:
    """A fact told with its day and month: the year is that of the fact."""
    ranges = []
    for row in rows:
        for offset in range(-NEWS_SLACK, (row.days[1] - row.days[0]).days + NEWS_SLACK + 1):
            day = row.days[0] + timedelta(days=offset)
            if (day.month, day.day) == month_day:
                ranges.append(Between(day, day + timedelta(days=LATER_DAYS)))
    return ("fact.dated", AnyOf(tuple(ranges))) if ranges else _NOTHING
