"""Claims: acts, roles, polarity, modality, extent, attribution. From the sentences of a report to typed statements."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.attribution import attribute
from tawatur.claims.extraction import extract as _extract
from tawatur.model import Claim, Mention, Unknown, When
from tawatur.passages import Document

__all__ = ["extract"]


def extract(document: Document, mentions: Sequence[Mention], published: When | Unknown) -> tuple[Claim, ...]:
    """The claims of a report in reading order, with their chains of attribution (codebook, sections 1 to 3)."""
    attribution = attribute(document, tuple(mentions))
    return _extract(document, mentions, published, attribution.chain_of)
