"""Stretches of a report under one chain: from cues and speakers to frames, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from tawatur.claims.chain_speakers import Memory, Speaker, link_of
from tawatur.lexicon.attribution import Attribution as Lexicon
from tawatur.lexicon.attribution import attribution
from tawatur.lexicon.outlets import find_outlet, registry
from tawatur.mentions.source_reader import Source
from tawatur.mentions.source_words import Words, unclitic, words_of
from tawatur.mentions.sources import Said, read_said
from tawatur.model import ActorRef, Frozen, Link, Mention, Span
from tawatur.passages.document import Document, Sentence


class Frame(Frozen, frozen=True):
    """A stretch of text and the chain under which it stands; a later frame inside an earlier one is nested in it."""

    span: Span
    links: tuple[Link, ...]


class Open(NamedTuple):
    """A frame that has begun in the sentence: its first content token, its chain, whether a quotation opened it."""

    start: int
    links: tuple[Link, ...]
    source: Source | None
    quote_end: int


def frames_of(document: Document, mentions: tuple[Mention, ...]) -> tuple[tuple[Frame, ...], tuple[Span, ...]]:
    """The frames of a report and the spans of its attribution phrases."""
    run = _Run(document, mentions)
    for number, sentence in enumerate(document.sentences):
        run.sentence(number, sentence)
    return tuple(run.frames), tuple(sorted(run.cues))


class _Run:
    """One pass over a report: what has been said by whom, and what is still open at the end of a sentence."""

    def __init__(self, document: Document, mentions: tuple[Mention, ...]) -> None:
        self.document = document
        self.lexicon: Lexicon = attribution()
        self.memory = Memory()
        self.frames: list[Frame] = []
        self.cues: list[Span] = []
        actors = [m for m in mentions if m.kind == "actor" and isinstance(m.value, ActorRef)]
        self.actors = sorted(actors, key=lambda m: m.span)
        self.actor_starts = [m.span.start for m in self.actors]
        outlet = document.report.outlet
        own = find_outlet(outlet) if isinstance(outlet, str) else None
        self.own_outlet = own.id if own else ""
        self.quotes = _quotes(document)
        self.carried: tuple[int, tuple[Link, ...]] | None = None
        self.previous: tuple[Link, ...] = ()

    # a sentence ----------------------------------------------------------------------------------------------------

    def sentence(self, number: int, sentence: Sentence) -> None:
        words = words_of(sentence.tokens)
        if not words.tokens:
            return
        base: tuple[Link, ...] = ()
        if self.carried and self.carried[0] > sentence.span.start:
            base = self.carried[1]
            self._frame(sentence.span.start, min(self.carried[0], sentence.span.end), base)
        elif self._carries(words):
            base = ()
            self._frame(sentence.span.start, sentence.span.end, self.previous)
        if not (self.carried and self.carried[0] > sentence.span.end):
            self.carried = None
        opened: list[Open] = []
        pending: Said | None = None
        for said in read_said(sentence):
            if said.cue.role == "adverbial":
                pending = said
                continue
            self._said(number, sentence, words, said, opened, base, pending)
            pending = None
        self.previous = opened[-1].links if opened else (base if self.carried else ())
        if opened:
            self._carry(sentence, words, opened[-1])

    def _carries(self, words: Words) -> bool:
        first = " ".join(k for k in words.keys[:3])
        return bool(self.previous) and any(first.startswith(p) for p in self.lexicon.scope["carries"])

    def _carry(self, sentence: Sentence, words: Words, last: Open) -> None:
        """A quotation that opens in the last frame and closes in a later sentence carries its chain there."""
        start = words.tokens[min(last.start, len(words.tokens) - 1)].start
        near = words.tokens[min(last.start + 6, len(words.tokens) - 1)].start
        for opening, closing in self.quotes:
            if start - 3 <= opening <= near and sentence.span.end < closing:
                self.carried = (closing, last.links)

    def _frame(self, start: int, end: int, links: tuple[Link, ...]) -> None:
        if end > start:
            self.frames.append(Frame(Span(start, end), links))

    # one cue -------------------------------------------------------------------------------------------------------

    def _said(
        self, number: int, sentence: Sentence, words: Words, said: Said, opened: list[Open],
        base: tuple[Link, ...], pending: Said | None,
    ) -> None:  # fmt: skip
        at_char = words.tokens[said.cue.at].start
        inside = base if self.carried and at_char < self.carried[0] else ()
        if said.cue.role == "own":
            if not inside:
                aside = said.cue.at > 0 and words.keys[said.cue.at] == "في"
                self._frame(at_char, self._comma(words, said.cue.to, sentence) if aside else sentence.span.end, ())
                if not aside:
                    opened.clear()
            return
        found = self._speaker(words, said, opened)
        if found is None:
            return
        speaker, links, content = found
        outer = self._outer(words, said, opened, inside)
        kept = links
        links = (*outer, *links)
        nested = (
            bool(opened) and links[: len(opened[-1].links)] == opened[-1].links and len(links) > len(opened[-1].links)
        )
        if not (nested or inside or said.cue.role == "passive"):
            self.memory.add(Speaker(speaker, kept, number))
        elif speaker.rule != "passive":
            self.memory.speakers.append(Speaker(speaker, kept, number))
        cue_start = self._cue_start(words, said, pending)
        self._mark(words, cue_start, content)
        if self._looks_back(words, said, content, pending, opened):
            start = words.tokens[opened[-1].start].start if opened else sentence.span.start
            self._frame(start, words.tokens[cue_start].start, links)
            rest = words.tokens[content].start if content < len(words.tokens) else sentence.span.end
            self._frame(
                rest,
                sentence.span.end,
                links if self._whole(words, content, said) else (opened[-1].links if opened else inside),
            )
            return
        if content >= len(words.tokens):
            return
        end = sentence.span.end
        narrow = said.cue.shape in ("masdar", "noun") and words.keys[said.cue.at] not in ("قوله", "قولها", "قولهم")
        if narrow:
            end = self._comma(words, content, sentence)
        self._frame(words.tokens[cue_start].start, end, links)
        if not narrow:
            opened.append(Open(content, links, speaker, -1))

    def _cue_start(self, words: Words, said: Said, pending: Said | None) -> int:
        start = said.cue.at
        if said.before and said.speaker is not None:
            start = min(start, said.speaker.start)
        if pending is not None:
            start = min(start, pending.cue.at)
        return 0 if said.cue.role == "colon" else start

    def _mark(self, words: Words, start: int, content: int) -> None:
        last = words.tokens[min(max(content - 1, start), len(words.tokens) - 1)]
        self.cues.append(Span(words.tokens[start].start, last.end))

    def _comma(self, words: Words, content: int, sentence: Sentence) -> int:
        for at in range(content, len(words.keys)):
            if words.keys[at] in "،.؛":
                return words.tokens[at].start
        return sentence.span.end

    def _looks_back(self, words: Words, said: Said, content: int, pending: Said | None, opened: list[Open]) -> bool:
        """Whether the cue stands behind what it attributes ("..., بحسب المرصد", "...، كما أعلن الوزير")."""
        if said.cue.role == "according":
            fresh = said.cue.at < 2 or said.cue.joined or not words.is_word(said.cue.at - 1)
            return said.cue.at > 1 and not (fresh and self._introduces(words, content))
        if pending is not None:
            rest = [k for k in words.keys[content:] if k not in '"»”)']
            last = words.tokens[pending.cue.at].key
            behind = pending.cue.at > 1 and (not last.endswith("كما") or not rest or rest[0] in "،.")
            return behind
        return False

    def _introduces(self, words: Words, content: int) -> bool:
        for at in range(content, min(content + 2, len(words.keys))):
            if words.keys[at] in self.lexicon.scope["that"]:
                return True
        return False

    def _whole(self, words: Words, content: int, said: Said) -> bool:
        return True

    # speakers ------------------------------------------------------------------------------------------------------

    def _speaker(self, words: Words, said: Said, opened: list[Open]) -> tuple[Source, tuple[Link, ...], int] | None:
        """The innermost speaker, its links without the outer ones, and where what it says begins."""
        source, content = said.speaker, said.content
        vague = ("person", "name", "official", "group", "body")
        unknown = source is None or (source.rule in vague and not (source.organisation and source.rule == "person"))
        if unknown and said.cue.role in ("verb", "according") and said.cue.shape != "participle" and not said.before:
            named = self.memory.named(words, said.cue.to)
            if named:
                speaker, end = named
                return speaker.source, speaker.links[-1:], max(end, content)
        if source is not None and source.anaphor and said.relayed is None:
            return self._again(words, source, content)
        if (said.cue.role == "according" and source is None) or (source is not None and source.rule == "own words"):
            after = words.keys[said.cue.to : said.cue.to + 1]
            if after and after[0] in self.lexicon.scope["own_words"] | {"قول", "تعبير"}:
                return self._goes_on(said, opened, said.cue.to + 1)
        if source is None:
            if said.relayed is not None:
                return said.relayed, (self._link(words, said.relayed),), content
            return self._goes_on(said, opened, content) if said.cue.role == "verb" else None
        links = self._again(words, source, content)[1] if source.anaphor else (self._link(words, source),)
        if said.relayed is not None:
            inner = said.relayed
            own = source.outlet and self._is_own(source)
            verb = self.lexicon.verbs[said.cue.verb]
            keep = () if own or (verb.kind == "learn") else links
            return inner, (*keep, self._link(words, inner)), content
        return source, links, content

    def _again(self, words: Words, source: Source, content: int) -> tuple[Source, tuple[Link, ...], int]:
        earlier = self.memory.again(source.anaphor)
        if earlier is None and source.rule == "statement":
            earlier = self.memory.last
        if earlier:
            return earlier.source, earlier.links, content
        return source, (self._link(words, source),), content

    def _goes_on(self, said: Said, opened: list[Open], content: int) -> tuple[Source, tuple[Link, ...], int] | None:
        if opened:
            last = opened[-1]
            return (last.source, last.links, content) if last.source else None
        if self.memory.last is None:
            return None
        return self.memory.last.source, self.memory.last.links, content

    def _link(self, words: Words, source: Source) -> Link:
        start = words.tokens[source.start].start
        end = words.tokens[max(source.start, source.end - 1)].end
        actor = self._actor(start, end, source)
        return link_of(source, words, actor, self.memory.same_person(source))

    def _actor(self, start: int, end: int, source: Source) -> str:
        """The registry's name of a body inside the phrase; a person's own name is not a body."""
        at = bisect_left(self.actor_starts, start)
        for mention in self.actors[at:]:
            if mention.span.start >= end:
                break
            value = mention.value
            if isinstance(value, ActorRef) and not value.person and not value.generic and len(value.names) == 1:
                return value.names[0]
        return ""

    def _is_own(self, source: Source) -> bool:
        return bool(source.outlet) and source.outlet == self.own_outlet

    def _outer(self, words: Words, said: Said, opened: list[Open], inside: tuple[Link, ...]) -> tuple[Link, ...]:
        """The links outside the speaker's own: the agency it spoke to, the speech in which it is quoted."""
        outer = tuple(self._link(words, s) for s in said.through if not self._is_own(s))
        if inside and said.speaker is not None:
            return (*inside, *outer)
        if opened and said.speaker is not None and self._nested(words, said, opened[-1]):
            return (*opened[-1].links, *outer)
        return outer

    def _nested(self, words: Words, said: Said, last: Open) -> bool:
        """Whether the cue stands inside what the last speaker says, not beside it."""
        first = said.speaker.start if said.before and said.speaker else said.cue.at
        before = [k for k in words.keys[max(0, first - 2) : first]]
        if any(k in self.lexicon.scope["that"] for k in before):
            return True
        start = words.tokens[min(last.start, len(words.tokens) - 1)].start
        here = words.tokens[said.cue.at].start
        if any(opening >= start - 3 and opening < here < closing for opening, closing in self.quotes):
            return True
        if said.cue.shape == "noun":
            return True
        known = registry().by_id.get(last.source.outlet) if last.source else None
        return bool(known and known.kind == "outlet" and said.cue.role == "verb")


def _quotes(document: Document) -> tuple[tuple[int, int], ...]:
    """Quotations of the report, also those that run over line ends."""
    found = {(p.span.start, p.span.end) for p in document.parts("quotation")}
    stack: list[int] = []
    for at, sign in enumerate(document.report.text):
        if sign == "«":
            stack.append(at)
        elif sign == "»" and stack:
            start = stack.pop()
            if at - start < 2500:
                found.add((start, at + 1))
    return tuple(sorted(found))


def plain_keys(key: str) -> tuple[str, ...]:
    return tuple(rest for _, rest in unclitic(key))
