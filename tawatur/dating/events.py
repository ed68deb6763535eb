"""What happened, as a limit on when it was told: public facts that a report tells, and events that sister reports tell.

An event told by several reports is a day of its own that none of them need know: each limits it by its own words
("today", "on Saturday", "last week"), and it ties them together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from tawatur.dating.facts import limit
from tawatur.lexicon.acts import readings
from tawatur.lexicon.dating import Taken, facts
from tawatur.mentions.times import values_of
from tawatur.model import Claim, Frozen, Mention, PlaceRef, Quantity, Span, TimeRef, Unknown, content_id
from tawatur.model.dating import AnyOf, Apart, Between, Constraint, Test, Weekdays
from tawatur.passages import Document

NEWS_DAYS, LEAD_SENTENCES, NEWS_SLACK = 14, 4, 1
"""What sisters tell without a time is at most two weeks old; a fact that is told with its day as new is told within a
day of its own days."""
FACT_BEFORE, FACT_AFTER = 45, 30
"""A fact that leads a report without a time, and is told more than once in it: it may be told before it is wholly so,
and some time after."""
LATER_DAYS = 330
_WHOLE = 0.99
_LEAST_COUNT = 7
_SHOWN = 70
_BACK = {"day": 7, "week": 31, "hour": 3}
_WITHIN_PLACES = ("city", "village", "crossing", "base", "district", "road")


class Given(Frozen, frozen=True):
    """One report as the dating step reads it; `read_on`, if known, is a day on which it was there to be read."""

    document: Document
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    read_on: date | None = None


class Told(Frozen, frozen=True):
    """A claim with what its time says: the report was written `low` to `high` days after it (`None` is open), and it
    fell on the day of the week `weekday`, on `day` of `month`. With `spoken` the time is that of an announcement, so
    that the event lies there or before."""

    claim: Claim
    span: Span
    low: int
    high: int | None
    weekday: int | None = None
    month_day: tuple[int, int] | None = None
    timed: bool = False
    spoken: bool = False


def tell(given: Given, claim: Claim) -> Told:
    """A claim with the time that the claim step linked to it, else the time at which its source spoke of it."""
    spans = [span for reason in claim.because if reason.rule.startswith("time:") for span in reason.spans]
    mention = next((m for m in given.mentions if m.kind == "time" and m.span in spans), None)
    if mention is None:
        return _spoken(given, claim)
    return _timed(claim, mention)


def _timed(claim: Claim, mention: Mention) -> Told:
    if not isinstance(mention.value, TimeRef):
        return Told(claim, claim.evidence, 0, None)
    v, form = values_of(mention.value), mention.value.form
    low: int = 0
    high: int | None = None
    weekday: int | None = None
    month_day: tuple[int, int] | None = None
    if form == "day" and "m" not in v:
        low = high = -int(v["off"])
        weekday = int(v["wd"]) if "wd" in v else None
    elif form == "weekday" and v.get("rel") in (None, "last"):
        low, high, weekday = int(v.get("rel") == "last"), 7, int(v["wd"])
    elif form in ("date", "day") and "m" in v and "y" not in v:
        month_day = (int(v["m"]), int(v["d"]))
    elif form == "period" and v.get("unit") == "week" and v.get("rel") == "last":
        low, high = 1, 13
    elif form == "span" and v.get("rel") == "last" and "n" not in v and v["unit"] in _BACK:
        high = _BACK[str(v["unit"])]
    return Told(claim, mention.span, low, high, weekday, month_day, True)


def _spoken(given: Given, claim: Claim) -> Told:
    """A claim without a time of its own: the last day named before it in its sentence dates the speaking."""
    act = claim.trigger or claim.evidence
    sentence = next((s.span for s in given.document.sentences if s.span.contains(act)), claim.evidence)
    before = [
        m
        for m in given.mentions
        if m.kind == "time" and sentence.contains(m.span) and m.span.end <= act.start
        if isinstance(m.value, TimeRef) and m.value.form in ("day", "date")
    ]
    if not claim.chain or not before:
        return Told(claim, claim.evidence, 0, None)
    told = _timed(claim, max(before, key=lambda m: m.span))
    return Told(claim, told.span, max(told.low, 0), None, None, told.month_day, False, True)


def _is_whole(claim: Claim) -> bool:
    whole = isinstance(claim.extent, Unknown) or claim.extent[0] >= _WHOLE
    return whole and isinstance(claim.place, PlaceRef) and not claim.place.part


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
    return not claim.agents and _names(row.loser, claim.targets)


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
        one = limit(
            given.document, _shown(given, claim), rule, "usual", test, place=rows[-1].place[0], days=_days(rows)
        )
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
        if _is_whole(claim) and _takes_place(given, claim)
        for row in facts().taken
        if _fits(row, claim)
    )


def _shown(given: Given, claim: Claim) -> Span:
    """The words that show a claim: from its act to its place or time if that is short, else the act alone."""
    act = claim.trigger or claim.evidence
    linked = [
        span
        for reason in claim.because
        if reason.rule.startswith(("time:", "place:"))
        for span in reason.spans
        if claim.evidence.contains(span)
    ]
    hull = Span(min([act.start, *(s.start for s in linked)]), max([act.end, *(s.end for s in linked)]))
    return hull if len(hull) <= _SHOWN else act


def _days(rows: Sequence[Taken]) -> str:
    return ", ".join(row.days[0].isoformat() for row in rows)


_BEFORE_ACT = 3


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


_NOTHING: tuple[str, Test] = ("", Between(None, None))


def _fact(told: Told, rows: Sequence[Taken], lead: bool, often: bool) -> tuple[str, Test]:
    """The rule and the days for a claim that fits these facts; no rule where it says too little."""
    claim = told.claim
    if claim.modality == "actual" and _is_whole(claim):
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


def spoken(given: Given) -> tuple[Constraint, ...]:
    """What was announced "yesterday" and happened "on Saturday": the day of writing is no Saturday."""
    told = [tell(given, claim) for claim in given.claims if claim.polarity == "affirmed"]
    out: dict[int, Constraint] = {}
    for dated in told:
        if dated.weekday is None or dated.high != 7:
            continue
        for other in told:
            yesterday = other.low == 1 and (other.high == 1 or other.spoken) and other.weekday is None
            if yesterday and _one_act(dated.claim, other.claim):
                rest = tuple(day for day in range(7) if day != dated.weekday)
                test = Weekdays(rest)
                words = other.span.of(given.document.report.text)
                one = limit(given.document, dated.span, "spoken.after", "usual", test, other=words)
                out.setdefault(dated.weekday, one)
    return tuple(out.values())


def _one_act(a: Claim, b: Claim) -> bool:
    """Whether two claims of a report are about one act: kind ("strike") and place, and an actor or the source."""
    if (
        a.type.split(".")[0] != b.type.split(".")[0]
        or not isinstance(a.place, PlaceRef)
        or not isinstance(b.place, PlaceRef)
    ):
        return False
    same_source = bool(a.chain) and bool(b.chain) and a.chain[-1].who == b.chain[-1].who
    return a.place.name == b.place.name and (same_source or bool({*a.agents} & {*b.agents}))


class Teller(Frozen, frozen=True):
    """A report's way of telling an event that others may tell."""

    given: Given
    told: Told
    strength: int


def shared(reports: Iterable[Given], weekday_of: dict[str, int]) -> tuple[Constraint, ...]:
    """Ties between reports that tell one event: same act, place and figure (a share or a count), or the same day of
    the week of a place's capture. `weekday_of` gives the weekday on which a report was written, where it says so."""
    groups: dict[tuple[str, ...], list[Teller]] = defaultdict(list)
    for given in reports:
        for claim in given.claims:
            if claim.polarity != "affirmed" or claim.modality != "actual" or not _local(claim):
                continue
            told = tell(given, claim)
            key = _key(told, weekday_of.get(given.document.report.id))
            if key is not None:
                groups[key].append(Teller(given, told, -int(told.timed)))
    out: list[Constraint] = []
    for key, tellers in sorted(groups.items()):
        for number, cluster in enumerate(_clusters(tellers)):
            out += _ties(f"event:{'/'.join(key)}/{number}", cluster)
    return tuple(out)


def _local(claim: Claim) -> bool:
    return isinstance(claim.place, PlaceRef) and not claim.place.part and claim.place.kind in _WITHIN_PLACES


def _key(told: Told, writing: int | None) -> tuple[str, ...] | None:
    """What makes two claims one event; `None` for a claim that says too little to be sure of it."""
    claim = told.claim
    assert isinstance(claim.place, PlaceRef)
    base = (claim.type, claim.place.name)
    is_control = claim.type in ("control.change", "control.hold")  # "took 80 %" and "controls 80 %" are one state
    if is_control and not isinstance(claim.extent, Unknown) and _telling(claim.extent):
        return ("control", claim.place.name, f"{claim.extent[0]}-{claim.extent[1]}")
    quantity = claim.quantity
    if isinstance(quantity, Quantity) and quantity.low == quantity.high and quantity.low >= _LEAST_COUNT:
        return (*base, quantity.unit, str(int(quantity.low)))
    if claim.type == "control.change" and _is_whole(claim):
        day = _weekday(told, writing)
        return None if day is None else (*base, "whole", str(day))
    return None


def _telling(extent: tuple[float, float]) -> bool:
    """A share that was counted ("80 %"), not a manner of speaking ("most", "parts", "all")."""
    return extent not in ((1.0, 1.0), (0.5, 1.0), (0.25, 0.9), (0.0, 0.5))


def _weekday(told: Told, writing: int | None) -> int | None:
    if told.weekday is not None:
        return told.weekday
    if writing is not None and told.high is not None and told.high == told.low:
        return (writing - told.low) % 7
    return None


def _clusters(tellers: Sequence[Teller]) -> Iterator[list[Teller]]:
    """Tellers whose claims name a common actor, or no actor, one for each report: the one with a time, the earliest."""
    ordered = sorted(tellers, key=lambda one: (one.strength, one.given.document.report.id, one.told.claim.evidence))
    clusters: list[tuple[set[str], dict[str, Teller]]] = []
    for one in ordered:
        actors = {*one.told.claim.agents, *one.told.claim.targets}
        home = next((c for c in clusters if c[0] & actors or not actors), None)
        if home is None:
            home = (set(), {})
            clusters.append(home)
        home[0].update(actors)
        home[1].setdefault(one.given.document.report.id, one)
    return ([*home.values()] for _, home in clusters if len(home) > 1)


def _ties(event: str, cluster: Sequence[Teller]) -> Iterator[Constraint]:
    names = {one.given.document.report.id: one.given.document.report.name for one in cluster}
    for one in cluster:
        report = one.given.document.report
        shown = _shown(one.given, one.told.claim)
        text = shown.of(report.text)
        others = ", ".join(sorted(name for id, name in names.items() if id != report.id)[:3])
        high = one.told.high if one.told.high is not None else NEWS_DAYS
        values = (("event", event.removeprefix("event:")), ("sisters", others))
        test = Apart(event, one.told.low, high)
        id = content_id("limit", report.identity, "sister.event", one.told.span.start, text, event)
        yield Constraint(id, report.id, "sister.event", "usual", test, text, (shown,), values)
        if one.told.weekday is not None:
            id = content_id("limit", report.identity, "event.weekday", one.told.span.start, text, event)
            words = one.told.span.of(report.text)
            yield Constraint(
                id, event, "event.weekday", "usual", Weekdays((one.told.weekday,)), words, (one.told.span,), values
            )
