"""Reading files into reports: each file by its content, what cannot be read listed with its reason."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from tawatur.errors import RefusedInputError
from tawatur.model import Refusal, Report
from tawatur.reports.build import build
from tawatur.reports.files import Found, walk
from tawatur.reports.formats import records_of
from tawatur.reports.metafile import Meta
from tawatur.reports.options import ReadOptions, Record

_DEFAULT = ReadOptions()


def read_paths(paths: Sequence[str | Path], options: ReadOptions = _DEFAULT) -> Iterator[Report | Refusal]:
    """The reports of files and folders, each folder in sorted order, and a refusal for whatever is not a report.

    Nothing is raised for bad input: a file, or a record of one, that cannot be read is a `Refusal` in its place.
    """
    meta = Meta(options)
    yield from meta.refusals
    taken: set[str] = set()
    for found in walk(tuple(str(p) for p in paths)):
        if isinstance(found, Refusal):
            yield found
            continue
        yield from meta.beside(Path(found.path))
        for record in _records(found, options):
            if isinstance(record, Refusal):
                yield record
            else:
                yield build(_distinct(record, found, taken), meta.of(record, found), options)


def _distinct(record: Record, found: Found, taken: set[str]) -> Record:
    """Records of one id in a run keep their name once; later ones carry their file and, if need be, a number."""
    name, number = record.name, 1
    while name in taken:
        name = f"{found.name}-{record.name}" if number == 1 else f"{found.name}-{record.name}-{number}"
        number += 1
    taken.add(name)
    if name == record.name:
        return record
    key = record.key if number == 2 and not record.key.endswith(f"/{record.name}") else f"{record.key}-{number}"
    return msgspec.structs.replace(record, name=name, key=key)


def _records(found: Found, options: ReadOptions) -> Iterator[Record | Refusal]:
    try:
        yield from records_of(found, options)
    except RefusedInputError as error:
        yield Refusal(error.source, error.reason, error.advice)
    except (EOFError, zlib.error):
        yield Refusal(found.source, "a torn gzip file: it ends too early or is damaged", "fetch it again")
    except FileNotFoundError:
        yield Refusal(found.source, "it disappeared while the run was reading", "read it again when it is in place")
    except PermissionError:
        yield Refusal(found.source, "no permission to read it", "change its permissions, or leave it out")
    except OSError as error:
        yield Refusal(found.source, f"cannot be read: {error.strerror or error}", "check the file")
