"""Reports and limits built by hand for the tests of dating."""

from __future__ import annotations

from datetime import date

from tawatur.dating import Given, date_reports
from tawatur.mentions.times import find_times
from tawatur.model import Because, Claim, Mention, PlaceRef, Quantity, Report, Span, Stated, Unknown, When
from tawatur.model.dating import Constraint, Dated, Strength, Test
from tawatur.passages import split

NONE = Unknown("not stated")


def report(text: str, name: str = "r", published: When | Unknown = NONE, stated: tuple[Stated, ...] = ()) -> Report:
    return Report(name, name, name, text, "", NONE, NONE, NONE, NONE, published, "ar", stated)


def given(
    text: str,
    name: str = "r",
    published: When | Unknown = NONE,
    *,
    claims: tuple[Claim, ...] = (),
    actors: tuple[Mention, ...] = (),
    read_on: date | None = None,
    stated: tuple[Stated, ...] = (),
) -> Given:
    """A report as dating reads it: its times found, its claims and actors as given."""
    document = split(report(text, name, published, stated))
    mentions = tuple(sorted((*find_times(document), *actors), key=lambda m: m.span))
    return Given(document, mentions, claims, read_on)


def claim(of: str, words: str, name: str = "r", time: str = "", count: int = 0, modality: str = "actual") -> Claim:
    """A claim whose evidence is `words` of the text; with `time`, these words date it; with `count`, so many fell."""
    start = of.index(words)
    because = (Because("type: acts/test/x", "", 1.0),)
    if time:
        at = of.index(time)
        because += (Because("time: links", "", 1.0, (Span(at, at + len(time)),)),)
    place = PlaceRef("القرية", "Test Village", 34.0, 40.0, "village")
    quantity = Quantity(count, count, "fighter", str(count)) if count else NONE
    return Claim(
        f"c-{name}-{start}", name, Span(start, start + len(words)), "casualties" if count else "clash", ("Army",),
        ("Rebels",), place, NONE, NONE, quantity, "affirmed", modality, (), because, (), Span(start, start + 3),  # type: ignore[arg-type]
    )  # fmt: skip


def dated(one: Given) -> Dated:
    """The result for one report by itself."""
    return date_reports([one])[0]


def limit(subject: str, test: Test, strength: Strength = "explicit", id: str = "") -> Constraint:
    """A limit that only counts by what it allows."""
    return Constraint(id or f"{subject}:{test}", subject, "today.date", strength, test)


def rules(result: Dated) -> set[str]:
    return {one.rule for one in result.used}
