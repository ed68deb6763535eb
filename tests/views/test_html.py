"""The page: complete in itself, everything escaped, every claim reachable with and without JavaScript."""

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tawatur import passages
from tawatur.lexicon.files import SHIPPED, read_yaml
from tawatur.model import (
    EVENT_TYPES,
    Because,
    Claim,
    Contents,
    Link,
    Modality,
    Passage,
    PlaceKind,
    PlaceRef,
    Polarity,
    Precision,
    Quantity,
    Refusal,
    Report,
    Span,
    Unit,
    Unknown,
    When,
)
from tawatur.reports import ReadOptions, read_paths
from tawatur.views import html
from tawatur.views.cards import GROUPS, amount, days, share
from tawatur.views.exchange import read_claims

ROOT = Path(__file__).resolve().parents[2]
NONE = Unknown("nothing in the text says it")
EVIL = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;"
VOID = {"meta", "input", "br", "img", "link", "hr"}


def report(**changes):
    fields = {
        "id": "report-1",
        "identity": "one",
        "name": "one",
        "text": "سيطر الجيش على البلدة.\nشارك الخبر",
        "source": "one.txt",
        **dict.fromkeys(("outlet", "title", "author", "url", "published", "language"), NONE),
    }
    return Report(**(fields | changes))


def claim(**changes):
    fields = {
        "id": "claim-1",
        "report": "report-1",
        "evidence": Span(0, 21),
        "type": "control.change",
        "agents": ("Syrian government forces",),
        "targets": (),
        **dict.fromkeys(("place", "when", "extent", "quantity"), NONE),
        "polarity": "affirmed",
        "modality": "actual",
        "chain": (),
    }
    return Claim(**(fields | changes))


def contents(*claims, reports=None, **more):
    return Contents(tuple(reports or [report()]), more.pop("passages", ()), (), tuple(claims), **more)


class Tree(HTMLParser):
    """Elements with their attributes and text; fails on tags that do not close in order."""

    def __init__(self, page):
        super().__init__()
        self.open, self.elements = [], []
        self.feed(page)
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "text": "", **dict(attrs)}
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def all(self, tag, **attrs):
        return [e for e in self.elements if e["tag"] == tag and all(e.get(k) == v for k, v in attrs.items())]

    def ids(self):
        return [e["id"] for e in self.elements if "id" in e]


@pytest.fixture(scope="module")
def sample():
    directory = ROOT / "samples" / "abukamal"
    paths = sorted(p for p in directory.iterdir() if p.suffix in {".txt", ".html"})
    reports = sorted((r for r in read_paths(paths, ReadOptions()) if isinstance(r, Report)), key=lambda r: r.name)
    claims = read_claims(directory / "reference" / "claims.jsonl", reports)
    cut = tuple(p for r in reports for p in passages.split(r).passages)
    refusals = (Refusal("empty.txt", "the file is empty"),)
    return Contents(tuple(reports), cut, (), claims, refusals)


def test_the_sample_makes_a_well_formed_page_with_every_claim(sample):
    tree = Tree(html.render(sample))
    ids = tree.ids()
    assert len(ids) == len(set(ids))
    assert {f"c{n}" for n in range(1, len(sample.claims) + 1)} <= set(ids)
    assert {f"b{n}" for n in range(1, len(sample.claims) + 1)} <= set(ids)
    assert {"summary", "reports", "claims", "refusals"} <= set(ids)


def test_every_link_inside_the_page_has_its_target(sample):
    tree = Tree(html.render(sample))
    links = [e["href"] for e in tree.all("a")]
    assert links and all(link.startswith("#") and link[1:] in tree.ids() for link in links)


def test_every_text_stands_unchanged_in_the_page(sample):
    tree = Tree(html.render(sample))
    shown = [e for e in tree.all("div") if e.get("class") == "text"]
    numbers = re.compile(r"\d+[×؟]?")
    for sheet, one in zip(shown, sample.reports, strict=True):
        # The numbers of claims stand inside the text; everything else is the report's own.
        left = "".join(numbers.sub("", sheet["text"]).split())
        assert left == "".join(numbers.sub("", one.text).split())


def test_the_page_asks_nothing_of_a_network(sample):
    page = html.render(sample)
    assert not re.search(r"""(?:src|href|action|data)\s*=\s*["']?(?:https?:)?//""", page)
    assert "@import" not in page and "url(" not in page.replace("url(#", "")  # patterns of its own figures
    assert "default-src 'none'" in page


def test_what_comes_from_outside_is_escaped_everywhere():
    evil = claim(
        agents=(EVIL,),
        targets=(EVIL,),
        place=PlaceRef(EVIL, EVIL, None, None, "city"),
        quantity=Quantity(3, None, "person", EVIL),
        chain=(Link(EVIL, EVIL, anonymous=True),),
        because=(Because(f"type: {EVIL}", EVIL, 0.5, (Span(0, 10),)), Because(EVIL, EVIL)),
    )
    one = report(text=EVIL, outlet=EVIL, title=EVIL, author=EVIL, url="javascript:alert(1)", name=EVIL)
    evil_claim = Claim(**{**{f: getattr(evil, f) for f in evil.__struct_fields__}, "evidence": Span(0, len(EVIL))})
    page = html.render(contents(evil_claim, reports=[one], refusals=(Refusal(EVIL, EVIL, EVIL),)))
    tree = Tree(page)
    assert len(tree.all("script")) == 2 and not tree.all("img")
    assert not [e for e in tree.elements if any(name.startswith("on") for name in e)]
    assert not [e for e in tree.all("a") if e["href"].startswith("javascript")]


def test_the_policy_admits_the_pages_own_script_and_no_other():
    import base64
    import hashlib

    page = html.render(contents(claim()))
    script = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    assert len(script) == 1 and f"script-src 'sha256-{digest}'" in page


def test_a_claim_shows_its_slots_its_reasons_and_why_a_slot_is_unknown():
    full = claim(
        place=PlaceRef("البلدة", "Palmyra", 34.55, 38.27, "city"),
        when=When(date(2017, 11, 9), None, "day", (Because("times.since", "«since» opens the interval"),)),
        quantity=Unknown("two numbers stand in the clause"),
        extent=(0.45, 0.55),
        polarity="denied",
        chain=(Link("Agence France-Presse"), Link("field source", "allies", anonymous=True)),
        because=(Because("place: places.clause", "the only place of the clause", 0.92, (Span(15, 21),)),
                 Because("quantity: none", "no unit fits")),
    )  # fmt: skip
    page = html.render(contents(full))
    text = next(e["text"] for e in Tree(page).all("li", id="c1"))
    for expected in ("Palmyra", "34.550, 38.270", "2017-11-09 – …", "45–55 %", "the only place of the clause (0.92)"):
        assert expected in text
    for expected in ("places.clause", "two numbers stand in the clause", "Agence France-Presse", "«since» opens"):
        assert expected in text
    assert 'class="polarity-denied"' in page and 'class="x"' in page and "1×</a>" in page


def test_a_reason_for_one_actor_stands_with_the_actors():
    page = html.render(contents(claim(because=(Because("agent: links.verb", "subject of the verb"),))))
    slot = re.search(r'<dt class="label-agents"></dt>(.*?)<dt', page, re.DOTALL)
    assert "subject of the verb" in slot[1]


def test_filters_know_what_each_claim_names():
    one = claim(place=PlaceRef("حلب", "Aleppo", None, None, "city"), chain=(Link("SANA"),), targets=("Islamic State",))
    two = claim(id="claim-2", evidence=Span(5, 21), type="clash", polarity="denied", modality="expected")
    tree = Tree(html.render(contents(one, two)))
    tokens = [set(e["data-f"].split()) for e in tree.all("li") if "data-f" in e]
    assert tokens == [
        {"t0", "p1", "r1", "a0", "a1", "s1", "na", "ma"},
        {f"t{EVENT_TYPES.index('clash')}", "p0", "r1", "a1", "s0", "nd", "me"},
    ]


def test_known_actors_and_sources_are_named_in_both_languages():
    one = claim(agents=("Hezbollah", "Brigade 12"), targets=("civilians",), chain=(Link("Reuters"),))
    page = html.render(contents(one))
    assert '<bdi class="ar">حزب الله</bdi><bdi class="en" lang="en">Hezbollah</bdi>' in page
    assert '<bdi class="ar">مدنيون</bdi>' in page and '<bdi class="ar">رويترز</bdi>' in page
    assert "<bdi>Brigade 12</bdi>" in page


def test_furniture_is_greyed_and_refusals_are_listed():
    one = report()
    cut = (Passage("p", one.id, Span(23, 33), "furniture"),)
    page = html.render(contents(claim(), passages=cut, refusals=(Refusal("x.bin", "a binary file", "save it"),)))
    assert '<span class="f">شارك الخبر</span>' in page
    assert "x.bin" in page and "a binary file" in page and "save it" in page


def test_an_empty_casebook_makes_a_page():
    tree = Tree(html.render(Contents((), (), (), ())))
    assert not tree.all("mark", **{"data-c": "1"})


def test_the_same_contents_make_the_same_page(sample):
    assert html.render(sample) == html.render(sample)


def test_writing_leaves_one_readable_file(tmp_path):
    target = tmp_path / "page.html"
    assert html.write(contents(claim()), target) == target
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_claim_of_a_large_casebook_costs_little(sample):
    page = html.render(sample)
    texts = sum(len(r.text.encode()) for r in sample.reports)
    start = page.index('<li id="c1"')
    assert (len(page[start:].encode()) - 20_000) / len(sample.claims) < 3_000
    assert len(page.encode()) < 60_000 + 4 * texts + 3_000 * len(sample.claims)


def test_both_languages_have_the_same_labels():
    arabic, english = (read_yaml(SHIPPED / "messages" / f"page.{language}.yaml") for language in ("ar", "en"))
    assert {s: list(arabic[s]) for s in arabic} == {s: list(english[s]) for s in english}
    for section in arabic:
        for key, text in arabic[section].items():
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english[section][key])), key


def test_every_value_of_the_codebook_has_a_label_and_every_type_a_line():
    from typing import get_args

    labels = read_yaml(SHIPPED / "messages" / "page.ar.yaml")
    values = {"kind": PlaceKind, "unit": Unit, "precision": Precision, "polarity": Polarity, "modality": Modality}
    assert {section: set(labels[section]) for section in values} == {s: set(get_args(v)) for s, v in values.items()}
    assert set(labels["type"]) == set(EVENT_TYPES) == {t for types in GROUPS.values() for t in types}


def test_how_values_are_written():
    assert days(When(date(2017, 11, 9), date(2017, 11, 9), "day")) == ("2017-11-09",)
    assert days(When(None, date(2017, 11, 9), "day")) == ("…", "2017-11-09")
    assert (share((1, 1)), share((0.45, 0.55))) == ("100 %", "45–55 %")
    assert amount(Quantity(120000, 120000, "person", "")) == "120,000"
    assert amount(Quantity(20, 99, "person", "")) == "20–99"
    assert amount(Quantity(200, None, "person", "")) == "≥ 200"
