"""The model's numbers and the rules that turn claims into observations, read from `data/control/`, each with origin."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from tawatur.errors import DataError
from tawatur.lexicon.files import read_yaml, sources
from tawatur.model import Frozen


class Parameters(Frozen, frozen=True, forbid_unknown_fields=True):
    """Every number of the model. Rates are changes a day, floors probabilities, tails shares, ratios plain numbers.

    `quiet_rate`, `fight_rate`: how often a wholly held place changes in quiet and under full assault; `fight_scale`:
    the weight of reports at which an assault counts as two thirds of full; `fight_days`: how long a reported assault
    goes on; `tilt`: log-odds by which an attacker's gain is likelier than its loss; `contested_quiet`,
    `contested_fight`: mass of one contested step against that of a whole holder; `reach`: share that moves at once (the
    rate of a move falls by e with each); `nobody`: mass of "nobody". `floor_*`: how likely a claim is to be made
    whatever the state (in favour of the source's side, `floor_hold` if it says that it holds the place; against it; or
    neither); `tail_*`: how far the true share lies from the claimed one (overstated by interest, plain, against
    interest). `same_interest`, `same_view`: what each further chain that says the same adds (of one camp, of none);
    `maybe_copied`: what a further chain adds that may share a root; `whole_contested`: likelihood of a report of
    fighting where one side holds all; `rounds`: how often the day of a claim that gives none is weighed anew by what
    the other claims say.

    Of the press: `dark_rate`, `contested_dark` as above for a place out of the press, of which nobody reports whatever
    happens; `press_lost`, `press_back` how likely a place leaves the press on a day, and comes back; `dark_news` that a
    day out of it is reported all the same; `fight_onset`, `fight_end` how likely a fight begins and ends on a day;
    `fight_news` how many times more is reported of it; `fight_told`, `quiet_told` how likely a report tells of an
    assault then, and on another day.
    """

    quiet_rate: float
    fight_rate: float
    fight_scale: float
    fight_days: float
    tilt: float
    contested_quiet: float
    contested_fight: float
    reach: float
    nobody: float
    floor_favour: float
    floor_hold: float
    floor_against: float
    floor_neutral: float
    tail_over: float
    tail_plain: float
    tail_firm: float
    same_interest: float
    same_view: float
    maybe_copied: float
    whole_contested: float
    rounds: float
    dark_rate: float
    contested_dark: float
    press_lost: float
    press_back: float
    dark_news: float
    fight_onset: float
    fight_end: float
    fight_news: float
    fight_told: float
    quiet_told: float


class Rule(Frozen, frozen=True, forbid_unknown_fields=True):
    """One observation that a type of claim makes; see the head of `observations.yaml`."""

    type: str
    who: Literal["agents", "targets", ""]
    measure: Literal["share", "contested", "assault"]
    at: Literal["then", "before", "next"]
    weight: float
    note: str
    share: tuple[float, float] | None = None
    stated: bool = False
    complement: bool = False
    alone: bool = False


class Ahead(Frozen, frozen=True, forbid_unknown_fields=True):
    """What an expected or intended act does: which types, for how many days after the report, how strongly."""

    types: tuple[str, ...]
    days: int
    weight: float
    note: str


class After(Frozen, frozen=True, forbid_unknown_fields=True):
    """Words that say that an act came after the one told before it, and how many days after it at most."""

    words: tuple[str, ...]
    days: int


class Hindsight(Frozen, frozen=True, forbid_unknown_fields=True):
    """What is told so many days after it happened is surer: its floor is lower by the factor."""

    days: int
    factor: float


class Rules(Frozen, frozen=True, forbid_unknown_fields=True):
    """All of `observations.yaml`."""

    source: str
    rows: tuple[Rule, ...]
    leaving: tuple[str, ...]
    entering: tuple[str, ...]
    towards: tuple[str, ...]
    ahead: Ahead
    possible: float
    part_share: tuple[float, float]
    links: dict[str, float]
    inside: tuple[str, ...]
    areas: tuple[str, ...]
    parties_read: float
    party_least: float
    surer: float
    out_of_force: float
    lookback: tuple[float, ...]
    hindsight: Hindsight
    after: After


class Origin(Frozen, frozen=True, forbid_unknown_fields=True):
    """One parameter as the file states it."""

    id: str
    value: float
    unit: str
    origin: str


T = TypeVar("T")


def _convert(path: Path, kind: type[T], content: Any) -> T:
    try:
        return msgspec.convert(content, kind)
    except msgspec.ValidationError as error:
        raise DataError(f"{path.name}: {error}") from error


@lru_cache(maxsize=1)
def origins() -> tuple[Origin, ...]:
    """Every parameter with its unit and origin, in the order of the file; a user's file replaces single rows."""
    found: dict[str, Origin] = {}
    for path in sources("control/parameters.yaml"):
        for row in _convert(path, tuple[Origin, ...], read_yaml(path)["parameters"]):
            found[row.id] = row
    return tuple(found.values())


@lru_cache(maxsize=1)
def parameters() -> Parameters:
    """The shipped parameters. `DataError` names one that is missing or unknown."""
    return _convert(sources("control/parameters.yaml")[-1], Parameters, {row.id: row.value for row in origins()})


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The rules of observation; a user's file replaces the shipped one."""
    path = sources("control/observations.yaml")[-1]
    return _convert(path, Rules, read_yaml(path))
