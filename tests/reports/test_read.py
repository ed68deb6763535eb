"""What is read, what is refused, and that the rest is read all the same. All texts are composed for the tests."""

from __future__ import annotations

import gzip
import json
import os
from datetime import date
from pathlib import Path

import pytest

from tawatur.model import Refusal, Report, Unknown, When
from tawatur.reports import ReadOptions, read_paths

TEXT = "سيطرت قوات حكومية على بلدة صغيرة قرب النهر.\nوقال ناطق عسكري إن المعارك استمرت يومين.\n"
OTHER = "انسحب المسلحون من الحي القديم بعد قصف عنيف.\n"


def read(*paths: Path, **options: object) -> tuple[list[Report], list[Refusal]]:
    found = list(read_paths(list(paths), ReadOptions(**options)))  # type: ignore[arg-type]
    return [f for f in found if isinstance(f, Report)], [f for f in found if isinstance(f, Refusal)]


def only(folder: Path, reason: str) -> None:
    """The folder's other report is read, and one thing is refused for this reason."""
    (folder / "zz.txt").write_text(OTHER, encoding="utf-8")
    reports, refusals = read(folder)
    assert [r.text for r in reports] == [OTHER]
    assert len(refusals) == 1
    assert reason in refusals[0].reason, refusals
    assert refusals[0].advice


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\n\r\n"])
def test_plain_text_keeps_its_line_ends(tmp_path: Path, ends: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.replace("\n", ends).encode("utf-8"))
    (report,), _ = read(path)
    with path.open(encoding="utf-8", newline="") as handle:
        assert report.text == handle.read()
    assert (report.name, report.language, report.media_type) == ("a", "ar", "text/plain")


def test_a_byte_order_mark_counts_as_open_counts_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    (report,), _ = read(path)
    assert report.text == "\ufeff" + TEXT


def test_ids_are_stable_and_change_with_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    (first,), _ = read(path)
    (again,), _ = read(tmp_path)
    path.write_text(TEXT + OTHER, encoding="utf-8")
    (edited,), _ = read(path)
    assert first.id == again.id != edited.id
    assert first.identity == edited.identity == "a"


def test_folders_are_walked_in_sorted_order_and_files_once(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.text.gz"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        data = (TEXT + name).encode()
        path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    (tmp_path / ".hidden").write_text(TEXT, encoding="utf-8")
    reports, refusals = read(tmp_path, tmp_path / "a.txt")
    assert [r.name for r in reports] == ["a", "1", "2", "c"]
    assert not refusals


def test_files_of_one_name_get_names_and_identities_of_their_own(tmp_path: Path) -> None:
    for name in ("a/x.txt", "b/x.txt", "b/x.html.gz", "b/y.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(TEXT.encode()) if name.endswith("gz") else TEXT.encode())
    reports, _ = read(tmp_path)
    assert sorted(r.name for r in reports) == ["a/x", "b/x.html.gz", "b/x.txt", "y"]
    assert len({r.identity for r in reports}) == 4
    backwards, _ = read(tmp_path / "b", tmp_path / "a")
    assert {(r.name, r.id) for r in backwards} == {(r.name, r.id) for r in reports}


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    only(tmp_path, "empty file")


def test_a_file_of_blanks(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\ufeff \n\u200f\n", encoding="utf-8")
    only(tmp_path, "no text")


def test_a_folder_without_files(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    reports, (refusal,) = read(tmp_path / "empty")
    assert not reports
    assert "folder without reports" in refusal.reason


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n1 0 obj", b"PK\x03\x04aaaa", bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n"]
)
def test_a_binary_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    only(tmp_path, "not text")


@pytest.mark.parametrize("keep", [5, 60])
def test_a_torn_gzip(tmp_path: Path, keep: int) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(os.urandom(4) + TEXT.encode() * 50)[:keep])
    only(tmp_path, "torn gzip")


def test_a_damaged_gzip(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(TEXT.encode() * 50))
    data[-6] ^= 0xFF
    (tmp_path / "a.txt.gz").write_bytes(bytes(data))
    only(tmp_path, "gzip")


def test_another_language(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Government forces took the town on Sunday, a spokesman said.\n", encoding="utf-8")
    only(tmp_path, "in another language")
    reports, _ = read(path, any_language=True)
    assert reports[0].language == Unknown("not in Arabic script")


def test_another_language_of_arabic_script(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("نیروهای دولتی پس از دو روز درگیری کنترل شهر را به دست گرفتند.\n", encoding="utf-8")
    only(tmp_path, "another language of Arabic script")


def test_fifty_megabytes(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as handle:
        for _ in range(50):
            handle.write(TEXT.encode() * (1_000_000 // len(TEXT.encode())))
    only(tmp_path, "larger than 5 MB")


def test_fifty_megabytes_packed(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a.txt.gz", "wb", compresslevel=1) as handle:
        for _ in range(50):
            handle.write(TEXT.encode() * (1_000_000 // len(TEXT.encode())))
    only(tmp_path, "larger than 5 MB")


def test_the_limit_is_an_option(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert not read(path, max_bytes=20)[0]
    assert read(path, max_bytes=2000)[0]


def test_a_name_with_a_newline(tmp_path: Path) -> None:
    (tmp_path / "a\nb\u202e.txt").write_text(TEXT, encoding="utf-8")
    (report,), refusals = read(tmp_path)
    assert report.name == "a␊b<U+202E>"
    assert "\n" not in report.source
    assert not refusals


def test_a_file_that_disappears_while_reading(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT + name, encoding="utf-8")
    stream = read_paths([tmp_path])
    found = [next(stream)]
    (tmp_path / "b.txt").unlink()
    found += list(stream)
    assert [f.name if isinstance(f, Report) else f.reason[:14] for f in found] == ["a", "it disappeared", "c"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    only(tmp_path, "no permission")


def test_no_permission_whoever_runs_the_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    plain = Path.open

    def closed(path: Path, *args: object, **kwargs: object) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return plain(path, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", closed)
    only_reports, (refusal,) = read(tmp_path)
    assert not only_reports
    assert "no permission" in refusal.reason


def test_links_that_lead_in_circles(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    only(tmp_path, "leads back")


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    only(tmp_path, "a link that leads nowhere")


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    _, (refusal,) = read(tmp_path / "nothing.txt")
    assert "no such file" in refusal.reason


def test_jsonl_with_broken_lines(tmp_path: Path) -> None:
    rows = [
        json.dumps({"id": "first", "text": TEXT, "date": "2019-03-02", "source": "صحيفة"}, ensure_ascii=False),
        '{"id": "torn", "text": "سيطرت',
        json.dumps({"id": "no text", "title": "عنوان"}),
        "",
        "[1, 2]",
        json.dumps({"content": OTHER, "url": "https://www.news.example/2019/03/04/a/?utm_source=x"}),
    ]
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    reports, refusals = read(path)
    assert [(r.name, r.text) for r in reports] == [("first", TEXT), ("many-6", OTHER)]
    assert [r.source.rpartition(":")[2] for r in refusals] == ["2", "3", "5"]
    assert "broken line" in refusals[0].reason and "سيطرت" in refusals[0].reason
    assert "without text" in refusals[1].reason
    assert (reports[0].outlet, reports[0].published) == ("صحيفة", read(path)[0][0].published)
    assert isinstance(reports[0].published, When) and reports[0].published.start == date(2019, 3, 2)
    assert reports[1].identity == "news.example/2019/03/04/a"


def test_records_of_one_id_are_told_apart(tmp_path: Path) -> None:
    rows = [json.dumps({"id": "x", "text": text}) for text in (TEXT, OTHER, TEXT + OTHER)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(rows[0] + "\n" + rows[1], encoding="utf-8")
    reports, _ = read(tmp_path)
    assert len({r.name for r in reports}) == len({r.identity for r in reports}) == 5


def test_json_of_a_list_of_an_object_of_a_list_and_of_one_report(tmp_path: Path) -> None:
    one, many = {"النص": TEXT, "العنوان": "سقوط البلدة"}, [{"body": TEXT}, {"body": OTHER}]
    for name, content in (("a", one), ("b", many), ("c", {"articles": many, "count": 2})):
        (tmp_path / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    reports, refusals = read(tmp_path)
    assert [r.name for r in reports] == ["a", "b-1", "b-2", "c-1", "c-2"]
    assert reports[0].title == "سقوط البلدة"
    assert not refusals


def test_long_lines_of_jsonl_under_another_name(tmp_path: Path) -> None:
    rows = [json.dumps({"text": text * 300}, ensure_ascii=False) for text in (TEXT, OTHER)]
    (tmp_path / "a.json").write_text("\n".join([rows[0], "{", rows[1]]), encoding="utf-8")
    reports, (refusal,) = read(tmp_path)
    assert [r.name for r in reports] == ["a-1", "a-3"]
    assert "broken line" in refusal.reason


def test_broken_json(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"text": "سيطرت"}, ', encoding="utf-8")
    only(tmp_path, "not valid JSON")


def test_csv_and_tsv_by_usual_and_by_given_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        f'date,النص,source\n02/03/2019,"{TEXT}",الوكالة\n2019-03-05,,x\n', encoding="utf-8-sig"
    )
    (tmp_path / "b.tsv").write_text(f"when\twords\n2019-04-01\t{OTHER.strip()}\n", encoding="utf-8")
    reports, refusals = read(tmp_path, columns=(("text", "words"), ("published", "when")))
    assert [(r.name, r.text) for r in reports] == [("b-2", OTHER.strip())]
    assert "table without a column of texts" in refusals[0].reason
    reports, refusals = read(tmp_path)
    assert [(r.name, r.text, r.outlet) for r in reports] == [("a-2", TEXT, "الوكالة")]
    assert ["without text" in r.reason or "without a column" in r.reason for r in refusals] == [True, True]
    assert isinstance(reports[0].published, When) and reports[0].published.start == date(2019, 3, 2)


def test_csv_of_windows_1256(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(f'id;text\n7;"{TEXT}"\n'.encode("cp1256"))
    (report,), _ = read(tmp_path)
    assert (report.name, report.text) == ("7", TEXT)


def test_a_long_record_of_a_table_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'text\n"{TEXT * 4000}"\n', encoding="utf-8")
    (report,), _ = read(tmp_path)
    assert len(report.text) > 300_000


def test_html_inside_a_record_becomes_lines(tmp_path: Path) -> None:
    markup = "<p>سيطرت القوات على <b>البلدة</b>.</p><p>وانسحب المسلحون.<br>وتوقف القصف.</p>"
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": markup}), encoding="utf-8")
    (report,), _ = read(tmp_path)
    assert report.text == "سيطرت القوات على البلدة.\nوانسحب المسلحون.\nوتوقف القصف."
