"""Amounts: a table of phrases with their numbers, low-priority readings, and figures that are none."""

from __future__ import annotations

from pathlib import Path

from tawatur.languages.tokens import tokenize
from tawatur.lexicon.files import SHIPPED, read_csv
from tawatur.mentions.number_words import digits, find_numbers
from tawatur.mentions.quantities import find_quantities
from tawatur.model import Mention, Quantity, Report, Span, Unknown
from tawatur.passages.document import Document, Sentence

TABLE = read_csv(Path(__file__).with_name("quantities.csv"))


def amounts(text: str) -> tuple[Mention, ...]:
    """The amounts of one text taken as a report of one sentence."""
    no = Unknown("not given")
    report = Report("r", "r", "r", text, "test", no, no, no, no, no, no)
    return find_quantities(Document(report, (), (Sentence("s", Span(0, len(text)), False, tokenize(text)),)))


def rule(mention: Mention) -> str:
    return mention.because[0].rule


def value(mention: Mention) -> Quantity:
    assert isinstance(mention.value, Quantity)
    return mention.value


def right(row: dict[str, str]) -> bool:
    """Whether one amount at the expression of a row carries its numbers and its unit."""
    at = row["text"].index(row["expression"])
    span = Span(at, at + len(row["expression"]))
    here = [value(m) for m in amounts(row["text"]) if m.span.overlaps(span)]
    if row["low"] == "none":
        return not here
    if row["share"]:
        low, high = map(float, row["share"].split(","))
        return [q.share for q in here] == [(low, high)]
    high_end = float(row["high"]) if row["high"] else None
    return (float(row["low"]), high_end, row["unit"]) in [(q.low, q.high, q.unit) for q in here]


def test_table_has_enough_rows() -> None:
    assert len(TABLE) >= 150


def test_table_is_right() -> None:
    wrong = [row for row in TABLE if not right(row)]
    share = 1 - len(wrong) / len(TABLE)
    assert share >= 0.95, f"{share:.3f}, wrong: " + "\n".join(r["text"] for r in wrong)


def test_bare_singular_is_marked_as_low_priority() -> None:
    (mention,) = amounts("استشهد مدني بانفجار لغم")[:1]
    assert rule(mention) == "quantities.singular" and value(mention).unit == "civilian"


def test_definite_singular_is_marked() -> None:
    rules = [rule(m) for m in amounts("قتلت السيدة على الفور")]
    assert rules == ["quantities.definite"]


def test_joined_victims_are_also_a_sum() -> None:
    found = amounts("إصابة امرأة وطفلة بجروح")
    assert (2.0, "quantities.sum") in [(value(m).low, rule(m)) for m in found]


def test_span_covers_the_bound_and_the_noun() -> None:
    text = "نزح أكثر من 120 ألف شخص من المدينة"
    (mention,) = amounts(text)
    assert mention.span.of(text) == "أكثر من 120 ألف شخص" == value(mention).text


def test_span_leaves_glued_particles_out() -> None:
    text = "استهدف الطيران البلدة وخمسة مقاتلين"
    (mention,) = amounts(text)
    assert mention.span.of(text) == "خمسة مقاتلين"


def test_numbers_do_not_run_together() -> None:
    found = [n.value for n in find_numbers(tokenize("ثلاثة وأربعة"))]
    assert found == [3, 4]


def test_written_figures() -> None:
    assert [digits(k) for k in ("1,200", "1.200.000", "3.5", "19.11.2017", "0")] == [1200, 1200000, 3.5, None, 0]


def test_every_noun_has_a_unit_and_a_source() -> None:
    rows = read_csv(SHIPPED / "numbers" / "nouns.csv")
    assert len(rows) >= 150 and all(row["unit"] and row["source"] for row in rows)
    assert len({row["singular"] for row in rows}) == len(rows)
