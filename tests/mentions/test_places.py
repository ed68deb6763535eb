"""Places in composed sentences: what is found, what is not a place, where the point is, what stands for what."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tawatur import gazetteer
from tawatur.mentions.places import find_places
from tawatur.model import Mention, PlaceRef, Report, Unknown
from tawatur.passages import split


def mentions(text: str) -> tuple[Mention, ...]:
    unknown = Unknown("composed")
    return find_places(split(Report("r", "r", "r", text, "r.txt", *[unknown] * 6)))


def refs(text: str) -> dict[str, PlaceRef]:
    """The places found, by the words that name them."""
    return {m.value.text: m.value for m in mentions(text) if isinstance(m.value, PlaceRef)}


def names(text: str) -> list[str]:
    return [m.value.name for m in mentions(text) if isinstance(m.value, PlaceRef)]


@pytest.mark.parametrize(
    ("text", "phrase", "name", "kind"),
    [
        ("سيطر الجيش على مدينة البوكمال صباح اليوم.", "مدينة البوكمال", "Abu Kamal", "city"),
        ("وصلت القوات إلى أبو كمال شرقي سوريا.", "أبو كمال", "Abu Kamal", "city"),
        ("فتقدمت القوات وبالبوكمال دارت معارك.", "البوكمال", "Abu Kamal", "city"),
        ("قصف الطيران حي الشجاعية شرق مدينة غزة.", "حي الشجاعية", "Shujaiya", "district"),
        ("دارت معارك في محافظة الأنبار غرب العراق.", "محافظة الأنبار", "Anbar Governorate", "governorate"),
        ("استهدف القصف مطار أبها الدولي جنوب السعودية.", "مطار أبها الدولي", "Abha airport", "base"),
        ("وصلت القوات محطة T2 في بادية دير الزور.", "محطة T2", "T2 station", "other"),
        ("دخل الجيش معبر التنف على الحدود السورية العراقية.", "معبر التنف", "al-Tanf crossing", "crossing"),
        ("اشتباكات عنيفة في محور عين زارة جنوب طرابلس بليبيا.", "محور عين زارة", "Ain Zara", "district"),
        ("هاجمت قوات الدعم السريع مدينة الفاشر بولاية شمال دارفور.", "مدينة الفاشر", "El Fasher", "city"),
        ("غارة على بلدة مارون الراس في جنوب لبنان.", "بلدة مارون الراس", "Maroun al-Ras", "village"),
        ("انسحب الحوثيون من خور مكسر في عدن.", "خور مكسر", "Khormaksar", "district"),
        ("غارات على قطاع غزة وجنوبي القطاع قرب رفح.", "جنوبي القطاع", "Southern Gaza", "region"),
        ("قصف على الباب السورية.", "الباب", "al-Bab", "city"),
        ("قصف على قاعدة «عين الأسد» في العراق.", "قاعدة «عين الأسد", "Ain al-Asad base", "base"),
    ],
)
def test_named_places_with_their_kind_word(text: str, phrase: str, name: str, kind: str) -> None:
    found = refs(text)
    assert phrase in found, list(found)
    assert (found[phrase].name, found[phrase].kind) == (name, kind)


@pytest.mark.parametrize(
    "text",
    [
        "قال البغدادي في تسجيل صوتي إن التنظيم باق.",
        "أعلن الجيش السوري مقتل عشرات المسلحين.",
        "قالت قوات صنعاء إنها أطلقت صواريخ.",
        "هذا هو النظام القائم على القمع.",
        "رفع الأهالي شعار الحرية والكرامة والنصر والسلام.",
        "دعت جبهة النصرة وجيش الإسلام إلى الوحدة.",
        "وأصدرت القيادة بيانا في إطار الحملة، ولد بعد سنة.",
        "فتح الباب أمام الحل السياسي.",
        "التقى محمد الحلبي بسمير الحمصي أمس.",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert names(text) == []


def test_harran_in_hama_is_not_harran() -> None:
    (found,) = [m for m in mentions("سيطرت القوات على قرية حران في ريف حماة الشرقي بسوريا.") if "حران" in m.candidates[0].name or "Harran" in m.candidates[0].name]  # fmt: skip  # noqa: E501
    assert isinstance(found.value, PlaceRef)
    assert found.value.country == "SY"
    assert found.value.radius_km >= 30
    assert "near" in found.because[0].note


def test_susah_is_not_sousse() -> None:
    ref = refs("انسحب التنظيم من السوسة والباغوز بريف دير الزور الشرقي.")["السوسة"]
    assert (ref.country, ref.kind) == ("SY", "village")


def test_qaim_is_the_town_where_it_is_one() -> None:
    assert refs("دخلت القوات العراقية مدينة القائم في الأنبار.")["مدينة القائم"].name == "al-Qaim"


@pytest.mark.parametrize(
    ("text", "phrase", "name", "direction", "precision"),
    [
        (
            "معارك في ريف حلب الجنوبي الشرقي بسوريا.",
            "ريف حلب الجنوبي الشرقي",
            "southeastern Aleppo countryside",
            "SE",
            4,
        ),
        (
            "معارك في الريف الشمالي لمحافظة حماة السورية.",
            "الريف الشمالي لمحافظة حماة",
            "northern Hama countryside",
            "N",
            4,
        ),
        ("سيطر على الأحياء الشرقية من مدينة حلب.", "الأحياء الشرقية من مدينة حلب", "eastern Aleppo", "E", 2),
        (
            "عبر المقاتلون إلى الضفة الشرقية للفرات قرب البوكمال.",
            "الضفة الشرقية للفرات",
            "eastern Euphrates (Syria)",
            "E",
            5,
        ),
        ("قصف في محيط مدينة سراقب.", "محيط مدينة سراقب", "Saraqib", "", 2),
        ("غارات على شمال غربي سوريا.", "شمال غربي سوريا", "northwestern Syria", "", 5),
        ("هجوم جنوب غرب اليمن.", "جنوب غرب اليمن", "southwestern Yemen", "SW", 5),
    ],
)
def test_parts_and_directions(text: str, phrase: str, name: str, direction: str, precision: int) -> None:
    found = refs(text)
    assert phrase in found, list(found)
    ref = found[phrase]
    assert (ref.name, ref.direction, ref.geo_precision) == (name, direction, precision)


def test_a_direction_moves_the_point_that_way() -> None:
    east, west = (refs(f"معارك في ريف حلب {side}.")[f"ريف حلب {side}"] for side in ("الشرقي", "الغربي"))
    assert east.lon is not None
    assert west.lon is not None
    assert east.lon > west.lon + 0.2
    assert east.lat == west.lat


def test_a_list_shares_its_kind_word() -> None:
    found = refs("قصف على بلدتي كفرنبل وحاس بريف إدلب الجنوبي.")
    assert found["حاس"].name == "Hass"
    assert {r.kind for r in refs("معارك في محافظتي حمص وحماة.").values()} == {"governorate"}


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("دخل الجيش مدينة منبج. وقال مصدر إن المدينة باتت آمنة.", "المدينة", "Manbij"),
        ("حوصر مطار كويرس. وقصف الطيران محيط المطار.", "محيط المطار", "Kuweires airbase"),
        ("هاجموا الحديدة باليمن. وأغلق المطار أمام الرحلات.", "المطار", "Hodeidah airport"),
        ("معارك في مدينة سرت الليبية. وأعلنت البلاد الحداد، وتقدموا شمال البلاد.", "شمال البلاد", "northern Libya"),
        ("قصف على مدينة الباب في ريف حلب وريفها.", "ريفها", "al-Bab countryside"),
        ("اشتباكات داخل الأراضي العراقية قرب الموصل.", "الأراضي العراقية", "Iraq"),
    ],
)
def test_words_that_stand_for_a_place(text: str, phrase: str, name: str) -> None:
    found = refs(text)
    assert phrase in found, list(found)
    assert found[phrase].name == name


def test_an_anaphor_says_what_it_stands_for() -> None:
    anaphor = next(m for m in mentions("دخل الجيش مدينة منبج. المدينة آمنة.") if m.value.text == "المدينة")  # type: ignore[union-attr]
    assert anaphor.because[0].rule == "places.anaphor"
    assert "Manbij" in anaphor.because[0].note


def test_an_unknown_village_lies_near_the_place_beside_it() -> None:
    ref = refs("قصف على قرية شنبور في ريف حماة الشرقي بسوريا.")["قرية شنبور"]
    hama = gazetteer.lookup("Hama Governorate")[0].place
    assert ref.name == "شنبور"
    assert ref.lat is not None
    assert ref.lon is not None
    assert gazetteer.distance_km((ref.lat, ref.lon), (hama.lat, hama.lon)) < 60
    assert ref.radius_km >= 30
    assert ref.geo_precision >= 3


def test_an_unknown_village_with_nothing_beside_it_is_unknown_with_its_reason() -> None:
    (found,) = mentions("قصف على قرية شنبور أمس.")
    assert isinstance(found.value, Unknown)
    assert "قرية شنبور" in found.value.reason


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("غارات على قرى شنبور وبرزوية والحمرانية في ريف إدلب.", ["شنبور", "برزوية", "الحمرانية"]),
        ("تمركزت القوات في نقاط الشنبورة والبرزوية بريف اللاذقية.", ["الشنبورة", "البرزوية"]),
        ("استهدف القصف منطقة «شنبور» في محافظة مأرب.", ["شنبور"]),
        ("سيطرت القوات على قرى شنبور وأم رزوم وقصفت مواقع أخرى في ريف حماة.", ["شنبور", "أم رزوم"]),
    ],
)
def test_unknown_names_in_lists_and_quotation_marks_are_places(text: str, names: list[str]) -> None:
    found = {ref.name for ref in refs(text).values()}
    assert set(names) <= found


@pytest.mark.parametrize(
    "text",
    [
        "تشهد مناطق النزاع والتوتر هدوءا حذرا في سوريا.",
        "تقدمت القوات في مناطق السيطرة والنفوذ شمال حلب.",
        "اندلعت معارك في قرى المنطقة واندلعت حرائق في ريف حماة.",
    ],
)
def test_a_list_of_other_things_is_none(text: str) -> None:
    assert not {"التوتر", "السيطرة", "النفوذ", "اندلعت"} & {
        m.value.text for m in mentions(text) if not isinstance(m.value, Unknown)
    }


def test_two_towns_named_together_are_two_places() -> None:
    assert {"Nubl", "al-Zahraa (Aleppo)"} <= {ref.name for ref in refs("قصف على بلدتي نبل والزهراء بريف حلب.").values()}


def test_the_country_of_the_text_decides_between_namesakes() -> None:
    assert refs("اشتباكات في طرابلس وبيروت وصيدا.")["طرابلس"].country == "LB"
    assert refs("اشتباكات في طرابلس ومصراتة وبنغازي.")["طرابلس"].country == "LY"


def test_every_mention_has_its_reasons_and_its_span() -> None:
    text = "سيطر الجيش على مدينة تدمر. وانسحب التنظيم من المدينة إلى قرية شنبور وريف حمص الشرقي."
    for m in mentions(text):
        assert m.because
        assert all(b.note for b in m.because)
        assert isinstance(m.value, PlaceRef)
        assert m.span.of(text) == m.value.text


def test_mentions_are_sorted_and_do_not_overlap() -> None:
    found = mentions("معارك في ريف حلب الشمالي قرب بلدة مارع ومدينة اعزاز والحدود السورية التركية.")
    assert list(found) == sorted(found, key=lambda m: m.span)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_a_border_or_river_is_its_stretch_beside_the_place_named_with_it() -> None:
    border = refs("معارك في البوكمال قرب الحدود السورية العراقية.")["الحدود السورية العراقية"]
    river = refs("عبروا نهر الفرات قرب مدينة الرمادي في العراق.")["نهر الفرات"]
    assert (border.kind, river.kind) == ("border", "river")
    for ref, lat, lon in ((border, 34.42, 40.98), (river, 33.43, 43.29)):
        assert ref.lat is not None
        assert ref.lon is not None
        assert gazetteer.distance_km((ref.lat, ref.lon), (lat, lon)) < 12
    whole = refs("شددت سوريا الرقابة على الحدود السورية العراقية.")["الحدود السورية العراقية"]
    assert whole.radius_km >= 100
