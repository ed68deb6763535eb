"""Places of a report: names found, phrases composed, all resolved together, each with its reasons."""

from __future__ import annotations

from functools import lru_cache

from tawatur.gazetteer import Gazetteer, load, words
from tawatur.mentions.place_anaphora import Antecedents, anaphors, lands, sides
from tawatur.mentions.place_phrases import compose
from tawatur.mentions.place_refs import anaphor_mention, evident, mention_of, misfit_mention, unknown_mention
from tawatur.mentions.place_resolve import Picture, Resolved, picture, resolve
from tawatur.mentions.place_scan import Hit, Scanner, Wd
from tawatur.mentions.place_unknown import unknown_names
from tawatur.model import Mention
from tawatur.passages.document import Document


@lru_cache(maxsize=2)
def _scanner(gazetteer: Gazetteer) -> Scanner:
    return Scanner(gazetteer, words())


def find_places(document: Document) -> tuple[Mention, ...]:
    """The places that the report names, sorted by span; one that no candidate fits is `Unknown` with its reason.

    Names come first, all resolved together; then words that stand for one of them ("the city"); then names that no
    gazetteer has but that a kind word shows to be places ("the village of ...").
    """
    scanner = _scanner(load())
    tokens = [scanner.read(sentence) for sentence in document.sentences]
    names, stand_ins = _scan(scanner, tokens)
    about = picture(names, tokens)
    resolved = [r for r in resolve(names, about) if evident(r, tokens[r.hit.sentence], scanner.words)]
    out = [
        mention_of(document, r, tokens[r.hit.sentence], scanner.gazetteer, resolved)
        if r.place is not None
        else misfit_mention(document, r, tokens[r.hit.sentence], resolved)
        for r in resolved
    ]
    out += _stand_ins(document, tokens, scanner, stand_ins, (resolved, about))
    out += _unknown(document, tokens, scanner, [r.hit for r in resolved] + stand_ins, (resolved, about))
    return _without_overlaps(out)


def _scan(scanner: Scanner, tokens: list[list[Wd]]) -> tuple[list[Hit], list[Hit]]:
    names: list[Hit] = []
    stand_ins: list[Hit] = []
    for number, sentence in enumerate(tokens):
        found = scanner.hits(number, sentence)
        taken = {i for hit in found for i in range(hit.first, hit.last + 1)}
        found += lands(number, sentence, taken, scanner.words, scanner.gazetteer)
        taken.update(i for hit in found for i in range(hit.first, hit.last + 1))
        others = sides(number, sentence, taken, scanner.words)
        others += anaphors(number, sentence, found + others, scanner.words)
        compose(sorted(found + others, key=lambda h: h.first), sentence, scanner.words)
        names += found
        stand_ins += others
    return names, stand_ins


def _stand_ins(
    document: Document, tokens: list[list[Wd]], scanner: Scanner, hits: list[Hit], read: tuple[list[Resolved], Picture]
) -> list[Mention]:
    resolved, about = read
    antecedents = Antecedents(resolved, scanner.gazetteer, scanner.words, about)
    out = []
    for hit in hits:
        found = antecedents.of(hit)
        if found is not None:
            out.append(anaphor_mention(document, hit, tokens[hit.sentence], found, scanner.gazetteer))
    return out


def _unknown(
    document: Document, tokens: list[list[Wd]], scanner: Scanner, hits: list[Hit], read: tuple[list[Resolved], Picture]
) -> list[Mention]:
    resolved, about = read
    taken: dict[int, set[int]] = {}
    for hit in hits:
        taken.setdefault(hit.sentence, set()).update(range(hit.start_word, hit.end_word + 1))
    out = []
    for number, sentence in enumerate(tokens):
        for named in unknown_names(number, sentence, taken.get(number, set()), scanner.words, scanner.gazetteer, about):
            out.append(unknown_mention(document, named, sentence, resolved))
    return out


def _without_overlaps(mentions: list[Mention]) -> tuple[Mention, ...]:
    """Sorted by span; of two that overlap the longer stays, then the earlier."""
    kept: list[Mention] = []
    covered = bytearray(max((m.span.end for m in mentions), default=0))
    for mention in sorted(mentions, key=lambda m: (-len(m.span), m.span.start, m.id)):
        start, end = mention.span.start, mention.span.end
        if covered.find(1, start, end) < 0:
            covered[start:end] = b"\1" * (end - start)
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: (m.span.start, m.span.end)))
