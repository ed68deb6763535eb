"""Reports and their passages."""

from __future__ import annotations

from typing import Literal

from tawatur.model.base import Because, Frozen, Span, Unknown
from tawatur.model.when import When


class Stated(Frozen, frozen=True):
    """One metadata value that the page states, and where: several that disagree are all kept.

    `field` is `outlet`, `title`, `author`, `url`, `published`, `updated` or `crawled`; `source` names where it stood
    (`meta article:published_time`, `json-ld datePublished`, `url`, `line المصدر:`, `meta.json`, `command line`).
    """

    field: str
    value: str
    source: str


class Report(Frozen, frozen=True):
    """One version of one report, as an outlet printed it.

    `id` hashes identity and text; `identity` hashes what stays when the report is edited (its url, else its file
    name), so that an edited report is a new version of the same report, never a second source. `name` is the file
    name without its ending (the exchange format's `report`). `text` is the decoded original (for HTML: the main text),
    never altered: every span points into it.
    """

    id: str
    identity: str
    name: str
    text: str
    source: str
    outlet: str | Unknown
    title: str | Unknown
    author: str | Unknown
    url: str | Unknown
    published: When | Unknown
    language: str | Unknown
    stated: tuple[Stated, ...] = ()
    media_type: str = "text/plain"
    encoding: str = "utf-8"


class Refusal(Frozen, frozen=True):
    """A file, or one record of a file, that could not be read as a report, and why; the rest is read all the same."""

    source: str
    reason: str
    advice: str = ""


Part = Literal["headline", "sentence", "quotation", "furniture", "dateline", "source line"]


class Passage(Frozen, frozen=True):
    """A part of a report's text: a sentence, a headline, a quotation inside sentences, or page furniture."""

    id: str
    report: str
    span: Span
    part: Part
    because: tuple[Because, ...] = ()
