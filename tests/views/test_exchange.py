"""The exchange format: what is written is what was there, and reading it back gives the same claims."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.errors import DataError
from tawatur.model import (
    EVENT_TYPES,
    Because,
    Claim,
    Link,
    Passage,
    PlaceRef,
    Quantity,
    Report,
    Span,
    Unknown,
    When,
)
from tawatur.model.contents import Contents, CrossLink, ReportSpan
from tawatur.views.exchange import read_claims, read_links, report_names, write

TEXT = "سيطر الجيش على التلة الشرقية يوم الاثنين، وفق المرصد.\r\nوقال «مصدر»\u2028إن المعارك مستمرة.\n"
NONE = Unknown("the text does not say")


def report(name="one", **changes):
    fields = {
        "id": f"report-{name}-0123456789",
        "identity": name,
        "name": name,
        "text": TEXT,
        "source": f"{name}.txt",
        **dict.fromkeys(("outlet", "title", "author", "url", "published", "language"), NONE),
    }
    return Report(**(fields | changes))


def claim(**changes):
    fields = {
        "id": "claim-1",
        "report": report().id,
        "evidence": Span(0, 28),
        "type": "control.change",
        "agents": ("Syrian government forces",),
        "targets": (),
        **dict.fromkeys(("place", "when", "extent", "quantity"), NONE),
        "polarity": "affirmed",
        "modality": "actual",
        "chain": (),
    }
    return Claim(**(fields | changes))


def contents(claims=(), reports=None, **more):
    reports = [report()] if reports is None else reports
    return Contents(tuple(reports), more.pop("passages", ()), (), tuple(claims), **more)


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_a_full_claim_has_the_keys_of_the_codebook_in_their_order(tmp_path):
    full = claim(
        place=PlaceRef("التلة الشرقية", "Tell", 34.5, 40.0, "other", part="quarters"),
        when=When(date(2017, 11, 6), None, "day"),
        extent=(0.45, 0.55),
        quantity=Quantity(120000.0, None, "person", "120 ألف"),
        chain=(Link("AFP"), Link("field source", "allies", anonymous=True)),
    )
    write(contents([full]), tmp_path)
    assert lines(tmp_path / "claims.jsonl") == [
        {
            "id": "claim-1",
            "report": "one",
            "evidence": {"start": 0, "end": 28, "text": TEXT[:28]},
            "type": "control.change",
            "agents": ["Syrian government forces"],
            "targets": [],
            "place": {"text": "التلة الشرقية", "name": "Tell", "lat": 34.5, "lon": 40, "kind": "other"},
            "when": {"start": "2017-11-06", "end": None, "precision": "day"},
            "extent": [0.45, 0.55],
            "quantity": {"low": 120000, "high": None, "unit": "person", "text": "120 ألف"},
            "polarity": "affirmed",
            "modality": "actual",
            "chain": [
                {"who": "AFP", "organisation": None, "anonymous": False},
                {"who": "field source", "organisation": "allies", "anonymous": True},
            ],
        }
    ]
    assert '"low":120000,' in (tmp_path / "claims.jsonl").read_text(encoding="utf-8")


def test_unknown_is_null_and_arabic_is_not_escaped(tmp_path):
    write(contents([claim(place=Unknown("two places fit"))]), tmp_path)
    text = (tmp_path / "claims.jsonl").read_text(encoding="utf-8")
    assert '"place":null,"when":null,"extent":null,"quantity":null' in text
    assert "سيطر الجيش" in text and "\\u0" not in text


def test_reports_carry_their_date_with_its_basis_and_their_furniture(tmp_path):
    published = When(date(2017, 11, 9), date(2017, 11, 9), "day", (Because("dating.x", "says today, Thursday"),))
    one = report(outlet="SANA", published=published)
    passages = (
        Passage("p1", one.id, Span(30, 40), "furniture"),
        Passage("p2", one.id, Span(0, 20), "sentence"),
        Passage("p3", one.id, Span(40, 50), "furniture"),
    )
    write(contents(reports=[one, report("two")], passages=passages), tmp_path)
    assert lines(tmp_path / "reports.jsonl") == [
        {
            "report": "one",
            "outlet": "SANA",
            "published": {"start": "2017-11-09", "end": "2017-11-09", "basis": "says today, Thursday"},
            "boilerplate": [{"start": 30, "end": 50}],
        },
        {"report": "two", "outlet": None, "published": None, "boilerplate": []},
    ]


def test_links_name_claims_or_passages_and_keep_their_order(tmp_path):
    one, two = report(), report("two")
    links = (
        CrossLink("link-2", "supersession", ("claim-b", "claim-a")),
        CrossLink("link-1", "reuse", (), (ReportSpan(one.id, 0, 9), ReportSpan(two.id, 3, 12))),
    )
    write(contents(reports=[one, two], links=links), tmp_path)
    spans = [{"report": "one", "start": 0, "end": 9}, {"report": "two", "start": 3, "end": 12}]
    expected = [
        {"kind": "reuse", "members": spans},
        {"kind": "supersession", "members": ["claim-b", "claim-a"]},
    ]
    assert lines(tmp_path / "links.jsonl") == expected
    assert [row.kind for row in read_links(tmp_path)] == ["reuse", "supersession"]


def test_two_reports_of_one_name_stay_apart():
    names = report_names([report(id="report-00000001"), report(id="report-00000002"), report("two", id="r3")])
    assert names == {"report-00000001": "one~00000001", "report-00000002": "one~00000002", "r3": "two"}


def words(maximum=12):
    return st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=maximum)


def unknown_or(strategy):
    return st.one_of(st.just(Unknown("the line gives none")), strategy)


days = st.dates(date(1990, 1, 1), date(2040, 1, 1))
places = st.builds(
    PlaceRef, words(), words(), st.none() | st.floats(-90, 90), st.none() | st.floats(-180, 180), st.just("city")
)
whens = st.builds(When, st.none() | days, st.none() | days, st.sampled_from(["day", "month", "unknown"]))
quantities = st.builds(
    Quantity, st.integers(0, 10**9).map(float), st.none() | st.floats(0, 1e9), st.just("person"), words()
)
links = st.builds(Link, words(), st.just("") | words(), st.booleans())
spans = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 30)).map(
    lambda pair: Span(pair[0], min(len(TEXT), pair[0] + pair[1]))
)
claims = st.builds(
    Claim,
    id=st.uuids().map(str),
    report=st.sampled_from([report().id, report("two").id]),
    evidence=spans,
    type=st.sampled_from(EVENT_TYPES),
    agents=st.lists(words(), max_size=3).map(tuple),
    targets=st.lists(words(), max_size=3).map(tuple),
    place=unknown_or(places),
    when=unknown_or(whens),
    extent=unknown_or(st.tuples(st.floats(0, 1), st.floats(0, 1))),
    quantity=unknown_or(quantities),
    polarity=st.sampled_from(["affirmed", "denied"]),
    modality=st.sampled_from(["actual", "expected", "intended", "possible"]),
    chain=st.lists(links, max_size=3).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(claims, max_size=6, unique_by=lambda c: c.id), st.randoms())
def test_claims_survive_the_round_trip_in_any_order(tmp_path_factory, some, dice):
    directory = tmp_path_factory.mktemp("exchange")
    reports = (report(), report("two"))
    write(contents(some, reports), directory)
    read = read_claims(directory / "claims.jsonl", reports)
    assert sorted(read, key=lambda c: c.id) == sorted(some, key=lambda c: c.id)
    first = (directory / "claims.jsonl").read_bytes()
    dice.shuffle(some)
    write(contents(some, reports[::-1]), directory)
    assert (directory / "claims.jsonl").read_bytes() == first


def written(tmp_path, **changes):
    """A claims file with one good line and a second one with the changes."""
    write(contents([claim()]), tmp_path)
    path = tmp_path / "claims.jsonl"
    good = path.read_text(encoding="utf-8")
    bad = json.dumps(json.loads(good) | {"id": "claim-2"} | changes, ensure_ascii=False)
    path.write_text(good + bad + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"report": "onne"}, "no report 'onne' was read; nearest: one"),
        ({"type": "battle"}, "type 'battle' is not one of control.change"),
        ({"polarity": None}, "polarity None is not one of"),
        ({"id": "claim-1"}, "the id 'claim-1' stands twice"),
        ({"evidence": {"start": 1, "end": 29, "text": TEXT[:28]}}, "the text at 1..29 is"),
        ({"evidence": {"start": 5, "end": 900, "text": "x"}}, "lies outside"),
        ({"evidence": {"start": -1, "end": 9}}, "lies outside"),
        ({"place": {"text": "x", "name": "X", "kind": "town"}}, "place.kind 'town' is not one of"),
        ({"when": {"start": "9/11/2017", "end": None, "precision": "day"}}, "Invalid isoformat string: '9/11/2017'"),
        ({"quantity": {"unit": "person", "text": "4"}}, "quantity.low is missing"),
        ({"agents": "Hezbollah"}, "Expected `array`"),
    ],
)
def test_a_line_that_does_not_fit_is_named_and_quoted(tmp_path, changes, why):
    path = written(tmp_path, **changes)
    with pytest.raises(DataError) as error:
        read_claims(path, [report()])
    assert str(error.value).startswith("claims.jsonl, line 2: ")
    assert why in str(error.value) and '{"id": "claim-' in str(error.value)


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    path = tmp_path / "claims.jsonl"
    path.write_bytes("سيطر".encode("windows-1256"))
    with pytest.raises(DataError, match=r"claims\.jsonl: not UTF-8 at byte 0"):
        read_claims(path, [report()])
