"""Which of two overlapping mentions of different kinds says something, and that order does not matter."""

from __future__ import annotations

import random

import pytest

from tawatur.mentions import find, settle
from tawatur.model import (
    ActorRef,
    Mention,
    MentionKind,
    PlaceRef,
    Quantity,
    Report,
    SourceRef,
    Span,
    TimeRef,
    Unknown,
    Value,
)
from tawatur.passages import split

ARMY = ActorRef(("Syrian army",), ("sy-army",))
NOBODY = ActorRef(("Brigade 155",), ("",))
RESIDENTS = ActorRef(("civilians",), ("civilians",), generic=True)
PLACE = PlaceRef("x", "Raqqa", 35.9, 39.0, "city")
NUMBER = Quantity(3, 3, "day", "x")
SHARE = Quantity(0.5, 1.0, "place", "x", "", (0.5, 1.0))
TIME = TimeRef("x", (), "day")
SOURCE = SourceRef("AFP")


def mention(kind: MentionKind, start: int, end: int, value: Value) -> Mention:
    return Mention(f"{kind}-{start}-{end}", "r", Span(start, end), kind, value)


def report(text: str) -> Report:
    none = Unknown("not stated")
    return Report("r", "r", "r", text, "r.txt", none, none, none, none, none, none)


def kinds(*found: Mention) -> list[str]:
    return [m.kind for m in settle(list(found))]


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        (mention("actor", 0, 10, ARMY), mention("quantity", 7, 10, NUMBER), ["actor"]),
        (mention("time", 0, 10, TIME), mention("quantity", 0, 4, NUMBER), ["time"]),
        (mention("time", 0, 10, TIME), mention("quantity", 0, 10, NUMBER), ["time"]),
        (mention("place", 0, 10, PLACE), mention("time", 4, 10, TIME), ["place"]),
        (mention("place", 0, 10, PLACE), mention("quantity", 0, 4, SHARE), ["quantity", "place"]),
        (mention("actor", 0, 10, ARMY), mention("place", 5, 10, PLACE), ["actor"]),
        (mention("actor", 0, 10, RESIDENTS), mention("place", 5, 10, PLACE), ["actor", "place"]),
        (mention("quantity", 0, 10, NUMBER), mention("actor", 5, 10, RESIDENTS), ["quantity", "actor"]),
        (mention("actor", 0, 10, ARMY), mention("place", 0, 10, PLACE), ["actor", "place"]),
        (mention("source", 0, 10, SOURCE), mention("actor", 0, 10, ARMY), ["actor", "source"]),
        (mention("place", 0, 10, Unknown("no such place")), mention("actor", 4, 10, ARMY), ["place", "actor"]),
        (mention("actor", 0, 12, NOBODY), mention("actor", 0, 5, ARMY), ["actor"]),
        (mention("actor", 0, 5, ARMY), mention("place", 5, 10, PLACE), ["actor", "place"]),
        (mention("actor", 6, 20, ARMY), mention("quantity", 0, 12, NUMBER), ["quantity", "actor"]),
        (mention("place", 6, 20, PLACE), mention("quantity", 0, 10, NUMBER), ["quantity", "place"]),
        (mention("actor", 0, 12, NOBODY), mention("place", 0, 12, PLACE), ["place"]),
    ],
)
def test_overlaps_are_settled(first: Mention, second: Mention, left: list[str]) -> None:
    assert kinds(first, second) == left
    assert kinds(second, first) == left


def test_the_known_actor_stays_not_the_guess() -> None:
    known, guess = mention("actor", 0, 5, ARMY), mention("actor", 0, 12, NOBODY)
    assert settle([guess, known]) == (known,)


def test_order_does_not_matter() -> None:
    choose = random.Random(7)
    values: dict[MentionKind, Value] = {"actor": ARMY, "place": PLACE, "time": TIME, "quantity": NUMBER}
    found = [
        mention(kind, start, start + choose.randint(1, 30), values[kind])
        for kind in values
        for start in choose.sample(range(400), 40)
    ]
    assert len({settle(choose.sample(found, len(found))) for _ in range(10)}) == 1


@pytest.mark.parametrize(
    ("sentence", "amounts"),
    [
        ("قتل 15 من المتمردين الحوثيين قرب صرواح", ["15 من المتمردين"]),
        ("أسفر الهجوم عن مقتل خمسة من عناصر التنظيم شرق سنجار", ["خمسة من عناصر"]),
        ("قتل جنديان تركيان وأصيب شرطي عراقي", ["جنديان", "شرطي"]),
        ("انسحب اللواء 35 من تعز", []),
    ],
)
def test_an_amount_before_a_name_stays(sentence: str, amounts: list[str]) -> None:
    found = find(split(report(sentence)))
    assert [m.span.of(sentence) for m in found if m.kind == "quantity"] == amounts


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("نقلت وكالة الصحافة الفرنسية عن طبيب أن المشفى أغلق", []),
        ("شن الطيران غارات على جبهة الجفينة غرب مأرب", ["الطيران"]),
    ],
)
def test_outlets_and_places_are_no_unknown_bodies(sentence: str, actors: list[str]) -> None:
    found = find(split(report(sentence)))
    assert [m.span.of(sentence) for m in found if m.kind == "actor"] == actors
