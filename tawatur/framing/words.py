"""The outlet x subject matrix of the words used: actors by their mentions, acts by the words that state them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from tawatur.languages import fold, light_stem, tokenize
from tawatur.lexicon.actors import actor_index
from tawatur.lexicon.outlets import find_outlet
from tawatur.model import ActorRef, Claim, Contents, Mention, Report, Span, Unknown
from tawatur.model.contents import ReportSpan
from tawatur.model.framing import Register, SubjectKind, Wording

_PARTICLES = frozenset("وفبلك")


class _Use(NamedTuple):
    """One use of a wording: who prints it, of what, where, in whose words."""

    outlet: str
    kind: SubjectKind
    subject: str
    text: str
    span: ReportSpan
    quoted: bool


def wordings(contents: Contents) -> tuple[Wording, ...]:
    """Every wording of every outlet, by kind, subject, outlet, then the most used first.

    Wordings are one if their stems are ("التنظيم الإرهابي", "للتنظيم الإرهابي"); shown is the form used most. Anaphors
    ("the organisation") and people without a name ("residents") frame nobody and are left out.
    """
    reports = {report.id: report for report in contents.reports}
    quotes: dict[str, list[Span]] = defaultdict(list)
    for passage in contents.passages:
        if passage.part == "quotation":
            quotes[passage.report].append(passage.span)
    furniture: dict[str, list[Span]] = defaultdict(list)
    for passage in contents.passages:
        if passage.part == "furniture":
            furniture[passage.report].append(passage.span)
    uses = [*_actors(contents.mentions, reports, quotes), *_acts(contents.claims, reports, quotes)]
    kept = [use for use in uses if not _inside(use.span, furniture)]
    return _cells(kept)


def outlet_name(report: Report) -> str:
    """The outlet as the registry calls it, else as stated; a report whose outlet is unknown stands for itself."""
    if isinstance(report.outlet, Unknown):
        return report.name
    found = find_outlet(report.outlet)
    return found.name if found else report.outlet


def _inside(span: ReportSpan, spans: Mapping[str, list[Span]]) -> bool:
    return any(one.start <= span.start and span.end <= one.end for one in spans.get(span.report, ()))


def _actors(
    mentions: Iterable[Mention], reports: Mapping[str, Report], quotes: Mapping[str, list[Span]]
) -> Iterator[_Use]:
    for mention in mentions:
        value = mention.value
        if mention.kind != "actor" or not isinstance(value, ActorRef) or value.anaphor or value.generic:
            continue
        if len(value.names) != 1:
            continue  # a joint name says nothing of one of its parts
        report = reports[mention.report]
        span = ReportSpan(report.id, mention.span.start, mention.span.end)
        text = " ".join(mention.span.of(report.text).split())
        yield _Use(outlet_name(report), "actor", value.names[0], text, span, _inside(span, quotes))


def _acts(claims: Iterable[Claim], reports: Mapping[str, Report], quotes: Mapping[str, list[Span]]) -> Iterator[_Use]:
    for claim in claims:
        if claim.trigger is None:
            continue
        report = reports[claim.report]
        span = ReportSpan(report.id, claim.trigger.start, claim.trigger.end)
        text = " ".join(claim.trigger.of(report.text).split())
        yield _Use(outlet_name(report), "act", claim.type, text, span, _inside(span, quotes))


@lru_cache(maxsize=50_000)
def stems(text: str) -> str:
    """The light stems of a wording, by which its forms are one."""
    return " ".join(light_stem(token.key) for token in tokenize(text) if token.is_word)


def _bare(stem: str, known: set[str]) -> str:
    """The wording without a particle in front ("وحزب الله"), if it is used without it or a registry has it so."""
    for letters in (1, 2):
        if stem[:letters] and set(stem[:letters]) <= _PARTICLES and stem[letters:] in known:
            return stem[letters:]
    return stem


def _cells(uses: Iterable[_Use]) -> tuple[Wording, ...]:
    groups: dict[tuple[SubjectKind, str, str, str], list[_Use]] = defaultdict(list)
    listed = list(uses)
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for use in listed:
        known[use.kind, use.subject].add(stems(use.text))
    for kind, subject in list(known):
        known[kind, subject] |= set(_registers(subject)) if kind == "actor" else set()
    for use in listed:
        groups[use.kind, use.subject, use.outlet, _bare(stems(use.text), known[use.kind, use.subject])].append(use)
    shown = _shown(groups)
    found = [_cell(key, group, shown[key[0], key[1], key[3]]) for key, group in groups.items()]
    return tuple(sorted(found, key=lambda w: (w.kind, w.subject, w.outlet, -len(w.spans), -len(w.quoted), w.wording)))


def _shown(groups: Mapping[tuple[SubjectKind, str, str, str], list[_Use]]) -> dict[tuple[str, str, str], str]:
    """The form that stands for a wording: the one used most by all, of equals the shortest."""
    forms: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for (kind, subject, _, stem), group in groups.items():
        forms[kind, subject, stem].update(use.text for use in group)
    return {key: min(found, key=lambda f: (-found[f], len(f), f)) for key, found in forms.items()}


def _cell(key: tuple[SubjectKind, str, str, str], group: list[_Use], shown: str) -> Wording:
    kind, subject, outlet, stem = key
    own = tuple(sorted(use.span for use in group if not use.quoted))
    quoted = tuple(sorted(use.span for use in group if use.quoted))
    register = _register(subject, stem) if kind == "actor" else ""
    return Wording(outlet, kind, subject, shown, register, own, quoted)


def _register(subject: str, stem: str) -> Register:
    """Whose word it is, by the longest name of the actor in it ("عناصر داعش": "داعش")."""
    padded = f" {stem} "
    inside = [name for name in _registers(subject) if f" {name} " in padded]
    return _registers(subject)[max(inside, key=lambda name: (len(name), name))] if inside else ""


@lru_cache(maxsize=5_000)
def _registers(name: str) -> Mapping[str, Register]:
    """Whose word each name of an actor is, by stems; a name that anyone uses is neutral."""
    actor = _by_name().get(fold(name))
    if actor is None:
        return {}
    rows = actor_index().actors[actor].ar
    found: dict[str, Register] = {}
    by_register: tuple[tuple[Register, tuple[str, ...]], ...] = (
        ("hostile", rows.hostile), ("own", rows.own), ("neutral", rows.neutral),
    )  # fmt: skip
    for register, names in by_register:
        found.update({stems(one): register for one in names})
    return found


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, str]:
    return {fold(actor.name): actor.id for actor in actor_index().actors.values()}
