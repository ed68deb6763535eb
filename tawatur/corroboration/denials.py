"""Denials: that something did not happen, that somebody took no part, that a speaker takes back what he said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tawatur.corroboration.facts import Fact, fits, gap, loose, same_root, same_spot, says, small
from tawatur.corroboration.parties import apart, match
from tawatur.corroboration.rules import rules
from tawatur.events.seen import actor_id
from tawatur.model.corroboration import DisagreementKind

Found = tuple[DisagreementKind, str]
_CONTROL = frozenset({"control.change", "control.hold"})


class Denied(NamedTuple):
    """A denial, a statement that it may be of, and what they disagree in."""

    denied: Fact
    stated: Fact
    hit: Found


def meant(found: Iterable[Denied]) -> Iterable[Denied]:
    """A denial is of its own event; else of what its report states, else of what is stated of its very place, else of
    what is stated of a place in its own or around it. One that fits more than a few events tells of none of them."""
    by_denial: dict[str, list[Denied]] = defaultdict(list)
    for one in found:
        by_denial[one.denied.claim.id].append(one)
    for rows in by_denial.values():
        best = min(map(_nearness, rows))
        near = [one for one in rows if _nearness(one) == best]
        if best == 0 or len({one.stated.event for one in near}) <= rules().denial_events:
            yield from near


def _nearness(one: Denied) -> int:
    if one.denied.event == one.stated.event:
        return 0
    if one.denied.claim.report == one.stated.claim.report:
        return 1
    return 2 if same_spot(one.denied, one.stated) else 3


def denial(denied: Fact, stated: Fact) -> Found | None:
    """One says that it did not happen. Across reports place, time and a party must agree; in one report a party."""
    a, b = denied.claim, stated.claim
    if a.type != b.type and {a.type, b.type} - _CONTROL:
        return None
    if a.modality != "actual" or b.modality not in ("actual", "possible") or _promise(stated):
        return None
    if says(denied, rules().no_denial):
        return None
    one_event = denied.event == stated.event
    if not _none_apart(denied, stated) or not (one_event or _party_fits(denied, stated)):
        return None
    if a.report == b.report:
        placed = denied.place is None or stated.place is None or fits(denied, stated)
        met = placed and not same_root(denied, stated)
    else:
        met = (one_event or _same_scene(denied, stated)) and within(denied, stated, rules().denial_days)
    return _denial_kind(denied, stated) if met else None


def _promise(stated: Fact) -> bool:
    """What a party says that it agreed to: that it did not keep it is a breach, no denial."""
    claim, body = stated.claim, stated.root.body or stated.root.key.removeprefix("name:")
    return claim.type in rules().promised and bool(body) and body in {actor_id(name) for name in claim.agents}


def _denial_kind(denied: Fact, stated: Fact) -> Found | None:
    one_act = denied.event == stated.event or same_spot(denied, stated)
    if denied.root.key and same_root(denied, stated) and one_act and _printed_later(denied, stated):
        return "retraction", f"{denied.root.name} takes back what it stated"
    if denied.claim.type not in rules().participation or not denied.claim.agents:
        return "denial", f"{denied.root.name} denies what {stated.root.name} states"
    if match(denied.claim.agents, stated.claim.agents) == "allied":
        return None  # that one ally stayed out does not deny that another took part
    return "participation", f"whether {', '.join(denied.claim.agents)} took part is denied"


def within(a: Fact, b: Fact, days: int) -> bool:
    apart_by = gap(a, b)
    return apart_by is not None and apart_by <= days


def _same_scene(denied: Fact, stated: Fact) -> bool:
    """One place in the other, one a town or less, and the doer the same or kin. Where a time is not known within
    weeks he must be the very same: an unknown date widens, it does not match everything."""
    if not fits(denied, stated) or not (small(denied) or small(stated)):
        return False
    doers = match(denied.claim.agents, stated.claim.agents)
    return doers == "same" or (doers == "kin" and not (loose(denied) or loose(stated)))


def _printed_later(denied: Fact, stated: Fact) -> bool:
    """In a later report, the days of both known."""
    if denied.seen is None or stated.seen is None or not (denied.sharp_report and stated.sharp_report):
        return False
    return stated.seen[1] < denied.seen[1]


def _party_fits(a: Fact, b: Fact) -> bool:
    """One party is the same or kin."""
    fit = {match(a.claim.agents, b.claim.agents), match(a.claim.targets, b.claim.targets)}
    return bool({"same", "kin"} & fit)


def _none_apart(a: Fact, b: Fact) -> bool:
    return not (apart(a.claim.agents, b.claim.agents) or apart(a.claim.targets, b.claim.targets))


def bare_denials(found: Sequence[Fact]) -> Iterable[Denied]:
    """A denial that names neither party nor place ("such cases are invented") is of what stands before it."""
    last: dict[tuple[str, str], Fact] = {}
    for fact in found:
        claim = fact.claim
        key = (claim.report, claim.type)
        if claim.polarity == "affirmed" and claim.modality == "actual":
            last[key] = fact
        elif claim.polarity == "denied" and not (claim.agents or claim.targets or fact.place):
            stated = last.get(key)
            if stated is not None and not same_root(fact, stated):
                yield Denied(fact, stated, ("denial", f"{fact.root.name} denies what stands before"))
