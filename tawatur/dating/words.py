"""What the words of a report say about the day on which it was written: one limit for each time that limits it.

Only what is a statement about the day of writing counts. A bare weekday ("الأحد") says nothing by itself: every day has
one within the week before it. "اليوم الأحد" says Sunday.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from tawatur.dating.facts import limit
from tawatur.dating.notes import ANY_DAY
from tawatur.lexicon import modality
from tawatur.lexicon.dating import facts
from tawatur.mentions.time_calendar import hijri, hijri_year
from tawatur.mentions.times import nested, resolve, values_of
from tawatur.model import Claim, Frozen, Mention, Span, TimeRef, Unknown, content_id
from tawatur.model.dating import (
    STRENGTHS,
    AnyOf,
    Between,
    Constraint,
    Falls,
    MonthDays,
    Strength,
    Test,
    Weekdays,
    Yearly,
)
from tawatur.passages import Document, Sentence

_AHEAD, _BACK = 45, 330
"""A day and month without a year lie at most this many days ahead or back."""
_TODAY = ("today.weekday", "today.date")
_INNER = ("of", "from", "to", "until")


class Said(Frozen, frozen=True):
    """A time of the report with its place: is it told as past, as to come, or neither; is it `older` than the report,
    in a quotation or in a sentence that goes back ("وكان")."""

    ref: TimeRef
    span: Span
    tense: str
    older: bool


def read(document: Document, mentions: Iterable[Mention], claims: Iterable[Claim]) -> tuple[Constraint, ...]:
    """The limits that the times of a report set on the day of its writing, each once, in reading order."""
    out: list[Constraint] = []
    days: dict[int, Said] = {}
    for said in _said(document, mentions, tuple(claims)):
        for rule, strength, test, values in _limits(said.ref, said.tense):
            if rule == "today.weekday" and isinstance(test, Weekdays):
                if test.days[0] in days and (said.older or not days[test.days[0]].older):
                    continue  # the same day of the week again
                days[test.days[0]] = said
            weaker: Strength = "usual" if said.older and strength != "usual" else strength
            out.append(_constraint(document, said, rule, weaker, test, values))
    out, days = _without_older(document, out, days)
    if len(days) > 1:  # a report put together from older ones names several: its own day is one of them
        first = min(days.values(), key=lambda one: one.span)
        test = Weekdays(tuple(sorted(days)))
        out.append(_constraint(document, first, "today.several", "implied", test, ()))
    years = sorted((one for one in out if one.rule == "past.year"), key=lambda one: (str(one.test), one.id))
    out = [one for one in out if one not in years[-1:]]  # of bare years the latest may be one to come, read wrongly
    # Of those that say the same the strongest counts, of several the first in the text: it is put in last.
    ranked = sorted(enumerate(out), key=lambda pair: (-STRENGTHS.index(pair[1].strength), -pair[0]))
    unique = {(one.rule, one.test): one for _, one in ranked}
    return tuple(sorted(unique.values(), key=lambda one: (one.spans, one.rule, one.id)))


def _without_older(
    document: Document, found: list[Constraint], days: dict[int, Said]
) -> tuple[list[Constraint], dict[int, Said]]:
    """The limits where the report names its own day of the week: what quoted or earlier words call "today", with a date
    or on another day, is no limit but a note, and the report comes after it."""
    own = {day: said for day, said in days.items() if not said.older}
    if not own:
        return found, days
    out: list[Constraint] = []
    for one in found:
        older = one.strength == "usual" and one.rule in _TODAY
        if not older or (isinstance(one.test, Weekdays) and set(one.test.days) & set(own)):
            out.append(one)
            continue
        out.append(limit(document, one.spans[0], "other.today", "explicit", ANY_DAY))
        if isinstance(one.test, AnyOf) and len(one.test.ranges) == 1 and one.test.ranges[0].start is not None:
            first = one.test.ranges[0].start
            test = Between(first, None)
            out.append(limit(document, one.spans[0], "past.time", "implied", test, day=first.isoformat()))
    return out, own


def _constraint(
    document: Document, said: Said, rule: str, strength: Strength, test: Test, values: tuple[tuple[str, str], ...]
) -> Constraint:
    report = document.report
    id = content_id("limit", report.identity, rule, said.span.start, said.span.of(report.text), test)
    return Constraint(id, report.id, rule, strength, test, said.span.of(report.text), (said.span,), values)


def _said(document: Document, mentions: Iterable[Mention], claims: tuple[Claim, ...]) -> Iterator[Said]:
    quotations = [passage.span for passage in document.parts("quotation")]
    for mention in mentions:
        if mention.kind == "time" and isinstance(mention.value, TimeRef):
            sentence = next((s for s in document.sentences if s.span.contains(mention.span)), None)
            tense = _tense(mention.span, sentence, claims)
            older = any(q.contains(mention.span) for q in quotations) or _goes_back(sentence, mention.span)
            yield Said(mention.value, mention.span, tense, older)


def _goes_back(sentence: Sentence | None, span: Span) -> bool:
    """Whether a sentence begins with "had been", before the time: it repeats what was told earlier."""
    first = next((token for token in sentence.tokens if token.is_word), None) if sentence is not None else None
    return first is not None and first.end <= span.start and first.key in facts().back


def _tense(span: Span, sentence: Sentence | None, claims: tuple[Claim, ...]) -> str:
    """Whether what happened at a time is told as past (`past`), as to come (`ahead`), or the words do not say (``).

    A claim that covers the time decides by its modality; any cue of the sentence that says expected or intended before
    the time takes the certainty of "past" away."""
    told = {c.modality for c in claims if c.evidence.contains(span) and c.polarity == "affirmed"}
    if told == {"actual"}:
        return "" if sentence is not None and _is_coming(span, sentence) else "past"
    return "ahead" if told and told <= {"expected", "intended"} else ""


def _is_coming(span: Span, sentence: Sentence) -> bool:
    """Whether the sentence says before a time that something is expected or intended."""
    return any(
        cue.cue.says in ("expected", "intended", "possible") and sentence.tokens[cue.first].start < span.start
        for cue in modality.find(sentence.tokens)
    )


Limit = tuple[str, Strength, Test, tuple[tuple[str, str], ...]]


def _limits(ref: TimeRef, tense: str) -> Iterator[Limit]:
    """Every limit that one time sets: rule, strength, test, what fills its sentence."""
    v = values_of(ref)
    if ref.form in ("since", "range", "until", "lasting"):
        yield from _joined(ref, tense)
    elif ref.form == "day":
        yield from _day(v)
    elif ref.form in ("date", "days"):
        yield from _date(v, tense)
    elif ref.form in ("month", "months"):
        yield from _month(v, tense)
    elif ref.form == "hijri":
        yield from _hijri(v)
    if ref.form in ("date", "days", "month", "months", "season", "year", "years", "year_part", "named", "hijri", "eid"):
        yield from _absolute(ref, tense)


def _joined(ref: TimeRef, tense: str) -> Iterator[Limit]:
    for prefix in _INNER:
        inner = nested(ref, prefix)
        if inner is not None:
            for rule, strength, test, values in _limits(inner, "past" if prefix == "of" else tense):
                yield rule.replace("past.year", "past.time"), strength, test, values  # "since 2014" leaves no doubt


def _absolute(ref: TimeRef, tense: str) -> Iterator[Limit]:
    """A time that names its days itself: the report comes after its first day if it is told as past, and not after its
    last if as to come."""
    when = resolve(ref, Unknown("not asked for"))
    if isinstance(when, Unknown) or when.start is None:
        return
    if tense == "past":
        rule = "past.year" if ref.form in ("year", "years") else "past.time"
        yield rule, "implied", Between(when.start, None), (("day", when.start.isoformat()),)
    elif tense == "ahead" and when.end is not None:
        yield "coming.time", "usual", Between(None, when.end), (("day", when.end.isoformat()),)


def _day(v: dict[str, Any]) -> Iterator[Limit]:
    """ "اليوم الأحد", "أمس 18 نوفمبر": the day of writing counted back from the day named."""
    off = int(v["off"])
    if "d" in v and "m" in v:
        days = [one for year in ([int(v["y"])] if "y" in v else range(1990, 2050)) if (one := _make(year, v))]
        ranges = tuple(Between(shifted, shifted) for one in days if (shifted := _shift(one, -off)))
        if ranges:
            yield "today.date", "explicit", AnyOf(ranges), ()
    if "wd" in v:
        yield "today.weekday", "explicit", Weekdays(((int(v["wd"]) - off) % 7,)), ()


def _make(year: int, v: dict[str, Any]) -> date | None:
    try:
        return date(year, int(v["m"]), int(v["d"]))
    except ValueError:
        return None


def _shift(day: date, days: int) -> date | None:
    return date.fromordinal(day.toordinal() + days)


def _date(v: dict[str, Any], tense: str) -> Iterator[Limit]:
    """A day of "this month" puts the report in that month, on or after the day if it is told as past; a day and month
    with its weekday leave the years in which they meet."""
    number, rel = int(v.get("db", v["d"])), str(v.get("mrel", v.get("rel", "")))
    if "m" not in v:
        if rel == "current" and tense == "past" and 1 < number <= 31:
            yield "this.month.day", "explicit", MonthDays(number, 31), ()
        return
    month = int(v["m"])
    if number > monthrange(2000, month)[1]:
        return
    if rel == "current" and "y" not in v:
        first = (month, number) if tense == "past" else (month, 1)
        last = (month, number) if tense == "ahead" else (month, monthrange(2000, month)[1])
        yield "this.month", "explicit", Yearly(first, last), ()
    if "wd" in v and "y" not in v:
        yield "day.and.weekday", "implied", Falls(month, number, int(v["wd"]), -_AHEAD, _BACK), ()
    if rel == "last" and "y" not in v:
        yield from _not_in(month)


def _month(v: dict[str, Any], tense: str) -> Iterator[Limit]:
    rel, month = str(v.get("rel", v.get("mrel", ""))), int(v.get("mb", v["m"]))
    if "y" in v or "yrel" in v:
        return
    if rel == "current":
        yield "this.month", "explicit", Yearly((month, 1), (month, monthrange(2000, month)[1])), ()
    elif rel == "last":
        yield from _not_in(month)


def _not_in(month: int) -> Iterator[Limit]:
    """ "Last March" is not said in March; weak, as some say it of the last days of the month that ended."""
    after, before = month % 12 + 1, (month - 2) % 12 + 1
    yield "last.month", "usual", Yearly((after, 1), (before, monthrange(2000, before)[1])), ()


def _hijri(v: dict[str, Any]) -> Iterator[Limit]:
    """ "Ramadan, the current one": the month of each Hijri year, a day wider on both sides, as the moon is observed."""
    if v.get("rel", v.get("mrel")) != "current" or "hy" in v or "h" not in v:
        return
    ranges = []
    for year in range(hijri_year(date(1990, 1, 1)) or 1410, (hijri_year(date(2049, 12, 31)) or 1473) + 1):
        days = hijri(year, int(v["h"]))
        if days is not None:
            ranges.append(Between(_shift(days[0], -1), _shift(days[1], 1)))
    yield "this.hijri", "implied", AnyOf(tuple(ranges)), ()
