"""The tagger of triggers: a linear-chain CRF that keeps the sums of the weights of a token's features.

What a word lends to itself and to its neighbours never changes, nor does what an act or a set of mentions does; so no
feature is spelled out for a word seen before. A test holds that the sums are those of what `token_features` lists.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from tawatur.claims import features as f
from tawatur.claims.context import Context
from tawatur.languages import light_stem
from tawatur.lexicon.acts import Hit
from tawatur.lexicon.crf import Chain, Scores, read_chain
from tawatur.lexicon.word_classes import word_classes

_PAD = max(f.OFFSETS)
_PLACES = (0, *f.OFFSETS)
"""Where a token stands from the one that it lends features to."""
_SIGN = " "
"""Before the text of a sign: the keys of words begin with a letter or digit."""
_WORDS, _OTHERS = 24_000, 4_000
"""How many words are remembered, and how many of each other kind."""
Features = Iterable[str]


class CrfTagger:
    """A linear-chain CRF (Lafferty, McCallum and Pereira 2001) over `token_features`, from a file of CRFsuite.
    Raises `DataError` if the file is none."""

    def __init__(self, path: Path) -> None:
        self._chain: Chain = read_chain(path)
        self.labels = self._chain.labels
        self._pairs = [_starting(self._chain.index, name) for name in f.of_pair("", "")]
        self._place = {place: self._chain.scores(f.of_sentence(*place)) for place in ((True, False), (False, True))}
        self._words = _Sums(self._chain, _of_word, len(_PLACES), _WORDS)
        self._before = _Sums(self._chain, lambda types: [f.of_types("l", types)], 1, _OTHERS)
        self._behind = _Sums(self._chain, lambda types: [f.of_types("r", types)], 1, _OTHERS)
        self._mentions = _Sums(self._chain, lambda found: [f.of_mentions(found)], 1, _OTHERS)
        self._topic = lru_cache(_OTHERS)(lambda *made_of: self._chain.rows(f.of_topic(*made_of)))
        self._acts = _Sums(self._chain, _of_acts, len(_PLACES), _OTHERS)

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
        edges, names, keep = [_SIGN + f.EDGE] * _PAD, list[str](), list[int]()
        for context in contexts:
            names += edges
            keep += range(len(names), len(names) + len(context.tokens))
            pairs = zip(context.tokens, context.words, strict=True)
            names += [token.key if word else _SIGN + token.text for token, word in pairs]
        adds = self._words.of([*names, *edges])
        types = [list(map(f.types_of, context.hits)) for context in contexts]
        self._add_acts(adds, contexts, types, keep)
        total: Scores = _lent(adds)[keep]
        around = [f.acts_around(mine) for mine in types]
        total += self._before.of([found for before, _ in around for found in before])[:, 0]
        total += self._behind.of([found for _, behind in around for found in behind])[:, 0]
        total += self._mentions.of([found for context in contexts for found in f.mentions_at(context)])[:, 0]
        self._add_places(contexts, total)
        return total

    def _add_acts(
        self, adds: Scores, contexts: Sequence[Context], types: Sequence[Sequence[int]], keep: Sequence[int]
    ) -> None:
        """Adds what acts add to themselves and their neighbours, and what the words around them are about."""
        places, hits, topics, firsts, at = list[int](), list[_Acts](), list[int](), list[int](), 0
        for context, mine in zip(contexts, types, strict=True):
            classes = [word_classes(token.key) for token in context.tokens]
            for i in [i for i, found in enumerate(mine) if found]:
                places.append(keep[at + i])
                hits.append(_Acts(context.hits[i]))
                firsts.append(len(topics))
                topics.append(0)  # the row of nothing
                for side, names in zip("lr", f.classes_around(classes, i), strict=True):
                    for name in names:
                        topics += self._topic(side, mine[i], (name,))
            at += len(mine)
        if places:
            adds[places] += self._acts.of(hits)
            adds[places, 0] += np.add.reduceat(self._chain.weights.take(topics, axis=0), firsts, axis=0)

    def _add_places(self, contexts: Sequence[Context], total: Scores) -> None:
        """Adds what stems in a row lend, looked up one by one since few have a weight, and the place in the report."""
        behind, before = self._pairs
        at, places, rows = 0, list[int](), list[int]()
        for context in contexts:
            n, stems = len(context.tokens), context.stems
            total[at] += self._place[True, False]
            if context.sentence.headline:
                total[at : at + n] += self._place[False, True]
            pairs = list(map("|".join, zip((f.EDGE, *stems), (*stems, f.EDGE), strict=True)))
            found = [(i, behind[pair]) for i, pair in enumerate(pairs[:-1], at) if pair in behind]
            found += [(i, before[pair]) for i, pair in enumerate(pairs[1:], at) if pair in before]
            places += [i for i, _ in found]
            rows += [row for _, row in found]
            at += n
        np.add.at(total, places, self._chain.weights[rows])


class _Sums:
    """What a model's weights come to for the lists of features that something makes, by what it is; in one array, all
    of which is forgotten when it is full."""

    def __init__(self, chain: Chain, lists: Callable[..., Sequence[Features]], size: int, most: int) -> None:
        self._chain, self._lists, self._size, self._most = chain, lists, size, most
        self._index: dict[Hashable, int] = {}
        self._sums: Scores = np.empty((256, size, len(chain.labels)))

    def of(self, asked: Sequence[Hashable]) -> Scores:
        """The sums for each thing, shape (things, lists, labels)."""
        found = list(map(self._index.get, asked))
        if None in found:
            self._learn(list(dict.fromkeys(asked)))
            found = list(map(self._index.get, asked))
        return self._sums.take(found, axis=0)  # type: ignore[arg-type]  # all are known now

    def _learn(self, asked: Sequence[Hashable]) -> None:
        if len(self._index) + len(asked) > self._most:
            self._index.clear()
        new = [one for one in asked if one not in self._index]
        first = len(self._index)
        while len(self._sums) < first + len(new):
            self._sums = np.concatenate([self._sums, np.empty_like(self._sums)])
        sums = self._chain.sums([features for one in new for features in self._lists(one)])
        self._sums[first : first + len(new)] = sums.reshape(len(new), self._size, -1)
        self._index.update(zip(new, range(first, first + len(new)), strict=True))


class _Acts:
    """A token's acts, the same if their ids are."""

    __slots__ = ("_ids", "hits")

    def __init__(self, hits: tuple[Hit, ...]) -> None:
        self.hits, self._ids = hits, tuple([hit.id for hit in hits])

    def __hash__(self) -> int:
        return hash(self._ids)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Acts) and self._ids == other._ids


def _of_acts(acts: _Acts) -> list[Features]:
    types = f.types_of(acts.hits)
    return [f.of_acts(acts.hits), *(f.of_types(offset, types) for offset in f.OFFSETS)]


def _of_word(name: str) -> list[Features]:
    word = not name.startswith(_SIGN)
    stem, classes = (light_stem(name), word_classes(name)) if word else (name[1:], ())
    own = [*f.of_word(name if word else name[1:]), *f.of_classes(0, classes)]
    return [own, *([*f.of_stem(offset, stem), *f.of_classes(offset, classes)] for offset in f.OFFSETS)]


def _starting(index: dict[str, int], start: str) -> dict[str, int]:
    """The rows of the pairs of stems that an index has under one name."""
    name = start.removesuffix("|")
    return {feature.removeprefix(name): row for feature, row in index.items() if feature.startswith(name)}


def _lent(adds: Scores) -> Scores:
    """What each item gets from itself and from its neighbours; `adds` has shape (items, places, labels)."""
    total = adds[:, 0].copy()
    for number, offset in enumerate(f.OFFSETS, 1):
        if offset < 0:
            total[-offset:] += adds[:offset, number]
        else:
            total[:-offset] += adds[offset:, number]
    return total
