"""The page of a large casebook: cut to its limits, events with most chains first; it says what it leaves out."""

import re
from datetime import date

from tawatur.corroboration import corroborate
from tawatur.model import Because, Claim, Contents, Link, PlaceRef, Report, Span, Unknown, day
from tawatur.views import html
from tawatur.views.page_choice import NO_LIMITS, Limits

NONE = Unknown("nothing says it")
PLACES = {name: PlaceRef(name, name, 30 + n, 40.0, "city") for n, name in enumerate(("Alpha", "Beta", "Gamma"))}
SMALL = Limits(whole=2, claims=4, reports=3, letters=80, events=1, conflicts=1, copies=1, sources=1)


def report(n):
    return Report(
        f"r{n}", f"r{n}", f"r{n}", f"سيطر الجيش على البلدة رقم {n} أمس.", f"r{n}", f"outlet {n}", NONE, NONE, NONE,
        day(date(2020, 1, 2)), "ar",
    )  # fmt: skip


def claim(n, place, source):
    reasons = (Because("place: links", "the nearest", 0.9), Because("place: other", "a weaker reason", 0.2))
    return Claim(
        f"claim-{n}", f"r{n}", Span(0, 20), "control.change", ("Syrian government forces",), (), PLACES[place],
        day(date(2020, 1, 1)), NONE, NONE, "affirmed", "actual", (Link(source),) if source else (), reasons,
    )  # fmt: skip


def casebook():
    """Two claims of Alpha from one root, three of Beta from three, one of Gamma alone."""
    claims = (
        claim(0, "Alpha", "SANA"), claim(1, "Alpha", "SANA"), claim(2, "Gamma", ""), claim(3, "Beta", "SANA"),
        claim(4, "Beta", "Islamic State"), claim(5, "Beta", "Russian Ministry of Defence"),
    )  # fmt: skip
    reports = tuple(map(report, range(6)))
    return Contents(reports, (), (), claims), corroborate(claims, reports, ())


def test_a_small_casebook_is_shown_whole_with_every_reason():
    page = html.render(*casebook())
    assert len(re.findall(r'<li id="c\d+"', page)) == 6 and 'class="note left"' not in page
    assert "a weaker reason" in page


def test_a_large_one_keeps_the_events_with_most_chains_and_says_what_it_leaves_out():
    contents, across = casebook()
    page = html.render(contents, across, limits=SMALL)
    assert page.count('<details class="event"') == 1 and "Beta" in page.split('id="events"')[1].split("</section>")[0]
    assert len(re.findall(r'<li id="c\d+"', page)) == 3  # four were allowed, one of them in a report left out
    assert page.count('<details class="report"') == 3
    for words in ("3 of 6 claims", "1 of 2 events", "3 of 6 reports", "tawatur events CASE --all", "--whole"):
        assert words in page
    assert "a weaker reason" not in page and "tawatur why CASE CLAIM" in page
    assert 'data-c="' in page and page.count('class="text"') < 3


def test_a_cut_page_links_only_to_what_stands_on_it():
    contents, across = casebook()
    page = html.render(contents, across, limits=SMALL)
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_the_whole_page_can_be_had(tmp_path):
    contents, across = casebook()
    assert html.render(contents, across, limits=NO_LIMITS) == html.render(contents, across)
    assert html.write(contents, tmp_path / "a.html", across, whole=True).read_text() == html.render(contents, across)
