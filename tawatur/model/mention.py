"""What a sentence names: actors, places, times, quantities, sources."""

from __future__ import annotations

from typing import Literal

from tawatur.model.base import Because, Frozen, Span, Unknown
from tawatur.model.when import Precision

PlaceKind = Literal[
    "city",
    "village",
    "district",
    "governorate",
    "region",
    "country",
    "crossing",
    "road",
    "base",
    "river",
    "border",
    "other",
]
Unit = Literal[
    "person", "fighter", "civilian", "child", "vehicle", "aircraft", "place", "km", "day", "explosive", "other"
]


class ActorRef(Frozen, frozen=True, tag="actor"):
    """Who is named. `names` are canonical English names, several where one phrase names a coalition of parts;
    `ids` are the registry's ids in the same order, empty string for an actor that no registry knows."""

    names: tuple[str, ...]
    ids: tuple[str, ...]
    person: bool = False
    anaphor: bool = False
    generic: bool = False


class PlaceRef(Frozen, frozen=True, tag="place"):
    """Where. `text` is the phrase as it stands, `name` the usual English name; `lat`/`lon` are WGS84 degrees;
    `radius_km` the distance within which the true point lies; `part` and `direction` narrow it
    ("eastern quarters": part "quarters", direction "E"). `geo_precision` is UCDP GED's 1 (exact) to 7."""

    text: str
    name: str
    lat: float | None
    lon: float | None
    kind: PlaceKind
    id: str = ""
    country: str = ""
    radius_km: float = 0.0
    part: str = ""
    direction: str = ""
    geo_precision: int = 1


class TimeRef(Frozen, frozen=True, tag="time"):
    """A time expression before it is resolved: a normal form that `mentions.times.resolve(ref, published)` turns into
    a `When`. `form` names the rule, `values` its named groups as numbers or words; both are the dating stage's input
    as well."""

    form: str
    values: tuple[tuple[str, int | str], ...]
    precision: Precision


class Quantity(Frozen, frozen=True, tag="quantity"):
    """How many of what. `high` is `None` for an open range ("more than 30"); `unit` is the codebook's; `counted` is
    the noun in the text; `share` is set for fractions and percentages of a place: `(low, high)` between 0 and 1."""

    low: float
    high: float | None
    unit: Unit
    text: str
    counted: str = ""
    share: tuple[float, float] | None = None


class SourceRef(Frozen, frozen=True, tag="source"):
    """Who is said to say something: `who` and `organisation` canonical where known; `outlet` an outlet registry id."""

    who: str
    organisation: str = ""
    anonymous: bool = False
    outlet: str = ""


Value = ActorRef | PlaceRef | TimeRef | Quantity | SourceRef | Unknown
MentionKind = Literal["actor", "place", "time", "quantity", "source"]


class Candidate(Frozen, frozen=True):
    """A reading that was considered: its name, its score and the sentence that says why it won or lost."""

    name: str
    score: float
    note: str
    id: str = ""


class Mention(Frozen, frozen=True):
    """A span of a report that names something, with the reading that won and those that did not."""

    id: str
    report: str
    span: Span
    kind: MentionKind
    value: Value
    candidates: tuple[Candidate, ...] = ()
    because: tuple[Because, ...] = ()
