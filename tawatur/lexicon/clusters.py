"""Word clusters: words that a multilingual encoder finds alike share a number, at three grains.

The table (`data/models/clusters.bin`, built by `bench/train_clusters.py`) keeps checksums of folded words, no words.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cache, lru_cache

import numpy as np

from tawatur.errors import DataError
from tawatur.languages import light_stem, variants
from tawatur.lexicon.files import sources

Clusters = tuple[int, int, int]
_PRONOUNS = ("هما", "هم", "ها", "نا", "كم", "ه", "ي", "ك")
_SUFFIXES = ("وا", "ون", "ين", "ان", "ات", "تم", "يه", "يا", "ت", "ا", "و", "ي", "ه")


@cache
def _table() -> dict[int, Clusters]:
    path = sources("models/clusters.bin")[0]
    try:
        raw = zlib.decompress(path.read_bytes())
    except zlib.error as error:
        raise DataError(f"{path.name}: not readable: {error}; reinstall the package") from error
    n, rest = divmod(len(raw), 10)
    if rest:
        raise DataError(f"{path.name}: {len(raw)} bytes is not a whole number of entries; reinstall the package")
    checksums = np.frombuffer(raw, dtype="<u4", count=n).tolist()
    grains = np.frombuffer(raw, dtype="<u2", offset=4 * n).reshape(3, n).tolist()
    return dict(zip(checksums, zip(*grains, strict=True), strict=True))


@lru_cache(maxsize=200_000)
def cluster_of(key: str) -> Clusters | None:
    """The clusters of a folded word among 64, 256 and 1024, or `None` if neither it nor its stem is known.

    An unseen form takes the clusters of its longest known stem: particles off, then pronouns, then verbs' affixes.
    """
    table = _table()
    for candidate in _candidates(key):
        found = table.get(zlib.crc32(candidate.encode("utf-8", "surrogatepass")))
        if found is not None:
            return found
    return None


def _candidates(key: str) -> Iterator[str]:
    """The word itself, then what it may be made of, the most likely first; stems have three letters at least."""
    yield key
    bare = [word.stem for word in variants(key) if len(word.stem) >= 3][:6]
    yield from bare[1:]
    owned = [stem[: -len(e)] for stem in bare for e in _PRONOUNS if stem.endswith(e) and len(stem) - len(e) >= 3]
    for stem in owned:
        yield stem
        if stem.endswith("ت"):
            yield stem[:-1] + "ه"
    for stem in (*bare, *owned):
        inflected = [stem[: -len(e)] for e in _SUFFIXES if stem.endswith(e) and len(stem) - len(e) >= 3]
        yield from inflected
        yield from (s[1:] for s in (stem, *inflected) if s[0] in "يتنا" and len(s) >= 4)
    yield light_stem(key)
