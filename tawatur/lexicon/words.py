"""Words cut into particles, stem and pronoun, and their parts of speech: `segment` and `tag`.

Two linear-chain CRFs (`data/models/segmenter.crfsuite` over letters, `pos.crfsuite` over the pieces of a sentence) and
a table of how common stems are, all built by `bench/train_words.py`; docs/models/words.md has data, figures and limits.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from tawatur.errors import DataError
from tawatur.languages import Token, Word, clitics, fold, is_arabic
from tawatur.languages.script import is_plain
from tawatur.lexicon.clusters import Clusters, cluster_of
from tawatur.lexicon.crf import Chain, Scores, read_chain
from tawatur.lexicon.files import sources

_ALEFS = str.maketrans("أإآ", "ااا")
_HAMZA = re.compile("[أإآ]")
_ENDINGS = {"ه": "ة", "ي": "ى"}
_LONGEST = 30
"""Letters; no Arabic word with all its clitics is longer, so a longer run is left whole."""


@cache
def _letters() -> Chain:
    return read_chain(sources("models/segmenter.crfsuite")[0])


@cache
def _speech() -> Chain:
    return read_chain(sources("models/pos.crfsuite")[0])


def _best_reading(form: str) -> str:
    """The labels of the lawful reading that the tagger scores highest: all others are left out of its search, so that
    only letters that may be a particle's or a pronoun's are looked at."""
    readings = clitics.readings(form)
    if len(readings) == 1:
        return clitics.labels_of(form, *readings[0])
    known = clitics.Facts(form, level if _HAMZA.search(form) else _plain_level)
    before = {head: _steps(head + "S") for head in known.heads}
    for head in before:
        for i, label in enumerate(head):
            before[head] += _gain(known, i, label)
    behind, gain = {len(form): 0.0}, 0.0
    for i in range(len(form) - 1, min(known.stops) - 1, -1):
        gain += _gain(known, i, "E")
        behind[i] = gain + _steps("S" + "E" * (len(form) - i))
    totals = [before[head] + behind[stop] for head, stop in readings]
    return clitics.labels_of(form, *readings[totals.index(max(totals))])


def _gain(known: clitics.Facts, i: int, label: str) -> float:
    """What a label scores for a letter more than `S`: the sum over the letter's groups of features."""
    table, total = _gain_table(label), 0.0
    for name, made_of in clitics.parts(known, i):
        if name in _RARE:
            for feature in clitics.GROUPS[name](*made_of):
                total += table.get(feature, 0.0)
        else:
            total += _group(label, name, made_of)
    return total


@cache
def _gain_table(label: str) -> dict[str, float]:
    """What each known feature adds to a label more than to `S`."""
    tagger = _letters()
    weights = tagger.weights[:, tagger.labels.index(label)] - tagger.weights[:, tagger.labels.index("S")]
    gains: list[float] = weights.tolist()
    return {feature: gains[row] for feature, row in tagger.index.items() if gains[row]}


@cache
def _steps(labels: str) -> float:
    """What the steps from label to label add, more than steps within a stem."""
    tagger = _letters()
    places = [tagger.labels.index(label) for label in labels]
    stem = tagger.transitions[tagger.labels.index("S"), tagger.labels.index("S")]
    return float(sum(tagger.transitions[a, b] - stem for a, b in pairwise(places)))


_RARE = frozenset({"prefix", "suffix", "pronoun"})
"""Groups of features that few words share."""


@lru_cache(maxsize=100_000)
def _group(label: str, name: str, made_of: tuple[Any, ...]) -> float:
    """What a group of features adds to a label more than to `S`. Words share most of their groups."""
    table = _gain_table(label)
    return sum([table.get(feature, 0.0) for feature in clitics.GROUPS[name](*made_of)])


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


def _plain_level(form: str) -> int:
    """As `level`, of a form without hamza on an alef."""
    return _levels().get(zlib.crc32(form.encode()), 0)


@lru_cache(maxsize=200_000)
def segment(word: str) -> Word:
    """Cuts one written word; the article is the last proclitic, and all parts are folded keys.

    Give the word as it stands in the text where it is at hand: in a folded key the endings ه and ة are one, and the
    cut then follows the more common reading.

    >>> segment("وبسيطرتها")
    Word(proclitics=('و', 'ب'), stem='سيطرت', enclitic='ها', pos='X')
    """
    plain = is_plain(word)
    form = word if plain else clitics.spell(word)
    if not (plain or (is_arabic(form) and form.isalpha())) or not 1 < len(form) <= _LONGEST:
        return Word((), fold(word))
    known = clitics.closed(form)
    if known is not None:
        return known
    form = _written(form)
    return clitics.word(form, _best_reading(form))


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


def _alike(kind: str, key: str) -> tuple[str, str, Clusters | None]:
    """What a piece shares with many others: kind, last letters, clusters."""
    return kind, key[-2:], cluster_of("ال" + key if kind == "d" else key) if kind in "sd" else None


def _near(side: str, kind: str, key: str) -> list[str]:
    """Features that a piece lends to its neighbour on one side."""
    return [side + key, *_shared(side, *_alike(kind, key))]


def _shared(side: str, kind: str, ending: str, found: Clusters | None) -> list[str]:
    """Features that alike pieces lend; the second neighbour only has the kind."""
    if side == "<<":
        return [f"{side}:{kind}"]
    out = [f"{side}:{kind}", f"{side}~{ending}"]
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


_EDGE = ("edge", "")


def piece_features(row: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Features of each piece of a sentence: its own, and those of two neighbours on each side."""
    padded = [_EDGE, _EDGE, *row, _EDGE, _EDGE]
    return [
        _here(*padded[i])
        + _near("<", *padded[i - 1])
        + _near(">", *padded[i + 1])
        + _near("<<", *padded[i - 2])
        + [f"{padded[i - 1][0]}{padded[i][0]}{padded[i + 1][0]}"]
        for i in range(2, len(padded) - 2)
    ]


_SIDES = ("<", ">", "<<")
"""Where a piece stands that lends features: before, behind, two before."""


@lru_cache(maxsize=30_000)
def _piece_adds(kind: str, key: str) -> Scores:
    """What a piece adds to the tags of itself, the one behind, the one before, and the second one behind it."""
    tagger = _speech()
    out = np.empty((len(_SIDES) + 1, len(tagger.labels)))
    out[0] = tagger.scores(_here(kind, key))
    out[1:] = _lent(*_alike(kind, key))
    for place, side in enumerate(_SIDES, 1):
        row = tagger.index.get(side + key)
        if row is not None:
            out[place] += tagger.weights[row]
    return out


@lru_cache(maxsize=20_000)
def _lent(kind: str, ending: str, found: Clusters | None) -> Scores:
    """What alike pieces add to the tags of their neighbours, shape (sides, tags)."""
    return np.array([_speech().scores(_shared(side, kind, ending, found)) for side in _SIDES])


@lru_cache(maxsize=1_000)
def _chain_adds(kinds: tuple[str, str, str]) -> Scores:
    """What the kinds of three pieces add to the tag of the middle one."""
    return _speech().scores(["".join(kinds)])


def _piece_scores(row: Sequence[tuple[str, str]]) -> Scores:
    """The sums of the weights of `piece_features`, shape (pieces, tags)."""
    padded = [_EDGE, _EDGE, *row, _EDGE]
    adds = np.concatenate([_piece_adds(*piece) for piece in padded]).reshape(len(padded), 4, -1)
    kinds = [kind for kind, _ in padded]
    chains = np.array([_chain_adds(three) for three in zip(kinds[1:], kinds[2:], kinds[3:], strict=False)])
    total: Scores = adds[2:-1, 0] + adds[1:-2, 1] + adds[3:, 2] + adds[:-3, 3] + chains
    return total


def tag(tokens: Sequence[Token]) -> tuple[Word, ...]:
    """The words of a sentence, one a token, `pos` being the UPOS tag of the stem (`PUNCT` for signs)."""
    words = [segment(token.text) if token.key else Word((), token.text) for token in tokens]
    row = pieces(words)
    if not row:
        return ()
    tags = _speech().best(_piece_scores(row))
    stems = [pos for (kind, _), pos in zip(row, tags, strict=True) if kind in "sd"]
    return tuple(Word(w.proclitics, w.stem, w.enclitic, p) for w, p in zip(words, stems, strict=True))
