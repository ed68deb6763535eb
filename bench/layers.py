"""What each step of the language layer costs on one core, in CPU time.

    python bench/layers.py PATH... [--limit N]

Reads PATH (a folder, JSONL, CSV ...), then takes every report through the steps twice in this process. `first` is the
pass with the data files loaded but no word seen before; `warm` the second, with every word in its cache: what an
archive of one language and subject comes near. A step's figure is milliseconds a report; the layer is `passages` to
`settle`. The last lines give the clitic segmenter's words a second, each form looked up anew and from its cache.
"""

from __future__ import annotations

import argparse
import gc
from collections.abc import Callable
from time import process_time
from typing import TypeVar

from tawatur import claims, passages, pipeline
from tawatur.claims.attribution import attribute
from tawatur.lexicon.words import segment
from tawatur.mentions import settle
from tawatur.mentions.actors import find_actors
from tawatur.mentions.names import find_names
from tawatur.mentions.places import find_places
from tawatur.mentions.quantities import find_quantities
from tawatur.mentions.sources import find_sources
from tawatur.mentions.times import find_times
from tawatur.model import Report
from tawatur.passages import Document
from tawatur.reports import ReadOptions, read_paths
from tawatur.solving import countable

T = TypeVar("T")
LAYER = ("passages", "actors", "places", "times", "quantities", "sources", "names", "settle")
STEPS = (*LAYER, "attribution", "claims")


class Clock:
    """CPU seconds by step."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(STEPS, 0.0)

    def run(self, step: str, work: Callable[[], T]) -> T:
        """What `work` gives; its CPU time is added to the step's."""
        begun = process_time()
        result = work()
        self.seconds[step] += process_time() - begun
        return result


def through(report: Report, shared: frozenset[str], clock: Clock) -> Document:
    """One report through all steps, as the pipeline takes it."""
    document = clock.run("passages", lambda: passages.split(report, shared))
    actors = clock.run("actors", lambda: find_actors(document))
    places = clock.run("places", lambda: find_places(document))
    times = clock.run("times", lambda: find_times(document))
    quantities = clock.run("quantities", lambda: find_quantities(document))
    sources = clock.run("sources", lambda: find_sources(document))
    names = clock.run("names", lambda: find_names(document, actors))
    found = [*actors, *places, *times, *quantities, *sources, *names]
    mentions = clock.run("settle", lambda: settle(found))
    clock.run("attribution", lambda: attribute(document, mentions))
    published = countable(report, report.published)
    clock.run("claims", lambda: claims.extract(document, mentions, published))
    return document


def passed(reports: list[Report]) -> tuple[Clock, list[Document]]:
    """One pass over all reports."""
    lines = {report.id: pipeline.lines_of(report) for report in reports}
    shared = pipeline.shared_lines(lines.values())
    clock = Clock()
    return clock, [through(report, shared & frozenset(lines[report.id].keys), clock) for report in reports]


def show(first: Clock, warm: Clock, count: int) -> None:
    """Milliseconds a report by step, and the reports a second that the layer makes."""
    print(f"{'step':14} {'first':>8} {'warm':>8}   ms CPU a report")
    for step in STEPS:
        print(f"{step:14} {1000 * first.seconds[step] / count:8.2f} {1000 * warm.seconds[step] / count:8.2f}")
    layer = [sum(clock.seconds[step] for step in LAYER) for clock in (first, warm)]
    print(f"{'the layer':14} {1000 * layer[0] / count:8.2f} {1000 * layer[1] / count:8.2f}")
    print(f"{'reports/s':14} {count / layer[0]:8.1f} {count / layer[1]:8.1f}")


def segmented(words: list[str]) -> tuple[float, float]:
    """Words a second that the segmenter cuts: each form once with its cache empty, then all words as they stand."""
    forms = list(dict.fromkeys(words))
    segment.cache_clear()
    begun = process_time()
    for form in forms:
        segment(form)
    cold = len(forms) / (process_time() - begun)
    begun = process_time()
    for word in words:
        segment(word)
    return cold, len(words) / (process_time() - begun)


def main() -> None:
    """Parses the command line, runs both passes, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--limit", type=int, default=0, help="only the first N reports")
    options = parser.parse_args()
    found = [item for item in read_paths(options.paths, ReadOptions()) if isinstance(item, Report)]
    reports = found[: options.limit] if options.limit else found
    if not reports:
        raise SystemExit("no report was read; name a folder or file that `tawatur read` takes")
    pipeline.warm()
    gc.set_threshold(200_000, 50, 100)  # as `tawatur read` sets it
    first, _ = passed(reports)
    warm, documents = passed(reports)
    words = [token.text for d in documents for s in d.sentences for token in s.tokens if token.is_word]
    print(f"{len(reports)} reports, {len(words) / len(reports):.0f} words each")
    show(first, warm, len(reports))
    cold, cached = segmented(words)
    print(f"segmenter: {cold:,.0f} forms/s not seen before, {cached:,.0f} words/s with its cache")


if __name__ == "__main__":
    main()
