"""The quality gate: measured figures against the floors in floors.json. Quality turns one way.

    python bench/gate.py                 checks; exit status 1 if a figure lies under its floor
    python bench/gate.py --raise         lifts every floor to what is measured now, less a margin
    python bench/gate.py --lower NAME    lowers one floor to what is measured now; CHANGELOG.md must say so:
                                         a line under [Unreleased] with the words `floor NAME`
    python bench/gate.py --accept-samples   records that the samples or their reference have changed on purpose

Floors of the project's samples always count, those of the reference sets where ../shared is present. Speed is a ratio
that does not depend on the machine: how many times a fixed piece of text work, which uses nothing of the project, is
slower than one report (`speed/NAME`), or than its passages and mentions alone (`speed/NAME/layer`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path
from time import process_time

import dating
from sets import ROOT, SHARED, contents, reference_reports, references, sample_reports, samples

from tawatur import pipeline
from tawatur.model import Report
from tawatur.pipeline import Item
from tawatur.scoring import score_dirs
from tawatur.views import exchange

FLOORS = Path(__file__).with_name("floors.json")
CHANGELOG = ROOT / "CHANGELOG.md"
MARGIN, SPEED_MARGIN = 0.02, 0.5
HELD = (
    "claims.f1", "claims.untyped.f1", "slot.type", "slot.place.stated", "slot.when.stated", "slot.polarity",
    "slot.modality", "slot.extent.stated", "slot.quantity.stated", "slot.origin.stated", "slot.chain.stated",
    "slot.agents.f1", "slot.targets.f1", "strict.f1", "boilerplate.f1",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\s]")
_CALIBRATION = (
    "سيطرت القوات على المدينة بعد اشتباكات عنيفة استمرت ثلاثة أيام، وقال مصدر ميداني إن المعارك مستمرة. " * 40
)


def measured() -> dict[str, float]:
    """Every figure that may have a floor: `samples/abukamal/claims.f1`, `speed/samples`."""
    out: dict[str, float] = {}
    for name in samples():
        reports = sample_reports(name)
        out |= _accuracy(f"samples/{name}", reports, ROOT / "samples" / name / "reference")
        out[f"speed/{name}"] = _speed(reports, contents)
        out[f"speed/{name}/layer"] = _speed(reports, _layer)
    for name in references():
        out |= _accuracy(f"reference/{name}", reference_reports(name), SHARED / "gold" / name)
    return out | dating.figures()


def _accuracy(label: str, reports: list[Report], gold: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as scratch:
        exchange.write(contents(reports), Path(scratch))
        scores = score_dirs(gold, Path(scratch))
    return {f"{label}/{f.name}": round(f.value, 4) for f in scores.figures if f.name in HELD}


def _speed(reports: list[Report], work: Callable[[list[Report]], object]) -> float:
    """CPU time of the fixed work over CPU time of `work` for one report, caches warm; the best of three, higher is
    faster."""
    work(reports)
    return round(max(_timed_work() / (_timed(reports, work) / len(reports)) for _ in range(3)), 4)


def _timed(reports: list[Report], work: Callable[[list[Report]], object]) -> float:
    begun = process_time()
    work(reports)
    return process_time() - begun


def _layer(reports: list[Report]) -> None:
    """The language layer alone: passages and mentions."""
    for report in reports:
        pipeline.derive(Item(report), pipeline.STAGES[:2])


def _timed_work() -> float:
    """The yardstick: it is never changed, so that a faster project shows."""
    begun = process_time()
    for _ in range(16):
        letters: dict[str, int] = {}
        for match in _WORD.finditer(_CALIBRATION):
            key = unicodedata.normalize("NFKC", match.group()).casefold()
            letters[key] = letters.get(key, 0) + match.end() - match.start()
    return process_time() - begun


def digest() -> str:
    """Hash of the sample reports and their references: floors hold for these files."""
    h = hashlib.blake2b(digest_size=12)
    for path in sorted(p for p in (ROOT / "samples").rglob("*") if p.is_file()):
        h.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return h.hexdigest()


def check(floors: dict[str, float], figures: dict[str, float]) -> list[str]:
    """What is wrong: figures under their floor, and sample floors that nothing measures any more."""
    out = []
    for name, floor in sorted(floors.items()):
        if name in figures and figures[name] < floor:
            out.append(f"{name}: {figures[name]:.4f} is under the floor {floor:.4f}")
        elif name not in figures and not name.startswith("reference/"):
            out.append(f"{name}: has a floor {floor:.4f} but is not measured any more")
    return out


def raised(floors: dict[str, float], figures: dict[str, float]) -> dict[str, float]:
    """The floors, each lifted to the figure less a margin where that is higher."""
    out = dict(floors)
    for name, value in figures.items():
        floor = value * SPEED_MARGIN if name.startswith("speed/") else value - (0 if _is_exact(name) else MARGIN)
        out[name] = round(max(floors.get(name, 0.0), floor), 4)
    return out


def _is_exact(name: str) -> bool:
    """Whether a figure has no margin: a wrong date of any report is a fault."""
    return "dating/" in name and name.endswith(("compatible", "not.wrong"))


def lowered(floors: dict[str, float], figures: dict[str, float], name: str) -> dict[str, float]:
    """The floors with one lowered. Raises `SystemExit` unless the changelog says so."""
    if name not in floors or name not in figures:
        raise SystemExit(f"no floor {name!r}; there is {', '.join(sorted(floors))}")
    unreleased = CHANGELOG.read_text(encoding="utf-8").partition("## [Unreleased]")[2].partition("\n## ")[0]
    if f"floor {name}" not in unreleased:
        raise SystemExit(f"CHANGELOG.md says nothing of it: add a line under [Unreleased] with `floor {name}` and why")
    return {**floors, name: round(min(floors[name], figures[name]), 4)}


def main() -> None:
    """Parses the command line, measures, and checks or changes the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--lower", metavar="NAME", default="")
    parser.add_argument("--accept-samples", action="store_true")
    options = parser.parse_args()
    held = json.loads(FLOORS.read_text(encoding="utf-8"))
    pipeline.warm()
    figures = measured()
    changed = bool(options.lower) or options.lift or options.accept_samples
    if options.lower:
        held["floors"] = lowered(held["floors"], figures, options.lower)
    if options.lift:
        held["floors"] = raised(held["floors"], figures)
    if options.accept_samples or (options.lift and not held["samples"]):
        held["samples"] = digest()
    if changed:
        FLOORS.write_text(json.dumps(held, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    problems = check(held["floors"], figures)
    if held["samples"] != digest():
        problems.append("the samples have changed since the floors were set: --accept-samples says it was on purpose")
    for name, value in sorted(figures.items()):
        print(f"{name:45} {value:.4f}   floor {held['floors'].get(name, 0):.4f}")
    print("\n".join(problems) or f"{len(figures)} figures, none under its floor")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
