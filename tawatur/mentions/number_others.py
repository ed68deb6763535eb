"""Amounts without a figure: vague ones, duals, single victims, shares of a place; what one amount tells of another."""

from __future__ import annotations

from itertools import pairwise

import msgspec

from tawatur.lexicon.numbers import Noun
from tawatur.mentions.number_amounts import PhraseAt, may_be_victim, noun, owned_noun, phrase_at, phrase_before, tail_of
from tawatur.mentions.number_figures import bounded, closing
from tawatur.mentions.number_row import AND, PEOPLE, Amount, Row
from tawatur.model import Unit

_LARGE = 20
_VAGUE = ("vague", "vague_few", "vague_after")


def vague(row: Row) -> None:
    """ "عشرات القتلى", "عدة آليات", "عدد من المواقع", "قذائف عدة"."""
    past = 0
    for at in row.opens:
        found = None if at < past or row.taken[at] else phrase_at(row.tokens, at, _VAGUE)
        if found is not None and row.free(found.first, found.last):
            past = found.last if _vague_after(row, found) else _vague_before(row, found)


def _vague_after(row: Row, found: PhraseAt) -> bool:
    """ "قذائف عدة", "براميل متفجرة عدة": the noun stands before, perhaps with an adjective between."""
    if found.phrase.low != 3 or found.glued or found.phrase.kind == "vague_few":
        return False
    if found.phrase.kind == "vague" and tail_of(row.tokens, found.last).noun is not None:
        return False
    for at in (found.first - 1, found.first - 2):
        before = noun(row.keys[at]) if at >= 0 and row.keys[at] and row.free(at, found.first) else None
        if before is not None and before[1].number == 0:
            unit = before[1].unit
            row.put(Amount(at, found.last, len(before[0]), 3, None, unit, "quantities.vague", before[1].lemma))
            return True
    return found.phrase.kind == "vague_after"


def _vague_before(row: Row, found: PhraseAt) -> int:
    tail = tail_of(row.tokens, found.last)
    if found.phrase.kind == "vague_few" and (tail.noun is None or phrase_at(row.tokens, found.first, ("share",))):
        return found.last  # "بعض الأحياء" is a share of the place
    first, glued, keep = found.first, found.glued, found.phrase.keep
    bound = phrase_before(row.tokens, found.first, "bounds")
    if bound is not None:
        first, glued, keep = bound.first, bound.glued, bound.phrase.keep
    large = found.phrase.low >= _LARGE
    end, keep = closing(row, tail.last, keep) if large else (tail.last, keep)
    low, high = bounded(found.phrase.low, found.phrase.high, keep)
    unit: Unit = tail.noun.unit if tail.noun is not None else "person" if large else "other"
    row.put(Amount(first, end, glued, low, high, unit, "quantities.vague", tail.text))
    return end


def duals(row: Row) -> None:
    """ "مدنيان", "قتيلين", "غارتين جويتين"; the definite dual ("الجثتين") is of low priority."""
    for at in row.duals:
        key = row.keys[at]
        found = noun(key) if not row.taken[at] else None
        if found is None or found[1].number != 2 or row.tokens[at].text in row.words["not_nouns"]:
            continue
        if key.endswith(("تي", "تا")) and (at + 1 == len(row.keys) or not row.keys[at + 1]):
            continue  # "سيارتي" at the end of a clause is "my car"
        definite = found[0].endswith("ال")
        tail = tail_of(row.tokens, at)
        car_bomb = at + 1 < len(row.keys) and row.keys[at + 1] in row.words["clusters"]
        unit: Unit = "explosive" if car_bomb else found[1].unit
        if tail.noun is not None and not found[0]:
            unit = tail.noun.unit
        rule = "quantities.definite" if definite else "quantities.dual"
        row.put(Amount(at, max(tail.last, at + 1 + car_bomb), len(found[0]), 2, 2, unit, rule, found[1].lemma))


def singles(row: Row) -> None:
    """A bare singular, "أحد الأشخاص", "آخر", "السيدة": one, of low priority."""
    for at in row.singles:
        key = row.keys[at]
        if row.taken[at]:
            continue
        if key != "واحد" and key.removeprefix(AND) in row.words["one_of"]:
            _one_of(row, at)
        elif key.removeprefix(AND) in row.words["one_words"]:
            if row.before(at, "casualty"):
                row.put(Amount(at, at + 1, int(key.startswith(AND)), 1, 1, "person", "quantities.singular"))
        else:
            _single(row, at)


def _one_of(row: Row, at: int) -> None:
    """ "أحد قادته", "إحدى الطائرات"."""
    following = row.keys[at + 1] if at + 1 < len(row.keys) else ""
    if len(following) < 4:
        return
    found = noun(following) or owned_noun(following)
    glued = int(row.keys[at].startswith(AND))
    default: Unit = "other" if row.keys[at].endswith("ي") else "person"
    unit = found[1].unit if found is not None else default
    counted = found[1].lemma if found is not None else ""
    row.put(Amount(at, at + 2, glued, 1, 1, unit, "quantities.singular", counted), take=False)


def _single(row: Row, at: int) -> None:
    key, text = row.keys[at], row.tokens[at].text
    if not may_be_victim(key):
        return
    found, owned = noun(key), False
    if text in row.words["not_nouns"] or row.before(at, "without"):
        return
    if found is None and not text.endswith("ة"):
        found, owned = owned_noun(key), True
    if found is None or found[1].number != 1 or not found[1].one:
        return
    prefix, counted = found
    if at and row.taken[at - 1] and not prefix and counted.lemma.endswith("ة"):
        return  # "3 عربات مدرعة"
    definite = prefix.endswith("ال")
    if _adjective(row, at, prefix, counted):
        return
    tail = tail_of(row.tokens, at) if not prefix and not owned else None
    unit = tail.noun.unit if tail is not None and tail.noun is not None else counted.unit
    end = max(at + 1, tail.last) if tail is not None else at + 1
    rule = "quantities.definite" if definite else "quantities.singular"
    if end < len(row.keys) and row.keys[end] in row.words["exactly_one"]:
        end, rule = end + 1, "quantities.figure"
    row.put(Amount(at, end, len(prefix), 1, 1, unit, rule, counted.lemma))


def _adjective(row: Row, at: int, prefix: str, counted: Noun) -> bool:
    """Whether "عسكري", "مدني", "إرهابي" describes the word before it ("موقع عسكري") and names nobody."""
    if not counted.lemma.endswith(("ي", "ح")):
        return False
    if prefix.endswith("ال"):
        return True
    return at > 0 and bool(row.keys[at - 1]) and not prefix and not row.before(at, "casualty")


def shares(row: Row) -> None:
    """Shares of a place without a percentage: "نصف", "أجزاء واسعة", "بالكامل", "أكثر من نصف"."""
    past = 0
    for at in row.opens:
        found = phrase_at(row.tokens, at, ("share",)) if at >= past else None
        longer = found is not None and row.number_ends.get(at, 0) > found.last
        counted = at in row.counted  # "ثلاثة أحياء من أصل خمسة"
        each = found is not None and row.keys[at : at + 2] == ["كل", "من"]  # "كل من العراق وسوريا": each
        if (
            found is None or longer or each or counted or any(row.taken[found.first : found.last])
        ):  # "نصف مليون" is a figure
            continue
        row.put(_share(row, found), take=False)
        past = found.last


def _share(row: Row, found: PhraseAt) -> Amount:
    low, high = found.phrase.low, found.phrase.high or 0.0
    first, glued = found.first, found.glued
    bound = phrase_before(row.tokens, found.first, "bounds")
    if bound is not None:
        first, glued = bound.first, bound.glued
        middle = round((low + high) / 2, 2)
        low, high = {"low": (middle, 1.0), "high": (0.0, middle), "both": (low, high)}[bound.phrase.keep]
    return Amount(first, found.last, glued, low, high, "place", "quantities.share", "", (low, high))


def sums(row: Row) -> None:
    """ "امرأة وطفلة", "سيدة وثلاثة من أطفالها": victims joined by و may be one figure; the sum is of low priority."""
    row.out.sort(key=lambda a: (a.first, a.last))
    counted = [a for a in row.out if a.share is None and a.unit in PEOPLE and a.low == a.high]
    for one, two in pairwise(counted):
        joined = one.last == two.first and row.keys[two.first].startswith(AND) and two.glued
        if joined and one.rule in ("quantities.singular", "quantities.dual"):
            unit: Unit = one.unit if one.unit == two.unit else "civilian"
            total = one.low + two.low
            row.put(Amount(one.first, two.last, one.glued, total, total, unit, "quantities.sum"), take=False)


def borrow(row: Row) -> None:
    """Gives "آخرون", "آخر" and "منها" the unit of the amount before them; subsets ("بينهم 4 أطفال") are passed over."""
    row.out.sort(key=lambda a: (a.first, a.last))
    last: Amount | None = None
    for index, amount in enumerate(row.out):
        words = set(row.keys[amount.first : amount.last])
        other = bool(words & (row.words["others"] | row.words["people"])) or amount.counted == ""
        vague_person = amount.rule in ("quantities.bare", "quantities.singular") and amount.unit == "person"
        if last is not None and other and vague_person:
            row.out[index] = msgspec.structs.replace(amount, unit="person" if last.unit == "child" else last.unit)
        subset = amount.first > 0 and row.keys[amount.first - 1] in row.words["subset"]
        if amount.share is None and amount.unit in PEOPLE and not subset:
            last = row.out[index]
