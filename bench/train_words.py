"""Trains the segmenter and the part-of-speech tagger, and measures both on words they have not seen.

Run: `python bench/train_words.py` (reads `../shared/data`). Data: UD Arabic-PUD (CC BY-SA 3.0; four fifths of its
sentences by a seeded draw), the project's own word lists in `tawatur/data/words`. The lexicon counts word forms of
the training fifths, Wojood, AQMAR and the annotated reports; it keeps checksums and a level of 1 to 7, no words.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pycrfsuite

from tawatur.languages import Word, clitics, fold
from tawatur.lexicon import SHIPPED, read_yaml
from tawatur.lexicon.words import level, piece_features, pieces, segment

SEED = 20171119
DATA = "UD Arabic-PUD, four fifths (CC BY-SA 3.0); counts of Wojood, AQMAR, reports; own word lists"
SHARED = Path(__file__).resolve().parents[2] / "shared"
BLIND = {"iraq2015"}
NEWS_TEST = Path(__file__).resolve().parents[1] / "tests" / "languages" / "news_words.txt"
_WORD = re.compile("[\u0621-\u064a\u0670-\u06d3\u064b-\u065f]+")
_ALEFS = str.maketrans("أإآ", "ااا")
_NER = ("wojood_sample/train.txt", "wojood_sample/val.txt", "aqmar_ner/train.txt", "aqmar_ner/dev.txt")
Piece = tuple[str, str, str, str]
"""form, lemma, UPOS, features"""
Labelled = tuple[str, list[str]]


def pud() -> list[list[list[Piece]]]:
    """Sentences of written words of pieces; punctuation glued to a word is a word of its own."""
    sentences = []
    text = (SHARED / "data/ud_arabic_pud/ar_pud-ud-test.conllu").read_text("utf-8")
    for block in text.strip().split("\n\n"):
        words: list[list[Piece]] = [[]]
        for line in block.split("\n"):
            if line.startswith("#"):
                continue
            _, form, lemma, upos, _, feats, _, _, _, misc = line.split("\t")
            if upos in {"PUNCT", "SYM"} or (words[-1] and words[-1][-1][2] in {"PUNCT", "SYM"}):
                words.append([])
            words[-1].append((form, lemma, upos, feats))
            if "SpaceAfter=No" not in misc:
                words.append([])
        sentences.append([w for w in words if w])
    return sentences


def split(sentences: list[list[list[Piece]]]) -> tuple[list[list[list[Piece]]], list[list[list[Piece]]]]:
    """Four fifths to train on, one fifth held out, by a seeded draw over sentences."""
    order = list(range(len(sentences)))
    random.Random(SEED).shuffle(order)
    held = set(order[: len(order) // 5])
    return [s for i, s in enumerate(sentences) if i not in held], [s for i, s in enumerate(sentences) if i in held]


def labels_of(pieces: list[tuple[str, bool]], stem: int) -> Labelled:
    """The written form and one label a letter; each piece says whether it begins with the article."""
    form, labels = "", []
    for number, (text, definite) in enumerate(pieces):
        spelled = clitics.spell(text)
        if number < stem:
            labels += ["P"] * len(spelled)
        elif number > stem:
            labels += ["E"] * len(spelled)
        else:
            article = 0
            if definite and spelled.startswith("ال") and len(spelled) > 3:
                article = 2
            elif definite and form.endswith("ل") and spelled.startswith("ل"):
                article = 1
            labels += ["A"] * article + ["S"] * (len(spelled) - article)
        form += spelled
    return form, labels


def stem_of(word: list[Piece]) -> int:
    """Which piece is the stem: the last but for a pronoun, a pronoun itself if only particles stand before it."""
    last = len(word) - 1
    if last and word[last][2] == "PRON" and clitics.spell(word[last][0]) in clitics.ENCLITICS:
        return last - 1
    return last


def labelled(word: list[Piece]) -> Labelled | None:
    """Labels of one PUD word, `None` for what is not Arabic script or has two stems."""
    stem = stem_of(word)
    if not all(_WORD.fullmatch(p[0].replace("ـ", "")) for p in word):
        return None
    if any(len(p[0]) > 2 for p in word[:stem]) or len(word) - stem > 2:
        return None
    lemma = clitics.spell(word[stem][1])
    definite = word[stem][2] not in {"PRON", "ADP", "SCONJ"} and not lemma.startswith("ال")
    return labels_of([(p[0], definite) for p in word], stem)


def hand(text: str, article: bool) -> list[Labelled]:
    """Labels of words cut by hand (`و+ب+سيطرت+ها`)."""
    out = []
    for entry in text.split():
        parts = entry.split("+")
        stem = len(parts) - 1
        if stem and parts[-1] in clitics.ENCLITICS and not (len(parts) == 2 and parts[0] in {"و", "ف"}):
            stem -= 1
        out.append(labels_of([(p, article and p[:3] not in {"الذ", "الت"}) for p in parts], stem))
    return out


def compose(stems: dict[str, str], rng: random.Random) -> Iterator[tuple[list[str], int]]:
    """Written words composed of the stems: pieces and which of them is the stem, about as often as news has them."""
    for row in re.split("[،\n]+", stems["verbs"]):
        if row.strip():
            yield from _verb(*row.split(), rng)
    for entry in stems["nouns"].split():
        for number, noun in enumerate(entry.split("|")):
            yield from _noun(noun, plural=number > 0, rng=rng)
    for adjective in stems["adjectives"].split():
        for before in (["و"], ["ب"], ["ل"], ["ك"], []):
            yield [*before, adjective], len(before)
            yield _definite(before, adjective)
    for name in stems["names"].split():
        for before in (["و"], ["ب"], ["ل"], ["ف"], ["و", "ب"], ["و", "ل"], [], [], []):
            yield [*before, name], len(before)


def _definite(before: list[str], noun: str) -> tuple[list[str], int]:
    return [*before, ("ل" if before[-1:] == ["ل"] else "ال") + noun], len(before)


def _verb(past: str, present: str, rng: random.Random) -> Iterator[tuple[list[str], int]]:
    weak = past[-1] in "ىاي"
    pasts = [past] if weak else [past, past + "ت", past + "وا", past + "ت"]
    presents = [p + present for p in "يتن"] + ([] if present[-1] in "يىو" else ["ي" + present + "ون"])
    for form in pasts:
        for before in ([], [], ["و"], ["و"], ["ف"]):
            yield [*before, form], len(before)
        joined = form[:-1] if form.endswith("وا") else form[:-1] + "ا" if form.endswith("ى") else form
        for before in ([], ["و"], ["ف"]):
            yield [*before, joined, rng.choice(["ه", "ها", "هم", "نا"])], len(before)
    for form in presents:
        for before in ([], [], ["و"], ["س"], ["و", "س"], ["ل"], ["ف"]):
            yield [*before, form], len(before)
        yield [form, rng.choice(["ه", "ها", "هم"])], 0


def _noun(noun: str, plural: bool, rng: random.Random) -> Iterator[tuple[list[str], int]]:
    for before in ([], [], ["و"], ["ب"], ["ل"], ["و", "ب"], ["و", "ل"], ["ف"]):
        yield [*before, noun], len(before)
    for before in ([], [], ["و"], ["ب"], ["ل"], ["و", "ب"], ["و", "ل"], ["ف"], ["ك"]):
        yield _definite(before, noun)
    owned = [noun[:-1] + "ت"] if noun.endswith("ة") else [noun]
    if noun.endswith("اء"):
        owned = [noun, noun[:-1] + "ئ", noun[:-1] + "ؤ"]
    elif noun.endswith("ين") and plural:
        owned = [noun[:-1], noun[:-2] + "و"]
    elif noun.endswith("ى"):
        owned = [noun[:-1] + "ا"]
    for form in owned:
        for before in ([], [], ["و"], ["ب"], ["ل"]):
            yield [*before, form, rng.choice(["ه", "ها", "هم", "هم", "نا", "هما"])], len(before)


def raw_forms(train: list[list[list[Piece]]]) -> Iterator[str]:
    """Written words of unlabelled text, as they stand."""
    for sentence in train:
        for word in sentence:
            yield "".join(piece[0] for piece in word)
    for name in _NER:
        for line in (SHARED / "data" / name).read_text("utf-8").splitlines():
            yield line.split(" ")[0]
    for folder in sorted(p for p in (SHARED / "reports").iterdir() if p.is_dir() and p.name not in BLIND):
        for path in sorted(folder.glob("*.txt")):
            yield from _WORD.findall(path.read_text("utf-8", errors="replace"))


def bare_alef(form: str) -> str:
    """The key of the lexicon: alefs without hamza, as half of the press writes them."""
    return form.translate(_ALEFS)


def lexicon(forms: Counter[str], stems: dict[str, str]) -> dict[str, int]:
    """Form -> level, by the written forms as they stand; the project's stems are at least 4."""
    counts: Counter[str] = Counter()
    for form, n in forms.items():
        counts[bare_alef(form)] += n
    for form in [f for f in counts if clitics.closed(f)]:
        del counts[form]
    return levels_of(counts, stems)


def levels_of(counts: Counter[str], stems: dict[str, str]) -> dict[str, int]:
    """1 + log2 of the count, at most 9; the project's own stems are at least 4."""
    levels = {form: min(12, 1 + int(np.log2(n))) for form, n in counts.items() if 1 < len(form) < 20}
    own = [w for w in re.split("[\\s،|]+", " ".join(stems[k] for k in ("nouns", "adjectives", "names"))) if len(w) > 1]
    for row in re.split("[،\n]+", stems["verbs"]):
        if row.strip():
            past, present = row.split()
            own += [past, past + "ت", past + "وا", *(p + present for p in "يتن"), "ي" + present + "ون"]
    for form in own:
        key = bare_alef(clitics.spell(form))
        levels[key] = max(4, levels.get(key, 0))
    return levels


def train_crf(rows: list[tuple[list[list[str]], list[str]]], c1: float, c2: float) -> bytes:
    """Trains one linear-chain CRF (L-BFGS) and gives its model file."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for xs, ys in rows:
        trainer.append(xs, ys)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": 150, "feature.possible_transitions": False})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        return path.read_bytes()


def news_words() -> list[Labelled]:
    lines = NEWS_TEST.read_text("utf-8").splitlines()
    return hand(" ".join(line for line in lines if not line.startswith("#")), article=True)


def training_words(train: list[list[list[Piece]]], stems: dict[str, str], words: str) -> list[Labelled]:
    """All labelled words to train on; none of the test list is among them unless PUD itself has it."""
    banned = {form for form, _ in news_words()}
    rng = random.Random(SEED)
    own = hand(words, article=True) * 2
    composed = [labels_of([(p, True) for p in pieces], stem) for pieces, stem in compose(stems, rng)]
    natural = [w for sentence in train for word in sentence if (w := labelled(word))]
    words_ = natural + [w for w in own + composed if w[0] not in banned]
    plain = [(bare_alef(form), labels) for form, labels in words_ if form != bare_alef(form)]
    return words_ + rng.sample(plain, len(plain) // 3)


def evaluate(words: list[Labelled], article: bool) -> tuple[float, list[str]]:
    """Share of words cut right by the shipped `segment`, and those that are not."""
    wrong = []
    for form, labels in words:
        guess, truth = segment(form), clitics.word(form, labels)
        if parts(guess, article) != parts(truth, article):
            wrong.append(f"{form}:{'+'.join(parts(guess, article))}")
    return 1 - len(wrong) / len(words), wrong


def parts(word: Word, article: bool) -> tuple[str, ...]:
    """The pieces that are compared; without the article as PUD cuts words."""
    if article or word.proclitics[-1:] != ("ال",):
        return (*word.proclitics, word.stem, word.enclitic)
    return (*word.proclitics[:-1], "ال" + word.stem, word.enclitic)


def write(name: str, content: bytes, card: dict[str, object]) -> None:
    """One model file and the card beside it."""
    target = SHIPPED / "models" / name
    target.write_bytes(content)
    card = {
        **card,
        "data": DATA,
        "licence": "CC BY-SA 3.0",
        "trained": "2026-11-24",
        "seed": SEED,
        "made_by": "bench/train_words.py",
        "blake2b": hashlib.blake2b(content, digest_size=16).hexdigest(),
    }
    target.with_suffix(".json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    train, held = split(pud())
    stems = read_yaml(SHIPPED / "words" / "stems.yaml")
    words = read_yaml(SHIPPED / "words" / "segmented.yaml")["words"]
    forms = Counter(clitics.spell(f) for f in raw_forms(train) if _WORD.fullmatch(f))
    levels = lexicon(forms, stems)
    entries = sorted({zlib.crc32(form.encode()): n for form, n in sorted(levels.items())}.items())
    table = np.array([c for c, _ in entries], "<u4").tobytes() + np.array([n for _, n in entries], "u1").tobytes()
    write(
        "stems.bin",
        zlib.compress(table, 9),
        {"what": "crc32 of a word form -> 1 + log2 of its count", "n": len(entries)},
    )
    data = training_words(train, stems, words)
    began = time.process_time()
    model = train_crf([(clitics.features(form, level), labels) for form, labels in data], c1=0.05, c2=0.01)
    write(
        "segmenter.crfsuite",
        model,
        {"what": "clitics, a CRF over letters", "words": len(data), "held_out": "PUD fifth"},
    )
    sys.stdout.write(f"{len(data)} words, {time.process_time() - began:.0f} s, {len(model)} bytes\n")
    every = [labelled(word) or ("", []) for sentence in held for word in sentence]
    for name, test in {"pud": [w for w in every if w[0]], "news": news_words()}.items():
        for article in (False, True):
            share, wrong = evaluate(test, article)
            sys.stdout.write(f"{name} article={article} {len(test)} {share:.4f}\n  {' '.join(wrong[:60])}\n")
    train_pos(train, held)


def gold_row(sentence: list[list[Piece]]) -> tuple[list[tuple[str, str]], list[str]]:
    """Pieces and UPOS tags of one sentence, cut as PUD has it."""
    words, tags = [], []
    for word in sentence:
        made = labelled(word)
        if made and len(pieces([clitics.word(*made)])) == len(word):
            words.append(clitics.word(*made))
            tags += [piece[2] for piece in word]
        else:
            for form, _, upos, _ in word:
                words.append(Word((), fold(form) or form))
                tags.append(upos)
    return pieces(words), tags


def train_pos(train: list[list[list[Piece]]], held: list[list[list[Piece]]]) -> None:
    """The tagger of speech, trained on gold pieces, measured on gold pieces and on the segmenter's own."""
    rows = [gold_row(s) for s in train]
    model = train_crf([(piece_features(row), tags) for row, tags in rows], c1=0.3, c2=0.03)
    write(
        "pos.crfsuite",
        model,
        {"what": "UPOS tags, a CRF over pieces", "sentences": len(train), "held_out": "PUD fifth"},
    )
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(model)
    right = total = 0
    confusions: Counter[tuple[str, str]] = Counter()
    for sentence in held:
        row, tags = gold_row(sentence)
        guess = tagger.tag(piece_features(row))
        total += len(tags)
        right += sum(a == b for a, b in zip(tags, guess, strict=True))
        confusions.update((a, b) for a, b in zip(tags, guess, strict=True) if a != b)
    sys.stdout.write(f"pos {total} pieces {right / total:.4f}, {len(model)} bytes {confusions.most_common(12)}\n")


if __name__ == "__main__":
    main()
