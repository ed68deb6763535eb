"""Which claims of a report say that a place of the public facts passes to somebody, wholly or nearly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tawatur.dating.events import Given, Told, is_whole, tell
from tawatur.languages import Token
from tawatur.lexicon.acts import readings
from tawatur.lexicon.dating import facts
from tawatur.model import Claim, Frozen, PlaceRef, Span, Unknown

_BEFORE_ACT, _NEAR_ACT = 3, 6
"""Words before an act within which it is aimed at or prepared; within which it is drawing near."""
_DRIVEN = "type: acts/control.change/expel"


class Taking(Frozen, frozen=True):
    """A claim that a place passes to somebody, with its time; `how` is the claim's modality, or `near` where the words
    say that it is about to happen."""

    told: Told
    how: str

    @property
    def claim(self) -> Claim:
        return self.told.claim

    @property
    def is_done(self) -> bool:
        """Whether the whole place has passed, as the claim tells it."""
        return self.how == "actual" and is_whole(self.told.claim)

    @property
    def place(self) -> str:
        """The place by its name in the gazetteer."""
        place = self.told.claim.place
        assert isinstance(place, PlaceRef)
        return place.name


def takings(given: Given) -> tuple[Taking, ...]:
    """The takings of places that public facts tell of, in the order of the claims."""
    return tuple(Taking(tell(given, claim), how) for claim in given.claims for how in _how(given, claim))


def _how(given: Given, claim: Claim) -> Iterator[str]:
    """How a claim tells the taking of a place; nothing if its object is not the place itself but something in it, an
    aim or a battle for it."""
    if claim.type != "control.change" or claim.polarity != "affirmed" or not isinstance(claim.place, PlaceRef):
        return
    if claim.trigger is None or not facts().taken_at(claim.place.name) or not _by_lexicon(claim):
        return
    spans = [s for reason in claim.because if reason.rule.startswith("place:") for s in reason.spans]
    place = next((span for span in spans if claim.evidence.contains(span)), None)
    sentence = next((s for s in given.document.sentences if s.span.contains(claim.trigger)), None)
    if place is None or sentence is None or not _is_object(claim, place, sentence.tokens):
        return
    before = [t.key for t in sentence.tokens if t.is_word and t.end <= claim.trigger.start]
    near = _nearing(before)
    if near is not None:
        yield from ("near",) if near else ()
    elif claim.modality == "expected" or not (_is_aimed(given, claim) or _is_undone(before)):
        yield claim.modality


def _by_lexicon(claim: Claim) -> bool:
    return any(reason.rule.startswith("type: acts/") for reason in claim.because)


def _nearing(before: Sequence[str]) -> bool | None:
    """Whether words before an act say that it is near; `False` if it was so at some past time, `None` if they do not
    say so at all."""
    words = facts()
    at = next((i for i, key in enumerate(before[-_NEAR_ACT:]) if words.near & _forms([key])), None)
    if at is None:
        return None
    return not words.was & _forms(before[: len(before[:-_NEAR_ACT]) + at])


def _is_aimed(given: Given, claim: Claim) -> bool:
    assert claim.trigger is not None
    return given.document.report.text[claim.trigger.start :].startswith(("ل", "ول"))


def _is_undone(before: Sequence[str]) -> bool:
    """Whether words before an act say "operation of", "battle of": not with the article ("the command of the operations
    announced the liberation of")."""
    return bool(facts().undone & _forms(key for key in before[-_BEFORE_ACT:] if not key.startswith("ال")))


def _forms(keys: Iterable[str]) -> set[str]:
    """The words with and without the particles before them."""
    return {form for key in keys for form in (key, *readings(key))}


def _is_object(claim: Claim, place: Span, tokens: Sequence[Token]) -> bool:
    """Whether what was taken is the place itself, or a part of it, and not what lies in it or beside it."""
    assert isinstance(claim.place, PlaceRef) and claim.trigger is not None
    table = facts()
    earlier = [t for t in tokens if t.is_word and t.end <= claim.trigger.start]
    close = _forms(t.key for t in earlier[-_BEFORE_ACT:])
    between = _forms(t.key for t in earlier if t.start >= place.end)
    if table.others & (between | close if table.which & close else between):
        return False  # "Abu Kamal and the villages that were taken"
    before = [t for t in tokens if t.is_word and t.start < place.start]
    last = before[-1] if before else None
    if last is None or claim.place.part:
        return True
    glued = last.end > place.start and last.key.startswith("ب")
    return not (glued or last.key in table.beside or _is_edge(claim, last))


def _is_edge(claim: Claim, last: Token) -> bool:
    """Whether "of" stands before the place ("the northern edge of the city") without a share being told, or somebody
    driven out."""
    driven = any(reason.rule.startswith(_DRIVEN) for reason in claim.because)
    return last.key in facts().of and isinstance(claim.extent, Unknown) and not driven
