"""Public facts that a report tells as news, tells with a date, expects, or has half of: each limits its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from tawatur.dating.events import LATER_DAYS, LEAD_SENTENCES, NEWS_SLACK, Given, Told, is_whole, shown, tell
from tawatur.dating.facts import limit
from tawatur.dating.taken import again, candidates, event_days, is_unlisted
from tawatur.languages import Token
from tawatur.lexicon.acts import readings
from tawatur.lexicon.dating import Taken, facts
from tawatur.model import Claim, Frozen, PlaceRef, Unknown
from tawatur.model.dating import AnyOf, Between, Constraint, Test

FACT_BEFORE, FACT_AFTER = 45, 30
"""A fact that leads a report without a time, and is told more than once in it: it may be told before it is wholly so,
and some time after."""
_BEFORE_ACT = 3
_DRIVEN = "type: acts/control.change/expel"
_NOTHING: tuple[str, Test] = ("", Between(None, None))


def public(given: Given) -> tuple[Constraint, ...]:
    """Limits from public facts that a report tells, expects or is about to see; one for a rule and place."""
    takings = [claim for claim in given.claims if _is_taking(given, claim)]
    happened = _told(given, takings)
    most = {row.place: max(happened[one] for one in happened if one.place == row.place) for row in happened}
    leads = [sentence.span for sentence in given.document.sentences[:LEAD_SENTENCES]]
    unlisted = _unlisted(given, takings)
    out: dict[tuple[str, ...], Constraint] = {}
    for claim in takings:
        told = tell(given, claim)
        rows = [row for row in candidates(told) if 2 * happened[row] > most.get(row.place, 0) or not happened[row]]
        if not rows:
            continue
        lead = any(span.overlaps(claim.evidence) for span in leads)
        news = News(told, tuple(rows), lead, all(happened[row] > 1 for row in rows), again(told, rows, unlisted))
        rule, test = _fact(news)
        if not rule or (rule == "fact.expected" and any(happened[row] for row in rows)):
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


def _is_taking(given: Given, claim: Claim) -> bool:
    """Whether a claim says that a place of the facts passes to somebody."""
    if claim.type != "control.change" or claim.polarity != "affirmed" or not isinstance(claim.place, PlaceRef):
        return False
    return bool(facts().taken_at(claim.place.name)) and _takes_place(given, claim)


def _told(given: Given, takings: Sequence[Claim]) -> Counter[Taken]:
    """The public facts that a report tells as having happened, with the number of claims that tell them."""
    done = (claim for claim in takings if claim.modality == "actual" and is_whole(claim))
    return Counter(row for claim in done for row in candidates(tell(given, claim)))


def _unlisted(given: Given, takings: Sequence[Claim]) -> frozenset[str]:
    """Places that the report says passed to somebody at another time than all that the facts know of: they changed
    hands more often, so that a fact about them may not be the one meant."""
    return frozenset(
        claim.place.name
        for claim in takings
        if claim.modality == "actual" and is_whole(claim) and isinstance(claim.place, PlaceRef)
        if is_unlisted(tell(given, claim))
    )


def _days(rows: Sequence[Taken]) -> str:
    return ", ".join(row.days[0].isoformat() for row in rows)


def _takes_place(given: Given, claim: Claim) -> bool:
    """Whether a claim's act is one of the lexicon's and its object is the place itself: not something in it, not an aim
    or a battle for it."""
    if claim.trigger is None or not any(reason.rule.startswith("type: acts/") for reason in claim.because):
        return False
    spans = [s for reason in claim.because if reason.rule.startswith("place:") for s in reason.spans]
    place = next((span for span in spans if claim.evidence.contains(span)), None)
    sentence = next((s for s in given.document.sentences if s.span.contains(claim.trigger)), None)
    if place is None or sentence is None:
        return False
    table = facts()
    before_act = [t.key for t in sentence.tokens if t.is_word and t.end <= claim.trigger.start][-_BEFORE_ACT:]
    before_place = [t for t in sentence.tokens if t.is_word and t.start < place.start]
    last = before_place[-1] if before_place else None
    aimed = given.document.report.text[claim.trigger.start :].startswith(("ل", "ول"))
    undone = aimed or bool(table.undone & {form for key in before_act for form in _heads(key)})
    glued = last is not None and last.end > place.start and last.key.startswith("ب")
    beside = glued or (last is not None and last.key in table.beside) or _is_edge(claim, last)
    is_part = isinstance(claim.place, PlaceRef) and bool(claim.place.part)
    return (claim.modality == "expected" or not undone) and (is_part or not beside)


def _is_edge(claim: Claim, last: Token | None) -> bool:
    """Whether "of" stands before the place ("the northern edge of the city") without a share being told, or somebody
    driven out."""
    driven = any(reason.rule.startswith(_DRIVEN) for reason in claim.because)
    return last is not None and last.key in facts().of and isinstance(claim.extent, Unknown) and not driven


def _heads(key: str) -> tuple[str, ...]:
    """The forms of a word before an act that may say "operation of", "battle of": not with the article ("the command
    of the operations announced the liberation of")."""
    return () if key.startswith("ال") else (key, *readings(key))


def _is_part(claim: Claim) -> bool:
    """Whether a claim is about a share or quarters of its place, not about what lies around it."""
    return isinstance(claim.place, PlaceRef) and claim.place.part in ("", "quarters", "centre", "neighbourhoods")


class News(Frozen, frozen=True):
    """A claim with the facts that it may tell: does it lead its report, is each told more than once there; `later` are
    the days on which the place may have been taken again, of which the facts do not know."""

    told: Told
    rows: tuple[Taken, ...]
    lead: bool
    often: bool
    later: tuple[Between, ...]


def _fact(news: News) -> tuple[str, Test]:
    """The rule and the days for a claim that fits these facts; no rule where it says too little."""
    claim, rows = news.told.claim, news.rows
    if claim.modality == "actual" and is_whole(claim):
        return _fact_told(news)
    if claim.modality == "expected":
        return _NOTHING if news.later else ("fact.expected", Between(None, max(row.days[1] for row in rows)))
    if claim.modality == "actual" and news.lead and all(row.battle for row in rows) and _is_part(claim):
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
