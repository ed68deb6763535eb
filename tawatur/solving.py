"""The dates of all reports of a casebook together: between deriving each report and what holds across reports.

The limits of every report are solved in one piece (`tawatur.dating`); a report without a date of its own gets the
interval that remains, and the relative times of its claims are counted from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from tawatur import passages as passage_step
from tawatur.dating import Clued, Given, clues, date_clued
from tawatur.mentions.times import resolve
from tawatur.model import Claim, Report, Span, TimeRef, Unknown, When, content_id
from tawatur.passages import Document
from tawatur.passages.reuse import shared_words, words
from tawatur.passages.reuse_kept import pack, unpack
from tawatur.stores import ClaimFilter, Derived, Kept, Run, Store

WIDEST_DAYS = 31
"""Relative times of a report whose found interval is wider than this stay unknown: "yesterday" of a year is no day."""
VERSION = 12
"""Changes when the solving of dates gives other results."""


def countable(report: Report, published: When | Unknown) -> When | Unknown:
    """The interval that relative times are counted from: what the page states, else the interval that was found, if it
    is closed and no wider than a month."""
    if isinstance(report.published, When) or isinstance(published, Unknown):
        return published
    if published.start is None or published.end is None or (published.end - published.start).days >= WIDEST_DAYS:
        return Unknown("relative to the day of publication, which is not known closely enough")
    return published


def date_all(store: Store, stages: Sequence[str], digest: str) -> bool:
    """Solves the dates of all reports that have been worked through, if what they rest on has changed; says whether it
    did. Claims count only by what does not depend on a date, so that what follows changes nothing that is read here."""
    runs, days, judgements = store.runs(), store.read_days(), store.date_judgements()
    ready = sorted(id for id, of in runs.items() if of.keys() >= {*stages})
    read = [f"{id} {runs[id]['dating'].key} {_claims_key(runs[id]['claims'])} {days.get(id)}" for id in ready]
    key = content_id("dates", VERSION, digest, *read, *(one.id for one in judgements))
    if not ready or store.dated_key() == key:
        return False
    reports = {report.id: report for report in store.reports()}
    kept = {id: one for id, one in store.kept().items() if id in runs and one.key == kept_key(runs[id])}
    # Copying can only date a report whose page does not: where every page states its day, it is not looked for.
    undated = any(isinstance(reports[id].published, Unknown) for id in ready)
    for id in ready:
        if id not in kept or (undated and kept[id].words is None):
            kept[id] = _keep(store, reports[id], kept_key(runs[id]), undated)
    shared = shared_words(unpack(kept[id].words or b"", reports[id]) for id in ready) if undated else ()
    clued = [Clued(reports[id], kept[id].clues, days.get(id)) for id in ready]
    store.put_dated(key, date_clued(clued, shared, judgements))
    return True


def _keep(store: Store, report: Report, key: str, undated: bool) -> Kept:
    """What dating keeps of a report that was worked through without it: its claims were given, or an older version of
    the program read it."""
    document = passage_step.document(report, store.passages(report.id))
    claims = store.claims(ClaimFilter(report=report.id))
    read = clues(Given(document, store.mentions(report.id), claims))
    kept = Kept(report.id, key, read, packed_words(document) if undated else None)
    store.put_derived([Derived(report.id, kept=kept)])
    return kept


def packed_words(document: Document) -> bytes:
    """The words of a report, for the search for shared passages, as the store keeps them."""
    return pack(words(document))


def kept_key(runs: Mapping[str, Run]) -> str:
    """What dating keeps of a report rests on its mentions and on what its claims rest on beside a date."""
    return content_id("kept", VERSION, runs["mentions"].key, _claims_key(runs["claims"]))


def _claims_key(run: Run) -> str:
    """What a report's claims rest on beside its date: the key of given ones (version 0), else the version that
    extracted them."""
    return str(run.version) if run.version else run.key


def retimed(store: Store, report: Report, run: Run) -> Derived:
    """The claims of a report whose found date has changed, with the days that their relative times now mean: the same
    as extracting them anew, as nothing else of a claim depends on the date."""
    found = store.published(report.id)
    published = countable(report, report.published if found is None else found)
    times = {m.span: m.value for m in store.mentions(report.id) if isinstance(m.value, TimeRef)}
    claims = tuple(_retime(claim, times, published) for claim in store.claims(ClaimFilter(report=report.id)))
    return Derived(report.id, (run,), claims=claims)


def _retime(claim: Claim, times: Mapping[Span, TimeRef], published: When | Unknown) -> Claim:
    """A claim with the days that the time linked to it means, the report being published then."""
    spans = (span for reason in claim.because if reason.rule.startswith("time:") for span in reason.spans)
    ref = next((times[span] for span in spans if span in times), None)
    return claim if ref is None else msgspec.structs.replace(claim, when=resolve(ref, published))
