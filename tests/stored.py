"""Reports and claims built by hand for the tests of stores; spawned processes import this module by name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tawatur.model import ActorRef, Claim, Link, Mention, Passage, PlaceRef, Report, Span, Unknown, content_id, day
from tawatur.stores import Derived, Lines, Run, SqliteStore

TEXT = "سيطر الجيش على المدينة وحلب.\nوقال الناطق إن المعارك مستمرة في مدينتهم."
NONE = Unknown("not stated")


def report(name: str = "a", text: str = TEXT, outlet: str | Unknown = NONE) -> Report:
    return Report(
        id=content_id("r", name, text), identity=content_id("i", name), name=name, text=text, source=f"{name}.txt",
        outlet=outlet, title=NONE, author=NONE, url=NONE, published=NONE, language="ar",
    )  # fmt: skip


def lines(of: Report) -> Lines:
    return Lines(story="s", keys=tuple(of.text.split("\n")))


def claim(of: Report, id: str = "c1", type: str = "control.change", place: PlaceRef | Unknown = NONE) -> Claim:
    return Claim(
        id=id, report=of.id, evidence=Span(0, 10), type=type, agents=("Syrian army",), targets=("Islamic State",),  # type: ignore[arg-type]
        place=place, when=day(date(2017, 11, 9)), extent=NONE, quantity=NONE, polarity="affirmed", modality="actual",
        chain=(Link("AFP"), Link("field source", anonymous=True)),
    )  # fmt: skip


def derived(of: Report, *claims: Claim, key: str = "k") -> Derived:
    cut = of.text.index("\n") if "\n" in of.text else len(of.text)
    passages = (
        Passage("p1", of.id, Span(0, cut), "headline"),
        Passage("p2", of.id, Span(min(cut + 1, len(of.text)), len(of.text)), "sentence"),
    )
    named = ActorRef(("Syrian army",), ("sy-army",))
    mentions = (Mention("m1", of.id, Span(5, 10), "actor", named),)
    runs = tuple(Run(stage, 1, "d", key) for stage in ("passages", "mentions", "dating", "claims"))
    return Derived(of.id, runs, passages, mentions, Unknown("no date"), claims)


ABU_KAMAL = PlaceRef("المدينة", "Abu Kamal", 34.45, 40.92, "city")


def write(path: Path, count: int) -> None:
    """Fills a casebook with `count` reports, one a transaction."""
    store = SqliteStore(path, create=True)
    for number in range(count):
        one = report(f"n{number}")
        store.put_reports([(one, lines(one))])
        store.put_derived([derived(one, claim(one))])
    store.close()
