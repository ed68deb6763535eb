"""How well a place fits its context: independent reasons that add up as log-odds, each with its sentence."""

from __future__ import annotations

from functools import lru_cache
from math import cos, exp, hypot, log10, radians

from tawatur.gazetteer.place import Context, Match, Place
from tawatur.model import Because

_NEAR_KM = 60.0
WAR_COUNTRIES = frozenset(["SY", "IQ", "YE", "LY", "LB", "PS", "IL", "SD", "JO"])
"""Countries whose every town may be named bare; elsewhere only listed places and those called a city."""


def score(place: Place, base: float, context: Context) -> Match:
    """The place with its score: spelling (`base`, 0 for its own), size, supplement, country, governorate, neighbours,
    kind. Countries and regions are not moved by neighbours."""
    return weighed(place, reasons(place, base, context), context.points)


def reasons(place: Place, base: float, context: Context) -> tuple[Because, ...]:
    """What speaks for and against the place, its neighbours left out."""
    found = (
        Because("places.spelling", "its own spelling" if base >= 0 else "a near spelling", base),
        _size(place.population),
        _curated(place.source.startswith("GeoNames"), place.country),
        _country(place, context),
        _admin(place, context),
        _kind(place, context),
    )
    return tuple([reason for reason in found if reason is not None])


def weighed(place: Place, known: tuple[Because, ...], points: tuple[tuple[float, float], ...]) -> Match:
    """The place with its score, from the `reasons` that are known and its neighbours at `points`."""
    near = _neighbours(place, points)
    found = known if near is None else (*known, near)
    total = sum([reason.score for reason in found if reason.score is not None])
    return Match(place, round(total, 3), found)


def best_first(found: list[Match]) -> tuple[Match, ...]:
    """Best score first; ties by population, then id."""
    return tuple(sorted(found, key=lambda m: (-m.score, -m.place.population, m.place.id)))


@lru_cache(maxsize=20_000)
def _size(population: int) -> Because | None:
    if population <= 0:
        return None
    return Because("places.population", f"{population} inhabitants", round(0.4 * log10(population), 2))


@lru_cache(maxsize=1_000)
def _curated(geonames: bool, country: str) -> Because | None:
    if geonames:
        if country in WAR_COUNTRIES:
            return None
        return Because("places.elsewhere", f"a town of {country}, far from these wars", -2.0)
    return Because("places.supplement", "listed as a place of these wars", 1.2)


def _country(place: Place, context: Context) -> Because | None:
    if not context.countries or place.kind == "country" or not place.country:
        return None
    share = next((share for country, share in context.countries if country == place.country), 0.0)
    if share <= 0:
        return Because("places.country", f"the text does not speak of {place.country}", -3.0)
    return Because("places.country", f"{share:.0%} of the text's places are in {place.country}", round(3.5 * share, 2))


def _admin(place: Place, context: Context) -> Because | None:
    if not place.admin or place.admin not in context.admins:
        return None
    return Because("places.admin", f"{place.admin} is named beside it", 3.0)


def _kind(place: Place, context: Context) -> Because | None:
    if not context.kinds:
        return None
    if place.kind in context.kinds:
        return Because("places.kind", f"the text calls it a {place.kind}", 2.0)
    return Because("places.kind", f"the text calls it a {context.kinds[0]}, not a {place.kind}", -1.5)


def _neighbours(place: Place, points: tuple[tuple[float, float], ...]) -> Because | None:
    if not points or place.kind in ("country", "region"):
        return None
    narrow = cos(radians(place.lat))
    distances = sorted(111.2 * hypot(lat - place.lat, (lon - place.lon) * narrow) for lat, lon in points)[
        :4
    ]  # flat-earth distance: good to a few percent at the ranges that matter
    pull = sum(exp(-d / _NEAR_KM) for d in distances) / len(distances)
    note = f"{distances[0]:.0f} km from the nearest place of the text"
    return Because("places.neighbours", note, round(3.0 * pull, 2))
