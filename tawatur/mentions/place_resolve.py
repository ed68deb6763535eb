"""All places of a report resolved together: countries, governorates, neighbours and kinds decide between candidates."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tawatur.gazetteer import Context, Match, Place, best_first, distance_km, reasons, weighed
from tawatur.mentions.place_scan import Hit, Wd, is_listed
from tawatur.model import Because, PlaceKind

_SETTLED: tuple[PlaceKind, ...] = ("city", "village", "district")
_FAR_KM = 120.0
_COUNTRYSIDE: tuple[PlaceKind, ...] = ("governorate", "city")


@dataclass(slots=True)
class Resolved:
    """A hit with its candidates, best first; `place` is `None` where none wins, and `why_not` says why."""

    hit: Hit
    matches: tuple[Match, ...]
    place: Place | None
    why_not: str = ""


@dataclass(slots=True)
class Picture:
    """What the report as a whole speaks of: a weight per country and what each name contributes to it, and the
    governorates by sentence."""

    weight: Counter[str] = field(default_factory=Counter)
    own: dict[str, Counter[str]] = field(default_factory=dict)
    admins: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _shares: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)

    @property
    def country(self) -> str:
        """The country that most of the text is about; empty if it names none."""
        return self.shares("")[0][0] if self.weight else ""

    def shares(self, key: str) -> tuple[tuple[str, float], ...]:
        """Each country's share of the weight, largest first, without what the name `key` itself adds: a name is no
        evidence of its own country, unless the text has no other."""
        cached = self._shares.get(key)
        if cached is None:
            rest = self.weight - self.own[key] if key in self.own else self.weight
            weights = rest if rest else self.weight
            total = sum(weights.values())
            ranked = sorted(weights.items(), key=lambda t: (-t[1], t[0]))
            cached = self._shares[key] = tuple((c, w / total) for c, w in ranked if w > 0)
        return cached


def picture(hits: list[Hit], words: list[list[Wd]]) -> Picture:
    """Countries named or meant, weighed; governorates named, by sentence."""
    out = Picture()
    admins: dict[int, list[str]] = {}
    for hit in hits:
        own = [p for p, is_own in hit.places if is_own]
        countries = {p.country for p in own if p.country}
        if len(countries) == 1 and not hit.weak:
            _add(out, hit.key, countries, 1.0 if own[0].kind == "country" else 2.0)
        elif hit.located and 1 <= len(countries) <= 3:
            _add(out, hit.key, countries, 0.5 / len(countries))
        for place in own:
            if place.admin and place.kind in ("governorate", "city") and (hit.kind or hit.part or place.kind != "city"):
                admins.setdefault(hit.sentence, []).append(place.admin)
    for sentence in words:
        for word in sentence:
            if word.marks.country:
                out.weight[word.marks.country] += 0.4  # type: ignore[assignment]
    out.admins = {s: tuple(dict.fromkeys(a)) for s, a in admins.items()}
    return out


def _add(about: Picture, key: str, countries: set[str], weight: float) -> None:
    for country in countries:
        about.weight[country] += weight  # type: ignore[assignment]
        about.own.setdefault(key, Counter())[country] += weight  # type: ignore[assignment]


def resolve(hits: list[Hit], about: Picture) -> list[Resolved]:
    """The reading of every hit. Two rounds: first by country, governorate and kind; then by the neighbours as well."""
    known = [_known(hit, about) for hit in hits]
    first = [_best(hit, why, about, ()) for hit, why in zip(hits, known, strict=True)]
    sure = [(r.hit.sentence, r.hit.key, point) for r in first if (point := _point(r)) is not None]
    out = []
    for alone, why in zip(first, known, strict=True):
        hit = alone.hit
        low, high, key = hit.sentence - 3, hit.sentence + 3, hit.key
        near = [point for sentence, other, point in sure if low <= sentence <= high and other != key]
        wide = all(place.kind in ("country", "region") for place, _ in hit.places)  # no neighbour moves these
        out.append(_best(hit, why, about, tuple(dict.fromkeys(near))) if near and not wide else alone)
    return out


Known = list[tuple[Place, tuple[Because, ...]]]
"""The candidates of a name, each with the reasons that do not depend on its neighbours."""


def _known(hit: Hit, about: Picture) -> Known:
    context = Context(about.shares(hit.key), about.admins.get(hit.sentence, ()), (), _kinds(hit))
    return [(p, reasons(p, (0.0 if own else -1.5) + _bare(hit, p), context)) for p, own in hit.places]


def _point(first: Resolved) -> tuple[float, float] | None:
    """Where a name surely lies before its neighbours are asked; `None` if that is open."""
    place, matches = first.place, first.matches
    if first.hit.weak or place is None or place.kind in ("country", "region"):
        return None
    sure = len(matches) == 1 or matches[0].score - matches[1].score > 1.0 or _close(matches[0].place, matches[1].place)
    return (place.lat, place.lon) if sure else None


def _close(a: Place, b: Place) -> bool:
    return abs(a.lat - b.lat) < 0.5 and abs(a.lon - b.lon) < 0.5


def _best(hit: Hit, known: Known, about: Picture, points: tuple[tuple[float, float], ...]) -> Resolved:
    matches = best_first([weighed(place, why, points) for place, why in known])
    top = matches[0].place
    admins = about.admins.get(hit.sentence, ())
    why_not = _misfit(hit, matches[0], about.shares(hit.key)) or _too_far(hit, matches[0], admins, points)
    return Resolved(hit, matches, None if why_not else top, why_not)


def _kinds(hit: Hit) -> tuple[PlaceKind, ...]:
    if hit.kind is not None:
        return hit.kind.kinds
    return _COUNTRYSIDE if hit.part == "countryside" else ()


def _bare(hit: Hit, place: Place) -> float:
    """A bare name that is a town and a governorate means the town, with "countryside" the governorate; one that is a
    country and its capital (الكويت) the country."""
    if hit.kind is not None:
        return 0.0
    if any(p.kind == "country" for p, own in hit.places if own):
        return 4.0 if place.kind == "country" else 0.0
    wanted = "governorate" if hit.part == "countryside" else "city"
    return 1.5 if place.kind == wanted else 0.0


def _misfit(hit: Hit, best: Match, shares: tuple[tuple[str, float], ...]) -> str:
    """Why the best candidate is not what the text means; empty if nothing speaks against it."""
    place = best.place
    if place.kind == "country" or not shares or not place.country:
        return ""
    share = next((share for country, share in shares if country == place.country), 0.0)
    least = 0.08 if hit.weak and hit.kind is None else 0.001
    if hit.kind is not None and place.kind not in hit.kind.kinds:
        least = 0.3
    if share < least and place.population < 300_000 and place.kind in _SETTLED:
        return f"the only {place.name} known is in {place.country}, of which the text does not speak"
    return ""


def _too_far(hit: Hit, best: Match, admins: tuple[str, ...], points: tuple[tuple[float, float], ...]) -> str:
    """Why a small place is not meant: everything else that the sentences around it name is far away."""
    place = best.place
    small = place.kind in ("village", "district") and place.population < 20_000
    if not small or len(points) < 2 or place.admin in admins:
        return ""
    if not admins and hit.kind is not None and place.kind in hit.kind.kinds and is_listed(place):
        return ""
    nearest = min(distance_km((place.lat, place.lon), point) for point in points)
    if nearest < _FAR_KM:
        return ""
    return f"{place.name} is {nearest:.0f} km from every place named near it"
