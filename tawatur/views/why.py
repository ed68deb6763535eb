"""Why a claim was read as it was: its words, the reasons of every slot, the readings that lost."""

from __future__ import annotations

from collections.abc import Callable

from tawatur.model import Because, Claim, Frozen, Link, PlaceRef, Quantity, Report, Unknown, When

SLOTS = ("type", "agents", "targets", "place", "when", "extent", "quantity", "polarity", "modality", "chain")


class Slot(Frozen, frozen=True):
    """One field of a claim, its value as text, and the sentences that say why."""

    name: str
    value: str
    because: tuple[str, ...]


class Why(Frozen, frozen=True):
    """The explanation of one claim; `because` holds the reasons that belong to no single field, `lost` the name, score
    and reason of each reading that was considered and not taken; `event` is the id of the event that it speaks of."""

    claim: str
    report: str
    words: str
    slots: tuple[Slot, ...]
    because: tuple[str, ...]
    lost: tuple[tuple[str, str, str], ...]
    event: str = ""


def explain(claim: Claim, report: Report, event: str = "", tell: Callable[[str], str] = str) -> Why:
    """The explanation of a claim of this report, which speaks of the event of this id; `tell` puts a rule's sentence
    into the reader's language."""
    slots = []
    for name in SLOTS:
        own = [b for b in claim.because if _slot(b) == name]
        value = getattr(claim, name)
        if name in ("place", "when") and not isinstance(value, Unknown):
            own += [b for b in getattr(value, "because", ()) if b not in own]
        if name == "chain":
            own += [b for link in claim.chain for b in link.because]
        slots.append(
            Slot(name, _shown(name, value), tuple(_sentence(b, report.text, tell) for b in dict.fromkeys(own)))
        )
    rest = tuple(_sentence(b, report.text, tell) for b in claim.because if _slot(b) not in SLOTS)
    lost = tuple((c.name, f"{c.score:.2f}", tell(c.note)) for c in claim.lost)
    return Why(claim.id, report.name, " ".join(claim.evidence.of(report.text).split()), tuple(slots), rest, lost, event)


def _slot(because: Because) -> str:
    """The field that a reason belongs to: its rule starts with the name (of one agent, of all agents ...)."""
    name = because.rule.partition(":")[0].strip()
    return f"{name}s" if name in ("agent", "target") else name


def _sentence(because: Because, text: str, tell: Callable[[str], str]) -> str:
    """`rule: note (score 0.92) «words»`."""
    rule = because.rule.partition(":")[2].strip() if _slot(because) in SLOTS else because.rule
    score = "" if because.score is None else f" ({because.score:.2f})"
    words = " ".join(f"«{' '.join(span.of(text).split())}»" for span in because.spans)
    return " ".join(part for part in (f"{rule}:" if rule else "", tell(because.note) + score, words) if part)


def _shown(name: str, value: object) -> str:
    shown = str(value)
    match value:
        case Unknown(reason=reason):
            shown = f"? ({reason})"
        case When():
            days = (value.start.isoformat() if value.start else "...", value.end.isoformat() if value.end else "...")
            shown = f"{days[0] if days[0] == days[1] else '..'.join(days)} ({value.precision})"
        case PlaceRef():
            point = "" if value.lat is None or value.lon is None else f" {value.lat:.3f}, {value.lon:.3f}"
            shown = f"{value.name} ({value.kind}){point} «{value.text}»"
        case Quantity():
            shown = f"{value.low:g}..{'' if value.high is None else f'{value.high:g}'} {value.unit}"
        case (float() | int() as low, float() | int() as high):
            shown = f"{low:.0%}..{high:.0%}"
        case tuple():
            names = (part.who or part.organisation if isinstance(part, Link) else str(part) for part in value)
            shown = (" > " if name == "chain" else ", ").join(names) or "-"
    return shown
