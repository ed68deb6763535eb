"""From a resolved name to a mention: is there evidence enough, where is the point, how precise is it, and why."""

from __future__ import annotations

from math import cos, radians

import msgspec

from tawatur.gazetteer import WAR_COUNTRIES, Gazetteer, Match, Place, Words, distance_km, phrase_key, stretch
from tawatur.mentions.place_resolve import Resolved
from tawatur.mentions.place_scan import Hit, Wd, in_table, is_listed
from tawatur.mentions.place_unknown import Named
from tawatur.model import Because, Candidate, Mention, PlaceKind, PlaceRef, Span, Unknown, content_id
from tawatur.passages.document import Document

_BEARING = {
    "N": (1.0, 0.0), "S": (-1.0, 0.0), "E": (0.0, 1.0), "W": (0.0, -1.0),
    "NE": (0.7, 0.7), "NW": (0.7, -0.7), "SE": (-0.7, 0.7), "SW": (-0.7, -0.7),
}  # fmt: skip
_ENGLISH = {
    "N": "northern", "S": "southern", "E": "eastern", "W": "western",
    "NE": "northeastern", "NW": "northwestern", "SE": "southeastern", "SW": "southwestern",
}  # fmt: skip
_ARABIC = {
    "N": "شمال", "S": "جنوب", "E": "شرق", "W": "غرب",
    "NE": "شمال شرق", "NW": "شمال غرب", "SE": "جنوب شرق", "SW": "جنوب غرب",
}  # fmt: skip
_PRECISION: dict[PlaceKind, int] = {
    "city": 1, "village": 1, "base": 1, "crossing": 1, "other": 1, "district": 3, "governorate": 4, "region": 5,
    "river": 5, "road": 5, "border": 5, "country": 6,
}  # fmt: skip
_LOCAL = {"city", "village", "district", "base", "crossing"}
_NARROW = {"centre", "surroundings", "outskirts", "entrance", "axis", "sky"}


def evident(resolved: Resolved, words: list[Wd], lists: Words) -> bool:
    """Whether the words show that the name is used as a place here."""
    hit, top = resolved.hit, resolved.matches[0]
    if (
        top.place.kind == "country"
        and hit.key.endswith("ه")
        and hit.kind is not None
        and "country" not in hit.kind.kinds
    ):
        return False  # "مدينة سورية": an adjective
    near_spelling = next((not own for p, own in hit.places if p.id == top.place.id), False)
    if hit.weak or near_spelling:
        return _of_its_country(hit, top, words, lists) or _is_shown(resolved, top, near_spelling, lists)
    if hit.kind is not None or hit.part:
        return True
    before = words[hit.start_word - 1].key if hit.start_word and not words[hit.start_word].broken else ""
    if before and not hit.clitics and in_table(before, lists.bodies):
        return False
    if any(m.place.kind == "country" for m in resolved.matches):
        return hit.located
    return resolved.place is not None


def _of_its_country(hit: Hit, top: Match, words: list[Wd], lists: Words) -> bool:
    """Whether the adjective of its country follows: "الباب السورية"."""
    after = words[hit.last + 1].key if hit.last + 1 < len(words) and not words[hit.last + 1].broken else ""
    return lists.nationalities.get(after) == top.place.country and hit.located and is_listed(top.place)


def _is_shown(resolved: Resolved, top: Match, near_spelling: bool, lists: Words) -> bool:
    """Evidence for a name that is a common word, or spelt only nearly so: a fitting kind word, or both a preposition
    and a neighbour."""
    hit, place = resolved.hit, top.place
    if near_spelling and (hit.key in lists.weak or (hit.kind is None and (hit.clitics or len(hit.key) < 5))):
        return False
    here = is_listed(place) or place.country in WAR_COUNTRIES
    if hit.kind is not None and place.kind in hit.kind.kinds:
        return here or hit.kind.english == "city"
    if not hit.located or not here:
        return False
    if place.kind == "country" and not near_spelling:
        return True
    return resolved.place is not None and (_supported(top) or (hit.key not in lists.weak and _expected(top)))


def _expected(match: Match) -> bool:
    """Whether a preposition is evidence enough: a large city, or a listed one of the country that the text is about."""
    place = match.place
    share = next((b.score or 0.0 for b in match.because if b.rule == "places.country"), 0.0)
    return place.population >= 500_000 or (place.kind == "city" and is_listed(place) and share >= 1.0)


def _supported(match: Match) -> bool:
    reasons = {b.rule: b.score or 0.0 for b in match.because}
    return reasons.get("places.admin", 0.0) > 0 or reasons.get("places.neighbours", 0.0) >= 1.2


def mention_of(
    document: Document, at: Resolved, words: list[Wd], gazetteer: Gazetteer, others: list[Resolved]
) -> Mention:
    """The mention of one resolved name."""
    resolved = at
    hit = resolved.hit
    span = _span(hit, words)
    candidates = _candidates(resolved.matches)
    place = resolved.place or resolved.matches[0].place
    place, direction = _region(place, hit.direction, gazetteer)
    because = resolved.matches[0].because
    if place.kind in ("river", "border"):
        place, why = _stretch_of(place, hit, others)
        because += why
    value = reference(place, span.of(document.report.text), hit.part, direction)
    return _mention(document, span, value, candidates, because)


def anaphor_mention(
    document: Document, hit: Hit, words: list[Wd], found: tuple[Place, str], gazetteer: Gazetteer
) -> Mention:
    """The mention of a word that stands for a place named elsewhere."""
    span = _span(hit, words)
    place, direction = _region(found[0], hit.direction, gazetteer)
    value = reference(place, span.of(document.report.text), hit.part, direction)
    return _mention(document, span, value, (), (Because("places.anaphor", f"stands for {found[1]}"),))


def unknown_mention(document: Document, named: Named, words: list[Wd], resolved: list[Resolved]) -> Mention:
    """A name after a kind word that no gazetteer has: the one place of the same consonants, else somewhere near the
    places named beside it, else unknown."""
    span = Span(words[named.start].token.start + named.cut, words[named.last].token.end)
    near = _beside(named.sentence, named.first, resolved)
    if len(named.matches) == 1 and (near is None or _apart(named.matches[0].place, near) < 80):
        match = named.matches[0]
        value = reference(match.place, span.of(document.report.text))
        return _mention(document, span, value, _candidates(named.matches), match.because)
    name = document.report.text[max(words[named.first].token.start, span.start) : span.end]
    return _placed(document, (span, name, "no gazetteer has it"), named.kind.kinds[0], near, _candidates(named.matches))


def misfit_mention(document: Document, at: Resolved, words: list[Wd], resolved: list[Resolved]) -> Mention:
    """A name whose candidates all lie elsewhere: near the places named beside it, else unknown."""
    hit = at.hit
    span = _span(hit, words)
    name = document.report.text[words[hit.first].token.start : words[hit.last].token.end]
    near = _beside(hit.sentence, hit.first, resolved)
    kind: PlaceKind = hit.kind.kinds[0] if hit.kind is not None else "other"
    return _placed(document, (span, name, at.why_not), kind, near, _candidates(at.matches))


def _placed(
    document: Document, what: tuple[Span, str, str], kind: PlaceKind, near: Place | None,
    candidates: tuple[Candidate, ...],
) -> Mention:  # fmt: skip
    """A name known only by the place beside it: its point with a wide radius; unknown if there is none."""
    span, name, why = what
    text = span.of(document.report.text)
    if near is None:
        reason = f"{text}: {why}, and no place near it is named"
        return _mention(document, span, Unknown(reason), candidates, (Because("places.unknown", reason),))
    wide = near.kind in ("governorate", "region")
    radius = max(near.radius_km, 30.0)
    value = PlaceRef(text, name, near.lat, near.lon, kind, "", near.country, radius, geo_precision=4 if wide else 3)
    note = f"{why}; near {near.name}, which is named beside it"
    return _mention(document, span, value, candidates, (Because("places.near", note),))


def _beside(sentence: int, first: int, resolved: list[Resolved]) -> Place | None:
    """The place that an unknown name lies in or near: one of its sentence, the closest, else of the sentence before;
    moved to the part and direction that the text gives ("ريف حماة الشرقي")."""
    for back in (0, 1):
        here = [r for r in resolved if r.place and r.hit.sentence == sentence - back]
        fit = [r for r in here if r.place and r.place.kind not in ("country", "border", "river", "road")]
        if fit:
            closest = min(fit, key=lambda r: (abs(r.hit.first - first), r.hit.first))
            return _shifted(closest)
    return None


def _shifted(resolved: Resolved) -> Place | None:
    place, hit = resolved.place, resolved.hit
    if place is None or not (hit.part or hit.direction):
        return place
    lat, lon, radius = _moved(place, hit.part, hit.direction)
    kind, name = _narrowed(place, hit.part, hit.direction)
    return msgspec.structs.replace(
        place, name=name, kind=kind, lat=lat, lon=lon, radius_km=max(radius, place.radius_km)
    )


def _apart(a: Place, b: Place) -> float:
    return distance_km((a.lat, a.lon), (b.lat, b.lon))


def _region(place: Place, direction: str, gazetteer: Gazetteer) -> tuple[Place, str]:
    """A country with a direction is the region of that name, if the gazetteer has it ("شمال غرب سوريا")."""
    if place.kind == "region" and direction and (country := gazetteer.get(f"country:{place.country}")):
        place = country if not place.admin else place
    if place.kind != "country" or not direction or not place.names_ar:
        return place, direction
    key = f"{_ARABIC[direction]} {phrase_key(place.names_ar[0])}" if direction in _ARABIC else ""
    own = [p for p, is_own in gazetteer.find(key) if is_own and p.country == place.country]
    return (own[0], "") if own else (place, direction)


def _stretch_of(place: Place, hit: Hit, others: list[Resolved]) -> tuple[Place, tuple[Because, ...]]:
    """The stretch of a river or border that is nearest to the place named closest to it, if one lies by it."""
    local = [r for r in others if r.place and r.place.kind in _LOCAL and not r.hit.weak]
    for r in sorted(local, key=lambda r: (abs(r.hit.sentence - hit.sentence), abs(r.hit.first - hit.first)))[:3]:
        if r.place is not None and (found := stretch(place.name, (r.place.lat, r.place.lon))) and found[1] < 40.0:
            (lat, lon), km = found
            moved = msgspec.structs.replace(place, lat=lat, lon=lon, radius_km=15.0)
            return moved, (Because("places.stretch", f"its stretch {km:.0f} km from {r.place.name}, named near it"),)
    return place, ()


def _span(hit: Hit, words: list[Wd]) -> Span:
    return Span(words[hit.start_word].token.start + hit.start_cut, words[hit.end_word].token.end)


def _candidates(matches: tuple[Match, ...]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(m.place.name, m.score, "; ".join(b.note for b in m.because), m.place.id) for m in matches[:5]
    )


def _mention(
    document: Document, span: Span, value: PlaceRef | Unknown, candidates: tuple[Candidate, ...],
    because: tuple[Because, ...],
) -> Mention:  # fmt: skip
    report = document.report.id
    marked = tuple(Because(b.rule, b.note, b.score, (*b.spans, span)) for b in because)
    return Mention(
        content_id("m", report, "place", span.start, span.end), report, span, "place", value, candidates, marked
    )


def reference(place: Place, text: str, part: str = "", direction: str = "") -> PlaceRef:
    """The place, narrowed to a part and direction: named, moved and given a precision accordingly."""
    if (part == "villages" and place.kind in ("city", "village")) or (part == "quarters" and place.kind == "district"):
        part = ""  # "بلدات كفركلا": the plural of a list, not a part of the town
    lat, lon, radius = _moved(place, part, direction)
    kind, name = _narrowed(place, part, direction)
    precision = _precision(place, kind, part, direction)
    return PlaceRef(text, name, lat, lon, kind, place.id, place.country, round(radius, 1), part, direction, precision)


def _precision(place: Place, kind: PlaceKind, part: str, direction: str) -> int:
    """UCDP GED's geo-precision: 1 exact, 2 near, 3 district, 4 governorate, 5 region or line, 6 country."""
    if part == "countryside":
        return 4
    if place.kind in ("country", "region", "governorate", "river", "road", "border"):
        return _PRECISION[kind]
    if place.kind == "district" and place.radius_km >= 15:
        return 3
    return 2 if part in _NARROW or direction or place.radius_km > 12 else 1


def _moved(place: Place, part: str, direction: str) -> tuple[float, float, float]:
    if direction not in _BEARING:
        return place.lat, place.lon, place.radius_km + (10.0 if part in _NARROW else 0.0)
    reach = _reach(place, part)
    north, east = _BEARING[direction]
    lat = place.lat + north * reach / 111.0
    lon = place.lon + east * reach / (111.0 * max(0.2, cos(radians(place.lat))))
    return round(lat, 4), round(lon, 4), max(reach, 5.0) if reach < 100 else place.radius_km * 0.5


def _reach(place: Place, part: str) -> float:
    """How far from its centre a direction of a place lies, in km."""
    if place.kind in ("country", "region", "governorate"):
        return min(0.55 * place.radius_km, 400.0) if place.kind != "governorate" else min(0.35 * place.radius_km, 40.0)
    if part == "countryside":
        return 20.0
    return 3.0 if part or place.kind != "city" else 5.0


def _narrowed(place: Place, part: str, direction: str) -> tuple[PlaceKind, str]:
    name = place.name.removesuffix(" Governorate")
    side = _ENGLISH.get(direction, "")
    if part == "countryside":
        return "region", " ".join(x for x in (side, name, "countryside") if x)
    if part in ("quarters", "parts", "villages", "countrysides") and side:
        kind: PlaceKind = "district" if place.kind in ("city", "village", "district") else "region"
        return kind, f"{side} {name}"
    if side and place.kind in ("country", "region", "governorate"):
        return "region", f"{side} {name}"
    if side and place.kind in ("city", "river"):
        return ("river" if place.kind == "river" else "region"), f"{side} {name}"
    return place.kind, place.name
