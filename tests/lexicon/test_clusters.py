from time import process_time

from tawatur.languages import fold
from tawatur.lexicon.clusters import cluster_of


def clusters(word: str) -> tuple[int, int, int]:
    found = cluster_of(fold(word))
    assert found is not None, word
    return found


def test_words_of_one_meaning_share_a_cluster() -> None:
    assert clusters("قصف") == clusters("القصف") == clusters("وقصف")
    assert clusters("سيطرت")[1:] == clusters("وسيطرت")[1:]
    assert clusters("قصف")[0] != clusters("مفاوضات")[0]


def test_numbers_stay_within_their_grain() -> None:
    for word in ("اشتباكات", "طائرات", "المدينة", "انسحبت", "في"):
        assert all(0 <= number < grain for number, grain in zip(clusters(word), (64, 256, 1024), strict=True))


def test_an_unseen_form_falls_back_on_its_stem() -> None:
    assert cluster_of(fold("فبالاشتباكات")) == clusters("الاشتباكات")


def test_what_is_no_word_has_no_cluster() -> None:
    assert cluster_of("") is None
    assert cluster_of("qqqqzzzz") is None
    assert cluster_of("\ud800") is None


def test_lookup_is_fast_when_warm() -> None:
    keys = [
        fold(w) for w in ["قصفت", "طائرات", "التحالف", "مواقع", "التنظيم", "في", "ريف", "المدينة", "الشرقي"]
    ] * 5_000
    for key in keys[:9]:
        cluster_of(key)
    start = process_time()
    for key in keys:
        cluster_of(key)
    assert len(keys) / (process_time() - start) > 500_000
