"""The words of attribution: verbs of saying in all their forms, phrases, nouns that stand for speakers, scope words."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from tawatur.errors import DataError
from tawatur.languages import fold, tokenize
from tawatur.lexicon.files import compiled, read_yaml, sources
from tawatur.model import Frozen

VerbKind = Literal["say", "relay", "learn", "deny", "accuse", "publish", "appear"]
NounKind = Literal["anonymous", "group", "official", "statement", "report", "press"]
Role = Literal["according", "stated", "adverbial", "passive", "adverbial-no", "passive-no"]


class Verb(Frozen, frozen=True):
    """One verb of saying; the fields are those of `data/attribution/verbs.yaml`."""

    past: str
    present: str
    masdar: str
    participle: str
    kind: VerbKind
    takes: tuple[str, ...]
    short: str = ""
    continues: bool = False
    strict: bool = False
    object: bool = False
    subject: bool = False
    match: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()


class VerbForm(Frozen, frozen=True, array_like=True):
    """What one written form is: of which verb (its place in `verbs`), finite, participle or verbal noun."""

    verb: int
    shape: Literal["finite", "participle", "masdar"]


class Phrase(Frozen, frozen=True):
    """A phrase of attribution without a governing verb; the fields are those of `data/attribution/phrases.yaml`."""

    text: str
    role: Role
    who: str = ""
    takes: tuple[str, ...] = ()
    strict: bool = False
    match: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    with_: tuple[str, ...] = msgspec.field(default=(), name="with")


class Noun(Frozen, frozen=True):
    """A noun that stands for a speaker: its kind, its English (singular, plural), its indefinite forms."""

    kind: NounKind
    en: tuple[str, str]
    forms: tuple[str, ...]
    strict: bool = False
    match: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()


class NounForm(Frozen, frozen=True, array_like=True):
    """A written form of a noun: its place in `nouns`, definite or not, its English."""

    noun: int
    definite: bool
    en: str


class Nationality(Frozen, frozen=True):
    """English adjective, country and government that a nationality adjective stands for."""

    en: str
    of: str
    government: str


class Attribution(Frozen, frozen=True, eq=False):
    """Everything the chain rules read; compared by identity. Keys are folded; phrases are folded words joined by
    single spaces."""

    verbs: tuple[Verb, ...]
    forms: dict[str, tuple[VerbForm, ...]]
    phrases: tuple[Phrase, ...]
    phrase_index: dict[str, tuple[int, ...]]
    nouns: tuple[Noun, ...]
    noun_forms: dict[str, NounForm]
    adjectives: dict[str, str]
    nationalities: dict[str, Nationality]
    titles: dict[str, str]
    ranks: frozenset[str]
    honorifics: frozenset[str]
    heads: dict[str, str]
    openers: frozenset[str]
    capitals: dict[str, str]
    given: frozenset[str]
    name_parts: frozenset[str]
    scope: dict[str, frozenset[str]]
    masdars: frozenset[str]
    ministers: frozenset[str]
    again: dict[str, frozenset[str]]
    phrase_words: tuple[tuple[str, ...], ...]
    openings: frozenset[str]


_FINITE_PLURAL = ("ون", "وا", "ان", "ا")


def verb_forms(verb: Verb) -> tuple[tuple[str, Literal["finite", "participle", "masdar"]], ...]:
    """All forms of a verb as folded keys, with what they are: third persons, first plural, participles, verbal noun."""
    past, present = verb.past, verb.present
    weak = past[-1] in "ىاي"
    base = past[:-1] if weak else past
    first = fold(past) if not verb.short else verb.short
    finite = [past, (past if past.endswith("ي") else base) + "ت", base + "وا", base + "تا"]
    if not verb.strict:  # the dual looks like an accusative noun ("طالبا")
        finite.append(base + ("يا" if weak else "ا"))
    if not weak:
        finite += [first + "نا", first + "ن"]
    stem = present[1:]
    shorn = stem[:-1] if stem[-1] in "يىو" and weak else stem
    finite += [prefix + stem for prefix in "يتن"]
    if verb.object:
        finite += [form + ending for form in (past, base + "ت") for ending in ("نا", "ني", "ه", "هم", "ها")]
    finite += [prefix + shorn + ending for prefix in "يت" for ending in _FINITE_PLURAL]
    part = verb.participle
    endings = ("يا", "ية", "ين") if weak else ("ا", "ة", "ين", "تين")
    found: dict[str, Literal["finite", "participle", "masdar"]] = {}
    for form in finite:
        found.setdefault(fold(form), "finite")
    for ending in endings if part else ():
        found.setdefault(fold(part + ending), "participle")
    stem = verb.masdar[:-1] + "ت" if verb.masdar.endswith("ة") else verb.masdar
    for form in (verb.masdar, stem + "ه", stem + "ها", stem + "هم", stem + "هما"):
        found.setdefault(fold(form), "masdar")
    return tuple(found.items())


def words_key(text: str) -> str:
    """The folded words of a phrase joined by single spaces, signs left out."""
    return " ".join(token.key for token in tokenize(text) if token.is_word)


def adjective_forms(base: str) -> tuple[str, ...]:
    """Gender, number and article of an adjective as folded keys."""
    stem = fold(base)
    bare = [stem, stem + "ه", stem + "ون", stem + "ين", stem + "ات", stem + "ان", stem + "تان", stem + "تين"]
    return tuple(bare + ["ال" + form for form in bare])


def _rows(content: Any, name: str, kind: Any, path: Path) -> list[Any]:
    rows = content.get(name) if isinstance(content, dict) else None
    if not isinstance(rows, list):
        raise DataError(f"{path.name}: expected `source:` and a list `{name}:`")
    out = []
    for number, row in enumerate(rows, 1):
        try:
            out.append(msgspec.convert(row, kind))
        except msgspec.ValidationError as error:
            raise DataError(f"{path.name}: row {number} of {name}: {error}") from error
    return out


def _merged(name: str) -> dict[str, Any]:
    """A file of mappings, the user's values after the shipped ones."""
    merged: dict[str, Any] = {}
    for path in sources(f"attribution/{name}.yaml"):
        content = read_yaml(path)
        if not isinstance(content, dict):
            raise DataError(f"{path.name}: expected a mapping of fields")
        for field, value in content.items():
            if field in merged and isinstance(value, type(merged[field])) and not isinstance(value, str):
                merged[field] = {**merged[field], **value} if isinstance(value, dict) else [*merged[field], *value]
            else:
                merged[field] = value
    return merged


def read_verbs() -> tuple[Verb, ...]:
    paths = sources("attribution/verbs.yaml")
    return tuple(row for path in paths for row in _rows(read_yaml(path), "verbs", Verb, path))


def read_phrases() -> tuple[Phrase, ...]:
    paths = sources("attribution/phrases.yaml")
    return tuple(row for path in paths for row in _rows(read_yaml(path), "phrases", Phrase, path))


def read_nouns() -> tuple[Noun, ...]:
    paths = sources("attribution/nouns.yaml")
    return tuple(row for path in paths for row in _rows(read_yaml(path), "nouns", Noun, path))


def _noun_forms(nouns: tuple[Noun, ...]) -> dict[str, NounForm]:
    found: dict[str, NounForm] = {}
    for number, noun in enumerate(nouns):
        construct = tuple(form[:-1] for form in noun.forms if form.endswith(("ون", "ين")))
        for place, form in enumerate((*noun.forms, *construct)):
            key = words_key(form)
            english = noun.en[0] if place == 0 else noun.en[1]
            found.setdefault(key, NounForm(number, False, english))
            first, _, rest = key.partition(" ")
            definite = (
                f"{first} ال{rest}" if rest and not rest.startswith("ال") else ("ال" + first if not rest else key)
            )
            found.setdefault(definite, NounForm(number, True, english))
    return found


def _openings(
    forms: dict[str, tuple[VerbForm, ...]], index: dict[str, tuple[int, ...]],
    scope: dict[str, frozenset[str]], nouns: tuple[Noun, ...],
) -> frozenset[str]:  # fmt: skip
    """The first words of every cue: a word outside this set, clitics off, opens none."""
    found = {*forms, *index, *(text.split()[0] for name in ("own", "asides") for text in scope[name])}
    found |= {words_key(form).split()[0] for noun in nouns if noun.kind == "report" for form in noun.forms}
    return frozenset(found)


def _build(_: tuple[Path, ...]) -> Attribution:
    verbs, phrases, nouns = read_verbs(), read_phrases(), read_nouns()
    forms: dict[str, tuple[VerbForm, ...]] = {}
    for number, verb in enumerate(verbs):
        for key, shape in verb_forms(verb):
            forms[key] = (*forms.get(key, ()), VerbForm(number, shape))
    index: dict[str, tuple[int, ...]] = {}
    for number, phrase in enumerate(phrases):
        index.setdefault(words_key(phrase.text).split()[0], ())
        index[words_key(phrase.text).split()[0]] += (number,)
    words, offices, bodies, names = _merged("adjectives"), _merged("offices"), _merged("bodies"), _merged("names")
    nationalities = {
        form: msgspec.convert(value, Nationality)
        for base, value in words["nationality"].items()
        for form in adjective_forms(base)
    }
    adjectives = {form: str(en) for base, en in words["descriptive"].items() for form in adjective_forms(base)}
    scope = {k: frozenset(map(words_key, v)) for k, v in _merged("scope").items() if isinstance(v, list)}
    return Attribution(
        verbs, forms, phrases, index, nouns, _noun_forms(nouns), adjectives, nationalities,
        {words_key(k): str(v) for k, v in offices["titles"].items()},
        frozenset(map(words_key, offices["ranks"])), frozenset(map(words_key, offices["honorifics"])),
        {words_key(k): str(v) for k, v in bodies["heads"].items()}, frozenset(map(words_key, bodies["openers"])),
        {words_key(k): str(v) for k, v in bodies["places_as_speakers"].items()},
        frozenset(map(words_key, names["given"])), frozenset(map(words_key, names["parts"])), scope,
        frozenset(fold(verb.masdar) for verb in verbs),
        frozenset(offices["government"]),
        {words_key(k): frozenset(map(words_key, v)) for k, v in _merged("scope")["again"].items()},
        tuple(tuple(words_key(phrase.text).split()) for phrase in phrases),
        _openings(forms, index, scope, nouns),
    )  # fmt: skip


@lru_cache(maxsize=1)
def attribution() -> Attribution:
    """The compiled words of attribution, read once per process."""
    return compiled("attribution", sources("attribution", "*.yaml"), _build, Attribution)
