"""Lint of the outlet registry: schema, NFC, duplicates, shadowed names, domains, provenance."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from tawatur.languages import arabic_share
from tawatur.lexicon.outlets import Outlet, name_key

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
_COUNTRY = re.compile(r"(?:[A-Z]{2})?")
_FOREIGN = re.compile("[\u06a9\u06cc\u06d2\u06c1]")


def lint_outlets(outlets: Iterable[Outlet]) -> tuple[str, ...]:
    """What is wrong with the rows, one sentence each, in the order of the rows; empty if all is well."""
    rows = tuple(outlets)
    found = [problem for outlet in rows for problem in _lint_row(outlet)]
    return (*found, *_repeated(rows))


def unchecked_outlets(outlets: Iterable[Outlet]) -> tuple[str, ...]:
    """The ids of the rows whose provenance is general knowledge that nobody has checked."""
    return tuple(outlet.id for outlet in outlets if "unchecked" in outlet.source)


def _lint_row(outlet: Outlet) -> list[str]:
    found: list[str] = []

    def wrong(text: str) -> None:
        found.append(f"{outlet.id}: {text}")

    if not _ID.fullmatch(outlet.id):
        wrong("an id is lower-case letters, digits and single hyphens")
    if not outlet.source.strip():
        wrong("no provenance: give `source` for the row or the file")
    if not (outlet.name.strip() and outlet.side.strip() and outlet.owner.strip() and outlet.languages):
        wrong("name, owner, side and languages must be given")
    if not _COUNTRY.fullmatch(outlet.country):
        wrong(f"country {outlet.country!r} is not an ISO 3166 code of two letters")
    for domain in outlet.domains:
        if not _DOMAIN.fullmatch(domain):
            wrong(f"{domain!r} is not a bare domain")
    for name in _texts(outlet):
        if name != unicodedata.normalize("NFC", name) or name != name.strip() or not name:
            wrong(f"{name!r} is empty, padded or not in NFC")
    for name in (*outlet.ar, *outlet.guarded, *outlet.short):
        if _FOREIGN.search(name):
            wrong(f"{name!r} holds a Persian or Urdu letter")
        if arabic_share(name) < 0.5:
            wrong(f"{name!r} stands among the Arabic names but is not Arabic")
    return found


def _texts(outlet: Outlet) -> tuple[str, ...]:
    names = (outlet.name, *outlet.en, *outlet.ar, *outlet.guarded)
    return (*names, *outlet.short, *outlet.self, *outlet.credits)


def _repeated(rows: tuple[Outlet, ...]) -> list[str]:
    found: list[str] = []
    seen: dict[tuple[str, ...], str] = {}
    for outlet in rows:
        own: set[tuple[str, ...]] = set()
        keys: list[tuple[str, ...]] = [("id", outlet.id), *(("domain", d) for d in outlet.domains)]
        keys += [("name", *name_key(n)) for n in (*outlet.ar, *outlet.guarded, outlet.name)]
        for key in keys:
            if key in own:
                found.append(f"{outlet.id}: {' '.join(key[1:])!r} is given twice")
            elif key in seen:
                found.append(f"{outlet.id}: {key[0]} {' '.join(key[1:])!r} already belongs to {seen[key]}")
            else:
                seen[key] = outlet.id
            own.add(key)
    return found
