"""Sentences, headlines, quotations and datelines. All texts are composed for the tests."""

from __future__ import annotations

import pytest

from tawatur.model import Report, Unknown, content_id
from tawatur.passages import Document, document, line_keys, split

NONE = Unknown("not stated")


def report(text: str, name: str = "r") -> Report:
    return Report(content_id("report", name, text), name, name, text, name, NONE, NONE, NONE, NONE, NONE, "ar")


def cut(text: str, shared: frozenset[str] = frozenset()) -> Document:
    return split(report(text), shared)


def texts(text: str, part: str = "sentence") -> list[str]:
    return [p.span.of(text) for p in cut(text).parts(part)]


BODY = "سيطرت القوات على البلدة بعد معارك عنيفة استمرت يومين. وانسحب المسلحون من الحي الشرقي باتجاه الريف."


def test_sentences_end_at_arabic_and_latin_marks() -> None:
    text = "سقطت البلدة. هل توقف القصف؟ لا! انسحبوا؛ وعاد السكان"
    assert texts(text) == ["سقطت البلدة.", "هل توقف القصف؟", "لا!", "انسحبوا؛", "وعاد السكان"]


def test_sentences_end_at_line_ends() -> None:
    assert texts("سقطت البلدة\r\nوعاد السكان\n\nثم توقف القصف.\n") == ["سقطت البلدة", "وعاد السكان", "ثم توقف القصف."]


@pytest.mark.parametrize(
    "text",
    [
        "بلغت المساحة 3.5 كيلومتر مربع من البلدة.",
        "قال د. سامي إن الوضع صعب في البلدة.",
        "نقلت أ.ف.ب عن مصدر في البلدة أن القصف توقف.",
        "نشر البيان على news.example.com مساء أمس.",
        "المعارك مستمرة.. والقصف لم يتوقف...",
        "قال (إن البلدة سقطت. وإن القصف توقف) أمس",
        "وصفها بأنها «معركة صعبة. معركة طويلة» أمس.",
    ],
)
def test_what_does_not_end_a_sentence(text: str) -> None:
    assert texts(text) == [text]


def test_a_full_stop_without_a_blank_ends_an_arabic_sentence() -> None:
    assert texts("سقطت البلدة أمس.وعاد السكان إليها.") == ["سقطت البلدة أمس.", "وعاد السكان إليها."]


def test_units_end_a_sentence() -> None:
    assert len(texts("يمتد الجيب بطول 60 كلم. ويضم قرى عدة.")) == 2


def test_a_closing_mark_stays_with_its_sentence() -> None:
    assert texts("قال الناطق: «توقف القصف.» وأضاف أن السكان عادوا.") == [
        "قال الناطق: «توقف القصف.»",
        "وأضاف أن السكان عادوا.",
    ]


def test_long_quotations_are_cut_into_sentences() -> None:
    inner = "سيطرت القوات على البلدة بعد معارك عنيفة استمرت يومين كاملين في محيطها وعلى أطرافها. "
    assert len(texts("قال: «" + inner * 4 + "»")) >= 4


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("قال «إن القصف توقف» أمس", ["«إن القصف توقف»"]),
        ("قال “إن القصف توقف” أمس", ["“إن القصف توقف”"]),
        ('قال "إن القصف توقف" أمس', ['"إن القصف توقف"']),
        ("قال ”إن القصف توقف“ أمس", ["”إن القصف توقف“"]),
        ('قال: «قال لي "إن القصف توقف" أمس»', ['«قال لي "إن القصف توقف" أمس»', '"إن القصف توقف"']),
        ('وصف بـ"القصف العنيف جدا" ما جرى', ['"القصف العنيف جدا"']),
        ("سيطر «التنظيم» على البلدة", []),
        ("قال «إن القصف توقف", []),
        ("قال إن القصف توقف» أمس", []),
        ("قال «إن «القصف» توقف هناك» أمس", ["«إن «القصف» توقف هناك»"]),
    ],
)
def test_quotations(text: str, quotations: list[str]) -> None:
    assert texts(text, "quotation") == quotations


def test_a_headline_is_the_short_line_before_the_text() -> None:
    text = f"القوات تسيطر على البلدة\n\n{BODY}\n"
    found = cut(text)
    assert texts(text, "headline") == ["القوات تسيطر على البلدة"]
    assert [s.headline for s in found.sentences] == [True, False, False]


def test_a_headline_at_the_end_of_a_saved_page() -> None:
    text = f"{BODY}\nالقوات تسيطر على البلدة الحدودية\n"
    assert texts(text, "headline") == ["القوات تسيطر على البلدة الحدودية"]


def test_a_text_of_one_line_has_no_headline() -> None:
    assert texts("القوات تسيطر على البلدة", "headline") == []
    assert texts(BODY, "headline") == []


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("دير الزور - سانا", "دير الزور - سانا"),
        ("عدن – متابعات", "عدن – متابعات"),
        ("(د ب أ)", "(د ب أ)"),
        ("رويترز", "رويترز"),
        ("بيروت - لندن: «صوت البلد»", "بيروت - لندن: «صوت البلد»"),
        ("دمشق 9-11-2017 (وكالة البحر) - " + BODY, "دمشق 9-11-2017 (وكالة البحر) -"),
        ("طرابلس 5 حزيران (رويترز) - " + BODY, "طرابلس 5 حزيران (رويترز) -"),
        ("بيروت – أ ف ب: " + BODY, "بيروت – أ ف ب:"),
        ("بيروت (رويترز) - " + BODY, "بيروت (رويترز) -"),
        ("دمشق-سانا: " + BODY, "دمشق-سانا:"),
        ("(أ ف ب) - " + BODY, "(أ ف ب) -"),
        ("طرابلس ـ وكالات", "طرابلس ـ وكالات"),
        ("القاهرة ـ (رويترز): " + BODY, "القاهرة ـ (رويترز):"),
        ("غزة - «صوت البلد»: " + BODY, "غزة - «صوت البلد»:"),
        ("شبكة الأخبار (إدلب) – " + BODY, "شبكة الأخبار (إدلب) –"),
    ],
)
def test_datelines(line: str, dateline: str) -> None:
    text = f"{line}\n{BODY}"
    assert [t.strip() for t in texts(text, "dateline")] == [dateline]
    assert all("سيطرت" in s or "وانسحب" in s for s in texts(text))


@pytest.mark.parametrize(
    "line",
    [
        "وقالت مصادر لوكالة الأنباء (رويترز) إن القصف توقف.",
        "الحدود السورية - العراقية شهدت معارك عنيفة أمس.",
        "قال الناطق - وهو ضابط سابق - إن القصف توقف.",
        "معارك في الرمادي - فيديو",
        "وصف الناطق «الهجوم»: معركة أخيرة لن تطول كثيرا.",
        "الجيش يتقدم في أحياء المدينة القديمة - صور",
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    assert texts(f"{line}\n{BODY}", "dateline") == []


def test_a_source_line_is_its_own_part() -> None:
    text = f"{BODY}\nالمصدر: شبكة الأنباء\n"
    assert texts(text, "source line") == ["المصدر: شبكة الأنباء"]
    assert len(cut(text).sentences) == 2


def test_tokens_have_offsets_of_the_text() -> None:
    text = f"\n\n{BODY}"
    for sentence in cut(text).sentences:
        assert sentence.tokens
        assert all(text[t.start : t.end] == t.text for t in sentence.tokens)
        assert all(sentence.span.start <= t.start and t.end <= sentence.span.end for t in sentence.tokens)


def test_wrapped_lines_are_joined_to_sentences() -> None:
    told = [BODY.replace("البلدة", f"البلدة {chr(0x628 + i) * 3}") for i in range(6)]
    words = " ".join(told)
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) > 60:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    text = "\n".join([*lines, line])
    assert len(texts(text)) == 12
    assert [" ".join(s.split()) for s in texts(text)] == [s for t in told for s in texts(t)]


def test_the_document_is_rebuilt_from_its_passages() -> None:
    found = cut(f"القوات تسيطر على البلدة\n{BODY}\nمقالات ذات صلة\nهدنة جديدة في الريف\n")
    assert document(found.report, found.passages[::-1]) == found


def test_line_keys_are_folded() -> None:
    assert line_keys("أخبارٌ عاجلة!\n\n  لم تشـترك بعد \n***") == ("اخبار عاجله", "لم تشترك بعد")


def test_an_empty_text() -> None:
    assert cut("").passages == ()
    assert cut(" \n\u200f\n").sentences == ()
