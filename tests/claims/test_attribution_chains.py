"""Chains of attribution: who says which stretch of a report, from the outlet inwards."""

import random
import time

import pytest

from tawatur.claims.attribution import Attribution, attribute
from tawatur.mentions.sources import find_sources
from tawatur.model import Link, Report, Span, Unknown
from tawatur.passages import split


def report(text: str, outlet: str | None = None) -> Report:
    unknown = Unknown("not given")
    return Report("r-1", "r-1", "r", text, "test", outlet or unknown, unknown, unknown, unknown, unknown, unknown)


def attributed(text: str, outlet: str | None = None) -> Attribution:
    document = split(report(text, outlet))
    return attribute(document, find_sources(document))


def chain(text: str, words: str, outlet: str | None = None) -> str:
    """The chain of the stretch `words` of `text`: names joined by " > ", a star behind those without a name."""
    start = text.index(words)
    links = attributed(text, outlet).chain_of(Span(start, start + len(words)))
    return " > ".join(link.who + ("*" if link.anonymous else "") for link in links)


CASES = {
    "own voice": ("سيطر الجيش على التلة. ودمر عربتين.", "دمر عربتين", ""),
    "that-clause": ("قال مصدر طبي إن خمسة مدنيين قتلوا في القصف.", "خمسة مدنيين قتلوا", "medical source*"),
    "noun complement": ("أكدت مصادر محلية مقتل سبعة مسلحين في الكمين.", "مقتل سبعة مسلحين", "local sources*"),
    "preposition": ("أفادت مصادر طبية بمقتل سبعة مدنيين في السوق.", "مقتل سبعة مدنيين", "medical sources*"),
    "quotation": ("وقال الناطق باسم المجلس سامي الحلبي: «القوات دخلت الحي أمس».", "القوات دخلت الحي", "سامي الحلبي"),
    "participle goes on": (
        "قال مصدر طبي إن القصف توقف، مشيرا إلى أن الجرحى نقلوا شمالا.", "الجرحى نقلوا", "medical source*"),
    "and he added": ("قال مصدر طبي إن القصف توقف. وأضاف أن الجرحى نقلوا شمالا.", "الجرحى نقلوا", "medical source*"),
    "the source": (
        "قال ناشطون إن القصف توقف. وقال مصدر طبي إن ستة قتلوا. وذكر ناشطون أن الجسر دمر. وأكد المصدر أن الجرحى نقلوا.",
        "الجرحى نقلوا", "medical source*"),
    "the statement": (
        "قالت رئاسة الأركان التركية في بيان إن جنديا قتل. وأضاف البيان أن الطائرات ردت على النيران.",
        "الطائرات ردت", "Turkish armed forces"),
    "surname": (
        "قال قائد الشرطة اللواء حازم الجنابي إن الحي آمن. ونفى ناشطون ذلك. وأوضح الجنابي أن القوات تفكك الألغام.",
        "القوات تفكك الألغام", "حازم الجنابي"),
    "relayed": (
        "نقلت وكالة رويترز عن مصدر عسكري قوله إن القوات انسحبت من القاعدة.", "القوات انسحبت",
        "Reuters > military source*"),
    "told an agency": (
        "قال مصدر ميداني لوكالة فرانس برس إن القوات وصلت إلى النهر.", "القوات وصلت",
        "Agence France-Presse > field source*"),
    "told the paper itself": ("قال مصدر ميداني لـ«الحياة» إن القوات وصلت إلى النهر.", "القوات وصلت", "field source*"),
    "learned": ("علمت «الحياة» من مصادر مطلعة أن الهدنة ستمدد أسبوعا.", "الهدنة ستمدد", "informed sources*"),
    "quoting": (
        "قالت صحيفة التايمز نقلا عن مسؤولين عسكريين إن السفينة غادرت الميناء.", "السفينة غادرت",
        "The Times > military officials*"),
    "according behind": ("قصف الطيران البلدة فجرا، بحسب ناشطين.", "قصف الطيران البلدة", "activists*"),
    "according in front": ("وبحسب ناشطين فإن الطيران قصف البلدة فجرا.", "الطيران قصف البلدة", "activists*"),
    "as announced": ("فتح المعبر أمام الجرحى، كما أعلن متحدث باسم الحركة.", "فتح المعبر", "spokesman of الحركة*"),
    "also announced": ("كما أعلن ناشطون مقتل ثلاثة مسلحين في الكمين.", "مقتل ثلاثة مسلحين", "activists*"),
    "before the verb": ("لكن ناشطين يقولون إن الطيران قصف السوق أيضا.", "الطيران قصف السوق", "activists*"),
    "was ... said": ("وكان ناشطون قالوا إن الطيران قصف السوق أيضا.", "الطيران قصف السوق", "activists*"),
    "a headline with a colon": (
        "المرصد السوري: مقتل تسعة في غارة على السوق", "مقتل تسعة",
        "Syrian Observatory for Human Rights"),
    "a denial has its denier": ("ونفى مصدر أمني انسحاب القوات من المطار.", "انسحاب القوات", "security source*"),
    "impersonal report": (
        "دارت معارك عنيفة، وسط أنباء عن مقتل قيادي بارز في صفوفهم.", "مقتل قيادي", "unconfirmed reports*"),
    "no reports of": ("قصفت المدفعية القرية، دون أنباء عن إصابات.", "قصفت المدفعية القرية", ""),
    "nested": (
        "قالت مصادر مطلعة إن قائد الشرطة أكد أن القوات تلقت أوامر بالانسحاب.", "القوات تلقت أوامر",
        "informed sources* > قائد الشرطة"),
    "own voice after": ("قال ناشطون إن القصف توقف. وسيطر الجيش على التلة لاحقا.", "سيطر الجيش على التلة", ""),
    "recalled": ("قال ناشطون إن القصف توقف. يذكر أن الجيش سيطر على التلة العام الماضي.", "الجيش سيطر على التلة", ""),
    "dateline of an agency": ("رويترز - بيروت: سيطر الجيش على التلة فجر اليوم بعد معارك.", "سيطر الجيش على التلة", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_chain(case):
    text, words, wanted = CASES[case]
    found = chain(text, words)
    if case == "nested":
        assert found.startswith("informed sources* > ") and found.count(">") == 1
    else:
        assert found == wanted


def test_a_quotation_over_sentences_stays_with_its_speaker():
    text = (
        "وقال الناطق سامي الحلبي: «دخلنا الحي أمس. فجرنا مستودعا للذخيرة هناك. وأسرنا ثلاثة». وعاد الهدوء إلى المدينة."
    )
    assert chain(text, "فجرنا مستودعا") == "سامي الحلبي"
    assert chain(text, "وأسرنا ثلاثة") == "سامي الحلبي"
    assert chain(text, "وعاد الهدوء") == ""


def test_what_stands_before_the_verb_of_saying_is_the_outlets():
    text = "انسحب المسلحون من البلدة، وقال ناشطون إن الجيش دخلها ليلا."
    assert chain(text, "انسحب المسلحون") == ""
    assert chain(text, "الجيش دخلها") == "activists*"


def test_the_own_agency_is_no_link():
    text = "قال مصدر ميداني لوكالة فرانس برس إن القوات وصلت إلى النهر."
    assert chain(text, "القوات وصلت", outlet="AFP") == "field source*"


def test_the_outlet_of_the_dateline_is_no_link_when_it_is_told():
    text = "غارة على بلدة في الريف الشمالي\nحمص-سانا\nقال مصدر عسكري لـ سانا إن الدفاعات تصدت للصواريخ فجر اليوم."
    assert chain(text, "الدفاعات تصدت") == "military source*"


def test_the_own_correspondent_is_a_link_of_the_outlet():
    text = "أفاد مراسلنا في المدينة بأن القصف تجدد مساء أمس."
    start = text.index("القصف تجدد")
    (link,) = attributed(text, outlet="sana.sy").chain_of(Span(start, start + 10))
    assert (link.who, link.organisation, link.anonymous) == ("correspondent", "SANA", False)


def test_a_correspondent_of_an_outlet_that_no_list_knows_speaks_for_it():
    text = "وقال مراسل منصة الأفق الجديد في المدينة إن القصف تجدد مساء أمس."
    start = text.index("القصف تجدد")
    (link,) = attributed(text).chain_of(Span(start, start + 10))
    assert link.organisation == "الأفق الجديد" and not link.anonymous


def test_an_announced_statement_opens_the_speech_of_its_issuer():
    text = "أصدرت رئاسة الأركان التركية بيانا نددت فيه بمقتل جنديين قرب الحدود."
    assert chain(text, "بمقتل جنديين") == "Turkish armed forces"


def test_the_agency_goes_on_behind_those_it_quoted():
    text = "نقلت وكالة رويترز عن ناشطين قولهم إن القصف توقف. وأضافت أن الجسر دمر بالكامل."
    assert chain(text, "القصف توقف") == "Reuters > activists*"
    assert chain(text, "الجسر دمر") == "Reuters"


def test_negated_sayings_attribute_nothing():
    assert chain("قصفت الطائرات البلدة، ولم تعلن أي جهة مسؤوليتها عن القصف.", "مسؤوليتها عن القصف") == ""


def test_a_sentence_of_three_thousand_words_is_read_in_good_time():
    text = " ".join(["وقال ناشطون إن القصف استهدف القرية وإن السكان نزحوا منها"] * 300) + "."
    start = time.process_time()
    attributed(text)
    assert time.process_time() - start < 5


def test_links_say_why():
    text = "قال مصدر طبي إن خمسة مدنيين قتلوا في القصف."
    start = text.index("خمسة")
    (link,) = attributed(text).chain_of(Span(start, start + 10))
    assert isinstance(link, Link)
    assert link.because[0].rule.startswith("chain: sources.")
    assert link.because[0].spans[0].of(text) == "مصدر طبي"


def test_the_attribution_phrase_itself_does_not_weigh():
    text = "ونفى مصدر أمني انسحاب القوات من المطار."
    assert attributed(text).chain_of(Span(0, len(text)))[0].who == "security source"


def test_a_later_mention_of_a_person_keeps_the_body_named_first():
    text = "قال المتحدث باسم وزارة الدفاع الأميركية جون كاربنتر إن الغارة نجحت. وقال كاربنتر إن الطائرة عادت."
    start = text.index("الطائرة عادت")
    (link,) = attributed(text).chain_of(Span(start, start + 12))
    assert link.organisation == "US Department of Defense"


@pytest.mark.parametrize(
    "text", ["", "قال", "قال: «", "«" * 400, "وأضاف أن " * 200, "بحسب بحسب بحسب", "\u200fقال\u0301 ان"]
)
def test_bad_input_never_fails(text):
    found = attributed(text)
    assert found.chain_of(Span(0, len(text))) == found.chain_of(Span(0, len(text)))


def test_time_grows_with_the_length_not_with_its_square():
    rows = [text for text, _, _ in CASES.values()]
    random.Random(7).shuffle(rows)

    def spent(times: int) -> float:
        document = split(report("\n".join(rows * times)))
        start = time.process_time()
        attribute(document, find_sources(document))
        return time.process_time() - start

    spent(2)
    assert spent(24) < 12 * max(spent(6), 0.01)
