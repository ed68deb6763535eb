"""Reports made up to measure what dating costs: limits as real ones have, no text to read."""

from __future__ import annotations

from datetime import date, timedelta

from tawatur.dating import Given
from tawatur.model import Because, Claim, Mention, PlaceRef, Quantity, Report, Span, TimeRef, Unknown, When
from tawatur.passages import split

NONE = Unknown("not stated")
_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_FIRST = date(2016, 1, 4)


def _given(number: int, day: date, claims: int, tellers: int, dated: bool) -> Given:
    """A report of one day: "today, Monday", and claims of events that `tellers` reports share."""
    words = f"اليوم {_WEEKDAYS[day.weekday()]}"
    text = f"{words} سيطرت القوات على القرية وقتل فيها عدد من المسلحين بعد معارك."
    name = f"r{number:05}"
    published: When | Unknown = When(day, day, "day") if dated else NONE
    document = split(Report(name, name, name, text, "", NONE, NONE, NONE, NONE, published, "ar"))
    span = Span(0, len(words))
    ref = TimeRef("day", (("off", 0), ("wd", day.weekday())), "day")
    mention = Mention(f"m{number}", name, span, "time", ref)
    made = tuple(_claim(name, number, index, span, tellers) for index in range(claims))
    return Given(document, (mention,), made)


def _claim(report: str, number: int, index: int, time: Span, tellers: int) -> Claim:
    """The `index`-th claim of a report: an event that this report and its neighbours tell, each in its own way."""
    event = (number + index) // tellers
    place = PlaceRef("القرية", f"Village {event}", 34.0, 40.0, "village")
    count = Quantity(10 + event % 7, 10 + event % 7, "fighter", "عدد")
    timed = (Because("time: links", "", 1.0, (time,)),) if (number + index) % 3 == 0 else ()
    return Claim(
        f"c{number}.{index}", report, Span(0, 40), "casualties", ("Army",), ("Rebels",), place, NONE, NONE, count,
        "affirmed", "actual", (), timed, (), Span(13, 18),
    )  # fmt: skip


def independent(count: int) -> list[Given]:
    """Reports that share nothing."""
    return [_given(n, _FIRST + timedelta(days=n % 700), 0, 1, False) for n in range(count)]


def sharing(count: int) -> list[Given]:
    """Reports that share events with their neighbours, each three; one in fifty states its date."""
    return [_given(n, _FIRST + timedelta(days=n // 8), 3, 4, n % 50 == 0) for n in range(count)]
