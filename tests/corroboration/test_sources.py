"""What sources did: shares with intervals."""

from datetime import date

import pytest
from telling import ARMY, REBELS, across, claim, report, said

from tawatur.corroboration import source_lines
from tawatur.corroboration.sources import share


def test_the_interval_is_wilsons():
    found = share(1, 10)
    assert (found.low, found.high) == pytest.approx((0.0179, 0.4042), abs=1e-4) and not found.small
    assert share(0, 3).low == 0.0 and share(0, 3).high > 0.5 and share(0, 3).small
    assert (share(0, 0).low, share(0, 0).high) == (0.0, 1.0)


def test_who_is_first_whom_one_relays_and_who_is_confirmed_by_the_other_side():
    a = report("Alpha Press", "سيطر الجيش على البلدة")
    b = report("Beta News", "خسر المقاتلون بلدتهم اليوم", date(2016, 3, 4))
    x = claim(a, chain=said("General Command", organisation=ARMY))
    y = claim(b, chain=said("Nur Haddad", organisation=REBELS))
    lines = {line.name: line for line in source_lines(across(x, y, reports=(a, b)), (a, b))}
    assert (lines["Alpha Press"].first.count, lines["Beta News"].first.count) == (1, 0)
    assert lines["Alpha Press"].relays == ((f"General Command ({ARMY})", 1),)
    assert lines[f"General Command ({ARMY})"].confirmed.count == 1
    assert lines["Alpha Press"].first.small


def test_a_source_that_is_contradicted_is_counted_by_claims():
    a, b = report("Alpha Press", "سيطر الجيش على البلدة"), report("Beta News", "نفى المجلس سقوط البلدة")
    x = claim(a, chain=said("Sami Nour", organisation="valley council"))
    y = claim(b, polarity="denied", chain=said("Rim Adel", organisation="harbour council"))
    lines = {line.name: line for line in source_lines(across(x, y, reports=(a, b)), (a, b))}
    assert lines["Alpha Press"].contradicted.count == 1
