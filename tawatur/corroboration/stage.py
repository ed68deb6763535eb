"""The cross-report stage: from the claims of all reports to events, backings, disagreements and standings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tawatur.corroboration.blocks import pairs
from tawatur.corroboration.disagreement import disagreements
from tawatur.corroboration.facts import facts
from tawatur.corroboration.independence import backing
from tawatur.corroboration.standing import standings
from tawatur.corroboration.supersession import supersessions
from tawatur.corroboration.ties import scene
from tawatur.events import align
from tawatur.model import Because, Claim, CrossLink, Report
from tawatur.model.corroboration import Across
from tawatur.model.event import SharedPassage


def corroborate(claims: Iterable[Claim], reports: Iterable[Report], shared: Sequence[SharedPassage]) -> Across:
    """What holds across `reports`, whose claims and shared passages are given.

    The same claims give the same result whatever their order. Raises `KeyError` if a claim's report is missing.
    """
    ordered = sorted(claims, key=lambda claim: claim.id)
    by_report = {report.id: report for report in reports}
    passages = tuple(sorted(shared, key=lambda one: one.id))
    events = align(ordered, by_report.values(), passages)
    known = scene(ordered, by_report.values(), passages)
    backings = tuple(backing(event, known) for event in events)
    found = facts(ordered, by_report, {claim: event.id for event in events for claim in event.claims})
    met = pairs(found)
    differences, newer = disagreements(found, met, passages), supersessions(found, met)
    stand = standings(events, backings, known.claims, differences, newer)
    return Across(passages, events, backings, stand, differences, newer)


def links(across: Across) -> tuple[CrossLink, ...]:
    """The links of the exchange format: `reuse`, `same_event` (of two claims or more), `conflict`, `supersession`."""
    out = [CrossLink(one.id, "reuse", (), (one.first, one.second), _because(one)) for one in across.shared]
    out += [CrossLink(event.id, "same_event", event.claims) for event in across.events if len(event.claims) > 1]
    for differ in across.disagreements:
        because = (Because(f"conflict.{differ.kind}", differ.note),)
        out.append(CrossLink(differ.id, "conflict", (differ.first, differ.second), (), because))
    for step in across.supersessions:
        because = (Because(f"supersession.{step.kind}", step.note),)
        out.append(CrossLink(step.id, "supersession", (step.earlier, step.later), (), because))
    return tuple(out)


def _because(passage: SharedPassage) -> tuple[Because, ...]:
    return tuple(Because(reason.rule, reason.note, reason.score) for reason in passage.because)
