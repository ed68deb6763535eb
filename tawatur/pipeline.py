"""The stages in order, as data, and what runs them over a casebook.

A stage is a pure function of one report's `Item`. It knows no engine, store, clock or global; the order in which
reports are read never changes a result. What depends on several reports (the lines that they share, the days on
which undated ones can have been written) is computed between the stages, from sets, and handed in.

Every stage run carries a key: the hash of the stage, its version, the data files and its input, which is the key of
the stage before. A report whose keys are the stored ones is current and is not touched; so a run that was killed goes
on where it stopped, and a new version of a stage or an added name derives again what depends on it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from time import process_time
from typing import Literal, TypeVar

import msgspec

from tawatur import claims as claim_step
from tawatur import lexicon
from tawatur import mentions as mention_step
from tawatur import passages as passage_step
from tawatur.dating import Given, clues
from tawatur.engines import Failed, Outcome, SerialEngine, choose
from tawatur.errors import DataError
from tawatur.model import Claim, Frozen, Mention, Passage, Refusal, Report, Unknown, When, content_id
from tawatur.model.dating import Clues
from tawatur.passages import Document
from tawatur.solving import countable, date_all, kept_key, packed_words, retimed
from tawatur.stores import Derived, Kept, Lines, Run, Store

StageName = Literal["passages", "mentions", "dating", "claims"]
Progress = Callable[[str, int, int | None], None]
"""Called with the step (`read`, `derive`), how many reports are done, and how many there are if that is known."""

READ_BATCH, DERIVE_BATCH = 64, 8
SHARED_LINE_LETTERS, SHARED_LINE_TEXTS = (4, 160), 3
GIVEN = "given"
"""The data key of claims that were read from a file instead of extracted; they stay until they are given again."""
_NOT_DERIVED_FROM = frozenset({"messages", "__pycache__", ".pyc", ".tmp", ".md"})
T = TypeVar("T")


class Item(Frozen, frozen=True):
    """One report on its way: what the stages so far gave, `None` where a stage has not run yet."""

    report: Report
    shared: frozenset[str] = frozenset()
    passages: tuple[Passage, ...] | None = None
    mentions: tuple[Mention, ...] | None = None
    published: When | Unknown | None = None
    claims: tuple[Claim, ...] | None = None
    clues: Clues | None = None
    words: bytes | None = None


class Stage(Frozen, frozen=True):
    """One step. `version` changes when its code gives other results."""

    name: StageName
    version: int
    run: Callable[[Item, Document | None], Item]


def _passages(item: Item, document: Document | None) -> Item:
    return msgspec.structs.replace(item, passages=passage_step.passages_of(item.report, item.shared))


def _mentions(item: Item, document: Document | None) -> Item:
    assert document is not None
    return msgspec.structs.replace(item, mentions=mention_step.find(document))


def _dating(item: Item, document: Document | None) -> Item:
    """What the page states. `date_all`, which runs when every report is derived, solves the limits of all together
    and gives the undated ones the interval that the times of their claims are then counted from."""
    return msgspec.structs.replace(item, published=item.report.published)


def _claims(item: Item, document: Document | None) -> Item:
    assert document is not None and item.mentions is not None and item.published is not None
    found = claim_step.extract(document, item.mentions, countable(item.report, item.published))
    read = clues(Given(document, item.mentions, found))  # here, as the document is at hand and processes share the work
    packed = packed_words(document) if isinstance(item.report.published, Unknown) else None
    return msgspec.structs.replace(item, claims=found, clues=read, words=packed)


STAGES: tuple[Stage, ...] = (
    Stage("passages", 1, _passages),
    Stage("mentions", 3, _mentions),
    Stage("dating", 1, _dating),
    Stage("claims", 4, _claims),
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


class Task(Frozen, frozen=True):
    """What a worker gets: the item, and the stages to run."""

    item: Item
    stages: tuple[str, ...]


class Done(Frozen, frozen=True):
    """What a worker gives back: the outputs of the stages that it ran, and their CPU seconds."""

    passages: tuple[Passage, ...] | None
    mentions: tuple[Mention, ...] | None
    published: When | Unknown | None
    claims: tuple[Claim, ...] | None
    clues: Clues | None
    words: bytes | None
    seconds: dict[str, float]


_task_decoder = msgspec.msgpack.Decoder(Task)
_done_decoder = msgspec.msgpack.Decoder(Done)


def work(task: bytes) -> bytes:
    """One `Task` in MessagePack to one `Done`: the function that engines map."""
    given = _task_decoder.decode(task)
    ran = set(given.stages)
    item, seconds = derive(given.item, [stage for stage in STAGES if stage.name in ran])
    done = Done(
        item.passages if "passages" in ran else None,
        item.mentions if "mentions" in ran else None,
        item.published if "dating" in ran else None,
        item.claims if "claims" in ran else None,
        item.clues,
        item.words,
        seconds,
    )
    return msgspec.msgpack.encode(done)


def lines_of(report: Report) -> Lines:
    """The lines of a report that may be page furniture, and the key of its longest line, which copies share."""
    keys = passage_step.line_keys(report.text)
    least, most = SHARED_LINE_LETTERS
    story = content_id("line", max(keys, key=lambda line: (len(line), line), default=""))
    return Lines(story, tuple(dict.fromkeys(line for line in keys if least <= len(line) <= most)))


def shared_lines(lines: Iterable[Lines]) -> frozenset[str]:
    """The lines that page furniture is made of: short ones of at least three texts that are not copies of one another.

    Reports whose longest line is the same count once: a story that three papers print word for word shares its
    sentences, and those are not furniture. The result does not depend on the order of `lines`.
    """
    texts: dict[str, set[str]] = {}
    for one in lines:
        for line in one.keys:
            texts.setdefault(line, set()).add(one.story)
    return frozenset(line for line, stories in texts.items() if len(stories) >= SHARED_LINE_TEXTS)


class ReadCount(Frozen, frozen=True):
    """What reading did: the reports read, by id in order; how many were new or changed; what was refused."""

    reports: tuple[str, ...]
    changed: int
    refusals: tuple[Refusal, ...]


def read(store: Store, found: Iterable[Report | Refusal], progress: Progress) -> ReadCount:
    """Puts what a reader found into the store, a batch a transaction."""
    ids: list[str] = []
    refused: list[Refusal] = []
    changed = 0
    for batch in _batches(found, READ_BATCH):
        reports = [item if isinstance(item, Refusal) else _unless_taken(store, item) for item in batch]
        refusals = [item for item in reports if isinstance(item, Refusal)]
        taken = [item for item in reports if isinstance(item, Report)]
        changed += store.put_reports([(report, lines_of(report)) for report in taken])
        store.put_refusals(refusals)
        refused += refusals
        ids += [report.id for report in taken]
        progress("read", len(ids), None)
    return ReadCount(tuple(dict.fromkeys(ids)), changed, tuple(refused))


def _unless_taken(store: Store, report: Report) -> Report | Refusal:
    """The report, or a refusal if the casebook knows another report by its name: as an edit it would hide it."""
    if not isinstance(report.url, Unknown):
        return report
    current = next((known for known in reversed(store.versions(report.identity))), None)
    if current is None or current.id == report.id or current.source == report.source:
        return report
    mine, theirs = set(passage_step.line_keys(report.text)), set(passage_step.line_keys(current.text))
    if mine & theirs or not mine:
        return report
    reason = f"another report by the name {report.name!r} is in the casebook, read from {current.source}"
    return Refusal(report.source, reason, "rename one of the files, or read both folders in one command")


class Built(Frozen, frozen=True):
    """What building did: reports that were current already, that were derived, that failed; CPU seconds by stage."""

    current: int
    derived: int
    failures: tuple[Refusal, ...]
    seconds: dict[str, float]


def build(store: Store, progress: Progress, jobs: int = 0) -> Built:
    """Brings every current report up to date: each by itself, then the dates of all, then the claims whose relative
    times have another day to count from. Commits in small batches, so that a killed run loses one of them. What holds
    across reports is worked out when it is first asked for (`tawatur.crossing`)."""
    digest = data_digest()
    with _rare_collection():
        current, derived, failures, seconds = _derive_all(store, progress, jobs)
        solved = date_all(store, [stage.name for stage in STAGES], digest)
        again = _retime_all(store) - derived if solved else frozenset[str]()
    return Built(current - len(again), len(derived | again), failures, seconds)


@contextmanager
def _rare_collection() -> Iterator[None]:
    """The cyclic collector comes rarely: what a build makes are trees of frozen values without cycles, and walking
    them was about a tenth of its time."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _plans(store: Store) -> tuple[int, list[Plan]]:
    """How many current reports there are, and what is to be done for those that are stale."""
    lines = dict(store.lines())
    shared = shared_lines(lines.values())
    digest, runs = data_digest(), store.runs()
    plans = (
        _plan(store, _known(store, id), shared & frozenset(own.keys), digest, runs.get(id, {}))
        for id, own in lines.items()
    )
    return len(lines), [plan for plan in plans if plan.stale]


def _derive_all(
    store: Store, progress: Progress, jobs: int
) -> tuple[int, frozenset[str], tuple[Refusal, ...], dict[str, float]]:
    """Runs the stale stages over every report: how many were current, which were derived, what failed, and the CPU
    seconds of each stage."""
    count, plans = _plans(store)
    engine = choose(len(plans), jobs)
    if not isinstance(engine, SerialEngine):
        warm()  # before the processes start: they would all compile the data files at once
    outcomes = engine.map(work, (_task(store, plan) for plan in plans))
    failures: list[Refusal] = []
    done: set[str] = set()
    seconds: dict[str, float] = dict.fromkeys((stage.name for stage in STAGES), 0.0)
    for number, batch in enumerate(_batches(outcomes, DERIVE_BATCH)):
        derived = [_derived(store, plans[outcome.index], outcome, seconds) for outcome in batch]
        store.put_derived(derived)
        failures += [one.failure for one in derived if one.failure is not None]
        done |= {one.report for one in derived if one.failure is None}
        progress("derive", number * DERIVE_BATCH + len(batch), len(plans))
    listed = tuple(sorted(failures, key=lambda failure: failure.source))
    return count - len(plans), frozenset(done), listed, seconds


def _retime_all(store: Store) -> frozenset[str]:
    """Gives the claims of every report whose found date has changed the days that their relative times now mean."""
    done: list[str] = []
    for batch in _batches((plan for plan in _plans(store)[1] if plan.stale == ("claims",)), DERIVE_BATCH):
        store.put_derived([retimed(store, _known(store, plan.report), plan.runs["claims"]) for plan in batch])
        done += [plan.report for plan in batch]
    return frozenset(done)


def warm() -> None:
    """Runs the stages over one sentence, so that the caches of compiled data files exist."""
    none = Unknown("a sentence to warm up with")
    text = "سيطر الجيش على المدينة يوم الأحد."
    derive(Item(Report("warm", "warm", "warm", text, "", none, none, none, none, none, "ar")))


class Plan(Frozen, frozen=True):
    """What is to be done for one report: the runs that it will have, and the stages that must run for that."""

    report: str
    shared: frozenset[str]
    runs: dict[str, Run]
    stale: tuple[str, ...]


def _plan(store: Store, report: Report, shared: frozenset[str], digest: str, runs: Mapping[str, Run]) -> Plan:
    wanted = planned(report, shared, digest)
    if isinstance(report.published, Unknown) and "dating" in runs and runs["dating"].key == wanted["dating"].key:
        wanted = planned(report, shared, digest, store.published(report.id))
    return Plan(report.id, shared, wanted, _stale(wanted, runs))


def _known(store: Store, id: str) -> Report:
    report = store.report(id)
    assert report is not None, "ids come from the store itself"
    return report


def data_digest() -> str:
    """The hash of every data file that a stage may read, shipped or the user's own."""
    roots = [root for root in (lexicon.SHIPPED, lexicon.user_data()) if root.is_dir()]
    found = [(root, path) for root in roots for path in sorted(root.rglob("*")) if path.is_file()]
    parts = {path: {path.suffix, *path.relative_to(root).parts} for root, path in found}
    return lexicon.digest(path for path, names in parts.items() if not _NOT_DERIVED_FROM & names)


def planned(report: Report, shared: frozenset[str], digest: str, found: When | Unknown | None = None) -> dict[str, Run]:
    """The runs that a current report has: each stage's key hashes the one before; that of the claims also the interval
    that was found for a report without a date."""
    bare = msgspec.structs.replace(report, source="", text="")
    key = content_id("input", msgspec.json.encode(bare).decode(), *sorted(shared))
    runs: dict[str, Run] = {}
    for stage in STAGES:
        solved = () if stage.name != "claims" or not isinstance(found, When) else (found.start, found.end)
        key = content_id("run", key, stage.name, stage.version, digest, *solved)
        runs[stage.name] = Run(stage.name, stage.version, digest, key)
    return runs


def _stale(wanted: Mapping[str, Run], runs: Mapping[str, Run]) -> tuple[str, ...]:
    """The stages to run: the first whose key differs and all after it; never claims that were given."""
    names = list(wanted)
    first = next((i for i, name in enumerate(names) if name not in runs or not _fits(runs[name], wanted[name])), None)
    if first is None:
        return ()
    return tuple(name for name in names[first:] if not (name in runs and runs[name].data == GIVEN))


def _fits(run: Run, wanted: Run) -> bool:
    return run.key == wanted.key or run.data == GIVEN


def _task(store: Store, plan: Plan) -> bytes:
    item = Item(
        _known(store, plan.report),
        plan.shared,
        None if "passages" in plan.stale else store.passages(plan.report),
        None if "mentions" in plan.stale else store.mentions(plan.report),
        None if "dating" in plan.stale else store.published(plan.report),
    )
    return msgspec.msgpack.encode(Task(item, plan.stale))


def _derived(store: Store, plan: Plan, outcome: Outcome[bytes], seconds: dict[str, float]) -> Derived:
    """The rows of one outcome; the CPU seconds of its stages are added to `seconds`. Raises `DataError` if a data file
    does not meet its schema."""
    if isinstance(outcome.value, Failed):
        if outcome.value.kind == DataError.__name__:  # a data file is broken: no report can be read until it is mended
            raise DataError(outcome.value.reason.removeprefix(f"{DataError.__name__}: "))
        source = _known(store, plan.report).source
        advice = "the other reports are read; please report this with the file"
        failure = Refusal(source, f"no claims could be derived: {outcome.value.reason}", advice)
        return Derived(plan.report, failure=failure)
    done = _done_decoder.decode(outcome.value)
    for stage, spent in done.seconds.items():
        seconds[stage] += spent
    runs = tuple(plan.runs[stage] for stage in plan.stale)
    kept = None if done.clues is None else Kept(plan.report, kept_key(plan.runs), done.clues, done.words)
    return Derived(plan.report, runs, done.passages, done.mentions, done.published, done.claims, kept=kept)


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
