"""What joins two voices of one event. Proven: the texts show that one has it from the other or both from one source.
Possible: nothing excludes it. The sentence of every tie says which words show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from tawatur.corroboration.roots import known_outlet, outlet_keys, related
from tawatur.corroboration.rules import relation, rules
from tawatur.languages import fold
from tawatur.model import Claim, Frozen, Quantity, Report, Unknown
from tawatur.model.contents import ReportSpan
from tawatur.model.corroboration import Tie, Voice
from tawatur.model.event import SharedPassage

LOOSE = frozenset({"own voice", "anonymous", "agency", "outlet"})
"""Roots behind which another may stand: an outlet has its news from somebody, an unnamed source is anybody."""
_ROOM = 0.05
"""The share of a passage by which an edit may have moved a statement in it."""


class Scene(Frozen, frozen=True):
    """The claims and reports by id, the passages that pairs of reports share, by the two reports' ids, and the keys of
    all outlets."""

    claims: dict[str, Claim]
    reports: dict[str, Report]
    shared: dict[tuple[str, str], tuple[SharedPassage, ...]]
    outlets: frozenset[str] = frozenset()


def scene(claims: Iterable[Claim], reports: Iterable[Report], shared: Iterable[SharedPassage]) -> Scene:
    """The scene with its indexes."""
    by_pair: dict[tuple[str, str], list[SharedPassage]] = defaultdict(list)
    for one in sorted(shared, key=lambda passage: passage.id):
        a, b = sorted((one.first.report, one.second.report))
        by_pair[(a, b)].append(one)
    by_id = {report.id: report for report in reports}
    pairs = {pair: tuple(found) for pair, found in by_pair.items()}
    return Scene({claim.id: claim for claim in claims}, by_id, pairs, outlet_keys(by_id.values()))


def proven(voices: Sequence[Voice], known: Scene) -> Iterator[Tie]:
    """The ties that the texts prove, strongest rule first, enough of them to join all that hang together."""
    yield from _grouped(voices, known, _root_key, lambda v: f"both chains end in {v.root.name}")
    yield from _grouped(voices, known, _body_key, lambda v: f"both chains end in a voice of {v.root.name}")
    yield from _grouped(voices, known, _unnamed_key, lambda v: f"one report calls the same source {v.root.name}")
    yield from _own_words(voices, known)
    yield from _passages(voices, known)
    yield from _relays(voices, known)
    yield from _agencies(voices, known)
    yield from _values(voices, known)
    yield from _authors(voices, known)


def _grouped(
    voices: Sequence[Voice], known: Scene, key: Callable[[Voice], str], note: Callable[[Voice], str]
) -> Iterator[Tie]:
    """A tie from the first voice of every key to each other one of it."""
    first: dict[str, Voice] = {}
    for one in voices:
        name = key(one)
        if not name:
            continue
        if name in first:
            spans = _phrases((first[name], one), known)
            yield Tie(first[name].claim, one.claim, "root", note(first[name]), True, spans)
        else:
            first[name] = one


def _root_key(one: Voice) -> str:
    return one.root.key


def _body_key(one: Voice) -> str:
    """A body and one that speaks for it are one root; two named persons of it are two."""
    if one.root.kind in ("body", "outlet", "agency"):
        return one.root.body or one.root.key
    return ""


def _unnamed_key(one: Voice) -> str:
    """ "The source" of one report is one source."""
    return f"{one.report}|{fold(one.root.name)}" if one.root.kind == "anonymous" else ""


def _own_words(voices: Sequence[Voice], known: Scene) -> Iterator[Tie]:
    """A report's own voice rests on a source that the report names for the same event: the nearest one."""
    by_report: dict[str, list[Voice]] = defaultdict(list)
    for one in voices:
        by_report[one.report].append(one)
    for found in by_report.values():
        named = [v for v in found if v.root.kind != "own voice"]
        for one in found:
            if one.root.kind == "own voice" and named:
                at = known.claims[one.claim].evidence.start
                near = min(named, key=lambda v: (abs(known.claims[v.claim].evidence.start - at), v.claim))
                note = f"the report's own words on what it has from {near.root.name}"
                yield Tie(near.claim, one.claim, "own voice", note, True, _spans((near, one), known))


def _spans(voices: Iterable[Voice], known: Scene) -> tuple[ReportSpan, ...]:
    claims = [known.claims[one.claim] for one in voices]
    return tuple(ReportSpan(c.report, c.evidence.start, c.evidence.end) for c in claims)


def _phrases(voices: Iterable[Voice], known: Scene) -> tuple[ReportSpan, ...]:
    """The words that name each voice's source, where the reader of chains kept them."""
    out = []
    for one in voices:
        claim = known.claims[one.claim]
        spans = [span for link in claim.chain for because in link.because for span in because.spans]
        out += [ReportSpan(claim.report, span.start, span.end) for span in dict.fromkeys(spans)]
    return tuple(out)


def _passages(voices: Sequence[Voice], known: Scene) -> Iterator[Tie]:
    """Both statements stand in the two copies of one passage, or in two editions of one page."""
    for a, b in combinations(voices, 2):
        if a.report == b.report:
            continue
        for one in known.shared.get((min(a.report, b.report), max(a.report, b.report)), ()):
            if one.versions:
                note = "two editions of one page are one source"
                yield Tie(a.claim, b.claim, "version", note, True, (one.first, one.second))
                break
            if _one_statement(a, b, one, known):
                note = f"both stand in a passage that the two reports share, {one.words} words ({one.direction})"
                yield Tie(a.claim, b.claim, "passage", note, True, (one.first, one.second))
                break


def _one_statement(a: Voice, b: Voice, passage: SharedPassage, known: Scene) -> bool:
    """Both statements lie in the passage, at the same place of it, and do not name two sources."""
    if _two_names(a, b):
        return False
    first, second = _within(a, passage, known), _within(b, passage, known)
    return first is not None and second is not None and first[0] < second[1] and second[0] < first[1]


def _two_names(a: Voice, b: Voice) -> bool:
    """Two roots that the texts name stay two, whoever copied the page or gives the same figure."""
    return all(one.root.key and one.root.kind != "own voice" for one in (a, b)) and a.root.key != b.root.key


def _within(one: Voice, passage: SharedPassage, known: Scene) -> tuple[float, float] | None:
    """The part of the passage that the statement takes up, as shares of its length with a little room on both sides."""
    span = known.claims[one.claim].evidence
    part = passage.first if passage.first.report == one.report else passage.second
    if min(part.end, span.end) - max(part.start, span.start) < 0.5 * len(span):
        return None
    length = part.end - part.start
    return (span.start - part.start) / length - _ROOM, (span.end - part.start) / length + _ROOM


def _relays(voices: Sequence[Voice], known: Scene) -> Iterator[Tie]:
    """A chain that ends in an outlet ends in what this outlet's own report has."""
    printed: dict[str, Voice] = {}
    for one in voices:
        printed.setdefault(one.outlet, one)
    for one in voices:
        source = printed.get(one.root.key)
        if source is not None and one.root.kind != "own voice" and source.claim != one.claim:
            note = f"{one.root.name} is cited, whose own report is among these"
            yield Tie(source.claim, one.claim, "relay", note, True, _phrases((one,), known))


def _agencies(voices: Sequence[Voice], known: Scene) -> Iterator[Tie]:
    """Through one agency from a source without a name, or from the agency itself: one dispatch. It is that of a named
    source if the agency has the event from no other."""
    through: dict[str, list[Voice]] = defaultdict(list)
    for one in voices:
        for key in (*one.via, one.root.key):
            if key.startswith("outlet:") and one.root.kind != "own voice":
                through[key].append(one)
    for key, found in through.items():
        named = [one for one in found if one.root.kind not in LOOSE]
        loose = [one for one in found if one.root.kind in LOOSE]
        head = named[:1] if len({one.root.key for one in named}) == 1 else []
        group = [*head, *loose]
        for one in group[1:]:
            note = f"both came through {_outlet_name(key.removeprefix('outlet:'))}, which names no other source for it"
            yield Tie(group[0].claim, one.claim, "agency", note, True, _phrases((group[0], one), known))


def _outlet_name(id: str) -> str:
    found = known_outlet(id)
    return found.name if found else id


def _values(voices: Sequence[Voice], known: Scene) -> Iterator[Tie]:
    """The same figure to four digits that are not round: two counts of a war do not meet there by chance."""
    first: dict[tuple[float, str], Voice] = {}
    for one in voices:
        value = _figure(known.claims[one.claim])
        if value is None or significant(value.low) < rules().digits:
            continue
        key = (value.low, value.unit)
        if key in first and _two_names(first[key], one):
            continue
        if key in first:
            note = f"both give the same odd figure, {value.low:,.10g}"
            spans = _spans((first[key], one), known)
            yield Tie(first[key].claim, one.claim, "value", note, True, spans)
        else:
            first[key] = one


def _figure(claim: Claim) -> Quantity | None:
    value = claim.quantity
    return value if not isinstance(value, Unknown) and value.low == value.high else None


def significant(number: float | None) -> int:
    """How many digits of a number say something: 3,000 has one, 3,042 four, 25.3 three."""
    digits = f"{number or 0:.6g}".replace("-", "")
    if "e" in digits:
        digits = digits.split("e")[0]
    whole = "." not in digits
    digits = digits.replace(".", "").lstrip("0")
    return len(digits.rstrip("0") if whole else digits)


def _authors(voices: Sequence[Voice], known: Scene) -> Iterator[Tie]:
    """One author's own words in two reports."""
    first: dict[str, Voice] = {}
    for one in voices:
        author = known.reports[one.report].author
        if isinstance(author, Unknown) or one.root.kind not in ("own voice", "anonymous", "correspondent"):
            continue
        key = fold(author)
        if not key or known_outlet(author) is not None:
            continue
        if key not in first:
            first[key] = one
        elif first[key].report != one.report and not _two_names(first[key], one):
            yield Tie(first[key].claim, one.claim, "author", f"both were written by {author}", True)


def possible(a: Sequence[Voice], b: Sequence[Voice], known: Scene) -> Tie | None:
    """Why two strands may still have one root; `None` if the texts keep them apart."""
    named_a, named_b = ([v for v in side if v.root.kind not in LOOSE] for side in (a, b))
    if not named_a or not named_b:
        loose, other = (a[0], b[0]) if not named_a else (b[0], a[0])
        copied = _copied(a, b, known)
        if copied is not None:
            return copied
        if loose.root.kind in ("agency", "outlet") and relation(loose.root.side, other.root.side) == "opposed":
            return None  # the outlet of one side does not relay its enemy unnamed
        return Tie(other.claim, loose.claim, "unnamed", _unnamed(loose), False)
    for one in named_a:
        for two in named_b:
            if related(one.root, two.root):
                note = f"{one.root.name} and {two.root.name} stand on one side and may speak from one desk"
                return Tie(one.claim, two.claim, "side", note, False)
    return _same_value(a, b, known)  # whoever copied the page: two roots that it names are two


def _unnamed(one: Voice) -> str:
    if one.root.kind == "anonymous":
        return f"{one.root.name}: a source without a name may be the same"
    return f"{one.root.name} does not say from whom it has it: it may be the same"


def _copied(a: Sequence[Voice], b: Sequence[Voice], known: Scene) -> Tie | None:
    """One report copied something from the other, if not this statement."""
    for one in a:
        for two in b:
            pair = (min(one.report, two.report), max(one.report, two.report))
            for passage in known.shared.get(pair, ()):
                note = "one of the two reports copied another passage from the other, so it had it at hand"
                return Tie(one.claim, two.claim, "passage", note, False, (passage.first, passage.second))
    return None


def _same_value(a: Sequence[Voice], b: Sequence[Voice], known: Scene) -> Tie | None:
    for one in a:
        for two in b:
            x, y = _figure(known.claims[one.claim]), _figure(known.claims[two.claim])
            if x is None or y is None or x.low != y.low or x.unit != y.unit:
                continue
            if x.low > rules().odd_from and x.low % 10:
                note = f"both give the odd figure {x.low:,.10g}"
                return Tie(one.claim, two.claim, "value", note, False, _spans((one, two), known))
    return None


def by_claim(voices: Iterable[Voice]) -> Mapping[str, Voice]:
    return {one.claim: one for one in voices}
