"""Stretches of a report under one chain: from cues and speakers to frames, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from tawatur.claims.chain_speakers import Memory, Speaker, link_of
from tawatur.lexicon.attribution import Attribution as Lexicon
from tawatur.lexicon.attribution import attribution
from tawatur.lexicon.outlets import Outlet, find_outlet, registry
from tawatur.mentions.source_reader import Source
from tawatur.mentions.source_words import Words, bare, words_of
from tawatur.mentions.sources import Said, read_said
from tawatur.model import ActorRef, Frozen, Link, Mention, Span
from tawatur.passages.document import Document, Sentence

_QUOTE_REACH = 2500  # characters: a longer « ... » is a mark that was never closed
_MARKS = re.compile("[«»]")
_QUOTE_NEAR = 6  # words between the cue and the mark that opens what is said


class Frame(Frozen, frozen=True):
    """A stretch of text and the chain under which it stands; where frames overlap the later one holds."""

    span: Span
    links: tuple[Link, ...]


class Open(NamedTuple):
    """A frame that is open in the sentence: its first content token, its chain, its innermost speaker."""

    start: int
    links: tuple[Link, ...]
    source: Source


class Found(NamedTuple):
    """The speaker of a cue: the phrase, its links without those around it, where what it says begins."""

    source: Source
    links: tuple[Link, ...]
    content: int


def frames_of(document: Document, mentions: tuple[Mention, ...]) -> tuple[tuple[Frame, ...], tuple[Span, ...]]:
    """The frames of a report and the spans of its attribution phrases."""
    run = _Report(document, mentions)
    for number, sentence in enumerate(document.sentences):
        if sentence.tokens:
            _Sentence(run, number, sentence).read()
    return tuple(run.frames), tuple(sorted(run.cues))


class _Report:
    """One pass over a report: who has spoken, and what is still open at the end of a sentence."""

    def __init__(self, document: Document, mentions: tuple[Mention, ...]) -> None:
        self.lexicon: Lexicon = attribution()
        self.memory = Memory()
        self.frames: list[Frame] = []
        self.cues: list[Span] = []
        self.actors = sorted((m for m in mentions if m.kind == "actor"), key=lambda m: m.span)
        self.actor_starts = [m.span.start for m in self.actors]
        outlet = document.report.outlet
        own = (find_outlet(outlet) if isinstance(outlet, str) else None) or _in_dateline(document)
        self.own_outlet = own.id if own else ""
        self.outlet_name = own.name if own else (outlet if isinstance(outlet, str) else "")
        self.quotes = _quotes(document)
        self.government = _government(document, self.lexicon)
        self.carried_to = -1  # the end of a quotation that runs on from an earlier sentence
        self.carried: tuple[Link, ...] = ()
        self.previous: tuple[Link, ...] = ()
        self.announced: tuple[Link, ...] = ()  # said of the whole next sentence

    def frame(self, start: int, end: int, links: tuple[Link, ...]) -> None:
        if end > start:
            self.frames.append(Frame(Span(start, end), links))

    def actor(self, start: int, end: int) -> str:
        """The registry's name of a body named between two offsets, empty if there is none or it is a coalition."""
        for mention in self.actors[bisect_left(self.actor_starts, start) :]:
            if mention.span.start >= end:
                break
            value = mention.value
            if isinstance(value, ActorRef) and not value.person and not value.generic and len(value.names) == 1:
                return value.names[0].removesuffix(" leaders")
        return ""


class _Sentence:
    """One sentence: its cues in order, the frames that they open."""

    def __init__(self, run: _Report, number: int, sentence: Sentence) -> None:
        self.run, self.number, self.span = run, number, sentence.span
        self.sentence = sentence
        self.words: Words = words_of(sentence.tokens)
        self.opened: list[Open] = []
        self.pending: Said | None = None

    def read(self) -> None:
        run = self.run
        inside = run.carried_to > self.span.start
        if inside:
            run.frame(self.span.start, min(run.carried_to, self.span.end), run.carried)
        elif run.announced or self._goes_on():
            run.frame(self.span.start, self.span.end, run.announced or run.previous)
        run.announced = ()
        for said in read_said(self.sentence):
            if said.cue.role == "adverbial":
                self.pending = said
                continue
            if self.pending is not None and said.cue.at - self.pending.cue.to > 1:
                self.pending = None
            self._said(said)
            self.pending = None
        run.previous = self.opened[-1].links if self.opened else (run.carried if inside else ())
        if self.opened:
            self._carry(self.opened[-1])

    def _goes_on(self) -> bool:
        """Whether the sentence goes on with what was said before ("وأدى ذلك إلى ...")."""
        first = " ".join(self.words.keys[:3])
        return bool(self.run.previous) and any(first.startswith(p) for p in self.run.lexicon.scope["carries"])

    def _carry(self, last: Open) -> None:
        """A quotation that opens in the last frame and closes in a later sentence carries its chain there."""
        start, near = self._char(last.start) - 3, self._char(last.start + _QUOTE_NEAR)
        for opening, closing in self.run.quotes:
            if start <= opening <= near and self.span.end < closing:
                self.run.carried_to, self.run.carried = closing, last.links

    def _char(self, token: int) -> int:
        tokens = self.words.tokens
        return tokens[token].start if token < len(tokens) else self.span.end

    # one cue -------------------------------------------------------------------------------------------------------

    def _said(self, said: Said) -> None:
        if said.cue.role == "own":
            self._own(said)
            return
        found = self._speaker(said)
        if found is None:
            return
        around = self._around(said)
        links = (*around, *self._through(said), *found.links)
        self._remember(said, found, bool(around))
        start = self._cue_start(said)
        last = self.words.tokens[min(max(found.content - 1, start), len(self.words.tokens) - 1)]
        self.run.cues.append(Span(self.words.tokens[start].start, last.end))
        if self._looks_back(said, found.content):
            opening = self._char(self.opened[-1].start) if self.opened else self.span.start
            self.run.frame(opening, self._char(start), links)
            self.run.frame(self._char(found.content), self.span.end, links)
        elif any(self.words.is_word(at) for at in range(found.content, len(self.words.tokens))):
            self._open(said, found, start, links)
        elif said.cue.role == "according" and start <= 1:  # "وبحسب مصادر محلية؛" and what is said stands behind
            self.run.announced = links

    def _own(self, said: Said) -> None:
        """The outlet speaks: to the next comma in an aside ("في إشارة إلى ..."), else to the end of the sentence."""
        start = self._char(said.cue.at)
        if start < self.run.carried_to:
            return
        aside = said.cue.at > 0 and self.words.keys[said.cue.at] == "في"
        self.run.frame(start, self._comma(said.cue.to) if aside else self.span.end, ())
        if not aside:
            self.opened.clear()

    def _open(self, said: Said, found: Found, start: int, links: tuple[Link, ...]) -> None:
        keys, scope = self.words.keys, self.run.lexicon.scope
        narrow = said.cue.shape in ("masdar", "noun") and keys[said.cue.at] not in scope["own_words"]
        end = self._comma(found.content) if narrow else self._until(found.content)
        self.run.frame(self._char(start), end, links)
        if not narrow:
            self.opened.append(Open(found.content, links, found.source))

    def _until(self, content: int) -> int:
        """Where what is said ends: with the sentence; with the quotation if the outlet goes on with a relative clause
        about it; before ", but" outside quotations, where the outlet sets its own knowledge against what was said."""
        scope, start, near = self.run.lexicon.scope, self._char(content) - 3, self._char(content + _QUOTE_NEAR)
        end = self.span.end
        for opening, closing in self.run.quotes:
            if start <= opening <= near and closing < end:
                after = next((t for t in self.words.tokens[content:] if t.start >= closing), None)
                end = closing if after is not None and after.key in scope["relative"] else end
        for at in range(content + 1, len(self.words.keys)):
            here = self._char(at)
            if self.words.keys[at] in scope["but"] and self.words.keys[at - 1] == "،" and not self._quoted(here):
                return min(end, here)
        return end

    def _quoted(self, char: int) -> bool:
        return char < self.run.carried_to or any(o < char < c for o, c in self.run.quotes)

    def _remember(self, said: Said, found: Found, nested: bool) -> None:
        """Only one who speaks to the outlet itself speaks on in the next sentence; others can be named again."""
        if said.cue.role == "passive":
            return
        speaker = Speaker(found.source, found.links, self.number)
        if nested:
            self.run.memory.speakers.append(speaker)
        else:
            self.run.memory.add(speaker)

    def _cue_start(self, said: Said) -> int:
        if said.cue.role == "colon":
            return 0
        start = said.cue.at
        if said.before and said.speaker is not None:
            start = min(start, said.speaker.start)
        return min(start, self.pending.cue.at) if self.pending is not None else start

    def _comma(self, at: int) -> int:
        stop = next((i for i in range(at, len(self.words.keys)) if self.words.keys[i] in "،.؛"), None)
        return self.span.end if stop is None else self._char(stop)

    def _looks_back(self, said: Said, content: int) -> bool:
        """Whether the cue stands behind what it attributes ("..., بحسب المرصد", "...، كما أعلن الوزير")."""
        keys = self.words.keys
        if said.cue.role == "according":
            fresh = said.cue.at < 2 or said.cue.joined or not self.words.is_word(said.cue.at - 1)
            introduces = any(k in self.run.lexicon.scope["that"] for k in keys[content : content + 2])
            return said.cue.at > 1 and not (fresh and introduces)
        if self.pending is None or self.pending.cue.at <= 1:
            return False
        rest = [k for k in keys[content:] if k not in '"»”)']
        return keys[self.pending.cue.at] != "كما" or not rest or rest[0] in "،."

    # speakers ------------------------------------------------------------------------------------------------------

    def _speaker(self, said: Said) -> Found | None:
        source, content = said.speaker, said.content
        again = self._named_again(said)
        if again is not None:
            return again
        if said.relayed is not None:
            return self._relayed(said, said.relayed)
        if source is not None:
            return self._source(source, content)
        own_words = self.words.keys[said.cue.to : said.cue.to + 1]
        if said.cue.role == "according" and own_words and own_words[0] in self.run.lexicon.scope["own_words"]:
            return self._speaks_on(said.cue.to + 1)
        return self._speaks_on(content, self.words.keys[said.cue.at]) if said.cue.role == "verb" else None

    def _source(self, source: Source, content: int) -> Found:
        """A phrase of its own, or one that stands for somebody named before ("المصدر", "الخلية")."""
        if source.anaphor:
            return self._again(source, content)
        if source.rule == "name" and len(source.name) == 1 and source.name[0].startswith("ال"):
            earlier = self.run.memory.again(bare(source.name[0]))
            if earlier is not None:
                return Found(earlier.source, earlier.links, content)
        return Found(source, () if self._is_own(source) else (self._link(source),), content)

    def _named_again(self, said: Said) -> Found | None:
        """A person named before, now by surname alone."""
        source = said.speaker
        if said.cue.role not in ("verb", "according") or said.cue.shape == "participle":
            return None
        vague = ("person", "name", "official", "group", "body")
        if source is not None and (source.rule not in vague or (source.organisation and source.rule == "person")):
            return None
        first = source.start if said.before and source is not None else said.cue.to
        named = self.run.memory.named(self.words, first)
        return Found(named[0].source, named[0].links[-1:], max(named[1], said.content)) if named else None

    def _relayed(self, said: Said, inner: Source) -> Found:
        """ "نقلت الوكالة عن مصدر": two links; "علمت الصحيفة من مصدر": the paper is the outlet itself, one link."""
        source = said.speaker
        outer: tuple[Link, ...] = ()
        if source is not None and self.run.lexicon.verbs[said.cue.verb].kind != "learn" and not self._is_own(source):
            outer = self._again(source, 0).links if source.anaphor else (self._link(source),)
        return Found(inner, (*outer, self._link(inner)), max(said.content, inner.end))

    def _again(self, source: Source, content: int) -> Found:
        earlier = self.run.memory.again(source.anaphor)
        if earlier is None and source.rule == "statement":
            earlier = self.run.memory.last
        return (
            Found(earlier.source, earlier.links, content) if earlier else Found(source, (self._link(source),), content)
        )

    def _speaks_on(self, content: int, verb: str = "") -> Found | None:
        """No subject: the last speaker of the sentence, else of the report; a feminine verb behind "the agency
        quoted activists as saying" goes on with the agency."""
        if self.opened:
            return Found(self.opened[-1].source, self.opened[-1].links, content)
        last = self.run.memory.last
        if last is None:
            return None
        outer = len(last.links) > 1 and verb.endswith("ت") and last.source.rule in ("group", "official")
        return Found(last.source, last.links[:-1] if outer else last.links, content)

    def _link(self, source: Source) -> Link:
        start, end = self._char(source.start), self.words.tokens[max(source.start, source.end - 1)].end
        if source.rule == "own":  # "مراسلنا": a person of the outlet, a link of its own
            source = source._replace(organisation=self.run.outlet_name, anonymous=not self.run.outlet_name)
        actor = self.run.actor(start, end) or (self.run.government if source.rule == "minister" else "")
        return link_of(source, self.words, actor, self.run.memory.known(source, self.number))

    def _is_own(self, source: Source) -> bool:
        own = bool(source.outlet) and source.outlet == self.run.own_outlet
        return own and source.rule != "correspondent"

    def _through(self, said: Said) -> tuple[Link, ...]:
        """Outlets to which it was said or that passed it on: they hold for the sentence, not for what is said on."""
        known = bool(self.run.own_outlet)
        return tuple(self._link(s) for s in said.through if not self._is_own(s) and (known or s.rule != "told"))

    def _around(self, said: Said) -> tuple[Link, ...]:
        """The chain of the speech inside which the cue stands."""
        if said.speaker is None:
            return ()
        if self._char(said.cue.at) < self.run.carried_to:
            return self.run.carried
        if self.opened and self._nested(said, self.opened[-1]):
            return self.opened[-1].links
        return ()

    def _nested(self, said: Said, last: Open) -> bool:
        """Whether the cue stands inside what the last speaker says, not beside it."""
        if said.cue.shape == "noun":
            return True
        first = said.speaker.start if said.before and said.speaker else said.cue.at
        keys, scope = self.words.keys, self.run.lexicon.scope
        thats = [i for i in range(max(1, first - 2), first) if keys[i] in scope["that"]]
        if any(keys[i - 1] not in scope["clauses"] for i in thats):
            return True
        start, here = self._char(last.start) - 3, self._char(said.cue.at)
        if any(start <= opening < here < closing for opening, closing in self.run.quotes):
            return True
        known = registry().by_id.get(last.source.outlet)
        return bool(known and known.kind == "outlet" and said.cue.role == "verb")


def _in_dateline(document: Document) -> Outlet | None:
    """The outlet that a dateline or the line of the source names ("حمص-سانا", "المصدر: الميادين نت")."""
    for part in ("dateline", "source line"):
        for passage in document.parts(part):
            pieces = re.split(r"[-–—ـ/:|()]", passage.span.of(document.report.text))
            for piece in reversed(pieces):
                found = find_outlet(piece) if piece.strip() else None
                if found is not None:
                    return found
    return None


def _government(document: Document, lexicon: Lexicon) -> str:
    """The government of the nationality that the report names most, the first of those that it names as often."""
    counts: dict[str, int] = {}
    for sentence in document.sentences:
        for key in [token.key for token in sentence.tokens if token.key in lexicon.nationalities]:
            government = lexicon.nationalities[key].government
            counts[government] = counts.get(government, 0) + 1
    return max(counts, key=lambda name: counts[name], default="")


def _quotes(document: Document) -> tuple[tuple[int, int], ...]:
    """Quotations of the report, also those that run over line ends."""
    found = {(p.span.start, p.span.end) for p in document.parts("quotation")}
    stack: list[int] = []
    for mark in _MARKS.finditer(document.report.text):
        at = mark.start()
        if mark.group() == "«":
            stack.append(at)
        elif stack:
            start = stack.pop()
            if at - start < _QUOTE_REACH:
                found.add((start, at + 1))
    return tuple(sorted(found))
