"""Features of a token for the tagger of triggers: the word, what is around it, its acts, its mentions.

Each feature is a short string; their weights are all that a shipped model holds. `token_features` lists them, for
training; `claims/tagger.py` keeps the sums of the weights of what one function here lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, product
from typing import get_args

from tawatur.claims.context import Context
from tawatur.lexicon.acts import Hit, readings
from tawatur.lexicon.word_classes import word_classes
from tawatur.model import EVENT_TYPES, MentionKind

OFFSETS = (-2, -1, 1, 2)
"""Where a neighbour stands that lends a token features."""
EDGE = "#"
"""The stem of what stands before the first token and behind the last."""
_FAR, _TOPIC = 6, 8
_EVENTS = {event: 1 << number for number, event in enumerate(sorted(EVENT_TYPES))}
_KINDS: tuple[str, ...] = get_args(MentionKind)
_NEAR = {name: 1 << number for number, name in enumerate(product(("next1", "next4", "prev"), _KINDS))}
_INSIDE = {kind: 1 << len(_NEAR) + 8 * number for number, kind in enumerate(_KINDS)}
"""A set of event types is kept as a number with a bit for each; what mentions are near a token, as a number with a bit
for each kind and place, and eight bits above for how many of each kind it stands in."""


def token_features(context: Context) -> list[list[str]]:
    """One list of features for each token of the sentence."""
    stems = (EDGE, EDGE, *context.stems, EDGE, EDGE)
    types = [types_of(hits) for hits in context.hits]
    classes = [word_classes(token.key) for token in context.tokens]
    before, behind = acts_around(types)
    mentions = mentions_at(context)
    n, out = len(types), []
    for i, token in enumerate(context.tokens):
        near = [d for d in OFFSETS if 0 <= i + d < n]
        features = [
            *of_word(token.key if token.is_word else token.text),
            *of_acts(context.hits[i]),
            *of_mentions(mentions[i]),
        ]
        features += [feature for d in OFFSETS for feature in of_stem(d, stems[i + 2 + d])]
        features += [of_pair(*stems[i + 1 : i + 3])[0], of_pair(*stems[i + 2 : i + 4])[1]]
        features += [feature for d in near for feature in of_types(d, types[i + d])]
        features += [*of_types("l", before[i]), *of_types("r", behind[i])]
        features += [feature for d in sorted((0, *near)) for feature in of_classes(d, classes[i + d])]
        if types[i]:
            for side, names in zip("lr", classes_around(classes, i), strict=True):
                features += of_topic(side, types[i], sorted(names))
        out.append([*features, *of_sentence(i == 0, context.sentence.headline)])
    return out


def of_word(key: str) -> list[str]:
    """A word's own features."""
    from_lexicon = readings(key) if key and key[0].isalpha() else ()
    out = [f"w={key}", f"p2={key[:2]}", f"p3={key[:3]}", f"e2={key[-2:]}", f"e3={key[-3:]}"]
    if from_lexicon:
        shortest = min(from_lexicon, key=len)
        out += [f"s={shortest}", f"sp={shortest[:3]}", f"se={shortest[-3:]}"]
    if any(c.isdigit() for c in key):
        out.append("digit")
    return out


def of_stem(offset: int, stem: str) -> list[str]:
    """What a stem lends to the token from which it stands `offset` tokens away."""
    return [f"s{offset}={stem}"]


def of_classes(offset: int, classes: Sequence[str]) -> list[str]:
    """What a word's classes lend to the token from which it stands `offset` tokens away, or to itself."""
    return [f"c{offset}={name}" for name in classes]


def of_types(where: int | str, types: int) -> list[str]:
    """What acts lend to the token from which they stand so many tokens away, or farther on the side `l` or `r`."""
    name = where if isinstance(where, str) else f"a{where}"
    return [f"{name}={event}" for event in events_in(types)]


def of_pair(stem: str, following: str) -> tuple[str, str]:
    """What two stems in a row lend to the second, and what to the first."""
    pair = f"{stem}|{following}"
    return f"b-={pair}", f"b+={pair}"


def of_sentence(first: bool, headline: bool) -> list[str]:
    """What the place in the report lends."""
    return ["first"] * first + ["headline"] * headline


def types_of(hits: Sequence[Hit]) -> int:
    """The event types of a token's acts."""
    types = 0
    for hit in hits:
        types |= _EVENTS[hit.frame.type]
    return types


def events_in(types: int) -> list[str]:
    """The names of a set of event types, in order."""
    return [event for event, bit in _EVENTS.items() if types & bit]


def acts_around(types: Sequence[int]) -> tuple[list[int], list[int]]:
    """For each token the types of the acts that stand near before it, and behind it."""
    n = len(types)
    before, behind = [0] * n, [0] * n
    for i, mine in enumerate(types):
        if mine:
            for at in range(i + 1, min(n, i + 1 + _FAR)):
                before[at] |= mine
            for at in range(max(0, i - _FAR), i):
                behind[at] |= mine
    return before, behind


def classes_around(classes: Sequence[tuple[str, ...]], i: int) -> tuple[frozenset[str], frozenset[str]]:
    """The classes of the words before a token and behind it."""
    before, behind = classes[max(0, i - _TOPIC) : i], classes[i + 1 : i + 1 + _TOPIC]
    return frozenset(chain.from_iterable(before)), frozenset(chain.from_iterable(behind))


def of_topic(side: str, types: int, names: Iterable[str]) -> list[str]:
    """What the classes of the words on a side, `l` or `r`, lend to an act."""
    out = [f"c{side}={name}" for name in names]
    return out + [f"ac{side}={event}|{name}" for event in events_in(types) for name in names]


def of_acts(hits: Sequence[Hit]) -> list[str]:
    """What a token's acts say of it."""
    if not hits:
        return []
    types = events_in(types_of(hits))
    out = ["A", "A=" + "+".join(types)]
    out += [f"a={event}" for event in types]
    out += [f"ap={event}" for event in sorted({hit.frame.type for hit in hits if hit.phrase})]
    out += [f"f={frame}" for frame in sorted({hit.frame.id for hit in hits})]
    out += [f"k={kind}" for kind in sorted({hit.kind for hit in hits})]
    out += [f"ak={pair}" for pair in sorted({f"{hit.frame.type}|{hit.kind}" for hit in hits})]
    out += [f"m={lemma}" for lemma in sorted({hit.lemma for hit in hits})]
    return out


def mentions_at(context: Context) -> list[int]:
    """For each token the mentions it stands in, and which begin soon after it or end just before it."""
    n = len(context.tokens)
    out = [0] * n
    for placed in context.placed:
        kind, first, last = placed.mention.kind, placed.first, placed.last
        soon, next_, over = _NEAR["next4", kind], _NEAR["next1", kind], _NEAR["prev", kind]
        for i in range(first, last):
            out[i] += _INSIDE[kind]
        for i in range(max(0, first - 4), first - 1):
            out[i] |= soon
        if first:
            out[first - 1] |= next_
        for i in range(last, min(n, last + 3)):
            out[i] |= over
    return out


def of_mentions(found: int) -> list[str]:
    """What the mentions at a token and near it say of it."""
    inside = [f"in={kind}" for kind, one in _INSIDE.items() for _ in range(found // one & 255)]
    return inside + sorted(f"{name}={kind}" for (name, kind), bit in _NEAR.items() if found & bit)
