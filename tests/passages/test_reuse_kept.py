"""The compact form of a document is the same after it was kept as bytes."""

from __future__ import annotations

import numpy as np
from dated import report

from tawatur.passages import split
from tawatur.passages.reuse import shared_words, words
from tawatur.passages.reuse_kept import pack, unpack

TEXT = (
    "دخلت القوات البلدة صباح اليوم بعد معارك عنيفة مع المسلحين استمرت ثلاثة أيام قرب الجسر القديم. وقالت وكالة "
    "رويترز إن «المدنيين نزحوا نحو القرى المجاورة في ظروف صعبة»، فيما تواصل فرق الهندسة إزالة الألغام من الطرق."
)


def test_words_come_back_as_they_were() -> None:
    one = report(TEXT)
    made = words(split(one))
    again = unpack(pack(made), one)
    assert made.cited and made.quoted
    for name in made._fields:
        before, after = getattr(made, name), getattr(again, name)
        assert np.array_equal(before, after) if isinstance(before, np.ndarray) else before == after, name


def test_passages_are_found_among_kept_words() -> None:
    reports = [report(TEXT, "a"), report(TEXT + " وأضافت أن الطريق مقطوع.", "b")]
    made = [words(split(one)) for one in reports]
    kept = [unpack(pack(one), of) for one, of in zip(made, reports, strict=True)]
    assert shared_words(kept) == shared_words(made) != ()


def test_a_report_without_words() -> None:
    one = report("")
    assert len(unpack(pack(words(split(one))), one).codes) == 0
