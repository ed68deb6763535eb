"""Claims become observations on the state of places: who is said to hold how much, where is fighting, who attacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from tawatur.control.camps import RegistrySides, Sides, Table
from tawatur.control.dates import Days, days_of, told_days
from tawatur.control.groups import Group, groups_of
from tawatur.control.linked import linked, told_before, until_done
from tawatur.control.nested import nested
from tawatur.control.order import later_days
from tawatur.control.parameters import Rule, rules
from tawatur.control.places import Spot, spot
from tawatur.control.reading import Role, role_scores, understood
from tawatur.control.twins import twin_days
from tawatur.model import Claim, CrossLink, Frozen, PlaceRef, Report, Unknown
from tawatur.model.control import Camp, Observation

_TYPES = frozenset({"control.change", "control.hold", "clear", "clash", "advance", "retreat", "encircle", "strike.air",
                    "strike.ground", "presence"})  # fmt: skip


class Observed(Frozen, frozen=True):
    """All observations of one place (or part of one), and the claims about it that observe nothing, with the reason.
    `within` is the name of the whole where it is a part."""

    spot: Spot
    place: PlaceRef
    camps: tuple[Camp, ...]
    observations: tuple[Observation, ...]
    unused: tuple[tuple[str, Unknown], ...] = ()
    within: str = ""


class Sources(Frozen, frozen=True):
    """What observing needs beside the claims: the reports by id, who sides with whom, the independence groups, and
    the root of each claim's chain, who is its narrator."""

    reports: Mapping[str, Report]
    sides: Sides
    groups: Mapping[str, Group]
    narrators: Mapping[str, Group]
    told: Mapping[str, date]

    def kind(self, claim: Claim) -> str:
        """The type whose rules hold: a retreat from the place and an advance into it are types of their own, told by
        the words before the place."""
        if claim.type not in ("retreat", "advance"):
            return claim.type
        words = self._before_place(claim)
        if claim.type == "retreat":
            return "retreat.from" if words and words[-1] in rules().leaving else "retreat"
        inside = [i for i, word in enumerate(words) if word in rules().entering or word[1:] in rules().entering]
        stopped = bool(inside) and any(word in rules().towards for word in words[inside[-1] :])
        return "advance.into" if inside and not stopped else "advance"

    def _before_place(self, claim: Claim) -> list[str]:
        """The words of a claim before its place; none where it does not name the place in those words."""
        report = self.reports.get(claim.report)
        if report is None or not isinstance(claim.place, PlaceRef) or not claim.place.text:
            return []
        before, found, _ = claim.evidence.of(report.text).partition(claim.place.text)
        return before.split() if found else []

    def days(self, claim: Claim) -> Days | Unknown:
        """The days that a claim of these sources speaks of."""
        return days_of(claim, self.reports.get(claim.report), self.told.get(claim.report))


def sources_of(
    claims: Sequence[Claim],
    reports: Iterable[Report],
    links: Iterable[CrossLink] = (),
    groups: Mapping[str, Group] | None = None,
    sides: Sides | None = None,
) -> Sources:
    """`Sources` with the registries' sides and, unless the corroboration step's `groups` are given, those by chain."""
    by_id = {report.id: report for report in reports}
    narrators = groups_of(claims, by_id)
    cross = tuple(links)
    chosen = groups if groups is not None else groups_of(claims, by_id, cross) if cross else narrators
    return Sources(by_id, sides if sides is not None else RegistrySides(claims), chosen, narrators, told_days(claims))


def observe(claims: Iterable[Claim], sources: Sources) -> tuple[Observed, ...]:
    """The observations of every place that the claims name, by the place's key; parts of a place share its camps.

    The order of the claims does not matter. Claims without a place observe nothing and are left out.
    """
    by_whole: dict[str, list[tuple[Claim, Spot]]] = {}
    placed = [(c, c.place, spot(c.place)) for c in claims if isinstance(c.place, PlaceRef) and c.type in _TYPES]
    cities = nested((at, place) for _, place, at in placed)
    for claim, place, own in placed:
        at = own
        if own.whole in cities:  # a quarter, or a part of one, which is part of the city all the same
            label = f"{own.part} of {place.name}" if own.part else place.name
            at = Spot(own.key, cities[own.whole], label, own.inside)
        by_whole.setdefault(at.whole, []).append((claim, at))
    out: list[Observed] = []
    for key in sorted(by_whole):
        found = sorted(by_whole[key], key=lambda pair: (pair[0].report, pair[0].evidence, pair[0].id))
        out += _observe_place(found, sources)
    return tuple(sorted(out, key=lambda o: o.spot.key))


def _observe_place(found: list[tuple[Claim, Spot]], sources: Sources) -> Iterator[Observed]:
    table = _table([claim for claim, _ in found], sources)
    reader = _Reader(sources, table)
    reader.twins = twin_days(found, sources.days, reader.camp, sources.narrators)
    reader.twins |= later_days(found, sources.days, sources.reports)
    for claim, at in found:
        reader.read(claim, at)
    spots = _spots(found)
    told = until_done(told_before(reader.observations, reader.captures))
    every = linked(told, {at.key: at for at, _ in spots.values()})
    for key in sorted(spots):
        at, place = spots[key]
        own = tuple(o for o in every if o.place == key)
        unused = tuple((id, why) for id, (where, why) in sorted(reader.unused.items()) if where == key)
        if own or unused:
            whole = spots[at.whole][1] if at.whole in spots else place
            yield Observed(at, place, table.camps, own, unused, whole.name if at.part else "")


def _spots(found: list[tuple[Claim, Spot]]) -> dict[str, tuple[Spot, PlaceRef]]:
    """The place and its parts by key, each with a reference: the whole by one that names no part of it."""
    out: dict[str, tuple[Spot, PlaceRef]] = {}
    whole = min(found, key=lambda pair: pair[1].part != "")[0].place
    assert isinstance(whole, PlaceRef)
    for claim, at in found:
        assert isinstance(claim.place, PlaceRef)
        out.setdefault(at.key, (at, claim.place if at.part else whole))
        if at.inside:
            out.setdefault(at.whole, (Spot(at.whole, at.whole, "", True), whole))
    return out


def _table(claims: list[Claim], sources: Sources) -> Table:
    counts: dict[str, Counter[str]] = {}
    clear = [c for c in claims if c.polarity == "affirmed" and understood(c) >= rules().parties_read]
    for claim in clear or claims:
        names = claim.agents + claim.targets
        if claim.type.startswith("strike"):
            names = claim.targets  # who bombs from afar need not hold anything
        elif claim.type == "presence" or (sources.kind(claim) == "retreat"):
            continue  # persons come and go as well as forces
        for name in names:
            side = sources.sides.actor(name)
            if side is not None:
                counts.setdefault(side, Counter())[name] += 1
    firsts = [d.start for d in map(sources.days, claims) if isinstance(d, Days)]
    extracted = any(understood(claim) < 1 for claim in claims)
    return Table(counts, min(firsts, default=None), rules().party_least if extracted else 0.0)


class _Reader:
    """Reads the claims of one place and its parts, report by report."""

    def __init__(self, sources: Sources, table: Table) -> None:
        self._sources, self._table, self._rules = sources, table, rules()
        self._by_type: dict[str, list[Rule]] = {}
        for rule in self._rules.rows:
            self._by_type.setdefault(rule.type, []).append(rule)
        self.observations: list[Observation] = []
        self.captures: list[Observation] = []
        self.unused: dict[str, tuple[str, Unknown]] = {}
        self.twins: dict[str, Days] = {}
        self._camps: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._notes: dict[tuple[object, ...], str] = {}
        self._read: dict[str, float] = {}

    def read(self, claim: Claim, at: Spot) -> None:
        days = self.twins.get(claim.id) or self._sources.days(claim)
        if isinstance(days, Unknown):
            self.unused[claim.id] = (at.key, days)
            return
        if self._too_wide(claim):
            self.unused[claim.id] = (
                at.key,
                Unknown("it happened somewhere in an area; that says nothing of the whole"),
            )
            return
        if claim.modality in ("expected", "intended"):
            found = list(self._ahead(claim, days, at))
        else:
            found = [o for rule in self._by_type[self._sources.kind(claim)] for o in self._apply(rule, claim, days, at)]
        if found:
            self.observations += found
        else:
            self.unused[claim.id] = (at.key, self._why_unused(claim))

    def _why_unused(self, claim: Claim) -> Unknown:
        if claim.modality in ("expected", "intended"):
            return Unknown(f"a {claim.type} that is {claim.modality} says nothing of what is")
        if claim.polarity == "denied":
            return Unknown(f"a denied {claim.type} says nothing of who holds the place")
        if self._mixed(claim, "agent") or self._mixed(claim, "target"):
            return Unknown("it gives one part to camps that fight each other, so it may be misread")
        return Unknown("it names no actor that can hold a place, or only the least named of many")

    def _too_wide(self, claim: Claim) -> bool:
        """Whether it is an act somewhere in a country, a governorate or a region: who holds these it does not say."""
        wide = isinstance(claim.place, PlaceRef) and claim.place.kind in self._rules.areas
        return wide and not claim.type.startswith("control")

    def _found(self, names: tuple[str, ...]) -> tuple[str, ...]:
        if names not in self._camps:
            found = (self._table.camp_of(self._sources.sides.actor(name)) for name in names)
            self._camps[names] = tuple(dict.fromkeys(camp for camp in found if camp))
        return self._camps[names]

    def camp(self, claim: Claim, role: Role) -> str:
        """The camp of a role's actors. Where they belong to several, that of the actor whose part was read most surely,
        the first one where nothing scores them (somebody entered the claim), none where two are about as sure."""
        names = claim.agents if role == "agent" else claim.targets
        found = self._found(names)
        if len(found) < 2:
            return found[0] if found else ""
        scores = role_scores(claim, role)
        if scores is None:
            return found[0]
        best: dict[str, float] = {}
        for name, score in zip(names, scores, strict=False):
            for camp in self._found((name,)):
                best[camp] = max(best.get(camp, 0.0), score)
        first, second = (*sorted(best.values(), reverse=True), 0.0, 0.0)[:2]
        return max(best, key=lambda camp: (best[camp], camp)) if first - second >= self._rules.surer else ""

    def _mixed(self, claim: Claim, role: Role) -> bool:
        """Whether the actors of a role belong to several camps, and which one is meant cannot be told."""
        names = claim.agents if role == "agent" else claim.targets
        return len(self._found(names)) > 1 and not self.camp(claim, role)

    def _ahead(self, claim: Claim, days: Days, at: Spot) -> Iterator[Observation]:
        ahead, camp = self._rules.ahead, self.camp(claim, "agent") if claim.type != "clash" else ""
        if claim.type in ahead.types and claim.polarity == "affirmed":
            start = days.start if days.dated else days.printed
            note = ahead.note.format(who=camp or "somebody")
            span = Days(start, start + timedelta(days=ahead.days - 1), True, days.dated, days.printed)
            yield self._observation(claim, at, span, Rule("", "", "assault", "next", ahead.weight, note), camp)

    def _apply(self, rule: Rule, claim: Claim, days: Days, at: Spot) -> Iterator[Observation]:
        names = claim.agents if rule.who == "agents" else claim.targets if rule.who == "targets" else ()
        camp = self.camp(claim, "agent" if rule.who == "agents" else "target") if rule.who else ""
        nobody = not camp and not (rule.measure == "assault" and rule.who == "agents" and self._mixed(claim, "agent"))
        if rule.measure != "contested" and (rule.who == "targets" or names or rule.measure == "share") and nobody:
            return
        other = self.camp(claim, "agent" if rule.who == "targets" else "target")
        if camp and camp == other and rule.who == "targets":
            return  # fighting within one camp changes no holder
        if rule.alone and other:
            return  # who gained and who lost are one statement, which would count twice
        denied = claim.polarity == "denied"
        if denied and not (rule.stated and rule.measure == "share"):
            return
        if rule.at == "before":
            days = days.day_before()
        elif days.since and claim.type == "control.change" and rule.measure == "assault":
            days = replace(days, end=days.start)  # the attack was then, what it won is held since
        found = self._observation(claim, at, days, rule, camp, denied)
        if claim.type == "control.change" and rule.at == "then" and rule.measure == "share":
            self.captures.append(found)
        yield found

    def _observation(
        self, claim: Claim, at: Spot, days: Days, rule: Rule, camp: str, denied: bool = False
    ) -> Observation:
        low, high, flags = _share(rule, claim, denied)
        weight = rule.weight * (self._rules.possible if claim.modality == "possible" else 1.0)
        late = self._out_of_force(claim, rule, days)
        if late:
            flags += (late,)
            weight *= self._rules.out_of_force
        if not days.dated and rule.at == "before":
            weight *= 0.5  # the change itself may lie well before its report
        side = self._sources.sides.source(claim, self._sources.reports.get(claim.report))
        group = self._sources.groups.get(claim.id) or Group(claim.report, claim.report)
        said = self._note(rule, camp, low, high)
        return Observation(
            claim=claim.id, place=at.key, measure=rule.measure, holder=camp, low=low, high=high, start=days.start,
            end=days.end, throughout=days.throughout, weight=weight, relation=self._table.relation(side, camp),
            group=group.root, proven=group.proven, type=claim.type, note=f"denied: {said}" if denied else said,
            flags=flags, source=self._sources.narrators[claim.id].root,
            camp=self._table.camp_of(side) or self._table.partisan(side),
            dated=days.dated, read=self._understood(claim), report=claim.report,
            back=days.back, one=days.one,
            hindsight=days.dated and (days.printed - days.end).days >= self._rules.hindsight.days,
        )  # fmt: skip

    def _understood(self, claim: Claim) -> float:
        if claim.id not in self._read:
            self._read[claim.id] = understood(claim)
        return self._read[claim.id]

    def _note(self, rule: Rule, camp: str, low: float, high: float) -> str:
        key = (id(rule), camp, low, high)
        if key not in self._notes:
            share = _said(1 - high, 1 - low) if rule.complement else _said(low, high)
            self._notes[key] = rule.note.format(who=camp or "nobody named", share=share)
        return self._notes[key]

    def _out_of_force(self, claim: Claim, rule: Rule, days: Days) -> str:
        names = claim.agents if rule.who == "agents" else claim.targets if rule.who == "targets" else ()
        gone = [n for n in names if not self._sources.sides.existed(n, days.start)]
        return f"{gone[0]} did not exist on {days.start.isoformat()} by its dates in force" if gone else ""


def _share(rule: Rule, claim: Claim, denied: bool) -> tuple[float, float, tuple[str, ...]]:
    """The share that a claim gives its holder, between 0 and 1; what was odd about it as flags."""
    low, high = rule.share or (0.0, 1.0)
    flags: tuple[str, ...] = ()
    if not isinstance(claim.extent, Unknown) and (rule.stated or rule.complement):
        low, high = sorted(claim.extent)
        if low < 0 or high > 1:
            flags = (f"a share of {low:g} to {high:g} was stated; taken as between 0 and 1",)
            low, high = min(max(low, 0.0), 1.0), min(max(high, 0.0), 1.0)
        if rule.complement:
            low, high = 1 - high, 1 - low
    if denied:
        low, high = (0.0, max(low - 0.1, 0.0)) if low > 0.1 else (0.0, 0.0)
    return low, high, flags


def _said(low: float, high: float) -> str:
    if (low, high) == (1, 1):
        return "all of it"
    if high == 0:
        return "none of it"
    return f"{100 * low:.0f} %" if low == high else f"{100 * low:.0f} to {100 * high:.0f} %"
