"""Amounts that a report names: how many of what, and shares of a place (docs/method/times.md, "Amounts").

The rule of a mention stands in `because`. Three are of low priority, and the claims step decides whether they count:
`quantities.singular` (a bare "مدني" is one only where somebody is killed, wounded or taken), `quantities.definite`
("السيدة", "الجثتين": somebody named before) and `quantities.sum` ("امرأة وطفلة" as two). `quantities.bare` is a figure
without a noun.
"""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.languages.tokens import Token
from tawatur.mentions.number_figures import figures
from tawatur.mentions.number_others import borrow, duals, shares, singles, sums, vague
from tawatur.mentions.number_row import Amount, Row
from tawatur.mentions.number_words import Number, find_numbers
from tawatur.mentions.time_grammar import Found, find, numbers_of, times_of
from tawatur.model import Because, Mention, Quantity, Span, content_id
from tawatur.passages.document import Document

_NOTES = {
    "quantities.figure": "a figure with its noun",
    "quantities.bare": "a figure without a noun",
    "quantities.percent": "a percentage",
    "quantities.vague": "an amount without a figure, by the codebook's ranges",
    "quantities.dual": "a dual",
    "quantities.singular": "a single one, if it is a victim or an object hit",
    "quantities.definite": "one or two named before",
    "quantities.sum": "victims joined by a conjunction",
    "quantities.share": "a share of a place, by the codebook's ranges",
}


def amounts_of(tokens: Sequence[Token]) -> tuple[Amount, ...]:
    """The amounts of one sentence, in order."""
    numbers = find_numbers(tokens)
    return _amounts(tokens, numbers, find(tokens, numbers))


def _amounts(tokens: Sequence[Token], numbers: Sequence[Number], times: Sequence[Found]) -> tuple[Amount, ...]:
    row = Row(tokens, numbers, times)
    if not (numbers or row.opens or row.duals or row.singles):
        return ()
    for step in (shares, figures, vague, duals, singles, sums, borrow):
        step(row)
    return tuple(row.out)


def _mention(amount: Amount, tokens: Sequence[Token], document: Document) -> Mention:
    text = document.report.text
    span = Span(tokens[amount.first].start + amount.glued, tokens[amount.last - 1].end)
    value = Quantity(amount.low, amount.high, amount.unit, span.of(text), amount.counted, amount.share)
    because = (Because(amount.rule, _NOTES[amount.rule], spans=(span,)),)
    mention_id = content_id("mention", document.report.id, "quantity", span.start, span.end, amount.rule)
    return Mention(mention_id, document.report.id, span, "quantity", value, because=because)


def find_quantities(document: Document) -> tuple[Mention, ...]:
    """The amounts and shares of a report's sentences and headlines, sorted by span; each value is a `Quantity`.

    A share of a place has `share` set and repeats it in `low` and `high`; its unit is `place`.
    """
    out: list[Mention] = []
    for sentence in document.sentences:
        amounts = _amounts(sentence.tokens, numbers_of(sentence), times_of(sentence))
        out += [_mention(amount, sentence.tokens, document) for amount in amounts]
    return tuple(sorted(out, key=lambda m: (m.span.start, m.span.end, m.id)))
