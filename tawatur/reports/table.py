"""Records of JSON, JSONL and CSV files: which column is which, and what a record states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from tawatur.errors import RefusedInputError
from tawatur.reports.dates import page_words
from tawatur.reports.files import Found, visible
from tawatur.reports.html import Page, fragment_text, read_page
from tawatur.reports.lines import stated_in
from tawatur.reports.options import ReadOptions, Record

_TAGS = re.compile(r"<(?:p|br|div|span|strong|a)\b[^<>]*>|</p>", re.IGNORECASE)
_META_FIELDS = ("outlet", "title", "author", "url", "published", "updated", "crawled")


@lru_cache(maxsize=1)
def _usual() -> dict[str, tuple[str, ...]]:
    table = page_words()["columns"]
    assert isinstance(table, dict)
    return {field: tuple(str(n).lower() for n in names) for field, names in table.items()}


def columns(names: tuple[str, ...], options: ReadOptions) -> dict[str, str]:
    """Field -> column: as the options say, else by the usual names, the preferred one first."""
    by_name = {name.strip().lstrip("\ufeff").lower(): name for name in names}
    wanted = dict(options.columns)
    found: dict[str, str] = {}
    for field, usual in _usual().items():
        if field in wanted:
            if wanted[field].lower() in by_name:
                found[field] = by_name[wanted[field].lower()]
            continue
        match = next((by_name[name] for name in usual if name in by_name), None)
        if match is not None and match not in found.values() and match not in wanted.values():
            found[field] = match
    return found


def record_of(row: Mapping[str, Any], number: int, found: Found, options: ReadOptions) -> Record:
    """The record of one object or row; raises `RefusedInputError` if it has no text."""
    source = f"{found.source}:{number}"
    fields = columns(tuple(str(key) for key in row), options)
    text = _plain(row.get(fields.get("text", ""), ""))
    stated = [(f, _plain(row[fields[f]]), f"column {fields[f]}") for f in _META_FIELDS if f in fields]
    stated = [s for s in stated if s[1].strip()]
    markup = "" if text.strip() else _plain(row.get(fields.get("html", ""), ""))
    if markup.strip():
        page: Page = read_page(markup, source)
        text, stated = page.text, stated + list(page.stated)
    elif _TAGS.search(text):
        text = fragment_text(text)
    if not text.strip():
        have = ", ".join(visible(str(key)) for key in list(row)[:12])
        raise RefusedInputError(source, f"a record without text (it has {have})", "name the column of the text")
    own = visible(_plain(row.get(fields.get("id", ""), "")).strip())[:200]
    name = own or f"{found.name}-{number}"
    key = f"{found.key}/{own or number}"
    return Record(source, name, key, text, (*stated, *stated_in(text)), "application/json", "utf-8", (name,))


def _plain(value: Any) -> str:
    """A value as text: lists are joined by lines, objects give their name."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (list, tuple)):
        return "\n".join(filter(None, (_plain(item) for item in value)))
    if isinstance(value, Mapping):
        return _plain(value.get("name") or value.get("title") or value.get("text") or "")
    return str(value)
