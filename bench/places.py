"""How well places are found and placed, on the reference sets, and how much of UCDP's place names the gazetteer has.

    python bench/places.py [SET ...] [--misses N] [--ucdp]

For each reference claim with a place: is a right place (by the scorer's rule) among the mentions in the claim's
evidence, in the sentences it touches, anywhere in the report. Further: of the reference's place texts that stand in the
evidence, how many are covered by a mention whose point is right, and CPU milliseconds per report.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tawatur import gazetteer
from tawatur.languages import fold
from tawatur.mentions.places import find_places
from tawatur.model import Mention, PlaceRef, Report, Unknown
from tawatur.passages import Document, split

SHARED = Path(__file__).resolve().parents[2] / "shared"
SETS = ("abukamal", "summer2015", "syria2015", "syria2021", "train1", "train2", "train3", "train4", "train5")
REACH = {"country": 600, "region": 150, "governorate": 100, "district": 40}


def place_right(gold: dict[str, Any], ref: PlaceRef) -> bool:
    """The scorer's rule: within reach of the reference's kind, or the same name or text where a point is missing."""
    if gold["lat"] is not None and ref.lat is not None and ref.lon is not None:
        km = gazetteer.distance_km((gold["lat"], gold["lon"]), (ref.lat, ref.lon))
        return km <= REACH.get(gold["kind"], 12)
    return fold(gold["name"] or "") == fold(ref.name) or fold(gold["text"]) == fold(ref.text)


def reports(name: str) -> dict[str, Document]:
    """The reports of one set, cut into sentences."""
    unknown = Unknown("not read")
    out = {}
    for path in sorted((SHARED / "reports" / name).glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        report = Report(path.stem, path.stem, path.stem, text, path.name, *[unknown] * 6)
        out[path.stem] = split(report)
    return out


def claims(name: str) -> Iterator[dict[str, Any]]:
    with (SHARED / "gold" / name / "claims.jsonl").open(encoding="utf-8") as handle:
        yield from (json.loads(line) for line in handle)


def measure(name: str, misses: list[str]) -> Counter[str]:
    """Counts for one set."""
    documents = reports(name)
    began = time.process_time()
    found = {key: find_places(document) for key, document in documents.items()}
    count: Counter[str] = Counter(ms=round(1e6 * (time.process_time() - began)), reports=len(documents))
    count["mentions"] = sum(map(len, found.values()))
    for claim in claims(name):
        gold, evidence = claim["place"], claim["evidence"]
        if gold is None or claim["report"] not in documents:
            continue
        mentions = found[claim["report"]]
        _count_claim(count, gold, evidence, documents[claim["report"]], mentions, misses)
    return count


def _count_claim(
    count: Counter[str], gold: dict[str, Any], evidence: dict[str, Any], document: Document,
    mentions: tuple[Mention, ...], misses: list[str],
) -> None:  # fmt: skip
    refs = [(m, m.value) for m in mentions if isinstance(m.value, PlaceRef)]
    near = [s.span for s in document.sentences if s.span.start < evidence["end"] and evidence["start"] < s.span.end]
    in_evidence = [r for m, r in refs if m.span.start < evidence["end"] and evidence["start"] < m.span.end]
    in_sentence = [r for m, r in refs if any(m.span.overlaps(s) for s in near)]
    count["claims"] += 1
    count["evidence"] += any(place_right(gold, r) for r in in_evidence)
    count["sentence"] += any(place_right(gold, r) for r in in_sentence)
    right = any(place_right(gold, r) for _, r in refs)
    count["report"] += right
    at = document.report.text.find(gold["text"], evidence["start"], evidence["end"])
    if at < 0:
        return
    count["stated"] += 1
    covering = [r for m, r in refs if m.span.start < at + len(gold["text"]) and at < m.span.end]
    count["stated_right"] += any(place_right(gold, r) for r in covering)
    count["stated_found"] += bool(covering)
    if not any(place_right(gold, r) for r in covering):
        got = "; ".join(f"{r.text}={r.name}/{r.country} {r.lat},{r.lon}" for r in covering) or "nothing"
        misses.append(f"{gold['text']} = {gold['name']}/{gold['kind']} {gold['lat']},{gold['lon']}  <- {got}")


def ucdp() -> tuple[int, int, list[str]]:
    """UCDP's Syrian and Iraqi place names found in the gazetteer: found, all, misses."""
    names: dict[tuple[str, str], None] = {}
    for line in (SHARED / "data" / "ucdp_aec" / "train.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["location_root_name"] in ("Syria", "Iraq"):
            names[(row["location_root_name"], row["location_where_name"])] = None
    known = gazetteer.load()
    missed = []
    for root, name in names:
        country = {"Syria": "SY", "Iraq": "IQ"}[root]
        if not any(_known(known, part, country) for part in _spellings(name)):
            missed.append(f"{name} ({country})")
    return len(names) - len(missed), len(names), sorted(missed)


def _spellings(name: str) -> list[str]:
    plain = re.sub(r"\(.*?\)", "", name)
    generic = r"\b(town|village|city|suburb|governorate|province|district|checkpoint|area|mountain|hill|farms?|field)\b"
    sides = r"\b(north|south|east|west)+ern\b"  # the extractor reads a direction by rule, not from the gazetteer
    out = []
    for part in plain.split("/"):
        out += [
            part.strip(),
            re.sub(generic, "", part).strip(),
            re.sub(f"{generic}|{sides}", "", part, flags=re.I).strip(),
        ]
    return [p for p in out if p]


def _known(known: gazetteer.Gazetteer, name: str, country: str) -> bool:
    return any(m.place.country == country for m in known.lookup(name))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=list(SETS))
    parser.add_argument("--misses", type=int, default=0, help="print the N most frequent misses")
    parser.add_argument("--ucdp", action="store_true", help="measure UCDP's names only, with all misses")
    options = parser.parse_args()
    gazetteer.load()
    if options.ucdp:
        found, total, missed = ucdp()
        sys.stdout.write(f"UCDP names of Syria and Iraq in the gazetteer: {found}/{total} = {found / total:.3f}\n")
        sys.stdout.write("".join(f"  missing: {name}\n" for name in missed))
        return
    misses: list[str] = []
    total_count: Counter[str] = Counter()
    for name in options.sets:
        count = measure(name, misses)
        total_count += count
        _print(name, count)
    _print("all", total_count)
    for text, n in Counter(misses).most_common(options.misses):
        sys.stdout.write(f"{n:4} {text}\n")


def _print(name: str, count: Counter[str]) -> None:
    n, stated = max(1, count["claims"]), max(1, count["stated"])
    sys.stdout.write(
        f"{name:12} claims {count['claims']:4}  evidence {count['evidence'] / n:.3f}"
        f"  sentence {count['sentence'] / n:.3f}"
        f"  report {count['report'] / n:.3f}  stated found {count['stated_found'] / stated:.3f} right"
        f" {count['stated_right'] / stated:.3f} of {count['stated']}  mentions {count['mentions']}"
        f"  {count['ms'] / 1000 / max(1, count['reports']):.2f} ms/report\n"
    )


if __name__ == "__main__":
    main()
