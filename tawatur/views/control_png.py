"""The timeline as PNG, through matplotlib (the optional extra `figures`); it shapes and orders Arabic by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tawatur.control.camps import NOBODY
from tawatur.errors import DataError
from tawatur.model.control import Control
from tawatur.views.control_look import CONTESTED, HATCHES, UNKNOWN, arabic, colour, colours, hatch, ticks


def write_png(control: Control, target: Path) -> Path:
    """Writes the timeline of one place. Raises `DataError`, with what to install, where matplotlib is absent."""
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415 (optional)
    except ImportError as error:
        raise DataError("PNG figures need matplotlib: pip install 'tawatur[figures]', or write --svg") from error
    figure = Figure(figsize=(11, 5), dpi=150)
    axes: Any = figure.subplots()
    _draw(axes, control)
    figure.tight_layout()
    figure.savefig(target, format="png")
    return target


def _draw(axes: Any, control: Control) -> None:
    numbers = colours((control,))
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
    marked = ticks(control.days[0].day, control.days[-1].day, 10)
    axes.set_xticks([d.toordinal() + 0.5 for d in marked], [d.isoformat() for d in marked], rotation=30, ha="right")
    axes.set_xlim(edges[0], edges[-1])
    axes.set_ylim(0, 1)
    axes.set_ylabel("probability")
    axes.set_title(control.name, loc="left", pad=42, fontweight="bold")
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=5, frameon=False, fontsize=9)


def _label(name: str) -> str:
    other = arabic(name)
    return f"{name} · {other}" if other else name
