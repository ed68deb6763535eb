"""The matrix of wordings, ready to be shown: one block a subject, one row an outlet."""

from __future__ import annotations

from collections import defaultdict

from tawatur.languages import fold
from tawatur.model import Frozen
from tawatur.model.framing import Framing, SubjectKind, Wording


class Subject(Frozen, frozen=True):
    """One actor or act with what each outlet calls it; `uses` counts all, quoted ones too."""

    kind: SubjectKind
    subject: str
    uses: int
    outlets: tuple[tuple[str, tuple[Wording, ...]], ...]


def matrix(found: Framing) -> tuple[Subject, ...]:
    """The subjects that most outlets name first, then by uses and name; actors before acts."""
    groups: dict[tuple[SubjectKind, str], list[Wording]] = defaultdict(list)
    for one in found.wordings:
        groups[one.kind, one.subject].append(one)
    subjects = []
    for (kind, subject), words in groups.items():
        by_outlet: dict[str, list[Wording]] = defaultdict(list)
        for one in words:
            by_outlet[one.outlet].append(one)
        rows = tuple((outlet, tuple(by_outlet[outlet])) for outlet in sorted(by_outlet))
        uses = sum(len(one.spans) + len(one.quoted) for one in words)
        subjects.append(Subject(kind, subject, uses, rows))
    return tuple(sorted(subjects, key=lambda s: (s.kind != "actor", -len(s.outlets), -s.uses, s.subject)))


def narrow(found: Framing, subject: str = "", outlet: str = "") -> Framing:
    """Only the subjects and outlets whose names hold these letters."""
    a, b = fold(subject), fold(outlet)
    return Framing(
        tuple(one for one in found.wordings if a in fold(one.subject) and b in fold(one.outlet)),
        tuple(one for one in found.contrasts if a in fold(one.subject) and b in fold(one.outlet)),
    )
