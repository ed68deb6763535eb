"""The parts of an amount around its figure: phrases of the data, the counted noun, figures that are none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tawatur.languages.script import fold
from tawatur.languages.tokens import Token
from tawatur.lexicon.numbers import Noun, Phrase, number_lexicon
from tawatur.mentions.number_words import Number, readings
from tawatur.model import Frozen


class PhraseAt(Frozen, frozen=True):
    """A phrase of the data over the tokens `[first, last)`; `glued` is the length of the particles before it."""

    first: int
    last: int
    phrase: Phrase
    glued: int


@lru_cache(maxsize=100_000)
def _phrase_starts(key: str) -> tuple[tuple[str, str, int], ...]:
    starts = number_lexicon().starts
    return tuple(
        (p, s, starts[s]) for p, s in (readings(key) if len(key) <= 24 else ()) if s in starts and p not in ("ال", "ك")
    )


def phrase_at(tokens: Sequence[Token], at: int, kinds: tuple[str, ...]) -> PhraseAt | None:
    """The longest phrase of one of the kinds that begins at a token, `None` if there is none."""
    if at >= len(tokens):
        return None
    starts = _phrase_starts(tokens[at].key or tokens[at].text)
    if not starts:
        return None
    phrases = number_lexicon().phrases
    for prefix, stem, longest in starts:
        for size in range(min(longest, len(tokens) - at), 0, -1):
            key = stem if size == 1 else " ".join((stem, *(t.key for t in tokens[at + 1 : at + size])))
            for phrase in phrases.get(key, ()):
                if phrase.kind in kinds:
                    return PhraseAt(at, at + size, phrase, len(prefix))
    return None


def phrase_before(tokens: Sequence[Token], end: int, kind: str) -> PhraseAt | None:
    """The longest phrase of a kind that ends just before a token."""
    for size in (4, 3, 2, 1):
        if end - size >= 0:
            found = phrase_at(tokens, end - size, (kind,))
            if found is not None and found.last == end:
                return found
    return None


@lru_cache(maxsize=100_000)
def noun(key: str) -> tuple[str, Noun] | None:
    """The counted noun that a folded word is, particles off: the particles and the noun."""
    nouns = number_lexicon().nouns
    if len(key) > 20:
        return None
    for prefix, stem in readings(key):
        found = nouns.get(stem)
        if found is not None and not prefix.startswith("ك"):
            return prefix, found
    return None


_OWNERS = ("هما", "هم", "هن", "ها", "نا", "ه")


@lru_cache(maxsize=100_000)
def owned_noun(key: str) -> tuple[str, Noun] | None:
    """The counted noun with a pronoun behind it: "مرافقيه", "جنودها", "سيارتهما"."""
    nouns = number_lexicon().nouns
    for prefix, stem in readings(key) if len(key) <= 20 else ():
        for owner in _OWNERS:
            bare = stem.removesuffix(owner)
            if bare == stem or len(bare) < 3:
                continue
            found = nouns.get(bare) or (nouns.get(bare[:-1] + "ه") if bare.endswith("ت") else None)
            if found is not None:
                return prefix, found
    return None


class Marks(NamedTuple):
    """What a token may be to an amount without a figure: the start of a phrase of the data, a dual, a single one."""

    word: bool
    opens: bool
    dual: bool
    single: bool


@lru_cache(maxsize=100_000)
def marks(key: str) -> Marks:
    """The marks of a folded word or sign; most words have none."""
    words, found = number_lexicon().words, noun(key)
    bare = key.removeprefix("و")
    single = bare in words["one_of"] or bare in words["one_words"] or may_be_victim(key)
    word = key[0].isalpha() or key[0].isdigit()
    return Marks(word, bool(_phrase_starts(key)), found is not None and found[1].number == 2, single)


def may_be_victim(key: str) -> bool:
    """Whether a word may be a single counted noun; most words are none."""
    found = noun(key) or owned_noun(key)
    return found is not None and found[1].number == 1 and found[1].one


class Tail(Frozen, frozen=True):
    """What follows a figure: the counted noun if there is one, and the token after the phrase."""

    last: int
    noun: Noun | None
    text: str


def tail_of(tokens: Sequence[Token], at: int) -> Tail:
    """The noun phrase after a figure: "شخصا", "من عناصر التنظيم", "آخرين", "(مدنيا)"."""
    words = number_lexicon().words
    here, found, text = at, None, ""
    quoted = here < len(tokens) and tokens[here].text in "«“(‘"
    here += quoted
    if here < len(tokens) and tokens[here].key in words["of"] and here + 1 < len(tokens):
        following = noun(tokens[here + 1].key) or owned_noun(tokens[here + 1].key)
        if following is not None:
            found, text, here = following[1], tokens[here + 1].text, here + 2
    elif here < len(tokens) and tokens[here].key:
        following = noun(tokens[here].key)
        joined = noun(tokens[here].key + tokens[here + 1].key) if here + 1 < len(tokens) else None
        if joined is not None and not joined[0]:
            found, text, here = joined[1], tokens[here].text, here + 2
        elif following is not None and following[0] in ("", "ال"):
            found, text, here = following[1], tokens[here].text, here + 1
    if found is None:
        here = at
    else:
        here += quoted and here < len(tokens) and tokens[here].text in "»”)’"
    found, here = _described(tokens, here, found)
    if found is None and here == at and here < len(tokens) and tokens[here].key in words["people"]:
        here += 1
    return Tail(here, found, text)


def _described(tokens: Sequence[Token], here: int, found: Noun | None) -> tuple[Noun | None, int]:
    """The noun after its adjectives: a car bomb is an explosive, a dead civilian a civilian."""
    words = number_lexicon().words
    while here < len(tokens) and tokens[here].key in (words["others"] | words["adjectives"] | words["clusters"]):
        if found is not None and tokens[here].key in words["clusters"]:
            found = Noun(found.lemma, "explosive", found.number, found.one)
        here += 1
    if here < len(tokens) and tokens[here].key in words["two"]:
        here += 1
    if found is None or fold(found.lemma) not in words["generic"]:
        return found, here
    for at in range(max(here - 1, 0), min(here + 3, len(tokens))):
        closer = noun(tokens[at].key) if tokens[at].key else None
        if closer is not None and at >= here and closer[0] == "" and tokens[at - 1].key != "من":
            closer = None
        if closer is not None and closer[1].unit in ("civilian", "fighter") and (at < here or closer[1].number == 0):
            return Noun(found.lemma, closer[1].unit, found.number, found.one), here
    return found, here


def _latin(token: Token) -> bool:
    return token.text[:1].isascii() and token.text[:1].isalpha()


def is_label(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a figure is a name, a clock time, an age or a label: "الفرقة 17", "إف-16", "الساعة 9:30", "T-72"."""
    if number.kind in ("ordinal", "bare ordinal"):
        return True
    return _labelled_before(tokens, number) or _labelled_after(tokens, number)


def _labelled_before(tokens: Sequence[Token], number: Number) -> bool:
    if not number.first:
        return False
    words, before = number_lexicon().words, tokens[number.first - 1]
    if number.kind == "words":
        return before.key in words["labels"] and before.key.startswith("ال")
    glued = before.end == tokens[number.first].start and before.is_word and len(before.key) > 1
    if glued and before.key not in ("ال", "وال", "بال"):
        return True  # "كم2", "تو22"
    if any(stem in words["labels"] for _, stem in readings(before.key)) or _latin(before):
        return True
    return before.text in "-–—/:." and number.first >= 2 and _joined_label(tokens, number.first)


def _labelled_after(tokens: Sequence[Token], number: Number) -> bool:
    if number.last >= len(tokens):
        return False
    after, label_tails = tokens[number.last], number_lexicon().words["label_tails"]
    if after.text in ":/" and number.last + 1 < len(tokens):
        return tokens[number.last + 1].key[:1].isdigit()
    return after.key in label_tails or (_latin(after) and after.start == tokens[number.last - 1].end)


def _joined_label(tokens: Sequence[Token], at: int) -> bool:
    """A figure behind a hyphen, slash or colon: a label if a letter word or a figure stands glued before the sign."""
    sign, word = tokens[at - 1], tokens[at - 2]
    if sign.end != tokens[at].start and sign.text not in "-–":
        return False
    label = word.key in number_lexicon().words["labels"] or _latin(word)
    glued = word.end == sign.start and sign.end == tokens[at].start
    return label or (glued and (len(word.key) <= 3 or sign.text in ":/"))
