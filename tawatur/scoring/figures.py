"""The figures: rates over claims, slots, reports and the links between them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from tawatur.model import Frozen
from tawatur.scoring.compare import SLOTS, STATED, Names, Pair, cover, set_f1
from tawatur.views.rows import ClaimRow, LinksRow, ReportRow, ReportSpanRow


class Figure(Frozen, frozen=True):
    """One figure: `value` between 0 and 1, `note` what it is counted over (`hits/of`)."""

    name: str
    value: float
    note: str = ""


class Difference(Frozen, frozen=True):
    """A pair of corresponding claims and the slots in which they differ."""

    reference: ClaimRow
    prediction: ClaimRow
    slots: tuple[str, ...]


class Scores(Frozen, frozen=True):
    """All figures, and what lies behind them: claims missed, claims that the reference lacks, pairs that differ."""

    figures: tuple[Figure, ...]
    missed: tuple[ClaimRow, ...] = ()
    extra: tuple[ClaimRow, ...] = ()
    different: tuple[Difference, ...] = ()

    def value(self, name: str) -> float:
        """The figure of that name; `KeyError` if the reference gives nothing to count it over."""
        return {figure.name: figure.value for figure in self.figures}[name]

    def table(self) -> str:
        """One figure a line: name, value, what it is counted over."""
        return "\n".join(f"{f.name:28} {f.value:.3f}  {f.note}".rstrip() for f in self.figures)

    def as_json(self) -> str:
        """One object, figure name to value rounded to four digits."""
        return json.dumps({f.name: round(f.value, 4) for f in self.figures}, indent=1)


class Annotations(Frozen, frozen=True):
    """One side: the lines of its files, in file order."""

    claims: tuple[ClaimRow, ...]
    reports: tuple[ReportRow, ...] = ()
    links: tuple[LinksRow, ...] = ()


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _ratio(hits: int, of: int) -> float:
    return hits / of if of else 0.0


def rates(name: str, hits: int, gold: int, pred: int) -> tuple[Figure, Figure, Figure]:
    precision, recall = _ratio(hits, pred), _ratio(hits, gold)
    return (
        Figure(f"{name}.precision", precision, f"{hits}/{pred}"),
        Figure(f"{name}.recall", recall, f"{hits}/{gold}"),
        Figure(f"{name}.f1", _f1(precision, recall)),
    )


def slot_figures(pairs: Sequence[Pair], names: Names) -> Iterable[Figure]:
    for slot, right in SLOTS.items():
        hits = sum(right(g, p, names) for g, p in pairs)
        yield Figure(f"slot.{slot}", _ratio(hits, len(pairs)), f"{hits}/{len(pairs)}")
        if slot in STATED:
            stated = [(g, p) for g, p in pairs if STATED[slot](g)]
            hits = sum(right(g, p, names) for g, p in stated)
            yield Figure(f"slot.{slot}.stated", hits / len(stated) if stated else 1.0, f"{hits}/{len(stated)}")
    of = max(1, len(pairs))
    yield Figure("slot.agents.f1", sum(set_f1(g.agents, p.agents, names) for g, p in pairs) / of)
    yield Figure("slot.targets.f1", sum(set_f1(g.targets, p.targets, names) for g, p in pairs) / of)


def report_figures(gold: Sequence[ReportRow], pred: Mapping[str, ReportRow]) -> Iterable[Figure]:
    gold = tuple({report.report: report for report in gold}.values())
    dated = [report for report in gold if report.published]
    if dated:
        fits = [_date_fit(report, pred.get(report.report)) for report in dated]
        for name, index in (("dated.compatible", 0), ("dated.within", 1)):
            hits = sum(fit[index] for fit in fits)
            yield Figure(name, hits / len(dated), f"{hits}/{len(dated)}")
    both, mine, theirs = 0, 0, 0
    for report in gold:
        g, p = _furniture(report), _furniture(pred.get(report.report))
        both, mine, theirs = both + len(g & p), mine + len(g), theirs + len(p)
    if mine:
        yield Figure("boilerplate.f1", _f1(_ratio(both, theirs), both / mine), f"{both} of {mine} characters")


def _date_fit(gold: ReportRow, pred: ReportRow | None) -> tuple[bool, bool]:
    """Whether the predicted days share one with the reference's, and whether they lie within them."""
    g, p = gold.published, pred.published if pred else None
    if g is None or p is None or not (p.start and p.end and g.start and g.end):
        return False, False
    compatible = p.start <= g.end and g.start <= p.end
    return compatible, compatible and p.start >= g.start and p.end <= g.end


def _furniture(report: ReportRow | None) -> set[int]:
    return {i for span in report.boilerplate for i in range(span.start, span.end)} if report else set()


def link_figures(gold: Annotations, links: Sequence[LinksRow], gold_of: Mapping[str, str]) -> Iterable[Figure]:
    if not gold.links:
        return
    yield from _reuse(gold.links, links)
    items = set(gold_of.values())
    mine, theirs = _event_sets(gold.links, {i: i for i in _ids(gold.links)}), _event_sets(links, gold_of)
    yield Figure("same_event.bcubed", bcubed(mine, theirs, items), f"over {len(items)} matched claims")
    event: dict[str, object] = {claim.id: claim.id for claim in gold.claims}
    for number, link in enumerate(link for link in gold.links if link.kind == "same_event"):
        event.update({member: number for member in link.members if isinstance(member, str)})
    for kind in ("conflict", "supersession"):
        g = _event_pairs(gold.links, kind, event, {i: i for i in event})
        p = _event_pairs(links, kind, event, gold_of)
        if g:
            stray = sum(link.kind == kind and not all(m in gold_of for m in link.members) for link in links)
            note = f"{len(g & p)}/{len(g)} found, {len(p)} given, {stray} between claims not in the reference"
            yield Figure(f"{kind}.f1", _f1(_ratio(len(g & p), len(p)), len(g & p) / len(g)), note)


def _ids(links: Iterable[LinksRow]) -> set[str]:
    return {member for link in links for member in link.members if isinstance(member, str)}


def _reuse(gold: Sequence[LinksRow], pred: Sequence[LinksRow]) -> Iterable[Figure]:
    mine, theirs = ([_passages(link) for link in links if link.kind == "reuse"] for links in (gold, pred))
    if not mine:
        return
    found = sum(any(_same_passages(g, p) for p in theirs) for g in mine)
    right = sum(any(_same_passages(g, p) for g in mine) for p in theirs)
    value = _f1(_ratio(right, len(theirs)), found / len(mine))
    yield Figure("reuse.f1", value, f"{found}/{len(mine)} found, {right}/{len(theirs)} right")


def _passages(link: LinksRow) -> tuple[ReportSpanRow, ...]:
    return tuple(member for member in link.members if isinstance(member, ReportSpanRow))


def _same_passages(a: tuple[ReportSpanRow, ...], b: tuple[ReportSpanRow, ...]) -> bool:
    if len(a) != 2 or len(b) != 2:
        return False

    def fit(x: ReportSpanRow, y: ReportSpanRow) -> bool:
        return x.report == y.report and cover(x, y) >= 0.5

    return (fit(a[0], b[0]) and fit(a[1], b[1])) or (fit(a[0], b[1]) and fit(a[1], b[0]))


def _event_sets(links: Iterable[LinksRow], gold_of: Mapping[str, str]) -> list[set[str]]:
    events = (link.members for link in links if link.kind == "same_event")
    return [{gold_of[m] for m in members if isinstance(m, str) and m in gold_of} for members in events]


def bcubed(gold_sets: Iterable[set[str]], pred_sets: Iterable[set[str]], items: set[str]) -> float:
    """B-cubed F1 of two groupings of `items` (Bagga and Baldwin 1998); an item in no set stands alone."""
    if not items:
        return 0.0
    g, p = _cluster_of(gold_sets, items), _cluster_of(pred_sets, items)
    # In the order of their ids, so that the floating-point sum is the same in every process.
    ordered = sorted(items)
    precision = sum(len(g[i] & p[i]) / len(p[i]) for i in ordered) / len(items)
    recall = sum(len(g[i] & p[i]) / len(g[i]) for i in ordered) / len(items)
    return _f1(precision, recall)


def _cluster_of(sets: Iterable[set[str]], items: set[str]) -> dict[str, frozenset[str]]:
    cluster = {item: frozenset({item}) for item in items}
    for members in sets:
        kept = frozenset(members & items)
        cluster.update(dict.fromkeys(kept, kept))
    return cluster


def _event_pairs(
    links: Iterable[LinksRow], kind: str, event: Mapping[str, object], gold_of: Mapping[str, str]
) -> set[frozenset[object]]:
    """Pairs of events that links of one kind join: any claim may stand for its event."""
    pairs: set[frozenset[object]] = set()
    for link in links:
        if link.kind == kind:
            events = [event[gold_of[m]] for m in link.members if isinstance(m, str) and m in gold_of]
            pairs |= {frozenset(pair) for pair in combinations(events, 2) if pair[0] != pair[1]}
    return pairs
