from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.lexicon.names import cues, romanize, spans
from tawatur.mentions.names import find_names
from tawatur.model import ActorRef, Mention, Report, Unknown
from tawatur.passages import split

NONE = Unknown("not stated")
MODEL = Path(__file__).resolve().parents[2] / "tawatur" / "data" / "models" / "names.crfsuite"


def names_of(text: str) -> tuple[Mention, ...]:
    report = Report("r1", "r1", "r1", text, "r1.txt", NONE, NONE, NONE, NONE, NONE, NONE)
    return find_names(split(report))


def found(text: str) -> dict[str, tuple[str, bool]]:
    out = {}
    for mention in names_of(text):
        assert isinstance(mention.value, ActorRef)
        assert mention.value.ids == ("",)
        assert "unknown" in mention.because[0].note
        assert mention.because[0].spans
        out[mention.span.of(text)] = (mention.value.names[0], mention.value.person)
    return out


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("أعلن لواء الفتح السيطرة على القرية.", "لواء الفتح", "Liwa al-Fath"),
        ("هاجمت كتيبة «صقور الجبل» الحاجز.", "كتيبة «صقور الجبل»", "Katibat Suqour al-Jabal"),
        ("انسحبت الفرقة 13 من الموقع.", "الفرقة 13", "13th Division"),
        ("دخل الفيلق الخامس البلدة.", "الفيلق الخامس", "5th Corps"),
        ("وتصدى تجمع ثوار الساحل للهجوم.", "تجمع ثوار الساحل", "Thuwar al-Sahel Gathering"),
        ("قصفت غرفة عمليات أسود الشرقية المطار.", "غرفة عمليات أسود الشرقية", "Usoud al-Sharqiya Operations Room"),
    ],
)
def test_unknown_bodies_are_proposed(text: str, phrase: str, name: str) -> None:
    assert found(text).get(phrase) == (name, False)


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("وقال العقيد سليم الفارس إن القتال مستمر.", "سليم الفارس", "Salim al-Fares"),
        ("وأكد القيادي في جيش الأحرار أبو عمر الحموي ذلك.", "أبو عمر الحموي", "Abu Omar al-Hamwi"),
        ("وقال خالد العلي، الناطق باسم التجمع، إن الهدنة انهارت.", "خالد العلي", "Khaled al-Ali"),
    ],
)
def test_persons_in_office_are_proposed(text: str, phrase: str, name: str) -> None:
    assert found(text).get(phrase) == (name, True)


@pytest.mark.parametrize(
    "text",
    [
        "وقتل المواطن أحمد سعيد وطفلته في القصف.",
        "ونزح محمد خالد مع عائلته إلى المخيم.",
        "أصيب السيد أحمد سعيد بجروح.",
        "توقفت حركة المرور في المدينة.",
        "وتستمر المعارك على جبهة القتال الشرقية.",
        "قتل خمسة من عناصر الجيش في المعركة.",
    ],
)
def test_private_persons_and_common_nouns_are_not(text: str) -> None:
    assert found(text) == {}


def test_the_span_leaves_out_particles_and_the_text_is_the_original() -> None:
    text = 'وهاجم المسلحون المقر، وللواء الفتح قوات هناك، وكتيبة "صقور الجبل" معها.'
    assert 'كتيبة "صقور الجبل"' in found(text)


def test_names_are_sorted_and_repeatable() -> None:
    text = "أعلن لواء الفتح ذلك. وقال العميد سالم ناصر إن كتيبة «درع الجبل» انسحبت."
    once = names_of(text)
    assert [m.span for m in once] == sorted(m.span for m in once)
    assert once == names_of(text)


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("أحمد بن علي الحاسي", "Ahmed bin Ali al-Hasi"),
        ("عبد الرحمن السويحلي", "Abdulrahman al-Sawihli"),
        ("علي عبد الله", "Ali Abdullah"),
        ("بدر الدين", "Badr al-Din"),
        ("حفتر", "Haftar"),
        ("", ""),
        ("T2", "T2"),
    ],
)
def test_latin_spellings_are_readable(arabic: str, latin: str) -> None:
    assert romanize(arabic) == latin


def test_labels_become_spans() -> None:
    assert spans(["B-PER", "I-PER", "O", "I-ORG", "B-ORG"]) == [("PER", 0, 2), ("ORG", 3, 4), ("ORG", 4, 5)]
    assert spans([]) == []


def test_cues_and_weights_are_at_hand() -> None:
    assert len(cues().bodies) >= 20
    assert MODEL.stat().st_size < 2_000_000


@settings(max_examples=200, deadline=None)
@given(st.text(st.one_of(st.sampled_from('لواءكتيبةالعقيد«»"،. 12قئد'), st.characters(codec="utf-8")), max_size=60))
def test_any_text_is_read(text: str) -> None:
    for mention in names_of("قال العقيد " + text):
        assert len(mention.span) > 0


def test_speed() -> None:
    text = "أعلن لواء الفتح السيطرة على القرية. وقال العقيد سليم الفارس إن القتال مستمر في الريف الشرقي منذ أيام. " * 10
    report = Report("r1", "r1", "r1", text, "r1.txt", NONE, NONE, NONE, NONE, NONE, NONE)
    document = split(report)
    find_names(document)
    start = process_time()
    for _ in range(5):
        find_names(document)
    assert (process_time() - start) / 5 < 0.1
