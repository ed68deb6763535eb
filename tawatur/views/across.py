"""What holds across reports, as rows for tables, JSON and the page: events, conflicts, copies, the tree of an event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from tawatur.languages import fold
from tawatur.model import Claim, Contents, Frozen, PlaceRef, Unknown, When
from tawatur.model.contents import ReportSpan
from tawatur.model.corroboration import Across, Backing, Standing, Strand, Tie
from tawatur.model.event import Event, SharedPassage
from tawatur.views.exchange import report_names

WORDS = 160


class Statement(Frozen, frozen=True):
    """One claim in its own words: which report says it, when, on whose word (the chain to its root, outlet first)."""

    claim: str
    report: str
    outlet: str
    published: str
    words: str
    chain: tuple[str, ...]
    side: str
    denied: bool
    modality: str
    against: str


class Objection(Frozen, frozen=True):
    """A disagreement or supersession seen from one event: the kind, the sentence, the other statement."""

    kind: str
    note: str
    mine: Statement
    other: Statement
    other_event: str


class StrandRow(Frozen, frozen=True):
    """One independent chain at most: its root, side, and the claims that hang on it."""

    root: str
    side: str
    named: bool
    claims: tuple[str, ...]


class EventRow(Frozen, frozen=True):
    """An event with everything that the casebook knows of it. `sides` counts strands by side, empty for none."""

    id: str
    type: str
    types: tuple[str, ...]
    place: str
    when: str
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    reports: int
    outlets: int
    low: int
    high: int
    sides: tuple[tuple[str, int], ...]
    standing: str
    rule: str
    note: str
    also: tuple[str, ...]
    circles: tuple[tuple[str, ...], ...]
    strands: tuple[StrandRow, ...]
    statements: tuple[Statement, ...]
    against: tuple[Objection, ...]
    newer: tuple[Objection, ...]


class ConflictRow(Frozen, frozen=True):
    """Two claims that cannot both be true, or of which the second brings the first up to date; `more` counts further
    pairs between the same two events that differ in the same way."""

    id: str
    relation: Literal["conflict", "supersession"]
    kind: str
    note: str
    first: Statement
    second: Statement
    more: int = 0


class CopyRow(Frozen, frozen=True):
    """A passage that two reports share, both copies in their own words, with the reasons for the direction."""

    id: str
    first: str
    second: str
    first_words: str
    second_words: str
    first_span: ReportSpan
    second_span: ReportSpan
    words: int
    likeness: float
    direction: str
    third: str
    versions: bool
    because: tuple[str, ...]


class Branch(Frozen, frozen=True):
    """A statement in the tree of an event's chains; `tie` and `note` say what joins it to the statement above it, and
    `words` hold the passages or figures that show it."""

    statement: Statement
    tie: str
    note: str
    words: tuple[str, ...]
    below: tuple[Branch, ...] = ()


class Tree(Frozen, frozen=True):
    """An event's chains to their roots: one branch a strand; `maybe` what may join strands, `joins` what made the
    claims one event."""

    event: EventRow
    strands: tuple[tuple[StrandRow, Branch], ...]
    maybe: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    joins: tuple[tuple[str, str, float, tuple[str, ...]], ...]


class Shown:
    """The casebook's reports and claims with what the rows need of them, looked up once."""

    def __init__(self, contents: Contents, across: Across) -> None:
        self.reports = {report.id: report for report in contents.reports}
        self.names = report_names(contents.reports)
        self.claims = {claim.id: claim for claim in contents.claims}
        self.voices = {voice.claim: voice for backing in across.backings for voice in backing.voices}
        self.across = across
        self.home = {claim: event.id for event in across.events for claim in event.claims}
        self._statements: dict[str, Statement] = {}

    def statement(self, id: str) -> Statement:
        """The claim of this id as a statement."""
        if id not in self._statements:
            self._statements[id] = self._statement(self.claims[id])
        return self._statements[id]

    def _statement(self, claim: Claim) -> Statement:
        report = self.reports[claim.report]
        voice = self.voices.get(claim.id)
        chain = tuple(link.who or link.organisation or "?" for link in claim.chain)
        return Statement(
            claim.id,
            self.names[report.id],
            report.outlet if isinstance(report.outlet, str) else "",
            shown_days(report.published),
            " ".join(claim.evidence.of(report.text).split()),
            chain,
            voice.root.side if voice else "",
            claim.polarity == "denied",
            claim.modality,
            voice.against if voice else "",
        )

    def words(self, span: ReportSpan) -> str:
        """The words of a passage, cut to a length that a line can carry."""
        text = " ".join(self.reports[span.report].text[span.start : span.end].split())
        return text if len(text) <= WORDS else f"{text[: WORDS - 1]}…"


def shown_days(when: When | Unknown) -> str:
    """`2017-11-09`, `2017-11-01..2017-11-09`, `2017-11-09..` with an open end, empty if unknown."""
    if isinstance(when, Unknown):
        return ""
    start = when.start.isoformat() if when.start else ""
    end = when.end.isoformat() if when.end else ""
    return start if start == end else f"{start}..{end}"


def event_rows(shown: Shown) -> tuple[EventRow, ...]:
    """Every event, those with most independent chains first, then by reports, claims and id."""
    against, newer = _objections(shown)
    stated = zip(shown.across.events, shown.across.backings, shown.across.standings, strict=True)
    found = [_event_row(shown, event, backing, standing, against, newer) for event, backing, standing in stated]
    return tuple(sorted(found, key=_weight))


def _weight(row: EventRow) -> tuple[int, int, int, int, str]:
    return -row.low, -row.high, -row.reports, -len(row.statements), row.id


def _event_row(
    shown: Shown,
    event: Event,
    backing: Backing,
    standing: Standing,
    against: Mapping[str, list[Objection]],
    newer: Mapping[str, list[Objection]],
) -> EventRow:
    ordered = [*(voice.claim for voice in backing.voices)]
    ordered += [id for id in event.claims if id not in set(ordered)]
    claims = [shown.claims[id] for id in event.claims]
    return EventRow(
        id=event.id,
        type=event.types[0],
        types=event.types,
        place=event.place.name if isinstance(event.place, PlaceRef) else "",
        when=shown_days(event.when),
        agents=tuple(party.name for party in event.agents),
        targets=tuple(party.name for party in event.targets),
        reports=len({claim.report for claim in claims}),
        outlets=len({voice.outlet for voice in backing.voices}),
        low=backing.low,
        high=backing.high,
        sides=tuple((one.side, one.strands) for one in backing.sides),
        standing=standing.name,
        rule=standing.rule,
        note=standing.note,
        also=standing.also,
        circles=backing.circles,
        strands=tuple(map(_strand_row, backing.strands)),
        statements=tuple(map(shown.statement, ordered)),
        against=tuple(against.get(event.id, ())),
        newer=tuple(newer.get(event.id, ())),
    )


def _strand_row(strand: Strand) -> StrandRow:
    return StrandRow(strand.root, strand.side, strand.named, strand.voices)


def _objections(shown: Shown) -> tuple[dict[str, list[Objection]], dict[str, list[Objection]]]:
    """Disagreements and supersessions by event, seen from its side."""
    against: dict[str, list[Objection]] = defaultdict(list)
    newer: dict[str, list[Objection]] = defaultdict(list)
    for d in shown.across.disagreements:
        for pair in ((d.first, d.second), (d.second, d.first)):
            _object(against, shown, d.kind, d.note, pair)
    for s in shown.across.supersessions:
        _object(newer, shown, s.kind, s.note, (s.earlier, s.later))
    return against, newer


def _object(into: dict[str, list[Objection]], shown: Shown, kind: str, note: str, pair: tuple[str, str]) -> None:
    mine, other = pair
    home, away = shown.home[mine], shown.home[other]
    if home == away and any(o.kind == kind and {o.mine.claim, o.other.claim} == {mine, other} for o in into[home]):
        return  # inside one event it is seen once
    into[home].append(Objection(kind, note, shown.statement(mine), shown.statement(other), away))


def by_event(found: Iterable[Objection]) -> tuple[tuple[Objection, int], ...]:
    """One objection for all of a kind that come from one other event: the first, with how many more there are."""
    groups: dict[tuple[str, str], list[Objection]] = defaultdict(list)
    for one in found:
        groups[one.kind, one.other_event].append(one)
    return tuple((group[0], len(group) - 1) for group in groups.values())


def conflict_rows(shown: Shown) -> tuple[ConflictRow, ...]:
    """Disagreements, then supersessions, by kind and report."""
    rows = [
        ConflictRow(d.id, "conflict", d.kind, d.note, shown.statement(d.first), shown.statement(d.second))
        for d in shown.across.disagreements
    ]
    rows += [
        ConflictRow(s.id, "supersession", s.kind, s.note, shown.statement(s.earlier), shown.statement(s.later))
        for s in shown.across.supersessions
    ]
    return tuple(sorted(rows, key=lambda row: (row.relation, row.kind, row.first.report, row.id)))


def gathered(shown: Shown, rows: Iterable[ConflictRow]) -> tuple[ConflictRow, ...]:
    """One row for all pairs of two events that differ in the same way: the first, with how many more there are."""
    groups: dict[tuple[str, str, frozenset[str]], list[ConflictRow]] = defaultdict(list)
    for row in rows:
        events = frozenset((shown.home[row.first.claim], shown.home[row.second.claim]))
        groups[row.relation, row.kind, events].append(row)
    return tuple(msgspec.structs.replace(group[0], more=len(group) - 1) for group in groups.values())


def copy_rows(shown: Shown) -> tuple[CopyRow, ...]:
    """Shared passages, longest first."""
    found = [_copy_row(shown, one) for one in shown.across.shared]
    return tuple(sorted(found, key=lambda row: (-row.words, row.first, row.second, row.id)))


def _copy_row(shown: Shown, one: SharedPassage) -> CopyRow:
    return CopyRow(
        one.id,
        shown.names[one.first.report],
        shown.names[one.second.report],
        shown.words(one.first),
        shown.words(one.second),
        one.first,
        one.second,
        one.words,
        one.likeness,
        one.direction,
        one.third,
        one.versions,
        tuple(reason.note for reason in one.because),
    )


def tree(shown: Shown, id: str) -> Tree | None:
    """The chains of the event of this id, `None` if there is none."""
    at = next((i for i, event in enumerate(shown.across.events) if event.id == id), None)
    if at is None:
        return None
    event, backing = shown.across.events[at], shown.across.backings[at]
    row = _event_row(shown, event, backing, shown.across.standings[at], *_objections(shown))
    proven = [tie for tie in backing.ties if tie.proven]
    strands = tuple((_strand_row(one), _branch(shown, one.voices[0], proven)) for one in backing.strands)
    loose = [tie for tie in backing.ties if not tie.proven]
    maybe = tuple((tie.first, tie.second, tie.note, tuple(map(shown.words, tie.passages))) for tie in loose)
    joins = tuple(
        (link.first, link.second, link.score, tuple(f"{c.note} ({c.score:+.2f})" for c in link.because if c.note))
        for link in event.links
    )
    return Tree(row, strands, maybe, joins)


def _branch(shown: Shown, start: str, ties: Iterable[Tie]) -> Branch:
    """The statements of a strand as a tree from its first one, along the ties that join them."""
    near: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        near[tie.first].append(tie)
        near[tie.second].append(tie)
    return _grow(shown, start, None, near)


def _grow(shown: Shown, claim: str, above: Tie | None, near: Mapping[str, list[Tie]]) -> Branch:
    below = []
    for tie in near.get(claim, ()):
        if tie != above:
            below.append(_grow(shown, tie.second if tie.first == claim else tie.first, tie, near))
    ordered = tuple(sorted(below, key=lambda branch: (branch.statement.published or "~", branch.statement.claim)))
    words = tuple(map(shown.words, above.passages)) if above else ()
    return Branch(shown.statement(claim), above.kind if above else "", above.note if above else "", words, ordered)


def pick(
    rows: Iterable[EventRow], type: str = "", place: str = "", actor: str = "", standing: str = ""
) -> tuple[EventRow, ...]:
    """The events that meet every filter given: a type or family, parts of names, a standing."""
    return tuple(
        row
        for row in rows
        if (not type or any(one == type or one.split(".")[0] == type for one in row.types))
        and fold(place) in fold(row.place)
        and (not actor or any(fold(actor) in fold(name) for name in row.agents + row.targets))
        and standing in ("", row.standing)
    )
