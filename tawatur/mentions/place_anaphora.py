"""Words that stand for a place named elsewhere: "المدينة", "هذه المنطقة", "المطار", "ريفها", "البلاد"."""

from __future__ import annotations

from collections import Counter

from tawatur.gazetteer import Gazetteer, KindWord, Place, Words, phrase_key
from tawatur.mentions.place_phrases import joined
from tawatur.mentions.place_resolve import Picture, Resolved
from tawatur.mentions.place_scan import Hit, Wd, in_table, stripped
from tawatur.model import PlaceKind

_LOOSE = {"city", "town", "village", "quarter", "area", "governorate", "district", "subdistrict", "pocket"}
"""Kind words that stand for any place of their kinds; the others ("airport") only for one that was called so."""
_ACCEPTS: dict[str, tuple[PlaceKind, ...]] = {
    "city": ("city",),
    "town": ("village", "city"),
    "village": ("village",),
    "quarter": ("district",),
    "area": ("district", "village", "city", "region", "governorate", "other"),
    "governorate": ("governorate",),
    "district": ("district", "city"),
    "subdistrict": ("district", "village", "city"),
    "pocket": ("region", "city", "village", "district"),
}
_LEAST_SHARE = 0.08
"""Places of countries that the text hardly speaks of are nobody's antecedent."""
_PRONOUN_KINDS: tuple[PlaceKind, ...] = ("city", "village", "district", "governorate", "region", "country")


def anaphors(number: int, words: list[Wd], hits: list[Hit], lists: Words) -> list[Hit]:
    """The words of one sentence, outside its names, that may stand for a place: hits without candidates."""
    taken = {i for hit in hits for i in range(hit.first, hit.last + 1)}
    out = []
    for at, word in enumerate(words):
        if word.marks.stands and at not in taken:
            hit = _anaphor(number, at, word, words, lists)
            if hit is not None:
                out.append(hit)
    return out


def _anaphor(number: int, at: int, word: Wd, words: list[Wd], lists: Words) -> Hit | None:
    following = words[at + 1].key if at + 1 < len(words) and not words[at + 1].broken else ""
    for stem, clitics in stripped(word.key):
        if stem in lists.anaphors and not _is_adjective(following, lists) and following not in lists.not_after_anaphor:
            return Hit(number, at, at, stem, clitics, (), True, start_word=at, end_word=at)
        if stem in lists.country_anaphors:
            return Hit(number, at, at, stem, clitics, (), True, start_word=at, end_word=at)
        for ending in ("ها", "ه"):
            part = stem.removesuffix(ending)
            if part != stem and (part in lists.pronoun_parts or (part in lists.directions and ending == "ها")):
                hit = Hit(number, at, at, "", clitics, (), True, start_word=at, end_word=at)
                hit.part, hit.direction = lists.parts.get(part, ""), lists.directions.get(part, "")
                return hit
    return None


def sides(number: int, words: list[Wd], taken: set[int], lists: Words) -> list[Hit]:
    """Parts named by a direction alone: "الأحياء الشرقية", "الريف الشمالي" of a place named elsewhere."""
    out = []
    for at in range(len(words) - 1):
        found = words[at].marks.part
        if found is None or at in taken:
            continue
        last, direction = at, ""
        while last + 1 < len(words) and not words[last + 1].broken and last - at < 2 and last + 1 not in taken:
            side = lists.adjectives.get(words[last + 1].key)
            if side is None or side == "C":
                break
            last, direction = last + 1, joined(direction, side)
        if direction and last + 1 not in taken and not _goes_on(words, last + 1, lists):
            hit = Hit(number, at, last, "", found[1], (), True, start_word=at, end_word=last)
            hit.part, hit.direction = lists.parts.get(found[0], "parts"), direction
            out.append(hit)
    return out


def _goes_on(words: list[Wd], at: int, lists: Words) -> bool:
    """Whether the next word ties the part to a name: "من حلب", "لمدينة حلب", "للفرات"."""
    if at >= len(words) or words[at].broken:
        return False
    key = words[at].key
    return key in lists.of_words or key.startswith("لل") or (key.startswith("ل") and key[1:] in lists.kinds)


def lands(number: int, words: list[Wd], taken: set[int], lists: Words, gazetteer: Gazetteer) -> list[Hit]:
    """Countries meant by an adjective: "الأراضي السورية", "الأجواء العراقية"."""
    out = []
    for at in range(1, len(words)):
        country = words[at].marks.country
        if not country or {at, at - 1} & taken or words[at].broken or not in_table(words[at - 1].key, lists.lands):
            continue
        place = gazetteer.get(f"country:{country}")
        if place is not None:
            clitics = next(c for s, c in stripped(words[at - 1].key) if s in lists.lands)
            hit = Hit(number, at - 1, at, words[at].key, clitics, ((place, True),), start_word=at - 1, end_word=at)
            hit.located = True
            out.append(hit)
    return out


def _is_adjective(key: str, lists: Words) -> bool:
    """Whether the next word makes it something else: "المنطقة العسكرية", "المدينة القديمة"."""
    if key in lists.adjectives or key in lists.nationalities:
        return False
    return key.startswith("ال") and (key.endswith(("يه", "ي")) or key in lists.not_after_anaphor)


class Antecedents:
    """What the places named in a report can be called, and which of them a later word means."""

    def __init__(self, resolved: list[Resolved], gazetteer: Gazetteer, lists: Words, about: Picture) -> None:
        shares = dict(about.shares(""))
        self._all = sorted((r for r in resolved if r.place), key=lambda r: (r.hit.sentence, r.hit.first))
        self._named = [r for r in self._all if r.place and shares.get(r.place.country, 0.0) >= _LEAST_SHARE]
        self._gazetteer, self._lists, self._about = gazetteer, lists, about
        self._count = Counter(r.place.id for r in self._named if r.place)

    def of(self, hit: Hit) -> tuple[Place, str] | None:
        """The place that the word means and the sentence that says why; `None` if nothing fits."""
        if hit.key in self._lists.country_anaphors:
            return self._country(hit)
        if not hit.key and hit.part == "countryside" and hit.last > hit.first:
            return self._governorate(hit)
        if not hit.key:
            return self._nearest(hit, _has_parts, "its pronoun")
        bare = hit.key.removeprefix("ال")
        kind = self._lists.kinds.get(bare)
        if hit.key == "العاصمه":
            return self._nearest(hit, _is_capital, "the capital")
        if kind is None or kind.english not in _LOOSE:
            return self._typed(hit, bare)
        return self._nearest(hit, lambda r: _fits(r, kind), f"the {kind.english}", kind.english)

    def _country(self, hit: Hit) -> tuple[Place, str] | None:
        beside = next((r.place for r in self._closest(hit) if r.place and r.hit.sentence == hit.sentence), None)
        iso = beside.country if beside is not None and beside.country else self._about.country
        country = self._gazetteer.get(f"country:{iso}") if iso else None
        note = (
            f"the country of {beside.name}, named beside it" if beside else "the country that the text is mostly about"
        )
        return None if country is None else (country, note)

    def _governorate(self, hit: Hit) -> tuple[Place, str] | None:
        """The governorate whose "western countryside" is meant: that of the closest place."""
        for r in self._closest(hit)[:3]:
            admin = r.place.admin if r.place else ""
            for place, _ in self._gazetteer.find(phrase_key(f"{admin} Governorate")) if admin else ():
                return place, f"the governorate of {r.place.name if r.place else ''}, named beside it"
        return self._nearest(hit, _has_parts, "its place")

    def _typed(self, hit: Hit, bare: str) -> tuple[Place, str] | None:
        called = self._nearest(hit, lambda r: _is_called(r, bare), f"the {bare} named before")
        if called is not None:
            return called
        for r in self._closest(hit)[:4]:
            for name in r.place.names_ar[:2] if r.place and r.place.kind in ("city", "village") else ():
                for place, own in self._gazetteer.find(f"{bare} {phrase_key(name)}"):
                    if own and place.country == r.place.country:  # type: ignore[union-attr]
                        return place, f"the {bare} of {r.hit.key}, which is named near it"
        return None

    def _nearest(self, hit: Hit, fits: object, what: str, called: str = "") -> tuple[Place, str] | None:
        for r in self._closest(hit, called):
            if fits(r) and r.place is not None:  # type: ignore[operator]
                before = (r.hit.sentence, r.hit.first) < (hit.sentence, hit.first)
                return r.place, f"{what} {'named before' if before else 'named after'}: {r.place.name}"
        return None

    def _closest(self, hit: Hit, called: str = "") -> list[Resolved]:
        """Named places, the likeliest first: earlier in the sentence, then sentences before, then what comes after; one
        that the text has `called` so ("city") counts as two sentences closer."""

        def rank(r: Resolved) -> tuple[int, int, int]:
            gap = hit.sentence - r.hit.sentence
            if gap == 0 and r.hit.first < hit.first:
                return (0, 0, hit.first - r.hit.first)
            if gap > 0:
                frequent = self._count[r.place.id] if r.place else 0
                so = 2 if called and r.hit.kind is not None and r.hit.kind.english == called else 0
                return (1, gap - min(frequent, 4) - so, -r.hit.first)
            return (2, -gap, r.hit.first)

        return sorted(self._named, key=rank)


def _has_parts(r: Resolved) -> bool:
    """Whether a pronoun may mean it: a place that is not itself only the countryside of one."""
    return r.place is not None and r.place.kind in _PRONOUN_KINDS and r.hit.part != "countryside"


def _fits(r: Resolved, kind: KindWord) -> bool:
    if r.place is None:
        return False
    if r.hit.kind is not None and r.hit.kind.english == kind.english:
        return r.place.kind != "country"
    return r.place.kind in _ACCEPTS.get(kind.english, ()) and r.hit.part != "countryside"


def _is_called(r: Resolved, bare: str) -> bool:
    if r.place is None:
        return False
    return bare in r.hit.key.split() or any(bare in phrase_key(n).split() for n in r.place.names_ar[:3])


def _is_capital(r: Resolved) -> bool:
    return r.place is not None and any(" " in n and n.split()[0] == "العاصمة" for n in r.place.names_ar)
