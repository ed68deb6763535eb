"""From a record to a report: the values that win among those stated, its language, its ids."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from tawatur.languages import arabic_share
from tawatur.model import Because, Refusal, Report, Stated, Unknown, When, content_id
from tawatur.reports.dates import parse_date
from tawatur.reports.options import ReadOptions, Record

# Who is believed first about the day of publication; a source is ranked by the first prefix that fits.
_RANKS = ("command line", "meta file", "column", "json-ld", "meta ", "time", "url", "line")
_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|ref|ocid|cmpid|share|amp|output|spm|igshid|mc_[ce]id)$")
_OTHER_LETTERS = re.compile("[پچژگکیھہےٹڈڑںەێۆڵڕڤ]")
_LEAST_ARABIC = 0.3
_SAMPLE = 5_000


def canonical_url(url: str) -> str:
    """The url without what changes from visit to visit: scheme, `www.`, mobile host, fragment, tracking, last slash."""
    parts = urlsplit(url.strip())
    host = re.sub(r"^(www|m|mobile|amp)\.", "", (parts.hostname or "").lower())
    query = sorted((k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.match(k.lower()))
    path = re.sub(r"/(amp|amp/)?$", "", unquote(parts.path))
    return host + path + ("?" + urlencode(query) if query else "")


def build(record: Record, given: tuple[Stated, ...], options: ReadOptions) -> Report | Refusal:
    """The report of a record; `given` are the values of the command line and the metadata file."""
    reason = _unreadable(record.text, options)
    if reason is not None:
        return Refusal(record.source, reason[0], reason[1])
    stated = given + tuple(Stated(*s) for s in record.stated)
    url = _first(stated, "url")
    identity = canonical_url(url) if isinstance(url, str) and canonical_url(url) else record.key
    return Report(
        id=content_id("report", identity, record.text),
        identity=identity,
        name=record.name,
        text=record.text,
        source=record.source,
        outlet=_first(stated, "outlet"),
        title=_first(stated, "title"),
        author=_first(stated, "author"),
        url=url,
        published=publication(stated),
        language="ar" if arabic_share(record.text[:_SAMPLE]) >= _LEAST_ARABIC else Unknown("not in Arabic script"),
        stated=stated,
        media_type=record.media_type,
        encoding=record.encoding,
    )


def _unreadable(text: str, options: ReadOptions) -> tuple[str, str] | None:
    if not text.strip("\ufeff \t\r\n\f\v\u200b\u200e\u200f\xa0"):
        return "it holds no text", "check that the report was saved whole"
    sample = text[:_SAMPLE]
    if options.any_language:
        return None
    if not any(c.isalpha() for c in sample):
        return "it holds no words", "check the encoding; `encoding` sets it"
    share = arabic_share(sample)
    if share < _LEAST_ARABIC:
        return f"in another language: {share:.0%} of its letters are Arabic", "read it with `any_language` if wanted"
    others = len(_OTHER_LETTERS.findall(sample))
    if others > 0.04 * sum(c.isalpha() for c in sample):
        return "in another language of Arabic script (Persian, Kurdish, Urdu)", "read it with `any_language` if wanted"
    return None


def _first(stated: tuple[Stated, ...], field: str) -> str | Unknown:
    values = [s for s in stated if s.field == field and s.value.strip()]
    if not values:
        return Unknown(f"no {field} is stated")
    return min(values, key=lambda s: _rank(s.source)).value.strip()


def _rank(source: str) -> int:
    return next((i for i, prefix in enumerate(_RANKS) if source.startswith(prefix)), len(_RANKS))


def publication(stated: tuple[Stated, ...]) -> When | Unknown:
    """The interval of publication: the first valid date in order of trust, with those that disagree or are no dates."""
    ranked = sorted((s for s in stated if s.field == "published"), key=lambda s: _rank(s.source))
    chosen: When | None = None
    notes: list[Because] = []
    for item in ranked:
        value = parse_date(item.value)
        if isinstance(value, Unknown):
            notes.append(Because("published.invalid", f"{item.source}: {value.reason}"))
        elif chosen is None:
            chosen = value
            notes.insert(0, Because("published.stated", f"{item.source} states {item.value.strip()}"))
        elif (value.start, value.end) != (chosen.start, chosen.end):
            notes.append(Because("published.disagrees", f"{item.source} states {item.value.strip()}"))
    if chosen is not None:
        return When(chosen.start, chosen.end, chosen.precision, (*notes, *chosen.because))
    if notes:
        return Unknown("; ".join(note.note for note in notes))
    return Unknown(_undated(stated))


def _undated(stated: tuple[Stated, ...]) -> str:
    others = [f"{s.field} {s.value.strip()} ({s.source})" for s in stated if s.field in ("updated", "crawled")]
    return "no date of publication is stated" + (f"; stated are {', '.join(others)}" if others else "")
