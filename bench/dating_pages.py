"""Pages composed for the project that state their date in many ways, and what two readers make of them.

Each page has a body of the same kind; `published` is the day that a careful reader would give, empty where the page
states none. Dates of expiry, of related articles, of events in the text, of updates and of copyright are traps.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tawatur.model import Frozen, Report, Unknown
from tawatur.reports import ReadOptions, read_paths

BODY = (
    "<p>أعلنت القوات المشتركة أنها سيطرت على التلال المطلة على البلدة بعد معارك استمرت ساعات عدة مع المسلحين.</p>"
    "<p>وقال ناطق باسمها إن فرق الهندسة بدأت إزالة الألغام من الطرق المؤدية إلى السوق القديم وسط البلدة.</p>"
    "<p>ونزحت عشرات العائلات نحو القرى المجاورة، فيما تستمر المنظمات في توزيع المساعدات عليها قرب الجسر.</p>"
)
TITLE = "القوات المشتركة تسيطر على التلال المطلة على البلدة"


class Page(Frozen, frozen=True):
    """One page: its name, its HTML, and the day on which it says it was published (ISO), empty if it does not say."""

    name: str
    html: str
    published: str


def _page(name: str, published: str, head: str = "", above: str = "", below: str = "", title: str = TITLE) -> Page:
    html = (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article><h1>{title}</h1>{above}{BODY}{below}</article></body></html>"
    )
    return Page(name, html, published)


def _meta(name: str, value: str, key: str = "property") -> str:
    return f'<meta {key}="{name}" content="{value}">'


def _ld(*pairs: tuple[str, str], type: str = "NewsArticle") -> str:
    inner = ", ".join(f'"{key}": "{value}"' for key, value in pairs)
    return (
        f'<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "{type}", {inner}}}</script>'
    )


_RELATED = (
    '<aside class="related"><h3>مقالات ذات صلة</h3><time datetime="2012-02-03">3 شباط 2012</time>'
    '<a href="/2012/02/03/other">خبر آخر قديم</a></aside>'
)
_EXPIRY = _meta("expires", "2030-01-01", "name") + _meta("article:expiration_time", "2031-05-05T00:00:00Z")
_PUB, _MOD = "article:published_time", "article:modified_time"

PAGES: tuple[Page, ...] = (
    _page("open graph", "2016-08-12", _meta(_PUB, "2016-08-12T18:22:00+03:00")),
    _page("open graph, updated later", "2016-08-12", _meta(_MOD, "2016-09-01") + _meta(_PUB, "2016-08-12")),
    _page("open graph, expiry", "2018-03-18", _EXPIRY + _meta(_PUB, "2018-03-18T09:00:00Z")),
    _page("expiry alone", "", _EXPIRY),
    _page("json-ld", "2019-10-09", _ld(("datePublished", "2019-10-09T16:00:00+03:00"))),
    _page("json-ld, updated", "2019-10-09", _ld(("dateModified", "2020-01-01"), ("datePublished", "2019-10-09"))),
    _page("json-ld, report", "2020-06-05", _ld(("datePublished", "2020-06-05"), type="ReportageNewsArticle")),
    _page("json-ld of an organisation", "", _ld(("foundingDate", "1998-05-01"), type="Organization")),
    _page("json-ld, expires", "2021-02-11", _ld(("expires", "2025-02-11"), ("datePublished", "2021-02-11"))),
    _page("dublin core", "2014-09-21", _meta("DC.date.issued", "2014-09-21", "name")),
    _page("meta date", "2015-03-26", _meta("date", "2015-03-26", "name")),
    _page("itemprop meta", "2017-10-17", _meta("datePublished", "2017-10-17T12:00", "itemprop")),
    _page("parsely", "2023-04-15", _meta("parsely-pub-date", "2023-04-15T08:00:00Z", "name")),
    _page("time element", "2017-07-10", above='<time datetime="2017-07-10T14:00">10 تموز 2017</time>'),
    _page("time element, related before", "2017-07-10", above=_RELATED + '<time datetime="2017-07-10">أمس</time>'),
    _page("related alone", "", below=_RELATED),
    _page("time element in words", "2016-03-27", above="<time>27 آذار 2016</time>"),
    _page("address with a day", "2017-11-09", '<link rel="canonical" href="https://news.example/2017/11/09/town">'),
    _page("address, compact", "2018-04-14", '<link rel="canonical" href="https://news.example/20180414/town.html">'),
    _page("address against meta", "2016-05-22", _meta(_PUB, "2016-05-22")
          + '<link rel="canonical" href="https://news.example/2016/05/23/town">'),
    _page("address number is no day", "", '<link rel="canonical" href="https://news.example/a/20991399">'),
    _page("published in, Levant month", "2015-12-28", above="<p>نشر في: 28 كانون الأول 2015</p>"),
    _page("published in, Egyptian month", "2015-12-28", above="<p>تاريخ النشر: 28 ديسمبر 2015</p>"),
    _page("published in, both months", "2013-06-05", above="<p>نشر في 5 يونيو/حزيران 2013</p>"),
    _page("published in, Maghrebi month", "2020-07-14", above="<p>نشر في 14 جويلية 2020</p>"),
    _page("published in, Arabic digits", "2014-06-29", above="<p>نشر بتاريخ: ٢٩ يونيو ٢٠١٤</p>"),
    _page("published in, numbers", "2016-06-17", above="<p>تاريخ النشر: 17/06/2016</p>"),
    _page("published in, day first", "2016-04-03", above="<p>تاريخ النشر: 03/04/2016</p>"),
    _page("published and updated lines", "2019-03-23",
          above="<p>نشر في: 23 مارس 2019</p><p>آخر تحديث: 25 مارس 2019</p>"),
    _page("weekday before the date", "2017-11-19", above="<p>الأحد 19 نوفمبر 2017 - 15:40</p>"),
    _page("date line with an hour", "2018-07-12", above="<p>12 تموز 2018 الساعة 10:15 بتوقيت دمشق</p>"),
    _page("Hijri", "2015-07-04", above="<p>نشر في: 17 رمضان 1436 هـ</p>"),
    _page("Hijri and common", "2015-07-04", above="<p>نشر في: 17 رمضان 1436 هـ - 4 يوليو 2015 م</p>"),
    _page("Hijri day of week", "2017-10-05", above="<p>الخميس 15 محرم 1439 هـ</p>"),
    _page("no such day", "", above="<p>نشر في: 31 نوفمبر 2017</p>"),
    _page("event in the headline", "2018-06-10", _meta(_PUB, "2018-06-10"),
          title="ماذا جرى في 10 حزيران 2014 في المدينة"),
    _page("two dates in the headline", "", title="من 9 نيسان 2003 إلى 10 حزيران 2014: سقوط مدينتين في تقرير"),
    _page("event in the text alone", "", below="<p>وكانت البلدة سقطت في 15 مايو 2014 بعد حصار طويل للقوات فيها.</p>"),
    _page("copyright", "", below='<footer><p>جميع الحقوق محفوظة © 2024</p></footer>'),
    _page("epoch", "2017-11-09", _meta(_PUB, "1510228800")),
    _page("English month", "2017-10-20", _meta("pubdate", "Fri, 20 Oct 2017 11:00:00 GMT", "name")),
    _page("unpadded", "2016-01-07", _meta("publish-date", "2016-1-7", "name")),
)  # fmt: skip


def _read(page: Page) -> Report | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(page.html, encoding="utf-8")
        found = [one for one in read_paths([path], ReadOptions()) if isinstance(one, Report)]
    return found[0] if found else None


def by_tawatur(page: Page) -> str:
    """The day that reading gives, empty if none."""
    report = _read(page)
    if report is None or isinstance(report.published, Unknown) or not report.published.is_day:
        return ""
    return str(report.published.start)


def by_htmldate(page: Page) -> str:
    """The day that `htmldate` gives (original date wanted, no guess from the file's own)."""
    from htmldate import find_date  # noqa: PLC0415 (a peer, if it is installed)

    return find_date(page.html, original_date=True) or ""
