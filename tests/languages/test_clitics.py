from hypothesis import given
from hypothesis import strategies as st

from tawatur.languages import clitics

letters = st.text("وفبلكساتنيهمدرقع", min_size=1, max_size=20)


def test_stems_may_begin_after_particles_and_article() -> None:
    assert clitics.cuts("وبالمدينة") == (0, 1, 2, 4)
    assert clitics.cuts("للجيش") == (0, 1, 2)
    assert clitics.cuts("مدينة") == (0,)


def test_a_future_particle_stands_before_present_verbs_only() -> None:
    assert 2 in clitics.cuts("وسيدخل")
    assert 1 not in clitics.cuts("سلاح")


def test_pronouns_end_words() -> None:
    assert clitics.ends("مدينتها") == (7, 5)
    assert clitics.ends("قصف") == (3,)


def test_stems_before_pronouns_are_found_as_they_stand_alone() -> None:
    assert "مدينة" in clitics.alone("مدينت")
    assert "حلفاء" in clitics.alone("حلفائ")
    assert "قتلوا" in clitics.alone("قتلو")


def test_particles_with_pronouns_are_a_closed_class() -> None:
    found = clitics.closed("ولهم")
    assert found is not None
    assert (found.proclitics, found.stem, found.enclitic) == (("و",), "ل", "هم")
    assert clitics.closed("بلد") is None


@given(letters)
def test_every_letter_has_features(form: str) -> None:
    assert len(clitics.features(form, lambda _: 0)) == len(form)


@given(letters)
def test_leaving_a_word_whole_is_lawful_and_gives_the_word(form: str) -> None:
    labels = "S" * len(form)
    assert ("", len(form)) in clitics.readings(form)
    assert clitics.word(form, labels).stem == form


@given(letters)
def test_readings_cut_where_the_rules_allow(form: str) -> None:
    for head, stop in clitics.readings(form):
        labels = clitics.labels_of(form, head, stop)
        assert len(labels) == len(form)
        assert len(head) in clitics.cuts(form)
        assert stop in clitics.ends(form)
        assert set(labels[len(head) : stop]) == {"S"}
