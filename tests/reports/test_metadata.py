"""Metadata that pages state, and which of them wins. All pages are composed for the tests."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tawatur.model import Report, Unknown, When
from tawatur.reports import ReadOptions, canonical_url, read_paths

BODY = (
    "<p>سيطرت قوات حكومية اليوم على بلدة صغيرة قرب النهر بعد معارك استمرت يومين، وفق ما قال ناطق عسكري.</p>"
    "<p>وأضاف الناطق أن المسلحين انسحبوا من الحي الشرقي باتجاه الريف، وأن فرق الهندسة تعمل على إزالة الألغام.</p>"
    "<p>ولم يصدر تعليق من الجانب الآخر، بينما قالت مصادر محلية إن القصف تواصل حتى المساء على أطراف البلدة.</p>"
)
HEADLINE = "قوات حكومية تسيطر على بلدة قرب النهر"


def page(head: str = "", before: str = "", after: str = "", body: str = BODY) -> str:
    return (
        f'<!doctype html><html lang="ar" dir="rtl"><head><title>{HEADLINE} | موقع الأخبار</title>{head}</head><body>'
        f'<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/p">سياسة</a></li></ul></nav>{before}'
        f"<article><h1>{HEADLINE}</h1>{body}</article>{after}"
        '<footer><a href="/about">من نحن</a> جميع الحقوق محفوظة</footer></body></html>'
    )


def read(folder: Path, markup: str, **options: object) -> Report:
    (folder / "page.html").write_text(markup, encoding="utf-8")
    (report,) = read_paths([folder / "page.html"], ReadOptions(**options))  # type: ignore[arg-type]
    assert isinstance(report, Report), report
    return report


def start(report: Report) -> date | None:
    assert isinstance(report.published, When), report.published
    return report.published.start


def ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(fields, ensure_ascii=False)}</script>'


META = '<meta property="article:published_time" content="2019-03-03T10:00:00+03:00">'
TIME = '<time datetime="2019-03-04">4 آذار</time>'
LD = ld(
    **{
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "name": "دار النشر", "foundingDate": "1999-01-01"},
            {
                "@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2019-03-02T23:50:00Z",
                "dateModified": "2019-03-09", "expires": "2030-01-01", "author": [{"name": "قسم الأخبار"}],
                "publisher": {"name": "موقع الأخبار"},
            },
        ],
    }
)  # fmt: skip


def test_the_main_text_is_the_headline_and_the_paragraphs_one_a_line(tmp_path: Path) -> None:
    report = read(tmp_path, page())
    lines = report.text.split("\n")
    assert lines[0] == HEADLINE
    assert [line[:6] for line in lines[1:4]] == ["سيطرت ", "وأضاف ", "ولم يص"]
    assert "الرئيسية" not in report.text and "الحقوق" not in report.text
    assert report.media_type == "text/html"


def test_old_pages_laid_out_by_tables(tmp_path: Path) -> None:
    told = BODY.replace("<p>", "").replace("</p>", "<br><br>")
    inner = f"<table><tr><td><b>{HEADLINE}</b><br><br>{told}</td></tr></table>"
    outer = f"<table><tr><td><a href='/'>الرئيسية</a></td><td>{inner}</td></tr></table>"
    markup = f"<html><head><title>{HEADLINE} - موقع الأخبار</title></head><body>{outer}</body></html>"
    lines = read(tmp_path, markup).text.split("\n")
    assert [line for line in lines if line.startswith(("قوات", "سيطرت", "وأضاف", "ولم"))] == lines[-4:]


def test_the_name_of_the_site_is_no_part_of_the_headline(tmp_path: Path) -> None:
    markup = f"<html><head><title>{HEADLINE} | موقع الأخبار</title></head><body>{BODY}</body></html>"
    assert read(tmp_path, markup).text.split("\n")[0] == HEADLINE


def test_json_ld_wins_over_meta_time_and_url(tmp_path: Path) -> None:
    link = '<link rel="canonical" href="https://news.example/2019/03/05/a">'
    report = read(tmp_path, page(META + LD + link, before=TIME))
    assert start(report) == date(2019, 3, 2)
    assert {s.value[:10] for s in report.stated if s.field == "published"} == {
        "2019-03-02", "2019-03-03", "2019-03-04", "2019-03-05",
    }  # fmt: skip
    assert [s.value for s in report.stated if s.field == "updated"] == ["2019-03-09"]
    assert isinstance(report.published, When)
    assert [b.rule for b in report.published.because].count("published.disagrees") == 3
    assert (report.outlet, report.author, report.title) == ("موقع الأخبار", "قسم الأخبار", HEADLINE)
    assert report.identity == "news.example/2019/03/05/a"


def test_meta_then_time_then_url_then_line(tmp_path: Path) -> None:
    link = '<meta property="og:url" content="https://news.example/2019/03/05/a">'
    dated = "<p>06/03/2019</p>" + BODY
    assert start(read(tmp_path, page(META + link, before=TIME, body=dated))) == date(2019, 3, 3)
    assert start(read(tmp_path, page(link, before=TIME, body=dated))) == date(2019, 3, 4)
    assert start(read(tmp_path, page(link, body=dated))) == date(2019, 3, 5)


def test_the_command_line_wins_and_the_meta_file_comes_next(tmp_path: Path) -> None:
    rows = [{"report": "page", "outlet": "الدار", "published": {"start": "2019-02-01", "end": "2019-02-03"}}]
    (tmp_path / "meta.json").write_text(json.dumps(rows), encoding="utf-8")
    report = read(tmp_path, page(LD + META))
    assert isinstance(report.published, When)
    assert (report.published.start, report.published.end) == (date(2019, 2, 1), date(2019, 2, 3))
    assert (report.published.precision, report.outlet) == ("week", "الدار")
    report = read(tmp_path, page(LD + META), published="2018-01-01", outlet="غيرها")
    assert (start(report), report.outlet) == (date(2018, 1, 1), "غيرها")


def test_dates_of_other_articles_and_of_expiry_are_not_taken(tmp_path: Path) -> None:
    head = '<meta name="expires" content="2031-01-01">' + ld(
        **{"@type": "BreadcrumbList", "datePublished": "2011-01-01"}
    )
    after = '<aside class="related-posts"><time datetime="2012-01-01">قبل أعوام</time></aside>'
    report = read(tmp_path, page(head, after=after))
    assert report.published == Unknown("no date of publication is stated")
    assert not [s for s in report.stated if s.field == "published"]


def test_an_invalid_date_is_stated_and_never_repaired(tmp_path: Path) -> None:
    report = read(tmp_path, page('<meta name="date" content="2019-11-31">'))
    assert isinstance(report.published, Unknown)
    assert "not a valid date: day 31 of month 11" in report.published.reason
    report = read(tmp_path, page('<meta name="date" content="2019-11-31">', before=TIME))
    assert start(report) == date(2019, 3, 4)
    assert isinstance(report.published, When)
    assert "published.invalid" in [b.rule for b in report.published.because]


def test_broken_json_ld_leaves_the_rest(tmp_path: Path) -> None:
    report = read(tmp_path, page('<script type="application/ld+json">{"@type": "NewsArticle",</script>' + META))
    assert start(report) == date(2019, 3, 3)


def test_windows_1256_pages(tmp_path: Path) -> None:
    for head in ("", '<meta charset="windows-1256">'):
        (tmp_path / "page.html").write_bytes(page(head).encode("cp1256"))
        (report,) = read_paths([tmp_path / "page.html"])
        assert isinstance(report, Report)
        assert report.text.startswith(HEADLINE)
        assert report.encoding == "windows-1256"


@pytest.mark.parametrize(
    "body", ["", "<ul><li><a href='/1'>سقوط بلدة</a></li><li><a href='/2'>هدنة جديدة</a></li></ul>"]
)
def test_a_page_with_no_article_is_refused(tmp_path: Path, body: str) -> None:
    markup = f"<html><head><title>موقع الأخبار</title></head><body>{body}</body></html>"
    (tmp_path / "page.html").write_text(markup, encoding="utf-8")
    (refusal,) = read_paths([tmp_path / "page.html"])
    assert not isinstance(refusal, Report)
    assert refusal.reason == "a page with no article"


def test_a_short_article_of_two_sentences_is_read(tmp_path: Path) -> None:
    body = "<p>سيطرت قوات حكومية على بلدة صغيرة قرب النهر بعد معارك.</p><p>وانسحب المسلحون باتجاه الريف.</p>"
    report = read(tmp_path, page(body=body))
    assert "وانسحب المسلحون باتجاه الريف." in report.text


def test_lines_of_a_text_that_state_metadata(tmp_path: Path) -> None:
    text = "سقوط البلدة\n\n13 أيار 2022\n\nسيطرت القوات على البلدة بعد معارك.\n\n"
    text += "آخر تحديث: 2022.05.14 | 14:32 دمشق\nالمصدر: شبكة الأنباء\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (report,) = read_paths([tmp_path / "a.txt"])
    assert isinstance(report, Report)
    assert start(report) == date(2022, 5, 13)
    assert report.outlet == "شبكة الأنباء"
    assert [s.value for s in report.stated if s.field == "updated"] == ["2022.05.14 | 14:32 دمشق"]


@pytest.mark.parametrize("day", ["9-11-2017", "9 نوفمبر 2017", "9 تشرين الثاني 2017"])
def test_the_date_of_a_dateline(tmp_path: Path, day: str) -> None:
    text = f"سقوط البلدة\nدمشق {day} (وكالة البحر) - سيطرت القوات على البلدة بعد معارك.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (report,) = read_paths([tmp_path / "a.txt"])
    assert isinstance(report, Report)
    assert start(report) == date(2017, 11, 9)


def test_days_in_sentences_are_not_dates_of_publication(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("سقطت البلدة في 13 أيار 2022 بعد معارك.\nوتابع القصف.\n", encoding="utf-8")
    (report,) = read_paths([tmp_path / "a.txt"])
    assert isinstance(report, Report)
    assert isinstance(report.published, Unknown)


def test_meta_csv_and_the_rows_of_a_reference_set(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("سيطرت القوات على البلدة بعد معارك.\n", encoding="utf-8")
    (tmp_path / "meta.csv").write_text("report,outlet,published\na.txt,الدار,2019-03-02\n", encoding="utf-8")
    rows = [
        {"report": "b", "outlet": None, "published": None},
        {"report": "a", "published": {"start": "2019-01-01", "end": "2019-01-01", "basis": "given"}},
    ]
    given = tmp_path / "given" / "reports.jsonl"
    given.parent.mkdir()
    given.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    first, second = read_paths([tmp_path / "a.txt", tmp_path / "b.txt"], ReadOptions(meta=str(given)))
    assert isinstance(first, Report) and isinstance(second, Report)
    assert (first.outlet, start(first)) == ("الدار", date(2019, 1, 1))
    assert isinstance(second.published, Unknown)


def test_a_broken_metadata_file_is_listed_and_the_reports_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("سيطرت القوات على البلدة بعد معارك.\n", encoding="utf-8")
    (tmp_path / "meta.json").write_text("[{", encoding="utf-8")
    refusal, report = read_paths([tmp_path])
    assert isinstance(report, Report)
    assert not isinstance(refusal, Report) and "metadata cannot be read" in refusal.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.news.example/a/", "http://news.example/a?utm_source=x&fbclid=1"),
        ("https://m.news.example/a#top", "https://news.example/a/amp/"),
        ("https://news.example/%D8%A3", "https://news.example/أ"),
        ("https://news.example/?b=2&a=1", "https://news.example/?a=1&b=2"),
    ],
)
def test_urls_of_one_report(one: str, other: str) -> None:
    assert canonical_url(one) == canonical_url(other)


def test_urls_of_two_reports() -> None:
    assert canonical_url("https://news.example/?id=1") != canonical_url("https://news.example/?id=2")
