"""Claims: the fields of the codebook, section 3."""

from __future__ import annotations

from typing import Literal, get_args

from tawatur.model.base import Because, Frozen, Span, Unknown
from tawatur.model.mention import Candidate, PlaceRef, Quantity
from tawatur.model.when import When

EventType = Literal[
    "control.change", "control.hold", "clash", "strike.air", "strike.ground", "bombing", "advance", "retreat",
    "encircle", "clear", "surrender", "detain", "casualties", "damage", "displace", "abuse", "support", "hinder",
    "command", "negotiate", "deploy", "presence",
]  # fmt: skip
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
"""In the codebook's order: if two types fit, the first one is taken."""

Polarity = Literal["affirmed", "denied"]
Modality = Literal["actual", "expected", "intended", "possible"]


class Link(Frozen, frozen=True):
    """One link of a chain of attribution: who says it, for which body, named or not."""

    who: str
    organisation: str = ""
    anonymous: bool = False
    because: tuple[Because, ...] = ()


class Claim(Frozen, frozen=True):
    """One statement of a report. `extent` is the share of the place, `(low, high)`; `chain` runs from the outlet
    inwards and is empty where the outlet speaks in its own voice; `because` holds the reasons of every slot, the
    rule name starting with the slot (`type: acts/...`, `place: ...`); `lost` the candidates that did not win."""

    id: str
    report: str
    evidence: Span
    type: EventType
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    place: PlaceRef | Unknown
    when: When | Unknown
    extent: tuple[float, float] | Unknown
    quantity: Quantity | Unknown
    polarity: Polarity
    modality: Modality
    chain: tuple[Link, ...]
    because: tuple[Because, ...] = ()
    lost: tuple[Candidate, ...] = ()
    trigger: Span | None = None
