"""Datelines ("دير الزور - سانا", "بيروت (رويترز) -") and lines that name the source of a report."""

from __future__ import annotations

import re
from functools import lru_cache

from tawatur.languages import fold
from tawatur.passages.lines import Line
from tawatur.passages.sentences import sentence_words
from tawatur.reports.lines import labelled

_PARTS = re.compile(r"\s*[-–—/|]+\s*|\s+ـ+\s+|\s*[()]\s*")  # a lone tatweel serves as a dash
_DAY = r"(?:\s*[،,]?\s*\d{1,2}(?:[-/.]\d{1,2}[-/.]\d{2,4}|(?:\s+[^\W\d_]+){1,2}(?:\s+\d{4})?))?"
_INLINE = re.compile(
    r"(?P<place>[^\W\d_]+(?:[ ،][^\W\d_]+){0,4})" + _DAY + r"\s*"
    r"(?:[-–—/،,ـ]\s*(?P<agency>[^\W\d_.]+(?:[ .][^\W\d_.]+){0,3}?)"
    r"|(?P<dash>[-–—ـ]\s*)?[(«\"](?P<bracket>[^()«»\"]{2,40})[)»\"])"
    r"\s*(?:[-–—:/]+|ـ(?=\s))\s*"
)
_PLACES_AND_OUTLET = re.compile(  # "بيروت - لندن: «الصحيفة»"
    r"[^\W\d_]+(?: [^\W\d_]+){0,2}(?:\s*[-–—/،]\s*[^\W\d_]+(?: [^\W\d_]+)?){0,3}\s*:\s*[«“\"][^«»“”\"]{2,30}[»”\"]$"
)
_LEADING = re.compile(r"[(«](?P<agency>[^()«»]{2,40})[)»]\s*[-–—:]\s*")
_MARKS = re.compile(r"[\s.]+")


@lru_cache(maxsize=1)
def _agencies() -> frozenset[str]:
    return frozenset(_bare(str(name)) for name in sentence_words()["agencies"])


def _bare(name: str) -> str:
    return _MARKS.sub("", fold(name))


@lru_cache(maxsize=8)
def _words(name: str) -> frozenset[str]:
    return frozenset(fold(str(word)) for word in sentence_words()[name])


def is_source_line(line: Line) -> bool:
    """Whether a line names the source of the report: "المصدر: ..."."""
    found = labelled(line.text) if len(line.words) <= 12 else None
    return found is not None and found[0] == "source line"


def is_dateline(line: Line) -> bool:
    """Whether a line is a dateline and nothing else: an agency, or short parts between dashes, slashes, brackets."""
    if not 1 <= len(line.words) <= 9 or line.ended or any(w.isdigit() for w in line.words):
        return False
    if ":" in line.text[:-1]:
        return _PLACES_AND_OUTLET.match(line.text) is not None
    parts = [p for p in _PARTS.split(line.text.strip(" .:-–—")) if p.strip()]
    if len(parts) == 1:
        return _bare(parts[0]) in _agencies()
    joined = re.search(r"[^\W\d_]\s*[-–—/(]\s*[^\W\d_]|\sـ\s", line.text) is not None
    return joined and line.words[0] not in _words("openers") and _place_and_outlet(line, parts)


def _place_and_outlet(line: Line, parts: list[str]) -> bool:
    """Whether the parts are few and short, and one names an outlet or the whole is too short to be a headline."""
    if len(parts) > 4 or any(len(p.split()) > 4 for p in parts):
        return False
    if any(_bare(p) in _agencies() or _words("outlet_words").intersection(fold(p).split()) for p in parts):
        return True
    return len(line.words) <= 6 and not _words("media_words").intersection(line.words)


def is_outlet_line(line: Line) -> bool:
    """Whether a dateline starts with the outlet's own name ("شبكة الأخبار – عدن"), a label of the page.

    It names no source. Agencies stay datelines: another outlet may print them."""
    if not is_dateline(line):
        return False
    first, *others = [p for p in _PARTS.split(line.text.strip(" .:-–—")) if p.strip()]
    named = [bool(_words("outlet_words").intersection(fold(p).split())) for p in (first, *others)]
    return bool(others) and named[0] and not any(named[1:]) and _bare(first) not in _agencies()


def inline_dateline(text: str, line: Line) -> int:
    """Where the sentence behind a dateline starts; the line's start if it has none.

    The agency must be a known one, or stand in brackets before a dash, so that "X - Y" inside a sentence is left whole.
    """
    leading = _LEADING.match(text, line.start, min(line.end, line.start + 60))
    if leading is not None and _bare(leading["agency"]) in _agencies():
        return leading.end()
    found = _INLINE.match(text, line.start, min(line.end, line.start + 90))
    if found is None or found.end() >= line.end:
        return line.start
    if fold(found["place"].split()[0]) in _words("openers"):
        return line.start
    agency = found["agency"] or found["bracket"] or ""
    parts = [_bare(p) for p in re.split(r"[،,/]", agency)]
    if any(p in _agencies() for p in parts):
        return found.end()
    dashed = found["dash"] is not None or re.search(r"\)\s*[-–—]", found.group()) is not None
    dashed = dashed and found["bracket"] is not None
    return found.end() if dashed and len(found["place"].split()) <= 3 and len(agency.split()) <= 3 else line.start
