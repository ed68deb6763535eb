"""Sources that a report names: outlets, bodies, offices with names, sources without a name."""

import pytest

from tawatur.mentions.sources import find_sources
from tawatur.model import Mention, Report, SourceRef, Unknown
from tawatur.passages import split


def report(text: str) -> Report:
    unknown = Unknown("not given")
    return Report("r-1", "r-1", "r", text, "test", unknown, unknown, unknown, unknown, unknown, unknown)


def sources(text: str) -> list[tuple[Mention, SourceRef]]:
    """The source mentions of a sentence, with their readings."""
    found = find_sources(split(report(text)))
    return [(m, m.value) for m in found if isinstance(m.value, SourceRef)]


NAMED = [
    ("قالت وكالة سانا إن الطريق فتح أمام المدنيين اليوم.", "SANA", "", "sana"),
    ("أفاد المرصد السوري لحقوق الإنسان بأن الغارات توقفت مساء أمس.", "Syrian Observatory for Human Rights", "", "sohr"),
    ("بحسب رويترز، نزح آلاف المدنيين من المدينة خلال يومين.", "Reuters", "", "reuters"),
    ("ذكرت صحيفة «الحياة» أن الاتفاق بات قريبا جدا.", "Al-Hayat", "", "alhayat"),
    ("قالت قناة «الأفق الجديد» إن الجسر دمر بالكامل ليلا.", "الأفق الجديد", "", ""),
    ("قالت وزارة الدفاع الروسية إن الطائرات عادت إلى قاعدتها.", "Russian Ministry of Defence", None, ""),
    ("أكدت رئاسة الأركان التركية في بيان أن القصف أصاب أهدافه.", "Turkish armed forces", None, ""),
    ("قالت بغداد إن قواتها لم تدخل المدينة حتى الآن.", "Iraqi government", "Iraqi government", ""),
]


@pytest.mark.parametrize(("text", "who", "organisation", "outlet"), NAMED)
def test_outlets_and_bodies_are_read_with_their_english_names(text, who, organisation, outlet):
    refs = [ref for _, ref in sources(text)]
    assert [r.who for r in refs] == [who]
    assert refs[0].outlet == outlet and not refs[0].anonymous
    assert organisation is None or refs[0].organisation == organisation


PERSONS = [
    ("قال الناطق باسم المجلس البلدي العقيد سامي الحلبي إن القصف توقف.", "سامي الحلبي"),
    ("وقال سالم العامري، عضو مجلس المحافظة، إن القوات دخلت الحي صباحا.", "سالم العامري"),
    ("أكد قائد الشرطة اللواء حازم الجنابي أن المدينة آمنة تماما.", "حازم الجنابي"),
    ("قال كارل ليندبرغ في مؤتمر صحافي إن الهدنة ستبدأ غدا.", "كارل ليندبرغ"),
    ("وأوضح مدير المستشفى الدكتور نبيل الشامي أن الجرحى نقلوا شمالا.", "نبيل الشامي"),
]


@pytest.mark.parametrize(("text", "name"), PERSONS)
def test_persons_are_read_with_office_and_name(text, name):
    refs = [ref for _, ref in sources(text)]
    assert [r.who for r in refs] == [name]
    assert not refs[0].anonymous


ANONYMOUS = [
    ("قال مصدر ميداني إن الاشتباكات تجددت قرب المطار.", "field source"),
    ("وأفادت مصادر محلية بسقوط قذائف على الحي الشرقي.", "local sources"),
    ("وقال شهود عيان إن السيارة انفجرت أمام السوق.", "witnesses"),
    ("وقال ناشطون إن البلدة محاصرة منذ أسبوعين كاملين.", "activists"),
    ("قال مسؤول يمني إن المطار فتح أمام الرحلات.", "Yemeni official"),
    ("أعلن متحدث باسم الحركة أن الاتفاق لم يوقع بعد.", "spokesman of الحركة"),
    ("وتحدثت تقارير عن انسحاب المسلحين من القرية.", "reports"),
    ("قال العديد من السكان إن المياه مقطوعة عن الحي.", "residents"),
    ("وذكرت وسائل إعلام تركية أن القافلة عبرت الحدود.", "Turkish media"),
]


@pytest.mark.parametrize(("text", "who"), ANONYMOUS)
def test_sources_without_a_name_are_anonymous(text, who):
    refs = [ref for _, ref in sources(text)]
    assert [(r.who, r.anonymous) for r in refs] == [(who, True)]


NONE = [
    "سيطر الجيش على التلة بعد اشتباكات عنيفة استمرت يومين.",
    "بناء على أرض واسعة أقيم المخيم الجديد قرب النهر.",
    "يذكر أن المدينة تقع على الضفة الغربية للنهر.",
    "دارت اشتباكات بين الطرفين في المدينة القديمة.",
    "رصد الطيران تحركات المسلحين شمال البلدة فقصفها.",
    "نقلت سيارات الإسعاف عشرات الجرحى إلى المستشفى.",
]


@pytest.mark.parametrize("text", NONE)
def test_statements_without_a_speaker_have_no_source(text):
    assert sources(text) == []


def test_an_agency_that_was_told_is_a_source_too():
    refs = [ref for _, ref in sources("قال مصدر طبي لوكالة فرانس برس إن خمسة جرحى وصلوا إلى المشفى.")]
    assert {r.who for r in refs} == {"medical source", "Agence France-Presse"}


def test_a_paper_that_was_told_by_its_bare_common_name_is_the_outlet_itself():
    refs = [ref for _, ref in sources("قال مصدر طبي لـ«الحياة» إن خمسة جرحى وصلوا إلى المشفى.")]
    assert [r.who for r in refs] == ["medical source"]


def test_a_phrase_that_stands_for_an_earlier_source_is_left_to_the_chain_rules():
    text = "قال مصدر أمني إن السيارة انفجرت قرب السوق. وأضاف المصدر أن ثلاثة قتلوا في الانفجار."
    assert [ref.who for _, ref in sources(text)] == ["security source"]


def test_mentions_are_sorted_unique_and_point_at_their_words():
    text = "قالت رويترز إن القصف توقف. وقال ناشطون إن القصف استمر، بحسب قناة العربية."
    found = find_sources(split(report(text)))
    assert list(found) == sorted(found, key=lambda m: m.span)
    assert len({m.id for m in found}) == len(found) == 3
    assert [m.span.of(text) for m in found] == ["رويترز", "ناشطون", "قناة العربية"]
    assert all(m.because and m.because[0].rule.startswith("sources.") for m in found)


@pytest.mark.parametrize("text", ["", ".", "قال", "قال:", "بحسب", "نقلا عن", "«»«»" * 50, "قال " * 300, "لـ" * 200])
def test_bad_input_gives_sources_or_none_but_never_fails(text):
    assert isinstance(find_sources(split(report(text))), tuple)
