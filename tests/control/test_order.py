"""What came after something dated, and camps named so seldom that they were misread."""

from collections import Counter
from datetime import date

import pytest
from held import GOVERNMENT, STATE, claim, report
from msgspec.structs import replace

from tawatur.control.camps import Table
from tawatur.control.observe import observe, sources_of
from tawatur.model import Span

FIRST = "أعلن الجيش في التاسع من الشهر دخول البلدة"


def told(second, between=" "):
    """Observed days of a second, undated capture that a report tells after a dated one."""
    text = FIRST + between + second
    page = replace(report("r1"), text=text)
    start = len(FIRST + between)
    claims = [
        claim("a", who=GOVERNMENT, whom=STATE, on="2017-11-09", evidence=Span(0, len(FIRST))),
        claim("b", who=STATE, whom=GOVERNMENT, evidence=Span(start, len(text))),
    ]
    (found,) = observe(claims, sources_of(claims, [page]))
    gain = next(o for o in found.observations if o.claim == "b" and o.measure == "share" and o.low == 1)
    return gain.start, gain.end


@pytest.mark.parametrize("words", ["لكن المقاتلين استعادوها بعدها بأيام", "وفي وقت لاحق خسرها"])
def test_a_later_act_is_of_the_days_after_the_dated_one(words):
    assert told(words) == (date(2017, 11, 10), date(2017, 11, 19))


@pytest.mark.parametrize("words", ["بعد سيطرة القوات على المدينة", "واستعادها المقاتلون"])
def test_an_act_that_is_not_said_to_be_later_has_the_days_of_its_report(words):
    assert told(words) == (date(2017, 11, 14), date(2017, 11, 19))


def test_what_is_told_far_away_is_not_the_anchor():
    assert told("وخسرها بعدها بأيام", between=" كلام" * 120 + " ")[0] == date(2017, 11, 14)


def test_a_camp_named_once_among_many_is_left_out_of_extracted_claims_only():
    counts = {"first": Counter({"One": 60}), "second": Counter({"Two": 40}), "third": Counter({"Three": 1})}
    assert {camp.name for camp in Table(counts, least=0.05).camps} == {"One", "Two"}
    assert len(Table(counts).camps) == 3
