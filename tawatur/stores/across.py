"""The rows of what holds across reports; every function works inside its caller's transaction."""

from __future__ import annotations

from typing import Any

import apsw
import msgspec

from tawatur.model import PlaceRef
from tawatur.model.corroboration import Across, Backing, Disagreement, Standing, Supersession
from tawatur.model.event import Event, SharedPassage
from tawatur.stores.rows import days, encode

_TABLES = ("across_runs", "shared_passages", "event_claims", "events", "disagreements", "supersessions")
_passage = msgspec.json.Decoder(SharedPassage)
_event = msgspec.json.Decoder(Event)
_backing = msgspec.json.Decoder(Backing)
_standing = msgspec.json.Decoder(Standing)


def clear(db: apsw.Connection) -> None:
    """Drops everything: a report or a claim has changed."""
    if db.execute("SELECT 1 FROM across_runs").fetchall():
        for table in _TABLES:
            db.execute(f"DELETE FROM {table}")


def put(db: apsw.Connection, key: str, across: Across) -> None:
    """Replaces everything by the result of one run."""
    for table in _TABLES:
        db.execute(f"DELETE FROM {table}")
    db.execute("INSERT INTO across_runs (key) VALUES (?)", (key,))
    _insert(db, "shared_passages", [_passage_row(one) for one in across.shared])
    stated = zip(across.events, across.backings, across.standings, strict=True)
    _insert(db, "events", [_event_row(*row) for row in stated])
    _insert(db, "event_claims", [(claim, event.id) for event in across.events for claim in event.claims])
    _insert(db, "disagreements", [(d.id, d.kind, d.first, d.second, d.note) for d in across.disagreements])
    _insert(db, "supersessions", [(s.id, s.kind, s.earlier, s.later, s.note) for s in across.supersessions])


def _insert(db: apsw.Connection, table: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' for _ in rows[0])})", rows)


def _passage_row(one: SharedPassage) -> tuple[Any, ...]:
    return one.id, one.first.report, one.second.report, one.words, one.direction, encode(one)


def _event_row(event: Event, backing: Backing, standing: Standing) -> tuple[Any, ...]:
    place = event.place.name if isinstance(event.place, PlaceRef) else None
    head = (event.id, event.types[0], place, *days(event.when), len(event.claims))
    return (*head, standing.name, standing.low, standing.high, encode(event), encode(backing), encode(standing))


def key(db: apsw.Connection) -> str:
    found = db.execute("SELECT key FROM across_runs").fetchall()
    return str(found[0][0]) if found else ""


def get(db: apsw.Connection) -> Across:
    """Everything, each sorted by id."""
    events = db.execute("SELECT json, backing_json, standing_json FROM events ORDER BY id").fetchall()
    differ = db.execute("SELECT id, kind, first, second, note FROM disagreements ORDER BY id")
    newer = db.execute("SELECT id, kind, earlier, later, note FROM supersessions ORDER BY id")
    shared = db.execute("SELECT json FROM shared_passages ORDER BY id").fetchall()
    return Across(
        tuple(_passage.decode(str(row[0])) for row in shared),
        tuple(_event.decode(str(row[0])) for row in events),
        tuple(_backing.decode(str(row[1])) for row in events),
        tuple(_standing.decode(str(row[2])) for row in events),
        tuple(Disagreement(*row) for row in differ),
        tuple(Supersession(*row) for row in newer),
    )
