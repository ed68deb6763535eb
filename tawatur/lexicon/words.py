"""Words cut into particles, stem and pronoun, and their parts of speech: `segment` and `tag`.

Two linear-chain CRFs (`data/models/segmenter.crfsuite` over letters, `pos.crfsuite` over the pieces of a sentence) and
a table of how common stems are, all built by `bench/train_words.py`; docs/models/words.md has data, figures and limits.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
import pycrfsuite

from tawatur.errors import DataError
from tawatur.languages import Token, Word, clitics, fold, is_arabic
from tawatur.lexicon.clusters import cluster_of
from tawatur.lexicon.files import sources

_ALEFS = str.maketrans("أإآ", "ااا")
_ENDINGS = {"ه": "ة", "ي": "ى"}
_LONGEST = 30
"""Letters; no Arabic word with all its clitics is longer, so a longer run is left whole."""


@cache
def _tagger(name: str) -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(sources(f"models/{name}.crfsuite")[0]))
    return tagger


@cache
def _levels() -> dict[int, int]:
    path = sources("models/stems.bin")[0]
    try:
        raw = zlib.decompress(path.read_bytes())
    except zlib.error as error:
        raise DataError(f"{path.name}: not readable: {error}; reinstall the package") from error
    n, rest = divmod(len(raw), 5)
    if rest:
        raise DataError(f"{path.name}: {len(raw)} bytes is not a whole number of entries; reinstall the package")
    return dict(
        zip(np.frombuffer(raw, "<u4", n).tolist(), np.frombuffer(raw, "u1", offset=4 * n).tolist(), strict=True)
    )


def level(form: str) -> int:
    """How common a stem or word is in the news: 0 (never seen) to 12, the binary logarithm of its count plus one."""
    return _levels().get(zlib.crc32(form.translate(_ALEFS).encode("utf-8", "surrogatepass")), 0)


@lru_cache(maxsize=200_000)
def segment(word: str) -> Word:
    """Cuts one written word; the article is the last proclitic, and all parts are folded keys.

    Give the word as it stands in the text where it is at hand: in a folded key the endings ه and ة are one, and the
    cut then follows the more common reading.

    >>> segment("وبسيطرتها")
    Word(proclitics=('و', 'ب'), stem='سيطرت', enclitic='ها', pos='X')
    """
    form = clitics.spell(word)
    if not is_arabic(form) or not form.isalpha() or not 1 < len(form) <= _LONGEST:
        return Word((), fold(word))
    known = clitics.closed(form)
    if known is not None:
        return known
    form = _written(form)
    labels: list[str] = _tagger("segmenter").tag(clitics.features(form, level))
    return clitics.word(form, labels) if clitics.lawful(form, labels) else Word((), fold(form))


def _written(form: str) -> str:
    """The form with the ending that a folded key or a careless page has lost: ة for ه, ى for ي, hamza of إلى.

    Only where the other spelling is the better known word; after the article there is no pronoun, so ه is ة there.
    """
    other = form[:-1] + _ENDINGS.get(form[-1], "")
    if len(other) < len(form) or len(form) < 3:
        return form
    starts = clitics.cuts(form)
    known = max(level(form), *(level(form[c:-1]) for c in starts)) if form[-1] == "ه" else level(form)
    if max(level(other[c:]) for c in starts) > known:
        return other
    articled = any(form[c - 2 : c] == "ال" for c in starts[1:])
    return other if form[-1] == "ه" and articled and not level(form) else form


@lru_cache(maxsize=100_000)
def _here(kind: str, key: str) -> list[str]:
    """Features of a piece itself; `kind` is p(article), s(tem), d(efinite stem) or e(nclitic)."""
    out = ["b", "w=" + key, "k=" + kind]
    if kind in "sd":
        out += [f"k={kind}{key[:1]}", kind + "1" + key[-1:], kind + "2" + key[-2:], kind + "3" + key[-3:]]
        out += ["p2" + key[:2], "p3" + key[:3], f"n{min(len(key), 7)}", f"x{key[:1]}{key[-2:]}"]
        found = cluster_of("ال" + key if kind == "d" else key)
        if found:
            out += [f"c{found[0]}", f"C{found[1]}", f"D{found[2]}"]
    if not key.isalpha():
        out.append("number" if key.isdigit() else "sign")
    return out


@lru_cache(maxsize=200_000)
def _near(side: str, kind: str, key: str) -> list[str]:
    """Features that a piece lends to its neighbour on one side."""
    out = [f"{side}{key}", f"{side}:{kind}", f"{side}~{key[-2:]}"]
    found = cluster_of("ال" + key if kind == "d" else key) if kind in "sd" else None
    return [*out, f"{side}C{found[1]}", f"{side}c{found[0]}"] if found else out


def pieces(words: Sequence[Word]) -> list[tuple[str, str]]:
    """The pieces that the tagger of speech reads: (kind, key) of particles, stems and pronouns in order."""
    out = []
    for word in words:
        article = word.proclitics[-1:] == ("ال",)
        out += [("p", p) for p in word.proclitics if p != "ال"]
        out.append(("d" if article else "s", word.stem))
        if word.enclitic:
            out.append(("e", word.enclitic))
    return out


def piece_features(row: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Features of each piece of a sentence: its own, and those of two neighbours on each side."""
    edge = ("edge", "")
    padded = [edge, edge, *row, edge, edge]
    return [
        _here(*padded[i])
        + _near("<", *padded[i - 1])
        + _near(">", *padded[i + 1])
        + _near("<<", *padded[i - 2])[:2]
        + [f"{padded[i - 1][0]}{padded[i][0]}{padded[i + 1][0]}"]
        for i in range(2, len(padded) - 2)
    ]


def tag(tokens: Sequence[Token]) -> tuple[Word, ...]:
    """The words of a sentence, one a token, `pos` being the UPOS tag of the stem (`PUNCT` for signs)."""
    words = [segment(token.text) if token.key else Word((), token.text) for token in tokens]
    row = pieces(words)
    if not row:
        return ()
    tags: list[str] = _tagger("pos").tag(piece_features(row))
    stems = [pos for (kind, _), pos in zip(row, tags, strict=True) if kind in "sd"]
    return tuple(Word(w.proclitics, w.stem, w.enclitic, p) for w, p in zip(words, stems, strict=True))
