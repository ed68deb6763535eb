"""What the page shows of each claim and report, as plain values for the templates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from tawatur.model import (
    EVENT_TYPES,
    Because,
    Candidate,
    Claim,
    Frozen,
    Passage,
    PlaceRef,
    Quantity,
    Report,
    Unknown,
    When,
)
from tawatur.model.contents import Contents
from tawatur.views.exchange import report_names
from tawatur.views.marked import Segment, segments
from tawatur.views.reasons import plain
from tawatur.views.why import SLOTS

GROUPS: dict[str, tuple[str, ...]] = {
    "control": ("control.change", "control.hold"),
    "fighting": ("clash", "strike.air", "strike.ground", "bombing", "clear"),
    "movement": ("advance", "retreat", "encircle", "deploy", "presence"),
    "harm": ("surrender", "detain", "casualties", "damage", "displace", "abuse"),
    "politics": ("support", "hinder", "command", "negotiate"),
}
"""Event types by the line that marks them: five can be told apart without colour, twenty-two cannot."""

_GROUP_OF = {type: number for number, types in enumerate(GROUPS.values()) for type in types}
_SINGULAR = {"agent": "agents", "target": "targets"}  # a reason may speak of one actor of several
_WORDS_SHOWN = 90


class Reason(Frozen, frozen=True):
    """A `Because` ready to be shown: the rule without its slot, the sentence, its score, the words it used."""

    rule: str
    note: str
    score: str
    words: tuple[str, ...]


class Card(Frozen, frozen=True):
    """One claim. `number` counts from 1 over the page; `group` is the index into `GROUPS`; `facets` are the tokens the
    filters compare; `reasons` by slot, those of no single slot under the empty name; `outlet` is empty if unknown."""

    number: int
    claim: Claim
    group: int
    words: str
    report_number: int
    report_name: str
    outlet: str
    facets: str
    reasons: dict[str, tuple[Reason, ...]]
    lost: tuple[Candidate, ...]

    @property
    def source(self) -> str:
        """Who is said to know: the innermost link, empty if the outlet speaks in its own voice."""
        return (self.claim.chain[-1].who or self.claim.chain[-1].organisation) if self.claim.chain else ""

    @property
    def mark(self) -> str:
        """The sign beside the number: `×` denied, `؟` not stated as fact; so that colour is never needed."""
        if self.claim.polarity == "denied":
            return "×"
        return "" if self.claim.modality == "actual" else "؟"


class Sheet(Frozen, frozen=True):
    """One report with its text cut into segments; `text` says whether the page has it. `claims` counts those on the
    page, `total` all that the report makes."""

    number: int
    name: str
    report: Report
    segments: tuple[Segment, ...]
    text: bool
    claims: int
    total: int
    basis: tuple[Reason, ...]


class Facets(Frozen, frozen=True):
    """The values that claims can be filtered by; a claim's facet token is the list's letter and an index into it.

    Index 0 of `places` and `sources` is the empty name: no place known, the outlet's own voice.
    """

    places: tuple[str, ...]
    actors: tuple[str, ...]
    sources: tuple[str, ...]


def sheets(
    contents: Contents, cards: Sequence[Card], texts: Collection[str], totals: Mapping[str, int]
) -> tuple[Sheet, ...]:
    """Every report, in the casebook's order, with the cards' claims marked in the text of those of `texts`; `totals`
    counts all claims by report."""
    names = report_names(contents.reports)
    passages: dict[str, list[Passage]] = defaultdict(list)
    for passage in contents.passages:
        passages[passage.report].append(passage)
    own: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        own[card.claim.report].append(card)
    out = []
    for number, report in enumerate(contents.reports, start=1):
        marked = [(card.number, card.claim.evidence) for card in own[report.id]]
        kept = report.id in texts
        cut = segments(report.text, marked, passages[report.id]) if kept else ()
        when = report.published
        basis = () if isinstance(when, Unknown) else tuple(_reason(b, report.text) for b in when.because)
        out.append(Sheet(number, names[report.id], report, cut, kept, len(marked), totals.get(report.id, 0), basis))
    return tuple(out)


def cards(contents: Contents, facets: Facets, brief: bool = False) -> tuple[Card, ...]:
    """Every claim, by report and place in the text, numbered from 1. `brief` keeps of the reasons those that decided
    a field, and no reading that lost."""
    names = report_names(contents.reports)
    order = {report.id: number for number, report in enumerate(contents.reports, start=1)}
    reports = {report.id: report for report in contents.reports}
    ordered = sorted(contents.claims, key=lambda c: (order[c.report], c.evidence, c.id))
    index = _Index(facets)
    out = []
    for number, claim in enumerate(ordered, start=1):
        report = reports[claim.report]
        outlet = report.outlet if isinstance(report.outlet, str) else ""
        words = " ".join(claim.evidence.of(report.text).split())
        at = order[report.id]
        reasons = _reasons(claim, report.text, brief)
        card = Card(
            number,
            claim,
            _GROUP_OF[claim.type],
            words,
            at,
            names[report.id],
            outlet,
            index.tokens(claim, at),
            reasons,
            () if brief else claim.lost,
        )
        out.append(card)
    return tuple(out)


def facets(claims: Iterable[Claim]) -> Facets:
    """All places, actors and sources that claims name, sorted."""
    places, actors, sources = set[str](), set[str](), set[str]()
    for claim in claims:
        if isinstance(claim.place, PlaceRef):
            places.add(claim.place.name)
        actors.update(claim.agents + claim.targets)
        sources.update(_sources(claim))
    return Facets(("", *sorted(places - {""})), tuple(sorted(actors)), ("", *sorted(sources - {""})))


def _sources(claim: Claim) -> set[str]:
    return {name for link in claim.chain for name in (link.who, link.organisation) if name}


class _Index:
    """Positions in the facets' lists, looked up once."""

    def __init__(self, facets: Facets) -> None:
        self._places = {name: i for i, name in enumerate(facets.places)}
        self._actors = {name: i for i, name in enumerate(facets.actors)}
        self._sources = {name: i for i, name in enumerate(facets.sources)}

    def tokens(self, claim: Claim, report: int) -> str:
        """The facet tokens of a claim, separated by spaces."""
        place = claim.place.name if isinstance(claim.place, PlaceRef) else ""
        actors = sorted({self._actors[name] for name in claim.agents + claim.targets})
        sources = sorted(self._sources[name] for name in _sources(claim)) if claim.chain else [0]
        parts = [f"t{EVENT_TYPES.index(claim.type)}", f"p{self._places[place]}", f"r{report}"]
        parts += [f"a{i}" for i in actors] + [f"s{i}" for i in sources]
        return " ".join([*parts, f"n{claim.polarity[0]}", f"m{claim.modality[0]}"])


def _reasons(claim: Claim, text: str, brief: bool) -> dict[str, tuple[Reason, ...]]:
    found: dict[str, list[Because]] = defaultdict(list)
    for because in claim.because:
        found[_slot(because)].append(because)
    if isinstance(claim.when, When):
        found["when"] += claim.when.because
    for link in claim.chain:
        found["chain"] += link.because
    kept = {slot: list(dict.fromkeys(own)) for slot, own in found.items()}
    if brief:
        many = {"agents": len(claim.agents), "targets": len(claim.targets), "chain": len(claim.chain)}
        kept = {slot: _decisive(own, many.get(slot, 1)) for slot, own in kept.items() if slot}
    return {slot: tuple(_reason(b, text) for b in own) for slot, own in kept.items()}


def _decisive(reasons: list[Because], most: int) -> list[Because]:
    """Those with the highest scores, in their order; one for each name of the field."""
    best = sorted(reasons, key=lambda one: -(one.score or 0.0))[: max(most, 1)]
    return [one for one in reasons if one in best]


def _slot(because: Because) -> str:
    slot = because.rule.partition(":")[0].strip()
    slot = _SINGULAR.get(slot, slot)
    return slot if slot in SLOTS else ""


def _reason(because: Because, text: str) -> Reason:
    rule = because.rule.partition(":")[2].strip() if _slot(because) else because.rule
    score = "" if because.score is None else f"({because.score:.2f})"
    words = (" ".join(span.of(text).split()) for span in because.spans)
    return Reason(rule, plain(because.note), score, tuple(_short(w) for w in words if w))


def _short(words: str) -> str:
    return words if len(words) <= _WORDS_SHOWN else words[:_WORDS_SHOWN] + "…"


# How values are written: the same in both languages, with Western digits and ISO dates


def days(when: When) -> tuple[str, ...]:
    """One ISO date, or the first and the last day, an open end as `…`."""
    start = when.start.isoformat() if when.start else "…"
    end = when.end.isoformat() if when.end else "…"
    return (start,) if start == end else (start, end)


def share(extent: tuple[float, float]) -> str:
    """`100 %`, `45–55 %`."""
    low, high = (f"{value * 100:.0f}" for value in extent)
    return f"{low} %" if low == high else f"{low}–{high} %"


def amount(quantity: Quantity) -> str:
    """`120,000`, `20–99`, `≥ 200`."""
    low = _number(quantity.low)
    if quantity.high is None:
        return f"≥ {low}"
    return low if quantity.low == quantity.high else f"{low}–{_number(quantity.high)}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
