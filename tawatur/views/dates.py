"""Dates of reports as rows, and the derivation of one of them, for the command line, JSON and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from tawatur.dating.notes import is_note
from tawatur.dating.sentences import remains, sentence
from tawatur.dating.solve import FROM_OUTSIDE
from tawatur.lexicon.dating import facts
from tawatur.model import Frozen, Report
from tawatur.model.dating import Bound, Constraint, Dated
from tawatur.views.names import arabic_name, named_place

WORDS_LENGTH, MOST_INTERVALS = 48, 3
_BESIDE = (("aside",), ("note",))
_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?:\.\.(?:\d{4}-\d\d(?:-\d\d)?)?)?")
_NAME = re.compile(r"[^,\s][^,]*")
_REPORTS = ("sister", "sisters")


class DateRow(Frozen, frozen=True):
    """One report: first and last day that remain (`None` is open), how sure, the words that decide the two ends; how
    many intervals and days remain (0 days: open), the intervals themselves if they are few; how many contradictions
    there are, and how many notes of what is wrong with the days that it names."""

    report: str
    start: str | None
    end: str | None
    sure: str
    words: tuple[str, ...]
    intervals: int
    contradictions: int
    days: int = 0
    remaining: tuple[str, ...] = ()
    notes: int = 0


class Step(Frozen, frozen=True):
    """One limit of a derivation: its id (to reject it), its sentence, how strong, and what it did: `start` or `end` if
    it sets that bound, `aside` if it gave way, `note` if it limits nothing, empty if others say more."""

    id: str
    rule: str
    strength: str
    sentence: str
    did: tuple[str, ...]


class Derivation(Frozen, frozen=True):
    """Why a report is dated as it is: what remains in words, every limit, and each smallest set that cannot hold."""

    report: str
    start: str | None
    end: str | None
    sure: str
    remaining: str
    steps: tuple[Step, ...]
    contradictions: tuple[tuple[str, ...], ...]


def said(one: Constraint, language: str, marked: bool = False) -> str:
    """The sentence of a limit; in Arabic with the Arabic names of actors, places and offices where data have them.

    With `marked`, quoted words, names of reports and dates are isolated (U+2066, U+2068, U+2069), so that each keeps
    its own direction on a screen.
    """
    if language == "ar":
        values = tuple((key, _arabic(key, value, one) or value) for key, value in one.values)
        one = msgspec.structs.replace(one, values=values)
    if not marked:
        return sentence(one, language)
    values = tuple((key, _NAME.sub(_isolated, value) if key in _REPORTS else value) for key, value in one.values)
    words = f"\u2068{one.words}\u2069" if one.words else ""
    return with_dates(sentence(msgspec.structs.replace(one, words=words, values=values), language))


def with_dates(text: str) -> str:
    """The text with its dates isolated from left to right: between Arabic words their parts would change places."""
    return _DATE.sub(lambda found: f"\u2066{found[0]}\u2069", text)


def _isolated(found: re.Match[str]) -> str:
    return f"\u2068{found[0]}\u2069"


def _arabic(key: str, value: str, one: Constraint) -> str:
    if key == "place":
        return named_place(value)
    if key == "title":
        return next((row.words[0] for row in facts().titles if row.title in value), "")
    return (arabic_name(value) or one.words) if key == "name" else ""


def is_outside(one: Constraint) -> bool:
    """Whether a limit comes from outside the text: the page, the day of reading, a reviewer."""
    return one.strength == "given" or one.rule in FROM_OUTSIDE or one.rule.startswith("stated.")


def rows(dates: Iterable[tuple[Report, Dated]]) -> tuple[DateRow, ...]:
    """One row for each report, by the report's name."""
    found = [_row(report, dated) for report, dated in dates]
    return tuple(sorted(found, key=lambda row: row.report))


def _row(report: Report, dated: Dated) -> DateRow:
    known = {one.id: one for one in dated.used}
    return DateRow(
        report.name,
        _iso(dated.start),
        _iso(dated.end),
        dated.sure,
        decisive(dated, known),
        dated.count,
        len(dated.contradictions),
        dated.days,
        tuple(f"{one.start or ''}..{one.end or ''}" for one in dated.runs) if dated.count <= MOST_INTERVALS else (),
        sum(map(is_note, dated.used)),
    )


def decisive(dated: Dated, known: dict[str, Constraint]) -> tuple[str, ...]:
    """The words that decide the first day and the last; where one limit decides both, the next one beside it."""
    order = [*dated.start.set_by[:1], *dated.end.set_by[:1], *dated.start.set_by[1:], *dated.end.set_by[1:]]
    order += [one.id for one in dated.used if one.spans and not is_note(one)]
    words = dict.fromkeys(_short(known[id]) for id in order if id in known)
    return tuple(words)[:2]


def _short(one: Constraint) -> str:
    words = " ".join((one.words or one.rule).split())
    return words if len(words) <= WORDS_LENGTH else words[: WORDS_LENGTH - 1] + "…"


def _iso(bound: Bound) -> str | None:
    return None if bound.day is None else bound.day.isoformat()


def derivation(report: Report, dated: Dated, language: str, marked: bool = False) -> Derivation:
    """The derivation of one report's date in `en` or `ar`: what sets the bounds first, then the rest by rule. `marked`
    text is for screens (see `said`)."""
    aside = {id for one in dated.contradictions for id in one.set_aside}
    steps = []
    for one in dated.used:
        did = [name for name, bound in (("start", dated.start), ("end", dated.end)) if one.id in bound.set_by]
        if one.id in aside or is_note(one):
            did = ["aside" if one.id in aside else "note"]
        strength = "given" if is_outside(one) else one.strength
        steps.append(Step(one.id, one.rule, strength, said(one, language, marked), tuple(did)))
    steps.sort(key=lambda step: (not step.did, step.did in _BESIDE, step.rule, step.id))
    sentences = {one.id: said(one, language, marked) for one in dated.used}
    clashes = tuple(tuple(sentences.get(id, id) for id in one.members) for one in dated.contradictions)
    remaining = with_dates(remains(dated, language)) if marked else remains(dated, language)
    return Derivation(report.name, _iso(dated.start), _iso(dated.end), dated.sure, remaining, tuple(steps), clashes)
