"""What happened, as a limit on when it was told: public facts that a report tells, and events that sister reports tell.

An event told by several reports is a day of its own that none of them need know: each limits it by its own words
("today", "on Saturday", "last week"), and it ties them together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from tawatur.dating.facts import limit
from tawatur.lexicon.dating import Taken, facts
from tawatur.mentions.times import values_of
from tawatur.model import Claim, Frozen, Mention, PlaceRef, Quantity, Span, TimeRef, Unknown, content_id
from tawatur.model.dating import AnyOf, Apart, Between, Constraint, Test, Weekdays
from tawatur.passages import Document

NEWS_DAYS, LEAD_SENTENCES, NEWS_SLACK = 14, 4, 1
"""What leads a report without a time is at most two weeks old; a fact is told as new a day around its days."""
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
    fell on the day of the week `weekday`, on `day` of `month`."""

    claim: Claim
    span: Span
    low: int
    high: int | None
    weekday: int | None = None
    month_day: tuple[int, int] | None = None
    timed: bool = False


def tell(given: Given, claim: Claim) -> Told:
    """A claim with the time that the claim step linked to it."""
    spans = [span for reason in claim.because if reason.rule.startswith("time:") for span in reason.spans]
    mention = next((m for m in given.mentions if m.kind == "time" and m.span in spans), None)
    if mention is None or not isinstance(mention.value, TimeRef):
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


def _is_whole(claim: Claim) -> bool:
    whole = isinstance(claim.extent, Unknown) or claim.extent[0] >= _WHOLE
    return whole and isinstance(claim.place, PlaceRef) and not claim.place.part


def _names(parts: Sequence[str], actors: Sequence[str]) -> bool:
    return any(part in actor for part in parts for actor in actors)


def _fits(row: Taken, claim: Claim, places: frozenset[str]) -> bool:
    """Whether a claim tells this fact: its place, and who took it, or from whom if it does not say who."""
    if not places & set(row.place):
        return False
    if claim.agents and _names(row.by, claim.agents):
        return True
    if _names(row.by, claim.targets) and _names(row.loser, (*claim.targets, *claim.agents)):
        return True  # both sides in one slot: the pair itself names the fact
    return not claim.agents and _names(row.loser, claim.targets)


def public(given: Given) -> tuple[Constraint, ...]:
    """Limits from public facts that a report tells, expects or is about to see."""
    told = _told(given)
    leads = [sentence.span for sentence in given.document.sentences[:LEAD_SENTENCES]]
    out: dict[tuple[str, Test], Constraint] = {}
    for claim in given.claims:
        if claim.type != "control.change" or claim.polarity != "affirmed":
            continue
        places = _places(given, claim)
        rows = [row for row in facts().taken if _fits(row, claim, places)]
        if not rows:
            continue
        lead = any(span.overlaps(claim.evidence) for span in leads)
        rule, test = _fact(tell(given, claim), rows, lead)
        if rule == "fact.expected" and told & set(rows):
            continue  # it happened, and is expected to happen again: the facts do not say when
        if rule:
            one = limit(
                given.document, _shown(given, claim), rule, "usual", test, place=rows[-1].place[0], days=_days(rows)
            )
            out.setdefault((rule, test), one)
    return tuple(out.values())


def _told(given: Given) -> frozenset[Taken]:
    """The public facts that a report tells as having happened."""
    return frozenset(
        row
        for claim in given.claims
        if claim.type == "control.change" and claim.modality == "actual" and claim.polarity == "affirmed"
        if _is_whole(claim)
        for row in facts().taken
        if _fits(row, claim, _places(given, claim))
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


def _places(given: Given, claim: Claim) -> frozenset[str]:
    """The names of the claim's place and of every place in its words."""
    own = {claim.place.name} if isinstance(claim.place, PlaceRef) else set[str]()
    inside = {
        m.value.name
        for m in given.mentions
        if m.kind == "place" and isinstance(m.value, PlaceRef) and claim.evidence.contains(m.span)
    }
    return frozenset(own | inside)


_NOTHING: tuple[str, Test] = ("", Between(None, None))


def _fact(told: Told, rows: Sequence[Taken], lead: bool) -> tuple[str, Test]:
    """The rule and the days for a claim that fits these facts; no rule where it says too little."""
    claim = told.claim
    if claim.modality == "actual" and _is_whole(claim):
        return _fact_told(told, rows, lead)
    last = max(row.days[1] for row in rows)
    if claim.modality == "expected":
        return "fact.expected", Between(None, last)
    if claim.modality == "actual" and lead and not told.timed:
        return "fact.partial", AnyOf(tuple(Between(row.battle, row.days[1]) for row in rows))
    return _NOTHING


def _fact_told(told: Told, rows: Sequence[Taken], lead: bool) -> tuple[str, Test]:
    if told.high is not None:
        slack = timedelta(days=NEWS_SLACK)
        low, high = timedelta(days=told.low), timedelta(days=told.high)
        return "fact.told", AnyOf(tuple(Between(r.days[0] + low - slack, r.days[1] + high + slack) for r in rows))
    if told.month_day is not None:
        return _fact_on(told.month_day, rows)
    if lead and not told.timed:
        back, ahead = timedelta(days=NEWS_SLACK), timedelta(days=NEWS_DAYS)
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
            if other.high == other.low == 1 and other.weekday is None and _one_act(dated.claim, other.claim):
                rest = tuple(day for day in range(7) if day != dated.weekday)
                test = Weekdays(rest)
                words = other.span.of(given.document.report.text)
                one = limit(given.document, dated.span, "spoken.after", "usual", test, other=words)
                out.setdefault(dated.weekday, one)
    return tuple(out.values())


def _one_act(a: Claim, b: Claim) -> bool:
    """Whether two claims of a report are about one act: type and place, and an actor or the source."""
    if a.type != b.type or not isinstance(a.place, PlaceRef) or not isinstance(b.place, PlaceRef):
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
    if claim.type == "control.change" and not isinstance(claim.extent, Unknown) and _telling(claim.extent):
        return (*base, f"{claim.extent[0]}-{claim.extent[1]}")
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
