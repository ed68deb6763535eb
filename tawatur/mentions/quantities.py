"""Amounts that a report names: how many of what, and shares of a place (docs/method/times.md, "Amounts").

Low-priority readings carry their rule in `because`: `quantities.singular` (a bare "مدني" counts as one only where someone
is killed, wounded, taken), `quantities.bare` (a figure without a noun). The claims step decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.languages.tokens import Token
from tawatur.lexicon.numbers import Noun, number_lexicon
from tawatur.mentions.number_amounts import PhraseAt, Tail, is_label, noun, phrase_at, phrase_before, tail_of
from tawatur.mentions.number_words import Number, find_numbers
from tawatur.mentions.time_grammar import find as find_time_words
from tawatur.model import Because, Frozen, Mention, Quantity, Span, Unit, content_id
from tawatur.passages.document import Document

_AND = "و"


class Amount(Frozen, frozen=True):
    """An amount over the tokens `[first, last)`, before it becomes a mention."""

    first: int
    last: int
    glued: int
    low: float
    high: float | None
    unit: Unit
    counted: str
    rule: str
    share: tuple[float, float] | None = None


def _bounded(value: float, high: float, keep: str) -> tuple[float, float | None]:
    if keep == "low":
        return value, None
    if keep == "high":
        return 0.0, high
    return value, high


class _Sentence:
    """The amounts of one sentence, found by one method a kind; a token belongs to one amount only."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.numbers = find_numbers(tokens)
        self.taken = [False] * len(tokens)
        self.words = number_lexicon().words
        self.out: list[Amount] = []
        for found in find_time_words(tokens, self.numbers):
            if found.ref.form not in ("part",):
                self.taken[found.first : found.last] = [True] * (found.last - found.first)

    def free(self, first: int, last: int) -> bool:
        return not any(self.taken[first:last])

    def put(self, amount: Amount) -> None:
        self.taken[amount.first : amount.last] = [True] * (amount.last - amount.first)
        self.out.append(amount)

    def start_of(self, number: Number) -> tuple[int, int, str]:
        """Where the phrase of a figure starts with its approximator, the particles glued there, which end is kept."""
        at = number.first
        if at and self.tokens[at - 1].key in ("ال", "ل", "ب") and number.kind == "digits":
            at -= 1
        before = phrase_before(self.tokens, at, "bounds")
        if before is None:
            return at, len(number.prefix), "both"
        outer = phrase_before(self.tokens, before.first, "bounds")
        if outer is not None:
            return outer.first, outer.glued, outer.phrase.keep if outer.phrase.keep != "both" else before.phrase.keep
        return before.first, before.glued, before.phrase.keep

    def closing(self, at: int, keep: str) -> tuple[int, str]:
        """ "على الأقل", "أو أكثر" behind the noun, perhaps after an adjective or a name."""
        for skip in (0, 1, 2):
            tail = phrase_at(self.tokens, at + skip, ("tails",))
            if tail is not None and tail.glued == 0:
                return tail.last, tail.phrase.keep if tail.phrase.keep != "both" else keep
            if at + skip < len(self.tokens) and not self.tokens[at + skip].key:
                break
        return at, keep

    def percent(self, number: Number, first: int, glued: int, keep: str) -> bool:
        sign = phrase_at(self.tokens, number.last, ("percent",))
        if sign is None and number.first and self.tokens[number.first - 1].text in "%٪":
            sign = PhraseAt(number.first, number.last, number_lexicon().phrases["%"][0], 0)
            first = min(first, number.first - 1)
        if sign is None or number.value > 100:
            return False
        share = number.value / 100
        low, high = (share, 1.0) if keep == "low" else (0.0, share) if keep == "high" else (share, share)
        self.put(
            Amount(first, max(sign.last, number.last), glued, low, high, "place", "", "quantities.percent", (low, high))
        )
        return True

    def figures(self) -> None:
        """Figures in digits or words, ranges of two, percentages."""
        skip = -1
        for index, number in enumerate(self.numbers):
            if number.first < skip or not self.free(number.first, number.last) or is_label(self.tokens, number):
                continue
            if number.value <= 0:
                continue
            first, glued, keep = self.start_of(number)
            if self.percent(number, first, glued, keep):
                continue
            other = self.second(index)
            value, high, end = number.value, number.value, number.last
            if other is not None:
                high, end = other.value, other.last
                if keep == "both" and self.tokens[first - 1].key in ("بين", "مابين") and first:
                    first -= 1
                skip = end
            tail = self.noun_of(end, index, other is not None)
            end, keep = self.closing(tail.last, keep)
            if self.alone(number, tail, first):
                continue
            low, top = _bounded(value, high, keep)
            rule = "quantities.figure" if tail.noun is not None else "quantities.bare"
            unit: Unit = tail.noun.unit if tail.noun is not None else self.unit_before(number, tail)
            self.put(Amount(first, end, glued, low, top, unit, tail.text, rule))

    def noun_of(self, end: int, index: int, ranged: bool) -> Tail:
        tail = tail_of(self.tokens, end)
        if tail.noun is None and tail.last == end and self.numbers[index].first and not ranged:
            before = noun(self.tokens[self.numbers[index].first - 1].key)
            number = self.numbers[index]
            if before is not None and number.definite and before[0].endswith("ال"):
                return Tail(end, before[1], self.tokens[number.first - 1].text)
            if before is not None and number.value == 2 and before[1].number in (0, 2):
                return Tail(end, before[1], self.tokens[number.first - 1].text)
        return tail

    def second(self, index: int) -> Number | None:
        """The other end of "بين N و M", "N إلى M", "N أو M"."""
        number = self.numbers[index]
        if index + 1 >= len(self.numbers):
            return None
        following, here = self.numbers[index + 1], number.last
        between = number.first > 0 and self.tokens[number.first - 1].key in ("بين", "مابين")
        gap = [t.key for t in self.tokens[here : following.first]]
        if following.value <= number.value or following.kind not in ("digits", "words"):
            return None
        if between and (gap == [_AND] or (not gap and following.prefix == _AND)):
            return following
        if gap in (["الي"], ["او"], ["و"]) and gap != [_AND]:
            return following
        sign = [t.text for t in self.tokens[here : following.first]]
        dash = sign in (["-"], ["–"]) and number.kind == following.kind == "digits"
        return following if dash and tail_of(self.tokens, following.last).noun is not None else None

    def alone(self, number: Number, tail: Tail, first: int) -> bool:
        """A figure without noun that is not worth a mention: "واحد", "ألف" and other words that may be none."""
        if tail.noun is not None or tail.last > number.last:
            return False
        if number.kind == "words" and (number.value <= 2 or number.value == 1000) and first == number.first:
            return True
        return number.kind == "digits" and not number.value.is_integer()

    def unit_before(self, number: Number, tail: Tail) -> Unit:
        """The unit of a figure without noun: that of the amount before it ("قتل 3 مدنيين وأصيب 5 آخرون"), else people."""
        others = [t.key for t in self.tokens[number.last : tail.last]]
        if self.out and any(k in self.words["others"] for k in others):
            return self.out[-1].unit
        return "person"

    def vague(self) -> None:
        """ "عشرات القتلى", "عدة آليات", "عدد من المواقع", "قذائف عدة"."""
        at = 0
        while at < len(self.tokens):
            found = phrase_at(self.tokens, at, ("vague", "vague_few", "vague_after")) if not self.taken[at] else None
            at = self.take_vague(found) if found is not None and self.free(found.first, found.last) else at + 1

    def take_vague(self, found: PhraseAt) -> int:
        low, high = found.phrase.low, found.phrase.high
        tail = tail_of(self.tokens, found.last)
        if found.phrase.kind == "vague_after" or (found.phrase.low == 3 and tail.noun is None):
            before = noun(self.tokens[found.first - 1].key) if found.first and not found.glued else None
            if before is not None and before[1].number == 0 and self.free(found.first - 1, found.first):
                glued = len(before[0])
                self.put(
                    Amount(
                        found.first - 1,
                        found.last,
                        glued,
                        low,
                        high,
                        before[1].unit,
                        before[1].lemma,
                        "quantities.vague",
                    )
                )
                return found.last
        if found.phrase.kind == "vague_after" or (found.phrase.kind == "vague_few" and tail.noun is None):
            return found.last
        first, keep, glued = found.first, "both", found.glued
        before_phrase = phrase_before(self.tokens, found.first, "bounds")
        if before_phrase is not None:
            first, glued, keep = before_phrase.first, before_phrase.glued, before_phrase.phrase.keep
        end, keep = self.closing(tail.last, keep) if low >= 20 else (tail.last, keep)
        unit: Unit = tail.noun.unit if tail.noun is not None else "person" if low >= 20 else "other"
        top = None if keep == "low" else high
        self.put(Amount(first, end, glued, low, top, unit, tail.text, "quantities.vague"))
        return end

    def duals(self) -> None:
        """ "مدنيان", "قتيلين", "غارتين جويتين", "مدنيين اثنين"."""
        for at, token in enumerate(self.tokens):
            found = noun(token.key) if token.key and not self.taken[at] else None
            if found is None or found[1].number == 1 or found[0].endswith("ال"):
                continue
            two = at + 1 < len(self.tokens) and self.tokens[at + 1].key in self.words["two"]
            if found[1].number == 2 or two:
                if token.key.endswith(("تي", "تا")) and at + 1 == len(self.tokens):
                    continue
                end = tail_of(self.tokens, at).last
                self.put(
                    Amount(at, max(end, at + 1), len(found[0]), 2, 2, found[1].unit, found[1].lemma, "quantities.dual")
                )

    def singles(self) -> None:
        """A bare singular, "أحد الأشخاص", "آخر": one, of low priority."""
        for at, token in enumerate(self.tokens):
            if self.taken[at] or not token.key:
                continue
            if token.key.removeprefix(_AND) in self.words["one_of"] and at + 1 < len(self.tokens):
                following = noun(self.tokens[at + 1].key)
                if following is not None and following[1].number == 0:
                    self.one(at, at + 2, len(token.key) - len(token.key.removeprefix(_AND)), following[1])
                continue
            if (
                token.key in self.words["others"]
                and at
                and self.tokens[at - 1].key.removeprefix(_AND) in self.words["casualty"]
            ):
                unit = self.out[-1].unit if self.out else "person"
                self.out.append(Amount(at, at + 1, 0, 1, 1, unit, "", "quantities.singular"))
                continue
            found = noun(token.key)
            if found is not None and found[1].number == 1 and found[1].one and not found[0].endswith("ال"):
                self.one(at, tail_of(self.tokens, at).last, len(found[0]), found[1])

    def one(self, first: int, end: int, glued: int, counted: Noun) -> None:
        self.out.append(Amount(first, end, glued, 1, 1, counted.unit, counted.lemma, "quantities.singular"))

    def shares(self) -> None:
        """Shares of a place without a percentage: "نصف", "أجزاء واسعة", "بالكامل", "أكثر من نصف"."""
        at = 0
        while at < len(self.tokens):
            found = phrase_at(self.tokens, at, ("share",))
            if found is None or not self.free(found.first, found.last):
                at += 1
                continue
            low, high = found.phrase.low, found.phrase.high or 0.0
            before = phrase_before(self.tokens, found.first, "bounds")
            first, glued = found.first, found.glued
            if before is not None:
                first, glued, middle = before.first, before.glued, round((low + high) / 2, 2)
                low = middle if before.phrase.keep == "low" else 0.0 if before.phrase.keep == "high" else low
                high = 1.0 if before.phrase.keep == "low" else middle if before.phrase.keep == "high" else high
            self.out.append(Amount(first, found.last, glued, low, high, "place", "", "quantities.share", (low, high)))
            at = found.last

    def find(self) -> list[Amount]:
        self.figures()
        self.vague()
        self.duals()
        self.singles()
        self.shares()
        return self.out


def _mention(amount: Amount, tokens: Sequence[Token], document: Document) -> Mention:
    text = document.report.text
    span = Span(tokens[amount.first].start + amount.glued, tokens[amount.last - 1].end)
    value = Quantity(amount.low, amount.high, amount.unit, span.of(text), amount.counted, amount.share)
    because = (Because(amount.rule, "", spans=(span,)),)
    mention_id = content_id("mention", document.report.id, "quantity", span.start, span.end, amount.rule)
    return Mention(mention_id, document.report.id, span, "quantity", value, because=because)


def find_quantities(document: Document) -> tuple[Mention, ...]:
    """The amounts and shares of a report's sentences and headlines, sorted by span; each value is a `Quantity`.

    A share of a place has `share` set and repeats it in `low` and `high`; its unit is `place`.
    """
    out: list[Mention] = []
    for sentence in document.sentences:
        out += [_mention(a, sentence.tokens, document) for a in _Sentence(sentence.tokens).find()]
    return tuple(sorted(out, key=lambda m: (m.span.start, m.span.end, m.id)))
