"""What is known of one trigger before it becomes one claim or several."""

from __future__ import annotations

from tawatur.claims.context import Context
from tawatur.claims.links import Linked
from tawatur.claims.triggers import Trigger
from tawatur.model import Because, Frozen


class Clause(Frozen, frozen=True):
    """One trigger, the mentions that may fill its slots (likeliest first), the tokens `[first, last)` that state it."""

    context: Context
    trigger: Trigger
    actors: tuple[Linked, ...]
    places: tuple[Linked, ...]
    times: tuple[Linked, ...]
    quantities: tuple[Linked, ...]
    polarity: str
    modality: str
    first: int
    last: int
    reasons: tuple[Because, ...]
