"""Phrases of the actor index in a sentence: dictionary names, and names composed of a head noun and an adjective."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from tawatur.languages import Token, variants
from tawatur.lexicon.actors import ActorIndex, Form
from tawatur.model import Span
from tawatur.passages.document import Sentence

_SOFT = frozenset("«»\"“”„'‘’()[]{}-–/ـ")
_QUOTES = frozenset('«"“„')
_LONGEST_HEAD = 3
_CLITICS = frozenset("وفبلك")


class Marks(NamedTuple):
    """What the index says of one word: the readings under which names and head nouns may start there, each with how
    many words these have; what it makes of a leader's name; whether it is a word of alliance or of some country."""

    names: tuple[tuple[tuple[str, ...], str, tuple[int, ...]], ...] = ()
    heads: tuple[tuple[tuple[str, ...], str, bool, tuple[int, ...]], ...] = ()
    role: str | None = None
    allied: bool = False
    cue: bool = False


class Words(NamedTuple):
    """The words of a sentence: tokens, keys, marks, whether a hard sign (stop, comma) or a quote stands before."""

    tokens: tuple[Token, ...]
    keys: tuple[str, ...]
    marks: tuple[Marks, ...]
    cut: tuple[bool, ...]
    quoted: tuple[bool, ...]

    def span(self, start: int, end: int) -> Span:
        return Span(self.tokens[start].start, self.tokens[end - 1].end)

    def joined(self, start: int, end: int) -> bool:
        """Whether words `start` to `end` stand in the sentence and no hard sign divides them."""
        if end > len(self.keys):
            return False
        return end - start <= 1 or True not in self.cut[start + 1 : end]


class Hit(NamedTuple):
    """Words `[start, end)` with what they may stand for. `head` is the class of head noun that governs the name,
    `phrase` the key that matched, `clitics` the particles written onto its first word, `counted` whether a number
    stands before it, `pointed` whether "this" or "that" does."""

    start: int
    end: int
    forms: tuple[Form, ...]
    clitics: tuple[str, ...]
    head: str = ""
    phrase: str = ""
    counted: bool = False
    pointed: bool = False


def words_of(sentence: Sentence, index: ActorIndex) -> Words:
    """The words of a sentence; signs only cut or do not cut."""
    tokens, cuts, quotes = [], [], []
    cut = quoted = False
    for token, word in zip(sentence.tokens, sentence.words, strict=True):
        if word:
            tokens.append(token)
            cuts.append(cut)
            quotes.append(quoted)
            cut = quoted = False
            continue
        quoted = token.text in _QUOTES
        if token.text not in _SOFT:
            cut = True
    keys = tuple([token.key for token in tokens])
    return Words(tuple(tokens), keys, tuple([marks(key, index) for key in keys]), tuple(cuts), tuple(quotes))


@lru_cache(maxsize=100_000)
def readings(key: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Ways to read a written word as particles and a rest that may still hold the article: the longest rest first."""
    out: list[tuple[tuple[str, ...], str]] = [((), key)]
    for word in variants(key)[1:]:
        if all(c in _CLITICS for c in word.proclitics):
            out.append((word.proclitics, word.stem))
    return tuple(out)


_UNMARKED = Marks()


@lru_cache(maxsize=100_000)
def marks(key: str, index: ActorIndex) -> Marks:
    """The marks of a word; most words have none."""
    names, heads = [], []
    role, allied, cue = None, False, False
    for clitics, stem in readings(key):
        bare = stem[2:] if stem.startswith("ال") else stem
        definite = bare != stem and len(stem) > 4
        if stem in index.lengths:
            names.append((clitics, stem, index.lengths[stem]))
        for first in (stem, bare) if definite else (stem,):
            if first in index.head_lengths:
                heads.append((clitics, first, definite, index.head_lengths[first]))
        role = role or index.loyal.get(bare)
        allied = allied or stem in index.allies
        cue = cue or stem in index.cues or stem in index.cue_starts
    found = Marks(tuple(names), tuple(heads), role, allied, cue)
    return _UNMARKED if found == _UNMARKED else found


def _fits_latin(form: Form, words: Words, at: int) -> bool:
    """Latin names count only as written with a capital; abbreviations only in capitals."""
    if not form.latin:
        return True
    text = words.tokens[at].text
    return text.isupper() if form.latin.isupper() else text[:1].isupper()


def dictionary_hit(words: Words, at: int, index: ActorIndex) -> Hit | None:
    """The longest name of the index that starts at word `at`, with or without particles."""
    best: Hit | None = None
    for clitics, stem, lengths in words.marks[at].names:
        for length in lengths:
            end = at + length
            if (best is not None and length <= best.end - at) or not words.joined(at, end):
                continue
            phrase = " ".join((stem, *words.keys[at + 1 : end]))
            forms = tuple(f for f in index.phrases.get(phrase, ()) if _fits_latin(f, words, at))
            if forms:
                best = Hit(at, end, forms, clitics, phrase=phrase)
                break
    return best


def head_at(
    words: Words, at: int, index: ActorIndex, longest: int = _LONGEST_HEAD
) -> tuple[str, int, bool, tuple[str, ...]] | None:
    """The head noun at word `at`: its class, the word after it, whether it has the article, and its particles."""
    for clitics, first, definite, lengths in words.marks[at].heads:
        for length in lengths:
            if length > longest or not words.joined(at, at + length):
                continue
            rest = words.keys[at + 1 : at + length]
            kind = index.heads.get(" ".join((first, *rest)) if rest else first)
            if kind:
                sure = definite or (bool(rest) and rest[-1].startswith("ال"))
                return kind, at + length, sure, clitics
    return None


def _filler(key: str, index: ActorIndex) -> bool:
    bare = key[1:] if key.startswith("وال") else key
    return (bare[2:] if bare.startswith("ال") else bare) in index.fillers


def composed_hit(words: Words, at: int, index: ActorIndex) -> Hit | None:
    """A head noun with an actor's adjective after it ("الطائرات الحربية التركية"): definiteness must agree."""
    head = head_at(words, at, index)
    if head is None:
        return None
    kind, j, definite, clitics = head
    for _ in range(4):
        if not words.joined(at, j + 1):
            return None
        key = words.keys[j]
        actor = index.adjectives.get(key)
        if actor and key.startswith("ال") == definite:
            if kind.startswith("event"):  # the act is not part of who did it
                return Hit(j, j + 1, (Form(actor),), (), head=kind, phrase=key)
            return Hit(at, j + 1, (Form(actor),), clitics, head=kind, phrase=key)
        if not _filler(key, index):
            return None
        definite = definite or key.startswith("ال")
        j += 1
    return None


def coordinated(words: Words, hit: Hit, index: ActorIndex) -> Hit | None:
    """A second adjective joined by "و" ("الطائرات السورية والروسية") shares the head noun."""
    at = hit.end
    if not words.joined(hit.start, at + 1) or not words.keys[at].startswith("و"):
        return None
    actor = index.adjectives.get(words.keys[at][1:])
    if actor is None or words.keys[at][1:].startswith("ال") != words.keys[at - 1].removeprefix("و").startswith("ال"):
        return None
    return Hit(at, at + 1, (Form(actor),), ("و",), head=hit.head, phrase=words.keys[at])


def extended(words: Words, hit: Hit, index: ActorIndex, floor: int) -> Hit:
    """The hit with the head nouns in construct before it ("عناصر تنظيم داعش"); the outermost telling one decides."""
    start, head, clitics = hit.start, hit.head, hit.clitics
    while start > floor and not words.cut[start] and not clitics:
        found = None
        for length in (2, 1):
            at = start - length
            if at < floor:
                continue
            got = head_at(words, at, index, length)
            if got is None or got[1] != start or got[0].startswith("event"):
                continue
            if not words.keys[at].startswith("ال"):
                found = (at, got)
                break
        if found is None:
            break
        start, (kind, _, _, clitics) = found
        head = kind if kind not in ("force", "fighters") or not head else head
    before = words.keys[start - 1] if start > 0 and not words.cut[start] else ""
    counted = before[:1].isdigit()
    pointed = before in index.pointers or hit.phrase.split(" ", 1)[0] in index.pointers
    if start == hit.start and not counted and not pointed:
        return hit
    return hit._replace(start=start, head=head, clitics=clitics, counted=counted, pointed=pointed)


def _inner(words: Words, hit: Hit, index: ActorIndex) -> bool:
    """Whether a name starts inside the hit and reaches beyond it ("قوات سوريا" in "قوات سوريا الديمقراطية")."""
    for at in range(hit.start + 1, hit.end):
        other = dictionary_hit(words, at, index)
        if other is not None and other.end > hit.end:
            return True
    return False


def _governs(words: Words, hit: Hit, index: ActorIndex) -> bool:
    """Whether a bare noun that could be an anaphor or generic is the head of the name after it ("مسلحو حركة ...")."""
    loose = all(form.anaphor or index.actors[form.id].kind == "generic" for form in hit.forms)
    if not loose or words.keys[hit.end - 1].startswith("ال"):
        return False
    if hit.phrase.split(" ")[-1] not in index.heads or not words.joined(hit.start, hit.end + 1):
        return False
    after = dictionary_hit(words, hit.end, index)
    return after is not None and not after.clitics


def _best(words: Words, at: int, index: ActorIndex) -> Hit | None:
    named, composed = dictionary_hit(words, at, index), composed_hit(words, at, index)
    both = (named, composed) if named is None or composed is None or named.end >= composed.end else (composed, named)
    for hit in filter(None, both):
        if not _inner(words, hit, index) and not _governs(words, hit, index):
            return hit
    return None


def scan(words: Words, index: ActorIndex) -> list[Hit]:
    """All hits of a sentence in reading order, none overlapping another; at each word the longest wins."""
    out: list[Hit] = []
    at = floor = 0
    while at < len(words.keys):
        found = words.marks[at]
        hit = _best(words, at, index) if found.names or found.heads else None
        if hit is None:
            at += 1
            continue
        hit = extended(words, hit, index, floor)
        out.append(hit)
        second = coordinated(words, hit, index) if hit.head else None
        while second is not None:
            out.append(second)
            second = coordinated(words, second, index)
        at = floor = out[-1].end
    return out
