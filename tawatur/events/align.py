"""Alignment: which claims speak of one occurrence (codebook, section 5), within and across reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from tawatur.events import blocking
from tawatur.events.clusters import clusters
from tawatur.events.comparators import TEXTUAL, Levels, cosine, fact_levels, levels, text_levels
from tawatur.events.notes import notes
from tawatur.events.seen import see
from tawatur.events.summary import event
from tawatur.events.weights import Weights, weights
from tawatur.model import Claim, Report, content_id
from tawatur.model.event import Event, EventLink, SharedPassage

ALIGNED = 0.6
"""The likeness of words at which two claims of a shared passage are the copy of one statement."""
Pair = tuple[int, int]


class Compared:
    """All claims with their features, and the levels of every pair that a blocking rule proposed."""

    def __init__(self, claims: Iterable[Claim], reports: Iterable[Report], reuse: Sequence[SharedPassage]) -> None:
        by_id = {report.id: report for report in reports}
        ordered = sorted(claims, key=lambda claim: (claim.report, claim.evidence, claim.id))
        self.seen = see(ordered, by_id)
        self.reuse = sorted(reuse, key=lambda passage: passage.id)
        inside = blocking.in_passages(self.seen, self.reuse)
        self._shared: dict[int, set[int]] = defaultdict(set)
        for passage, members in inside.items():
            for i in members:
                self._shared[i].add(passage)
        self.pairs = blocking.pairs(self.seen, inside)

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


def align(claims: Iterable[Claim], reports: Iterable[Report], reuse: Sequence[SharedPassage] = ()) -> tuple[Event, ...]:
    """The events that the claims speak of, every claim in exactly one, sorted by id; one claim alone is an event too.

    `reports` are the reports of the claims. The same claims give the same events whatever their order. Raises
    `KeyError` if a claim's report is not among `reports`.
    """
    rule = weights()
    compared = Compared(claims, reports, reuse)
    scores = compared.scores(rule)
    groups = clusters(len(compared.seen), scores, rule)
    return tuple(sorted((_event(group, compared, scores, rule) for group in groups), key=lambda one: one.id))


def _event(group: Sequence[int], compared: Compared, scores: Mapping[Pair, float], rule: Weights) -> Event:
    links = [_link(pair, compared, rule) for pair in _tree(group, scores)]
    return event([compared.seen[i] for i in group], tuple(sorted(links, key=lambda link: (link.first, link.second))))


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


def event_id(claims: Iterable[str]) -> str:
    """The id of the event of these claims."""
    return content_id("event", *sorted(claims))
