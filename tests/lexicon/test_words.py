"""Segmentation and parts of speech; the share on UD PUD is measured where `../shared` stands."""

import importlib.util
from pathlib import Path
from time import process_time

import pytest

from tawatur.languages import Word, fold, tokenize
from tawatur.lexicon.words import segment, tag

ROOT = Path(__file__).resolve().parents[2]
NEWS = ROOT / "tests" / "languages" / "news_words.txt"
PUD = ROOT.parent / "shared" / "data" / "ud_arabic_pud" / "ar_pud-ud-test.conllu"


def news() -> list[list[str]]:
    lines = NEWS.read_text(encoding="utf-8").splitlines()
    return [entry.split("+") for line in lines if not line.startswith("#") for entry in line.split()]


def parts(word: Word) -> list[str]:
    """The pieces as the list cuts them: the article is part of its noun."""
    proclitics, stem = list(word.proclitics), word.stem
    if proclitics[-1:] == ["ال"]:
        proclitics.pop()
        stem = ("ل" if proclitics[-1:] == ["ل"] else "ال") + stem
    return [p for p in (*proclitics, stem, word.enclitic) if p]


def test_clitics_of_news_words() -> None:
    entries = news()
    assert len(entries) >= 300
    right = sum(parts(segment("".join(entry))) == [fold(p) for p in entry] for entry in entries)
    assert right / len(entries) >= 0.975


@pytest.mark.parametrize(
    ("word", "proclitics", "stem", "enclitic"),
    [
        ("فسيطرت", ("ف",), "سيطرت", ""),
        ("وباشرت", ("و",), "باشرت", ""),
        ("وبسيطرتها", ("و", "ب"), "سيطرت", "ها"),
        ("لحلفائه", ("ل",), "حلفاي", "ه"),
        ("فأجابنا", ("ف",), "اجاب", "نا"),
        ("للجيش", ("ل", "ال"), "جيش", ""),
        ("وَبِالمَدينَةِ", ("و", "ب", "ال"), "مدينه", ""),
        ("لها", (), "ل", "ها"),
    ],
)
def test_probe_words(word: str, proclitics: tuple[str, ...], stem: str, enclitic: str) -> None:
    found = segment(word)
    assert (found.proclitics, found.stem, found.enclitic) == (proclitics, stem, enclitic)


@pytest.mark.skipif(not PUD.exists(), reason="the treebank is not at hand")
def test_clitics_of_the_held_out_fifth() -> None:
    spec = importlib.util.spec_from_file_location("train_words", ROOT / "bench" / "train_words.py")
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    _, held = bench.split(bench.pud())
    words = [made for sentence in held for word in sentence if (made := bench.labelled(word))]
    share, _ = bench.evaluate(words, article=False)
    assert len(words) > 3_000
    assert share >= 0.975


@pytest.mark.parametrize("odd", ["", "و", "T2", "16", "\u064b", "\ud800", "ا" * 10_000, "؟", "لـ"])
def test_what_is_no_arabic_word_is_left_whole(odd: str) -> None:
    found = segment(odd)
    assert (found.proclitics, found.stem, found.enclitic) == ((), fold(odd), "")


def test_a_sentence_has_a_word_and_a_tag_for_each_token() -> None:
    tokens = tokenize("وقصفت الطائرات الروسية مواقع التنظيم في ريف المدينة، وانسحب مقاتلوه.")
    words = tag(tokens)
    assert len(words) == len(tokens)
    assert [w.pos for w in words[:2]] == ["VERB", "NOUN"]
    assert words[-1].pos == "PUNCT"
    assert words[5].pos == "ADP"
    assert tag(()) == ()


def test_speed_with_a_warm_cache() -> None:
    words = ["".join(entry) for entry in news()]
    for word in words:
        segment(word)
    start = process_time()
    for _ in range(50):
        for word in words:
            segment(word)
    assert 50 * len(words) / (process_time() - start) > 50_000


def test_speed_of_tagging() -> None:
    tokens = tokenize("وقصفت الطائرات الروسية مواقع التنظيم في ريف المدينة، وانسحب مقاتلوه إلى البلدات المجاورة.")
    tag(tokens)
    start = process_time()
    for _ in range(200):
        tag(tokens)
    assert 200 * len(tokens) / (process_time() - start) > 20_000
