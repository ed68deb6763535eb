"""The amounts of one sentence while they are being found."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.languages.tokens import Token
from tawatur.lexicon.numbers import number_lexicon
from tawatur.mentions.number_amounts import marks
from tawatur.mentions.number_words import Number
from tawatur.mentions.time_grammar import Found
from tawatur.model import Frozen, Unit

AND = "و"
_LASTING = ("لمده", "ولمده")  # the length in "يوم الأحد لمدة خمسة أيام" is an amount of its own
PEOPLE: tuple[Unit, ...] = ("person", "fighter", "civilian", "child")


class Amount(Frozen, frozen=True):
    """An amount over the tokens `[first, last)`, before it becomes a mention. `rule` is the name given in `because`."""

    first: int
    last: int
    glued: int
    low: float
    high: float | None
    unit: Unit
    rule: str
    counted: str = ""
    share: tuple[float, float] | None = None


class Row:
    """The tokens of a sentence, its numbers, the tokens that are already part of a time or an amount, the amounts;
    `opens`, `duals` and `singles` are the words where an amount without a figure may stand."""

    def __init__(self, tokens: Sequence[Token], numbers: Sequence[Number], times: Sequence[Found]) -> None:
        self.tokens = tokens
        found = [marks(t.key or t.text) for t in tokens]
        self.keys = [t.key if mark.word else "" for t, mark in zip(tokens, found, strict=True)]  # signs are no words
        self.opens = [at for at, mark in enumerate(found) if mark.opens]
        self.duals = [at for at, mark in enumerate(found) if mark.dual and self.keys[at]]
        self.singles = [at for at, mark in enumerate(found) if mark.single and self.keys[at]]
        self.numbers = numbers
        self.number_ends = {n.first: n.last for n in self.numbers}
        self.counted = {n.last for n in self.numbers if n.kind in ("digits", "words")}  # what stands behind a figure
        self.words = number_lexicon().words
        self.taken = [False] * len(tokens)
        self.out: list[Amount] = []
        for time in times:
            if time.ref.form not in ("part", "same"):
                last = next((i for i in range(time.first, time.last) if self.keys[i] in _LASTING), time.last)
                self.taken[time.first : last] = [True] * (last - time.first)

    def free(self, first: int, last: int) -> bool:
        """Whether no token of the range is part of a time or another amount."""
        return not any(self.taken[first:last])

    def put(self, amount: Amount, take: bool = True) -> None:
        """Adds an amount; its tokens are then part of no other, unless `take` is false."""
        if take:
            self.taken[amount.first : amount.last] = [True] * (amount.last - amount.first)
        self.out.append(amount)

    def before(self, at: int, words: str) -> bool:
        """Whether the token before `at`, a glued و off, is in one of the word lists."""
        return at > 0 and (self.keys[at - 1] in self.words[words] or self.keys[at - 1][1:] in self.words[words])
