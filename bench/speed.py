"""How fast reports are read, and where the time goes.

    python bench/speed.py PATH... [--jobs N]

Reads PATH (a folder, JSONL, CSV ...) into a new casebook with the command line's own code and prints reports/s, CPU
seconds by stage, and the highest memory of any process. The second line repeats the run over the same casebook.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from tawatur.casebook import Casebook, ReadResult


def progress(step: str, done: int, total: int | None) -> None:
    """One line that is written over, on standard error."""
    print(f"\r{step} {done}" + (f"/{total}" if total else ""), end="", file=sys.stderr, flush=True)


def timed(path: Path, inputs: list[str], jobs: int) -> tuple[ReadResult, float, float]:
    """The result, the seconds by the wall clock and the CPU seconds of this process (not its workers)."""
    begun, cpu = perf_counter(), process_time()
    with Casebook.create(path) as casebook:
        result = casebook.read(inputs, jobs=jobs, progress=progress)
    print(file=sys.stderr)
    return result, perf_counter() - begun, process_time() - cpu


def show(title: str, result: ReadResult, wall: float, cpu: float) -> None:
    """The figures of one run."""
    rate = result.reports / wall if wall else 0.0
    print(f"{title}: {result.reports} reports in {wall:.1f} s, {rate:.1f} reports/s; {len(result.refusals)} refused")
    print(f"  {'reading, storing (this process)':34} {cpu:8.2f} s CPU")
    for stage, seconds in result.seconds.items():
        each = 1000 * seconds / max(1, result.derived)
        print(f"  {stage:34} {seconds:8.2f} s CPU {each:8.1f} ms a report")


def main() -> None:
    """Parses the command line, runs twice, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--jobs", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "speed.casebook"
        show("first run", *timed(path, options.paths, options.jobs))
        print(f"  casebook {path.stat().st_size / 1e6:.1f} MB")
        show("second run", *timed(path, options.paths, options.jobs))
    most = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print("highest memory: this process {:.0f} MB, a worker {:.0f} MB".format(*most))


if __name__ == "__main__":
    main()
