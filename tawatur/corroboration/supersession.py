"""A later claim that brings an earlier one up to date: a larger share, a rising toll, a place taken and lost again, an
expectation come true. No disagreement (docs/method/corroboration.md has every rule in words)."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tawatur.corroboration.disagreement import counts_same, disjoint, gives_both
from tawatur.corroboration.facts import Fact, before, gap, not_after, same_root, same_spot, says, small
from tawatur.corroboration.parties import apart, match, together
from tawatur.corroboration.rules import rules
from tawatur.languages import fold
from tawatur.model import Unknown, content_id
from tawatur.model.corroboration import Supersession, SupersessionKind

STEPS = 120
"""Claims about a place, the latest before a statement, among which the state that it supersedes is looked for."""
HALF = 0.5
"""A share from which a place counts as taken, for a later loss of it."""


def supersessions(found: Sequence[Fact], met: Sequence[tuple[int, int]]) -> tuple[Supersession, ...]:
    """Every supersession among the facts, sorted by id; of a long story only each step to the next. `met` are the pairs
    of indexes that may speak of the same (`blocks.pairs`)."""
    out = list(_control(found))
    last: dict[str, tuple[Fact, Fact, SupersessionKind, str]] = {}
    for i, j in met:
        for a, b in ((found[i], found[j]), (found[j], found[i])):
            hit = toll(a, b)
            if hit is not None:
                out.append(_superseded(a, b, *hit))
            hit = turned(a, b)
            if hit is not None and (b.claim.id not in last or last[b.claim.id][0].claim.evidence < a.claim.evidence):
                last[b.claim.id] = (a, b, *hit)  # of what stands before, the nearest is meant
    out += [_superseded(*one) for one in last.values()]
    return tuple(sorted({one.id: one for one in out}.values(), key=lambda one: one.id))


def _superseded(a: Fact, b: Fact, kind: SupersessionKind, note: str) -> Supersession:
    earlier, later = a.claim.id, b.claim.id
    return Supersession(content_id("newer", kind, earlier, later), kind, earlier, later, note)


def _control(found: Sequence[Fact]) -> Iterator[Supersession]:
    """Who holds a place, one state after the other."""
    places: dict[str, list[Fact]] = defaultdict(list)
    for fact in found:
        states = fact.claim.type.startswith("control.") or fact.claim.type in rules().fulfilled
        if states and fact.place is not None and fact.days is not None and fact.claim.polarity == "affirmed":
            places[fold(fact.place.name)].append(fact)
    for members in places.values():
        moved = {f.claim.report for f in members if _is_change(f)}
        members.sort(key=lambda f: (*_by_end(f), f.claim.id))
        ends = [_by_end(f)[0] for f in members]
        for b in members:
            if b.claim.modality != "actual":
                continue
            last = bisect_right(ends, _by_end(b)[0])
            near = members[max(0, last - STEPS) : last]  # what ends later cannot come before
            changes = [f for f in near if _is_change(f)]
            for a in near:
                hit = None if a.event == b.event else _step(a, b, changes, moved)
                if hit is not None:
                    yield _superseded(a, b, *hit)


def _by_end(fact: Fact) -> tuple[int, int]:
    return (fact.days[1], fact.days[0]) if fact.days is not None else (0, 0)


def _is_change(fact: Fact) -> bool:
    return fact.claim.modality == "actual" and fact.claim.type == "control.change"


def _step(a: Fact, b: Fact, facts: Sequence[Fact], moved: set[str]) -> tuple[SupersessionKind, str] | None:
    """What the step from `a` to `b` is, if it is one and nothing lies between."""
    if not same_spot(a, b):
        return None
    hit = fulfilled(a, b)
    if hit is None and b.claim.type == "control.change":
        hit = grown(a, b) or lost(a, b) or taken(a, b, moved)
    if hit is None or any(_between(a, c, b) for c in facts):
        return None
    return hit


def _between(a: Fact, c: Fact, b: Fact) -> bool:
    """A state of the same place that lies between the two."""
    return before(a, c) and before(c, b) and c.extent[0] >= HALF and same_spot(a, c)


def grown(a: Fact, b: Fact) -> tuple[SupersessionKind, str] | None:
    """The same hand has more of the place."""
    if a.claim.modality != "actual" or a.claim.type != "control.change" or a.extent[0] >= rules().whole:
        return None
    if not b.stated or not (b.extent[0] > a.extent[0] and b.extent[1] >= a.extent[1]):
        return None
    if not together(a.claim.agents, b.claim.agents) or not (not_after(a, b) and a.days != b.days):
        return None
    return "extent", f"{100 * a.extent[0]:.0f} % of the place first, then {100 * b.extent[0]:.0f} %"


def lost(a: Fact, b: Fact) -> tuple[SupersessionKind, str] | None:
    """Taken by one, then by his enemy."""
    if a.claim.type != "control.change" or a.claim.modality != "actual" or min(a.extent[0], b.extent[0]) < HALF:
        return None
    if not before(a, b) or not _enemies(a, b):
        return None
    return "reversal", f"taken by {', '.join(a.claim.agents)}, then by {', '.join(b.claim.agents)}"


def _enemies(a: Fact, b: Fact) -> bool:
    if not a.claim.agents or not b.claim.agents or together(a.claim.agents, b.claim.agents):
        return False
    return match(a.claim.agents, b.claim.agents) == "opposed" or together(a.claim.agents, b.claim.targets)


def taken(a: Fact, b: Fact, moved: set[str]) -> tuple[SupersessionKind, str] | None:
    """Held still, then taken. A holding that its own report says has passed is background."""
    if a.claim.type != "control.hold" or a.claim.modality != "actual" or not a.whole or not b.whole:
        return None
    if a.claim.report in moved or not (a.when is not None or says(a, rules().still)):
        return None
    if not b.stated and not together(a.claim.agents, b.claim.targets):
        return None  # something in or near the place was taken: the holder may hold it still
    if a.report.published == b.report.published or not not_after(a, b) or not _enemies(a, b):
        return None
    return "reversal", f"still held by {', '.join(a.claim.agents)}, then taken by {', '.join(b.claim.agents)}"


def fulfilled(a: Fact, b: Fact) -> tuple[SupersessionKind, str] | None:
    """Planned, expected or thought possible; then a fact."""
    if a.claim.modality == "actual" or a.claim.type != b.claim.type or a.claim.type not in rules().fulfilled:
        return None
    if not b.whole or not together(a.claim.agents, b.claim.agents) or not _foreseen(a, b):
        return None
    if a.claim.report == b.claim.report and not (a.when is not None and before(a, b)):
        return None
    return "fulfilled", f"{a.claim.modality} first, then a fact"


def _foreseen(a: Fact, b: Fact) -> bool:
    """The expectation is surely no later than the fact, whose days are known."""
    return b.sharp and a.days is not None and b.days is not None and a.days[1] <= b.days[1] and a.days[0] <= b.days[0]


def toll(a: Fact, b: Fact) -> tuple[SupersessionKind, str] | None:
    """A later report counts more of the same."""
    x, y = a.claim.quantity, b.claim.quantity
    if isinstance(x, Unknown) or isinstance(y, Unknown) or a.claim.type != b.claim.type or y.low <= x.low:
        return None
    if not (a.claim.modality == b.claim.modality == "actual" and a.claim.polarity == b.claim.polarity == "affirmed"):
        return None
    if not disjoint(x, y) or not counts_same(a, b) or not _later_report(a, b) or gives_both(a, b):
        return None
    apart_by = gap(a, b)
    if apart_by is None or apart_by > 0 or not (small(a) or a.place is None):
        return None
    return "toll", f"{x.low:,.10g} first, then {y.low:,.10g}"


def _later_report(a: Fact, b: Fact) -> bool:
    """The second was surely published later, by days few enough for one toll."""
    if a.seen is None or b.seen is None or a.claim.report == b.claim.report:
        return False
    return 0 < b.seen[1] - a.seen[1] <= rules().state_days and a.seen[0] < b.seen[0]


def turned(a: Fact, b: Fact) -> tuple[SupersessionKind, str] | None:
    """One source in one report: no first, then yes (or the reverse), in words of sequence."""
    x, y = a.claim, b.claim
    if x.report != y.report or x.type != y.type or x.polarity == y.polarity or not x.evidence < y.evidence:
        return None
    if x.modality != "actual" or y.modality != "actual" or not same_root(a, b) or not says(b, rules().then):
        return None
    if not x.agents or match(x.agents, y.agents) != "same" or apart(x.targets, y.targets):
        return None
    if not (same_spot(a, b) or a.place is None or b.place is None):
        return None
    return "reversal", "the same source first denies it, then tells that it came about" if (
        x.polarity == "denied"
    ) else "the same source first tells it, then that it did not hold"
