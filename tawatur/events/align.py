"""Alignment: which claims speak of one occurrence (codebook, section 5), within and across reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from tawatur.events import blocking
from tawatur.events.clusters import clusters
from tawatur.events.comparators import TEXTUAL, Levels, cosine, fact_levels, levels, text_levels
from tawatur.events.notes import notes
from tawatur.events.seen import Seen, see
from tawatur.events.summary import event
from tawatur.events.weights import Weights, weights
from tawatur.model import Claim, Report
from tawatur.model.event import Event, EventLink, SharedPassage

COPIES = 12
"""So many claims of the same words and fields are compared; further ones follow the first."""
ALIGNED = 0.6
"""The likeness of words at which two claims of a shared passage are the copy of one statement."""
Pair = tuple[int, int]


class Compared:
    """All claims with their features, and the levels of every pair that a blocking rule proposed."""

    def __init__(self, claims: Iterable[Claim], reports: Iterable[Report], reuse: Sequence[SharedPassage]) -> None:
        by_id = {report.id: report for report in reports}
        ordered = sorted(claims, key=lambda claim: (claim.report, claim.evidence, claim.id))
        kept, self.copies = _many_copies(see(ordered, by_id))
        self.seen = (*kept, *(seen for extra in self.copies.values() for seen in extra))
        self.compared = len(kept)
        self.reuse = sorted(reuse, key=lambda passage: passage.id)
        inside = blocking.in_passages(self.seen, self.reuse)
        self._shared: dict[int, set[int]] = defaultdict(set)
        for passage, members in inside.items():
            for i in members:
                self._shared[i].add(passage)
        blocked = {passage: [i for i in members if i < len(kept)] for passage, members in inside.items()}
        self.pairs = blocking.pairs(kept, blocked)
        self.follow: dict[int, list[int]] = {}
        n = len(kept)
        for first, extra in self.copies.items():
            self.follow[first] = list(range(n, n + len(extra)))
            n += len(extra)

    def levels(self, pair: Pair) -> Levels:
        a, b = self.seen[pair[0]], self.seen[pair[1]]
        return levels(a, b, self._passage(pair))

    def scores(self, rule: Weights) -> dict[Pair, float]:
        """The log-odds of the pairs that reach the floor. The words are compared only where they can lift a pair so
        far: most pairs differ too much in their coded fields."""
        least = rule.floor - rule.prior - rule.most(TEXTUAL)
        found: dict[Pair, float] = {}
        for pair in self.pairs:
            a, b = self.seen[pair[0]], self.seen[pair[1]]
            score = rule.sum(fact_levels(a, b))
            if score >= least:
                total = round(rule.prior + score + rule.sum(text_levels(a, b, self._passage(pair))), 6)
                if total >= rule.floor:
                    found[pair] = total
        return found

    def _passage(self, pair: Pair) -> str:
        """What shared passages say: `aligned` for the two copies of one statement, `elsewhere` for two statements of
        one passage."""
        i, j = pair
        a, b = self.seen[i], self.seen[j]
        if a.claim.report == b.claim.report or not self._shared.get(i, _NONE) & self._shared.get(j, _NONE):
            return "none"
        return "aligned" if cosine(a.words, b.words) >= ALIGNED else "elsewhere"


_NONE: frozenset[int] = frozenset()


def _many_copies(seen: Sequence[Seen]) -> tuple[tuple[Seen, ...], dict[int, list[Seen]]]:
    """The claims to compare, and by the index of a first copy the copies beyond `COPIES` that follow it: the same
    words, fields and days need not be compared a thousand times over."""
    kept: list[Seen] = []
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    extra: dict[int, list[Seen]] = defaultdict(list)
    for one in seen:
        c = one.claim
        fields = (
            c.type,
            c.agents,
            c.targets,
            c.place,
            one.when,
            one.window,
            c.quantity,
            c.extent,
            c.polarity,
            c.modality,
        )
        group = groups[(*fields, *one.words)]
        if len(one.words) >= 4 and len(group) >= COPIES:
            extra[group[0]].append(one)
        else:
            group.append(len(kept))
            kept.append(one)
    return tuple(kept), dict(extra)


def align(claims: Iterable[Claim], reports: Iterable[Report], reuse: Sequence[SharedPassage] = ()) -> tuple[Event, ...]:
    """The events that the claims speak of, every claim in exactly one, sorted by id; one claim alone is an event too.

    `reports` are the reports of the claims. The same claims give the same events whatever their order. Raises
    `KeyError` if a claim's report is not among `reports`.
    """
    rule = weights()
    compared = Compared(claims, reports, reuse)
    scores = compared.scores(rule)
    groups = clusters(compared.compared, scores, rule)
    return tuple(sorted((_event(group, compared, scores, rule) for group in groups), key=lambda one: one.id))


def _event(group: Sequence[int], compared: Compared, scores: Mapping[Pair, float], rule: Weights) -> Event:
    followers = [(i, j) for i in group for j in compared.follow.get(i, ())]
    links = [_link(pair, compared, rule) for pair in (*_tree(group, scores), *followers)]
    members = [compared.seen[i] for i in (*group, *(j for _, j in followers))]
    return event(members, tuple(sorted(links, key=lambda link: (link.first, link.second))))


def _tree(group: Sequence[int], scores: Mapping[Pair, float]) -> list[Pair]:
    """The strongest ties that hold the group together: a maximum spanning tree."""
    ties = sorted((pair for pair in combinations(group, 2) if pair in scores), key=lambda pair: (-scores[pair], pair))
    root = {i: i for i in group}

    def find(i: int) -> int:
        while root[i] != i:
            i = root[i]
        return i

    tree = []
    for i, j in ties:
        a, b = find(i), find(j)
        if a != b:
            root[b] = a
            tree.append((i, j))
    return tree


def _link(pair: Pair, compared: Compared, rule: Weights) -> EventLink:
    a, b = compared.seen[pair[0]], compared.seen[pair[1]]
    found = compared.levels(pair)
    because = notes(a, b, found, rule)
    return EventLink(a.claim.id, b.claim.id, round(rule.total(found), 3), because)


def compare(first: Claim, second: Claim, reports: Iterable[Report], reuse: Sequence[SharedPassage] = ()) -> EventLink:
    """The reasons for and against two claims speaking of one event, whether they were compared or not; words weigh
    as if there were no other claims."""
    compared = Compared((first, second), reports, reuse)
    return _link((0, 1), compared, weights())
