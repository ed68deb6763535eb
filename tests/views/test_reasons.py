"""The sentences of reasons in Arabic: templates with the same gaps, found for what the rules really write."""

from pathlib import Path

import pytest

from tawatur.casebook import Casebook
from tawatur.errors import DataError
from tawatur.lexicon.files import SHIPPED, read_yaml
from tawatur.model import PlaceRef, Unknown, When
from tawatur.views.names import arabic_name, arabic_place
from tawatur.views.reasons import arabic, plain, template
from tawatur.views.sentences import Sentences

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "abukamal"
ROWS = read_yaml(SHIPPED / "messages" / "reasons.yaml")["reasons"]


@pytest.mark.parametrize("row", ROWS, ids=[row["en"][:40] for row in ROWS])
def test_every_template_has_the_same_gaps_in_both_languages_and_matches_itself(row):
    made = template(row["en"], row["ar"])
    filled = row["en"].format(**dict.fromkeys(made.pattern.groupindex, "7"))
    assert made.literal in filled and made.pattern.fullmatch(filled)
    assert arabic(filled) and arabic(filled) != filled


def test_a_template_whose_gaps_differ_is_refused():
    with pytest.raises(DataError, match="same gaps"):
        template("by {a}, or by {b}", "فعله {a}")


def test_names_and_words_in_the_gaps_are_arabic_too():
    assert arabic("both chains end in Syrian Observatory for Human Rights") == (
        "السلسلتان تنتهيان إلى المرصد السوري لحقوق الإنسان"
    )
    assert arabic("taken by Houthis, Islamic State, then by Brigade 12") == (
        "أخذه الحوثيون، تنظيم الدولة الإسلامية، ثم Brigade 12"
    )


def test_a_sentence_of_known_parts_is_joined_and_one_with_an_unknown_part_is_not():
    known = "the second of its kind before the trigger, introduced by «في»"
    assert arabic(known) == "الثاني من نوعه قبل لفظ الفعل، تسبقه «في»"
    assert arabic(f"{known}, by the light of the moon") == ""
    assert arabic("a rule that a user wrote") == ""


def test_weights_behind_a_sentence_are_left_out():
    assert plain("it was the agent of the act before [actor:d=+0 +0.5; x +0.1]") == "it was the agent of the act before"
    assert plain("2 disagreements: part") == "2 disagreements: part"


def test_described_sources_are_named_by_their_words():
    assert arabic_name("local sources") == "مصادر محلية"
    assert arabic_name("Yemeni military official") == "مسؤول عسكري يمني"
    assert arabic_name("security and medical sources") == "مصادر طبية وأمنية"
    assert arabic_name("Syrian opposition") == "المعارضة السورية"
    assert arabic_name("Brigade 12") == ""


def test_a_place_is_named_in_arabic_only_where_the_gazetteer_has_it_at_that_point():
    assert arabic_place(PlaceRef("عدن", "Aden", 12.78, 45.03, "city")) == "عدن"
    assert arabic_place(PlaceRef("عدن", "Aden", 36.0, 36.0, "city")) == ""
    assert arabic_place(PlaceRef("عدن", "Aden", None, None, "city")) == ""


def test_a_frequent_sentence_stands_once_in_the_style_and_a_rare_one_in_place():
    often, rare = "no amount in the sentence that fits", 'odd "} </style><b>'
    made = Sentences([often] * 4 + [rare])
    assert made.said(often) == '<i class="w w0"></i>'
    assert "لا مقدار" in made.css() and "no amount" in made.css()
    assert made.said(rare) == '<bdi lang="en">odd &#34;} &lt;/style&gt;&lt;b&gt;</bdi>'
    evil = Sentences([rare] * 4)
    assert "</style>" not in evil.css() and '"}' not in evil.css().replace('"}\n', "").removesuffix('"}')


def test_nearly_every_reason_of_a_sample_has_its_arabic(tmp_path):
    with Casebook.create(tmp_path / "a.casebook") as casebook:
        casebook.read([SAMPLE])
        contents, across = casebook.contents(), casebook.across()
    notes = [reason.note for claim in contents.claims for reason in claim.because]
    for claim in contents.claims:
        notes += [reason.note for link in claim.chain for reason in link.because]
        notes += [reason.note for reason in claim.when.because] if isinstance(claim.when, When) else []
        slots = (claim.place, claim.when, claim.extent, claim.quantity)
        notes += [slot.reason for slot in slots if isinstance(slot, Unknown)]
    notes += [one.note for one in (*across.standings, *across.disagreements, *across.supersessions)]
    notes += [tie.note for backing in across.backings for tie in backing.ties]
    notes += [reason.note for shared in across.shared for reason in shared.because]
    missing = {plain(note) for note in notes if note and not arabic(plain(note))}
    assert len(notes) > 500 and len(missing) <= 0.01 * len(set(notes)), missing
