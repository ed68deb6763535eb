"""Figures of the control step: the real case, calibration on simulated towns, cost.

python bench/control.py --real          the five reports read together, leaving out each in turn
python bench/control.py --calibration   Brier, log-loss, calibration against four baselines; --svg FILE draws it
python bench/control.py --cost N        N places x 365 days
python bench/control_fit.py             fits the parameters on the training worlds and prints them
"""

from __future__ import annotations

import argparse
import sys
import types
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import msgspec
import numpy as np
import sets
import simulate_control as simulate
from control_cost import cost
from control_diagram import diagram

from tawatur.control import Wanted, controls
from tawatur.control.estimate import Range, estimate
from tawatur.control.groups import groups_of
from tawatur.control.observe import Observed, observe, sources_of
from tawatur.control.parameters import Parameters, parameters
from tawatur.model import Claim, Report, Unknown, When
from tawatur.model.control import Day
from tawatur.views.exchange import read_claims

TRAIN, TEST, TOWNS = range(100, 105), range(500, 505), 50
FLOOR = 1e-3


class Data:
    """Simulated towns with their observations and truth: (town, day, camp), padded to three camps and nobody."""

    def __init__(self, seeds: range, rules: simulate.Rules, towns: int = TOWNS) -> None:
        self.towns: list[simulate.Town] = []
        self.observed: list[Observed] = []
        self.roots: dict[str, str] = {}
        for seed in seeds:
            made, sides = simulate.world(seed, towns, rules)
            claims = [c for town in made for c in town.claims]
            reports = [r for town in made for r in town.reports]
            by_key = {o.spot.key: o for o in observe(claims, sources_of(claims, reports, sides=sides))}
            self.roots |= {id: g.root for id, g in groups_of(claims, {r.id: r for r in reports}).items()}
            self.towns += [town for town in made if town.name in by_key]
            self.observed += [by_key[town.name] for town in made if town.name in by_key]
        self.span = Range(simulate.START, rules.days)
        self.truth = np.zeros((len(self.towns), rules.days, len(simulate.CAMPS) + 1))
        self.contested = np.zeros((len(self.towns), rules.days), dtype=bool)
        self.scored = np.zeros((len(self.towns), rules.days), dtype=bool)
        for i, town in enumerate(self.towns):
            found = simulate.truth(town)
            self.truth[i, :, : found.shape[1]] = found
            self.contested[i] = town.shares.max(axis=1) < 0.98
            self.scored[i, max(0, (spoken_of(town) - simulate.START).days) :] = True

    def named(self, i: int) -> list[int]:
        """The camps of a town that its claims name."""
        return sorted(simulate.CAMPS.index(c.name) for c in self.observed[i].camps if c.name in simulate.CAMPS)

    def unnamed(self, i: int) -> list[int]:
        """The camps of a town that its claims do not name: what "another side" stands for where they name one alone."""
        return [c for c in range(self.towns[i].shares.shape[1]) if c not in self.named(i)] or [-1]

    def ours(self, values: Parameters) -> tuple[np.ndarray, np.ndarray]:
        """P(holder), (town, day, camp), and P(contested), (town, day)."""
        out, fought = np.zeros_like(self.truth), np.zeros(self.scored.shape)
        results = estimate(self.observed, self.span, values)
        for i, (place, result) in enumerate(zip(self.observed, results, strict=True)):
            fought[i] = result.contested
            held = result.holders
            for column, camp in enumerate(place.camps):
                at = [simulate.CAMPS.index(camp.name)] if camp.name in simulate.CAMPS else self.unnamed(i)
                out[i, :, at] += held[:, column] / len(at)
            out[i, :, -1] += held[:, -1]
        return out, fought


def spoken_of(town: simulate.Town) -> date:
    """The first day of which a claim speaks, or on which its report may have been printed: towns are scored from it."""
    printed = {r.id: r.published for r in town.reports}
    spans = [printed[c.report] if isinstance(c.when, Unknown) else c.when for c in town.claims]
    return min(s.start for s in spans if isinstance(s, When) and s.start is not None)


def votes(data: Data, i: int) -> list[tuple[int, int, str, str]]:
    """What the baselines see of a town: (day, camp, source, root) of every claim that says who holds it."""
    out = []
    reports = {r.id: r for r in data.towns[i].reports}
    for claim in data.towns[i].claims:
        camp = says(claim)
        if camp is None:
            continue
        when = claim.when if not isinstance(claim.when, Unknown) else reports[claim.report].published
        middle = (when.start.toordinal() + when.end.toordinal()) // 2 - simulate.START.toordinal()
        outlet = str(reports[claim.report].outlet)
        out.append((min(max(middle, 0), data.span.days - 1), camp, outlet, data.roots[claim.id]))
    return sorted(out)


def says(claim: Claim) -> int | None:
    """The camp that a claim makes the holder of most of the town, if it does."""
    if not claim.type.startswith("control") or claim.polarity == "denied" or not claim.agents:
        return None
    extent = (1.0, 1.0) if isinstance(claim.extent, Unknown) else claim.extent
    if sum(extent) / 2 >= 0.5:
        return simulate.CAMPS.index(claim.agents[0])
    return simulate.CAMPS.index(claim.targets[0]) if claim.targets else None


Shares = Callable[[list[tuple[int, int, str, str]]], np.ndarray]


def windowed(data: Data, window: int, share: Shares) -> np.ndarray:
    """A baseline's share for each camp, (town, day, camp), from the claims of the last `window` days; the answer of the
    day before where there are none."""
    out = np.zeros_like(data.truth)
    for i in range(len(data.towns)):
        said = votes(data, i)
        camps = data.towns[i].shares.shape[1]
        current = np.r_[np.full(camps, 1 / camps), np.zeros(4 - camps)]
        for d in range(data.span.days):
            recent = [v for v in said if d - window < v[0] <= d]
            if recent:
                current = share(recent)
            out[i, d] = current
    return out


def last_claim(said: list[tuple[int, int, str, str]]) -> np.ndarray:
    out = np.zeros(4)
    latest = [camp for day, camp, _, _ in said if day == said[-1][0]]
    for camp in latest:
        out[camp] += 1 / len(latest)
    return out


def majority(said: list[tuple[int, int, str, str]]) -> np.ndarray:
    counts = Counter(camp for _, camp, _, _ in said)
    return np.array([counts[c] / len(said) for c in range(4)])


def chains(said: list[tuple[int, int, str, str]]) -> np.ndarray:
    latest = {root: camp for _, camp, _, root in said}
    counts = Counter(latest.values())
    return np.array([counts[c] / len(latest) for c in range(4)])


def truth_finder() -> Shares | None:
    """TruthFinder of the package `truthdiscovery`, if it is installed: each source's last word in the window."""
    try:
        sys.modules.setdefault("cairo", types.ModuleType("cairo"))  # its drawing needs pycairo; its algorithms do not
        from truthdiscovery import Dataset, TruthFinder  # noqa: PLC0415
    except ImportError as error:
        print(f"TruthFinder not run: {error}", file=sys.stderr)
        return None
    algorithm = TruthFinder()
    known: dict[tuple[tuple[str, int], ...], np.ndarray] = {}

    def share(said: list[tuple[int, int, str, str]]) -> np.ndarray:
        latest = tuple(sorted({source: camp for _, camp, source, _ in said}.items()))
        if latest not in known:
            results = algorithm.run(Dataset((source, "holder", camp) for source, camp in latest))
            belief = np.array([results.belief["holder"].get(c, 0.0) for c in range(4)])
            known[latest] = belief / belief.sum() if belief.sum() > 0 else majority(said)
        return known[latest]

    return share


def brier(p: np.ndarray, data: Data) -> float:
    return float(((p - data.truth) ** 2).sum(axis=2)[data.scored].mean())


def log_loss(p: np.ndarray, data: Data) -> float:
    sure = np.clip(p, FLOOR, None)
    sure = sure / sure.sum(axis=2, keepdims=True)
    return float(-(data.truth * np.log(sure)).sum(axis=2)[data.scored].mean())


def contested_loss(p: np.ndarray, data: Data) -> float:
    """Log-loss of "contested or not", a day."""
    sure = np.clip(p, FLOOR, 1 - FLOOR)
    return float(-np.log(np.where(data.contested, sure, 1 - sure))[data.scored].mean())


def reliability(p: np.ndarray, data: Data, bins: int = 10) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error of P(camp holds it) over all camps of a town, and the bins: (said, true, count)."""
    real = np.zeros_like(data.scored)[..., None] | np.zeros((1, 1, 4), dtype=bool)
    for i, town in enumerate(data.towns):
        real[i, :, : town.shares.shape[1]] = True
    use = real & data.scored[..., None]
    said, true = p[use], data.truth[use]
    at = np.minimum((said * bins).astype(int), bins - 1)
    filled = [b for b in range(bins) if (at == b).any()]
    rows = [(float(said[at == b].mean()), float(true[at == b].mean()), int((at == b).sum())) for b in filled]
    return sum(abs(s - t) * n for s, t, n in rows) / len(said), rows


def smoothed(p: np.ndarray, doubt: float, data: Data) -> np.ndarray:
    """A baseline's shares mixed with ignorance: `doubt` is fitted, so that a baseline is not punished for certainty.
    It falls on the camps that the town's claims name, on all of its camps where they name one, as the model's does."""
    even = np.zeros_like(p)
    for i, town in enumerate(data.towns):
        named = data.named(i)
        camps = named if len(named) > 1 else list(range(town.shares.shape[1]))
        even[i, :, camps] = 1 / len(camps)
    return (1 - doubt) * p + doubt * even


def baselines(train: Data, tests: dict[str, Data]) -> dict[str, dict[str, tuple[float, float, float]]]:
    """Brier, log-loss and calibration error of each baseline on each test set; window and doubt fitted on `train`."""
    found: dict[str, Shares | None] = {
        "last claim wins": last_claim, "majority of claims": majority, "majority of chains": chains,
        "TruthFinder": truth_finder(),
    }  # fmt: skip
    out: dict[str, dict[str, tuple[float, float, float]]] = {}
    for name, share in found.items():
        if share is None:
            continue
        options = []
        for window in (3, 7, 14, 30):
            p = windowed(train, window, share)
            options += [(brier(smoothed(p, doubt, train), train), window, doubt) for doubt in np.arange(0, 0.7, 0.05)]
        _, window, doubt = min(options)
        out[name] = {}
        for test, data in tests.items():
            raw = windowed(data, window, share)
            p = smoothed(raw, doubt, data)
            out[name][test] = (brier(p, data), log_loss(p, data), reliability(p, data)[0])
            out[name][f"{test} (raw)"] = (brier(raw, data), log_loss(raw, data), reliability(raw, data)[0])
    return out


def calibration(svg: Path | None) -> None:
    train = Data(TRAIN, simulate.FITTED)
    tests = {"same rules": Data(TEST, simulate.FITTED)}
    tests |= {name: Data(range(400, 403), rules) for name, rules in simulate.SHIFTED.items()}
    print(f"{sum(len(d.towns) for d in tests.values())} towns tested, {len(train.towns)} for fitting")
    ours = {name: data.ours(parameters()) for name, data in tests.items()}
    others = baselines(train, tests)
    lines: dict[str, list[tuple[float, float, int]]] = {}
    for name, data in tests.items():
        p, fought = ours[name]
        error, rows = reliability(p, data)
        lines[name] = rows
        best = min(figures[name][0] for figures in others.values())
        raw = min(figures[f"{name} (raw)"][0] for figures in others.values())
        print(f"\n{name}: {len(data.towns)} towns, {sum(len(t.claims) for t in data.towns)} claims")
        share = float(((fought - data.contested) ** 2)[data.scored].mean())
        print(
            f"  {'control':22s} Brier {brier(p, data):.4f}  log-loss {log_loss(p, data):.4f}  ECE {error:.4f}   "
            f"contested: Brier {share:.4f} (never: {data.contested[data.scored].mean():.4f})"
        )
        for baseline, figures in others.items():
            b, loss, e = figures[name]
            plain = figures[f"{name} (raw)"][0]
            print(f"  {baseline:22s} Brier {b:.4f}  log-loss {loss:.4f}  ECE {e:.4f}   raw Brier {plain:.4f}")
        ratios = brier(p, data) / best, brier(p, data) / raw
        print(f"  ratio to the best baseline: {ratios[0]:.3f} (with its fitted doubt), {ratios[1]:.3f} (raw)")
    if svg is not None:
        svg.write_text(diagram(lines), encoding="utf-8")


REAL = ("2017-11-07", "2017-11-08", "2017-11-09", "2017-11-12", "2017-11-14", "2017-11-16", "2017-11-17", "2017-11-18",
        "2017-11-19")  # fmt: skip


def real_case(name: str) -> tuple[list[Report], tuple[Claim, ...]]:
    """Reports, dated by the reports.jsonl of the set, and reference claims: of a reference set, or of a sample set
    (`sample/NAME`; "sample" is that of Abu Kamal)."""
    if name.startswith("sample"):
        name = name.removeprefix("sample").removeprefix("/") or "abukamal"
        base = sets.ROOT / "samples" / name / "reference"
        reports = sets.sample_reports(name)
    else:
        base, reports = sets.SHARED / "gold" / name, sets.reference_reports(name)
    rows = {row["report"]: row["published"] for row in sets.json_lines(base / "reports.jsonl")}
    spans = {r: When(date.fromisoformat(p["start"]), date.fromisoformat(p["end"]), "day") for r, p in rows.items()}
    dated = [msgspec.structs.replace(report, published=spans[report.name]) for report in reports]
    return dated, read_claims(base / "claims.jsonl", dated)


def of_abu_kamal(reports: list[Report], claims: Sequence[Claim]) -> dict[str, Day]:
    found = controls(claims, reports, wanted=Wanted("Abu Kamal"))
    return {day.day.isoformat(): day for day in next(c for c in found if c.name == "Abu Kamal").days}


def real() -> None:
    """The story of Abu Kamal in November 2017 from all reports, and without each in turn."""
    for name in ("abukamal", "sample"):
        if name != "sample" and not (sets.SHARED / "gold" / name).exists():
            print(f"{name}: no reference set at hand")
            continue
        reports, claims = real_case(name)
        print(f"\n{name}: P(government) / P(Islamic State) / P(contested) / unknown, in percent")
        print(f"{'':26s}" + "".join(f"{day[5:]:>15s}" for day in REAL))
        line("all reports", of_abu_kamal(reports, claims))
        for left in reports:
            kept = [c for c in claims if c.report != left.id]
            line(f"without {left.name}"[:25], of_abu_kamal([r for r in reports if r != left], kept))


def line(title: str, days: dict[str, Day]) -> None:
    cells = []
    for key in REAL:
        day = days.get(key)
        if day is None:
            cells.append(f"{'-':>15s}")
            continue
        held = [day.holders.get(n, 0.0) for n in ("Syrian government forces", "Islamic State")]
        figures = "/".join(f"{100 * p:.0f}" for p in (*held, day.contested, day.unknown))
        cells.append(f"{figures:>15s}")
    print(f"{title:26s}" + "".join(cells))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--real", action="store_true")
    parser.add_argument("--calibration", action="store_true")
    parser.add_argument("--cost", type=int, default=0)
    parser.add_argument("--svg", type=Path)
    wanted = parser.parse_args()
    if wanted.real:
        real()
    if wanted.calibration:
        calibration(wanted.svg)
    if wanted.cost:
        cost(wanted.cost)


if __name__ == "__main__":
    main()
