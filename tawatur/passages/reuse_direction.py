"""Who copied from whom: the evidence of dates, of who is cited, of quotation and of what each leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.lexicon.outlets import Outlet, find_outlet
from tawatur.model import Unknown, When
from tawatur.model.contents import ReportSpan
from tawatur.model.event import Comparison, Direction
from tawatur.passages.reuse_align import Aligned
from tawatur.passages.reuse_words import WHOLE, Cited, Words

DECIDED = 1.5
"""Log-odds at which a direction is given: about four to one and a half."""
LONG = 15
"""Words of evidence from which on an agency that one side names counts for both."""
NEAR = 40
"""Words between a passage and the name of an outlet that is cited for it."""
EDITION = 0.8
"""The share of both reports' words that editions of one page have in common."""


def versions(a: Words, b: Words, passages: tuple[Aligned, ...]) -> Comparison | None:
    """Why two reports are editions of one page, `None` if they are not: nearly the same text, and the same address or
    the same outlet."""
    matched = sum(one.matched for one in passages)
    share = matched / max(len(a.codes), len(b.codes), 1)
    if share < EDITION:
        return None
    if not isinstance(a.report.url, Unknown) and _address(a) == _address(b):
        return Comparison("reuse.versions", f"one address, and {share:.0%} of the words are the same", 0.0)
    mine, theirs = _outlet_key(a), _outlet_key(b)
    if mine and mine == theirs:
        return Comparison("reuse.versions", f"one outlet, and {share:.0%} of the words are the same", 0.0)
    return None


def _address(one: Words) -> str:
    url = one.report.url if isinstance(one.report.url, str) else ""
    return url.split("//")[-1].split("?")[0].split("#")[0].removeprefix("www.").rstrip("/").casefold()


def _outlet_key(one: Words) -> str:
    if isinstance(one.report.outlet, Unknown):
        return ""
    known = find_outlet(one.report.outlet)
    return known.id if known else one.report.outlet.casefold()


def direction(
    a: Words, b: Words, one: Aligned, spans: tuple[ReportSpan, ReportSpan]
) -> tuple[Direction, str, tuple[Comparison, ...]]:
    """The direction, the common source if the texts name one, and the reasons; scores are for "second from first"."""
    third, reason = _common_source(a, b, one)
    if reason is not None:
        return "both from a third", third, (reason,)
    because = tuple(_evidence(a, b, one, spans))
    total = sum(reason.score for reason in because)
    if total >= DECIDED:
        return "second from first", "", because
    if total <= -DECIDED:
        return "first from second", "", because
    return "unknown", "", because


def _evidence(a: Words, b: Words, one: Aligned, spans: tuple[ReportSpan, ReportSpan]) -> Iterator[Comparison]:
    yield from _dates(a, b)
    yield from _citation(a, b, one)
    yield from _quotation(a, b, one, spans)
    yield from _omission(a, b, one)


def _dates(a: Words, b: Words) -> Iterator[Comparison]:
    mine, theirs = a.report.published, b.report.published
    if isinstance(mine, Unknown) or isinstance(theirs, Unknown):
        return
    if _before(mine, theirs):
        yield Comparison(
            "reuse.date", f"the first was published by {mine.end}, the second not before {theirs.start}", 1.0
        )
    elif _before(theirs, mine):
        yield Comparison(
            "reuse.date", f"the second was published by {theirs.end}, the first not before {mine.start}", -1.0
        )


def _before(one: When, other: When) -> bool:
    return one.end is not None and other.start is not None and one.end < other.start


def _near(words: Words, first: int, last: int) -> dict[str, Cited]:
    """The outlets that are cited near the passage or credited with the whole report, by id."""
    return {c.outlet.id: c for c in words.cited if c.word == WHOLE or first - NEAR <= c.word <= last + NEAR}


def _outlet(words: Words) -> Outlet | None:
    return None if isinstance(words.report.outlet, Unknown) else find_outlet(words.report.outlet)


def _common_source(a: Words, b: Words, one: Aligned) -> tuple[str, Comparison | None]:
    """An outlet or agency that is neither of the two: that both cite near the passage, else an agency that one of them
    cites for a long one, since agencies write what outlets print, with their name or without."""
    mine, theirs = _near(a, one.a_first, one.a_last), _near(b, one.b_first, one.b_last)
    own = {outlet.id for outlet in (_outlet(a), _outlet(b)) if outlet}
    common = sorted((set(mine) & set(theirs)) - own)
    if common:
        cited, other = mine[common[0]], theirs[common[0]]
        where = (_place(a, cited), _place(b, other))
        return cited.outlet.name, Comparison("reuse.cited", f"both cite {cited.outlet.name} for it", 0.0, where)
    if own & (set(mine) | set(theirs)) or one.words < LONG:
        return "", None
    agencies = sorted(
        (c.outlet.id, number, c)
        for number, cites in enumerate((mine, theirs))
        for c in cites.values()
        if c.outlet.kind == "agency"
    )
    if len({id for id, _, _ in agencies}) != 1:
        return "", None
    _, number, cited = agencies[0]
    note = f"the {('first', 'second')[number]} cites {cited.outlet.name}, an agency, for it; the other names nobody"
    return cited.outlet.name, Comparison("reuse.agency", note, 0.0, (_place((a, b)[number], cited),))


def _place(words: Words, cited: Cited) -> ReportSpan:
    return ReportSpan(words.report.id, cited.span.start, cited.span.end)


def _citation(a: Words, b: Words, one: Aligned) -> Iterator[Comparison]:
    first, second = _outlet(a), _outlet(b)
    cites_first = _near(b, one.b_first, one.b_last).get(first.id) if first else None
    cites_second = _near(a, one.a_first, one.a_last).get(second.id) if second else None
    if cites_first is not None and first is not None:
        yield Comparison("reuse.cited", f"the second cites {first.name}", 3.0, (_place(b, cites_first),))
    if cites_second is not None and second is not None:
        yield Comparison("reuse.cited", f"the first cites {second.name}", -3.0, (_place(a, cites_second),))


def _quotation(a: Words, b: Words, one: Aligned, spans: tuple[ReportSpan, ReportSpan]) -> Iterator[Comparison]:
    mine = any(x <= one.a_first and one.a_last < y for x, y in a.quoted)
    theirs = any(x <= one.b_first and one.b_last < y for x, y in b.quoted)
    if theirs and not mine:
        yield Comparison(
            "reuse.quoted", "the second has the passage in quotation marks, the first in its own voice", 1.0, spans
        )
    elif mine and not theirs:
        yield Comparison(
            "reuse.quoted", "the first has the passage in quotation marks, the second in its own voice", -1.0, spans
        )


def _omission(a: Words, b: Words, one: Aligned) -> Iterator[Comparison]:
    """A copy is cut more often than it is filled up: words inside the passage that only one of the two has."""
    only_a = one.a_last - one.a_first + 1 - one.matched
    only_b = one.b_last - one.b_first + 1 - one.matched
    if only_a >= 6 and only_a >= 3 * max(only_b, 1):
        yield Comparison("reuse.omits", f"the second leaves out {only_a} words of the passage", 0.7)
    elif only_b >= 6 and only_b >= 3 * max(only_a, 1):
        yield Comparison("reuse.omits", f"the first leaves out {only_b} words of the passage", -0.7)
