"""The compact form of a document as bytes and back, so that a casebook can keep it."""

from __future__ import annotations

import msgspec
import numpy as np

from tawatur.lexicon import outlets
from tawatur.model import Frozen, Report, Span
from tawatur.passages.reuse_words import Cited, Words

_ENDIAN = "<"
_TYPES = (("codes", "u4"), ("starts", "i4"), ("ends", "i4"), ("counts", "u1"))


class _Kept(Frozen, frozen=True):
    arrays: tuple[bytes, ...]
    quoted: tuple[tuple[int, int], ...]
    sentences: tuple[int, ...]
    cited: tuple[tuple[str, int, Span], ...]


_decoder = msgspec.msgpack.Decoder(_Kept)


def pack(words: Words) -> bytes:
    """The words of a report without the report itself; 13 bytes a word."""
    arrays = tuple(getattr(words, name).astype(_ENDIAN + kind).tobytes() for name, kind in _TYPES)
    cited = tuple((one.outlet.id, one.word, one.span) for one in words.cited)
    return msgspec.msgpack.encode(_Kept(arrays, words.quoted, words.sentences, cited))


def unpack(data: bytes, report: Report) -> Words:
    """The words again, as those of `report`. Raises `KeyError` if they name an outlet that is no longer in the
    registry: keep them under a key that changes with the data files."""
    kept = _decoder.decode(data)
    codes, starts, ends, counts = (
        np.frombuffer(raw, dtype=_ENDIAN + kind) for raw, (_, kind) in zip(kept.arrays, _TYPES, strict=True)
    )
    known = outlets.registry().by_id
    cited = tuple(Cited(known[id], word, span) for id, word, span in kept.cited)
    bare = msgspec.structs.replace(report, text="", stated=())
    return Words(bare, codes, starts, ends, counts, kept.quoted, kept.sentences, cited)
