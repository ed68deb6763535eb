"""All places of a report resolved together: countries, governorates, neighbours and kinds decide between candidates."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tawatur.gazetteer import Context, Match, Place, Words, best_first, score
from tawatur.mentions.place_scan import Hit, Wd
from tawatur.model import PlaceKind

_SETTLED: tuple[PlaceKind, ...] = ("city", "village", "district")
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
    """What the report as a whole speaks of: a weight per country, and the governorates per sentence."""

    countries: tuple[tuple[str, float], ...] = ()
    admins: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def country(self) -> str:
        return self.countries[0][0] if self.countries else ""


def picture(hits: list[Hit], words: list[list[Wd]], lists: Words) -> Picture:
    """Countries named or meant, weighed; governorates named, by sentence."""
    weight: Counter[str] = Counter()
    admins: dict[int, list[str]] = {}
    for hit in hits:
        own = [p for p, is_own in hit.places if is_own]
        countries = {p.country for p in own if p.country}
        if len(countries) == 1 and not hit.weak:
            weight[next(iter(countries))] += 1.0 if own[0].kind == "country" else 2.0
        elif hit.located and len(countries) <= 3:
            for country in countries:
                weight[country] += 0.5 / len(countries)
        for place in own:
            if place.admin and place.kind in ("governorate", "city") and (hit.kind or hit.part or place.kind != "city"):
                admins.setdefault(hit.sentence, []).append(place.admin)
    for sentence in words:
        for word in sentence:
            for country in _nationality(word.key, lists):
                weight[country] += 0.4
    total = sum(weight.values())
    shares = tuple((c, w / total) for c, w in sorted(weight.items(), key=lambda t: (-t[1], t[0]))) if total else ()
    return Picture(shares, {s: tuple(dict.fromkeys(a)) for s, a in admins.items()})


def _nationality(key: str, lists: Words) -> tuple[str, ...]:
    found = lists.nationalities.get(key)
    return (found,) if found else ()


def resolve(hits: list[Hit], about: Picture) -> list[Resolved]:
    """The reading of every hit. Two rounds: first by country, governorate and kind; then by the neighbours as well."""
    first = [_best(hit, about, ()) for hit in hits]
    points = [_point(r) for r in first]
    out = []
    for n, hit in enumerate(hits):
        near = [
            p
            for m, p in enumerate(points)
            if p is not None and m != n and abs(hits[m].sentence - hit.sentence) <= 3 and hits[m].key != hit.key
        ]
        out.append(_best(hit, about, tuple(dict.fromkeys(near))))
    return out


def _point(resolved: Resolved) -> tuple[float, float] | None:
    place, matches = resolved.place, resolved.matches
    if place is None or resolved.hit.weak or place.kind in ("country", "region"):
        return None
    sure = len(matches) == 1 or matches[0].score - matches[1].score > 1.0 or _close(matches[0].place, matches[1].place)
    return (place.lat, place.lon) if sure else None


def _close(a: Place, b: Place) -> bool:
    return abs(a.lat - b.lat) < 0.5 and abs(a.lon - b.lon) < 0.5


def _best(hit: Hit, about: Picture, points: tuple[tuple[float, float], ...]) -> Resolved:
    context = Context(about.countries, about.admins.get(hit.sentence, ()), points, _kinds(hit))
    matches = best_first([score(p, (0.0 if own else -1.5) + _bare(hit, p), context) for p, own in hit.places])
    top = matches[0].place
    why_not = _misfit(hit, matches[0], about)
    return Resolved(hit, matches, None if why_not else top, why_not)


def _kinds(hit: Hit) -> tuple[PlaceKind, ...]:
    if hit.kind is not None:
        return hit.kind.kinds
    return _COUNTRYSIDE if hit.part == "countryside" else ()


def _bare(hit: Hit, place: Place) -> float:
    """A bare name that is a town and a governorate means the town; with "countryside" the governorate."""
    if hit.kind is not None:
        return 0.0
    wanted = "governorate" if hit.part == "countryside" else "city"
    return 1.5 if place.kind == wanted else 0.0


def _misfit(hit: Hit, best: Match, about: Picture) -> str:
    """Why the best candidate is not what the text means; empty if nothing speaks against it."""
    place = best.place
    if place.kind == "country" or not about.countries or not place.country:
        return ""
    share = dict(about.countries).get(place.country, 0.0)
    least = 0.08 if hit.weak else 0.001
    if share < least and place.population < 300_000 and place.kind in _SETTLED:
        return f"the only {place.name} known is in {place.country}, of which the text does not speak"
    return ""
