"""Sources of a report: outlets and agencies, named persons and bodies that speak, sources without a name."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.lexicon.attribution import Attribution, attribution
from tawatur.mentions.source_cues import Cue, find_cues
from tawatur.mentions.source_phrases import read
from tawatur.mentions.source_reader import Reader, Source
from tawatur.mentions.source_subjects import Place, subject, through
from tawatur.mentions.source_words import words_of
from tawatur.model import Because, Mention, SourceRef, Span, content_id
from tawatur.passages.document import Document, Sentence

_UNSAID = ("told", "own")  # the outlet itself, however it calls itself, is no source of its own
_STRICT_REACH = 10  # words between the subject of an ambiguous verb and what it takes


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
        for said in read_said(sentence):
            for source in (said.speaker, said.relayed, *said.through):
                if (
                    source is not None
                    and not source.anaphor
                    and source.end > source.start
                    and source.rule not in _UNSAID
                ):
                    mention = _mention(document, sentence, source)
                    found.setdefault((mention.span.start, mention.span.end), mention)
    return tuple(found[key] for key in sorted(found))


def read_said(sentence: Sentence) -> tuple[Said, ...]:
    """Every cue of a sentence with its speakers, in order."""
    return sentence.once("said", _said)  # asked for the sources that it names, and for who says what


def _said(sentence: Sentence) -> tuple[Said, ...]:
    words = words_of(sentence.tokens)
    reader = Reader(words)
    cues = find_cues(words)
    out = []
    for number, cue in enumerate(cues):
        limit = cues[number + 1].at if number + 1 < len(cues) else len(words.keys)
        floor = cues[number - 1].to if number else 0
        joined = bool(number) and cues[number - 1].role == "adverbial" and cue.at - floor <= 1
        said = _read(reader, Place(cue, limit, floor, joined, joined and words.keys[cues[number - 1].at] == "كما"))
        if said:
            out.append(said)
    return tuple(out)


def _read(reader: Reader, place: Place) -> Said | None:
    cue, limit = place.cue, place.limit
    if cue.role == "own":
        return Said(cue, None, None, (), cue.to)
    if cue.role == "passive":
        unsigned = Source(cue.at, cue.to, cue.who, "", True, "", "", (), (), "passive")
        return Said(cue, unsigned, None, (), cue.to if cue.shape == "noun" else max(cue.that, cue.to))
    if cue.role == "colon":
        source = read(reader, 0, cue.at)
        place_name = reader.words.keys[0] in reader.scope["place_words"]  # "محافظة حلب: ..." is where, not who
        return Said(cue, source, None, (), cue.to) if source and cue.at - source.end <= 3 and not place_name else None
    if cue.role in ("according", "stated"):
        shared = reader.scope["passed_on"]
        start = cue.to + (cue.to < len(reader.words.keys) and reader.words.keys[cue.to] in ("ل", "ب"))
        source = read(reader, start, limit if limit > start else len(reader.words.keys), told=True)
        if source is None:  # "وفق صور نشرها ناشطون"
            shown = next((at for at in range(start, min(limit, start + 4)) if reader.words.keys[at] in shared), -1)
            source = read(reader, shown + 1, len(reader.words.keys)) if shown >= 0 else None
        return Said(cue, source, None, (), source.end if source else cue.to)
    if cue.role == "adverbial":
        return Said(cue, None, None, (), cue.to)
    return _read_verb(reader, place)


def _read_verb(reader: Reader, place: Place) -> Said | None:
    cue = place.cue
    speaker, before = subject(reader, place)
    relayed = _relayed(reader, place)
    if not _counts(reader, place, speaker, relayed):
        return None
    end = max([cue.to, *(s.end for s in (speaker, relayed) if s is not None and not before)])
    told = through(reader, cue.to, min(place.end, cue.to + 30))
    apart = tuple(t for t in told if speaker is None or t.who != speaker.who)
    return Said(cue, speaker, relayed, apart, end, before)


def _relayed(reader: Reader, place: Place) -> Source | None:
    """The further speaker behind "نقل عن", "علم من", or "نقلا عن" before what is said."""
    keys, cue = reader.words.keys, place.cue
    kind = reader.lexicon.verbs[cue.verb].kind
    if kind == "learn" and cue.that >= 0:
        source = next((at for at in range(cue.to, min(len(keys), cue.to + 12)) if keys[at] in ("من", "عن")), -1)
        return read(reader, source + 1, len(keys)) if source >= 0 else None
    if kind == "relay" and cue.that >= 0 and keys[cue.that] == "عن":
        return read(reader, cue.that + 1, len(keys))
    inner = next((at for at in range(cue.to, place.end) if keys[at : at + 2] == ("نقلا", "عن")), -1)
    return read(reader, inner + 2, place.end) if inner >= 0 else None


def _counts(reader: Reader, place: Place, speaker: Source | None, relayed: Source | None) -> bool:
    """Whether the verb, with the speaker found for it, is one of saying here."""
    keys, cue = reader.words.keys, place.cue
    verb = reader.lexicon.verbs[cue.verb]
    clause = cue.that >= 0 and keys[cue.that] in reader.scope["that"]
    if verb.kind == "relay" and relayed is None and not clause and not _speaks(speaker):
        return False
    if verb.kind == "publish" and speaker is not None and speaker.rule in ("report", "statement"):
        return False
    spoken = _speaks(speaker) or _of_event(reader, speaker)
    behind = place.behind and (not place.also or _closes(reader, speaker))
    if verb.strict and cue.that < 0 and not behind and not spoken:
        return False
    if verb.strict and speaker is not None and not spoken and cue.that - speaker.end > _STRICT_REACH:
        return False
    return speaker is not None or _goes_on(reader, place)


def _goes_on(reader: Reader, place: Place) -> bool:
    """Whether a verb without a subject of its own can carry on an earlier speaker's words."""
    keys, cue = reader.words.keys, place.cue
    if cue.shape == "masdar":
        return keys[cue.at] in reader.scope["own_words"]
    if (cue.that < 0 and not place.behind) or reader.lexicon.verbs[cue.verb].subject:
        return False
    free = cue.shape != "finite" or cue.joined or cue.at == 0 or place.behind
    return free or keys[cue.at - 1] in reader.scope["goes_on"] or not reader.words.is_word(cue.at - 1)


def _closes(reader: Reader, speaker: Source | None) -> bool:
    """Whether the clause ends with the speaker ("..., كما أضاف الوزير."): there "كما" is "as", not "also"."""
    end = speaker.end if speaker else -1
    return end >= len(reader.words.keys) or (end >= 0 and not reader.words.is_word(end))


def _of_event(reader: Reader, speaker: Source | None) -> bool:
    """Whether something that happened follows the speaker directly ("أدانت الحكومة قصف المخيم")."""
    return speaker is not None and speaker.end < len(reader.words.keys) and reader.is_event(speaker.end)


def _speaks(source: Source | None) -> bool:
    """Whether the speaker is one whose trade is to speak: then a verb with other readings is one of saying."""
    trades = (
        "own",
        "correspondent",
        "outlet",
        "outlet/quoted",
        "short",
        "anonymous",
        "group",
        "press",
        "statement",
        "report",
    )
    return source is not None and source.rule in trades


def _mention(document: Document, sentence: Sentence, source: Source) -> Mention:
    first, last = sentence.tokens[source.start], sentence.tokens[max(source.start, source.end - 1)]
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
