"""Reports and limits built by hand for the tests of dating."""

from __future__ import annotations

from datetime import date

from tawatur.dating import Given, date_reports
from tawatur.mentions.actors import find_actors
from tawatur.mentions.places import find_places
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


def read(text: str, claims: tuple[Claim, ...] = ()) -> Dated:
    """The result for a report whose times and actors are found in its text, its claims given."""
    document = split(report(text))
    mentions = tuple(sorted((*find_times(document), *find_actors(document)), key=lambda m: m.span))
    return date_reports([Given(document, mentions, claims)])[0]


def used(found: Dated) -> dict[str, Constraint]:
    """The limits of a result by their rules."""
    return {one.rule: one for one in found.used}


def taking(text: str, place: str, act: str, actor: str = "", time: str = "", loser: str = "") -> Claim:
    """A claim that `actor` takes a place of the gazetteer by the words `act`, dated by the words `time`."""
    document = split(report(text))
    where = next(m for m in find_places(document) if isinstance(m.value, PlaceRef) and m.value.name == place)
    start = text.index(act)
    because = [Because("type: acts/control.change/x", "", 1.0), Because("place: links", "", 1.0, (where.span,))]
    if time:
        at = text.index(time)
        because.append(Because("time: links", "", 1.0, (Span(at, at + len(time)),)))
    assert isinstance(where.value, PlaceRef)
    agents, targets = (actor,) if actor else (), (loser,) if loser else ()
    return Claim(
        f"c{start}", "r", Span(0, len(text) - 1), "control.change", agents, targets, where.value, NONE, NONE,
        NONE, "affirmed", "actual", (), tuple(because), (), Span(start, start + len(act)),
    )  # fmt: skip
