"""Which public fact a taking is: by its parties, its words, its weekday; what stays possible beside it."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from dated import dated, given, read, taking, used

from tawatur.dating.sides import among, lineage
from tawatur.model import Link
from tawatur.model.dating import AnyOf, Between


def ranges(text: str, *claims: object, rule: str = "fact.told") -> list[tuple[date | None, date | None]]:
    """What the limit of a rule allows, empty if there is none."""
    found = used(read(text, claims)).get(rule)  # type: ignore[arg-type]
    assert found is None or isinstance(found.test, AnyOf)
    return [] if found is None else [(one.start, one.end) for one in found.test.ranges]


def test_a_side_is_that_of_the_registry_not_a_word_in_its_name() -> None:
    assert among(("Syrian government",), ("Syrian government forces",))
    assert among(("Syrian government",), ("Syrian opposition factions",)) is False
    assert among(("Syrian government",), ("SDF",)) is False
    assert among(("Islamic State",), ("Islamic State sleeper cells",))
    assert among(("Syrian government",), ("civilians", "nobody known")) is None
    assert "Iraqi government" in lineage("Iraqi Federal Police")


def test_the_opposition_s_taking_is_not_the_government_s() -> None:
    text = "سيطرت فصائل المعارضة اليوم الخميس على مدينة خان شيخون بعد معارك عنيفة."
    assert not ranges(text, taking(text, "Khan Shaykhun", "سيطرت", "Syrian opposition factions", "اليوم الخميس"))


def test_another_loser_is_another_taking() -> None:
    text = "سيطر التنظيم أمس الاثنين على مدينة البوكمال بعد معارك عنيفة."
    lost = {"loser": "Syrian government forces"}
    assert not ranges(text, taking(text, "Abu Kamal", "سيطر", "Islamic State", "أمس الاثنين", **lost))
    fits = taking(text, "Abu Kamal", "سيطر", "Islamic State", "أمس الاثنين", "Jabhat al-Nusra")
    assert ranges(text, fits) == [(date(2014, 7, 1), date(2014, 7, 1))]


def test_who_helps_the_taker_is_no_loser() -> None:
    text = "سيطر الجيش مع حلفائه اليوم الأحد على مدينة البوكمال بعد معارك عنيفة."
    claim = taking(
        text, "Abu Kamal", "سيطر", "Syrian government forces", "اليوم الأحد", "allies of the Syrian government"
    )
    assert (date(2017, 11, 19), date(2017, 11, 19)) in ranges(text, claim)


def test_who_never_held_a_place_does_not_take_it_back() -> None:
    text = "استعاد التنظيم أمس الاثنين مدينة البوكمال بعد معارك عنيفة."
    assert not ranges(text, taking(text, "Abu Kamal", "استعاد", "Islamic State", "أمس الاثنين"))


def test_a_taker_who_lost_the_place_since_may_have_taken_it_again() -> None:
    text = "انتزع التنظيم مدينة البوكمال أمس الأحد بعد معارك عنيفة."
    found = ranges(text, taking(text, "Abu Kamal", "انتزع", "Islamic State", "أمس الأحد"))
    assert found[0][0] is not None and found[0][0].year == 2014
    assert any(start and start.year == 2017 for start, _ in found[1:])  # not only the earlier


def test_a_weekday_on_which_nothing_is_known_to_have_happened_is_another_taking() -> None:
    text = "استعادت القوات العراقية مدينة الموصل الخميس بعد معارك عنيفة."
    assert not ranges(text, taking(text, "Mosul", "استعادت", "Iraqi forces", "الخميس", "Islamic State"))
    text = text.replace("الخميس", "الأحد")
    found = ranges(text, taking(text, "Mosul", "استعادت", "Iraqi forces", "الأحد", "Islamic State"))
    assert found == [(date(2017, 7, 9), date(2017, 7, 16))]


def test_a_taking_told_beside_one_that_no_fact_knows_may_be_a_later_one() -> None:
    text = "استعاد الجيش أمس مدينة خان شيخون. وكانت الفصائل سيطرت على المدينة."
    again = taking(text, "Khan Shaykhun", "استعاد", "Syrian government forces", "أمس")
    lost = taking(text, "Khan Shaykhun", "سيطرت", "Syrian opposition factions")
    assert max(end for _, end in ranges(text, again) if end) == date(2019, 8, 25)
    assert max(end for _, end in ranges(text, again, lost) if end) > date(2019, 9, 25)


def test_who_announces_a_liberation_speaks_for_the_taker() -> None:
    text = "أعلن حيدر العبادي أمس الثلاثاء تحرير مدينة تكريت بعد شهر من المعارك."
    claim = taking(text, "Tikrit", "تحرير", "", "أمس الثلاثاء")
    assert not ranges(text, claim)
    told = msgspec.structs.replace(claim, chain=(Link("Haider al-Abadi", "Iraqi government"),))
    assert ranges(text, told) == [(date(2015, 4, 1), date(2015, 4, 1))]
    taken = text.replace("تحرير", "سقوط")
    claim = taking(taken, "Tikrit", "سقوط", "", "أمس الثلاثاء")
    assert not ranges(taken, msgspec.structs.replace(claim, chain=told.chain))  # he may speak of the other side's


def test_drawing_near_puts_the_report_into_the_battle() -> None:
    text = "يقترب الجيش السوري من السيطرة على كل مدينة البوكمال بعد معارك عنيفة."
    claim = taking(text, "Abu Kamal", "السيطرة", "Syrian government forces", "", "Islamic State")
    assert ranges(text, claim, rule="fact.near") == [
        (date(2017, 11, 1), date(2017, 11, 9)),
        (date(2017, 11, 1), date(2017, 11, 19)),
    ]
    was = "كان الجيش السوري يقترب من السيطرة على كل مدينة البوكمال قبل أعوام."
    assert not used(read(was, (taking(was, "Abu Kamal", "السيطرة", "Syrian government forces", "", "Islamic State"),)))


@pytest.mark.parametrize(
    "text",
    [
        "تمشط القوات اليوم الأحد الموصل والقرى التي استعادتها بعد معارك.",
        "سيطرت القوات اليوم الأحد على الطرف الشمالي من الموصل حيث استعادتها بعد معارك.",
        "تحاول القوات استعادتها الموصل اليوم الأحد بعد معارك.",
    ],
)
def test_what_lies_beside_a_place_or_is_tried_is_not_its_taking(text: str) -> None:
    claim = taking(text, "Mosul", "استعادتها", "Iraqi forces", "اليوم الأحد", "Islamic State")
    assert not ranges(text, claim)


WEEK = "نشرة الأسبوع\nمن {period}\n\n• السبت: قصف.\n• الأحد: هجوم.\n• الثلاثاء: تقدم.\n• الجمعة: هدوء.\n"


@pytest.mark.parametrize(
    ("period", "year", "last"),
    [
        ("11 إلى 17 نوفمبر", 2017, date(2017, 11, 17)),
        ("30 أيار إلى 5 حزيران", 2020, date(2020, 6, 5)),
        ("28 كانون الأول إلى 3 كانون الثاني", 2020, date(2020, 1, 3)),
    ],
)
def test_a_digest_fits_the_years_in_which_its_lines_fall_in_order(period: str, year: int, last: date) -> None:
    test = used(dated(given(WEEK.format(period=period))))["digest.week"].test
    assert isinstance(test, AnyOf)
    assert last in [one.start for one in test.ranges if one.start and one.start.year == year]
    assert all(one.start and one.start.weekday() == 4 for one in test.ranges)


@pytest.mark.parametrize(
    "text",
    [
        "نشرة الأسبوع\n\n• السبت: قصف.\n• الأحد: هجوم.\n• الثلاثاء: تقدم.\n",  # no period
        "نشرة الأسبوع\nمن 11 إلى 17 نوفمبر\n\nقصف السبت وهجوم الأحد وتقدم الثلاثاء.\n",  # no lines
        "نشرة الشهر\nمن 1 إلى 29 نوفمبر\n\n• السبت: قصف.\n• الأحد: هجوم.\n• الثلاثاء: تقدم.\n",  # not one week
        "نشرة الأسبوع\nمن 31 إلى 36 نوفمبر\n\n• السبت: قصف.\n• الأحد: هجوم.\n• الثلاثاء: تقدم.\n",
    ],
)
def test_what_is_no_digest_limits_nothing_as_one(text: str) -> None:
    assert "digest.week" not in used(dated(given(text)))


def test_a_digest_with_its_year_is_dated_within_a_month() -> None:
    found = dated(given(WEEK.format(period="11 إلى 17 نوفمبر 2017")))
    assert found.runs == (Between(date(2017, 11, 17), date(2017, 12, 18)),)
