"""Acts: the words that state an event, from `data/acts`, with every inflected form, and their matcher."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from tawatur.errors import DataError
from tawatur.languages import Token, fold, variants
from tawatur.languages.inflect import FormKind, noun_forms, parse_verb, verb_forms
from tawatur.languages.tokens import is_word
from tawatur.lexicon.files import compiled, read_yaml, sources
from tawatur.model import EVENT_TYPES, EventType, Frozen

_ENCLITICS = ("هما", "هم", "هن", "ها", "نا", "كم", "ه", "ي")
_WINDOW = 4


class Frame(Frozen, frozen=True):
    """One frame of an event type: which argument plays which role, and the examples that prove it."""

    id: str
    type: EventType
    roles: dict[str, str]
    passive: dict[str, str]
    lemmas: tuple[str, ...]
    phrases: tuple[str, ...]
    match: tuple[str, ...]
    reject: tuple[str, ...]


class Entry(Frozen, frozen=True):
    """A written form's reading as an act: the frame (index into `Acts.frames`), its lemma, what kind of form it is."""

    frame: int
    lemma: str
    kind: FormKind


class Phrase(Frozen, frozen=True):
    """A phrase of lemmas: the sets of keys of its later elements, in order (an element may be several words)."""

    frame: int
    text: str
    rest: tuple[tuple[tuple[str, ...], ...], ...]


class Acts(Frozen, frozen=True):
    """The compiled ontology: frames, forms by folded key, phrases and, by the folded key of their first word,
    which of them may begin there and what kind of form that word is."""

    frames: tuple[Frame, ...]
    forms: dict[str, tuple[Entry, ...]]
    phrases: tuple[Phrase, ...]
    heads: dict[str, tuple[tuple[int, FormKind], ...]]


class Hit(Frozen, frozen=True):
    """An act found at a token: the frame, its lemma or phrase, the kind of form; `phrase` if more than one word."""

    frame: Frame
    lemma: str
    kind: FormKind
    phrase: bool
    id: str = ""


def _hit(frame: Frame, lemma: str, kind: FormKind, phrase: bool) -> Hit:
    return Hit(frame, lemma, kind, phrase, f"{frame.id} {lemma} {kind} {phrase}")


def _frame(source: str, event: EventType, raw: dict[str, Any]) -> Frame:
    lemmas = (*(raw.get("verbs") or ()), *(raw.get("nouns") or ()))
    return Frame(
        f"{event}/{raw['id']}", event, dict(raw.get("roles") or {}), dict(raw.get("passive") or {}),
        tuple(map(str, lemmas)), tuple(map(str, raw.get("phrases") or ())),
        tuple(map(str, raw.get("match") or ())), tuple(map(str, raw.get("reject") or ())),
    )  # fmt: skip


_KINDS: tuple[FormKind, ...] = ("past", "present", "masdar", "active", "passive", "noun")


def _lemma_forms(source: str, verbs: Sequence[str], nouns: Sequence[str]) -> dict[str, dict[str, FormKind]]:
    """Lemma -> key -> kind. A two-word noun keeps its space in the key."""
    out: dict[str, dict[str, FormKind]] = {}
    for text in verbs:
        try:
            spec = parse_verb(str(text))
        except ValueError as error:
            raise DataError(f"{source}: {error}") from error
        # of two forms that are written alike the finite one stands, whatever order a set has in this process
        forms = sorted(verb_forms(spec), key=lambda form: (-_KINDS.index(form.kind), form.key))
        out.setdefault(spec.past, {}).update({form.key: form.kind for form in forms})
    for text in nouns:
        singular, _, plural = str(text).partition("/")
        keys = {fold(form) for form in noun_forms(singular, plural)}
        out.setdefault(singular, {}).update(dict.fromkeys(sorted(keys), "noun"))
    return out


def _keys_of(element: str, lemmas: dict[str, dict[str, FormKind]]) -> tuple[tuple[str, ...], ...]:
    """An element of a phrase as a sequence of words, each a sorted tuple of keys."""
    if element in lemmas:
        single = {key for key in lemmas[element] if " " not in key}
        return (tuple(sorted(single)),)
    return tuple((fold(word),) for word in element.split())


def _build(paths: tuple[Path, ...]) -> Acts:
    raw = {path.stem: read_yaml(path) for path in paths}
    words = raw.pop("words", {}) or {}
    lemmas = _lemma_forms("words.yaml", words.get("verbs") or (), words.get("nouns") or ())
    frames: list[Frame] = []
    per_frame: list[dict[str, dict[str, FormKind]]] = []
    for event in EVENT_TYPES:
        for item in (raw.get(event) or {}).get("frames") or ():
            frames.append(_frame(event, event, item))
            forms = _lemma_forms(f"{event}.yaml", item.get("verbs") or (), item.get("nouns") or ())
            per_frame.append(forms)
            for lemma, keys in forms.items():
                lemmas.setdefault(lemma, {}).update(keys)
    single: dict[str, set[Entry]] = defaultdict(set)
    phrases: list[Phrase] = []
    heads: dict[str, set[tuple[int, FormKind]]] = defaultdict(set)
    for index, (frame, forms) in enumerate(zip(frames, per_frame, strict=True)):
        for lemma, keys in forms.items():
            for key, kind in keys.items():
                if " " not in key:
                    single[key].add(Entry(index, lemma, kind))
        compound = [lemma.replace(" ", "+", 1) for lemma, keys in forms.items() if any(" " in key for key in keys)]
        for text in (*frame.phrases, *compound):
            for key, kind in _heads(text, lemmas).items():
                heads[key].add((len(phrases), kind))
            phrases.append(Phrase(index, text, _rest(text, lemmas)))
    return Acts(
        tuple(frames),
        {key: tuple(sorted(entries, key=lambda e: (e.frame, e.lemma, e.kind))) for key, entries in single.items()},
        tuple(phrases),
        {key: tuple(sorted(found)) for key, found in heads.items()},
    )


def _heads(text: str, lemmas: dict[str, dict[str, FormKind]]) -> dict[str, FormKind]:
    """The keys of a phrase's first word. A compound noun's plural stands in the list of its own lemma."""
    first = text.split("+", maxsplit=1)[0].split(maxsplit=1)[0]
    compound = lemmas.get(text.replace("+", " ", 1), {})
    keys = {key.split()[0]: kind for key, kind in compound.items()} or lemmas.get(first) or {fold(first): "noun"}
    return {key: kind for key, kind in keys.items() if " " not in key}


def _rest(text: str, lemmas: dict[str, dict[str, FormKind]]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    head, *rest = text.split("+")
    compound = lemmas.get(text.replace("+", " ", 1), {})
    if compound:
        return ((tuple(sorted({key.split()[1] for key in compound if " " in key})),),)
    following = head.split()[1:]
    elements = tuple(_keys_of(element, lemmas) for element in rest)
    return (tuple((fold(word),) for word in following), *elements) if following else elements


@lru_cache(maxsize=1)
def acts() -> Acts:
    """The compiled acts of the package and the user. Raises `DataError` naming file and entry."""
    return compiled("acts", tuple(p for p in sources("acts", "*.yaml")), _build, Acts)


@lru_cache(maxsize=100_000)
def readings(key: str) -> tuple[str, ...]:
    """Keys under which a written word may stand in the lexicon: clitics off, least stripped first."""
    out: list[str] = []
    for word in variants(key):
        out.append(word.stem)
        for enclitic in _ENCLITICS:
            stem = word.stem[: -len(enclitic)]
            if word.stem.endswith(enclitic) and len(stem) >= 2:
                out.append(stem)
                if stem.endswith("ت"):
                    out.append(stem[:-1] + "ه")
                if stem.endswith("و"):  # قتلوهم: the silent alef stands only at a word's end
                    out.append(stem + "ا")
    return tuple(dict.fromkeys(out))


def is_act(key: str) -> bool:
    """Whether a folded word as it stands is a form of an act."""
    return key in acts().forms


@lru_cache(maxsize=100_000)
def _acts_of(key: str) -> tuple[tuple[tuple[Elements, Hit], ...], tuple[Hit, ...]] | None:
    """What a word may begin or be: phrases, each with its hit if it follows, and acts of one word; mostly nothing."""
    data, read = acts(), readings(key)
    heads = dict.fromkeys(head for reading in read for head in data.heads.get(reading, ()))
    phrases = [(index, data.phrases[index], kind) for index, kind in heads]
    single = next((data.forms[reading] for reading in read if reading in data.forms), ())
    if not phrases and not single:
        return None
    return (
        tuple((_elements()[n], _hit(data.frames[one.frame], one.text, kind, True)) for n, one, kind in phrases),
        tuple(_hit(data.frames[entry.frame], entry.lemma, entry.kind, False) for entry in single),
    )


Elements = tuple[tuple[frozenset[str], ...], ...]
"""The later elements of a phrase in order: of each word of them the keys that it may have."""


@lru_cache(maxsize=1)
def _elements() -> tuple[Elements, ...]:
    """Of every phrase; words that are the same set of keys share it."""
    sets: dict[tuple[str, ...], frozenset[str]] = {}
    return tuple(
        tuple(tuple(sets.setdefault(keys, frozenset(keys)) for keys in element) for element in phrase.rest)
        for phrase in acts().phrases
    )


def _follows(elements: Elements, words: Sequence[str], at: int) -> bool:
    """Whether the elements stand one behind another from `at` on, each within the window."""
    for element in elements:
        for start in range(at, min(at + _WINDOW, len(words) - len(element) + 1)):
            if element[0].isdisjoint(readings(words[start])):
                continue
            if len(element) == 1 or not any(map(frozenset.isdisjoint, element, map(readings, words[start:]))):
                at = start + len(element)
                break
        else:
            return False
    return True


def match(tokens: Sequence[Token]) -> tuple[tuple[Hit, ...], ...]:
    """The acts at each token of a sentence, phrases first; same length as `tokens`."""
    words = [token.key for token in tokens]
    out: list[tuple[Hit, ...]] = [()] * len(words)
    acting = [(i, found) for i, found in enumerate(map(_acts_of, words)) if found is not None and is_word(words[i])]
    only: list[str] = []
    if any(phrases for _, (phrases, _) in acting):
        number = list(accumulate(map(is_word, words), initial=0))
        only = [word for word in words if is_word(word)]
    for i, (phrases, single) in acting:
        if phrases:
            at = number[i] + 1
            out[i] = (*(hit for phrase, hit in phrases if _follows(phrase, only, at)), *single)
        else:
            out[i] = single
    return tuple(out)
