"""What all figures of control share: colours that colour-blind readers tell apart, patterns, names in two scripts."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape, quoteattr

from tawatur.control.camps import NOBODY, OTHERS
from tawatur.model.control import Control
from tawatur.views.names import arabic_names

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00")
"""Okabe and Ito's colours for figures that colour-blind readers can read; each camp has a pattern as well."""
UNKNOWN, CONTESTED, NOBODY_COLOUR = "#e4e4e4", "#333333", "#8c8c8c"
LOOKS = 10
HATCHES = ("", "//", "..", "\\\\", "xx")
_WORDS = {
    NOBODY: "لا أحد", OTHERS: "طرف آخر", "unknown": "مجهول", "contested": "متنازع عليه", "claims": "الادعاءات",
    "attacks": "هجمات معلنة",
}  # fmt: skip


def arabic(name: str) -> str:
    """The name in Arabic, empty if none is known."""
    return _WORDS.get(name) or arabic_names().get(name, "")


def both(name: str) -> str:
    """The name in English and Arabic; the Arabic part is isolated, so that it does not reorder what follows."""
    other = arabic(name)
    return f"{name} · \u2067{other}\u2069" if other else name


def colours(controls: tuple[Control, ...]) -> dict[str, int]:
    """The number of each camp's colour and pattern, the same in every figure of these controls: the camps named in
    most places first."""
    count: dict[str, int] = {}
    for control in controls:
        for camp in control.camps:
            count[camp.name] = count.get(camp.name, 0) + len(control.observations)
    ordered = sorted((n for n in count if n != OTHERS), key=lambda n: (-count[n], n))
    return {name: i % LOOKS for i, name in enumerate(ordered)} | {OTHERS: LOOKS - 1}


def colour(name: str, numbers: dict[str, int]) -> str:
    """The colour of a holder."""
    return NOBODY_COLOUR if name == NOBODY else PALETTE[numbers.get(name, LOOKS - 1) % len(PALETTE)]


def hatch(name: str, numbers: dict[str, int]) -> int:
    """The number of a holder's pattern: with its colour it makes ten looks that differ."""
    number = numbers.get(name, LOOKS - 1)
    return (number + number // len(PALETTE)) % len(PALETTE)


def patterns(prefix: str) -> str:
    """SVG definitions of the patterns, as `url(#prefix-0)`; colour alone never tells two camps apart."""
    drawn = (
        "", '<path d="M-1,1l2,-2M0,8l8,-8M7,9l2,-2" stroke="#fff" stroke-opacity=".55" stroke-width="1.4"/>',
        '<circle cx="4" cy="4" r="1.3" fill="#fff" fill-opacity=".65"/>',
        '<path d="M-1,7l2,2M0,0l8,8M7,-1l2,2" stroke="#fff" stroke-opacity=".55" stroke-width="1.4"/>',
        '<path d="M0,4h8M4,0v8" stroke="#fff" stroke-opacity=".5" stroke-width="1.2"/>',
    )  # fmt: skip
    return "".join(
        f'<pattern id="{prefix}-{i}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{PALETTE[i % 5]}"/>{drawn[(i + i // 5) % 5]}</pattern>'
        for i in range(LOOKS)
    )


def fill(name: str, numbers: dict[str, int], prefix: str) -> str:
    """What a holder's area is filled with in SVG."""
    return NOBODY_COLOUR if name == NOBODY else f"url(#{prefix}-{numbers.get(name, LOOKS - 1)})"


def text(value: str) -> str:
    """Text as SVG holds it."""
    return escape(value)


def attribute(value: str) -> str:
    """An attribute's value with its quotes."""
    return quoteattr(value)


def ticks(first: date, last: date, most: int = 12) -> list[date]:
    """Days to label on an axis: evenly spaced, at most `most`."""
    days = (last - first).days + 1
    step = next(s for s in (1, 2, 3, 5, 7, 10, 14, 30, 60, 91, 182, 365, 100_000) if days / s <= most)
    return [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1, step)]
