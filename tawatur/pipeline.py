"""The stages in order, as data: name, version, key, output, function, and the data files that the result depends on.

A stage is a pure function of one report's `Item`. It knows no engine, store, clock or global; the order in which
reports are read never changes a result. What depends on several reports (lines that they share) is computed between
the stages, from sets, and handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import process_time
from typing import Literal

import msgspec

from tawatur import claims as claim_step
from tawatur import mentions as mention_step
from tawatur import passages as passage_step
from tawatur.model import Claim, Frozen, Mention, Passage, Report, Unknown, When
from tawatur.passages import Document

StageName = Literal["passages", "mentions", "dating", "claims"]


class Item(Frozen, frozen=True):
    """One report on its way: what the stages so far gave, `None` where a stage has not run yet."""

    report: Report
    shared: frozenset[str] = frozenset()
    passages: tuple[Passage, ...] | None = None
    mentions: tuple[Mention, ...] | None = None
    published: When | Unknown | None = None
    claims: tuple[Claim, ...] | None = None


class Stage(Frozen, frozen=True):
    """One step. `version` changes when its code gives other results; `data` names the entries of `tawatur/data` that
    it reads. Both are part of the key of every row that it makes, so a change of either derives the rows again."""

    name: StageName
    version: int
    run: Callable[[Item, Document | None], Item]
    data: tuple[str, ...] = ()


def _passages(item: Item, document: Document | None) -> Item:
    done = passage_step.split(item.report, item.shared)
    return msgspec.structs.replace(item, passages=done.passages)


def _mentions(item: Item, document: Document | None) -> Item:
    assert document is not None
    return msgspec.structs.replace(item, mentions=mention_step.find(document))


def _dating(item: Item, document: Document | None) -> Item:
    return msgspec.structs.replace(item, published=item.report.published)


def _claims(item: Item, document: Document | None) -> Item:
    assert document is not None and item.mentions is not None and item.published is not None
    found = claim_step.extract(document, item.mentions, item.published)
    return msgspec.structs.replace(item, claims=found)


STAGES: tuple[Stage, ...] = (
    Stage("passages", 1, _passages),
    Stage("mentions", 1, _mentions),
    Stage("dating", 1, _dating),
    Stage("claims", 1, _claims),
)


def derive(item: Item, stages: Iterable[Stage] = STAGES) -> tuple[Item, dict[str, float]]:
    """Runs `stages` over one report; gives the item and the CPU seconds of each stage."""
    seconds: dict[str, float] = {}
    document: Document | None = None
    for stage in stages:
        begun = process_time()
        if document is None and item.passages is not None:
            document = passage_step.document(item.report, item.passages)
        item = stage.run(item, document)
        seconds[stage.name] = process_time() - begun
    return item, seconds


def shared_lines(keys: Iterable[tuple[str, tuple[str, ...]]]) -> frozenset[str]:
    """The lines that page furniture is made of: those of at least three texts that are not copies of one another.

    `keys` gives (report id, its folded lines). Reports whose longest line is the same count once: a story that three
    papers print word for word shares its paragraphs, and those are not furniture.
    """
    texts: dict[str, set[str]] = {}
    for _, lines in keys:
        story = max(lines, key=lambda line: (len(line), line), default="")
        for line in lines:
            if len(line) >= SHARED_LINE_LETTERS:
                texts.setdefault(line, set()).add(story)
    return frozenset(line for line, stories in texts.items() if len(stories) >= SHARED_LINE_TEXTS)


SHARED_LINE_LETTERS = 4
SHARED_LINE_TEXTS = 3
