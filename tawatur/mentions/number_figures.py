"""Amounts with a figure in digits or words: with their bound, their noun, a second figure, a percent sign."""

from __future__ import annotations

from typing import Literal

from tawatur.languages.tokens import Token
from tawatur.lexicon.numbers import number_lexicon
from tawatur.mentions.number_amounts import (
    PhraseAt,
    Tail,
    is_label,
    noun,
    owned_noun,
    phrase_at,
    phrase_before,
    tail_of,
)
from tawatur.mentions.number_row import AND, Amount, Row
from tawatur.mentions.number_words import Number
from tawatur.model import Frozen, Unit

Keep = Literal["low", "high", "both"]


_YEARS = ("عام", "سنة")


class Opening(Frozen, frozen=True):
    """Where the phrase of a figure begins with its bound, the particles glued there, which end the figure is."""

    first: int
    glued: int
    keep: Keep


def bounded(low: float, high: float | None, keep: str) -> tuple[float, float | None]:
    """The range that a bound makes of a figure: "more than N" is open above, "fewer than N" starts at 0."""
    if keep == "low":
        return low, None
    return (0.0, high) if keep == "high" else (low, high)


def opening(row: Row, number: Number) -> Opening:
    """ "نحو", "أكثر من", "ما لا يقل عن نحو" before a figure."""
    at = number.first
    if at and row.keys[at - 1] in ("ال", "ل", "ب") and number.kind == "digits":
        at -= 1
    before = phrase_before(row.tokens, at, "bounds")
    if before is None:
        return Opening(at, len(number.prefix) if at == number.first else 0, "both")
    outer = phrase_before(row.tokens, before.first, "bounds")
    if outer is None:
        return Opening(before.first, before.glued, before.phrase.keep)
    keep = outer.phrase.keep if outer.phrase.keep != "both" else before.phrase.keep
    return Opening(outer.first, outer.glued, keep)


def closing(row: Row, at: int, keep: Keep) -> tuple[int, Keep]:
    """ "على الأقل", "أو أكثر" behind the noun, perhaps after one or two words that describe it."""
    for here in range(at, min(at + 3, len(row.tokens))):
        tail = phrase_at(row.tokens, here, ("tails",))
        if tail is not None and tail.glued == 0 and not _opens_another(row, tail.last):
            return tail.last, tail.phrase.keep if tail.phrase.keep != "both" else keep
        if not row.keys[here] or row.keys[here] in row.words["subset"] or row.keys[here].startswith(AND):
            break
    return at, keep


def _opens_another(row: Row, end: int) -> bool:
    """Whether "وأكثر" begins the next amount: "10 قذائف وأكثر من 20 صاروخا"."""
    return row.keys[end - 1] in ("اكثر", "واكثر", "فاكثر", "اقل") and row.keys[end : end + 1] == ["من"]


def figures(row: Row) -> None:
    """Puts every figure of the sentence that counts something."""
    skip = -1
    for index, number in enumerate(row.numbers):
        if number.first < skip or number.value <= 0 or not row.free(number.first, number.last):
            continue
        share = phrase_at(row.tokens, number.first, ("share",))
        if is_label(row.tokens, number) or (share is not None and share.last >= number.last):
            continue
        if number.definite and number.value == 100 and (number.prefix == "ب" or row.keys[number.first - 1] == "في"):
            continue  # the rest of a percentage whose figure is no number
        start = opening(row, number)
        if _percent(row, number, start):
            continue
        other = _second(row, index)
        skip = number.last if other is None else other.last
        _figure(row, number, other, start)


def _figure(row: Row, number: Number, other: Number | None, start: Opening) -> None:
    end, high = (number.last, number.value) if other is None else (other.last, other.value)
    first = start.first
    if other is not None and start.keep == "both" and first and row.keys[first - 1] in ("بين", "مابين"):
        first -= 1
    if first and row.tokens[first - 1].text in "([" and end < len(row.tokens) and row.tokens[end].text in ")]":
        first, end = first - 1, end + 1  # "(20) قتيلا"
    tail = _tail(row, number, end, other is not None)
    if tail.noun is None and end > number.last and row.tokens[end - 1].text in ")]":
        return
    if tail.noun is not None and tail.noun.lemma in _YEARS and first and row.tokens[first - 1].text in "([":
        return  # an age: "الطفل (12 عاما)"
    if _two_thousand(row, number, tail):
        high = number.value * 2
    end, keep = closing(row, tail.last, start.keep)
    if tail.noun is None and end == number.last and _worthless(row, number, start):
        return
    low, top = bounded(high if other is None else number.value, high, keep)
    rule = "quantities.figure" if tail.noun is not None else "quantities.bare"
    unit: Unit = tail.noun.unit if tail.noun is not None else _unit(row, end)
    row.put(Amount(first, end, start.glued if first == start.first else 0, low, top, unit, rule, tail.text))


def _unit(row: Row, end: int) -> Unit:
    """The unit of a figure without noun: fighters where a force follows ("42 من تنظيم ..."), else people."""
    after = row.keys[end : end + 2]
    force = len(after) == 2 and after[0] == "من" and after[1] in row.words["fighters"]
    return "fighter" if force else "person"


def _percent(row: Row, number: Number, start: Opening) -> bool:
    """ "80 %", "٪80", "ثمانين في المئة": a share."""
    first = start.first
    sign = phrase_at(row.tokens, number.last, ("percent",))
    if sign is None and number.first and row.tokens[number.first - 1].text in "%٪":
        sign = PhraseAt(number.first - 1, number.last, number_lexicon().phrases["%"][0], 0)
        first = min(first, number.first - 1)
    if sign is None or number.value > 100:
        return False
    share = number.value / 100
    low, high = {"low": (share, 1.0), "high": (0.0, share), "both": (share, share)}[start.keep]
    end = max(sign.last, number.last)
    row.put(Amount(first, end, start.glued, low, high, "place", "quantities.percent", "", (low, high)))
    return True


def _tail(row: Row, number: Number, end: int, ranged: bool) -> Tail:
    """The noun behind the figure, or before it: "الغارات الأربع", "مدنيين اثنين", "عسكريين تركيين اثنين"."""
    tail = tail_of(row.tokens, end)
    if ranged or not number.first or (tail.noun is not None and not number.definite):
        return tail
    for back in (1, 2):
        at = number.first - back
        before = noun(row.keys[at]) or owned_noun(row.keys[at]) if at >= 0 and row.keys[at] else None
        if before is None or (back == 2 and number.value != 2):
            continue
        article = before[0].endswith("ال") and number.definite and before[1].number == 0
        two = number.value == 2 and before[1].number in (0, 2) and not number.definite and number.kind == "words"
        if article or two:
            return Tail(end if tail.noun is not None else tail.last, before[1], row.tokens[at].text)
    return tail


def _two_thousand(row: Row, number: Number, tail: Tail) -> bool:
    """Whether "ألفا" without a tanwin is the dual before its noun: "ألفا شخص"."""
    first = row.tokens[number.first]
    alone = number.last == number.first + 1 and first.key in ("الفا", "مليونا") and "ً" not in first.text
    return alone and tail.noun is not None and tail.noun.number == 1 and not row.keys[number.last].endswith("ا")


def _second(row: Row, index: int) -> Number | None:
    """The other end of "بين N و M", "N إلى M", "N أو M", "N-M"."""
    number = row.numbers[index]
    if index + 1 >= len(row.numbers):
        return None
    following = row.numbers[index + 1]
    gap: list[Token] = list(row.tokens[number.last : following.first])
    if following.value <= number.value or following.kind not in ("digits", "words") or len(gap) > 1:
        return None
    word = gap[0].key or gap[0].text if gap else ""
    if number.first > 0 and row.keys[number.first - 1] in ("بين", "مابين") and AND in (word, following.prefix):
        return following
    if word in ("الي", "او"):
        return following
    dash = word in ("-", "–") and number.kind == following.kind == "digits"
    return following if dash and tail_of(row.tokens, following.last).noun is not None else None


def _worthless(row: Row, number: Number, start: Opening) -> bool:
    """A figure without noun that is not worth a mention: "واحد", a bare "ألف", a decimal."""
    if number.kind == "digits":
        return not number.value.is_integer()
    reached = any(row.before(at, "reached") for at in range(max(number.first - 3, 1), number.first + 1))
    bare = start.first == number.first and not reached
    return bare and (number.value == 1 or (number.value == 1000 and number.last == number.first + 1))
