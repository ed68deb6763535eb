"""The stages over a casebook: current or not, versions, order, furniture across reports, and kills."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from composed import report_text, write_reports

from tawatur import pipeline
from tawatur.casebook import Casebook
from tawatur.model import Claim, Unknown
from tawatur.reports import ReadOptions
from tawatur.stores import Lines
from tawatur.views import exchange


def content(path: Path) -> bytes:
    """Everything current in a casebook, as bytes."""
    with Casebook.open(path) as casebook:
        return msgspec.json.encode(casebook.contents(), order="deterministic")


def read(path: Path, *inputs: Path, jobs: int = 1, options: ReadOptions | None = None) -> int:
    """Reads into a casebook; gives how many reports were worked through."""
    with Casebook.create(path) as casebook:
        result = casebook.read(inputs, options, jobs=jobs)
    assert result.refusals == ()
    return result.derived


def test_reading_again_changes_nothing(tmp_path: Path) -> None:
    reports, path = write_reports(tmp_path / "reports", 5), tmp_path / "a.casebook"
    assert read(path, reports) == 5
    before = content(path)
    assert read(path, reports) == 0
    assert content(path) == before


def test_an_edited_report_is_a_new_version_never_a_second_source(tmp_path: Path) -> None:
    reports, path = write_reports(tmp_path / "reports", 3), tmp_path / "a.casebook"
    read(path, reports)
    edited = reports / "001.txt"
    edited.write_text(report_text(1) + "وأضاف المصدر أن المدينة باتت خالية من المسلحين.\n", encoding="utf-8")
    assert read(path, reports) == 1
    with Casebook.open(path) as casebook:
        assert [r.name for r in casebook.reports()] == ["000", "001", "002"]
        current = casebook.report("001")
        assert "خالية" in current.text
        assert all(c.report == current.id for c in casebook.claims(report="001"))
    other = tmp_path / "b.casebook"
    read(other, reports)
    assert content(path) == content(other)


def test_a_changed_date_is_used_without_a_new_version(tmp_path: Path) -> None:
    reports, path = write_reports(tmp_path / "reports", 2), tmp_path / "a.casebook"
    read(path, reports)
    assert read(path, reports, options=ReadOptions(published="2017-11-09")) == 2
    with Casebook.open(path) as casebook:
        published = [r.published for r in casebook.reports()]
    assert not any(isinstance(when, Unknown) for when in published)


def test_a_new_version_of_a_stage_derives_it_and_what_follows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports, path = write_reports(tmp_path / "reports", 2), tmp_path / "a.casebook"
    read(path, reports)
    before = content(path)
    newer = tuple(
        msgspec.structs.replace(stage, version=99) if stage.name == "mentions" else stage for stage in pipeline.STAGES
    )
    monkeypatch.setattr(pipeline, "STAGES", newer)
    with Casebook.open(path) as casebook:
        built = casebook.build(jobs=1)
        runs = casebook._store.runs()
    assert built.derived == 2 and built.seconds["passages"] == 0
    used = {(name, run.version) for by_stage in runs.values() for name, run in by_stage.items()}
    assert used == {(stage.name, stage.version) for stage in newer}
    assert content(path) == before


def test_added_names_derive_everything_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports, path = write_reports(tmp_path / "reports", 2), tmp_path / "a.casebook"
    monkeypatch.setenv("TAWATUR_DATA", str(tmp_path / "data"))
    read(path, reports)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "unused.yaml").write_text("# a note\n")
    assert read(path, reports) == 2
    assert read(path, reports) == 0


def test_order_and_processes_do_not_matter(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports", 14)
    files = sorted(reports.iterdir())
    one, two, three = tmp_path / "1.casebook", tmp_path / "2.casebook", tmp_path / "3.casebook"
    read(one, *files)
    read(two, *reversed(files), jobs=2)
    for file in random.Random(4).sample(files, len(files)):
        read(three, file)
    assert content(one) == content(two) == content(three)


def test_lines_of_many_reports_are_furniture(tmp_path: Path) -> None:
    reports, path = write_reports(tmp_path / "reports", 4), tmp_path / "a.casebook"
    read(path, reports)
    with Casebook.open(path) as casebook:
        contents = casebook.contents()
    for report in contents.reports:
        spans = [p.span for p in contents.passages if p.report == report.id and p.part == "furniture"]
        covered = "".join(span.of(report.text) for span in spans)
        assert all(word in covered for word in ("الرئيسية", "رياضة", "اتصل بنا"))


def test_copies_of_one_story_do_not_make_its_sentences_furniture() -> None:
    menu = ("الرئيسية",)
    copies = [Lines("one story", (*menu, "سيطر الجيش على المدينه")) for _ in range(5)]
    others = [Lines(f"story {n}", menu) for n in range(2)]
    assert pipeline.shared_lines([*copies, *others]) == {"الرئيسية"}
    assert pipeline.shared_lines(reversed([*copies, *others])) == {"الرئيسية"}
    assert pipeline.shared_lines(copies) == frozenset()


def test_another_report_of_the_same_file_name_does_not_replace_the_first(tmp_path: Path) -> None:
    path = tmp_path / "a.casebook"
    for folder, text in (("a", "سيطر الجيش على المدينة اليوم."), ("b", "استقبل الوزير وفدا من المزارعين.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.txt").write_text(text, encoding="utf-8")
    with Casebook.create(path) as casebook:
        assert casebook.read([tmp_path / "a"]).refusals == ()
        (refusal,) = casebook.read([tmp_path / "b"]).refusals
        assert "another report by the name '1'" in refusal.reason
        assert "سيطر" in casebook.report("1").text


def broken(item: pipeline.Item, document: object) -> pipeline.Item:
    if item.report.name == "001":
        raise RuntimeError("cannot take this one")
    return pipeline._claims(item, document)  # type: ignore[arg-type]


def test_a_report_that_fails_is_listed_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports, path = write_reports(tmp_path / "reports", 3), tmp_path / "a.casebook"
    stages = (*pipeline.STAGES[:-1], msgspec.structs.replace(pipeline.STAGES[-1], run=broken))
    with monkeypatch.context() as patched, Casebook.create(path) as casebook:
        patched.setattr(pipeline, "STAGES", stages)
        result = casebook.read([reports], jobs=1)
        assert result.derived == 2
        assert "RuntimeError: cannot take this one" in result.refusals[0].reason
        assert casebook.claims(report="000") != () and casebook.claims(report="001") == ()
        assert len(casebook.contents().refusals) == 1
    assert read(path, reports) == 1
    with Casebook.open(path) as casebook:
        assert casebook.contents().refusals == ()


def test_claims_may_be_given_instead_of_extracted(tmp_path: Path) -> None:
    reports, path = write_reports(tmp_path / "reports", 2), tmp_path / "a.casebook"
    with Casebook.create(tmp_path / "coded.casebook") as coded:
        coded.read([reports])
        coded.export("exchange", tmp_path / "coded")
    lines = (tmp_path / "coded" / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if '"000"' in line][:2]
    (tmp_path / "given.jsonl").write_text("\n".join(kept) + "\n", encoding="utf-8")
    with Casebook.create(path) as casebook:
        casebook.read([reports], claims=tmp_path / "given.jsonl")
        given = casebook.claims()
        assert [exchange_id(c) for c in given] == [msgspec.json.decode(line)["id"] for line in kept]
        casebook.read([reports])
        casebook.build()
        assert casebook.claims() == given
        assert casebook.search("المعارك") != ()


def exchange_id(claim: Claim) -> str:
    return claim.id


def test_contents_survive_the_exchange_format(tmp_path: Path) -> None:
    reports, path = write_reports(tmp_path / "reports", 2), tmp_path / "a.casebook"
    read(path, reports)
    with Casebook.open(path) as casebook:
        casebook.export("exchange", tmp_path / "out")
        back = exchange.read_claims(tmp_path / "out" / "claims.jsonl", tuple(casebook.reports()))
        assert {c.id for c in back} == {c.id for c in casebook.claims()}


KILLS = 20
READ_IT = """
import sys
from tawatur.casebook import Casebook
print("go", flush=True)
with Casebook.create(sys.argv[1]) as casebook:
    casebook.read([sys.argv[2]], jobs=1)
"""


def start(path: Path, reports: Path) -> subprocess.Popen[bytes]:
    """A process that reads, returned when its imports are done."""
    process = subprocess.Popen([sys.executable, "-c", READ_IT, str(path), str(reports)], stdout=subprocess.PIPE)
    assert process.stdout is not None and process.stdout.readline() == b"go\n"
    return process


def killed(process: subprocess.Popen[bytes], after: float) -> bool:
    """Kills the process after so many seconds; false if it was done by then."""
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
    process.wait(30)
    assert process.stdout is not None
    process.stdout.close()
    return process.returncode == -signal.SIGKILL


def test_a_casebook_survives_twenty_kills(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports", 30)
    whole, path = tmp_path / "whole.casebook", tmp_path / "killed.casebook"
    first, begun = start(whole, reports), time.monotonic()
    assert not killed(first, 120)
    moments, longest, kills = random.Random(20), time.monotonic() - begun, 0
    halfway: set[int] = set()
    for _ in range(KILLS * 5):
        if not killed(start(path, reports), moments.uniform(0.0, longest)):
            path.unlink()  # done before the kill came: begin again
            continue
        kills += 1
        if path.exists():
            with Casebook.create(path) as casebook:  # it opens, and what is there is whole
                halfway.add(len(casebook._store.runs()))
        if kills == KILLS:
            break
    assert kills == KILLS and len(halfway) > 1
    read(path, reports)
    assert content(path) == content(whole)
