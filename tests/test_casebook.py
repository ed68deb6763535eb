"""The facade: what is asked of a casebook, and the errors that help."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from composed import write_reports

from tawatur.casebook import Casebook
from tawatur.errors import CasebookError, DataError, QueryError


def filled(folder: Path, count: int = 3) -> Casebook:
    casebook = Casebook.create(folder / "a.casebook")
    casebook.read([write_reports(folder / "reports", count)])
    return casebook


def test_every_claim_shows_the_words_that_make_it(tmp_path: Path) -> None:
    with filled(tmp_path) as casebook:
        claims = casebook.claims()
        assert claims
        for claim in claims:
            same, report = casebook.claim(claim.id)
            assert same == claim and claim.evidence.of(report.text).strip()


def test_a_filter_without_a_match_names_what_there_is(tmp_path: Path) -> None:
    with filled(tmp_path) as casebook:
        with pytest.raises(QueryError, match=r"no place 'Atlantis'"):
            casebook.claims(place="Atlantis")
        with pytest.raises(QueryError, match=r"no event type 'controll'.*control"):
            casebook.claims(type="controll")
        with pytest.raises(QueryError, match=r"no report '01'.*001"):
            casebook.claims(report="01")
        with pytest.raises(QueryError, match="no claim 'x'"):
            casebook.claim("x")
        with pytest.raises(QueryError, match=r"no format 'pdf'.*exchange"):
            casebook.export("pdf", tmp_path / "a.pdf")


def test_the_summary_counts_what_is_unknown(tmp_path: Path) -> None:
    with filled(tmp_path) as casebook:
        summary = casebook.summary()
        assert [line.name for line in summary.reports] == ["000", "001", "002"]
        assert sum(line.claims for line in summary.reports) == summary.claims == len(casebook.claims())
        assert ("report.title", 3, 3) in summary.unknown
        one = casebook.summary("001")
        assert [line.name for line in one.reports] == ["001"] and one.claims == len(casebook.claims(report="001"))


def test_bad_input_is_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 2)
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "torn.jsonl.gz").write_bytes(gzip.compress(b'{"text": "abc"}' * 500)[:40])
    (folder / "english.txt").write_text("The army took the town on Sunday after heavy fighting. " * 5)
    with Casebook.create(tmp_path / "a.casebook") as casebook:
        result = casebook.read([folder, tmp_path / "absent.txt"])
        assert result.reports == 2
        names = sorted(Path(refusal.source).name.split(":")[0] for refusal in result.refusals)
        assert names == ["absent.txt", "binary.txt", "empty.txt", "english.txt", "torn.jsonl.gz"]
        assert all(refusal.reason for refusal in result.refusals)
        assert len(casebook.contents().refusals) == 5
        (folder / "empty.txt").write_text("سيطر الجيش على المدينة يوم الأحد.", encoding="utf-8")
        assert len(casebook.read([folder]).refusals) == 3
        assert len(casebook.contents().refusals) == 4, "the absent file was not asked for again"


def test_a_claims_file_that_does_not_fit_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 1)
    (tmp_path / "claims.jsonl").write_text('{"report": "000"}\n', encoding="utf-8")
    with Casebook.create(tmp_path / "a.casebook") as casebook, pytest.raises(DataError, match=r"claims\.jsonl"):
        casebook.read([folder], claims=tmp_path / "claims.jsonl")


def test_opening_what_is_not_there_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(CasebookError, match="tawatur read"):
        Casebook.open(tmp_path / "none.casebook")


def test_a_perfect_casebook_scores_one_against_itself(tmp_path: Path) -> None:
    with filled(tmp_path) as casebook:
        casebook.export("exchange", tmp_path / "gold")
        scores = casebook.score(tmp_path / "gold")
        assert scores.value("claims.f1") == scores.value("strict.f1") == 1.0


def test_a_casebook_may_lie_in_the_folder_that_is_read(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 2)
    for _ in range(2):
        with Casebook.create(folder / "mine.casebook") as casebook:
            assert casebook.read([folder]).refusals == ()
