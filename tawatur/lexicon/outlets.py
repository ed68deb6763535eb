"""The registry of outlets, news agencies and documentation bodies: who prints, relays and counts."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from tawatur.errors import DataError
from tawatur.languages import fold, tokenize
from tawatur.lexicon.files import compiled, read_yaml, sources
from tawatur.model import Frozen

OutletKind = Literal["agency", "outlet", "documentation"]


class Outlet(Frozen, frozen=True):
    """One outlet, agency or documentation body.

    `name` is the usual English name; `en` and `ar` further names; `guarded` Arabic names that are common words and
    count only in quotation marks or after a word such as "وكالة"; `short` how a report goes on calling it once it has
    been named in full; `self` what it calls itself; `credits` how its material is credited; `source` the provenance.
    """

    id: str
    kind: OutletKind
    name: str
    en: tuple[str, ...] = ()
    ar: tuple[str, ...] = ()
    guarded: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    self: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    owner: str = ""
    side: str = ""
    country: str = ""
    languages: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    head: str = ""
    source: str = ""


def read_outlets(path: Path) -> tuple[Outlet, ...]:
    """The outlets of one file; `DataError` names the file and the row that does not fit the schema."""
    content: Any = read_yaml(path)
    if not isinstance(content, dict) or not isinstance(content.get("outlets"), list):
        raise DataError(f"{path.name}: expected `source:` and a list `outlets:`")
    provenance = str(content.get("source", ""))
    found: list[Outlet] = []
    for number, row in enumerate(content["outlets"], 1):
        if not isinstance(row, dict):
            raise DataError(f"{path.name}: outlet {number} is not a mapping of fields: {row!r}")
        unknown = sorted(set(row) - set(Outlet.__struct_fields__))
        if unknown:
            raise DataError(f"{path.name}: outlet {row.get('id', number)!r}: unknown field(s) {', '.join(unknown)}")
        try:
            found.append(msgspec.convert({"source": provenance, **row}, Outlet))
        except msgspec.ValidationError as error:
            raise DataError(f"{path.name}: outlet {row.get('id', number)!r}: {error}") from error
    return tuple(found)


def _build(paths: tuple[Path, ...]) -> tuple[Outlet, ...]:
    return tuple(outlet for path in paths for outlet in read_outlets(path))


class Registry:
    """All outlets with their indexes. `names` maps a folded name, as a tuple of token keys, to `(outlet, guarded)`."""

    def __init__(self, outlets: tuple[Outlet, ...]) -> None:
        self.by_id = {outlet.id: outlet for outlet in outlets}
        self.by_domain = {domain: outlet for outlet in outlets for domain in outlet.domains}
        labels: dict[str, list[Outlet]] = {}
        for outlet in outlets:
            for domain in outlet.domains:
                labels.setdefault(domain.split(".")[0].replace("-", ""), []).append(outlet)
        self.by_label = {label: found[0] for label, found in labels.items() if len({o.id for o in found}) == 1}
        self.names: dict[tuple[str, ...], tuple[Outlet, bool]] = {}
        self.shorts: dict[tuple[str, ...], tuple[Outlet, ...]] = {}
        for outlet in outlets:
            for name in (*outlet.ar, outlet.name, *outlet.en):
                self.names.setdefault(name_key(name), (outlet, False))
        for outlet in outlets:
            for name in outlet.guarded:
                self.names.setdefault(name_key(name), (outlet, True))
            for name in outlet.short:
                self.shorts[name_key(name)] = (*self.shorts.get(name_key(name), ()), outlet)
        self.longest = max(map(len, self.names), default=0)
        self.name_starts = frozenset(name[0] for name in self.names if name)
        self.short_phrases = frozenset(" ".join(name) for name in self.shorts if len(name) > 1)

    def called(self, name: str) -> Outlet | None:
        """The outlet of that name in any language, whatever the spelling of hamza or article, else `None`."""
        found = self.names.get(name_key(name))
        return found[0] if found else None


def name_key(name: str) -> tuple[str, ...]:
    """The token keys of a name, signs left out: the key under which names are looked up."""
    return tuple(token.key for token in tokenize(name) if token.is_word)


@lru_cache(maxsize=1)
def registry() -> Registry:
    """The shipped outlets and the user's own, read once per process."""
    paths = sources("outlets", "*.yaml")
    return Registry(compiled("outlets", paths, _build, tuple[Outlet, ...]))


def find_outlet(stated: str) -> Outlet | None:
    """The outlet that a name, a web address, a domain or the label of a domain (`aawsat`) stands for, else `None`."""
    host = fold(stated.strip()).split("//")[-1].split("/")[0].removeprefix("www.")
    known = registry()
    while "." in host:
        if host in known.by_domain:
            return known.by_domain[host]
        host = host.split(".", 1)[1]
    return known.called(stated) or known.by_label.get(fold(stated.strip()).replace("-", ""))
