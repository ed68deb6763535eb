"""Places of a report: names found, phrases composed, all resolved together, each with its reasons."""

from __future__ import annotations

from functools import lru_cache

from tawatur.gazetteer import Gazetteer, load, words
from tawatur.mentions.place_phrases import compose
from tawatur.mentions.place_refs import evident, mention_of
from tawatur.mentions.place_resolve import picture, resolve
from tawatur.mentions.place_scan import Hit, Scanner, words_of
from tawatur.model import Mention
from tawatur.passages.document import Document


@lru_cache(maxsize=2)
def _scanner(gazetteer: Gazetteer) -> Scanner:
    return Scanner(gazetteer, words())


def find_places(document: Document) -> tuple[Mention, ...]:
    """The places that the report names, sorted by span; one that no candidate fits is `Unknown` with its reason."""
    scanner = _scanner(load())
    lists = scanner.words
    tokens = [words_of(sentence) for sentence in document.sentences]
    hits: list[Hit] = []
    for number, sentence in enumerate(tokens):
        found = scanner.hits(number, sentence)
        compose(found, sentence, lists)
        hits += found
    about = picture(hits, tokens, lists)
    resolved = [r for r in resolve(hits, about) if evident(r, tokens[r.hit.sentence], lists)]
    out = [mention_of(document, r, tokens[r.hit.sentence], about) for r in resolved]
    return tuple(sorted(out, key=lambda m: (m.span.start, m.span.end)))
