"""The examples of the acts: those that match have their trigger found, those that must not state no such claim."""

from __future__ import annotations

from claims.test_extraction import read

from tawatur import mentions, passages
from tawatur.claims.context import contexts
from tawatur.claims.triggers import find_triggers, settings, shipped_tagger
from tawatur.lexicon.acts import Frame, acts
from tawatur.model import Report, Unknown

EXAMPLES = [(text, frame) for frame in acts().frames for text in frame.match]
COUNTEREXAMPLES = [(text, frame) for frame in acts().frames for text in frame.reject]


def triggered(text: str, frame: Frame) -> bool:
    none = Unknown("composed")
    document = passages.split(Report("r", "r", "r", text, "composed", none, none, none, none, none, "ar"))
    seen = contexts(document, mentions.find(document))
    least = settings().threshold
    return any(t.type == frame.type for found in find_triggers(seen, shipped_tagger(), least) for t in found)


def test_what_matches_is_found() -> None:
    missed = [text for text, frame in EXAMPLES if not triggered(text, frame)]
    assert len(missed) <= 0.05 * len(EXAMPLES), missed


def test_what_must_not_match_states_nothing() -> None:
    stated = [text for text, frame in COUNTEREXAMPLES if frame.type in {claim.type for claim in read(text + ".")}]
    assert len(stated) <= 0.02 * len(COUNTEREXAMPLES), stated
