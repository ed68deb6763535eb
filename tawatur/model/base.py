"""What all types share: frozen structs, spans, reasons, typed absence, content ids."""

from __future__ import annotations

import hashlib

import msgspec


class Frozen(msgspec.Struct, frozen=True, kw_only=False, omit_defaults=False):
    """Base of every type of the model: immutable, hashable, slotted, encodable as JSON and MessagePack."""


class Span(Frozen, frozen=True, order=True):
    """Half-open range `[start, end)` in Unicode code points of a report's original text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The slice of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


class Because(Frozen, frozen=True):
    """Why a value was derived: the rule or comparator, its sentence, its score if it has one, the words it used.

    `rule` is a stable dotted name (`times.weekday`, `acts/control.change/سيطر`); `note` is one English sentence;
    `score` is a probability or log-odds as the rule says, never shown alone; `spans` point into the report's text.
    """

    rule: str
    note: str = ""
    score: float | None = None
    spans: tuple[Span, ...] = ()


class Unknown(Frozen, frozen=True, tag="unknown"):
    """Typed absence: the text does not give the value, and `reason` says why. Counted and shown, never a default."""

    reason: str


def content_id(prefix: str, *parts: object) -> str:
    """An id that is the hash of content, so that a re-run is idempotent: `prefix-` and 16 hex digits."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}-{hashlib.blake2b(joined.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"
