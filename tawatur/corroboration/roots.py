"""The root of a claim: where its chain of attribution ends, on which side that stands, and through whom it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from tawatur.corroboration.parties import kindred, side_of
from tawatur.corroboration.rules import relation, rules, side_name
from tawatur.corroboration.words import folded, has
from tawatur.events.seen import actor_id
from tawatur.languages import fold
from tawatur.lexicon.actors import actor_index
from tawatur.lexicon.outlets import Outlet, find_outlet
from tawatur.model import Claim, Link, Report, Unknown
from tawatur.model.corroboration import Root, RootKind, Voice

_OUTLET_KINDS: Mapping[str, RootKind] = {"agency": "agency", "outlet": "outlet", "documentation": "body"}
_CORRESPONDENT = ("correspondent", "مراسل")


@lru_cache(maxsize=50_000)
def known_outlet(name: str) -> Outlet | None:
    return find_outlet(name) if name else None


def outlet_key(report: Report) -> str:
    """What stands for the report's outlet: its registry id, its folded name, else the report's own identity."""
    if isinstance(report.outlet, Unknown):
        return f"report:{report.identity or report.id}"
    found = known_outlet(report.outlet)
    return f"outlet:{found.id}" if found else f"outlet:{fold(report.outlet)}"


def outlet_side(report: Report) -> str:
    found = None if isinstance(report.outlet, Unknown) else known_outlet(report.outlet)
    return side_name(found.side) if found else ""


def outlet_keys(reports: Iterable[Report]) -> frozenset[str]:
    """The outlets of a casebook, so that a chain that cites one of them is known to, registered or not."""
    return frozenset(map(outlet_key, reports))


def voice(claim: Claim, report: Report, outlets: frozenset[str] = frozenset()) -> Voice:
    """The claim's chain as a voice: links that name the report's own outlet are no source and are left out. `outlets`
    are the keys of the casebook's outlets."""
    own = outlet_key(report)
    known = outlets | {own}
    links = [link for link in claim.chain if _link_key(link, known) != own]
    root = _root(links[-1], known) if links else _own_voice(report, own)
    via = tuple(key for link in links[:-1] if (key := _link_key(link, known)))
    against = against_interest(claim, root, claim.evidence.of(report.text))
    return Voice(claim.id, claim.report, own, via, root, against, len(links) < len(claim.chain))


def _own_voice(report: Report, key: str) -> Root:
    name = report.name if isinstance(report.outlet, Unknown) else report.outlet
    return Root(key, name, "own voice", "", outlet_side(report))


def _link_key(link: Link, outlets: frozenset[str]) -> str:
    """The identity of a link, empty if nothing names it."""
    stated = f"outlet:{fold(link.who)}"
    if stated in outlets and not link.anonymous:
        return stated
    outlet = known_outlet(link.who) or (known_outlet(link.organisation) if _same(link) or not link.who else None)
    if outlet is not None and not _is_correspondent(link):
        return f"outlet:{outlet.id}"
    if link.anonymous:
        return ""
    return f"name:{actor_id(link.who or link.organisation)}" if link.who or link.organisation else ""


def _same(link: Link) -> bool:
    return fold(link.who) == fold(link.organisation)


def _is_correspondent(link: Link) -> bool:
    return any(word in fold(link.who) for word in _CORRESPONDENT)


def _root(link: Link, outlets: frozenset[str]) -> Root:
    outlet = known_outlet(link.who) or known_outlet(link.organisation)
    body = f"outlet:{outlet.id}" if outlet else _body(link)
    side = _side(link, outlet)
    name = link.who or link.organisation or "?"
    if link.organisation and fold(link.organisation) != fold(name):
        name = f"{name} ({link.organisation})"
    if _is_correspondent(link):
        return Root(f"correspondent:{fold(name)}", name, "correspondent", body, side)
    key = _link_key(link, outlets)
    if key in outlets:
        return Root(key, name, _OUTLET_KINDS[outlet.kind] if outlet else "outlet", key, side)
    if link.anonymous or not key:
        return Root("", name, "anonymous", body, side)
    if key.startswith("outlet:") and outlet is not None:
        return Root(key, name, _OUTLET_KINDS[outlet.kind], body, side)
    person = bool(link.organisation and not _same(link)) or _is_figure(link.who)
    return Root(key, name, "person" if person else "body", body, side)


def _is_figure(name: str) -> bool:
    actor = actor_index().actors.get(actor_id(name))
    return actor is not None and actor.kind == "figure"


def _body(link: Link) -> str:
    """The body that a link speaks for: its organisation, else itself if it is one."""
    if link.organisation:
        return actor_id(link.organisation)
    actor = actor_index().actors.get(actor_id(link.who)) if link.who and not link.anonymous else None
    if actor is None:
        return ""
    return actor.offices[-1].body if actor.offices else actor.id


def _side(link: Link, outlet: Outlet | None) -> str:
    for name in (link.organisation, link.who):
        if name and (side := side_name(side_of(name))):
            return side
    return side_name(outlet.side) if outlet else ""


def against_interest(claim: Claim, root: Root, words: str) -> str:
    """Why the statement goes against the interest of the root's side; empty if it does not, if no side is known, or if
    the root is a newspaper that belongs to no party. `words` are those of the claim."""
    if not root.side or claim.polarity == "denied" or claim.modality != "actual" or _press(root):
        return ""
    known = rules().against_interest
    own = [name for name in claim.targets if _is_of(name, root.side)]
    if own and claim.type in known.targets and not any(_is_of(name, root.side) for name in claim.agents):
        return f"{root.name} ({root.side}) reports a loss of its own side: {', '.join(own)}"
    own = [name for name in claim.agents if _is_of(name, root.side)]
    if own and claim.type in known.agents:
        return f"{root.name} ({root.side}) reports a {claim.type} by its own side: {', '.join(own)}"
    if claim.type in known.others_gain and not claim.targets and _gains(claim, words):
        enemies = [name for name in claim.agents if relation(side_of(name), root.side) == "opposed"]
        if enemies and len(enemies) == len(claim.agents):
            return f"{root.name} ({root.side}) grants its enemy a gain: {', '.join(enemies)}"
    return ""


def _gains(claim: Claim, words: str) -> bool:
    """A place that changes hands; of one that is held, only that it is held still, or how much of it: a stronghold may
    have fallen long since."""
    return claim.type == "control.change" or not isinstance(claim.extent, Unknown) or has(folded(words), rules().still)


def _press(root: Root) -> bool:
    """An outlet of a country that is neither the state's nor a party's: its side is where it is printed."""
    if root.kind not in ("own voice", "outlet", "agency"):
        return False
    outlet = known_outlet(root.name)
    side = actor_index().actors.get(actor_id(root.side))
    return outlet is not None and side is not None and side.kind == "state" and not _official(outlet)


def _official(outlet: Outlet) -> bool:
    return outlet.owner in rules().official or side_name(outlet.owner) == side_name(outlet.side)


def _is_of(name: str, side: str) -> bool:
    return side_name(side_of(name)) == side_name(side)


def related(one: Root, other: Root) -> bool:
    """Whether two named roots may rest on one source: one belongs to the other, or both speak for one side."""
    if one.body and one.body == other.body:
        return True
    if one.body and other.body and _bodies(one) & _bodies(other):
        return True
    return relation(one.side, other.side) == "same"


def _bodies(root: Root) -> frozenset[str]:
    return frozenset({root.body}) | (kindred(root.body) if root.body in actor_index().actors else frozenset())
