"""The chains of an event as a picture: claims on one side, the roots they go back to on the other (inline SVG)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from tawatur.views.across import EventRow, Statement, StrandRow
from tawatur.views.reasons import value

ROW, GAP, TOP = 30, 14, 6
WIDTH, CLAIM_WIDTH, ROOT_LEFT, ROOT_WIDTH, ARC = 660, 270, 390, 220, 44
MOST, LETTERS = 8, 30
"""Claims shown a strand, and letters of a name: the list beside the picture has them all."""


def picture(row: EventRow, numbers: Mapping[str, int], maybe: Sequence[tuple[str, str]], label: str) -> Markup:
    """The picture of an event; `numbers` are the claims' numbers on the page, `maybe` pairs of claims whose strands may
    have one root. Lines are what the texts prove, dashed arcs what they leave open."""
    by_id = {one.claim: one for one in row.statements}
    parts: list[Markup] = []
    at: dict[str, float] = {}
    y = float(TOP)
    for strand in row.strands:
        drawn, height, middle = _strand(strand, by_id, numbers, y)
        parts += drawn
        at.update(dict.fromkeys(strand.claims, middle))
        y += height + GAP
    arcs = dict.fromkeys((at[a], at[b]) for a, b in maybe if at[a] != at[b])
    parts += [_arc(a, b) for a, b in arcs]
    head = Markup('<svg class="chains" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(WIDTH, round(y), label)
    return head + Markup("").join(parts) + Markup("</svg>")


def _strand(
    strand: StrandRow, by_id: Mapping[str, Statement], numbers: Mapping[str, int], top: float
) -> tuple[list[Markup], float, float]:
    """The boxes and lines of one strand, its height, and the middle of its root."""
    shown = strand.claims[:MOST]
    rows = len(shown) + (len(strand.claims) > MOST)
    height = rows * ROW
    middle = top + height / 2
    parts = []
    for n, claim in enumerate(shown):
        y = top + n * ROW + ROW / 2
        parts.append(_line(y, middle))
        parts.append(_claim(by_id[claim], numbers.get(claim), y))
    if rows > len(shown):
        text = Markup('<text x="{}" y="{}">+{}</text>')
        parts.append(
            text.format(CLAIM_WIDTH / 2, top + len(shown) * ROW + ROW / 2 + 4, len(strand.claims) - len(shown))
        )
    parts.append(_root(strand, middle))
    return parts, height, middle


def _line(y: float, middle: float) -> Markup:
    bend = (CLAIM_WIDTH + ROOT_LEFT) / 2
    path = Markup('<path d="M{} {} C{} {} {} {} {} {}"/>')
    return path.format(CLAIM_WIDTH, y, bend, y, bend, middle, ROOT_LEFT, middle)


def _claim(one: Statement, number: int | None, y: float) -> Markup:
    """The box of a claim; `number` is `None` where the page leaves the claim itself out."""
    box = Markup('<title>{}</title><rect x="1" y="{}" width="{}" height="{}" rx="5"{}/>{}').format(
        one.words, y - ROW / 2 + 3, CLAIM_WIDTH - 1, ROW - 6,
        Markup(' class="against"') if one.against else "",
        _named(one.outlet or one.report, CLAIM_WIDTH / 2, y + 4, number=number),
    )  # fmt: skip
    return Markup("<g>{}</g>").format(box) if number is None else Markup('<a href="#c{}">{}</a>').format(number, box)


def _root(strand: StrandRow, middle: float) -> Markup:
    classes = "root" if strand.named else "root open"
    across = ROOT_LEFT + ROOT_WIDTH / 2
    side = _named(strand.side, across, middle + 25, "side") if strand.side else ""
    return Markup(
        '<g><title>{}</title><rect class="{}" x="{}" y="{}" width="{}" height="24" rx="12"/>'
        "{}{}</g>"
    ).format(
        f"{strand.root} {strand.side}".strip(), classes, ROOT_LEFT, middle - 12, ROOT_WIDTH,
        _named(strand.root, across, middle + 4), side,
    )  # fmt: skip


def _named(name: str, x: float, y: float, kind: str = "", number: int | None = None) -> Markup:
    """A name as text, for Arabic labels the Arabic one beside it if data has it; `number` stands before it."""
    other = " / ".join(part if part[:1].isdigit() else value(part) for part in name.split(" / "))
    before = "" if number is None else f"{number} · "
    text = Markup('<text x="{}" y="{}"{}>{}</text>')

    def made(shown: str, *classes: str) -> Markup:
        given = " ".join(filter(None, (*classes, kind)))
        return text.format(x, y, Markup(' class="{}"').format(given) if given else "", short(before + shown))

    return made(name) if other == name else made(other, "ar") + made(name, "en")


def _arc(a: float, b: float) -> Markup:
    x = ROOT_LEFT + ROOT_WIDTH
    return Markup('<path class="maybe" d="M{} {} C{} {} {} {} {} {}"/>').format(x, a, x + ARC, a, x + ARC, b, x, b)


def short(text: str) -> str:
    return text if len(text) <= LETTERS else f"{text[: LETTERS - 1]}…"
