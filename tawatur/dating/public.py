"""Public facts that a report tells as news, tells with a date, expects, or has half of: each limits its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from tawatur.dating.events import LATER_DAYS, LEAD_SENTENCES, NEWS_SLACK, Given, Told, is_whole, shown, tell
from tawatur.dating.facts import limit
from tawatur.lexicon.acts import readings
from tawatur.lexicon.dating import Taken, facts
from tawatur.model import Claim, PlaceRef, Unknown
from tawatur.model.dating import AnyOf, Between, Constraint, Test

FACT_BEFORE, FACT_AFTER = 45, 30
"""A fact that leads a report without a time, and is told more than once in it: it may be told before it is wholly so,
and some time after."""
_BEFORE_ACT = 3
_LOSING = ("type: acts/control.change/lose", "type: acts/control.change/fall")
_NOTHING: tuple[str, Test] = ("", Between(None, None))


def public(given: Given) -> tuple[Constraint, ...]:
    """Limits from public facts that a report tells, expects or is about to see; one for a rule and place."""
    happened = _told(given)
    most = {row.place: max(happened[one] for one in happened if one.place == row.place) for row in happened}
    leads = [sentence.span for sentence in given.document.sentences[:LEAD_SENTENCES]]
    out: dict[tuple[str, ...], Constraint] = {}
    for claim in given.claims:
        if claim.type != "control.change" or claim.polarity != "affirmed" or not _takes_place(given, claim):
            continue
        rows = [row for row in facts().taken if _fits(row, claim)]
        rows = [row for row in rows if 2 * happened[row] > most.get(row.place, 0) or not happened[row]]
        if not rows:
            continue
        lead = any(span.overlaps(claim.evidence) for span in leads)
        told = tell(given, claim)
        often = all(happened[row] > 1 for row in rows)
        rule, test = _fact(told, rows, lead, often)
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


def _told(given: Given) -> Counter[Taken]:
    """The public facts that a report tells as having happened, with the number of claims that tell them."""
    return Counter(
        row
        for claim in given.claims
        if claim.type == "control.change" and claim.modality == "actual" and claim.polarity == "affirmed"
        if is_whole(claim) and _takes_place(given, claim)
        for row in facts().taken
        if _fits(row, claim)
    )


def _days(rows: Sequence[Taken]) -> str:
    return ", ".join(row.days[0].isoformat() for row in rows)


def _names(parts: Sequence[str], actors: Sequence[str]) -> bool:
    return any(part in actor for part in parts for actor in actors)


def _fits(row: Taken, claim: Claim) -> bool:
    """Whether a claim tells this fact: its place, and who took it, or from whom if it does not say who."""
    if not isinstance(claim.place, PlaceRef) or claim.place.name not in row.place:
        return False
    if claim.agents and _names(row.by, claim.agents):
        return True
    if _names(row.by, claim.targets) and _names(row.loser, (*claim.targets, *claim.agents)):
        return True  # both sides in one slot: the pair itself names the fact
    losing = any(reason.rule.startswith(_LOSING) for reason in claim.because)
    if losing and not claim.targets and _names(row.loser, claim.agents):
        return True  # who loses a place is its subject
    return not claim.agents and _names(row.loser, claim.targets)


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
    undone = aimed or bool(table.undone & {form for key in before_act for form in (key, *readings(key))})
    glued = last is not None and last.end > place.start and last.key.startswith("ب")
    beside = glued or (last is not None and last.key in table.beside)
    is_part = isinstance(claim.place, PlaceRef) and bool(claim.place.part)
    return (claim.modality == "expected" or not undone) and (is_part or not beside)


def _is_part(claim: Claim) -> bool:
    """Whether a claim is about a share or quarters of its place, not about what lies around it."""
    return isinstance(claim.place, PlaceRef) and claim.place.part in ("", "quarters", "centre", "neighbourhoods")


def _fact(told: Told, rows: Sequence[Taken], lead: bool, often: bool) -> tuple[str, Test]:
    """The rule and the days for a claim that fits these facts; no rule where it says too little."""
    claim = told.claim
    if claim.modality == "actual" and is_whole(claim):
        return _fact_told(told, rows, lead, often)
    last = max(row.days[1] for row in rows)
    if claim.modality == "expected":
        return "fact.expected", Between(None, last)
    if claim.modality == "actual" and lead and not told.timed and all(row.battle for row in rows) and _is_part(claim):
        return "fact.partial", AnyOf(tuple(Between(row.battle, row.days[1]) for row in rows))
    return _NOTHING


def _fact_told(told: Told, rows: Sequence[Taken], lead: bool, often: bool) -> tuple[str, Test]:
    if told.high is not None:
        slack = timedelta(days=NEWS_SLACK)
        low, high = timedelta(days=told.low), timedelta(days=told.high)
        return "fact.told", AnyOf(tuple(Between(r.days[0] + low - slack, r.days[1] + high + slack) for r in rows))
    if told.month_day is not None:
        return _fact_on(told.month_day, rows)
    if lead and often and not told.timed:
        back, ahead = timedelta(days=FACT_BEFORE), timedelta(days=FACT_AFTER)
        return "fact.news", AnyOf(tuple(Between(r.days[0] - back, r.days[1] + ahead) for r in rows))
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
