"""What happened, as a limit on when it was told: how a report times an event, and events that sister reports tell.

An event told by several reports is a day of its own that none of them need know: each limits it by its own words
("today", "on Saturday", "last week"), and it ties them together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from tawatur.dating.facts import limit
from tawatur.languages import fold
from tawatur.lexicon.dating import facts
from tawatur.mentions.times import values_of
from tawatur.model import Claim, Frozen, Mention, PlaceRef, Quantity, Report, Span, TimeRef, Unknown, content_id
from tawatur.model.dating import Apart, Constraint, Telling, Test, Weekdays, Yearly
from tawatur.passages import Document

NEWS_DAYS, LEAD_SENTENCES, NEWS_SLACK = 14, 4, 1
"""What sisters tell without a time is at most two weeks old; a fact that is told with its day as new is told within a
day of its own days."""
LATER_DAYS = 330
_WHOLE = 0.99
_LEAST_COUNT = 7
_SHOWN, _NAMED = 70, 3
_BACK = {"day": 7, "week": 31, "hour": 3}
_LAST_OF = re.compile(r"(?<=[ةه])\s+(?:ل\w|من\s)")
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
    that the event lies there or before. `act` are the words of the act."""

    claim: Claim
    span: Span
    low: int
    high: int | None
    weekday: int | None = None
    month_day: tuple[int, int] | None = None
    timed: bool = False
    spoken: bool = False
    act: str = ""


def tell(given: Given, claim: Claim) -> Told:
    """A claim with the time that the claim step linked to it, else the time at which its source spoke of it."""
    act = "" if claim.trigger is None else claim.trigger.of(given.document.report.text)
    return msgspec.structs.replace(_tell(given, claim), act=act)


def _tell(given: Given, claim: Claim) -> Told:
    spans = [span for reason in claim.because if reason.rule.startswith("time:") for span in reason.spans]
    mention = next((m for m in given.mentions if m.kind == "time" and m.span in spans), None)
    if mention is None:
        return _spoken(given, claim)
    if _LAST_OF.match(given.document.report.text, mention.span.end):  # "in the last days of his rule"
        return Told(claim, claim.evidence, 0, None, timed=True)
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


def is_whole(claim: Claim) -> bool:
    whole = isinstance(claim.extent, Unknown) or claim.extent[0] >= _WHOLE
    return whole and isinstance(claim.place, PlaceRef) and not claim.place.part


def shown(given: Given, claim: Claim) -> Span:
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
    """A report with its way of telling an event that others may tell."""

    report: Report
    told: Telling


def tellings(given: Given, writing: int | None) -> tuple[Telling, ...]:
    """The events of a report that others may tell: an act, a place and a figure (a share or a count), or the capture of
    a place with a day. `writing` is the day of the week on which the report was written, if it says so."""
    out = []
    for claim in given.claims:
        if claim.polarity != "affirmed" or claim.modality != "actual" or not _local(claim):
            continue
        told = tell(given, claim)
        if claim.type == "control.change" and is_whole(claim) and _anew(given, claim):
            continue
        key = _key(told, writing)
        if key is not None:
            out.append(_as_telling(given, told, key))
        elif told.month_day is not None and claim.type == "control.change" and is_whole(claim):
            assert isinstance(claim.place, PlaceRef)
            out.append(_as_telling(given, told, (claim.type, claim.place.name, "whole")))
    return tuple(out)


def _anew(given: Given, claim: Claim) -> bool:
    """Whether a taking is told as a further one: others may tell the one before by the same day of the week."""
    words = f" {fold(claim.evidence.of(given.document.report.text))} "
    return any(f" {word} " in words for word in facts().anew)


def _as_telling(given: Given, told: Told, key: tuple[str, ...]) -> Telling:
    claim, text = told.claim, given.document.report.text
    at = shown(given, claim)
    order = (-int(told.timed), claim.evidence.start, claim.evidence.end)
    actors = tuple(sorted({*claim.agents, *claim.targets}))
    by = claim.agents if "whole" in key else ()
    return Telling(
        key, actors, by, told.low, told.high, told.weekday, told.month_day, at, at.of(text), told.span,
        told.span.of(text), order,
    )  # fmt: skip


def shared(told: Iterable[tuple[Report, Sequence[Telling]]]) -> tuple[Constraint, ...]:
    """Ties between reports that tell one event: same act, place and figure (a share or a count), or the same day of
    the week of a place's capture."""
    groups: dict[tuple[str, ...], list[Teller]] = defaultdict(list)
    dated: list[Teller] = []
    for report, found in told:
        for one in found:
            if one.key[-1] == "whole":
                dated.append(Teller(report, msgspec.structs.replace(one, order=(0, *one.order[1:]))))
            else:
                groups[one.key].append(Teller(report, one))
    _add_dated(groups, dated)
    out: list[Constraint] = []
    for key, tellers in sorted(groups.items()):
        for number, cluster in enumerate(_clusters(tellers)):
            out += _ties(f"event:{'/'.join(key)}/{number}", cluster)
    return tuple(out)


def _add_dated(groups: dict[tuple[str, ...], list[Teller]], dated: Sequence[Teller]) -> None:
    """Joins those who tell a capture with its day and month to those who tell it with its day of the week, where all
    of these mean one day: together they leave the years in which the two meet."""
    captures: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for key in groups:
        captures[key[:-1]].append(key)
    for one in dated:
        keys = captures.get(one.told.key, [])
        if len(keys) == 1:
            groups[keys[0]].append(one)


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
    if claim.type == "control.change" and is_whole(claim):
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


class _Cluster:
    """Tellers who tell one event, by report, with the actors that they name: all, who took the place, who did not."""

    def __init__(self) -> None:
        self.actors: set[str] = set()
        self.by: set[str] = set()
        self.others: set[str] = set()
        self.tellers: dict[str, Teller] = {}

    def takes(self, one: Telling) -> bool:
        """Whether a telling names a common actor, or none; the same parties may have taken a place from one another, so
        that who takes it must be common as well, and must not be who loses it."""
        actors, by = {*one.actors}, {*one.by}
        if by and self.by:
            return bool(by & self.by)
        if by & self.others or (actors - by) & self.by:
            return False
        return bool(actors & self.actors) or not actors

    def add(self, one: Teller) -> None:
        self.actors.update(one.told.actors)
        self.by.update(one.told.by)
        self.others.update({*one.told.actors} - {*one.told.by} if one.told.key[0] == "control.change" else ())
        self.tellers.setdefault(one.report.id, one)


def _clusters(tellers: Sequence[Teller]) -> Iterator[list[Teller]]:
    """Tellers whose claims name a common actor, or no actor, one for each report: the one with a time, the earliest."""
    ordered = sorted(tellers, key=lambda one: (one.told.order[0], one.report.id, one.told.order[1:]))
    clusters: list[_Cluster] = []
    for one in ordered:
        home = next((cluster for cluster in clusters if cluster.takes(one.told)), None)
        if home is None:
            home = _Cluster()
            clusters.append(home)
        home.add(one)
    return ([*cluster.tellers.values()] for cluster in clusters if len(cluster.tellers) > 1)


def _ties(event: str, cluster: Sequence[Teller]) -> Iterator[Constraint]:
    names = {one.report.id: one.report.name for one in cluster}
    first = sorted((name, id) for id, name in names.items())[: _NAMED + 1]
    for one in cluster:
        report, told = one.report, one.told
        others = ", ".join([name for name, id in first if id != report.id][:_NAMED])
        untimed = LATER_DAYS if told.month_day is not None else NEWS_DAYS
        values = (("event", event.removeprefix("event:")), ("sisters", others))
        test = Apart(event, told.low, told.high if told.high is not None else untimed)
        id = content_id("limit", report.identity, "sister.event", told.time_at.start, told.words, event)
        yield Constraint(id, report.id, "sister.event", "usual", test, told.words, (told.words_at,), values)
        for test_of in _days_told(told):
            id = content_id("limit", report.identity, "event.weekday", told.time_at.start, told.words, event, test_of)
            yield Constraint(id, event, "event.weekday", "usual", test_of, told.time, (told.time_at,), values)


def _days_told(told: Telling) -> Iterator[Test]:
    """What a claim says of the event's own day: its day of the week, its day and month."""
    if told.weekday is not None:
        yield Weekdays((told.weekday,))
    if told.month_day is not None:
        yield Yearly(told.month_day, told.month_day)
