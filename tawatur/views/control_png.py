"""The timeline as PNG, through matplotlib (the optional extra `figures`); it shapes and orders Arabic by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tawatur.control.camps import NOBODY
from tawatur.errors import DataError
from tawatur.model.control import Control
from tawatur.views.control_look import CONTESTED, HATCHES, UNKNOWN, arabic, colour, colours, hatch, ticks
from tawatur.views.control_svg import ATTACKS, claims_of, lanes_of


def write_png(control: Control, target: Path, numbers: dict[str, int] | None = None) -> Path:
    """Writes the timeline of one place, its bands and the claims as marks on their days; `numbers` are the camps'
    colours. Raises `DataError`, with what to install, where matplotlib is absent."""
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415 (optional)
    except ImportError as error:
        raise DataError("PNG figures need matplotlib: pip install 'tawatur[figures]', or write --svg") from error
    chosen = numbers if numbers is not None else colours((control,))
    lanes = lanes_of(control)
    figure = Figure(figsize=(11, 5 + 0.5 * len(lanes)), dpi=150)
    bands, marks = figure.subplots(2, 1, sharex=True, height_ratios=[5, 0.5 * len(lanes)])
    _draw(bands, control, chosen)
    _mark(marks, control, chosen)
    figure.tight_layout()
    figure.savefig(target, format="png")
    return target


def _mark(axes: Any, control: Control, numbers: dict[str, int]) -> None:
    """One row of marks for each camp and for attacks: hollow where the camp's own side says so, a cross where it is
    said to hold less than half, a line over the days that a claim may mean."""
    first, last = control.days[0].day.toordinal(), control.days[-1].day.toordinal()
    lanes = lanes_of(control)
    for row, lane in enumerate(lanes):
        paint = "#333333" if lane == ATTACKS else colour(lane, numbers)
        for o in claims_of(control, lane):
            start, end = max(o.start.toordinal(), first), min(o.end.toordinal(), last)
            if start > end:
                continue
            if end > start and lane != ATTACKS:
                axes.plot([start, end + 1], [row, row], color=paint, linewidth=0.8, alpha=0.4)
            sign = "^" if lane == ATTACKS else "x" if o.high < 0.5 else "o"
            inside = {"markerfacecolor": "white"} if o.relation == "own side" and sign == "o" else {}
            axes.plot([(start + end + 1) / 2], [row], sign, color=paint, markersize=4.5, **inside)
        axes.text(first + 0.3, row, _label(lane), fontsize=8, va="center", color="#444444")
    axes.set_yticks([])
    axes.set_ylim(len(lanes) - 0.5, -0.5)
    marked = ticks(control.days[0].day, control.days[-1].day, 10)
    axes.set_xticks([d.toordinal() + 0.5 for d in marked], [d.isoformat() for d in marked], rotation=30, ha="right")


def _draw(axes: Any, control: Control, numbers: dict[str, int]) -> None:
    days = [day.day.toordinal() for day in control.days]
    edges = [*days, days[-1] + 1]
    below = [0.0] * len(days)
    names = [camp.name for camp in control.camps]
    if any(NOBODY in day.holders for day in control.days):
        names.append(NOBODY)
    for name in [*names, "unknown"]:
        values = [day.unknown if name == "unknown" else day.holders.get(name, 0.0) for day in control.days]
        above = [b + v for b, v in zip(below, values, strict=True)]
        known = name != "unknown"
        axes.fill_between(
            edges, [*below, below[-1]], [*above, above[-1]], step="post", linewidth=0, label=_label(name),
            facecolor=colour(name, numbers) if known else UNKNOWN, edgecolor="#ffffff99",
            hatch=HATCHES[hatch(name, numbers)] if known and name != NOBODY else None,
        )  # fmt: skip
        below = above
    contested = [day.contested for day in control.days]
    line = {"where": "post", "color": CONTESTED, "linestyle": "--", "linewidth": 1.6, "label": _label("contested")}
    axes.step(edges, [*contested, contested[-1]], **line)
    axes.set_xlim(edges[0], edges[-1])
    axes.set_ylim(0, 1)
    axes.set_ylabel("probability")
    axes.set_title(control.name, loc="left", pad=42, fontweight="bold")
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=5, frameon=False, fontsize=9)


def _label(name: str) -> str:
    other = arabic(name)
    return f"{name} · {other}" if other else name
