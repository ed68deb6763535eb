"""Makes tawatur/data/basemap/*.geojson from GSHHG (Debian packages gmt and gmt-gshhg-full): python bench/basemap.py

Run once; the files are committed and users need neither package. Coordinates are WGS84, three decimals (about 100 m).
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "tawatur" / "data" / "basemap"
REGION, RIVERS = "8/63/11/43", "34/50/29/38.5"
LAYERS = {
    "borders": [["-R" + REGION, "-Dh", "-N1"]],
    "coast": [["-R" + REGION, "-Di", "-W", "-A300"]],
    "rivers": [["-R" + RIVERS, "-Df", "-I1", "-I2", "-I3"], ["-R" + REGION, "-Dl", "-I1"]],
}
STEP = 0.004
"""Points nearer than this to the line between their neighbours (in degrees) are left out."""


def lines(arguments: list[str]) -> list[list[tuple[float, float]]]:
    """The lines that `gmt pscoast` dumps."""
    text = subprocess.run(["gmt", "pscoast", *arguments, "-M"], check=True, capture_output=True, text=True).stdout
    out: list[list[tuple[float, float]]] = []
    for row in text.splitlines():
        if row.startswith((">", "#")):
            out.append([])
        elif row.strip():
            lon, lat = map(float, row.split()[:2])
            out[-1].append((lon, lat))
    return [line for line in out if len(line) > 1]


def simpler(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Douglas and Peucker's line simplification, without recursion."""
    keep, stack = {0, len(line) - 1}, [(0, len(line) - 1)]
    while stack:
        a, b = stack.pop()
        if b - a < 2:
            continue
        (x, y), (u, v) = line[a], line[b]
        length = ((u - x) ** 2 + (v - y) ** 2) ** 0.5
        far, at = 0.0, a
        for i in range(a + 1, b):
            p, q = line[i]
            away = (
                abs((u - x) * (y - q) - (x - p) * (v - y)) / length if length else ((p - x) ** 2 + (q - y) ** 2) ** 0.5
            )
            if away > far:
                far, at = away, i
        if far > STEP:
            keep.add(at)
            stack += [(a, at), (at, b)]
    return [line[i] for i in sorted(keep)]


def outside(line: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """The stretches of a coarse river outside the region whose rivers are drawn in full: no river is drawn twice."""
    west, east, south, north = map(float, RIVERS.split("/"))
    out: list[list[tuple[float, float]]] = [[]]
    for x, y in line:
        if west <= x <= east and south <= y <= north:
            out.append([])
        else:
            out[-1].append((x, y))
    return [part for part in out if len(part) > 1]


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for name, runs in LAYERS.items():
        drawn = lines(runs[0])
        drawn += [part for run in runs[1:] for line in lines(run) for part in outside(line)]
        found = [[(round(x, 3), round(y, 3)) for x, y in simpler(line)] for line in drawn]
        geometry = {"type": "MultiLineString", "coordinates": found}
        about = {
            "layer": name,
            "source": "GSHHG, Wessel and Smith 1996, Debian gmt-gshhg-full",
            "licence": "LGPL-3.0-or-later",
        }
        feature = {"type": "Feature", "properties": about, "geometry": geometry}
        path = OUT / f"{name}.geojson"
        path.write_text(json.dumps(feature, separators=(",", ":")) + "\n", encoding="utf-8")
        print(path.name, len(found), "lines", path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
