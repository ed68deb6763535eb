"""Who is named: canonical names, countries, anaphors, allies, and what is left alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise

import pytest

from tawatur.lexicon.actors import Actor, read_actors, read_anaphors
from tawatur.mentions.actors import find_actors
from tawatur.model import ActorRef, Mention, Report, Unknown
from tawatur.passages import split


def mentions(text: str) -> tuple[Mention, ...]:
    none = Unknown("composed")
    return find_actors(split(Report("r", "r", "r", text, "", none, none, none, none, none, none)))


def refs(text: str) -> Iterator[tuple[str, ActorRef]]:
    for mention in mentions(text):
        assert isinstance(mention.value, ActorRef)
        yield mention.span.of(text), mention.value


def names(text: str) -> list[str]:
    return [name for _, ref in refs(text) for name in ref.names]


def ids(text: str) -> set[str]:
    return {ident for _, ref in refs(text) for ident in ref.ids}


def _examples(field: str) -> list[tuple[str, str]]:
    rows: tuple[Actor, ...] = read_actors()
    return [(row.id, sentence) for row in rows for sentence in getattr(row, field)]


@pytest.mark.parametrize(("ident", "sentence"), _examples("match"))
def test_examples_that_must_match(ident: str, sentence: str) -> None:
    assert ident in ids(sentence)


@pytest.mark.parametrize(("ident", "sentence"), _examples("reject"))
def test_examples_that_must_not_match(ident: str, sentence: str) -> None:
    assert ident not in ids(sentence)


def _anaphor_examples(field: str) -> list[tuple[str, str]]:
    return [(row.id, sentence) for row in read_anaphors() for sentence in getattr(row, field)]


@pytest.mark.parametrize(("ident", "sentence"), _anaphor_examples("match"))
def test_anaphor_examples_that_must_match(ident: str, sentence: str) -> None:
    rules = {because.rule for mention in mentions(sentence) for because in mention.because}
    assert {f"actors.anaphor/{ident}", f"actors.generic/{ident}"} & rules


@pytest.mark.parametrize(("ident", "sentence"), _anaphor_examples("reject"))
def test_anaphor_examples_that_must_not_match(ident: str, sentence: str) -> None:
    rules = {because.rule for mention in mentions(sentence) for because in mention.because}
    assert not {f"actors.anaphor/{ident}", f"actors.generic/{ident}"} & rules


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("سيطر الجيش على بلدة في ريف حلب", "Syrian government forces"),
        ("سيطر الجيش على حي في الموصل", "Iraqi forces"),
        ("سيطر الجيش على موقع في مأرب", "Yemeni army"),
        ("سيطر الجيش على حي في بنغازي", "Libyan army"),
        ("سيطر الجيش على حي في أم درمان", "Sudanese Armed Forces"),
        ("شن التحالف غارات على صنعاء", "Saudi-led coalition"),
        ("شن التحالف غارات على الموصل", "US-led coalition"),
        ("شن الطيران الحربي غارات على الخرطوم", "Sudanese air force"),
        ("تصدت المقاومة لتوغل شرق خان يونس", "Palestinian factions"),
        ("تقدمت المقاومة في أحياء تعز", "Popular Resistance"),
        ("انتشر الحرس الجمهوري في صنعاء", "Yemeni Republican Guard"),
        ("انتشر الحرس الجمهوري في دمشق", "Syrian Republican Guard"),
        ("سيطر الجيش الوطني على رأس العين شمال سوريا", "Syrian National Army"),
        ("سيطر الجيش الوطني على بنغازي", "Libyan National Army"),
    ],
)
def test_one_word_for_many_forces_is_read_by_the_scene(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("شنت الطائرات الحربية التركية غارات", "Turkish armed forces"),
        ("قصفت المقاتلات السعودية الحدود", "Royal Saudi Air Force"),
        ("غارات أميركية على القافلة", "US air force"),
        ("سقط قتلى بقصف إسرائيلي على رفح", "Israeli army"),
        ("شنت قاذفات روسية غارة على البلدة", "Russian air force"),
        ("قتل جنديان لبنانيان في عرسال", "Lebanese army"),
        ("صادرت الشرطة الليبية السلاح", "Libyan police"),
    ],
)
def test_names_composed_of_a_noun_and_an_adjective(text: str, name: str) -> None:
    assert name in names(text)


def test_the_act_is_not_part_of_who_did_it() -> None:
    assert [word for word, _ in refs("سقط قتلى في غارات روسية على القرية") if "روس" in word] == ["روسية"]


def test_a_second_adjective_shares_the_noun() -> None:
    assert names("قصفت الطائرات السورية والروسية البلدة") == ["Syrian air force", "Russian air force"]


def test_particles_written_onto_names_are_read_off() -> None:
    assert names("نسبت الهجوم لداعش وبحزب الله وللحوثيين") == ["Islamic State", "Hezbollah", "Houthis"]


def test_head_nouns_before_a_name_belong_to_the_mention() -> None:
    text = "قتل عشرات من مسلحي تنظيم «داعش» في القصف"
    assert [word for word, ref in refs(text) if ref.names == ("Islamic State",)] == ["مسلحي تنظيم «داعش"]


def test_a_longer_name_wins_over_a_shorter_one_inside_it() -> None:
    assert names("أعلنت قوات سوريا الديمقراطية البيان") == ["SDF"]


def test_an_anaphor_stands_for_what_was_named_before() -> None:
    text = "هاجم تنظيم الدولة البلدة. ثم انسحب التنظيم منها."
    (_, second) = [ref for _, ref in refs(text)]
    assert second.names == ("Islamic State",)
    assert second.anaphor


def test_an_anaphor_in_the_headline_may_stand_for_what_follows() -> None:
    text = "التنظيم يهاجم البلدة\n\nشن تنظيم الدولة الإسلامية هجوما على البلدة في ساعة متأخرة من الليل."
    assert names(text)[0] == "Islamic State"


def test_the_movement_is_the_one_that_calls_itself_so() -> None:
    text = "قصف الجيش الإسرائيلي غزة وردت كتائب القسام. وقالت حركة حماس إنها ملتزمة. وأضافت الحركة أن الرد قادم."
    assert [ref.names[0] for word, ref in refs(text) if word == "الحركة"] == ["Hamas"]


def test_a_coalition_is_coded_as_its_parts() -> None:
    text = "سيطر الجيش السوري وحلفاؤه على كامل المدينة"
    assert names(text) == ["Syrian government forces", "allies of the Syrian government"]


def test_allies_of_an_actor_without_a_row_for_them_get_a_composed_name() -> None:
    ((_, army), (_, allies)) = list(refs("تقدم الجيش اللبناني وحلفاؤه"))
    assert allies.names == ("allies of the Lebanese army",)
    assert allies.ids == ("",)
    assert army.ids == ("lb-army",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("سيطرت قوات موالية للرئيس عبد ربه منصور هادي على المعسكر", "pro-Hadi forces"),
        ("هاجمت ميليشيات موالية لإيران القاعدة", "Iranian-backed militias"),
        ("هاجمت فصائل مدعومة من تركيا القرية", "Turkish-backed Syrian factions"),
        ("قصفت طائرات تابعة للتحالف الدولي القافلة في الرقة", "US-led coalition"),
        ("قصفت ميليشيات الحوثي وصالح أحياء تعز", "Saleh forces"),
        ("سلم مسلحون من داعش أنفسهم", "Islamic State"),
        ("شن التحالف بقيادة السعودية غارات", "Saudi-led coalition"),
    ],
)
def test_forces_named_by_their_relation_to_another(text: str, name: str) -> None:
    assert name in names(text)


def test_a_named_force_keeps_its_name_beside_an_epithet() -> None:
    text = "انتزعت المقاومة الشعبية الموالية للرئيس هادي التواهي في عدن"
    assert names(text)[0] == "Popular Resistance"
    marked = [m for m in mentions(text) if any(b.rule == "actors.epithet" for b in m.because)]
    assert [m.value.names for m in marked if isinstance(m.value, ActorRef)] == [("Abdrabbuh Mansur Hadi",)]


@pytest.mark.parametrize(
    "text",
    [
        "قالت صحيفة الثورة إن الطقس معتدل",
        "اندلع حريق في حي الثورة قرب مدرسة النصر",
        "تجمع الناس في ساحة التحرير",
        "عاد الأمل بعد النصر وساد الحزم",
        "ارتفع سعر الصرف في الأسواق التركية",
        "دخل السياح إلى تركيا",
        "فاز الفريق بالمباراة في المملكة المغربية",
        "القاعدة الجوية مغلقة",
    ],
)
def test_ordinary_words_places_and_outlets_are_left_alone(text: str) -> None:
    assert [ref for _, ref in refs(text) if not ref.generic] == []


def test_a_short_name_needs_the_full_one_or_a_title() -> None:
    assert names("قال كارتر إن الخطة جاهزة") == []
    assert names("قال وزير الدفاع آشتون كارتر إن الخطة جاهزة. وأضاف كارتر أنها مرنة.").count("Ashton Carter") == 2


def test_nobody_in_particular_is_generic() -> None:
    (ref,) = [ref for _, ref in refs("اغتال مسلحون مجهولون القاضي")]
    assert ref.generic
    assert ref.names == ("unidentified gunmen",)


def test_every_mention_says_why_and_choices_say_what_lost() -> None:
    found = mentions("وصل الوفد من صنعاء. وانتشر الجيش في دمشق وسيطر على المعبر.")
    assert all(mention.because for mention in found)
    assert any(lost.name == "Yemeni army" for mention in found for lost in mention.candidates)


def test_mentions_are_sorted_do_not_overlap_and_repeat_themselves() -> None:
    text = "قصفت قوات النظام السوري وحلفاؤه مواقع هيئة تحرير الشام وفصائل مدعومة من تركيا في إدلب. وردت الفصائل بقصف."
    found = mentions(text)
    assert found == mentions(text)
    assert [m.span for m in found] == sorted(m.span for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "text", ["", "\u064b", "و" * 10_000, "\u202e قوات \u200f \u2066داعش", "abc قوات 123 Daesh", "ال ال ال", "«»()"]
)
def test_odd_input_is_no_error(text: str) -> None:
    assert isinstance(mentions(text), tuple)


def test_time_grows_with_length_only() -> None:
    sentence = "وقصفت قوات النظام وميليشيات موالية له مواقع التنظيم وحلفائه في ريف حلب "
    none = Unknown("composed")

    def seconds(times: int) -> float:
        document = split(Report("r", "r", "r", sentence * times, "", none, none, none, none, none, none))
        start = time.process_time()
        find_actors(document)
        return time.process_time() - start

    seconds(10)
    short, long = seconds(50), seconds(400)
    assert long < 8 * 4 * max(short, 0.005)
