"""Sources of a report: outlets and agencies, named persons and bodies that speak, sources without a name."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.lexicon.attribution import Attribution, attribution
from tawatur.mentions.source_cues import Cue, find_cues
from tawatur.mentions.source_outlets import outlet_at
from tawatur.mentions.source_persons import unknown_name
from tawatur.mentions.source_phrases import noun_at, read
from tawatur.mentions.source_reader import Reader, Source
from tawatur.mentions.source_words import QUOTES_ANY, Words, words_of
from tawatur.model import Because, Mention, SourceRef, Span, content_id
from tawatur.passages.document import Document, Sentence

_LEFT = 26


class Said(NamedTuple):
    """A cue with the speakers read around it: who speaks, whom that speaker relays, to or through whom it was said.

    `content` is the position at which what is said begins; `relative` whether the speaker stands before the verb.
    """

    cue: Cue
    speaker: Source | None
    relayed: Source | None
    through: tuple[Source, ...]
    content: int
    before: bool = False


def find_sources(document: Document) -> tuple[Mention, ...]:
    """The sources that the report names, sorted by span. A phrase that only stands for a source named before ("المصدر",
    "البيان") is left to the chain rules, which know what went before."""
    found: dict[tuple[int, int], Mention] = {}
    for sentence in document.sentences:
        words = words_of(sentence.tokens)
        for said in read_said(sentence):
            for source in (said.speaker, said.relayed, *said.through):
                if source is not None and not source.anaphor and source.end > source.start:
                    mention = _mention(document, words, source)
                    found.setdefault((mention.span.start, mention.span.end), mention)
    return tuple(found[key] for key in sorted(found))


def read_said(sentence: Sentence) -> tuple[Said, ...]:
    """Every cue of a sentence with its speakers, in order."""
    words = words_of(sentence.tokens)
    reader = Reader(words)
    cues = find_cues(words)
    out = []
    for number, cue in enumerate(cues):
        limit = cues[number + 1].at if number + 1 < len(cues) else len(words.keys)
        floor = cues[number - 1].to if number else 0
        behind = bool(number) and cues[number - 1].role == "adverbial" and cue.at - floor <= 1
        said = _read(reader, cue, limit, floor, behind)
        if said:
            out.append(said)
    return tuple(out)


def _read(reader: Reader, cue: Cue, limit: int, floor: int, behind: bool) -> Said | None:
    if cue.role == "own":
        return Said(cue, None, None, (), cue.to)
    if cue.role == "passive":
        unsigned = Source(cue.at, cue.to, cue.who, "", True, "", "", (), (), "passive")
        return Said(cue, unsigned, None, (), cue.to if cue.shape == "noun" else max(cue.that, cue.to))
    if cue.role == "colon":
        source = read(reader, 0, cue.at)
        fits = source is not None and source.rule not in ("name",) and cue.at - source.end <= 3
        return Said(cue, source, None, (), cue.to) if fits else None
    if cue.role in ("according", "stated"):
        start = cue.to + (cue.to < len(reader.words.keys) and reader.words.keys[cue.to] in ("ل", "ب"))
        source = read(reader, start, limit if limit > start else len(reader.words.keys), told=True)
        return Said(cue, source, None, (), source.end if source else cue.to)
    if cue.role == "adverbial":
        return Said(cue, None, None, (), cue.to)
    return _read_verb(reader, cue, limit, floor, behind)


def _read_verb(reader: Reader, cue: Cue, limit: int, floor: int, behind: bool) -> Said | None:
    keys = reader.words.keys
    verb = reader.lexicon.verbs[cue.verb]
    end = cue.that if cue.that >= 0 else min(limit, len(keys))
    if cue.that < 0 and limit < len(keys):
        end = limit
    through = _through(reader, cue.to, min(end, cue.to + 30))
    speaker = None if cue.shape == "participle" else _after(reader, cue, end)
    relayed = None
    before = False
    if verb.kind == "relay" and cue.that >= 0 and keys[cue.that] == "عن":
        relayed = read(reader, cue.that + 1, len(keys))
    if verb.kind == "learn" and cue.that >= 0:
        source = next((a for a in range(cue.to, min(len(keys), cue.to + 12)) if keys[a] in ("من", "عن")), -1)
        relayed = read(reader, source + 1, len(keys)) if source >= 0 else None
    clause = cue.that >= 0 and keys[cue.that] in reader.scope["that"]
    if verb.kind == "relay" and relayed is None and not clause and not _speaks(speaker):
        return None
    if verb.object and not cue.joined and cue.shape == "finite":
        first = _before(reader, cue, floor)
        speaker, before = (first, True) if first is not None else (speaker, False)
    inner = next((a for a in range(cue.to, end) if keys[a : a + 2] == ("نقلا", "عن")), -1)
    if inner >= 0:
        relayed = read(reader, inner + 2, end)
    if speaker is None and cue.shape == "finite" and not cue.joined:
        speaker = _before(reader, cue, floor)
        before = speaker is not None
    if verb.strict and cue.that < 0 and not behind and not _speaks(speaker):
        return None
    if verb.kind == "publish" and speaker is not None and speaker.rule in ("report", "statement"):
        return None
    if cue.shape == "masdar" and speaker is None and keys[cue.at] not in ("قوله", "قولها", "قولهم"):
        return None
    if speaker is None and ((cue.that < 0 and not behind) or verb.subject):
        return None
    if speaker is None and cue.shape == "finite" and not cue.joined and cue.at and not behind:
        if keys[cue.at - 1] not in _GOES_ON and reader.words.is_word(cue.at - 1):
            return None
    content = max([cue.to, *(s.end for s in (speaker, relayed) if s is not None and not before)])
    return Said(cue, speaker, relayed, through, content, before)


def _speaks(source: Source | None) -> bool:
    """Whether the speaker is one whose trade is to speak: then a verb with other readings is one of saying."""
    trades = ("outlet", "outlet/quoted", "short", "anonymous", "group", "press", "statement", "report")
    return source is not None and source.rule in trades


def _after(reader: Reader, cue: Cue, end: int) -> Source | None:
    """The subject behind the verb; adjuncts in between are passed over ("قال في بيان أمس المتحدث ...")."""
    keys = reader.words.keys
    at = reader.skip(cue.to, end)
    for _ in range(4):
        if at >= end or keys[at] in reader.scope["that"] or keys[at] in ":،.":
            return None
        adjunct = reader.opens_occasion(at, end) or keys[at] in reader.scope["told"]
        told = keys[at] == "ل" or (keys[at][:1] == "ل" and outlet_at(reader, at, end, True) is not None)
        if keys[at] == "ل" and at + 1 < end and keys[at + 1] in QUOTES_ANY:  # told to a paper that no list knows
            close = next((a for a in range(at + 2, min(end, at + 6)) if keys[a] in QUOTES_ANY), -1)
            if close > 0:
                at = reader.skip(close, end)
                continue
        if not adjunct and not told:
            break
        at = _past_adjunct(reader, at, end, told)
    if at >= end or reader.adjunct(at) or reader.is_event(at):
        return None
    source = read(reader, at, max(end, at + 1))
    if source is None and cue.that >= 0:
        source = unknown_name(reader, at, end)
        near = 3 if reader.lexicon.verbs[cue.verb].strict else 12
        if source and (cue.that - source.end > near or keys[source.end - 1].endswith("ا")):
            return None
    return source if source and source.start <= at + 2 else None


def _past_adjunct(reader: Reader, at: int, end: int, told: bool) -> int:
    if told:
        start = at + 1 if reader.words.keys[at] == "ل" else at
        outlet = outlet_at(reader, start, end, True)
        return reader.skip(outlet.end if outlet else at + 1, end)
    if reader.words.keys[at] in reader.scope["told"]:
        return reader.skip(at + 1, end)
    at += 2
    while at < end and (
        reader.words.keys[at] in reader.lexicon.adjectives or reader.words.keys[at] in reader.scope["times"]
    ):
        at += 1
    return reader.skip(at, end)


_EDGES = frozenset(
    [
        "،",
        ".",
        ":",
        "؛",
        "لكن",
        "ولكن",
        "الا",
        "بينما",
        "فيما",
        "حيث",
        "كما",
        "كان",
        "كانت",
        "وكان",
        "وكانت",
        "حين",
        "ان",
        "بان",
        "انه",
        "انها",
    ]
)
_GOES_ON = frozenset(["حيث", "اذ", "كما", "ثم", "قد", "كان", "كانت", "فيما", "بينما", "وكان", "وكانت", "وقد", "فقد"])
_RELATIVE = frozenset(["الذي", "التي", "الذين", "اللذان", "اللتان"])


def _before(reader: Reader, cue: Cue, floor: int) -> Source | None:
    """The subject before the verb ("لكن منتقدين يقولون", "وكان الجيش أعلن", "عبد الرحمن الذي قال")."""
    keys = reader.words.keys
    stop = cue.at
    while stop > floor and keys[stop - 1] in ("قد", "كان", "كانت", "لا", "لم", "ايضا", "بدوره", "»", '"', "”", ")"):
        stop -= 1
    if stop > floor and keys[stop - 1] in _RELATIVE:
        stop -= 1
    if stop > floor and keys[stop - 1] == "،":  # "وكانت القيادة، وهي ...، أعلنت"
        comma = next((a for a in range(stop - 2, max(floor, stop - 14), -1) if keys[a] == "،"), -1)
        stop = comma if comma > floor else stop
    start = stop
    while (
        start > max(floor, stop - _LEFT)
        and keys[start - 1] not in _EDGES
        and keys[start - 1] not in reader.scope["that"]
    ):
        start -= 1
    for at in range(start, stop):
        if reader.adjunct(at):
            continue
        source = read(reader, at, stop)
        if source and source.end >= stop - 1 and source.rule != "body":
            return source
        if source and at == start and source.end >= stop - 1:
            return source
    for at in range(cue.at - 1, max(floor, cue.at - 14), -1):
        noun = noun_at(reader, at, cue.at)
        if noun and noun.rule == "report" and keys[cue.at][:1] in "يت":
            return noun
    return None


def _through(reader: Reader, start: int, end: int) -> tuple[Source, ...]:
    """Outlets and agencies to or through which it was said: "لوكالة ...", "في بيان تلقته ...", "بحسب وكالة ..."."""
    keys = reader.words.keys
    found: list[Source] = []
    for at in range(start, end):
        key = keys[at]
        passed = key in reader.scope["passed_on"]
        told = key == "ل" or (key[:1] == "ل" and len(key) > 2) or key in ("الي", "مع", "حسب", "بحسب", "وفق", "عبر")
        if not (passed or told):
            continue
        first = at + 1 if passed or key in ("ل", "الي", "مع", "حسب", "بحسب", "وفق", "عبر") else at
        while first < end and keys[first] in "-–—":
            first += 1
        outlet = outlet_at(reader, first, end, told=key[:1] == "ل")
        if outlet and outlet.start <= first + 1 and _foreign(reader, outlet, first):
            found.append(outlet)
        elif key == "لوسايل":
            found.append(Source(at, at + 2, "media", "", True, "", "", ("وسايل",), (), "press"))
    return tuple(found[:1])


def _foreign(reader: Reader, outlet: Source, first: int) -> bool:
    """Whether the outlet is another than the report's own: agencies, those named with their kind, unmistakable names.
    A bare name that is a common word ("لـ«الحياة»") is how a paper calls itself."""
    known = reader.registry.by_id.get(outlet.outlet)
    if known is None:
        return True
    if known.kind == "agency":
        return True
    named = reader.words.keys[first].lstrip("ل").removeprefix("ال") in reader.scope["outlet_words"]
    return named or not known.guarded


def _mention(document: Document, words: Words, source: Source) -> Mention:
    first, last = words.tokens[source.start], words.tokens[max(source.start, source.end - 1)]
    span = Span(first.start, last.end)
    ref = SourceRef(source.who, source.organisation, source.anonymous, source.outlet)
    name = content_id("mention", document.report.id, "source", span.start, span.end)
    because = (
        Because(f"sources.{source.rule or 'phrase'}", f"“{span.of(document.report.text)}” speaks", None, (span,)),
    )
    return Mention(name, document.report.id, span, "source", ref, (), because)


def lexicon() -> Attribution:
    """The words of attribution that the rules of this module read."""
    return attribution()
