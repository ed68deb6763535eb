"""Names, offices and public facts: what they say of the day of writing, and the data that holds them."""

from __future__ import annotations

from datetime import date

import pytest
from dated import read, taking, used

from tawatur.dating.facts import parse_cut
from tawatur.dating.sentences import allowed, days_in_words, sentence
from tawatur.errors import DataError
from tawatur.languages import fold
from tawatur.lexicon import sources
from tawatur.lexicon.actors import actor_index
from tawatur.lexicon.dating import facts, speech
from tawatur.model.dating import AnyOf, Apart, Between, Constraint


def test_a_force_named_twice_existed_by_then() -> None:
    text = "تقدمت قوات سوريا الديمقراطية نحو البلدة. وقالت قوات سوريا الديمقراطية إن المعارك مستمرة."
    limit = used(read(text))["name.exists"]
    assert isinstance(limit.test, Between) and limit.test.start is not None
    assert date(2015, 7, 1) <= limit.test.start <= date(2015, 10, 10) and limit.test.end is None


def test_a_force_named_once_dates_nothing_alone() -> None:
    assert "name.exists" not in used(read("تقدمت قوات سوريا الديمقراطية نحو البلدة بعد معارك."))


def test_an_operation_did_not_exist_before_its_day() -> None:
    found = read("دخلت القوات البلدة ضمن عملية درع الفرات بعد معارك عنيفة.")
    assert found.start.day == date(2016, 8, 24) and found.end.day is None and found.sure == "open"


def test_a_figure_in_office_limits_both_ends() -> None:
    found = read("قال وزير الخارجية الأميركي جون كيري إن المحادثات مستمرة.")
    assert isinstance(used(found)["in.office"].test, AnyOf)
    assert found.start.day is not None and found.start.day.year == 2012
    assert found.end.day is not None and 2017 <= found.end.day.year <= 2018


@pytest.mark.parametrize(
    "text",
    [
        "قال وزير الخارجية الأميركي السابق جون كيري إن المحادثات مستمرة.",
        "قال جون كيري إن المحادثات مستمرة.",
        "قال نائب الرئيس الأميركي جو بايدن إن المحادثات مستمرة ثم عاد.",
    ],
)
def test_former_offices_and_bare_names_and_other_offices_are_not_this_office(text: str) -> None:
    found = used(read(text)).get("in.office")
    assert found is None or dict(found.values)["title"] == "Vice President of the United States"


def test_a_fact_told_with_today_dates_the_report_but_is_never_certain() -> None:
    text = "استعادت القوات العراقية اليوم الأحد مدينة الموصل بعد معارك استمرت أشهرا."
    claim = taking(text, "Mosul", "استعادت", "Iraqi forces", "اليوم الأحد", "Islamic State")
    found = read(text, (claim,))
    assert found.start.day == found.end.day == date(2017, 7, 9) and found.sure == "likely"


def test_the_other_side_s_taking_is_another_fact() -> None:
    text = "استعادت القوات اليوم الأحد مدينة الموصل بعد معارك استمرت أشهرا."
    found = read(text, (taking(text, "Mosul", "استعادت", "Peshmerga", "اليوم الأحد", "Islamic State"),))
    assert "fact.told" not in used(found)


@pytest.mark.parametrize(
    "text",
    [
        "بدأت القوات معركة استعادت مدينة الموصل من التنظيم في وقت قصير.",
        "في وقت قصير استعادت القوات العراقية الجامعة في مدينة الموصل.",
    ],
)
def test_a_battle_for_a_place_or_something_in_it_is_not_its_taking(text: str) -> None:
    found = read(text, (taking(text, "Mosul", "استعادت", "Iraqi forces", "", "Islamic State"),))
    assert not [rule for rule in used(found) if rule.startswith("fact.")]


def test_dates_cut_to_what_is_known() -> None:
    assert parse_cut("2014") == date(2014, 1, 1) and parse_cut("2014-02", last=True) == date(2014, 2, 28)
    assert parse_cut("2014-06-10", last=True) == date(2014, 6, 10)
    with pytest.raises(ValueError, match="2014-06"):
        parse_cut("June 2014")


def test_every_registry_date_can_be_read() -> None:
    for actor in actor_index().actors.values():
        for text in (actor.start, actor.end, *(t for o in actor.offices for t in (o.start, o.end))):
            assert text is None or parse_cut(text)


def test_facts_are_in_order_and_their_places_are_in_the_gazetteer() -> None:
    for row in facts().taken:
        assert row.place and row.by and row.loser, row.id
        assert row.battle is None or row.battle <= row.days[0], row.id
        assert (row.days[1] - row.days[0]).days <= 31, row.id


def test_named_facts_are_found_by_their_folded_words() -> None:
    for words, row in facts().named.items():
        assert words == fold(words) and row.day.year >= 2000, row.id


def test_every_data_file_names_its_source() -> None:
    for path in sources("dating"):
        assert "\nsource: " in "\n" + path.read_text(encoding="utf-8"), path.name


def test_every_rule_has_its_sentence_in_both_languages() -> None:
    texts = ["today.weekday", "this.month", "name.exists", "in.office", "sister.event", "copied.passage", "reviewer"]
    assert set(texts) <= set(speech().sentences)
    for rule, said in speech().sentences.items():
        assert set(said) == {"en", "ar"}, rule
        names = [
            "name",
            "title",
            "term",
            "source",
            "reason",
            "place",
            "other",
            "sisters",
            "sister",
            "by",
            "words",
            "days",
            "lines",
            "last",
        ]
        values = (("day", "2017-11-19"), *((name, "x") for name in names))
        one = Constraint("i", "r", rule, "usual", Between(date(2017, 1, 1), None), "كلمات", (), values)
        for language in ("en", "ar"):
            assert sentence(one, language)


def test_a_broken_data_file_is_named(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    from tawatur.lexicon import dating as lexicon_dating

    path = Path(str(tmp_path)) / "events.yaml"
    path.write_text("taken:\n- {id: x, place: [Mosul], by: [a], from: [b], days: [2017-07-10, 2017-07-01]}\n")
    with pytest.raises(DataError, match="last day"):
        lexicon_dating._build((path,))
    path.write_text("taken:\n- {id: x}\n")
    with pytest.raises(DataError, match=r"events\.yaml"):
        lexicon_dating._build((path,))


def test_numbers_of_days_in_words() -> None:
    assert [days_in_words(n, "en") for n in (1, 2, 12)] == ["1 day", "2 days", "12 days"]
    arabic = [days_in_words(n, "ar") for n in (1, 2, 3, 10, 11, 99, 100, 103, 111)]
    assert arabic == ["يوم", "يومين", "3 أيام", "10 أيام", "11 يوما", "99 يوما", "100 يوم", "103 أيام", "111 يوما"]
    assert allowed(Apart("event", 1, 1), "en") == "1 day after it"
    assert allowed(Apart("event", 0, 0), "ar") == "في اليوم نفسه"
    assert allowed(Apart("event", 1, 7), "en") == "1 to 7 days after it"
