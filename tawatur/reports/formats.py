"""What a file is, by its content with its name as a hint, and the records it holds."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from tawatur.errors import RefusedInputError
from tawatur.model import Refusal
from tawatur.reports.decode import declared_charset, decode, is_binary
from tawatur.reports.files import Found
from tawatur.reports.html import read_page
from tawatur.reports.lines import stated_in
from tawatur.reports.options import ReadOptions, Record
from tawatur.reports.table import columns, record_of

Stream = gzip.GzipFile | io.BufferedReader | io.BytesIO
Format = Literal["text", "html", "json", "jsonl", "csv"]
_HEAD = 65_536
_MAGIC = (
    (b"%PDF", "a PDF"), (b"PK\x03\x04", "a zip archive or office document"), (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"), (b"GIF8", "an image"), (b"SQLite format", "a database"), (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"), (b"WARC/", "a web archive"), (b"PAR1", "a Parquet file"),
)  # fmt: skip
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|article|div|p)\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|urlset|sitemapindex)\b", re.IGNORECASE)
_OBJECT = re.compile(r"^\s*\{\s*\"")
_RICH = re.compile(r"^\s*\{\\rtf")


def records_of(found: Found, options: ReadOptions) -> Iterator[Record | Refusal]:
    """The records of one file; `OSError`, `EOFError`, `zlib.error` and `RefusedInputError` say why it cannot go on."""
    with _open(Path(found.path)) as stream:
        head = stream.read(_HEAD)
        kind = sniff(head, found)
        stream.seek(0)
        if kind == "jsonl":
            yield from _lines(stream, found, options)
        elif kind == "csv":
            yield from _rows(stream, head, found, options)
        elif kind == "json":
            yield from _objects(_whole(stream, found, options.max_bytes * 20), found, options)
        elif kind == "html":
            yield _page(_whole(stream, found, options.max_bytes * 4), found, options)
        else:
            text, encoding = _decode(_whole(stream, found, options.max_bytes), "", found, options)
            yield Record(found.source, found.name, found.key, text, stated_in(text), "text/plain", encoding)


def _open(path: Path) -> Stream:
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rb") if packed else path.open("rb")


def sniff(head: bytes, found: Found) -> Format:
    """The format of a file; raises `RefusedInputError` for an empty or binary one."""
    if not head:
        raise RefusedInputError(found.source, "an empty file", "save the report again")
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise RefusedInputError(found.source, f"{what}, not text", "save its text as a .txt or .html file")
    if is_binary(head):
        raise RefusedInputError(found.source, "a binary file, not text", "save its text as a .txt or .html file")
    text = decode(head[:8192])[0].lstrip("\ufeff \t\r\n")
    if _RICH.match(text):
        raise RefusedInputError(found.source, "a rich-text document", "save it as plain text")
    name = found.path.lower().removesuffix(".gz")
    if text.startswith("<") and _FEED.search(text[:1000]):
        raise RefusedInputError(found.source, "a feed or site map, not a report", "save the pages that it lists")
    if (text.startswith("<") and _HTML.search(text)) or (name.endswith((".html", ".htm")) and _HTML.search(text)):
        return "html"
    if name.endswith((".csv", ".tsv")):
        return "csv"
    return _json_kind(text, name)


def _json_kind(text: str, name: str) -> Format:
    if name.endswith((".jsonl", ".ndjson")):
        return "jsonl"
    first, _, rest = text.partition("\n")
    if _OBJECT.match(text):
        one_line = first.rstrip().endswith("}") and rest.lstrip().startswith("{")
        return "jsonl" if one_line else "json"
    return "json" if name.endswith(".json") or re.match(r"\[\s*\{\s*\"", text) else "text"


def _whole(stream: Stream, found: Found, limit: int) -> bytes:
    data = stream.read(limit + 1)
    if len(data) > limit:
        reason = f"larger than {limit / 1_000_000:.3g} MB, the limit of one report"
        raise RefusedInputError(found.source, reason, "split it into reports, or raise `max_bytes`")
    return data


def _decode(data: bytes, declared: str, found: Found, options: ReadOptions) -> tuple[str, str]:
    try:
        return decode(data, declared, options.encoding)
    except (UnicodeDecodeError, LookupError) as error:
        reason = f"not in the encoding {options.encoding!r}: {error}"
        raise RefusedInputError(found.source, reason, "leave the encoding to detection") from error


def _page(data: bytes, found: Found, options: ReadOptions) -> Record:
    markup, encoding = _decode(data, declared_charset(data[:8192]), found, options)
    page = read_page(markup, found.source)
    if len(page.text.encode("utf-8", "replace")) > options.max_bytes:
        raise RefusedInputError(found.source, "a page with more text than the limit of one report", "raise `max_bytes`")
    return Record(found.source, found.name, found.key, page.text, page.stated, "text/html", encoding)


def _lines(stream: Stream, found: Found, options: ReadOptions) -> Iterator[Record | Refusal]:
    limit = options.max_bytes * 4
    number = 0
    while line := stream.readline(limit):
        number += 1
        source = f"{found.source}:{number}"
        if len(line) == limit and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
            yield Refusal(source, f"a record larger than {limit / 1_000_000:.3g} MB", "raise `max_bytes`")
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _line(line, number, found, options)


def _line(line: bytes, number: int, found: Found, options: ReadOptions) -> Record | Refusal:
    text = _decode(line, "", found, options)[0].strip("\ufeff \t\r\n")
    source = f"{found.source}:{number}"
    try:
        row = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        return Refusal(source, f"a broken line, {_short(text)}: {error}", "repair the line")
    return _row(row, number, found, options)


def _row(row: Any, number: int, found: Found, options: ReadOptions) -> Record | Refusal:
    source = f"{found.source}:{number}"
    if not isinstance(row, dict):
        return Refusal(source, f"not an object, {_short(str(row))}", "one object with a text a record")
    try:
        record = record_of(row, number, found, options)
    except RefusedInputError as error:
        return Refusal(error.source, error.reason, error.advice)
    if len(record.text) > options.max_bytes:
        return Refusal(source, "a record with more text than the limit of one report", "raise `max_bytes`")
    return record


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "...")


def _is_object(line: str) -> bool:
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return False


def _objects(data: bytes, found: Found, options: ReadOptions) -> Iterator[Record | Refusal]:
    text = _decode(data, "", found, options)[0].lstrip("\ufeff")
    try:
        content = json.loads(text)
    except ValueError as error:
        if _is_object(text.lstrip().partition("\n")[0]):  # JSONL by another name, its first line beyond the head
            yield from _lines(io.BytesIO(data), found, options)
            return
        raise RefusedInputError(found.source, f"not valid JSON: {error}", "repair it, or save it as JSONL") from error
    if isinstance(content, dict) and "text" not in columns(tuple(content), options):
        lists = [v for v in content.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        content = lists[0] if len(lists) == 1 else content
    if isinstance(content, dict):
        one = _row(content, 1, found, options)
        if isinstance(one, Record):  # a file of one report goes by the file's name
            one = Record(found.source, found.name, found.key, one.text, one.stated, one.media_type, one.encoding)
        yield one
        return
    for number, row in enumerate(content if isinstance(content, list) else [content], 1):
        yield _row(row, number, found, options)


def _rows(stream: Stream, head: bytes, found: Found, options: ReadOptions) -> Iterator[Record | Refusal]:
    encoding = options.encoding or decode(head.rpartition(b"\n")[0] or head)[1].split()[0]
    lines = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    header = lines.readline().lstrip("\ufeff")
    delimiter = "\t" if found.path.lower().removesuffix(".gz").endswith(".tsv") else max(",;\t|", key=header.count)
    names = next(csv.reader([header], delimiter=delimiter), [])
    if not {"text", "html"} & columns(tuple(names), options).keys():
        have = ", ".join(names[:12])
        raise RefusedInputError(found.source, f"a table without a column of texts (it has {have})", "name the column")
    # The module's limit is process-wide and only ever raised here: 131,072 characters is less than a long report.
    csv.field_size_limit(max(csv.field_size_limit(), options.max_bytes * 4))
    reader = csv.DictReader(lines, fieldnames=names, delimiter=delimiter)
    number = 1
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refusal(f"{found.source}:{number}", f"a broken row: {error}", "repair the row")
            continue
        yield _row({key: value for key, value in row.items() if key}, number, found, options)
