"""Which files are read: paths walked in sorted order, each with a name that tells it from the others."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tawatur.model import Frozen, Refusal

META_NAMES = frozenset({"meta.json", "meta.csv", "meta.jsonl"})
CASEBOOK_ENDINGS = (".casebook", ".casebook-wal", ".casebook-shm")
"""A casebook may lie in the folder that is read into it."""
_PACKED = ".gz"


class Found(Frozen, frozen=True):
    """A file to read: its path, its visible source, and the name its reports go by."""

    path: str
    source: str
    name: str
    key: str


def visible(name: str) -> str:
    """The name with every control character shown as its picture or code point, so that no name can break a listing.

    >>> visible("a\\nb")
    'a␊b'
    """
    return "".join(_shown(c) for c in name)


def _shown(char: str) -> str:
    if ord(char) < 32:
        return chr(0x2400 + ord(char))
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return f"<U+{ord(char):04X}>"
    return char


def base_name(filename: str) -> str:
    """The file name without its ending: `a.jsonl.gz` is `a`, `a.b.txt` is `a.b`, `report.2017` stays."""
    name = filename.removesuffix(_PACKED)
    stem, dot, ending = name.rpartition(".")
    return stem if dot and stem and len(ending) <= 6 and ending[:1].isalpha() and ending.isalnum() else name


def walk(paths: tuple[str, ...]) -> Iterator[Found | Refusal]:
    """The files under the paths, folders in sorted order, each file once; what cannot be opened as a refusal."""
    found: list[Path] = []
    refused: list[Refusal] = []
    seen: set[Path] = set()
    for given in paths:
        for item in _expand(Path(given)):
            if isinstance(item, Refusal):
                refused.append(item)
            elif (real := item.resolve()) not in seen:
                seen.add(real)
                found.append(item)
    yield from refused
    yield from _named(found)


def _named(files: list[Path]) -> Iterator[Found]:
    """Files of one name are told apart by folder, then by ending, then by the whole path."""
    levels = [
        [base_name(p.name) for p in files],
        [f"{p.parent.name}/{base_name(p.name)}" for p in files],
        [f"{p.parent.name}/{p.name}" for p in files],
        [str(p) for p in files],
    ]
    counts = [Counter(level) for level in levels]
    for i, path in enumerate(files):
        name = next((level[i] for level, n in zip(levels, counts, strict=True) if n[level[i]] == 1), str(path))
        yield Found(str(path), visible(str(path)), visible(name), name)


def _expand(path: Path) -> Iterator[Path | Refusal]:
    try:
        if path.is_dir():
            yield from _folder(path)
        elif path.is_file():
            yield path
        elif path.is_symlink():
            yield Refusal(visible(str(path)), "a link that leads nowhere or to itself", "remove the link or repair it")
        elif path.exists():
            yield Refusal(visible(str(path)), "not a regular file", "give a file or a folder of files")
        else:
            yield Refusal(visible(str(path)), "there is no such file", "check the path")
    except OSError as error:
        yield Refusal(visible(str(path)), f"cannot be opened: {error.strerror}", "check the permissions and the path")


def _folder(top: Path) -> Iterator[Path | Refusal]:
    empty = True
    for item in _descend(top, frozenset({top.resolve()})):
        empty = False
        yield item
    if empty:
        yield Refusal(visible(str(top)), "a folder without reports", "put text, HTML, JSONL or CSV files into it")


def _descend(folder: Path, above: frozenset[Path]) -> Iterator[Path | Refusal]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Refusal(
            visible(str(folder)), f"cannot be listed: {error.strerror}", "check the permissions of the folder"
        )
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in META_NAMES or entry.name.endswith(CASEBOOK_ENDINGS):
            continue
        try:
            is_folder = entry.is_dir()
        except OSError as error:
            yield Refusal(visible(str(entry)), f"cannot be opened: {error.strerror}", "check the permissions")
            continue
        if not is_folder:
            yield from _expand(entry)
        elif (real := entry.resolve()) in above:
            yield Refusal(visible(str(entry)), "a link that leads back to a folder above it", "remove the link")
        elif not (entry / "claims.jsonl").is_file():  # exchange files lie beside reports; they are none themselves
            yield from _descend(entry, above | {real})
