"""Times and amounts on the reference sets beside the checkout, where there are any: floors that must not fall."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SETS = ("abukamal", "summer2015", "syria2015", "syria2021", "train1", "train2", "train3", "train4", "train5")


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="no reference sets beside the checkout")
@pytest.mark.parametrize(("field", "floor"), [("when", 0.92), ("quantity", 0.96), ("extent", 0.93)])
def test_share_of_reference_values_found(field: str, floor: float) -> None:
    spec = importlib.util.spec_from_file_location("bench_times", ROOT / "bench" / "times.py")
    assert spec is not None and spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    names = [name for name in SETS if (SHARED / "gold" / name).is_dir()]
    results = [
        hit for name in names for hit, _ in getattr(bench.Set(name, SHARED / "gold", SHARED / "reports"), field)()
    ]
    assert sum(results) / len(results) >= floor
