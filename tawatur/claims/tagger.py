"""The tagger of triggers: a linear-chain CRF that knows where the weights of a token's features stand.

What a word lends to itself and to its neighbours never changes, nor does what an act or a set of mentions does; the rows
of their weights are kept, so that no feature string is built for a word seen before. A test holds that the sums are those
of the features that `token_features` lists.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np

from tawatur.claims import features as f
from tawatur.claims.context import Context
from tawatur.languages import light_stem
from tawatur.lexicon.acts import Hit
from tawatur.lexicon.crf import Chain, Scores, read_chain
from tawatur.lexicon.word_classes import word_classes

_PAD = max(f.OFFSETS)
_WORDS, _OTHERS = 60_000, 8_000
"""How many words are remembered, and how many of each other kind."""
Rows = list[int]
"""Where the weights of some features stand."""
Lent = list[tuple[int, Rows]]
"""What a token lends to others: to the one from which it stands so far away, these."""


class CrfTagger:
    """A linear-chain CRF (Lafferty, McCallum and Pereira 2001) over `token_features`, from a file of CRFsuite.
    Raises `DataError` if the file is none."""

    def __init__(self, path: Path) -> None:
        self._chain: Chain = read_chain(path)
        self.labels = self._chain.labels
        self._pairs = [_starting(self._chain.index, name) for name in f.of_pair("", "")]
        self._of_word = lru_cache(_WORDS)(self._word)
        self._of_mentions = lru_cache(_OTHERS)(self._listed(f.of_mentions))
        self._of_types = lru_cache(_OTHERS)(self._listed(f.of_types))
        self._of_topic = lru_cache(_OTHERS)(self._listed(f.of_topic))
        self._of_place = lru_cache(_OTHERS)(self._listed(f.of_sentence))
        self._of_acts: dict[tuple[tuple[str, ...], ...], Rows] = {}

    def marginals(self, contexts: Sequence[Context]) -> list[Scores]:
        """The probability of each of `labels` for each token of each sentence, shape (tokens, labels) a sentence. No
        sentence may be empty."""
        if not contexts:
            return []
        lengths = [len(context.tokens) for context in contexts]
        found = self._chain.marginals(self.scores(contexts), lengths)
        return np.split(found, np.cumsum(lengths)[:-1])

    def scores(self, contexts: Sequence[Context]) -> Scores:
        """The sums of the weights of `token_features` of all sentences, shape (tokens, labels)."""
        rows = [mine for context in contexts for mine in self._rows(context)]
        firsts = np.cumsum([0, *map(len, rows[:-1])])
        weights = self._chain.weights.take(list(chain.from_iterable(rows)), axis=0)
        total: Scores = np.add.reduceat(weights, firsts, axis=0)
        return total

    def _rows(self, context: Context) -> list[Rows]:
        """For each token of a sentence the rows of its features, and of nothing."""
        n = len(context.tokens)
        padded: list[Rows] = [[0] for _ in range(n + 2 * _PAD)]
        own = padded[_PAD : _PAD + n]
        for i, token, word in zip(range(_PAD, n + _PAD), context.tokens, context.words, strict=True):
            rows, lent = self._of_word(token.key if word else token.text, word)
            padded[i] += rows
            for offset, more in lent:
                padded[i - offset] += more
        for offset, more in self._of_word(f.EDGE, False)[1]:
            for i in (0, 1, n + 2, n + 3):
                if 0 <= i - offset < len(padded):
                    padded[i - offset] += more
        for rows, found in zip(own, f.mentions_at(context), strict=True):
            rows += self._of_mentions(found)
        self._add_acts(context, padded)
        self._add_pairs(context, own)
        own[0] += self._of_place(True, False)
        if context.sentence.headline:
            for rows in own:
                rows += self._of_place(False, True)
        return own

    def _add_acts(self, context: Context, padded: list[Rows]) -> None:
        """Adds what acts lend to themselves and to others, and what the words around them are about."""
        types = list(map(f.types_of, context.hits))
        classes = [word_classes(token.key) for token in context.tokens]
        before, behind = f.acts_around(types)
        for i, mine in enumerate(types):
            rows = padded[i + _PAD]
            if before[i]:
                rows += self._of_types("l", before[i])
            if behind[i]:
                rows += self._of_types("r", behind[i])
            if mine:
                rows += self._acts(context.hits[i])
                for offset in f.OFFSETS:
                    padded[i + _PAD - offset] += self._of_types(offset, mine)
                for side, names in zip("lr", f.classes_around(classes, i), strict=True):
                    for name in names:
                        rows += self._of_topic(side, mine, (name,))

    def _add_pairs(self, context: Context, own: list[Rows]) -> None:
        """Adds what stems in a row lend; few pairs have a weight, so they are looked up one by one."""
        behind, before = self._pairs
        for i, pair in enumerate(map("|".join, zip((f.EDGE, *context.stems), (*context.stems, f.EDGE), strict=True))):
            if pair in behind and i < len(own):
                own[i].append(behind[pair])
            if pair in before and i:
                own[i - 1].append(before[pair])

    def _listed(self, features: Callable[..., list[str]]) -> Callable[..., Rows]:
        return lambda *made_of: self._chain.rows(features(*made_of))

    def _word(self, name: str, word: bool) -> tuple[Rows, Lent]:
        """What a token adds to itself and to its neighbours."""
        stem, classes = (light_stem(name), word_classes(name)) if word else (name, ())
        own = self._chain.rows([*f.of_word(name), *f.of_classes(0, classes)])
        lent = [(d, self._chain.rows([*f.of_stem(d, stem), *f.of_classes(d, classes)])) for d in f.OFFSETS]
        return own, [(d, rows) for d, rows in lent if rows]

    def _acts(self, hits: tuple[Hit, ...]) -> Rows:
        """What a token's acts add to it."""
        key = tuple([(hit.frame.id, hit.lemma, hit.kind, str(hit.phrase)) for hit in hits])
        found = self._of_acts.get(key)
        if found is None:
            found = self._chain.rows(f.of_acts(hits))
            if len(self._of_acts) >= _OTHERS:
                self._of_acts.clear()
            self._of_acts[key] = found
        return found


def _starting(index: dict[str, int], start: str) -> dict[str, int]:
    """The rows of the pairs of stems that an index has under one name."""
    name = start.removesuffix("|")
    return {feature.removeprefix(name): row for feature, row in index.items() if feature.startswith(name)}
