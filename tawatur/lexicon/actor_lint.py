"""Lint of the actor registry: ids, dates, memberships, offices, letters, provenance, names that two rows share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from tawatur.languages import arabic_share
from tawatur.lexicon.actor_forms import name_keys
from tawatur.lexicon.actors import Actor, Anaphor, Country

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_FOREIGN = re.compile("[\u06a9\u06cc\u06d2\u06c1\ufb50-\ufdff\ufe70-\ufefc\u0640\u200b-\u200f]")


def lint_actors(
    actors: Iterable[Actor], anaphors: Iterable[Anaphor] = (), countries: Iterable[Country] = ()
) -> tuple[str, ...]:
    """What is wrong with the rows, one sentence each, the row's id first, in their order; empty if all is well."""
    rows, words, scenes = tuple(actors), tuple(anaphors), tuple(countries)
    known = {row.id for row in rows}
    found = [f"{row.id}: {problem}" for row in rows for problem in _row(row, known)]
    found += [f"{row.id}: {problem}" for row in words for problem in _anaphor(row)]
    found += [f"{scene.code}: {problem}" for scene in scenes for problem in _country(scene, known)]
    return (*found, *_repeated_ids(rows, words), *_one_name(rows), *_shared_names(rows), *_shadowed(rows, words))


def unchecked_actors(actors: Iterable[Actor]) -> tuple[str, ...]:
    """The ids of the rows that rest on general knowledge which nobody has looked up."""
    return tuple(row.id for row in actors if "unchecked" in row.source)


def _row(row: Actor, known: set[str]) -> Iterator[str]:
    if not _ID.fullmatch(row.id):
        yield "an id is lower-case letters, digits and single hyphens"
    if not row.source.strip():
        yield "no provenance: give `source`"
    if not row.name.strip() or arabic_share(row.name) > 0:
        yield "`name` is the usual English name"
    for code in row.countries:
        if not _COUNTRY.fullmatch(code):
            yield f"country {code!r} is not a code of two capital letters"
    yield from _dates("in force", row.start, row.end)
    yield from broken_links(row, known)
    yield from _letters((*row.ar.every(), *row.plural, *row.nisba, *row.weak, *row.local, *row.possessed))
    for name in row.en.every():
        if arabic_share(name) > 0:
            yield f"{name!r} stands among the English names but is Arabic"
    if row.kind == "figure" and not row.offices:
        yield "a public figure needs an office or command: private persons have no place here"


def broken_links(row: Actor, known: set[str]) -> Iterator[str]:
    """Parents, branches and offices that lead to no row, or whose dates run backwards."""
    for parent in row.parents:
        if parent.id not in known or parent.id == row.id:
            yield f"parent {parent.id!r} is not another row of the registry"
        yield from _dates(f"member of {parent.id}", parent.start, parent.end)
    for role, target in row.branches.items():
        if target not in known:
            yield f"branch {role}: {target!r} is not a row of the registry"
    for office in row.offices:
        if office.body not in known:
            yield f"office {office.title!r}: body {office.body!r} is not a row of the registry"
        yield from _dates(office.title, office.start, office.end)


def _dates(what: str, start: str | None, end: str | None) -> Iterator[str]:
    for value in (start, end):
        if value is not None and not _DATE.fullmatch(value):
            yield f"{what}: {value!r} is not YYYY, YYYY-MM or YYYY-MM-DD"
    if start and end and start[: len(end)] > end[: len(start)]:
        yield f"{what}: ends ({end}) before it starts ({start})"


def _letters(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if not name or name != name.strip() or name != unicodedata.normalize("NFC", name):
            yield f"{name!r} is empty, padded or not in NFC"
        if _FOREIGN.search(name):
            yield f"{name!r} holds a letter or sign that no Arabic keyboard writes"
        if arabic_share(name) < 0.5:
            yield f"{name!r} stands among the Arabic names but is not Arabic"


def _anaphor(row: Anaphor) -> Iterator[str]:
    if not row.source.strip():
        yield "no provenance: give `source`"
    if not (row.ar or row.plural or row.possessed):
        yield "no words"
    if not (row.role or row.calls or row.generic):
        yield "nothing it can stand for: give `role`, `calls` or `generic`"
    if "country" in row.order and not row.role and not (row.calls or row.generic):
        yield "`country` is in its order, but no role is given"
    yield from _letters((*row.ar, *row.plural, *row.possessed))


def _country(scene: Country, known: set[str]) -> Iterator[str]:
    if not _COUNTRY.fullmatch(scene.code):
        yield "a code is two capital letters"
    if not scene.source.strip():
        yield "no provenance: give `source`"
    if not 0 < scene.weight <= 1:
        yield f"weight {scene.weight} is not above 0 and at most 1"
    for role, actor in scene.roles.items():
        if actor not in known:
            yield f"role {role}: {actor!r} is not a row of the registry"
    yield from _letters(scene.cues)


def _repeated_ids(rows: tuple[Actor, ...], words: tuple[Anaphor, ...]) -> Iterator[str]:
    for kind in (rows, words):
        seen: set[str] = set()
        for row in kind:
            if row.id in seen:
                yield f"{row.id}: the id stands twice"
            seen.add(row.id)


def _one_name(rows: tuple[Actor, ...]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for row in rows:
        other = seen.setdefault(row.name.lower(), row.id)
        if other != row.id:
            yield f"{row.id}: {row.name!r} is also the canonical name of {other}: add what tells them apart in brackets"


def _shared_names(rows: tuple[Actor, ...]) -> Iterator[str]:
    """Namesakes are told apart by country alone, so two rows of one country may not share a name (spelling)."""
    seen: dict[str, list[Actor]] = {}
    for row in rows:
        for key in dict.fromkeys(key for name in row.ar.every() for key in name_keys(name)):
            for other in seen.get(key, []):
                if _same_scene(row, other):
                    yield f"{row.id}: {key!r} is also a name of {other.id}, and nothing tells them apart"
            seen.setdefault(key, []).append(row)


def _same_scene(row: Actor, other: Actor) -> bool:
    if not row.countries or not other.countries:
        return True
    return bool(set(row.countries) & set(other.countries)) and _overlap(row, other) and row.side == other.side


def _overlap(row: Actor, other: Actor) -> bool:
    return (row.start or "0") <= (other.end or "9") and (other.start or "0") <= (row.end or "9")


def _shadowed(rows: tuple[Actor, ...], words: tuple[Anaphor, ...]) -> Iterator[str]:
    """A name always wins over an anaphor of the same words: such an anaphor never fires where the name is in scope."""
    names = {key: row.id for row in rows if not row.countries for name in row.ar.every() for key in name_keys(name)}
    for word in words:
        for form in word.ar:
            for key in name_keys(form):
                if key in names:
                    yield f"{word.id}: {form!r} is shadowed by a name of {names[key]}"
