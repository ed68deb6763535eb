"""The actor registry: its size, its lint, its generated forms, and what a wrong row gets to hear."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.errors import DataError
from tawatur.lexicon.actor_build import build
from tawatur.lexicon.actor_forms import adjective_keys, name_keys, phrase_key, plural_keys, possessed_keys
from tawatur.lexicon.actor_lint import lint_actors, unchecked_actors
from tawatur.lexicon.actors import (
    Actor,
    Anaphor,
    Country,
    Heads,
    Membership,
    Names,
    Office,
    read_actors,
    read_anaphors,
    read_countries,
    read_heads,
)


def actor(ident: str, *ar: str, **more: object) -> Actor:
    fields: dict[str, object] = {"name": f"Force {ident}", "kind": "militia", "source": "composed", "ar": Names(ar)}
    return Actor(id=ident, **(fields | more))  # type: ignore[arg-type]


def test_shipped_rows_pass_the_lint() -> None:
    assert lint_actors(read_actors(), read_anaphors(), read_countries()) == ()


def test_registry_has_three_hundred_actors_and_two_hundred_figures() -> None:
    rows = read_actors()
    assert sum(row.kind not in ("figure", "generic") for row in rows) >= 300
    assert sum(row.kind == "figure" for row in rows) >= 200


def test_every_war_has_forces_of_at_least_two_sides() -> None:
    rows = read_actors()
    for code in ("SY", "IQ", "LB", "YE", "LY", "PS", "SD"):
        assert len({row.side for row in rows if code in row.countries and row.side}) >= 2, code


def test_unchecked_rows_are_listed() -> None:
    rows = (actor("a", "قوات أ"), actor("b", "قوات ب", source="general knowledge, unchecked"))
    assert unchecked_actors(rows) == ("b",)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (actor("Bad Id", "قوات"), "an id is"),
        (actor("a", "قوات", source=" "), "no provenance"),
        (actor("a", "قوات", name="قوات"), "English name"),
        (actor("a", "قوات", start="2015", end="2014-06"), "ends (2014-06) before it starts (2015)"),
        (actor("a", "قوات", start="06/2015"), "is not YYYY"),
        (actor("a", "قوات", parents=(Membership("nobody"),)), "parent 'nobody'"),
        (actor("a", "قوات", branches={"air": "nobody"}), "branch air"),
        (actor("a", "قوات", kind="figure"), "private persons"),
        (actor("a", "قوات", offices=(Office("Leader", "nobody"),)), "body 'nobody'"),
        (actor("a", "میلیشیا"), "no Arabic keyboard"),
        (actor("a", "آ".replace("آ", "\u0627\u0653")), "NFC"),
        (actor("a", "Forces"), "not Arabic"),
        (actor("a", "قوات", countries=("Syria",)), "two capital letters"),
        (actor("a", "قوات", en=Names(("قوات",))), "among the English names"),
    ],
)
def test_a_wrong_row_is_named_with_its_fault(row: Actor, problem: str) -> None:
    (found, *_) = lint_actors((row,))
    assert found.startswith(row.id)
    assert problem in found


def test_namesakes_of_one_country_are_refused_and_of_two_countries_are_not() -> None:
    here = actor("a", "الحرس الوطني", countries=("SY",))
    same, abroad = actor("b", "الحرس الوطني", countries=("SY",)), actor("c", "الحرس الوطني", countries=("YE",))
    assert any("nothing tells them apart" in problem for problem in lint_actors((here, same)))
    assert lint_actors((here, abroad)) == ()


def test_two_rows_with_one_canonical_name_or_one_id_are_refused() -> None:
    assert any("canonical name" in p for p in lint_actors((actor("a", "قوات أ"), actor("b", "قوات ب", name="Force a"))))
    assert any("stands twice" in p for p in lint_actors((actor("a", "قوات أ"), actor("a", "قوات ب"))))


def test_a_name_that_shadows_an_anaphor_is_refused() -> None:
    word = Anaphor("group", "composed", ar=("الجماعة",), calls=("group",))
    assert any("shadowed" in problem for problem in lint_actors((actor("a", "الجماعة"),), (word,)))


def test_an_anaphor_that_can_stand_for_nothing_is_refused() -> None:
    assert any("nothing it can stand for" in p for p in lint_actors((), (Anaphor("x", "composed", ar=("هم",)),)))


def test_a_country_with_an_unknown_holder_or_weight_is_refused() -> None:
    problems = lint_actors((), (), (Country("SY", "Syria", "composed", 2.0, ("سوريا",), {"army": "nobody"}),))
    assert any("weight" in p for p in problems)
    assert any("role army" in p for p in problems)


def test_building_with_a_link_to_nowhere_says_which() -> None:
    heads = Heads("composed", {}, {}, (), (), (), (), {}, (), (), (), (), (), ())
    with pytest.raises(DataError, match="branch air: 'nobody'"):
        build((actor("a", "قوات", branches={"air": "nobody"}),), (), (), heads)


def test_an_unknown_field_or_kind_in_a_file_is_a_clear_error(tmp_path: Path) -> None:
    for name, line in (("one.yaml", "colour: red"), ("two.yaml", "kind: gang")):
        path = tmp_path / name
        path.write_text(f"- id: a\n  name: A\n  source: composed\n  {line}\n", encoding="utf-8")
        with pytest.raises(DataError, match=rf"{name}: row 1 \(a\)"):
            read_actors((path,))


def test_a_file_that_is_no_list_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("id: a\n", encoding="utf-8")
    with pytest.raises(DataError, match="expected a list"):
        read_actors((path,))


def test_sound_plurals_in_both_cases_with_and_without_the_article() -> None:
    keys = plural_keys("حوثي")
    assert {"حوثي", "حوثيون", "حوثيين", "حوثيا", "الحوثيون", "الحوثيين"} <= set(keys)
    assert "المدني" not in plural_keys("مدني")


def test_adjectives_agree_in_gender_and_number_and_leave_out_the_country_itself() -> None:
    keys = adjective_keys("سوري")
    assert {"سوريه", "السوريه", "السوريون", "سوريين"} <= set(keys)
    assert "سوريا" not in keys


def test_compounds_are_found_joined_and_american_in_both_spellings() -> None:
    assert "عبدالملك الحوثي" in name_keys("عبد الملك الحوثي")
    assert {"القوات الاميركيه", "القوات الامريكيه"} <= set(name_keys("القوات الأمريكية"))
    assert "مليشيا الحوثي" in name_keys("ميليشيا الحوثي")


def test_quotes_and_brackets_are_no_part_of_a_key() -> None:
    assert phrase_key("تنظيم «الدولة الإسلامية» (داعش)") == "تنظيم الدوله الاسلاميه داعش"


def test_possessed_nouns_take_pronouns() -> None:
    assert {"سكانها", "سكانه", "سكانهم"} <= set(possessed_keys("سكان"))


def test_heads_are_read_with_their_classes() -> None:
    heads = read_heads().heads
    assert "طيران" in heads["air"]
    assert "غارات" in heads["event-air"]
