"""The course of a place in a few words: who held it one after the other, as far as it is known."""

from __future__ import annotations

from datetime import date

from tawatur.model import Frozen
from tawatur.model.control import Control, Day

KNOWN, CONTESTED, HELD = 0.5, 0.5, 0.5
"""A day counts as known with less unknown than this; as contested from this probability on; as held from this on."""


class Stretch(Frozen, frozen=True):
    """Days of one kind after each other: `holder` (empty: fought over, none of two camps more likely than not)."""

    start: date
    end: date
    holder: str
    contested: bool


def course(control: Control) -> tuple[Stretch, ...]:
    """The stretches of the known days, first one first; days that are unknown are left out."""
    out: list[Stretch] = []
    for day in control.days:
        if day.unknown >= KNOWN:
            continue
        holder, contested = likeliest(day)
        last = out[-1] if out else None
        if last is not None and (last.holder, last.contested) == (holder, contested):
            out[-1] = Stretch(last.start, day.day, holder, contested)
        else:
            out.append(Stretch(day.day, day.day, holder, contested))
    return tuple(out)


def likeliest(day: Day) -> tuple[str, bool]:
    """The holder of a day that is as likely as all else together (empty if none is), and whether it is contested."""
    name, chance = max(day.holders.items(), key=lambda item: (item[1], item[0]), default=("", 0.0))
    return (name if chance >= HELD * (1 - day.unknown) else ""), day.contested >= CONTESTED


def last_known(control: Control) -> Day:
    """The last day that is rather known than not, else the one that is known best."""
    known = [day for day in control.days if day.unknown < KNOWN]
    return known[-1] if known else min(control.days, key=lambda day: day.unknown)


def own_claims(control: Control) -> int:
    """How many claims name this place itself, not its whole or a part of it."""
    return len({o.claim for o in control.observations if not o.named})
