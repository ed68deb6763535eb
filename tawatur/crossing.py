"""The stage that runs after all others, over the whole casebook: what holds across its reports.

It runs when its result is asked for and what it reads has changed since; the result does not depend on the order in
which reports were read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from tawatur import passages as passage_step
from tawatur.corroboration import corroborate
from tawatur.model import Report, content_id
from tawatur.passages import Document
from tawatur.passages.reuse import shared_passages
from tawatur.stores import ClaimFilter, Store

VERSION = 5
"""Changes when the stage gives other results."""


def cross_all(store: Store, data: str, tell: Callable[[str, int, int | None], None]) -> bool:
    """Brings what holds across reports up to date; says whether there was anything to do. `data` is the digest of the
    data files, `tell` hears of each of three steps. Reports that no claims could be derived from take
    part with their passages."""
    reports = {report.id: report for report in _reports(store)}
    claims = store.claims(ClaimFilter())
    said = (content_id("claim", msgspec.json.encode(claim).decode()) for claim in claims)
    seen = (f"{id} {report.published!r} {report.outlet!r} {report.author!r}" for id, report in sorted(reports.items()))
    key = content_id("across", VERSION, data, *seen, *sorted(said))
    if store.across_key() == key:
        return False
    tell("cross", 0, 3)
    shared = shared_passages(_documents(store, reports))
    tell("cross", 1, 3)
    across = corroborate(claims, reports.values(), shared)
    tell("cross", 2, 3)
    store.put_across(key, across)
    tell("cross", 3, 3)
    return True


def _reports(store: Store) -> Iterator[Report]:
    """The current reports with the dates that the casebook found for them."""
    for report in store.reports():
        published = store.published(report.id)
        yield report if published is None else msgspec.structs.replace(report, published=published)


def _documents(store: Store, reports: dict[str, Report]) -> Iterator[Document]:
    for id in sorted(reports):
        yield passage_step.document(reports[id], store.passages(id))
