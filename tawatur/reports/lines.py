"""Lines of a page that state metadata rather than tell news: a date alone, "المصدر: ...", a byline."""

from __future__ import annotations

import re
from functools import lru_cache

from tawatur.languages import fold
from tawatur.model import Unknown
from tawatur.reports.dates import hijri_months, months, page_words, parse_date

_LONGEST = 90
_HEAD, _TAIL = 12, 25
_CITED = "نقلا عن "  # alone on a line: the source of the report
_DATELINE = re.compile(  # "دمشق 9-11-2017 (الوكالة) - ..."
    r"[^\W\d_]+(?: [^\W\d_]+){0,3}\s*[،,/-]?\s*"
    r"(?P<date>\d{1,2}(?:[-/.]\d{1,2}[-/.]|(?: [^\W\d_]+){1,2} )\d{4})\s*(?:\([^()]{2,40}\)|[-–—/] ?[^\W\d_]+)\s*[-–—:]"
)
_NUMERIC = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}|\d{1,2}[:.]\d{2}(?::\d{2})?|\d+")
_WORDS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _labels() -> tuple[tuple[str, str], ...]:
    """Folded label and its field, the longest first."""
    table = page_words()["labels"]
    assert isinstance(table, dict)
    pairs = [(fold(label), field) for field, names in table.items() for label in names]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@lru_cache(maxsize=1)
def _date_words() -> frozenset[str]:
    plain = page_words()["weekdays"], page_words()["clock_words"], [*months(), *hijri_months()]
    return frozenset(w for names in plain for name in names for w in fold(name).split())


def labelled(line: str) -> tuple[str, str] | None:
    """The field and the value of a line such as "المصدر: الوكالة" or "آخر تحديث 2020-01-01"; `None` for other lines.

    Without a colon only a date may follow, so that a sentence that starts with such a word is not taken for one.
    """
    text = line.strip(" \t\r|•-–—")
    if not text or len(text) > _LONGEST:
        return None
    head, colon, value = text.partition(":")
    key = fold(head).strip()
    if colon and value.strip():
        for label, field in _labels():
            if key == label:
                return field, value.strip(" \t.|")
    folded = fold(text)
    for label, field in _labels():
        if folded.startswith(label + " ") and field in ("published", "updated") and is_date(text[len(label) :]):
            return field, text[len(label) :].strip()
    cited = folded.startswith(_CITED) and len(text.split()) <= 5 and not text.endswith((".", "،"))
    return ("source line", " ".join(text.split()[2:])) if cited else None


def is_date(line: str) -> bool:
    """Whether a line is a full date and nothing else: weekday, hour and place of the clock may stand beside it."""
    if not 6 <= len(line) <= _LONGEST or not any(c.isdigit() for c in line):
        return False
    text = fold(line)
    if not _date_words().issuperset(_WORDS.findall(_NUMERIC.sub(" ", text))):
        return False
    return not isinstance(parse_date(line), Unknown) or "valid" in _reason(line)


def _reason(line: str) -> str:
    value = parse_date(line)
    return value.reason if isinstance(value, Unknown) else ""


def stated_in(text: str) -> tuple[tuple[str, str, str], ...]:
    """What the first and last lines of a text state: `(field, value, source)`, the first of each kind."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    edge = list(dict.fromkeys([*range(min(_HEAD, len(lines))), *range(max(0, len(lines) - _TAIL), len(lines))]))
    generic = {fold(name) for name in page_words()["generic_sources"]}
    found: dict[str, tuple[str, str, str]] = {}
    for i in edge:
        line = lines[i]
        known = labelled(line)
        if known is not None and known[0] == "source line":
            if fold(known[1]) not in generic and len(known[1].split()) <= 6:
                found.setdefault("outlet", ("outlet", known[1], "line المصدر:"))
        elif known is not None and known[0] in ("published", "updated") and is_date(known[1]):
            found.setdefault(known[0], (known[0], known[1], "line with a date"))
        elif i < _HEAD and is_date(line):
            found.setdefault("published", ("published", line, "line with a date"))
        elif i < _HEAD and (dateline := _DATELINE.match(line)) and is_date(dateline["date"]):
            found.setdefault("published", ("published", dateline["date"], "line: dateline"))
    return tuple(found.values())
