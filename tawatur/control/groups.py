"""Which claims may share a root: a first answer from chains, outlets and shared passages.

The corroboration step knows more; its result takes this one's place through `observe(groups=...)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tawatur.model import Claim, CrossLink, Frozen, Report
from tawatur.model.corroboration import Across


class Group(Frozen, frozen=True):
    """The independence groups of one claim: `root` joins everything that may share a root (so that the number of
    groups is the lowest possible number of chains), `proven` only what the texts prove (the highest)."""

    root: str
    proven: str


def groups_of(
    claims: Iterable[Claim], reports: Mapping[str, Report], links: Iterable[CrossLink] = ()
) -> dict[str, Group]:
    """The groups of every claim by its id: by the root of its chain, else its outlet, else its report; claims in
    passages that two reports share are one. Independent of the order of the claims."""
    known = tuple(claims)
    found = {claim.id: _by_chain(claim, reports.get(claim.report)) for claim in known}
    ties: list[tuple[str, str, bool]] = []
    for link in links:
        if link.kind == "reuse":
            inside = [c.id for c in known for p in link.passages if c.report == p.report and _in(c, p.start, p.end)]
            ties += [(inside[0], other, True) for other in inside[1:]]
    return _tied(found, ties)


def groups_across(
    claims: Iterable[Claim], reports: Mapping[str, Report], links: Iterable[CrossLink], across: Across
) -> dict[str, Group]:
    """The groups as the corroboration step has them: the voices of an event that only may hang together share a
    `root`, those that are proven to share `proven` as well. Claims of no event keep the groups of `groups_of`."""
    known = tuple(claims)
    found = groups_of(known, reports, links)
    ids = {claim.id for claim in known}
    ties = [
        (tie.first, tie.second, tie.proven)
        for backing in across.backings
        for tie in backing.ties
        if tie.first in ids and tie.second in ids
    ]
    return _tied(found, ties)


def _tied(found: Mapping[str, Group], ties: Iterable[tuple[str, str, bool]]) -> dict[str, Group]:
    """Groups in which claims that are tied are one; a tie holds for these claims, not for all of their outlets."""
    may, proven = _Joined(), _Joined()
    for first, second, sure in ties:
        may.join(first, second)
        if sure:
            proven.join(first, second)
    out = {}
    for id in sorted(found):
        root, own = found[may.root(id)].root, found[proven.root(id)].proven
        out[id] = Group(root, own)
    return out


def _in(claim: Claim, start: int, end: int) -> bool:
    return claim.evidence.start < end and start < claim.evidence.end


def _by_chain(claim: Claim, report: Report | None) -> Group:
    outlet = report.outlet if report is not None and isinstance(report.outlet, str) else f"report {claim.report}"
    page = report.identity if report is not None else claim.report
    if not claim.chain:
        return Group(outlet, f"{outlet} / {page}")
    inner = claim.chain[-1]
    named = inner.organisation or inner.who
    if named and not inner.anonymous:
        return Group(named, named)
    outer = next((x.organisation or x.who for x in reversed(claim.chain[:-1]) if not x.anonymous), outlet)
    if inner.organisation:  # an unnamed voice of a known body: may be the body's only voice, is not proven to be
        return Group(inner.organisation, f"{inner.organisation} by {outer}")
    return Group(outer, f"{inner.who or 'unnamed source'} by {outer} / {page}")


class _Joined:
    """Union-find over names; the first name in the alphabet stands for a set."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def root(self, name: str) -> str:
        while name in self._up:
            name = self._up[name]
        return name

    def join(self, first: str, second: str) -> None:
        a, b = sorted((self.root(first), self.root(second)))
        if a != b:
            self._up[b] = a
