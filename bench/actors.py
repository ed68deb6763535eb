"""Are the actors of the reference claims among the mentions found? `python bench/actors.py [SET ...] [--misses N]`.

For each reference set: the share of claim agents and targets whose name (compared through the set's alias list) is
among the actor mentions of (a) the evidence span, (b) its sentence, (c) the report; and the CPU time a report.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from tawatur.mentions.actors import find_actors
from tawatur.model import ActorRef, Mention, Report, Span, Unknown
from tawatur.passages import split
from tawatur.passages.document import Document

SHARED = Path(__file__).resolve().parents[2] / "shared"
SETS = ("abukamal", "summer2015", "syria2015", "syria2021", "train1", "train2", "train3", "train4", "train5")


def _scorer():  # type: ignore[no-untyped-def]
    sys.path.insert(0, str(SHARED / "eval"))
    import score  # noqa: PLC0415 (it lies outside the repository)

    return score


def read_document(name: str, report: str) -> Document:
    text = (SHARED / "reports" / name / f"{report}.txt").read_text(encoding="utf-8")
    none = Unknown("not read here")
    made = Report(report, report, report, text, "", none, none, none, none, none, none)
    return split(made)


def names_in(mentions: tuple[Mention, ...], span: Span | None) -> set[str]:
    return {
        n
        for m in mentions
        if isinstance(m.value, ActorRef) and (span is None or m.span.overlaps(span))
        for n in m.value.names
    }


def sentence_span(document: Document, span: Span) -> Span:
    touching = [s.span for s in document.sentences if s.span.overlaps(span)]
    return Span(min(s.start for s in touching), max(s.end for s in touching)) if touching else span


def measure(name: str, misses: Counter[tuple[str, str]], examples: dict[tuple[str, str], list[str]]) -> str:
    score = _scorer()
    alias = score.Names(json.loads((SHARED / "gold" / name / "aliases.json").read_text(encoding="utf-8")))
    claims = score.rows(SHARED / "gold" / name / "claims.jsonl")
    hits, total, spent = Counter(), 0, 0.0
    given = right = 0
    found: dict[str, tuple[Document, tuple[Mention, ...]]] = {}
    for report in dict.fromkeys(c["report"] for c in claims):
        document = read_document(name, report)
        start = time.process_time()
        mentions = find_actors(document)
        spent += time.process_time() - start
        found[report] = document, mentions
    for claim in claims:
        document, mentions = found[claim["report"]]
        span = Span(claim["evidence"]["start"], claim["evidence"]["end"])
        scopes = [span, sentence_span(document, span), None]
        sets = [{alias(n) for n in names_in(mentions, s)} for s in scopes]
        gold = {alias(g) for g in claim["agents"] + claim["targets"]}
        given += len(sets[0])
        right += len(sets[0] & gold)
        for other in names_in(mentions, span):
            if alias(other) not in gold:
                misses[("extra", other)] += 1
                wanted = ", ".join(claim["agents"] + claim["targets"])
                examples[("extra", other)].append(
                    f"{claim['report']}: {claim['evidence']['text'][:160]!r} wants [{wanted}]"
                )
        for actor in claim["agents"] + claim["targets"]:
            total += 1
            for label, names in zip("abc", sets, strict=True):
                hits[label] += alias(actor) in names
            for label, names in zip("abc", sets, strict=True):
                if alias(actor) not in names:
                    misses[(label, actor)] += 1
                    got = ", ".join(sorted(names_in(mentions, span)))
                    examples[(label, actor)].append(
                        f"{claim['report']}: {claim['evidence']['text'][:160]!r} got [{got}]"
                    )
    rates = "  ".join(f"({k}) {hits[k] / max(1, total):.3f}" for k in "abc")
    per = 1000 * spent / max(1, len(found))
    return f"{name:12} {rates}  of {total:4}   precision in evidence {right / max(1, given):.3f}   {per:.1f} ms/report"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--misses", type=int, default=0, help="print this many of the most frequent misses")
    parser.add_argument("--scope", choices=["a", "b", "c", "extra"], default="b", help="misses of which scope")
    options = parser.parse_args()
    if not (SHARED / "gold").is_dir():
        print(f"skipped: no reference sets at {SHARED.name}/gold beside the repository")
        return
    misses: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in options.sets:
        print(measure(name, misses, examples))
    scoped = [(k, n) for k, n in misses.most_common() if k[0] == options.scope][: options.misses]
    for key, count in scoped:
        print(f"{count:4}  {key[1]}")
        for example in examples[key][:4]:
            print("        ", example)


if __name__ == "__main__":
    main()
