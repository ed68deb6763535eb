"""How many independent chains stand behind an event: a range, split by sides, with the working shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from tawatur.corroboration.circles import circles
from tawatur.corroboration.roots import outlet_side, voice
from tawatur.corroboration.ties import LOOSE, Scene, by_claim, possible, proven
from tawatur.model import Claim, Report, Span, Unknown
from tawatur.model.corroboration import Backing, SideCount, Strand, Tie, Voice
from tawatur.model.event import Event

EXACT = 16
"""Up to so many strands the largest set that is surely apart is found exactly, above it by the greedy rule."""


def backing(event: Event, known: Scene) -> Backing:
    """The voices of an event, what ties them, and the range of independent chains.

    A voice that denies stands behind the denial, not behind the event; an event of denials only is backed by them.
    """
    claims = [known.claims[id] for id in event.claims]
    stated = [claim for claim in claims if claim.polarity == "affirmed"] or claims
    voices = tuple(voice(claim, known.reports[claim.report], known.outlets) for claim in _in_order(stated, known))
    found, around = circles(voices)
    tree, groups = _joined(voices, (*proven(voices, known), *around))
    maybe, low = _lowest(groups, known)
    strands = tuple(_strand(group, known) for group in groups)
    sides = Counter(strand.side for strand in strands)
    counted = tuple(SideCount(side, sides[side]) for side in sorted(sides, key=lambda s: (not s, -sides[s], s)))
    return Backing(event.id, voices, (*tree, *maybe), strands, low, len(groups), counted, found)


def _in_order(claims: Iterable[Claim], known: Scene) -> list[Claim]:
    """By the day of the report, undated ones last, then by report and place in it."""

    def key(claim: Claim) -> tuple[str, str, Span, str]:
        return first_day(known.reports[claim.report]), claim.report, claim.evidence, claim.id

    return sorted(claims, key=key)


def first_day(report: Report) -> str:
    """The first day on which the report may have been published, for sorting; undated ones last."""
    published = report.published
    return "~" if isinstance(published, Unknown) or published.start is None else published.start.isoformat()


def _joined(voices: Sequence[Voice], ties: Iterable[Tie]) -> tuple[list[Tie], list[list[Voice]]]:
    """The ties that join something new, in order of their rules, and the groups that they make."""
    root = {one.claim: one.claim for one in voices}

    def find(id: str) -> str:
        while root[id] != id:
            root[id] = root[root[id]]
            id = root[id]
        return id

    tree = []
    for tie in ties:
        a, b = find(tie.first), find(tie.second)
        if a != b:
            root[b] = a
            tree.append(tie)
    groups: dict[str, list[Voice]] = defaultdict(list)
    for one in voices:
        groups[find(one.claim)].append(one)
    return tree, list(groups.values())


def _lowest(groups: Sequence[Sequence[Voice]], known: Scene) -> tuple[list[Tie], int]:
    """The possible ties between strands, and the size of the largest set of strands that no tie joins."""
    ties: list[Tie] = []
    joined: dict[int, set[int]] = {i: set() for i in range(len(groups))}
    for i, j in combinations(range(len(groups)), 2):
        tie = possible(groups[i], groups[j], known)
        if tie is not None:
            ties.append(tie)
            joined[i].add(j)
            joined[j].add(i)
    return _tree_of(ties, groups), max(1, _apart(joined)) if groups else 0


def _tree_of(ties: Sequence[Tie], groups: Sequence[Sequence[Voice]]) -> list[Tie]:
    """One possible tie for every strand that has any: enough to show why the lower figure is lower."""
    home = {one.claim: i for i, group in enumerate(groups) for one in group}
    shown: dict[int, Tie] = {}
    for tie in ties:
        shown.setdefault(max(home[tie.first], home[tie.second]), tie)
    return [shown[i] for i in sorted(shown)]


def _apart(joined: Mapping[int, set[int]]) -> int:
    """The size of the largest independent set; above `EXACT` strands the greedy rule's, which is never larger."""
    left = frozenset(joined)
    return _exact(joined, left) if len(joined) <= EXACT else _greedy(joined)


def _exact(joined: Mapping[int, set[int]], left: frozenset[int]) -> int:
    if not left:
        return 0
    pick = min(left, key=lambda i: (len(joined[i] & left), i))
    near = joined[pick] & left
    best = 1 + _exact(joined, left - near - {pick})
    if len(near) <= 1:  # a strand with one neighbour at most is always in some largest set
        return best
    return max(best, _exact(joined, left - {pick}))


def _greedy(joined: Mapping[int, set[int]]) -> int:
    left, size = set(joined), 0
    while left:
        pick = min(left, key=lambda i: (len(joined[i] & left), i))
        left -= joined[pick] | {pick}
        size += 1
    return size


def _strand(group: Sequence[Voice], known: Scene) -> Strand:
    named = [v for v in group if v.root.kind not in LOOSE]
    cited = [v for v in group if v.root.key and v.root.kind != "own voice"]
    head = (named or cited or list(group))[0]
    sides = sorted({v.root.side for v in named or cited if v.root.side})
    if not sides and not named and not cited:
        own = [v for v in group if v.root.kind == "own voice"]
        sides = sorted({side for v in own if (side := outlet_side(known.reports[v.report]))})
    side = sides[0] if len(sides) == 1 else " / ".join(sides)
    return Strand(tuple(by_claim(group)), head.root.name, side, bool(named))
