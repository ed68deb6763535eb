"""The tagger of triggers: the sums of the weights of a token's features, kept by what they are made of.

What a word lends to itself and to its neighbours never changes, nor does what an act or a set of mentions does; so no
feature string is built for a word seen before. A test holds that the sums are those of `token_features`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
_WORDS, _OTHERS = 12_000, 8_000
"""How many sums are kept of words, and of each other kind."""


class CrfTagger:
    """A linear-chain CRF (Lafferty, McCallum and Pereira 2001) over `token_features`, from a file of CRFsuite.
    Raises `DataError` if the file is none."""

    def __init__(self, path: Path) -> None:
        self._chain: Chain = read_chain(path)
        self.labels = self._chain.labels
        self._pairs = [_starting(self._chain.index, name) for name in f.of_pair("", "")]
        self._first, self._headline = (self._chain.scores(f.of_sentence(*place)) for place in ((True, False), (False, True)))
        self._of_word = lru_cache(_WORDS)(self._word)
        self._of_mentions = lru_cache(_OTHERS)(self._summed(f.of_mentions))
        self._of_types = lru_cache(_OTHERS)(self._summed(_of_both))
        self._of_topic = lru_cache(_OTHERS)(self._summed(f.of_topic))
        self._of_acts: dict[tuple[tuple[str, ...], ...], Scores] = {}
        self._edge = self._lent((f.EDGE,), ())

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
        edges, blocks, keep = [self._edge] * _PAD, list[Scores](), list[int]()
        for context in contexts:
            blocks += edges
            keep += range(len(blocks), len(blocks) + len(context.tokens))
            blocks += [self._of_word(*named) for named in _names(context)]
        adds = np.concatenate([*blocks, *edges]).reshape(-1, 1 + len(f.OFFSETS), len(self.labels))
        types = [list(map(f.types_of, context.hits)) for context in contexts]
        self._add_acts(adds, contexts, types, keep)
        total: Scores = _shifted(adds)[keep]
        total += self._around(contexts, types)
        self._add_pairs(contexts, total)
        return total

    def _around(self, contexts: Sequence[Context], types: Sequence[Sequence[int]]) -> Scores:
        """What the acts farther around each token and the mentions at it add."""
        around = [row for mine in types for row in map(self._of_types, *f.acts_around(mine))]
        mentions = [self._of_mentions(found) for context in contexts for found in f.mentions_at(context)]
        return np.concatenate(around).reshape(len(around), -1) + np.concatenate(mentions).reshape(len(around), -1)

    def _add_acts(
        self, adds: Scores, contexts: Sequence[Context], types: Sequence[Sequence[int]], keep: Sequence[int]
    ) -> None:
        """Adds what acts add to themselves and their neighbours, and what the words around them are about."""
        places, lent, topics, at = list[int](), list[Scores](), list[Scores](), 0
        for context, mine in zip(contexts, types, strict=True):
            classes = [word_classes(token.key) for token in context.tokens]
            for i, found in enumerate(mine):
                if found:
                    places.append(keep[at + i])
                    lent.append(self._acts(context.hits[i]))
                    topics.append(self._of_topic(found, *f.classes_around(classes, i)))
            at += len(mine)
        if places:
            adds[places] += np.stack(lent)
            adds[places, 0] += np.stack(topics)

    def _add_pairs(self, contexts: Sequence[Context], total: Scores) -> None:
        """Adds what stems in a row lend, looked up one by one since few have a weight, and the place in the report."""
        behind, before = self._pairs
        at, places, rows = 0, list[int](), list[int]()
        for context in contexts:
            total[at] += self._first
            if context.sentence.headline:
                total[at : at + len(context.tokens)] += self._headline
            pairs = _pairs(context.stems)
            found = [(i, behind[pair]) for i, pair in enumerate(pairs[:-1], at) if pair in behind]
            found += [(i, before[pair]) for i, pair in enumerate(pairs[1:], at) if pair in before]
            places += [i for i, _ in found]
            rows += [row for _, row in found]
            at += len(context.tokens)
        np.add.at(total, places, self._chain.weights[rows])

    def _summed(self, listed: Callable[..., list[str]]) -> Callable[..., Scores]:
        return lambda *made_of: self._chain.scores(listed(*made_of))

    def _word(self, name: str, word: bool) -> Scores:
        """What a token adds to itself and to its neighbours, shape (1 + offsets, labels)."""
        stem, classes = (light_stem(name), word_classes(name)) if word else (name, ())
        return self._lent((stem,), classes, [*f.of_word(name), *f.of_classes(0, classes)])

    def _lent(self, stem: tuple[str], classes: Sequence[str], own: Iterable[str] = ()) -> Scores:
        lent = [[*f.of_stem(d, *stem), *f.of_classes(d, classes)] for d in f.OFFSETS]
        return np.stack([self._chain.scores(features) for features in (own, *lent)])

    def _acts(self, hits: tuple[Hit, ...]) -> Scores:
        """What a token's acts add to it and to its neighbours, shape (1 + offsets, labels)."""
        key = tuple([(hit.frame.id, hit.lemma, hit.kind, str(hit.phrase)) for hit in hits])
        found = self._of_acts.get(key)
        if found is None:
            types = f.types_of(hits)
            lent = [f.of_acts(hits), *(f.of_types(d, types) for d in f.OFFSETS)]
            found = np.stack([self._chain.scores(features) for features in lent])
            if len(self._of_acts) >= _OTHERS:
                self._of_acts.clear()
            self._of_acts[key] = found
        return found


def _names(context: Context) -> Iterator[tuple[str, bool]]:
    """What tokens are called in features, and whether they are words."""
    for token, word in zip(context.tokens, context.words, strict=True):
        yield token.key if word else token.text, word


def _pairs(stems: Sequence[str]) -> list[str]:
    """Each two stems in a row as features write them, from the edge before the first on."""
    return [f"{stem}|{following}" for stem, following in zip((f.EDGE, *stems), (*stems, f.EDGE), strict=True)]


def _of_both(before: int, behind: int) -> list[str]:
    return [*f.of_types("l", before), *f.of_types("r", behind)]


def _starting(index: dict[str, int], start: str) -> dict[str, int]:
    """The rows of the pairs of stems that an index has under one name."""
    name = start.removesuffix("|")
    return {feature.removeprefix(name): row for feature, row in index.items() if feature.startswith(name)}


def _shifted(adds: Scores) -> Scores:
    """What each item gets from itself and from its neighbours; `adds` has shape (items, 1 + offsets, labels)."""
    total = adds[:, 0].copy()
    for number, offset in enumerate(f.OFFSETS, 1):
        if offset < 0:
            total[-offset:] += adds[:offset, number]
        else:
            total[:-offset] += adds[offset:, number]
    return total
