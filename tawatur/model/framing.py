"""Who calls whom and what by which words."""

from __future__ import annotations

from typing import Literal

from tawatur.model.base import Frozen
from tawatur.model.contents import ReportSpan

SubjectKind = Literal["actor", "act"]
Register = Literal["own", "neutral", "hostile", ""]


class Wording(Frozen, frozen=True):
    """One cell of the matrix: an outlet's use of one wording for one subject.

    `subject` is an actor's canonical name or an event type; `register` says whose word the registry has it for, the
    actor's own, its enemies', anyone's (empty: the registry does not have it); `spans` are the uses in the outlet's own
    voice, `quoted` those inside quotations, which are somebody else's words.
    """

    outlet: str
    kind: SubjectKind
    subject: str
    wording: str
    register: Register
    spans: tuple[ReportSpan, ...]
    quoted: tuple[ReportSpan, ...] = ()


class Contrast(Frozen, frozen=True):
    """A wording that sets an outlet apart from the others for the same subject: how often it and the others use it, of
    how many uses of any wording; the natural log-odds ratio and its z-score; above 1.96 chance is unlikely."""

    outlet: str
    kind: SubjectKind
    subject: str
    wording: str
    count: int
    total: int
    others: int
    others_total: int
    log_odds: float
    z: float


class Framing(Frozen, frozen=True):
    """The matrix, sorted by kind, subject, outlet and use, and the contrasts, strongest first."""

    wordings: tuple[Wording, ...]
    contrasts: tuple[Contrast, ...]
