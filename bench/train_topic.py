"""Trains the classifier that tells text about an armed conflict from other text, and writes data/models/topic.msgpack.

    python bench/train_topic.py

Conflict: the sentences of the annotated reports and the composed sentences that hold a claim. Other: AQMAR's
encyclopedia articles and UD PUD's sentences (both "may train"), and the composed sentences of peace. Needs ../shared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claim_rows import Rows
from claim_training import Example, composed, load, training_sets
from sets import ROOT, SHARED
from train_claims import train_maxent

from tawatur import mentions, passages
from tawatur.claims.context import Context, contexts
from tawatur.claims.maxent import Maxent, dump
from tawatur.claims.topic import CONFLICT, OTHER, topic_features
from tawatur.model import Report, Unknown

MODEL = ROOT / "tawatur" / "data" / "models" / "topic.msgpack"
PEACE, PEACE_WEIGHT = "peace", 10
"""The composed sentences of peace are few and closest to news: each counts this many times."""
MIXED = ("ambiguous", "reports")
"""Composed files that do not teach the topic: they set words of war in every kind of context."""


def other_sentences() -> Iterator[str]:
    """Sentences of AQMAR and PUD, tokens joined by spaces."""
    for part in ("train", "dev", "test"):
        text = (SHARED / "data" / "aqmar_ner" / f"{part}.txt").read_text(encoding="utf-8")
        for block in text.split("\n\n"):
            yield " ".join(line.split()[0] for line in block.splitlines() if line.strip())
    text = (SHARED / "data" / "ud_arabic_pud" / "ar_pud-ud-test.conllu").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("# text = "):
            yield line.removeprefix("# text = ")


def analysed(text: str) -> tuple[Context, ...]:
    """The sentences of a piece of text with their mentions."""
    none = Unknown("training")
    report = Report("t", "t", "t", text, "training", none, none, none, none, none, "ar")
    document = passages.split(report)
    return contexts(document, mentions.find(document))


def topic_rows(examples: Sequence[Example], marked: Sequence[Example]) -> Rows:
    """Features and label of every sentence."""
    rows = [(topic_features(c), CONFLICT) for e in examples for c in e.contexts if len(c.tokens) > 4]
    for example in marked:
        peace = example.report.name.startswith(PEACE)
        if peace or (example.claims and not example.report.name.startswith(MIXED)):
            label, times = (OTHER, PEACE_WEIGHT) if peace else (CONFLICT, 1)
            rows += [(topic_features(c), label) for c in example.contexts] * times
    return rows


def train_topic(examples: Sequence[Example], marked: Sequence[Example], others: Rows) -> Maxent:
    """The classifier, from the sentences of both kinds."""
    return train_maxent([*topic_rows(examples, marked), *others], c2=1.0)


def other_rows() -> Rows:
    """Rows of the sentences that are about something else."""
    return [(topic_features(c), OTHER) for text in other_sentences() for c in analysed(text) if len(c.tokens) > 4]


def main() -> None:
    """Trains on everything at hand and writes the model."""
    model = train_topic(load(training_sets()), composed(), other_rows())
    MODEL.write_bytes(dump({"topic": model}))
    print(f"{len(model.features)} features, {MODEL.stat().st_size} bytes")


if __name__ == "__main__":
    main()
