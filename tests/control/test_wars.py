"""Small composed casebooks of other wars, read by the program alone: who held the place before and after."""

import json
from pathlib import Path

import pytest
import yaml

from tawatur.casebook import Casebook
from tawatur.languages import fold

WARS = yaml.safe_load((Path(__file__).parent / "wars.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=[war["name"] for war in WARS])
def war(request, tmp_path_factory):
    row = next(war for war in WARS if war["name"] == request.param)
    folder = tmp_path_factory.mktemp(row["name"]) / "reports"
    folder.mkdir()
    for report in row["reports"]:
        (folder / f"{report['name']}.txt").write_text(report["text"], encoding="utf-8")
    meta = [{"report": r["name"], "outlet": r["outlet"], "published": str(r["date"])} for r in row["reports"]]
    (folder / "meta.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")
    with Casebook.create(folder.parent / "case") as casebook:
        casebook.read([folder], jobs=1)
        return row, casebook.control()


def held(controls, place, day, side):
    control = next(c for c in controls if fold(c.name) == fold(place))
    camp = next(c.name for c in control.camps if side in (c.name, *c.actors))
    return next(d for d in control.days if d.day == day).holders[camp]


def test_the_holder_before_and_after_is_the_one_of_the_record(war):
    row, controls = war
    for expected in row["holds"]:
        chance = held(controls, expected["place"], expected["day"], expected["side"])
        assert chance >= expected["least"], expected
