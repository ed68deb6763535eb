"""What the registry and public facts say about the day of writing: who was in office, what existed, what fell when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from tawatur.languages import Token, fold
from tawatur.lexicon.actors import Actor, actor_index
from tawatur.lexicon.dating import Facts, facts
from tawatur.mentions.time_calendar import month, plus_days, year
from tawatur.model import ActorRef, Mention, Span, content_id
from tawatur.model.dating import AnyOf, Between, Constraint, Strength, Test
from tawatur.passages import Document, Sentence

SLACK_NAME, SLACK_OFFICE, SLACK_AFTER = timedelta(days=60), timedelta(days=180), timedelta(days=540)
"""Registry dates are cut to months or years and unchecked: a name may be older, an office begin earlier, by that much;
reports that look back name a figure's office without "former" for a year or more."""
_REACH, _BEHIND = 6, 3
_CUT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?\Z")
_BODIES = frozenset(["government", "ministry", "political body", "party", "allies", "generic", "operations room"])
"""Kinds whose names are used before they exist, or are made of common words: they date nothing."""


def parse_cut(text: str, last: bool = False) -> date:
    """First or last day of a date that is cut to what is known: `2014`, `2014-06`, `2014-06-10`.

    >>> parse_cut("2014-06"), parse_cut("2014", last=True)
    (datetime.date(2014, 6, 1), datetime.date(2014, 12, 31))
    """
    found = _CUT.match(text)
    if found is None:
        raise ValueError(f"{text!r} is no date of the form 2014, 2014-06 or 2014-06-10")
    y, m, d = (None if part is None else int(part) for part in found.groups())
    assert y is not None
    if d is not None and m is not None:
        return date(y, m, d)
    return (month(y, m) if m is not None else year(y))[last]


def read(document: Document, mentions: Iterable[Mention]) -> tuple[Constraint, ...]:
    """The limits of a report that rest on what is known of the names in it."""
    actors = actor_index().actors
    known = [
        (mention, actors[id])
        for mention in mentions
        if isinstance(mention.value, ActorRef) and not mention.value.anaphor and not mention.value.generic
        for id in mention.value.ids
        if id in actors
    ]
    return (*_existing(document, known), *_named(document), *_in_office(document, known))


def limit(document: Document, span: Span, rule: str, strength: Strength, test: Test, **values: str) -> Constraint:
    """A limit on the day of a report, tied to words of its text."""
    words = span.of(document.report.text)
    id = content_id("limit", document.report.identity, rule, span.start, words, test)
    filled = tuple(sorted(values.items()))
    return Constraint(id, document.report.id, rule, strength, test, words, (span,), filled)


def _existing(document: Document, known: Sequence[tuple[Mention, Actor]]) -> Iterator[Constraint]:
    """The youngest force that the report names twice by its own name, or the second youngest of all: one name alone may
    be a word read wrongly."""
    seen: dict[str, list[Mention]] = {}
    for mention, actor in known:
        if actor.start is not None and actor.kind not in _BODIES and _by_name(document, mention, actor):
            seen.setdefault(actor.id, []).append(mention)
    actors = {actor.id: actor for _, actor in known}
    youngest = sorted(seen, key=lambda id: (parse_cut(actors[id].start or ""), id), reverse=True)
    for rank, id in enumerate(youngest):
        start = actors[id].start
        if start is not None and (rank > 0 or len(seen[id]) > 1):
            test = Between(parse_cut(start) - SLACK_NAME, None)
            yield limit(document, seen[id][0].span, "name.exists", "implied", test, name=actors[id].name, day=start)
            return


def _by_name(document: Document, mention: Mention, actor: Actor) -> bool:
    """Whether the words hold one of the actor's own names, not words that only mean it in context."""
    words = fold(mention.span.of(document.report.text))
    return any(fold(name) in words for name in (*actor.ar.every(), *actor.en.every()))


def _named(document: Document) -> Iterator[Constraint]:
    """Names of operations, accords and resolutions that did not exist before their day."""
    names = facts().named
    seen: set[str] = set()
    for sentence in document.sentences:
        for span, key in _phrases(sentence.tokens):
            found = names.get(key)
            if found is not None and found.id not in seen:
                seen.add(found.id)
                test = Between(found.day, None)
                day = found.day.isoformat()
                yield limit(document, span, "name.exists", "implied", test, name=found.name, day=day)


_GLUED = ("", "و", "ب", "ل", "ف", "ك", "وب", "ول")


@lru_cache(maxsize=1)
def _starts() -> dict[str, tuple[tuple[str, int], ...]]:
    """First words of named facts, with a particle before them or without: the particle, and the lengths of the phrases
    that begin so."""
    found: dict[str, set[tuple[str, int]]] = {}
    for words in facts().named:
        parts = words.split(" ")
        for glued in _GLUED:
            found.setdefault(glued + parts[0], set()).add((glued, len(parts)))
    return {first: tuple(sorted(ways)) for first, ways in found.items()}


def _phrases(tokens: Sequence[Token]) -> Iterator[tuple[Span, str]]:
    starts = _starts()
    for i, token in enumerate(tokens):
        for glued, length in starts.get(token.key, ()):
            if i + length <= len(tokens):
                rest = (one.key for one in tokens[i + 1 : i + length])
                phrase = " ".join((token.key.removeprefix(glued), *rest))
                yield Span(token.start + len(glued), tokens[i + length - 1].end), phrase


def _in_office(document: Document, known: Sequence[tuple[Mention, Actor]]) -> Iterator[Constraint]:
    """One limit for each figure that the report shows in an office, and never calls a former one."""
    table = facts()
    people = sorted({mention.span for mention, actor in known if actor.offices})
    held: dict[str, tuple[Mention, Actor, tuple[int, ...]]] = {}
    former: set[str] = set()
    for mention, actor in known:
        if not actor.offices or not _in_full(document, mention, actor):
            continue
        sentence = next((s for s in document.sentences if s.span.contains(mention.span)), None)
        if sentence is None:
            continue
        around = _around(sentence, mention.span, people)
        if table.former & set(around.split()):
            former.add(actor.id)
        offices = tuple(i for i, one in enumerate(actor.offices) if _says(table, one.title, around))
        if offices and actor.id not in held:
            held[actor.id] = (mention, actor, offices)
    for id, (mention, actor, offices) in held.items():
        if id not in former:
            yield _office(document, mention, actor, offices)


def _in_full(document: Document, mention: Mention, actor: Actor) -> bool:
    """Whether the words hold a name of two parts or more that the actor alone bears."""
    words, weak = fold(mention.span.of(document.report.text)), {fold(name) for name in actor.weak}
    full = [fold(name) for name in (*actor.ar.every(), *actor.en.every())]
    return any(" " in name and name not in weak and name in words for name in full)


def _around(sentence: Sentence, span: Span, people: Sequence[Span]) -> str:
    """The folded words within reach of a name, the name itself included, up to the next figure on either side."""
    low = max((other.end for other in people if other.end <= span.start), default=0)
    high = min((other.start for other in people if other.start >= span.end), default=sentence.span.end)
    first = next(i for i, token in enumerate(sentence.tokens) if token.end > span.start)
    last = next((i for i, token in enumerate(sentence.tokens) if token.start >= span.end), len(sentence.tokens))
    near = sentence.tokens[max(0, first - _REACH) : last + _BEHIND]
    return " ".join(token.key for token in near if token.is_word and token.start >= low and token.end <= high)


def _says(table: Facts, title: str, around: str) -> bool:
    """Whether the words of an office stand there; a longer title ("vice president") hides the shorter one in it."""
    row = next((row for row in table.titles if row.title in title), None)
    if row is None:
        return False
    behind = "".join(rf"(?<!{deputy} )" for deputy in sorted(table.deputies))
    for word in _title_words():
        if word not in around:
            continue
        pattern = rf"{behind}(?<!\w)[وبلفك]?{re.escape(word)}(?!\w)"
        if word in row.words and re.search(pattern, around):
            return True
        if word not in row.words:
            around = re.sub(pattern, "#", around)
    return False


@lru_cache(maxsize=1)
def _title_words() -> tuple[str, ...]:
    """The words of all offices, the longest first."""
    return tuple(sorted({word for row in facts().titles for word in row.words}, key=lambda word: (-len(word), word)))


def _office(document: Document, mention: Mention, actor: Actor, offices: tuple[int, ...]) -> Constraint:
    held = [actor.offices[i] for i in offices]
    ranges = tuple(
        Between(
            None if one.start is None else plus_days(parse_cut(one.start), -SLACK_OFFICE.days),
            None if one.end is None else plus_days(parse_cut(one.end, last=True), SLACK_AFTER.days),
        )
        for one in held
    )
    term = f"{held[0].start or ''}..{held[-1].end or ''}"
    return limit(
        document, mention.span, "in.office", "implied", AnyOf(ranges), name=actor.name, title=held[0].title, term=term
    )
