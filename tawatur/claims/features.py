"""Features of a token for the tagger of triggers: the word, what is around it, its acts, its mentions.

Each feature is a short string; their weights are all that a shipped model holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tawatur.claims.context import Context
from tawatur.lexicon.acts import Hit, readings
from tawatur.lexicon.word_classes import word_classes

_NEAR, _FAR, _TOPIC = 2, 6, 8


def token_features(context: Context) -> list[list[str]]:
    """One list of features for each token of the sentence."""
    tokens, stems, n = context.tokens, context.stems, len(context.tokens)
    words = [_word(token.key if token.is_word else token.text) for token in tokens]
    acts = [_act_features(hits) for hits in context.hits]
    types = [tuple(sorted({hit.frame.type for hit in hits})) for hits in context.hits]
    inside, following = _mention_features(context)
    classes = [word_classes(token.key) if token.is_word else () for token in tokens]
    padded = ("#", "#", *stems, "#", "#")
    out = []
    for i in range(n):
        features = [*words[i], *acts[i], *inside[i], *following[i]]
        for distance in (-2, -1, 1, 2):
            features.append(f"s{distance}={padded[i + 2 + distance]}")
        features.append(f"b-={padded[i + 1]}|{stems[i]}")
        features.append(f"b+={stems[i]}|{padded[i + 3]}")
        for distance in (-2, -1, 1, 2):
            if 0 <= i + distance < n:
                features += [f"a{distance}={event}" for event in types[i + distance]]
        features += [f"l={event}" for event in sorted({t for ts in types[max(0, i - _FAR) : i] for t in ts})]
        features += [f"r={event}" for event in sorted({t for ts in types[i + 1 : i + 1 + _FAR] for t in ts})]
        features += _class_features(classes, types[i], i)
        if i == 0:
            features.append("first")
        if context.sentence.headline:
            features.append("headline")
        out.append(features)
    return out


def _class_features(classes: Sequence[tuple[str, ...]], events: tuple[str, ...], i: int) -> list[str]:
    """What the word and its neighbours are about; of an act also what the words farther around it are about."""
    out = []
    for distance in range(-_NEAR, _NEAR + 1):
        if 0 <= i + distance < len(classes):
            out += [f"c{distance}={name}" for name in classes[i + distance]]
    if not events:
        return out
    before = {name for names in classes[max(0, i - _TOPIC) : i] for name in names}
    after = {name for names in classes[i + 1 : i + 1 + _TOPIC] for name in names}
    for side, names in (("l", sorted(before)), ("r", sorted(after))):
        out += [f"c{side}={name}" for name in names]
        out += [f"ac{side}={event}|{name}" for event in events for name in names]
    return out


@lru_cache(maxsize=100_000)
def _word(key: str) -> tuple[str, ...]:
    from_lexicon = readings(key) if key and key[0].isalpha() else ()
    out = [f"w={key}", f"p2={key[:2]}", f"p3={key[:3]}", f"e2={key[-2:]}", f"e3={key[-3:]}"]
    if from_lexicon:
        shortest = min(from_lexicon, key=len)
        out += [f"s={shortest}", f"sp={shortest[:3]}", f"se={shortest[-3:]}"]
    if any(c.isdigit() for c in key):
        out.append("digit")
    return tuple(out)


def _act_features(hits: tuple[Hit, ...]) -> list[str]:
    if not hits:
        return []
    types = sorted({hit.frame.type for hit in hits})
    out = ["A", "A=" + "+".join(types)]
    out += [f"a={event}" for event in types]
    out += [f"ap={event}" for event in sorted({hit.frame.type for hit in hits if hit.phrase})]
    out += [f"f={frame}" for frame in sorted({hit.frame.id for hit in hits})]
    out += [f"k={kind}" for kind in sorted({hit.kind for hit in hits})]
    out += [f"ak={pair}" for pair in sorted({f"{hit.frame.type}|{hit.kind}" for hit in hits})]
    out += [f"m={lemma}" for lemma in sorted({hit.lemma for hit in hits})]
    return out


def _mention_features(context: Context) -> tuple[list[list[str]], list[list[str]]]:
    """What mention a token stands in, and which kinds of mention begin soon after it or end just before it."""
    n = len(context.tokens)
    inside: list[list[str]] = [[] for _ in range(n)]
    around: list[set[str]] = [set() for _ in range(n)]
    for placed in context.placed:
        kind = placed.mention.kind
        for i in range(placed.first, placed.last):
            inside[i].append(f"in={kind}")
        for i in range(max(0, placed.first - 4), placed.first):
            around[i].add(f"next{1 if placed.first - i == 1 else 4}={kind}")
        for i in range(placed.last, min(n, placed.last + 3)):
            around[i].add(f"prev={kind}")
    return inside, [sorted(found) for found in around]
