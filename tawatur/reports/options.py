"""What a caller may fix about reading: dates, outlet, columns, limits."""

from __future__ import annotations

from datetime import date

from tawatur.model import Frozen


class ReadOptions(Frozen, frozen=True):
    """How files are read.

    `published` (a day, or `start..end`) and `outlet` hold for every report of the run and win over what pages state.
    `meta` is a JSON, JSONL or CSV file with metadata per report. `columns` maps the fields of a record (`text`,
    `title`, `published`, `outlet`, `url`, `author`, `id`) to the columns of a CSV or the keys of a JSON object, as
    pairs `(field, column)`. `max_bytes` bounds one report; `any_language` reads reports that are not Arabic as well;
    `encoding` is used where it is given, instead of detection. `read_on` is the day of reading, if the caller tells it:
    no report is younger than that.
    """

    published: str = ""
    outlet: str = ""
    meta: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    max_bytes: int = 5_000_000
    any_language: bool = False
    encoding: str = ""
    read_on: date | None = None


class Record(Frozen, frozen=True):
    """One report before its metadata are weighed. `source` is the file, and the record's number if it has several;
    `key` is what tells it from every other record of the run, `aliases` are the names a metadata file may use."""

    source: str
    name: str
    key: str
    text: str
    stated: tuple[tuple[str, str, str], ...] = ()
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    aliases: tuple[str, ...] = ()
