"""Reading files into reports: each file by its content, what cannot be read listed with its reason."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

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
    taken = _Taken()
    for found in walk(tuple(str(p) for p in paths)):
        if isinstance(found, Refusal):
            yield found
            continue
        yield from meta.beside(Path(found.path))
        for record in _records(found, options):
            if isinstance(record, Refusal):
                yield record
            else:
                yield build(taken.distinct(record, found), meta.of(record, found), options)


class _Taken:
    """The names and keys given so far in a run; a second record of one name is told apart by its file and a number."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}

    def distinct(self, record: Record, found: Found) -> Record:
        key = self._free(f"key\0{record.key}").partition("\0")[2]
        name = record.name
        if f"name\0{name}" in self._times and found.name != name:
            name = f"{found.name}-{name}"
        name = self._free(f"name\0{name}").partition("\0")[2]
        return record if (name, key) == (record.name, record.key) else replace(record, name=name, key=key)

    def _free(self, wanted: str) -> str:
        value = wanted
        while value in self._times:
            self._times[wanted] += 1
            value = f"{wanted}-{self._times[wanted]}"
        self._times[value] = 1
        return value


def _records(found: Found, options: ReadOptions) -> Iterator[Record | Refusal]:
    try:
        yield from records_of(found, options)
    except RefusedInputError as error:
        yield Refusal(error.source, error.reason, error.advice)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield Refusal(found.source, "a torn gzip file: it ends too early or is damaged", "fetch it again")
    except FileNotFoundError:
        yield Refusal(found.source, "it disappeared while the run was reading", "read it again when it is in place")
    except PermissionError:
        yield Refusal(found.source, "no permission to read it", "change its permissions, or leave it out")
    except OSError as error:
        yield Refusal(found.source, f"cannot be read: {error.strerror or error}", "check the file")
