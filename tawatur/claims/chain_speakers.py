"""Who has spoken so far in a report: how later phrases ("المصدر", "الأحمدي", a bare verb) find their speaker again."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.lexicon.attribution import attribution
from tawatur.mentions.source_reader import Source
from tawatur.mentions.source_words import QUOTES_ANY, Words, bare, unclitic
from tawatur.model import Because, Link, Span

_CLITICS = ("", "و", "ل", "ب")


class Speaker(NamedTuple):
    """One who spoke: the phrase as read, the chain under which it spoke, the number of the sentence."""

    source: Source
    links: tuple[Link, ...]
    sentence: int


class Memory:
    """The speakers of one report in order; `last` is the one who would speak on."""

    def __init__(self) -> None:
        self.speakers: list[Speaker] = []
        self.last: Speaker | None = None

    def add(self, speaker: Speaker) -> None:
        self.speakers.append(speaker)
        self.last = speaker

    def again(self, head: str) -> Speaker | None:
        """The latest speaker for whom a definite noun can stand."""
        wanted = attribution().again.get(head, frozenset()) | {head}
        return next((s for s in reversed(self.speakers) if not wanted.isdisjoint(s.source.heads)), None)

    def named(self, words: Words, at: int) -> tuple[Speaker, int] | None:
        """The latest person one of whose names stands at `at`, alone or followed by more of it; and where it ends."""
        while at < len(words.keys) and words.keys[at] in QUOTES_ANY:
            at += 1
        if not words.is_word(at):
            return None
        for lead, key in unclitic(words.keys[at]):
            wanted = bare(key)
            if lead not in _CLITICS or len(wanted) < 3:
                continue
            for speaker in reversed(self.speakers):
                names = [bare(n) for n in speaker.source.name]
                if wanted in names:
                    return speaker, _name_end(words, at + 1, names)
        return None

    def known(self, source: Source, sentence: int) -> Link | None:
        """What is known of a person from before: the link of the same name, or the unnamed official just quoted, whom
        a name without a body then names ("قال متحدث باسم الوزارة ... وقال العقيد فلان")."""
        if not source.name:
            return None
        for speaker in reversed(self.speakers):
            if _same_person(speaker.source.name, source.name) and speaker.links:
                return speaker.links[-1]
        last = self.last
        if (
            last
            and last.links
            and last.source.rule in ("office", "official", "minister")
            and sentence - last.sentence <= 2
        ):
            return Link(source.who, last.links[-1].organisation)
        return None


def _name_end(words: Words, at: int, names: list[str]) -> int:
    while at < len(words.keys) and (words.keys[at] in QUOTES_ANY or bare(words.keys[at]) in names):
        at += 1
    return at


def _same_person(earlier: tuple[str, ...], later: tuple[str, ...]) -> bool:
    """The same surname, and first names that begin alike or of which one is missing."""
    if not earlier or bare(earlier[-1]) != bare(later[-1]):
        return False
    return min(len(earlier), len(later)) == 1 or bare(earlier[0])[:2] == bare(later[0])[:2]


def link_of(source: Source, words: Words, actor: str, known: Link | None) -> Link:
    """The link that a speaker makes. `actor` is the registry's name of the body inside the phrase, empty if there is
    none; `known` what an earlier description of the same person gave."""
    first = words.tokens[min(source.start, len(words.tokens) - 1)]
    last = words.tokens[max(source.start, min(source.end, len(words.tokens)) - 1)]
    span = Span(first.start, last.end)
    because = (Because(f"chain: sources.{source.rule}", f"{source.who} is named as speaking", None, (span,)),)
    who, organisation = source.who, source.organisation
    if actor and not source.outlet:
        organisation = actor
        who = actor if source.rule in ("body", "capital") else who
    if known is not None:
        organisation = organisation or known.organisation
        who = known.who if len(known.who.split()) > len(who.split()) else who
    return Link(who, organisation, source.anonymous, because)
