"""Claims of composed sentences: types, roles, places, polarity, modality, reasons; and texts that must not break it."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from tawatur import claims, mentions, passages
from tawatur.model import Claim, PlaceRef, Report, Unknown, When, day

PUBLISHED = day(date(2017, 11, 19))


def read(text: str, published: When | Unknown = PUBLISHED) -> tuple[Claim, ...]:
    none = Unknown("composed")
    report = Report("r", "r", "r", text, "composed", none, none, none, none, published, "ar")
    document = passages.split(report)
    return claims.extract(document, mentions.find(document), published)


def only(found: tuple[Claim, ...], event: str) -> Claim:
    """The one claim of that type."""
    mine = [claim for claim in found if claim.type == event]
    assert len(mine) == 1, [(claim.type, claim.evidence) for claim in found]
    return mine[0]


def test_a_capture_has_gainer_place_and_day() -> None:
    claim = only(read("سيطرت قوات النظام أمس السبت على مدينة البوكمال في ريف دير الزور."), "control.change")
    assert claim.agents == ("Syrian government forces",)
    assert isinstance(claim.place, PlaceRef) and claim.place.name == "Abu Kamal"
    assert isinstance(claim.when, When) and claim.when.start == date(2017, 11, 18)
    assert (claim.polarity, claim.modality) == ("affirmed", "actual")


def test_a_list_of_places_gives_a_claim_for_each() -> None:
    found = read("قصفت طائرات حربية روسية مدينة تدمر وبلدة السخنة بريف حمص الشرقي.")
    names = {claim.place.name for claim in found if claim.type == "strike.air" and isinstance(claim.place, PlaceRef)}
    assert {"Palmyra", "Sukhna"} <= names or len(names) == 2


def test_a_figure_of_victims_is_one_claim_wherever_they_fell() -> None:
    found = read("قتل خمسة مدنيين في قصف مدفعي على بلدتي سراقب والنيرب بريف إدلب.")
    assert len([claim for claim in found if claim.type == "casualties"]) == 1


@pytest.mark.parametrize(
    ("event", "inside", "outside"),
    [
        ("control.change", "سيطرت قوات الجيش على بلدة القصير", "مقتل"),
        ("retreat", "انسحب مسلحو التنظيم", "سيطرت"),
        ("casualties", "مقتل ثلاثة مدنيين", "انسحب"),
    ],
)
def test_the_evidence_is_the_clause_not_the_sentence(event: str, inside: str, outside: str) -> None:
    text = (
        "سيطرت قوات الجيش على بلدة القصير بعد أن انسحب مسلحو التنظيم منها باتجاه الحدود، "
        "فيما أدى القصف إلى مقتل ثلاثة مدنيين."
    )
    words = [claim.evidence.of(text) for claim in read(text) if claim.type == event]
    assert any(inside in one and outside not in one for one in words), words


def test_the_evidence_of_a_denial_holds_its_negation() -> None:
    text = "أكد الحشد الشعبي أن قواته لم تدخل الأراضي السورية، وقال إن القوات ما زالت تسيطر على معبر القائم."
    for claim in read(text):
        before = text[: claim.evidence.start].split()
        assert not before or before[-1] not in {"لم", "ما", "لا"}, claim.evidence.of(text)


def test_a_negated_verb_is_a_denied_claim() -> None:
    found = read("أكد الحشد الشعبي أن قواته لم تدخل الأراضي السورية.")
    assert only(found, "advance").polarity == "denied"


def test_a_purpose_clause_is_intended() -> None:
    found = read("شن الجيش السوري هجوما عنيفا بهدف السيطرة على مدينة الميادين.")
    assert only(found, "control.change").modality == "intended"


def test_a_relayed_claim_keeps_its_chain() -> None:
    found = read("قال المرصد السوري لحقوق الإنسان إن الطيران الحربي شن غارات على مدينة الرقة.")
    claim = only(found, "strike.air")
    assert [link.who for link in claim.chain] == ["Syrian Observatory for Human Rights"]


def test_the_outlets_own_voice_is_the_empty_chain() -> None:
    assert only(read("شن الطيران الحربي غارات على مدينة الرقة."), "strike.air").chain == ()


def test_a_share_of_a_place_is_its_extent() -> None:
    found = read("باتت قوات النظام تفرض سيطرتها على نحو نصف مدينة البوكمال.")
    extents = [claim.extent for claim in found if claim.type.startswith("control")]
    assert any(not isinstance(extent, Unknown) and extent == pytest.approx((0.45, 0.55)) for extent in extents)


def test_every_claim_carries_its_reasons_and_words() -> None:
    text = "قتل ثلاثة مدنيين في قصف مدفعي لقوات النظام على مدينة دوما."
    for claim in read(text):
        slots = {reason.rule.split(":")[0] for reason in claim.because}
        assert {"type", "polarity", "modality", "claim"} <= slots
        assert claim.trigger is not None and claim.evidence.contains(claim.trigger)
        assert claim.evidence.of(text).strip()


def test_without_a_date_relative_times_stay_unknown() -> None:
    found = read("سيطرت قوات النظام أمس على مدينة تدمر.", Unknown("not stated"))
    assert all(isinstance(claim.when, Unknown) for claim in found)


def test_the_same_text_gives_the_same_claims() -> None:
    text = "اندلعت اشتباكات عنيفة بين الجيش والمسلحين في حلب. وانسحب المسلحون إلى إدلب."
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "قال «المصدر إن قوات النظام (سيطرت على «مدينة تدمر.",
        "يا دار مية بالعلياء فالسند\nأقوت وطال عليها سالف الأبد",
        "اخلطي الدقيق مع السكر واتركيه يرتاح نصف ساعة ثم اخبزيه.",
        "ه" * 10_000,
        "\u202eقصف\u202c \u064b\u064b مدينة",
    ],
)
def test_odd_text_is_read_without_a_crash(text: str) -> None:
    for claim in read(text):
        assert 0 <= claim.evidence.start < claim.evidence.end <= len(text)


def test_the_cost_of_a_sentence_grows_with_its_length_only() -> None:
    clause = "وقصفت قوات النظام قرية كفرنبل ثم انسحب المسلحون إلى مدينة إدلب "
    read(clause * 20)  # caches filled

    def cost(times: int) -> float:
        begun = process_time()
        read(clause * times)
        return process_time() - begun

    short, long = cost(60), cost(300)  # 660 and 3,300 words in one sentence
    assert long < 5 * short * 3 + 0.5


def test_a_list_of_two_hundred_villages_is_read() -> None:
    text = "قصفت قوات النظام قرى " + " و".join(["كفرنبل", "حاس", "البارة", "سراقب"] * 50) + " بريف إدلب."
    found = read(text)
    assert len(found) <= 220
