"""A claim as the rules of disagreement see it: when it holds, where, how much of a place, what harm it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from tawatur.corroboration.roots import outlet_keys, voice
from tawatur.corroboration.rules import rules
from tawatur.corroboration.words import folded, has, pattern
from tawatur.events.comparators import distance, reach, same_place
from tawatur.events.seen import FAR_FUTURE, FAR_PAST
from tawatur.languages import fold
from tawatur.model import Claim, PlaceRef, Quantity, Report, Unknown, When
from tawatur.model.corroboration import Root

Days = tuple[int, int]
_AREAS = frozenset({"country", "governorate", "district", "city"})
QUARTER_KM = 3.0
"""A district may be a quarter of a town: only what is so near is surely in it."""
_RANK = {"country": 6, "region": 5, "governorate": 4, "border": 4, "river": 4, "road": 3, "district": 2, "city": 3}


class Fact(NamedTuple):
    """`when` are the days of the claim's own words (`dated`) or of its mates in the report; `seen` the days at which an
    undated claim holds, before its report.

    `sharp` says that the days are known well enough to put two facts in order, `sharp_report` that the report's are.
    `extent` is the share of the place, the whole if none is stated; `stated` says that it is. `root` is where its chain
    ends; `event` its event's id; `words` its evidence, folded."""

    claim: Claim
    report: Report
    root: Root
    event: str
    place: PlaceRef | None
    when: Days | None
    dated: bool
    seen: Days | None
    sharp: bool
    sharp_report: bool
    extent: tuple[float, float]
    stated: bool
    words: str

    @property
    def days(self) -> Days | None:
        return self.when or self.seen

    @property
    def whole(self) -> bool:
        """All of a place changes hands; of a wide one, and where the words speak of parts, only if the text says so."""
        wide = self.place is not None and _RANK.get(self.place.kind, 1) >= 4
        return self.extent[0] >= rules().whole and (self.stated or not (wide or says(self, rules().parts)))


def facts(claims: Iterable[Claim], reports: Mapping[str, Report], event_of: Mapping[str, str]) -> tuple[Fact, ...]:
    """The claims as facts, by report, place in the text and id."""
    ordered = sorted(claims, key=lambda c: (c.report, c.evidence, c.id))
    outlets = outlet_keys(reports.values())
    found = [_fact(claim, reports[claim.report], event_of.get(claim.id, claim.id), outlets) for claim in ordered]
    return _dated(found)


def _dated(found: Sequence[Fact]) -> tuple[Fact, ...]:
    """A claim without a day has that of the same event in the same report, or of the same statement there: type, place
    and share; none if the report gives several days that do not overlap."""
    days: dict[tuple[object, ...], set[Days]] = defaultdict(set)
    for fact in found:
        if fact.when is not None:
            for key in _mates(fact):
                days[key].add(fact.when)
    out = []
    for fact in found:
        known = set().union(*(days.get(key, set()) for key in _mates(fact)))
        start, end = max((d[0] for d in known), default=0), min((d[1] for d in known), default=-1)
        inherits = fact.when is None and start <= end
        out.append(fact._replace(when=(start, end), sharp=True) if inherits else fact)
    return tuple(out)


def _mates(fact: Fact) -> tuple[tuple[object, ...], ...]:
    """The keys under which a report's claims date one another."""
    keys: tuple[tuple[object, ...], ...] = ((fact.report.id, fact.event),)
    if fact.place is not None and fact.claim.type == "control.change" and fact.claim.modality == "actual":
        keys += ((fact.report.id, fold(fact.place.name), fact.whole),)
    return keys


def _fact(claim: Claim, report: Report, event: str, outlets: frozenset[str]) -> Fact:
    when = _days(claim.when)
    seen, sharp = _seen(report)
    unstated = isinstance(claim.extent, Unknown)
    return Fact(
        claim=claim,
        report=report,
        root=voice(claim, report, outlets).root,
        event=event,
        place=claim.place if isinstance(claim.place, PlaceRef) else None,
        when=when,
        dated=when is not None,
        seen=seen,
        sharp=when is not None or sharp,
        sharp_report=sharp,
        extent=(1.0, 1.0) if isinstance(claim.extent, Unknown) else claim.extent,
        stated=not unstated,
        words=folded(claim.evidence.of(report.text)),
    )


def _days(when: When | Unknown) -> Days | None:
    if isinstance(when, Unknown) or when.start is None or when.end is None:
        return None
    return when.start.toordinal(), when.end.toordinal()


def _seen(report: Report) -> tuple[Days | None, bool]:
    published = report.published
    if isinstance(published, Unknown) or (published.start is None and published.end is None):
        return None, False
    start = published.start.toordinal() if published.start else FAR_PAST
    end = published.end.toordinal() if published.end else FAR_FUTURE
    return (start - rules().near_days, end), end - start <= 1


def gap(a: Fact, b: Fact) -> int | None:
    """Days between the two, 0 or less if they share one; `None` if one of them has no time."""
    if a.days is None or b.days is None:
        return None
    return max(a.days[0] - b.days[1], b.days[0] - a.days[1])


LOOSE_DAYS = 56
"""Days known no better than this are as good as unknown."""


def loose(one: Fact) -> bool:
    return one.days is None or one.days[1] - one.days[0] > LOOSE_DAYS


def before(a: Fact, b: Fact) -> bool:
    """Surely earlier: not one day in common, both sharp."""
    return a.sharp and b.sharp and a.days is not None and b.days is not None and a.days[1] < b.days[0]


def not_after(a: Fact, b: Fact) -> bool:
    """Begins no later and ends no later; both sharp."""
    if not (a.sharp and b.sharp) or a.days is None or b.days is None:
        return False
    return a.days[0] <= b.days[0] and a.days[1] <= b.days[1]


def same_spot(a: Fact, b: Fact) -> bool:
    return a.place is not None and b.place is not None and same_place(a.place, b.place)


def inside(part: Fact, whole: Fact) -> bool:
    """The first place lies in the second, by kind and distance; not the same place."""
    if part.place is None or whole.place is None or whole.place.kind not in _AREAS or same_spot(part, whole):
        return False
    if part.place.kind in ("border", "crossing"):
        return False  # it lies in neither of the two lands for sure
    apart = distance(part.place, whole.place)
    if apart is None or apart > (QUARTER_KM if whole.place.kind == "district" else reach(whole.place)):
        return False
    mine, theirs = _RANK.get(part.place.kind, 1), _RANK.get(whole.place.kind, 1)
    return mine < theirs or (mine == theirs == 2 and apart <= 1.0)


def overlapping(a: Fact, b: Fact) -> bool:
    """Two wide places that cover much the same ground."""
    if a.place is None or b.place is None or small(a) or small(b):
        return False
    apart = distance(a.place, b.place)
    return apart is not None and apart <= min(reach(a.place), reach(b.place)) / 2


def fits(a: Fact, b: Fact) -> bool:
    """The same place, or one inside the other."""
    return same_spot(a, b) or inside(a, b) or inside(b, a)


def small(one: Fact) -> bool:
    """A place small enough for two incidents on one day in it to be one: no wider than a city."""
    return one.place is not None and _RANK.get(one.place.kind, 1) <= 3


def says(one: Fact, words: Iterable[str]) -> bool:
    """Whether the claim's words have one of these at the start of a word, particles in front of it allowed."""
    return has(one.words, tuple(words))


def harm(one: Fact) -> frozenset[str]:
    """What a figure of victims counts, killed, wounded or missing: by the word nearest to the figure in the claim's
    words, by all of them where the figure does not stand there."""
    counted = one.claim.quantity
    return _harm(one.words, fold(counted.text) if isinstance(counted, Quantity) else "")


@lru_cache(maxsize=100_000)
def _harm(words: str, figure: str) -> frozenset[str]:
    at = words.find(figure) if figure else -1
    named = [(found.start(), name) for name, forms in rules().harm.items() for found in pattern(forms).finditer(words)]
    if at < 0 or not named:
        return frozenset(name for _, name in named)
    return frozenset({min((_apart(at, at + len(figure), start), name) for start, name in named)[1]})


def _apart(start: int, end: int, word: int) -> int:
    return max(start - word, word - end, 0)


def same_root(a: Fact, b: Fact) -> bool:
    """One speaker: the same named root, or the same unnamed one or own voice of one report."""
    if a.root.key or b.root.key:
        return a.root.key == b.root.key
    return a.claim.report == b.claim.report and fold(a.root.name) == fold(b.root.name)
