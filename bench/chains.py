"""Chains against reference claims: the chain of every reference evidence span beside the reference chain.

    python bench/chains.py SHARED [--sets a,b] [--errors N] [--without-actors]

SHARED holds `gold/SET/claims.jsonl`, `gold/SET/aliases.json` and `reports/SET/*.txt`. Names count as in the exchange
format's scoring: folded, by the set's aliases; two unnamed links are the same. One line a set, then the errors.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

from tawatur.claims.attribution import attribute
from tawatur.mentions.sources import find_sources
from tawatur.model import Link, Mention, Report, Span, Unknown
from tawatur.passages import Document, split

_HAMZA = {ord(a): b for a, b in {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"}.items()}
_DROPPED = dict.fromkeys(map(ord, "ـʿʾ‘’'"))


def fold(name: str | None) -> str:
    plain = unicodedata.normalize("NFKD", (name or "").lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_HAMZA).translate(_DROPPED)
    return " ".join(w for w in re.sub(r"[^\w]+", " ", plain).split() if w not in {"the", "al", "el", "of", "a", "an"})


class Names:
    """One name for all names of one body or person, by the set's alias file."""

    def __init__(self, path: Path) -> None:
        aliases = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        self.to = {fold(n): fold(c) for c, others in aliases.items() for n in [c, *others]}

    def same(self, a: str, b: str) -> bool:
        x, y = (self.to.get(fold(n), fold(n)) for n in (a, b))
        return bool(x) and x == y


def link_right(gold: dict[str, Any], link: Link, names: Names) -> bool:
    if gold.get("anonymous") and link.anonymous:
        return True
    mine = [n for n in (gold.get("who"), gold.get("organisation")) if n]
    theirs = [n for n in (link.who, link.organisation) if n]
    return any(names.same(a, b) for a in mine for b in theirs)


def chain_right(gold: list[dict[str, Any]], chain: tuple[Link, ...], names: Names) -> tuple[bool, bool]:
    """Whether the innermost link (or its absence) is right, and whether all links are."""
    origin = link_right(gold[-1], chain[-1], names) if gold and chain else not gold and not chain
    whole = len(gold) == len(chain) and all(link_right(g, p, names) for g, p in zip(gold, chain, strict=True))
    return origin, whole


def report_of(name: str, text: str, outlet: str = "") -> Report:
    unknown = Unknown("not given")
    return Report(name, name, name, text, name, outlet or unknown, unknown, unknown, unknown, unknown, unknown)


def _actors(document: Document) -> tuple[Mention, ...]:
    from tawatur.mentions.actors import find_actors  # noqa: PLC0415 (not needed without actors)

    return find_actors(document)


def measure(shared: Path, name: str, actors: bool) -> tuple[dict[str, tuple[int, int]], list[str], float]:
    """Hits and totals by figure, one line an error, and CPU milliseconds per report of sources and chains."""
    meta = shared / "reports" / name / "meta.json"
    given = json.loads(meta.read_text(encoding="utf-8")) if meta.exists() else []
    outlets = {row["report"]: row.get("outlet") or "" for row in given}
    names = Names(shared / "gold" / name / "aliases.json")
    claims = defaultdict(list)
    for line in (shared / "gold" / name / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        claims[claim["report"]].append(claim)
    tally: dict[str, list[bool]] = defaultdict(list)
    errors: list[str] = []
    spent = 0.0
    for report, rows in sorted(claims.items()):
        with (shared / "reports" / name / f"{report}.txt").open(encoding="utf-8", newline="") as handle:
            text = handle.read()
        document = split(report_of(report, text, outlets.get(report, "")))
        found = _actors(document) if actors else ()
        start = time.process_time()
        attributed = attribute(document, (*found, *find_sources(document)))
        spent += time.process_time() - start
        for claim in rows:
            evidence = claim["evidence"]
            chain = attributed.chain_of(Span(evidence["start"], evidence["end"]))
            origin, whole = chain_right(claim["chain"], chain, names)
            tally["origin"].append(origin)
            tally["chain"].append(whole)
            if claim["chain"]:
                tally["origin.stated"].append(origin)
                tally["chain.stated"].append(whole)
            else:
                tally["own voice"].append(not chain)
            if not whole:
                errors.append(_line(report, claim, chain, text))
    figures = {k: (sum(v), len(v)) for k, v in tally.items()}
    return figures, errors, 1000 * spent / max(1, len(claims))


def _line(report: str, claim: dict[str, Any], chain: tuple[Link, ...], text: str) -> str:
    start = claim["evidence"]["start"]
    before = text[max(0, start - 160) : start].replace("\n", "¶")
    want = " > ".join(
        f"{x['who']}{'*' if x.get('anonymous') else ''}({x.get('organisation') or ''})" for x in claim["chain"]
    )
    got = " > ".join(f"{x.who}{'*' if x.anonymous else ''}({x.organisation})" for x in chain)
    return f"{report}: want [{want}] got [{got}]\n    …{before}【{claim['evidence']['text'][:90]}】"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--sets", default="abukamal,summer2015,syria2015,syria2021,train1,train2,train3,train4,train5")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--without-actors", action="store_true")
    options = parser.parse_args()
    order = ("origin", "origin.stated", "chain", "chain.stated", "own voice")
    for name in options.sets.split(","):
        figures, errors, spent = measure(options.shared, name, not options.without_actors)
        shown = "  ".join(f"{k} {figures[k][0] / max(1, figures[k][1]):.3f}" for k in order if k in figures)
        sys.stdout.write(f"{name:11} {shown}  ({figures['chain'][1]} claims, {spent:.1f} ms a report)\n")
        kinds: dict[str, list[str]] = defaultdict(list)
        for line in errors:
            kinds[line.split("\n")[0]].append(line)
        for line in [f"({len(lines)}) {lines[0]}" for lines in kinds.values()][: options.errors]:
            sys.stdout.write(f"  {line}\n")


if __name__ == "__main__":
    main()
