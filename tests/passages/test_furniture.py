"""Page furniture: what is marked and, as much, what is not. All pages are composed for the tests."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from tawatur.lexicon import read_yaml, sources
from tawatur.model import Report, Unknown, content_id
from tawatur.passages import line_keys, split
from tawatur.passages.phrases import phrase_key, plain
from tawatur.reports import read_paths

NONE = Unknown("not stated")
HEADLINE = "القوات تسيطر على البلدة الحدودية بعد معارك"
FIRST = "سيطرت القوات على البلدة بعد معارك عنيفة استمرت يومين كاملين."
SECOND = "وانسحب المسلحون من الحي الشرقي باتجاه الريف، بحسب مصدر محلي."
SHARED = Path(__file__).resolve().parents[3] / "shared"


def furniture(*lines: str, shared: frozenset[str] = frozenset()) -> list[str]:
    text = "\n\n".join(lines)
    report = Report(content_id("report", text), "r", "r", text, "r", NONE, NONE, NONE, NONE, NONE, "ar")
    return [line for p in split(report, shared).parts("furniture") for line in p.span.of(text).split("\n") if line]


def test_a_report_without_furniture() -> None:
    assert furniture(HEADLINE, FIRST, SECOND) == []


def test_a_block_of_links_behind_the_text() -> None:
    links = [
        "مقالات ذات صلة",
        "هدنة جديدة في الريف الغربي",
        "ما مصير المهجرين بعد المعارك الأخيرة؟",
        "قصف على الحي القديم",
    ]
    assert furniture(HEADLINE, FIRST, SECOND, *links) == links


def test_a_block_of_links_inside_the_text_ends_at_running_text() -> None:
    assert furniture(HEADLINE, FIRST, "مواضيع ذات صلة", "هدنة جديدة في الريف", SECOND) == [
        "مواضيع ذات صلة",
        "هدنة جديدة في الريف",
    ]


def test_a_pointer_inside_the_text() -> None:
    assert furniture(HEADLINE, FIRST, "اقرأ أيضاً: هدنة جديدة في الريف", SECOND) == ["اقرأ أيضاً: هدنة جديدة في الريف"]
    assert furniture(HEADLINE, FIRST, "إقرأ أيضا", "هدنة جديدة في الريف", "مواقف دولية", SECOND) == [
        "إقرأ أيضا",
        "هدنة جديدة في الريف",
    ]


def test_a_pointer_glued_to_the_last_line() -> None:
    assert furniture(HEADLINE, f"{FIRST} رابط الخبر بصحيفة الدار: {HEADLINE}") == [
        f"رابط الخبر بصحيفة الدار: {HEADLINE}"
    ]
    assert furniture(HEADLINE, FIRST, f"{SECOND} سمات البلدة القوات المعارك") == ["سمات البلدة القوات المعارك"]


def test_the_comment_form_ends_the_page() -> None:
    after = ["اترك تعليقاً", "كاتب التعليق: أتمنى أن تتوقف هذه الحرب قريبا وأن يعود الناس إلى بيوتهم."]
    assert furniture(HEADLINE, FIRST, SECOND, *after) == after


def test_menus_and_section_names_before_the_headline() -> None:
    menu = ["الرئيسية", "أخبار", "محافظات", "رأي وتحليل", "البرامج"]
    assert furniture(*menu, HEADLINE, FIRST, SECOND) == menu
    assert furniture("محافظات", HEADLINE, FIRST, SECOND) == ["محافظات"]


def test_author_and_date_behind_the_headline() -> None:
    lines = ["هيئة الأخبار", "2022.10.28 | 14:32 دمشق", "آخر تحديث: 2023.05.09 | 09:41 دمشق", "131 زيارة"]
    assert furniture(HEADLINE, *lines, FIRST, SECOND) == lines


def test_a_repeated_headline_is_furniture_behind_its_first_place() -> None:
    assert furniture(HEADLINE, FIRST, SECOND, HEADLINE) == [HEADLINE]
    assert furniture(HEADLINE, HEADLINE, FIRST, SECOND) == [HEADLINE]
    closed = f"التعليقات على {HEADLINE} مغلقة"
    assert furniture(HEADLINE, closed, FIRST, SECOND) == [closed]


def test_a_headline_at_the_end_of_the_page_is_none() -> None:
    assert furniture(FIRST, SECOND, HEADLINE) == []
    assert furniture(FIRST, SECOND, HEADLINE, "التنظيم يتراجع على الحدود", HEADLINE, "لم تشترك بعد") == [
        HEADLINE,
        "لم تشترك بعد",
    ]


def test_a_sentence_told_twice_is_told_twice() -> None:
    assert furniture(HEADLINE, FIRST, SECOND, FIRST) == []


def test_captions_of_pictures() -> None:
    for caption in (
        "آثار القصف على الحي القديم في البلدة - أرشيفية",
        "عناصر من القوات في محيط البلدة الحدودية - شبكة الأنباء",
    ):
        assert furniture(HEADLINE, caption, FIRST, SECOND) == [caption]
    assert furniture("صورة جوية للبلدة من ارتفاع كبير", HEADLINE, FIRST) == ["صورة جوية للبلدة من ارتفاع كبير"]


def test_datelines_and_source_lines_are_no_furniture() -> None:
    assert furniture(HEADLINE, "ريف حلب – شبكة الأنباء", FIRST, SECOND, "المصدر: شبكة الأنباء") == []


def test_a_line_of_the_outlets_own_name_is_furniture() -> None:
    for line in ("قناة البلد – عدن", "البلد نيوز - إدلب (قسم الأخبار)"):
        assert furniture(HEADLINE, line, FIRST, SECOND) == [line]
        assert furniture(line, FIRST, SECOND) == [line]


def test_subheadings_are_no_furniture() -> None:
    assert furniture(HEADLINE, FIRST, "توتر سابق في البلدة", SECOND, "الوضع الإنساني:", FIRST) == []


def test_a_notice_that_reports_end_with() -> None:
    notice = "هذه المادة لا تعبر عن رأي الصحيفة."
    shared = frozenset(line_keys(f"{notice}\n{SECOND}"))
    assert furniture(HEADLINE, FIRST, "وتوقف القصف عند المساء بحسب السكان.", notice, shared=shared) == [notice]
    assert furniture(HEADLINE, FIRST, SECOND, notice, shared=shared) == []  # a copied passage


def test_the_parts_of_a_round_up_are_no_furniture() -> None:
    assert furniture("حصاد المعارك في يوم طويل", "تعز", FIRST, "مأرب", SECOND, "صعدة:", FIRST) == []


def test_lines_shared_by_reports() -> None:
    line = "خدمة خاصة بقراء الصحيفة في كل مكان"
    shared = frozenset(line_keys(f"{line}\n{HEADLINE}\n{FIRST}"))
    assert furniture(HEADLINE, FIRST, SECOND, line) == []
    assert furniture(HEADLINE, FIRST, SECOND, line, shared=shared) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "شارك آلاف المتظاهرين في المسيرة التي خرجت في المدينة.",
        "اشترك الجيشان في المعركة التي دارت قرب النهر أمس.",
        "التالي في قائمة الأهداف هو المطار العسكري وفق المصدر.",
        "المزيد من الضحايا سقطوا في القصف على الحي القديم.",
        "تحرير المدينة من المسلحين تم بعد معارك عنيفة أمس.",
        "التعليقات الرسمية على القصف جاءت متضاربة من الجانبين.",
        "صورة الوضع في البلدة لم تتضح بعد بحسب المصدر نفسه.",
        "منذ ثلاث سنوات والمدينة محاصرة من جميع الجهات تقريبا.",
    ],
)
def test_sentences_that_start_like_furniture(line: str) -> None:
    assert furniture(HEADLINE, FIRST, line, SECOND) == []


def _rows(name: str) -> list[dict[str, object]]:
    return [row for path in sources("furniture.yaml") for row in read_yaml(path)[name]]


@pytest.mark.parametrize("row", _rows("patterns"), ids=lambda row: str(row["name"]))
def test_the_patterns_keep_to_their_examples(row: dict[str, list[str]]) -> None:
    pattern = re.compile(str(row["pattern"]))
    assert row["match"] and row["not"]
    assert all(pattern.search(plain(line)) for line in row["match"]), row["match"]
    assert not any(pattern.search(plain(line)) for line in row["not"]), row["not"]


def test_no_phrase_is_listed_twice() -> None:
    for path in sources("furniture.yaml"):
        content = read_yaml(path)
        keys = [phrase_key(str(p)) for name in ("blocks", "ends", "lines", "sections") for p in content[name]]
        assert sorted({k for k in keys if keys.count(k) > 1}) == []
        assert content["source"]


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the annotated reports are not beside the project")
@pytest.mark.parametrize(
    ("name", "floor"), [("abukamal", 0.95), ("summer2015", 0.9), ("syria2021", 0.9), ("train4", 0.9)]
)
def test_the_annotated_reports(name: str, floor: float) -> None:
    rows = [json.loads(line) for line in (SHARED / "gold" / name / "reports.jsonl").read_text("utf-8").splitlines()]
    gold = {r["report"]: {i for b in r["boilerplate"] for i in range(b["start"], b["end"])} for r in rows}
    hit = total = 0
    for report in read_paths([SHARED / "reports" / name]):
        assert isinstance(report, Report)
        found = {i for p in split(report).parts("furniture") for i in range(p.span.start, p.span.end)}
        hit += 2 * len(found & gold[report.name])
        total += len(found) + len(gold[report.name])
    assert hit / total >= floor


@pytest.mark.parametrize("name", ["furniture.yaml", "sentences.yaml", "page_metadata.yaml"])
def test_the_data_are_clean(name: str) -> None:
    for path in sources(name):
        content = path.read_text(encoding="utf-8")
        assert content == unicodedata.normalize("NFC", content)
        assert not re.search("[یکہۀ\u200b-\u200f\u202a-\u202e]", content), "Persian letters or invisible marks"
        assert read_yaml(path)["source"]
