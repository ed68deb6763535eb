"""Claims that cannot both be true, typed (docs/method/corroboration.md has every rule in words)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

from tawatur.corroboration.denials import Denied, Found, bare_denials, denial, meant, within
from tawatur.corroboration.facts import (
    Fact,
    before,
    harm,
    inside,
    overlapping,
    same_root,
    same_spot,
    says,
    small,
)
from tawatur.corroboration.parties import apart, match, together
from tawatur.corroboration.rules import rules
from tawatur.languages import fold
from tawatur.model import Quantity, Unknown, content_id
from tawatur.model.corroboration import Disagreement, DisagreementKind
from tawatur.model.event import SharedPassage

_CONTROL = frozenset({"control.change", "control.hold"})
_PEOPLE = frozenset({"person", "fighter", "civilian", "child"})


def disagreements(
    found: Sequence[Fact], met: Sequence[tuple[int, int]], shared: Iterable[SharedPassage] = ()
) -> tuple[Disagreement, ...]:
    """Every disagreement among the facts, one a pair of claims, sorted by id; no rule looks at who is right. `met` are
    the pairs of indexes that may contradict each other (`blocks.pairs`). Of two copies of one passage (`shared`) each
    counts "yesterday" from its own date: they do not disagree in days."""
    copies = _copies(shared)
    out: list[Disagreement] = []
    denials: list[Denied] = []
    for i, j in met:
        a, b = found[i], found[j]
        hit = differ(a, b)
        if hit is None or (hit[0] == "date" and _in_copies(a, b, copies)):
            continue
        if a.claim.polarity == b.claim.polarity:
            out.append(_disagreement(a, b, hit))
        else:
            denials.append(Denied(a, b, hit) if a.claim.polarity == "denied" else Denied(b, a, hit))
    out += [_disagreement(*one) for one in (*meant(denials), *bare_denials(found))]
    return tuple(sorted({one.id: one for one in out}.values(), key=lambda one: one.id))


def _torn(one: Fact) -> bool:
    """Two enemies take or hold a place together: a claim that was misread tells nothing of who has it."""
    agents = one.claim.agents
    return one.claim.type in _CONTROL and any(match((x,), (y,)) == "opposed" for x, y in combinations(agents, 2))


def _overlap(a: Fact, b: Fact) -> bool:
    return a.claim.report == b.claim.report and a.claim.evidence.overlaps(b.claim.evidence)


Copies = Mapping[frozenset[str], Sequence[SharedPassage]]


def _copies(shared: Iterable[SharedPassage]) -> Copies:
    """The shared passages by their two reports."""
    found: dict[frozenset[str], list[SharedPassage]] = defaultdict(list)
    for one in shared:
        found[frozenset((one.first.report, one.second.report))].append(one)
    return found


def _in_copies(a: Fact, b: Fact, copies: Copies) -> bool:
    """Whether both claims stand in one passage that their reports share."""
    pair = frozenset((a.claim.report, b.claim.report))
    return any(_stands_in(a, one) and _stands_in(b, one) for one in copies.get(pair, ()))


def _stands_in(fact: Fact, passage: SharedPassage) -> bool:
    part = passage.first if passage.first.report == fact.claim.report else passage.second
    return part.start <= fact.claim.evidence.start and fact.claim.evidence.end <= part.end


def _disagreement(a: Fact, b: Fact, hit: Found) -> Disagreement:
    first, second = sorted((a.claim.id, b.claim.id))
    return Disagreement(content_id("differ", hit[0], first, second), hit[0], first, second, hit[1])


def differ(a: Fact, b: Fact) -> Found | None:
    """What two claims disagree in, `None` if they can both be true; the same whichever comes first."""
    if a.claim.polarity != b.claim.polarity:
        denied, stated = (a, b) if a.claim.polarity == "denied" else (b, a)
        return denial(denied, stated)
    if a.claim.polarity == "denied" or a.words == b.words or _overlap(a, b):
        return None  # the same words do not contradict each other, whatever day a copy of them counts from
    if _torn(a) or _torn(b):
        return None
    for rule in _RULES:
        hit = rule(a, b) or rule(b, a)
        if hit is not None:
            return hit
    return None


def contrary(whole: Fact, other: Fact) -> Found | None:
    """A place is said to be wholly in one hand, and an enemy is said to be in it still."""
    a, b = whole.claim, other.claim
    if a.type not in _CONTROL or not whole.whole or not _actual(whole, other):
        return None
    if not (same_spot(whole, other) or (inside(other, whole) and b.type != "clear")):
        return None
    if b.type == "presence" and not whole.stated and not _quarter(whole):
        return None
    if not _enemy_there(whole, other) or not _state_meets(whole, other) or _one_breath(whole, other):
        return None
    kind: DisagreementKind = "holder" if same_spot(whole, other) and other.whole and b.type in _CONTROL else "part"
    who = ", ".join(_there(other))
    where = other.place.name if other.place is not None else ""
    return kind, f"one has the whole place in one hand, the other has {who} still in {where}"


def _quarter(one: Fact) -> bool:
    """A place in which a few men on the roofs matter: narrower than a town."""
    return one.place is not None and one.place.kind not in ("city", "governorate", "region", "country")


def _actual(*found: Fact) -> bool:
    return all(one.claim.modality == "actual" and one.claim.polarity == "affirmed" for one in found)


def _one_breath(a: Fact, b: Fact) -> bool:
    """One source in one report, or quoted by two on one day: it does not contradict itself, it was read too widely."""
    return same_root(a, b) and (a.claim.report == b.claim.report or _one_day(a, b))


def _enemy_there(whole: Fact, other: Fact) -> bool:
    """The other claim has an enemy of the holder in the place: holding it, being there, or being combed out."""
    a, b, there = whole.claim, other.claim, _there(other)
    combing = b.type == "clear" and whole.stated and not says(other, rules().cleared)
    if b.type not in rules().excluded_by_whole and not combing:
        return False
    if not there or (a.agents and together(a.agents, there)):
        return False
    return match(a.agents, there) == "opposed" or (bool(a.targets) and together(a.targets, there))


def _there(other: Fact) -> tuple[str, ...]:
    """Those whom a claim has in the place: who holds it or is in it; who is being combed out of it."""
    return other.claim.targets if other.claim.type == "clear" else other.claim.agents


def _state_meets(whole: Fact, other: Fact) -> bool:
    """The contrary state is of the time when the place is said to be taken, or shortly after: it has a day of its own,
    the words say that it goes on, or (mopping up) the same report has both."""
    one_report = whole.claim.report == other.claim.report
    if other.claim.type == "clear":
        return one_report or (before(whole, other) and within(whole, other, rules().state_days))
    if not other.dated and not says(other, rules().still):
        return False
    if whole.days is None or other.days is None:
        return one_report
    if not one_report and not whole.sharp:
        return False
    later = other.days[1] - whole.days[1]
    return (one_report and whole.when is None) or 0 <= later <= rules().state_days


def extent(a: Fact, b: Fact) -> Found | None:
    """One hand, one place, one time, but shares of it that exclude each other."""
    if a.claim.type not in _CONTROL or b.claim.type not in _CONTROL or not _actual(a, b):
        return None
    if not same_spot(a, b) or not together(a.claim.agents, b.claim.agents) or not _same_time(a, b):
        return None
    if _one_breath(a, b):
        return None
    if a.extent[1] >= b.extent[0] or not (_gives_share(a) and _gives_share(b)):
        return None
    return "extent", f"{_percent(a.extent)} of the place, or {_percent(b.extent)}"


def _gives_share(one: Fact) -> bool:
    """It states a share; or a place is taken, which is all of it unless the words speak of parts."""
    return one.stated or (one.claim.type == "control.change" and not says(one, rules().parts))


def _percent(share: tuple[float, float]) -> str:
    low, high = (round(100 * x) for x in share)
    return f"{low} %" if low == high else f"{low}–{high} %"


def _same_time(a: Fact, b: Fact) -> bool:
    """The same days by their own words; in one report also where one of them gives none."""
    if a.when is not None and b.when is not None:
        return a.when[0] <= b.when[1] and b.when[0] <= a.when[1]
    if a.claim.report == b.claim.report:
        return True
    return a.when is None and b.when is None and _one_day(a, b)


def _one_day(a: Fact, b: Fact) -> bool:
    """Two reports of one day, which is known."""
    return a.sharp_report and b.sharp_report and a.seen == b.seen


def planned(done: Fact, plan: Fact) -> Found | None:
    """One source of a report has it done, another has it still to do, there or in a part of it."""
    a, b = done.claim, plan.claim
    if a.type != b.type or a.type not in rules().planned_or_done or a.report != b.report or same_root(done, plan):
        return None
    if a.modality != "actual" or b.modality not in ("intended", "expected") or not done.whole:
        return None
    if not (same_spot(done, plan) or inside(plan, done)) or not together(a.agents, b.agents):
        return None
    if before(plan, done) or not within(done, plan, rules().near_days) or not _same_present(done, plan):
        return None
    kind: DisagreementKind = "extent" if same_spot(done, plan) else "part"
    return kind, f"{done.root.name} has it done, {plan.root.name} has it still to be done"


def _same_present(a: Fact, b: Fact) -> bool:
    """Both undated, so of the report's present; or both with days that are known."""
    return (a.when is None and b.when is None) or (a.sharp and b.sharp)


def number(a: Fact, b: Fact) -> Found | None:
    """The same harm to the same people, counted differently for the same time."""
    x, y = a.claim.quantity, b.claim.quantity
    if a.claim.type != b.claim.type or not _actual(a, b) or isinstance(x, Unknown) or isinstance(y, Unknown):
        return None
    if not disjoint(x, y) or not counts_same(a, b) or not _counted_at_once(a, b) or gives_both(a, b):
        return None
    return "number", f"{x.text or f'{x.low:,.10g}'}, or {y.text or f'{y.low:,.10g}'}"


def gives_both(a: Fact, b: Fact) -> bool:
    """The words of one hold the other's figure as well: they count two things, they do not contradict it."""
    x, y = a.claim.quantity, b.claim.quantity
    if isinstance(x, Unknown) or isinstance(y, Unknown):
        return False
    return any(fold(one.text) in words for one, words in ((x, b.words), (y, a.words)) if one.text)


def disjoint(x: Quantity, y: Quantity) -> bool:
    return (x.high is not None and x.high < y.low) or (y.high is not None and y.high < x.low)


def counts_same(a: Fact, b: Fact) -> bool:
    """Both count the same: unit, harm, victims, cause, place."""
    x, y = a.claim.quantity, b.claim.quantity
    if isinstance(x, Unknown) or isinstance(y, Unknown):
        return False
    if x.unit != y.unit and not {x.unit, y.unit} <= _PEOPLE:
        return False
    if harm(a) != harm(b) or apart(a.claim.agents, b.claim.agents) or apart(a.claim.targets, b.claim.targets):
        return False
    if a.event == b.event and a.claim.report != b.claim.report:
        return True
    if match(a.claim.targets, b.claim.targets) not in ("same", "kin"):
        return False
    return same_spot(a, b) or (a.place is None and b.place is None and bool(a.claim.agents and b.claim.agents))


def _counted_at_once(a: Fact, b: Fact) -> bool:
    if a.claim.report == b.claim.report:
        return not same_root(a, b) and _same_time(a, b)
    if a.when is not None and b.when is not None:
        return a.when == b.when and _one_day(a, b)
    return a.when is None and b.when is None and _one_day(a, b) and (small(a) or a.event == b.event)


def day_of(a: Fact, b: Fact) -> Found | None:
    """An act that happens once, on two days: a slip of month or year, or one event with two days."""
    if a.claim.type != b.claim.type or a.claim.type not in rules().once or not _actual(a, b):
        return None
    if a.claim.report == b.claim.report or a.when is None or b.when is None:
        return None
    if a.when[0] != a.when[1] or b.when[0] != b.when[1] or a.when == b.when:
        return None
    if not fits_closely(a, b) or apart(a.claim.agents, b.claim.agents) or apart(a.claim.targets, b.claim.targets):
        return None
    x, y = date.fromordinal(a.when[0]), date.fromordinal(b.when[0])
    slip = x.day == y.day and (x.month == y.month or x.year == y.year)
    if not slip and (a.event != b.event or abs(a.when[0] - b.when[0]) < 2):
        return None
    return "date", f"on {x.isoformat()}, or on {y.isoformat()}"


def fits_closely(a: Fact, b: Fact) -> bool:
    """The same place, or two wide ones that cover much the same ground."""
    return same_spot(a, b) or overlapping(a, b)


def perpetrator(a: Fact, b: Fact) -> Found | None:
    """One deed, laid to two enemies."""
    if a.claim.type != b.claim.type or a.claim.type not in rules().perpetrated or not _actual(a, b):
        return None
    if match(a.claim.agents, b.claim.agents) != "opposed" or same_root(a, b):
        return None
    one_deed = a.event == b.event or (
        same_spot(a, b) and small(a) and a.when is not None and a.when == b.when and _equal_figures(a, b)
    )
    if not one_deed or apart(a.claim.targets, b.claim.targets):
        return None
    return "perpetrator", f"by {', '.join(a.claim.agents)}, or by {', '.join(b.claim.agents)}"


def _equal_figures(a: Fact, b: Fact) -> bool:
    x, y = a.claim.quantity, b.claim.quantity
    return isinstance(x, Quantity) and isinstance(y, Quantity) and (x.low, x.high) == (y.low, y.high)


_RULES: tuple[Callable[[Fact, Fact], Found | None], ...] = (
    contrary, extent, planned, number, day_of, perpetrator,
)  # fmt: skip
