"""The amounts of one sentence while they are being found."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.languages.tokens import Token
from tawatur.lexicon.numbers import number_lexicon
from tawatur.mentions.number_words import find_numbers
from tawatur.mentions.time_grammar import find as find_time_words
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
    """The tokens of a sentence, its numbers, the tokens that are already part of a time or an amount, the amounts."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.keys = [t.key if t.is_word else "" for t in tokens]  # signs are no words
        self.numbers = find_numbers(tokens)
        self.number_ends = {n.first: n.last for n in self.numbers}
        self.counted = {n.last for n in self.numbers if n.kind in ("digits", "words")}  # what stands behind a figure
        self.words = number_lexicon().words
        self.taken = [False] * len(tokens)
        self.out: list[Amount] = []
        for found in find_time_words(tokens, self.numbers):
            if found.ref.form not in ("part", "same"):
                last = next((i for i in range(found.first, found.last) if self.keys[i] in _LASTING), found.last)
                self.taken[found.first : last] = [True] * (last - found.first)

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
