"""Bodies and persons in office that no registry knows: proposed with a Latin name and marked as unknown, never dropped.

A body needs a head noun (لواء, كتيبة, حركة ...) and a name: in quotes, seen by the trained tagger, or a definite noun
behind a head that is used for armed bodies alone. A person needs a name *and* an office, rank, command or part as
spokesman in the text; private persons and victims are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from tawatur.languages import Token, Word, fold
from tawatur.lexicon.acts import readings
from tawatur.lexicon.names import Cues, Head, cues, is_given_name, is_known_word, label_names, romanize
from tawatur.lexicon.outlets import find_outlet
from tawatur.lexicon.words import segment, tag
from tawatur.model import ActorRef, Because, Mention, Span, content_id
from tawatur.passages.document import Document, Sentence

_QUOTES = {"«": "»", '"': '"', "“": "”", "(": ")", "'": "'"}
_STOPS = frozenset('.؟!؛:…"«»“”()[]')
_NO_NAME = frozenset({"PRON", "DET", "ADP", "SCONJ", "PUNCT"})
_REACH = 7
"""Words that may stand between an office and the name of who holds it."""


class _Text(NamedTuple):
    """A sentence that has a cue: its tokens, their words, and the tagger's names."""

    tokens: tuple[Token, ...]
    words: Sequence[Word]
    names: list[tuple[str, int, int]]


class _Found(NamedTuple):
    """A proposal: tokens from `start` to before `end`, its Latin name, and the cue with its rule."""

    start: int
    end: int
    name: str
    person: bool
    rule: str
    note: str
    cue: tuple[int, int]


def find_names(document: Document, known: Sequence[Mention] = ()) -> tuple[Mention, ...]:
    """Unknown bodies and persons in office, sorted by span; `ActorRef.ids` is `("",)` and `because` says why.

    A cue inside one of the `known` actors asks for no search. Names that the registry knows may be proposed beside
    other cues; `mentions.settle` drops them in favour of the known actor.
    """
    out: dict[Span, Mention] = {}
    covered = frozenset(i for m in known if _registered(m) for i in range(m.span.start, m.span.end))
    for sentence in document.sentences:
        for found in _in_sentence(sentence, covered):
            mention = _mention(document, sentence.tokens, found)
            if found.person or find_outlet(mention.span.of(document.report.text)) is None:
                out.setdefault(mention.span, mention)
    return tuple(out[span] for span in sorted(out))


def _registered(mention: Mention) -> bool:
    return isinstance(mention.value, ActorRef) and any(mention.value.ids)


def _in_sentence(sentence: Sentence, covered: frozenset[int]) -> list[_Found]:
    table, tokens = cues(), sentence.tokens
    near = [at for at, token in enumerate(tokens) if _may_be_cue(token.key)]
    if not any(tokens[at].end - 1 not in covered and _is_cue(tokens[at], table) for at in near):
        return []
    names = label_names(tokens)
    if not _body_near(tokens, near, names) and not _person_near(tokens, near, names):
        return []
    text = _Text(tokens, tag(tokens), names)
    bodies = list(_bodies(text, table))
    taken = {i for body in bodies for i in range(body.start, body.end)}
    persons = [p for p in _persons(text, table) if not taken & set(range(p.start, p.end))]
    return bodies + persons


def _body_near(tokens: Sequence[Token], near: list[int], names: list[tuple[str, int, int]]) -> bool:
    """Whether a body may be named at one of the cues `near`: the tagger sees one there, or none is needed, since a
    number or a name in quotes follows, or the head is a strong one. Spares most sentences the part-of-speech tagger."""
    for at in near:
        if not _may_be_head(tokens[at].key):
            continue
        if any(kind == "ORG" and start <= at < end - 1 for kind, start, end in names):
            return True
        if any(_may_number(token.text, token.key) for token in tokens[at : at + 3]):
            return True
    return False


def _person_near(tokens: Sequence[Token], near: list[int], names: list[tuple[str, int, int]]) -> bool:
    """Whether a person may be named beside one of the cues `near`: one that the tagger sees, or behind a rank."""
    for kind, start, end in names:
        if kind == "PER" and any(start - 1 - _REACH <= at <= end + 1 for at in near):
            return True
    ranks = cues().ranks
    return any(tokens[at].key in ranks and at + 1 < len(tokens) and _may_be_part(tokens[at + 1]) for at in near)


def _may_be_part(token: Token) -> bool:
    word = segment(token.text)
    return is_given_name(word.stem) or word.stem in cues().parts


@lru_cache(maxsize=100_000)
def _may_be_head(key: str) -> bool:
    """Whether some way to take clitics off gives the first word of a body's name."""
    return any(reading in _first_words() for reading in readings(key))


@lru_cache(maxsize=100_000)
def _may_number(text: str, key: str) -> bool:
    """Whether a body may be named at this token without the tagger's help: by a number, in quotes, behind a strong
    head."""
    if (text in _QUOTES and text != "(") or key[:1].isdigit() or any(c in "0123456789٠١٢٣٤٥٦٧٨٩" for c in key):
        return True
    return any(reading in _open_heads() for reading in readings(key)) if key else False


@cache
def _open_heads() -> frozenset[str]:
    table = cues()
    strong = {head[0] for head, found in table.bodies.items() if found.strong}
    ordinals = set(table.ordinals)
    return frozenset(strong | ordinals | {key.removeprefix("ال") for key in strong | ordinals})


@cache
def _cue_keys() -> frozenset[str]:
    """The first words of all cues, with and without the article."""
    table = cues()
    keys = {head[0] for head in table.bodies} | table.offices | table.ranks
    return frozenset(keys | {key.removeprefix("ال") for key in keys})


@lru_cache(maxsize=100_000)
def _may_be_cue(key: str) -> bool:
    """Whether some way to take clitics off gives a cue. Cheap, and asked of every word; few need the segmenter then."""
    return len(key) >= 3 and any(reading in _cue_keys() for reading in readings(key))


def _is_cue(token: Token, table: Cues) -> bool:
    stem = segment(token.text).stem
    articled = "ال" + stem
    return stem in _first_words() or stem in table.offices or articled in table.offices or articled in table.ranks


@cache
def _first_words() -> frozenset[str]:
    return frozenset(head[0] for head in cues().bodies)


def _mention(document: Document, tokens: Sequence[Token], found: _Found) -> Mention:
    first = tokens[found.start]
    start = first.start + _clitics(first)
    span = Span(start, tokens[found.end - 1].end)
    cue = Span(tokens[found.cue[0]].start, tokens[found.cue[1] - 1].end)
    because = Because(found.rule, f"{found.note}; unknown: no registry has it", None, (cue,))
    value = ActorRef((found.name,), ("",), person=found.person)
    name = content_id("mention", document.report.id, "actor", span.start, span.end, found.name)
    return Mention(name, document.report.id, span, "actor", value, (), (because,))


def _clitics(token: Token) -> int:
    """Letters of the token that are particles before its noun; the article is part of the name."""
    count = sum(len(p) for p in segment(token.text).proclitics if p != "ال")
    plain = token.text[: count + 1]
    return count if plain.isalpha() and fold(plain[:count]) == plain[:count] else 0


def _bodies(text: _Text, table: Cues) -> Iterator[_Found]:
    at = 0
    while at < len(text.tokens):
        found = _body_at(text, at, table)
        if found is not None:
            yield found
        at = found.end if found is not None else at + 1


def _body_at(text: _Text, at: int, table: Cues) -> _Found | None:
    word = text.words[at]
    if word.enclitic:
        return None
    head, after = table.bodies.get((word.stem,)), at + 1
    if after < len(text.words) and (word.stem, text.words[after].stem) in table.bodies:
        head, after = table.bodies[word.stem, text.words[after].stem], at + 2
    if head is None or after >= len(text.tokens):
        return None
    numbered = _numbered(text, at, head)
    if numbered is not None or word.proclitics[-1:] == ("ال",):
        return numbered
    quoted = _quoted(text, after)
    if quoted[1]:
        return _body(text, (at, after, quoted[1]), quoted, head, "a name in quotes")
    end = _tagged(text, at, after)
    if end and text.tokens[after].key not in table.not_names and _names_something(text, after, end, head, table):
        return _body(text, (at, after, end), (after, end), head, "a name that the tagger sees")
    end = _definite(text, after, table) if head.strong else 0
    return _body(text, (at, after, end), (after, end), head, "a definite name") if end else None


def _numbered(text: _Text, at: int, head: Head) -> _Found | None:
    """ "الفرقة 13", "اللواء الأول": a unit by its number; years and counts ("13 فرقة") are none."""
    number = 0
    following = text.tokens[at + 1]
    articled = text.words[at].proclitics[-1:] == ("ال",)
    if not head.number or not articled:
        return None
    if following.key.isdigit() and len(following.key) <= 4 and not following.key.startswith(("19", "20")):
        number = int(following.key)
    elif following.key.startswith("ال"):
        number = cues().ordinals.get(following.key[2:], 0)
    if not number:
        return None
    name = f"{_ordinal(number)} {head.number}"
    return _Found(at, at + 2, name, False, "names.body.number", "a unit by its number", (at, at + 1))


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _quoted(text: _Text, at: int) -> tuple[int, int]:
    """Tokens from the opening quote to behind the closing one, if one to five words stand between; (0, 0) if not."""
    closing = _QUOTES.get(text.tokens[at].text)
    if closing is None or text.tokens[at].text == "(":
        return 0, 0
    for end in range(at + 2, min(at + 7, len(text.tokens))):
        if text.tokens[end].text == closing:
            return at, end + 1
    return 0, 0


def _tagged(text: _Text, at: int, after: int) -> int:
    """Where the tagger's body that begins with the head ends, 0 if it sees none."""
    for kind, start, end in text.names:
        if kind == "ORG" and start <= at and after < end:
            return next((i for i in range(after, end) if _cuts(text, i, after)), end)
    return 0


def _cuts(text: _Text, at: int, after: int) -> bool:
    """Whether a body's name ends before this token: a sign, or a person's name behind the name itself."""
    if at > after and text.tokens[at].key in cues().ranks:
        return True
    return not text.tokens[at].is_word or (at > after + 1 and _is_part(text, at) and not _is_part(text, at - 1))


def _names_something(text: _Text, after: int, end: int, head: Head, table: Cues) -> bool:
    """Whether what follows a head is a name rather than a description: more than an adjective or a country's."""
    first = text.words[after]
    if first.pos in {"VERB", "ADP", "PART", "SCONJ", "PRON", "CCONJ"} or first.proclitics[:1] not in ((), ("ال",)):
        return False
    if first.pos == "ADJ" and not first.proclitics:
        return False
    return head.strong or end - after >= 2 or first.pos == "PROPN" or first.proclitics == ("ال",)


def _definite(text: _Text, after: int, table: Cues) -> int:
    """Where a definite name behind an armed head ends: the noun, its adjectives, or a person's name; 0 if none."""
    first = text.tokens[after].key
    if first in table.not_names or text.words[after].pos in {"VERB", "ADP", "PRON", "DET"}:
        return 0
    articled = text.words[after].proclitics == ("ال",) and first not in table.adjectives and not first.endswith("يين")
    known = _is_part(text, after) or (not text.words[after].proclitics and is_known_word(first))
    if not known and (not articled or text.words[after].pos == "ADJ"):
        return 0
    end = after + 1
    while end < len(text.tokens) and end - after < 4 and _continues(text, end, articled, table):
        articled = articled or text.words[end].proclitics == ("ال",)
        end += 1
    return end


def _continues(text: _Text, at: int, articled: bool, table: Cues) -> bool:
    """Whether a token goes on with a body's name: an adjective, or while no article has closed it, what is defined."""
    key, word = text.tokens[at].key, text.words[at]
    if key in table.adjectives:
        return True
    return not articled and (_is_part(text, at) or (word.proclitics == ("ال",) and word.pos != "VERB"))


def _is_part(text: _Text, at: int) -> bool:
    """Whether a token is a piece of a personal name: a given name or أبو, عبد, بن."""
    word = text.words[at]
    return not word.proclitics and (is_given_name(word.stem) or word.stem in cues().parts)


def _body(text: _Text, at: tuple[int, int, int], name: tuple[int, int], head: Head, why: str) -> _Found:
    """`at`: head, first token behind it, end; `name`: the tokens of the name itself."""
    table = cues()
    tokens = [t for t in text.tokens[name[0] : name[1]] if t.is_word]
    adjectives: list[str] = []
    while head.after and len(tokens) > 1 and tokens[-1].key in table.adjectives:
        adjectives.append(table.adjectives[tokens.pop().key])
    latin = romanize(" ".join(t.text for t in tokens))
    latin = re.sub(r"^Al-", "al-", latin)
    parts = [latin, *adjectives, head.latin] if head.after else [head.latin, latin]
    joined = " ".join(p for p in parts if p)
    note = f"a body: {text.tokens[at[0]].text} with {why}"
    return _Found(at[0], at[2], joined[:1].upper() + joined[1:], False, "names.body", note, (at[0], at[1]))


def _persons(text: _Text, table: Cues) -> Iterator[_Found]:
    seen: set[int] = set()
    for first, last in _person_spans(text, table):
        start = next((i for i in range(first, last) if _begins_name(text, i, last, table)), last)
        end = next((i for i in range(start, last) if not text.tokens[i].is_word or text.words[i].pos in _NO_NAME), last)
        if start == end or start in seen:
            continue
        cue = _office(text, start, end, table)
        if cue is not None and (end - start > 1 or (cue[1] == start and text.tokens[start - 1].key in table.ranks)):
            seen.update(range(start, end))
            name = romanize(" ".join(t.text[_clitics(t) :] for t in text.tokens[start:end] if t.is_word))
            title = " ".join(t.text for t in text.tokens[cue[0] : cue[1]])
            note = f"a person whom the text gives an office: {title}"
            yield _Found(start, end, name, True, "names.person.office", note, cue)


def _begins_name(text: _Text, at: int, end: int, table: Cues) -> bool:
    """Whether a person's name may begin here: no office, no word with a pronoun, no adjective before the name."""
    word = text.words[at]
    if word.enclitic and not is_given_name(text.tokens[at].key):
        return False
    if "ال" + word.stem in table.ranks | table.offices or word.stem.endswith("يين"):
        return False
    return word.proclitics[-1:] != ("ال",) or end - at == 1 or _is_part(text, at)


def _person_spans(text: _Text, table: Cues) -> list[tuple[int, int]]:
    """The tagger's persons, and names right behind a rank that it missed; sorted, no overlaps."""
    out = [(start, end) for kind, start, end in text.names if kind == "PER"]
    taken = {i for start, end in out for i in range(start, end)}
    for at, token in enumerate(text.tokens[:-1]):
        if token.key in table.ranks and at + 1 not in taken and _is_part(text, at + 1):
            end = at + 2
            while end < len(text.tokens) and end - at <= 5 and end not in taken and _surname(text, end, table):
                end += 1
            if end - at > 2:
                out.append((at + 1, end))
                taken.update(range(at + 1, end))
    return sorted(out)


def _surname(text: _Text, at: int, table: Cues) -> bool:
    key, word = text.tokens[at].key, text.words[at]
    if _is_part(text, at) or text.words[at - 1].stem in cues().parts:
        return text.tokens[at].is_word
    articled = word.proclitics == ("ال",) and key not in table.not_names | table.ranks | table.offices
    return articled and key not in table.adjectives and word.pos in {"PROPN", "NOUN", "ADJ", "X"}


def _office(text: _Text, start: int, end: int, table: Cues) -> tuple[int, int] | None:
    """The tokens of the office, rank or command that the text gives to the person of tokens `start` to `end`."""
    first = start
    while first > 0 and text.tokens[first - 1].key in table.ranks:
        first -= 1
    if any(text.tokens[i].key not in table.address for i in range(first, start)):
        return first, start
    before = _office_before(text, first, table)
    return before if before is not None else _office_behind(text, end, table)


def _office_before(text: _Text, start: int, table: Cues) -> tuple[int, int] | None:
    """ "قائد الفرقة ... محمد", "المتحدث باسم القوات محمد": an office whose holder is named within a few words."""
    for at in range(start - 1, max(-1, start - 1 - _REACH), -1):
        word, key = text.words[at], text.tokens[at].key
        if word.stem in table.offices or "ال" + word.stem in table.offices:
            return at, start
        if (
            key in _STOPS
            or key in {"،", ","}
            or key in table.links
            or word.pos in {"VERB", "AUX"}
            or "و" in word.proclitics
        ):
            return None
    return None


def _office_behind(text: _Text, end: int, table: Cues) -> tuple[int, int] | None:
    """ "محمد، المتحدث باسم ...": an office in apposition, with its article or a noun of its own behind it."""
    at = end + 1 if end < len(text.tokens) and text.tokens[end].key in {"،", ",", "(", "-"} else end
    if at >= len(text.tokens):
        return None
    word = text.words[at]
    articled = word.proclitics == ("ال",)
    if word.proclitics and not articled:
        return None
    named = ("ال" + word.stem) in table.offices if articled else (word.stem in table.offices and at > end)
    return (at, at + 1) if named else None
