"""The number grammar: digits, words and mixtures of both, found in the tokens of a sentence.

A number is a run of tokens with one value: "120 ألف", "خمسة وعشرون ألفا", "مليون ونصف". Words add up with و and are
multiplied by the scale that follows; a smaller scale may follow a larger one, never the reverse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tawatur.languages.tokens import Token
from tawatur.lexicon.numbers import Atom, NumberLexicon, number_lexicon
from tawatur.model import Frozen

_PARTICLES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "ال", "وال", "بال", "فال", "وبال", "كال")
_LAM = ("لل", "ولل", "فلل")
_QUOTES = frozenset("«»\"“”'‘’")
_LARGEST = 10**15


class Number(Frozen, frozen=True):
    """A number over the tokens `[first, last)`. `kind`: digits, words, or ordinal; `prefix` the particles before it."""

    first: int
    last: int
    value: float
    kind: str
    prefix: str = ""
    definite: bool = False


@lru_cache(maxsize=100_000)
def readings(key: str) -> tuple[tuple[str, str], ...]:
    """The ways to take particles off a folded word: pairs of particles and rest, the whole word first."""
    out = [("", key)]
    for particle in _PARTICLES[1:]:
        if key.startswith(particle) and len(key) - len(particle) >= 2:
            out.append((particle, key[len(particle) :]))
    for particle in _LAM:
        if key.startswith(particle) and len(key) - len(particle) >= 2:
            out.append((particle[:-1], "ال" + key[len(particle) :]))
            out.append((particle[:-1] + "ال", key[len(particle) :]))
    return tuple(out)


@lru_cache(maxsize=50_000)
def _atom(key: str) -> tuple[str, Atom] | None:
    lexicon = number_lexicon()
    if len(key) > 24:
        return None
    for prefix, stem in readings(key):
        found = lexicon.atoms.get(stem)
        if found is not None:
            return prefix, found
    return None


_DIGITS = re.compile(r"\d+(?:[.,]\d+)*\Z")


def digits(key: str) -> float | None:
    """The value of a written figure: "1,200", "3.5", "1٬200٬000" folded; `None` for dates such as 19.11.2017."""
    key = key.replace("٬", ",").replace("٫", ".")
    if not _DIGITS.match(key) or len(key) > 18:
        return None
    parts = re.split(r"[.,]", key)
    if len(parts) == 1:
        return float(key)
    grouped = all(len(p) == 3 for p in parts[1:]) and 1 <= len(parts[0]) <= 3 and parts[0] != "0"
    if grouped and ("," in key or len(parts) > 2 or parts[1] == "000"):
        return float("".join(parts))
    if len(parts) == 2:
        return float(f"{parts[0]}.{parts[1]}")
    return None


class _Sum:
    """The value of a number under construction, and what may still follow."""

    def __init__(self) -> None:
        self.total = 0.0
        self.group = 0.0
        self.last = ""
        self.scale = 1e18  # the last scale used: the next must be smaller

    @property
    def value(self) -> float:
        return self.total + self.group

    def multiply(self, scale: float) -> bool:
        if scale >= self.scale or (self.group == 0 and self.last not in ("", "scale")):
            return False
        self.total += (self.group or 1) * scale
        self.group, self.last, self.scale = 0.0, "scale", scale
        return self.total < _LARGEST

    def start(self, atom: Atom) -> bool:
        """Takes the first word; a plural scale ("آلاف") is no number by itself."""
        if atom.kind in ("one", "two"):
            return self.multiply(atom.value) if atom.kind == "one" else self._two(atom.value)
        if atom.kind == "many":
            return False
        self.group, self.last = atom.value, atom.kind
        return True

    def _two(self, scale: float) -> bool:
        if scale >= self.scale:
            return False
        self.total += 2 * scale
        self.last, self.scale = "scale", scale
        return True

    def glue(self, atom: Atom) -> bool:
        """Takes a word without و: ten after a unit, hundred after a unit, a scale after anything."""
        if atom.kind in ("one", "many"):
            return self.group > 0 and self.multiply(atom.value)
        if atom.kind == "ten" and self.last == "unit" and self.group % 10:
            self.group, self.last = self.group + 10, "teen"
            return True
        if atom.kind == "hundred" and atom.value == 100 and self.last == "unit" and 3 <= self.group % 100 <= 9:
            self.group, self.last = self.group * 100, "hundred"
            return True
        return False

    def add(self, atom: Atom) -> bool:
        """Takes a word with و: it must be smaller than what stands before it, save a ten after its unit."""
        allowed = {
            "unit": ("hundred", "scale"), "ten": ("hundred", "scale"), "tens": ("unit", "hundred", "scale"),
            "hundred": ("scale",), "one": ("scale",), "two": ("scale",), "fraction": ("scale",), "many": (),
        }[atom.kind]  # fmt: skip
        if self.last not in allowed or (atom.kind == "tens" and self.last == "unit" and self.group % 100 > 9):
            return False
        if atom.kind == "fraction":
            self.total += atom.value * self.scale
            self.last = "done"
        elif atom.kind in ("one", "two"):
            return self.multiply(atom.value) if atom.kind == "one" else self._two(atom.value)
        else:
            self.group, self.last = self.group + atom.value, atom.kind
        return True


def _figure(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """A figure at a token, quotation marks around it allowed: its value and the next token."""
    value = digits(tokens[at].key) if tokens[at].key[:1].isdigit() else None
    if value is not None:
        return value, at + 1
    if tokens[at].text in _QUOTES and at + 2 < len(tokens) and tokens[at + 2].text in _QUOTES:
        value = digits(tokens[at + 1].key) if tokens[at + 1].key[:1].isdigit() else None
        return None if value is None else (value, at + 3)
    return None


@lru_cache(maxsize=50_000)
def _only_looks(key: str) -> bool:
    """Whether a word that could begin a number is another word: "لست", "وألف"."""
    lexicon = number_lexicon()
    return key not in lexicon.atoms and any(rest in lexicon.words["not"] for _, rest in readings(key))


def _number_at(tokens: Sequence[Token], at: int) -> Number | None:
    building = _Sum()
    figure = _figure(tokens, at)
    prefix, kind = "", "words"
    if figure is not None:
        building.group, here = figure
        building.last, kind = "figure", "digits"
    else:
        atom = _atom(tokens[at].key) if tokens[at].key else None
        if atom is None or _only_looks(tokens[at].key) or tokens[at].text.endswith("ء"):  # "أثناء" is not "اثنا"
            return None
        prefix, first = atom
        here = at + 1
        if first.kind == "fraction":
            return _fraction(tokens, at, prefix, first)
        if not building.start(first):
            return None
    here = _rest(tokens, here, building)
    return Number(at, here, building.value, kind, prefix.replace("ال", ""), "ال" in prefix)


def _fraction(tokens: Sequence[Token], at: int, prefix: str, first: Atom) -> Number | None:
    """ "نصف مليون": a fraction is a number only before a scale."""
    following = _atom(tokens[at + 1].key) if at + 1 < len(tokens) else None
    if following is None or following[0] or following[1].kind != "one":
        return None
    return Number(at, at + 2, first.value * following[1].value, "words", prefix)


def _rest(tokens: Sequence[Token], here: int, building: _Sum) -> int:
    """Takes all words that still belong to the number; the next token after them."""
    while here < len(tokens):
        key = tokens[here].key
        if key == "و" and building.last == "scale" and here + 1 < len(tokens):
            figure = _figure(tokens, here + 1)
            glued = tokens[here + 1].start == tokens[here].end
            if figure is not None and glued and figure[0] < building.scale and figure[0].is_integer():
                building.group, building.last = figure[0], "figure"
                here = figure[1]
                continue
            return here
        atom = _atom(key) if key else None
        if atom is None:
            return here
        prefix, word = ("و", atom[1]) if key == "واحد" else atom  # inside a number it is "and one"
        if prefix in ("و", "وال"):
            if not building.add(word):
                return here
        elif building.last == "done" and prefix == "ال" and word.kind == "one":
            return here + 1  # "مليون ونصف المليون"
        elif prefix not in ("", "ال") or not building.glue(word):
            return here
        here += 1
    return here


def _ordinal_at(tokens: Sequence[Token], at: int, lexicon: NumberLexicon) -> Number | None:
    """ "التاسع", "السابع عشر", "الخامس والعشرين", and bare "أول"."""
    for prefix, stem in readings(tokens[at].key):
        word = lexicon.ordinals.get(stem)
        if word is None:
            continue
        value, here = word.value, at + 1
        following = _atom(tokens[here].key) if here < len(tokens) and not word.bare else None
        if following is not None and following[1].kind == "ten" and following[0] in ("", "ال") and value < 10:
            value, here = value + 10, here + 1
        elif following is not None and following[1].kind == "tens" and following[0] == "وال":
            value, here = value + int(following[1].value), here + 1
        return Number(at, here, float(value), "bare ordinal" if word.bare else "ordinal", prefix)
    return None


@lru_cache(maxsize=100_000)
def _begins(key: str) -> bool:
    """Whether a token may begin a number: a digit, a quotation mark before one, a number word, an ordinal."""
    if key[:1].isdigit() or key in _QUOTES:
        return True
    if len(key) > 24:
        return False
    return _atom(key) is not None or any(stem in number_lexicon().ordinals for _, stem in readings(key))


def find_numbers(tokens: Sequence[Token]) -> tuple[Number, ...]:
    """The numbers and ordinals of a sentence, left to right, none over another. Time linear in the tokens."""
    lexicon = number_lexicon()
    found: list[Number] = []
    past = 0
    for at, token in enumerate(tokens):
        key = token.key or token.text
        if not _begins(key) or at < past:
            continue
        number = _number_at(tokens, at)
        if number is None and len(key) <= 24:
            number = _ordinal_at(tokens, at, lexicon)
        if number is not None:
            found.append(number)
            past = number.last
    return tuple(found)
