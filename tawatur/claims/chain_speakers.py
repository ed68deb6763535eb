"""Who has spoken so far in a report: how later phrases ("المصدر", "الأحمدي", a bare verb) find their speaker again."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.languages import fold
from tawatur.lexicon.attribution import attribution
from tawatur.mentions.source_reader import Source
from tawatur.mentions.source_words import QUOTES_ANY, Words, bare, unclitic
from tawatur.model import Because, Link, Span


class Speaker(NamedTuple):
    """One who spoke: the phrase as read, the whole chain under which it spoke, where."""

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
        """The latest speaker that a definite noun can stand for."""
        wanted = _same_heads(head)
        return next((s for s in reversed(self.speakers) if wanted & set(s.source.heads)), None)

    def named(self, words: Words, at: int) -> tuple[Speaker, int] | None:
        """The latest person one of whose names stands at `at` alone or followed by more of it: speaker and end."""
        while at < len(words.keys) and words.keys[at] in QUOTES_ANY:
            at += 1
        if not words.is_word(at):
            return None
        for lead, key in unclitic(words.keys[at]):
            if lead not in ("", "و", "ل", "ب"):
                continue
            for speaker in reversed(self.speakers):
                names = [bare(n) for n in speaker.source.name]
                if bare(key) in names and len(bare(key)) > 2:
                    end = at + 1
                    while end < len(words.keys) and (words.keys[end] in QUOTES_ANY or bare(words.keys[end]) in names):
                        end += 1
                    return speaker, end
        return None

    def same_person(self, source: Source) -> Speaker | None:
        """An earlier speaker with the same surname and a fuller description."""
        if not source.name:
            return None
        surname = bare(source.name[-1])
        return next(
            (s for s in reversed(self.speakers) if (s.source.name and bare(s.source.name[-1]) == surname
             and bare(s.source.name[0])[:2] == bare(source.name[0])[:2]) or s.source.name == source.name), None,
        )  # fmt: skip


_GROUPS = (
    ("مصدر", "مصادر"), ("مسؤول", "مسوول", "مسيول", "متحدث", "ناطق", "قيادي", "قايد", "ضابط", "عضو", "رييس", "مدير", "وزير"),
    ("بيان", "تصريح", "بلاغ", "تقرير"), ("وكاله",), ("صحيفه", "جريده"), ("قناه", "تلفزيون", "محطه"), ("موقع",), ("شبكه",),
    ("متحدث", "ناطق"), ("ناشط",), ("شاهد",), ("ساكن", "سكان"), ("طبيب",), ("قايد", "قيادي", "ضابط", "عسكري"),
)  # fmt: skip


def _same_heads(head: str) -> set[str]:
    found = {head}
    for group in _GROUPS:
        if head in group:
            found |= set(group) if group[0] != "مسؤول" else {head}
    if head in ("مسوول",):
        found |= {"مسوول"}
    return found


def link_of(source: Source, words: Words, actor: str = "", known: Speaker | None = None) -> Link:
    """The link that a speaker makes; `actor` is the registry's name of the body inside the phrase, if one was found;
    `known` an earlier, fuller description of the same person."""
    first = words.tokens[min(source.start, len(words.tokens) - 1)]
    last = words.tokens[max(source.start, min(source.end, len(words.tokens)) - 1)]
    because = (
        Because(
            f"chain: sources.{source.rule}", f"{source.who} is named as speaking", None, (Span(first.start, last.end),)
        ),
    )
    who, organisation = source.who, source.organisation
    if actor and source.rule in ("body", "capital") and not source.outlet:
        who = organisation = actor
    elif actor and not source.outlet:
        organisation = actor
    if known is not None and known.links:
        earlier = known.links[-1]
        who = earlier.who if len(known.source.name) >= len(source.name) else who
        organisation = organisation or earlier.organisation
    return Link(who, organisation, source.anonymous, because)


def surname_key(text: str) -> str:
    return bare(fold(text.rsplit(maxsplit=1)[-1])) if text else ""


def names_given() -> frozenset[str]:
    return attribution().given
