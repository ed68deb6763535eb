"""The examples of the acts, read by everything that decides: those that match state their act, the others do not."""

from __future__ import annotations

import pytest
from claims.test_extraction import read

from tawatur.lexicon.acts import Frame, acts

FRAMES = acts().frames


@pytest.mark.parametrize("frame", FRAMES, ids=[frame.id for frame in FRAMES])
def test_examples_of_a_frame(frame: Frame) -> None:
    for text in frame.reject:
        assert frame.type not in {claim.type for claim in read(text + ".")}, text
    missed = [text for text in frame.match if frame.type not in {claim.type for claim in read(text + ".")}]
    assert len(missed) <= len(frame.match) // 3, missed
