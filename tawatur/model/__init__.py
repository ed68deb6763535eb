"""Frozen types without I/O. Ids are hashes of content, so a re-run is idempotent."""

from tawatur.model.base import Because, Frozen, Span, Unknown, content_id
from tawatur.model.claim import EVENT_TYPES, Claim, EventType, Link, Modality, Polarity
from tawatur.model.contents import Contents, CrossKind, CrossLink, ReportSpan
from tawatur.model.mention import (
    ActorRef,
    Candidate,
    Mention,
    MentionKind,
    PlaceKind,
    PlaceRef,
    Quantity,
    SourceRef,
    TimeRef,
    Unit,
    Value,
)
from tawatur.model.report import Part, Passage, Refusal, Report, Stated
from tawatur.model.when import Precision, When, day

__all__ = [
    "EVENT_TYPES", "ActorRef", "Because", "Candidate", "Claim", "Contents", "CrossKind", "CrossLink",
    "EventType", "Frozen", "Link", "Mention", "MentionKind", "Modality", "Part", "Passage", "PlaceKind",
    "PlaceRef", "Polarity", "Precision", "Quantity", "Refusal", "Report", "ReportSpan", "SourceRef", "Span",
    "Stated", "TimeRef", "Unit", "Unknown", "Value", "When", "content_id", "day",
]  # fmt: skip
