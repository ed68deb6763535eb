"""Builds the index of the actor matcher from the rows of the registry."""

from __future__ import annotations

from collections.abc import Iterable

from tawatur.errors import DataError
from tawatur.languages import fold, is_arabic
from tawatur.lexicon.actor_forms import (
    adjective_keys,
    construct_keys,
    name_keys,
    phrase_key,
    plural_keys,
    possessed_keys,
)
from tawatur.lexicon.actor_lint import broken_links
from tawatur.lexicon.actors import Actor, ActorIndex, Anaphor, Country, Form, Heads

# Bodies that every country has: their names count abroad only with an adjective of the country.
_BOUND = ("army unit", "police", "intelligence", "ministry", "special forces")


class _Phrases:
    """Phrases under construction; equal forms of one phrase are kept once, in the order of the rows."""

    def __init__(self) -> None:
        self.forms: dict[str, dict[Form, None]] = {}

    def add(self, keys: Iterable[str], form: Form) -> None:
        for key in keys:
            if key:
                self.forms.setdefault(key, {})[form] = None


def _lengths(phrases: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """By first word, how many words its phrases have, longest first."""
    found: dict[str, set[int]] = {}
    for phrase in phrases:
        words = phrase.split(" ")
        found.setdefault(words[0], set()).add(len(words))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _add_actor(phrases: _Phrases, actor: Actor, national: frozenset[str]) -> None:
    bound = actor.kind in _BOUND and len(actor.countries) == 1
    for name in (*actor.ar.every(), *actor.en.every(), actor.name):
        if is_arabic(name):
            phrases.add(name_keys(name), Form(actor.id, local=bound and not national & set(phrase_key(name).split())))
        elif actor.kind != "generic":  # English common nouns ("children") are no names
            phrases.add(name_keys(name), Form(actor.id, latin=name))
    for base in actor.plural:
        phrases.add(plural_keys(base), Form(actor.id))
    for name in actor.weak:
        phrases.add(name_keys(name), Form(actor.id, weak=True))
    for name in actor.local:
        phrases.add(name_keys(name), Form(actor.id, local=True))
    for noun in actor.possessed:
        phrases.add(possessed_keys(noun), Form(actor.id))


def _adjectives(actors: Iterable[Actor]) -> dict[str, str]:
    found: dict[str, str] = {}
    for actor in actors:
        for base in actor.nisba + (actor.plural if actor.kind != "generic" else ()):
            for key in adjective_keys(base):
                found.setdefault(key, actor.id)
    return found


def _with_accusative(key: str) -> tuple[str, ...]:
    """The noun, and its indefinite accusative ("جنودا") where that is written with a letter."""
    return (key,) if " " in key or key.endswith(("ا", "ه", "ي", "و", "ات")) else (key, key + "ا")


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(key for word in words for key in construct_keys(word))


def _cues(countries: Iterable[Country]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for country in countries:
        for cue in country.cues:
            for key in name_keys(cue):
                found.setdefault(key, {})[country.code] = None
    return {key: tuple(codes) for key, codes in found.items()}


def _unless(rows: tuple[Actor, ...] | tuple[Anaphor, ...]) -> dict[str, frozenset[str]]:
    return {row.id: _folded(row.unless) for row in rows if row.unless}


def _calls(actor: Actor, heads: Heads) -> frozenset[str]:
    """What an anaphor can call it: the row's calls, its kind's, the first nouns of its own names ("حركة": movement)."""
    out = set(actor.calls) | set(heads.calls.get(actor.kind, "").split())
    for name in actor.ar.neutral + actor.ar.own:
        out.add(heads.calls.get(name.split()[0], ""))
    return frozenset(out - {""})


def _check_links(actors: tuple[Actor, ...], countries: tuple[Country, ...]) -> None:
    known = {actor.id for actor in actors}
    for actor in actors:
        for problem in broken_links(actor, known):
            raise DataError(f"actors: {actor.id}: {problem}")
    for country in countries:
        for role, target in country.roles.items():
            if target not in known:
                raise DataError(f"anaphora_countries.yaml: {country.code}: role {role}: no actor has the id {target!r}")


def build(
    actors: tuple[Actor, ...], anaphors: tuple[Anaphor, ...], countries: tuple[Country, ...], heads: Heads
) -> ActorIndex:
    """The index of these rows. Pure: the same rows give the same index. `DataError` names a link that leads nowhere."""
    _check_links(actors, countries)
    phrases, cues = _Phrases(), _cues(countries)
    national = frozenset(cues)
    for actor in actors:
        _add_actor(phrases, actor, national)
    for anaphor in anaphors:
        form = Form(anaphor.id, anaphor=True)
        for name in anaphor.ar:
            phrases.add(name_keys(name), form)
        for base in anaphor.plural:  # the bare singular is an adjective more often than a noun
            phrases.add((key for key in plural_keys(base) if key != fold(base)), form)
        for noun in anaphor.possessed:
            phrases.add(possessed_keys(noun), form)
    head_of: dict[str, str] = {}
    for kind, words in heads.heads.items():
        for word in words:
            for key in construct_keys(word) if word.endswith("+") else _with_accusative(phrase_key(word)):
                head_of.setdefault(key, kind)
    return ActorIndex(
        actors={actor.id: actor for actor in actors},
        anaphors={anaphor.id: anaphor for anaphor in anaphors},
        countries={country.code: country for country in countries},
        phrases={phrase: tuple(forms) for phrase, forms in phrases.forms.items()},
        lengths=_lengths(phrases.forms),
        adjectives=_adjectives(actors),
        heads=head_of,
        head_lengths=_lengths(head_of),
        fillers=_folded(heads.fillers),
        places=_folded(heads.places),
        titles=_folded(heads.titles),
        within=_folded(heads.within),
        loyal={key: role for role, words in heads.loyal.items() for key in _folded(words)},
        allies=_folded(heads.allies),
        pronouns=_folded(heads.pronouns),
        links=_folded(heads.links),
        led=_folded(heads.led),
        pointers=_folded(heads.pointers),
        part_of=_folded(heads.part_of),
        cues=cues,
        cue_starts=frozenset(cue.split(" ")[0] for cue in cues if " " in cue),
        unless=_unless(actors) | _unless(anaphors),
        calls={actor.id: _calls(actor, heads) for actor in actors},
        noun_calls={key: call for noun, call in heads.calls.items() if is_arabic(noun) for key in name_keys(noun)},
    )
