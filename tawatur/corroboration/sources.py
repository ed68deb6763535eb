"""What every outlet and named source did: whom it relays, how often it is first, superseded, contradicted, confirmed.

Shares with intervals, never a single score: Wilson (1927), "Probable inference, the law of succession, and
statistical inference", JASA 22.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

from tawatur.corroboration.independence import first_day
from tawatur.corroboration.roots import known_outlet, outlet_side
from tawatur.corroboration.rules import relation, rules
from tawatur.model import Report, Unknown
from tawatur.model.corroboration import Across, Backing, Share, SourceLine, Voice

_Z = 1.959964


def share(count: int, of: int) -> Share:
    """A share with its 95 % interval; of no case at all, 0 to 1."""
    if of == 0:
        return Share(0, 0, 0.0, 1.0, True)
    p, z = count / of, _Z
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return Share(count, of, round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4), of < rules().few)


class _Tally:
    """The counts of one source."""

    def __init__(self, name: str, kind: Literal["outlet", "source"], side: str) -> None:
        self.name, self.kind, self.side = name, kind, side
        self.reports: set[str] = set()
        self.claims = 0
        self.relays: Counter[str] = Counter()
        self.events: set[str] = set()
        self.raced: set[str] = set()
        self.first: set[str] = set()
        self.superseded = self.contradicted = 0
        self.confirmed: set[str] = set()

    def line(self) -> SourceLine:
        relays = sorted(self.relays.items(), key=lambda pair: (-pair[1], pair[0]))
        events = len(self.events)
        return SourceLine(
            self.name,
            self.kind,
            self.side,
            len(self.reports),
            self.claims,
            tuple(relays),
            share(len(self.first), len(self.raced)),
            share(self.superseded, self.claims),
            share(self.contradicted, self.claims),
            share(len(self.confirmed), events),
        )


def source_lines(across: Across, reports: Iterable[Report]) -> tuple[SourceLine, ...]:
    """One line for every outlet and every source that a chain ends in and names, most claims first.

    `first` counts events that two outlets or more report and whose first report has a day of its own; `superseded` and
    `contradicted` count claims; `confirmed` counts events that a root of an opposed side states too.
    """
    by_id = {report.id: report for report in reports}
    spoken = {id for d in across.disagreements for id in (d.first, d.second)}
    older = {step.earlier for step in across.supersessions}
    tallies: dict[tuple[str, str], _Tally] = {}
    for backed in across.backings:
        first = _first(backed, by_id)
        outlets = {voice.outlet for voice in backed.voices}
        for voice in backed.voices:
            for key, name, kind, side in _sources(voice, by_id[voice.report]):
                tally = tallies.setdefault((kind, key), _Tally(name, kind, side))
                _count(tally, voice, backed)
                tally.superseded += voice.claim in older
                tally.contradicted += voice.claim in spoken
                if kind == "outlet" and len(outlets) > 1 and first:
                    tally.raced.add(backed.event)
                    if voice.outlet == first:
                        tally.first.add(backed.event)
    lines = [tally.line() for tally in tallies.values()]
    return tuple(sorted(lines, key=lambda line: (line.kind, -line.claims, line.name)))


def _sources(voice: Voice, report: Report) -> Iterable[tuple[str, str, Literal["outlet", "source"], str]]:
    name = report.name if isinstance(report.outlet, Unknown) else report.outlet
    found = None if isinstance(report.outlet, Unknown) else known_outlet(report.outlet)
    yield voice.outlet, found.name if found else name, "outlet", outlet_side(report)
    if voice.root.key and voice.root.kind != "own voice":
        yield voice.root.key, voice.root.name, "source", voice.root.side


def _count(tally: _Tally, voice: Voice, backed: Backing) -> None:
    tally.reports.add(voice.report)
    tally.claims += 1
    tally.events.add(backed.event)
    if tally.kind == "outlet":
        tally.relays[voice.root.name if voice.root.kind != "own voice" else ""] += 1
    side = voice.root.side or tally.side
    if side and any(relation(side, strand.side) == "opposed" for strand in backed.strands):
        tally.confirmed.add(backed.event)


def _first(backed: Backing, reports: Mapping[str, Report]) -> str:
    """The outlet that surely reported the event first, empty if the reports' dates do not tell."""
    days: dict[str, set[str]] = defaultdict(set)
    for voice in backed.voices:
        days[first_day(reports[voice.report])].add(voice.outlet)
    earliest = min(days)
    found = days[earliest]
    return next(iter(found)) if len(found) == 1 and earliest != "~" else ""
