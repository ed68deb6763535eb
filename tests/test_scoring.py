"""The scorer: its figures are those of the reference implementation, and each reacts to the fault it stands for."""

import importlib.util
import json
import random
from pathlib import Path

import pytest

from tawatur.errors import DataError
from tawatur.scoring import score_dirs

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SETS = ("abukamal", "summer2015", "syria2021", "train1")


def claim(number, **changes):
    row = {
        "id": f"c{number}",
        "report": "one",
        "evidence": {"start": number * 100, "end": number * 100 + 50, "text": ""},
        "type": "clash",
        "agents": ["Hezbollah"],
        "targets": ["Islamic State"],
        "place": {"text": "تدمر", "name": "Palmyra", "lat": 34.55, "lon": 38.27, "kind": "city"},
        "when": {"start": "2017-03-02", "end": "2017-03-02", "precision": "day"},
        "extent": None,
        "quantity": None,
        "polarity": "affirmed",
        "modality": "actual",
        "chain": [{"who": "SANA", "organisation": None, "anonymous": False}],
    }
    return row | changes


def write(directory, claims, reports=None, links=None, aliases=None):
    directory.mkdir(parents=True, exist_ok=True)
    files = {"claims": claims, "reports": reports, "links": links}
    for name, rows in files.items():
        if rows is not None:
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            (directory / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    if aliases is not None:
        (directory / "aliases.json").write_text(json.dumps(aliases), encoding="utf-8")
    return directory


def scored(tmp_path, gold, pred, **more):
    gold_dir = write(tmp_path / "gold", gold, aliases=more.pop("aliases", None), **more)
    return score_dirs(gold_dir, write(tmp_path / "pred", pred))


def test_the_reference_scores_one_against_itself(tmp_path):
    scores = scored(tmp_path, [claim(1), claim(2)], [claim(1), claim(2)])
    assert {figure.value for figure in scores.figures} == {1.0}
    assert not scores.missed and not scores.extra and not scores.different


def test_a_missed_claim_lowers_recall_and_an_added_one_precision(tmp_path):
    scores = scored(tmp_path, [claim(1), claim(2)], [claim(1), claim(5)])
    assert scores.value("claims.recall") == scores.value("claims.precision") == 0.5
    assert [c.id for c in scores.missed] == ["c2"] and [c.id for c in scores.extra] == ["c5"]


def test_a_claim_of_another_family_counts_untyped_only(tmp_path):
    scores = scored(tmp_path, [claim(1)], [claim(1, type="damage")])
    assert scores.value("claims.f1") == 0 and scores.value("claims.untyped.f1") == 1


def test_a_claim_of_the_same_family_matches_with_a_wrong_type(tmp_path):
    scores = scored(tmp_path, [claim(1, type="control.hold")], [claim(1, type="control.change")])
    assert scores.value("claims.f1") == 1 and scores.value("slot.type") == 0
    assert scores.different[0].slots == ("type",)


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("place", {"text": "حلب", "name": "Aleppo", "lat": 36.2, "lon": 37.15, "kind": "city"}),
        ("when", None),
        ("polarity", "denied"),
        ("modality", "expected"),
        ("extent", [0, 0.5]),
        ("quantity", {"low": 3, "high": None, "unit": "person", "text": "عدد"}),
        ("chain", []),
    ],
)
def test_each_slot_is_seen(tmp_path, slot, value):
    scores = scored(tmp_path, [claim(1)], [claim(1, **{slot: value})])
    assert scores.value(f"slot.{slot}") == 0
    assert scores.value("strict.f1") == (1 if slot in ("extent", "quantity") else 0)


def test_a_place_may_lie_farther_off_the_larger_it_is(tmp_path):
    near = {"text": "ن", "name": "N", "lat": 34.8, "lon": 38.27, "kind": "city"}
    city = claim(1)
    region = claim(2, place=city["place"] | {"kind": "region"})
    scores = scored(tmp_path, [city, region], [claim(1, place=near), claim(2, place=near)])
    assert scores.value("slot.place") == 0.5


def test_aliases_join_names_of_actors_and_sources(tmp_path):
    other = claim(1, agents=["حزب الله"], chain=[{"who": "سانا", "organisation": None, "anonymous": False}])
    aliases = {"Hezbollah": ["حزب الله"], "SANA": ["سانا"]}
    scores = scored(tmp_path, [claim(1)], [other], aliases=aliases)
    assert scores.value("slot.agents.f1") == scores.value("slot.origin") == 1


def test_reports_outside_the_reference_do_not_count(tmp_path):
    scores = scored(tmp_path, [claim(1)], [claim(1), claim(2, report="other")])
    assert scores.value("claims.precision") == 1


def test_a_directory_without_claims_is_refused(tmp_path):
    write(tmp_path / "gold", [claim(1)])
    with pytest.raises(DataError, match=r"no claims\.jsonl"):
        score_dirs(tmp_path / "gold", tmp_path)


def test_a_broken_line_is_quoted(tmp_path):
    write(tmp_path / "gold", [claim(1)])
    (tmp_path / "gold" / "claims.jsonl").write_text('{"id": "c1",\n', encoding="utf-8")
    with pytest.raises(DataError, match=r'claims\.jsonl, line 1: (.|\n)*\{"id": "c1"'):
        score_dirs(tmp_path / "gold", tmp_path / "gold")


def test_table_and_json_give_the_same_figures(tmp_path):
    scores = scored(tmp_path, [claim(1)], [claim(1)])
    names = [line.split()[0] for line in scores.table().splitlines()]
    assert names == list(json.loads(scores.as_json()))


def perturbed(directory, target, seed):
    """A copy of reference annotations with every kind of fault in it, at random but repeatably."""
    dice = random.Random(seed)
    rows = {name: lines(directory / f"{name}.jsonl") for name in ("claims", "reports", "links")}
    claims = [changed(row, dice, rows["claims"]) for row in rows["claims"] if dice.random() > 0.15]
    reports = [row for row in rows["reports"] if dice.random() > 0.1]
    for row in reports:
        row["boilerplate"] = [s | {"end": s["end"] - dice.randint(0, 9)} for s in row["boilerplate"]] + (
            [{"start": 0, "end": dice.randint(1, 30)}] if dice.random() < 0.3 else []
        )
        if row["published"] and dice.random() < 0.4:
            row["published"] = dice.choice([None, {"start": "2015-07-01", "end": "2017-11-18", "basis": ""}])
    links = [row | {"kind": dice.choice([row["kind"]] * 5 + ["same_event"])} for row in rows["links"]]
    links = [row for row in links if dice.random() > 0.2 and not isinstance(row["members"][0], dict)] + [
        row for row in rows["links"] if isinstance(row["members"][0], dict)
    ][1:]
    return write(target, claims, reports, links)


def changed(row, dice, pool):
    row = json.loads(json.dumps(row))
    for slot in ("type", "place", "when", "polarity", "modality", "extent", "quantity", "chain", "agents", "targets"):
        if dice.random() < 0.15:
            row[slot] = dice.choice(pool)[slot]
    row["evidence"]["start"] = max(0, row["evidence"]["start"] + dice.randint(-40, 10))
    row["evidence"]["end"] += dice.choice([0, 0, 5, 30, 400])
    return row


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def reference_scorer():
    path = SHARED / "eval" / "score.py"
    if not path.exists():
        pytest.skip("the reference scorer is not at hand")
    spec = importlib.util.spec_from_file_location("reference_scorer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("seed", range(3))
def test_figures_equal_those_of_the_reference_scorer(tmp_path, name, seed):
    reference = reference_scorer()
    gold = SHARED / "gold" / name
    pred = perturbed(gold, tmp_path / "pred", seed)
    expected, (missed, extra, wrong) = reference.score(gold, pred)
    got = score_dirs(gold, pred)
    assert {f.name: f.value for f in got.figures} == pytest.approx({k: v for k, (v, _) in expected.items()}, abs=1e-12)
    assert {f.name: f.note for f in got.figures} == {k: note for k, (_, note) in expected.items()}
    assert [c.id for c in got.missed] == [c["id"] for c in missed]
    assert [c.id for c in got.extra] == [c["id"] for c in extra]
    assert [list(d.slots) for d in got.different] == [slots for _, _, slots in wrong if slots]
