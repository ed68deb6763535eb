"""What sets an outlet's wording apart: log-odds ratio with an informative Dirichlet prior.

Monroe, Colaresi, Quinn (2008), "Fightin' Words", Political Analysis 16(4), equations 15, 16 and 22. Counted within
one subject, so that what an outlet writes about does not pass for how it writes about it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from tawatur.model.framing import Contrast, SubjectKind, Wording

PRIOR = 10.0
"""Uses that the prior is worth: what all outlets together call the subject, scaled to so many."""


def contrasts(wordings: Iterable[Wording]) -> tuple[Contrast, ...]:
    """For every outlet, subject and wording that it uses itself, where another outlet names the subject too; strongest
    first. Quoted uses do not count."""
    subjects: dict[tuple[SubjectKind, str], list[Wording]] = defaultdict(list)
    for one in wordings:
        if one.spans:
            subjects[one.kind, one.subject].append(one)
    found = [contrast for group in subjects.values() for contrast in _subject(group)]
    return tuple(sorted(found, key=lambda c: (-c.z, c.kind, c.subject, c.outlet, c.wording)))


def _subject(group: Sequence[Wording]) -> list[Contrast]:
    uses: Counter[str] = Counter()
    by_outlet: Counter[str] = Counter()
    for one in group:
        uses[one.wording] += len(one.spans)
        by_outlet[one.outlet] += len(one.spans)
    total = sum(uses.values())
    if len(by_outlet) < 2 or len(uses) < 2:
        return []
    out = []
    for one in group:
        mine, rest = by_outlet[one.outlet], total - by_outlet[one.outlet]
        here, there = len(one.spans), uses[one.wording] - len(one.spans)
        log_odds, z = _log_odds((here, mine), (there, rest), uses[one.wording] / total)
        out.append(
            Contrast(
                one.outlet, one.kind, one.subject, one.wording, here, mine, there, rest, round(log_odds, 4), round(z, 4)
            )
        )
    return out


def _log_odds(mine: tuple[int, int], others: tuple[int, int], share: float) -> tuple[float, float]:
    """The log-odds ratio of a wording and its z-score; `share` is the wording's share of all uses."""
    prior = PRIOR * share
    odds = [(count + prior) / (total + PRIOR - count - prior) for count, total in (mine, others)]
    ratio = math.log(odds[0]) - math.log(odds[1])
    variance = 1 / (mine[0] + prior) + 1 / (others[0] + prior)
    return ratio, ratio / math.sqrt(variance)
