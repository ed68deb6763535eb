"""A sentence as the claim step sees it: tokens, the acts at each, the mentions that stand in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from tawatur.languages import Token, light_stem
from tawatur.languages.tokens import is_word
from tawatur.lexicon.acts import Hit, match
from tawatur.model import Frozen, Mention, Span
from tawatur.passages import Document, Sentence


class Placed(Frozen, frozen=True):
    """A mention with the tokens of the sentence that it covers, `[first, last)`."""

    mention: Mention
    first: int
    last: int


class Context(Frozen, frozen=True):
    """One sentence with everything that features and rules look at. `words` (whether it is one), `stems` and `hits` are
    parallel to `tokens`; `kinds` holds the mentions by kind, in order."""

    index: int
    sentence: Sentence
    tokens: tuple[Token, ...]
    words: tuple[bool, ...]
    stems: tuple[str, ...]
    hits: tuple[tuple[Hit, ...], ...]
    placed: tuple[Placed, ...]
    kinds: dict[str, tuple[Placed, ...]]

    def span(self, first: int, last: int) -> Span:
        """The span of the tokens `[first, last)`."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def of_kind(self, kind: str) -> tuple[Placed, ...]:
        return self.kinds.get(kind, ())


def contexts(document: Document, mentions: Sequence[Mention], acts: bool = True) -> tuple[Context, ...]:
    """The sentences of a report in order, each with its own mentions; without `acts` those are left for `with_acts`."""
    ordered = sorted(mentions, key=lambda m: (m.span, m.kind, m.id))
    starts = [mention.span.start for mention in ordered]
    out = []
    for index, sentence in enumerate(document.sentences):
        low = bisect_left(starts, sentence.span.start)
        high = bisect_right(starts, sentence.span.end - 1)
        out.append(_context(index, sentence, ordered[low:high], acts))
    return tuple(out)


def with_acts(context: Context) -> Context:
    """The sentence with the acts at each token."""
    return msgspec.structs.replace(context, hits=match(context.tokens))


@lru_cache(maxsize=100_000)
def _stem(key: str) -> str:
    """A word's matching key, empty for a sign."""
    return light_stem(key) if is_word(key) else ""


def _context(index: int, sentence: Sentence, mentions: Sequence[Mention], acts: bool) -> Context:
    tokens = sentence.tokens
    begins = [token.start for token in tokens]
    placed = []
    for mention in mentions:
        first = max(0, bisect_right(begins, mention.span.start) - 1)
        last = bisect_left(begins, mention.span.end)
        if tokens and last > first:
            placed.append(Placed(mention, first, last))
    found = list(map(_stem, [token.key for token in tokens]))
    stems = tuple([stem or token.text for stem, token in zip(found, tokens, strict=True)])
    words = tuple(map(bool, found))
    kinds: dict[str, list[Placed]] = {}
    for one in sorted(placed, key=lambda p: (p.first, p.last, p.mention.id)):
        kinds.setdefault(one.mention.kind, []).append(one)
    by_kind = {kind: tuple(found) for kind, found in kinds.items()}
    hits = match(tokens) if acts else ()
    return Context(index, sentence, tokens, words, stems, hits, tuple(placed), by_kind)
