"""Times: a table of expressions with their days, what the codebook says, and what is no time at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tawatur.languages.tokens import tokenize
from tawatur.lexicon.files import read_csv
from tawatur.lexicon.times import time_lexicon
from tawatur.mentions.number_words import find_numbers
from tawatur.mentions.time_grammar import find
from tawatur.mentions.times import find_times, nearest, nested, resolve
from tawatur.model import Mention, Report, Span, TimeRef, Unknown, When
from tawatur.passages.document import Document, Sentence

TABLE = read_csv(Path(__file__).with_name("times.csv"))
UNKNOWN = Unknown("not given")


def times_of(text: str) -> tuple[Mention, ...]:
    """The times of one text taken as a report of one line."""
    report = Report("r", "r", "r", text, "test", UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
    sentence = Sentence("s", Span(0, len(text)), False, tokenize(text))
    return find_times(Document(report, (), (sentence,)))


def published(text: str) -> When | Unknown:
    if text == "unknown":
        return UNKNOWN
    start, _, end = text.partition("..")
    return When(date.fromisoformat(start), date.fromisoformat(end or start), "day")


def days_of(mention: Mention, day: str) -> tuple[str, str, str]:
    """Start, end, precision as the table writes them."""
    assert isinstance(mention.value, TimeRef)
    when = resolve(mention.value, published(day))
    if isinstance(when, Unknown):
        return "unknown", "", ""
    start, end = (("" if d is None else d.isoformat()) for d in (when.start, when.end))
    return start, end, when.precision


def _within(one: Mention, other: Mention) -> bool:
    return one.span != other.span and other.span.contains(one.span)


def right(row: dict[str, str]) -> bool:
    """Whether the expression of a row is found and means the days of the row."""
    found = times_of(row["text"])
    if row["start"] == "none":
        return not found
    at = row["text"].index(row["expression"])
    span = Span(at, at + len(row["expression"]))
    want = (row["start"], row["end"], row["precision"])
    whole = [m for m in found if m.span.overlaps(span) and not any(_within(m, n) for n in found)]
    return len(whole) == 1 and days_of(whole[0], row["published"]) == want


def test_table_has_enough_rows() -> None:
    assert len(TABLE) >= 250


def test_table_is_right() -> None:
    wrong = [row for row in TABLE if not right(row)]
    share = 1 - len(wrong) / len(TABLE)
    assert share >= 0.97, f"{share:.3f}, wrong: " + "\n".join(f"{r['published']} {r['text']}" for r in wrong)


@pytest.mark.parametrize("rule", time_lexicon().patterns, ids=lambda rule: rule.name)
def test_rule_reads_its_examples(rule) -> None:  # type: ignore[no-untyped-def]
    for example in rule.examples:
        tokens = tokenize(example if rule.level else f"منذ {example}")
        found = find(tokens, find_numbers(tokens))
        wanted = rule.name if rule.level else "times.since.length"
        assert wanted in [f.rule for f in found], f"{rule.name} does not read {example!r}"
    for text in rule.silent:
        tokens = tokenize(text)
        assert rule.name not in [f.rule for f in find(tokens, find_numbers(tokens))]


def test_span_leaves_glued_particles_out() -> None:
    text = "انسحب الجيش وأمس السبت دخل المقاتلون"
    (mention,) = times_of(text)
    assert mention.span.of(text) == "أمس السبت"


def test_weekday_beside_yesterday_narrows_the_published_interval() -> None:
    (mention,) = times_of("دخل الجيش المدينة أمس السبت")
    assert days_of(mention, "2017-11-17..2017-11-20")[:2] == ("2017-11-18", "2017-11-18")


def test_weekday_that_contradicts_yesterday_wins() -> None:
    (mention,) = times_of("دخل الجيش المدينة أمس الخميس")
    assert days_of(mention, "2017-11-19")[:2] == ("2017-11-16", "2017-11-16")


def test_resolved_time_says_why() -> None:
    (mention,) = times_of("دخل الجيش المدينة أمس")
    assert isinstance(mention.value, TimeRef)
    when = resolve(mention.value, published("2017-11-19"))
    assert isinstance(when, When)
    assert when.because[0].rule == "times.day" and "2017-11-19" in when.because[0].note


def test_joined_time_gives_its_parts() -> None:
    (mention,) = times_of("يحاصرها الجيش منذ صيف 2014")
    assert isinstance(mention.value, TimeRef)
    onset = nested(mention.value, "of")
    assert onset is not None and onset.form == "season" and dict(onset.values) == {"s": "summer", "y": 2014}


def test_unknown_form_is_stated() -> None:
    assert isinstance(resolve(TimeRef("no such form", (), "day"), published("2017-11-19")), Unknown)


def test_open_published_interval_is_not_guessed() -> None:
    (mention,) = times_of("دخل الجيش المدينة أمس")
    assert isinstance(mention.value, TimeRef)
    assert isinstance(resolve(mention.value, When(None, date(2017, 11, 19), "day")), Unknown)


def test_nearest_prefers_a_time_inside() -> None:
    text = "أمس سقطت البلدة ثم سقطت المدينة اليوم"
    found = times_of(text)
    inside = nearest(found, Span(text.index("ثم"), len(text)))
    assert inside is not None and inside.span.of(text) == "اليوم"


def test_order_of_sentences_does_not_change_the_ids() -> None:
    text = "سقطت البلدة أمس."
    assert times_of(text) == times_of(text)
