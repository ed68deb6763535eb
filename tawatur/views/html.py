"""A casebook as one HTML file that needs nothing else: no network, no fonts, and no script to be read.

Right to left, labels in Arabic or English (a checkbox switches, by style alone). With JavaScript the sections become
tabs, claims can be filtered, and pointing at marked words shows their fields. Everything that comes from a report is
escaped, and the page's policy allows no script but its own. docs/page.md describes the page.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from tawatur import __version__
from tawatur.lexicon.files import SHIPPED, read_yaml
from tawatur.model import EVENT_TYPES, PlaceRef, Unknown, When
from tawatur.model.contents import Contents
from tawatur.model.corroboration import Across
from tawatur.model.dating import Dated
from tawatur.views.across import by_event
from tawatur.views.across_page import across_page, chosen
from tawatur.views.cards import GROUPS, Card, Facets, amount, cards, days, facets, share, sheets
from tawatur.views.control_page import control_page
from tawatur.views.dates_page import strips
from tawatur.views.names import arabic_name, place_names
from tawatur.views.page_choice import NO_LIMITS, Count, Limits
from tawatur.views.sentences import Sentences, bilingual
from tawatur.views.summary import summarise

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_REPEATED = ("label", "type", "polarity", "modality", "kind", "unit", "precision")
_OPEN_REPORTS = 12  # with more than that, reports start closed: a long page is unreadable, and slow on a phone


def write(
    contents: Contents, target: Path, across: Across | None = None, dates: Mapping[str, Dated] | None = None,
    whole: bool = False,
) -> Path:  # fmt: skip
    """Writes the page of `contents`, with what holds across its reports and how they were dated, to `target` and gives
    its path; readers never see half a file. A large casebook is cut to a page that stays usable, which says what it
    leaves out; not so with `whole`."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.name, suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            limits = NO_LIMITS if whole else Limits()
            out.writelines(_template().generate(**_page(contents, across or Across(), dates or {}, limits)))
        Path(name).chmod(0o644)  # mkstemp gives 0600; a page is meant to be passed on
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
    return target


def render(
    contents: Contents, across: Across | None = None, dates: Mapping[str, Dated] | None = None,
    limits: Limits | None = None,
) -> str:  # fmt: skip
    """The page as text, cut to `limits`."""
    return str(_template().render(**_page(contents, across or Across(), dates or {}, limits or Limits())))


def _page(contents: Contents, across: Across, dates: Mapping[str, Dated], limits: Limits) -> dict[str, Any]:
    choice = chosen(contents, across, limits)
    kept = choice.contents
    values = facets(kept.claims)
    shown = cards(kept, values, choice.brief)
    across_values = across_page(contents, across, shown, choice, limits)
    sentences = Sentences(_notes(shown))
    places = place_names(claim.place for claim in contents.claims if isinstance(claim.place, PlaceRef))
    scripts = ((_TEMPLATES / name).read_text(encoding="utf-8") for name in ("script.js", "control.js"))
    script = Markup("\n".join(scripts))  # noqa: S704 (our own files)
    return {
        "summary": summarise(contents),
        "outlets": len({r.outlet for r in contents.reports if isinstance(r.outlet, str)}),
        "sheets": sheets(kept, shown, choice.texts, Counter(claim.report for claim in contents.claims)),
        "cards": shown,
        "brief": choice.brief,
        "texts": choice.texts,
        "by_number": {card.number: card for card in shown},
        "strips": strips(kept.reports, dates),
        "refusals": contents.refusals,
        **across_values,
        **control_page(contents, across),
        "control_numbers": {card.claim.id: card.number for card in shown},
        "open_reports": len(kept.reports) <= _OPEN_REPORTS,
        "said": sentences.said,
        "said_css": sentences.css(),
        "place": lambda name: _named(name, places.get(name, "")),
        "script": script,
        "script_hash": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii"),
        "data": _data(kept, values, places),
    }


def _notes(shown: Sequence[Card]) -> Iterator[str]:
    """The sentences that repeat with every claim."""
    for card in shown:
        for reasons in card.reasons.values():
            yield from (reason.note for reason in reasons)
        yield from (other.note for other in card.lost)
        fields = (card.claim.place, card.claim.when, card.claim.extent, card.claim.quantity)
        yield from (value.reason for value in fields if isinstance(value, Unknown))


def _data(contents: Contents, values: Facets, places: Mapping[str, str]) -> Markup:
    """What the filters need, as JSON that cannot end its script element."""
    words = {language: _messages(language) for language in ("ar", "en")}
    used = ("claims", "type", "polarity", "modality")
    outlets = [r.outlet if isinstance(r.outlet, str) else r.name for r in contents.reports]
    named = {name: arabic for name in (*values.actors, *values.sources) if (arabic := arabic_name(name))}
    data = {
        "types": EVENT_TYPES,
        "p": values.places,
        "a": values.actors,
        "s": values.sources,
        "ar": named,
        "pl": {name: places[name] for name in values.places if name in places},
        "r": ["", *(f"{o} · {r.name}" if o != r.name else o for o, r in zip(outlets, contents.reports, strict=True))],
        "words": {language: {key: words[language][key] for key in used} for language in words},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028"))  # noqa: S704 (escaped right here)


@lru_cache(maxsize=1)
def _template() -> Any:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
    )  # fmt: skip
    environment.filters.update(days=_days, share=share, amount=amount, compact=_compact)
    environment.tests["unknown"] = lambda value: isinstance(value, Unknown)
    environment.globals.update(
        t=_both, who=_who, left=_left, by_event=by_event, css_labels=_css_labels(), groups=GROUPS, version=__version__
    )
    return environment.get_template("page.html")


@lru_cache(maxsize=2)
def _messages(language: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = read_yaml(SHIPPED / "messages" / f"page.{language}.yaml")
    return found


def _who(name: str) -> Markup:
    """An actor's or source's canonical name, in Arabic labels the Arabic one if data has it."""
    return _named(name, arabic_name(name))


def _named(name: str, arabic: str) -> Markup:
    if not arabic:
        return Markup("<bdi>{}</bdi>").format(name)
    return Markup('<bdi class="ar">{}</bdi><bdi class="en" lang="en">{}</bdi>').format(arabic, name)


def _both(key: str, **values: object) -> Markup:
    """A label in both languages, one of them hidden by style; `key` is `section.name`."""
    section, _, name = key.partition(".")
    arabic, english = (escape(_messages(lang)[section][name].format(**values)) for lang in ("ar", "en"))
    return Markup('<span class="ar">{}</span><span class="en" lang="en" dir="ltr">{}</span>').format(arabic, english)


def _left(count: Count) -> Markup:
    """The sentence that says what the page leaves out, empty if it leaves out nothing."""
    if not count.cut:
        return Markup("")
    told = _both(f"left.{count.what}", shown=f"{count.shown:,}", total=f"{count.total:,}")
    return Markup('<p class="note left">{} <code dir="ltr">{}</code></p>').format(told, count.command)


def _days(when: When) -> Markup:
    """The days of an interval; a date never breaks across lines."""
    return Markup(" – ").join(Markup("<time>{}</time>").format(day) for day in days(when))


def _compact(markup: str) -> Markup:
    """Markup without the line breaks between its tags: a third of all nodes of a large page are nothing else."""
    return Markup(re.sub(r">\s*\n\s*<", "><", markup))  # noqa: S704 (it was markup before)


def _css_labels() -> Markup:
    """Labels that repeat with every claim, as generated content: half the size of writing both languages each time."""
    rules = []
    for section in _REPEATED:
        for name, arabic in _messages("ar")[section].items():
            selector = f".{section}-{name.replace('.', '-')}::before"
            rules.append(bilingual(selector, arabic, _messages("en")[section][name]))
    return Markup("\n".join(rules))  # noqa: S704 (every value went through _css)
