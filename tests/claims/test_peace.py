"""Reports of sport, trade, weather and culture: at most one false claim in a hundred sentences."""

from __future__ import annotations

from pathlib import Path

from tawatur import claims, mentions, passages
from tawatur.model import Report, Unknown

FOLDER = Path(__file__).parent / "peace"
NONE = Unknown("composed")


def test_peaceful_reports_raise_few_false_alarms() -> None:
    sentences, false = 0, []
    for path in sorted(FOLDER.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        report = Report(path.stem, path.stem, path.stem, text, path.name, NONE, NONE, NONE, NONE, NONE, "ar")
        document = passages.split(report)
        sentences += len(document.sentences)
        found = claims.extract(document, mentions.find(document), NONE)
        false += [(path.stem, claim.type, claim.evidence.of(text)) for claim in found]
    assert sentences >= 200
    assert len(false) <= sentences / 100, false
