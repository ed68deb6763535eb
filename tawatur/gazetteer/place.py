"""What the gazetteer knows of one place, and the result of asking it."""

from __future__ import annotations

from tawatur.model import Because, Frozen, PlaceKind


class Place(Frozen, frozen=True):
    """One place of the gazetteer. `names_ar`/`names_en` hold every spelling, the usual one first; `lat`/`lon` are
    WGS84 degrees; `radius_km` is the distance within which the true point lies; `country` is ISO 3166-1 alpha-2;
    `admin` the governorate in English; `weak` marks names that are common words or names of persons as well, so that
    they need evidence in the text; `source` is the provenance of the row."""

    id: str
    name: str
    names_ar: tuple[str, ...]
    names_en: tuple[str, ...]
    lat: float
    lon: float
    kind: PlaceKind
    country: str
    admin: str = ""
    radius_km: float = 5.0
    population: int = 0
    weak: bool = False
    source: str = ""


class Context(Frozen, frozen=True):
    """What is known of the text around a name: countries (ISO codes) and governorates that it speaks of, with weights,
    points of places already resolved, and the kinds that fit."""

    countries: tuple[tuple[str, float], ...] = ()
    admins: tuple[str, ...] = ()
    points: tuple[tuple[float, float], ...] = ()
    kinds: tuple[PlaceKind, ...] = ()


class Match(Frozen, frozen=True):
    """A place that a name may mean, with its score (log-odds, comparable within one answer) and the reasons."""

    place: Place
    score: float
    because: tuple[Because, ...]


class AddResult(Frozen, frozen=True):
    """What `gazetteer.add` did: the file it wrote, rows added, and rows left out with their reason."""

    path: str
    format: str
    added: int
    skipped: tuple[str, ...] = ()
