"""Opening a casebook file: is it one, and does this version of the program understand it."""

from __future__ import annotations

from pathlib import Path

import apsw

from tawatur.errors import CasebookError

APPLICATION_ID = 0x54415754  # "TAWT", in the file's header
BUSY_MS = 15_000
MIGRATIONS = tuple(sorted((Path(__file__).parent / "migrations").glob("[0-9]*.sql")))
VERSION = len(MIGRATIONS)


def connect(path: Path, create: bool) -> apsw.Connection:
    """A connection to the casebook at `path`, migrated to this version; made if it is absent and `create` is set.

    Raises `CasebookError` if there is none, if the file is something else, or if a newer version made it.
    """
    if not create and not path.exists():
        raise CasebookError(f"no casebook at {path}; make one with: tawatur read PATH... -c {path}")
    if path.is_dir():
        raise CasebookError(f"{path} is a folder; a casebook is one file, for example {path / 'my.casebook'}")
    if not path.parent.is_dir():
        raise CasebookError(f"there is no folder {path.parent} to make a casebook in; make it first")
    try:
        connection = apsw.Connection(str(path))
        connection.set_busy_timeout(BUSY_MS)
        _check_and_migrate(connection, path, create)
    except (apsw.NotADBError, apsw.CorruptError) as error:
        raise CasebookError(f"{path} is not a casebook (it is no SQLite file, or a damaged one: {error})") from error
    except apsw.CantOpenError as error:
        raise CasebookError(f"{path} cannot be opened ({error}); check that you may read and write there") from error
    except apsw.ReadOnlyError as error:
        raise CasebookError(f"{path} may not be written by you ({error}); copy it to a folder of your own") from error
    return connection


def _check_and_migrate(connection: apsw.Connection, path: Path, create: bool) -> None:
    application, version = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    empty = application == 0 and version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchall()
    if application != APPLICATION_ID and not (empty and create):
        what = "an empty file" if empty else "another program's SQLite file"
        raise CasebookError(f"{path} is not a casebook but {what}; make one with: tawatur read PATH... -c NEW")
    if version > VERSION:
        raise CasebookError(
            f"{path} was made by a newer version of tawatur (format {version}, this version knows {VERSION}); "
            "upgrade with: pip install --upgrade tawatur"
        )
    if version < VERSION:
        connection.execute("PRAGMA journal_mode = WAL")
        _migrate(connection)
    connection.execute("PRAGMA synchronous = NORMAL")


def _migrate(connection: apsw.Connection) -> None:
    """Runs the missing migrations in one transaction; a second process that waited finds nothing left to do."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for file in MIGRATIONS[_pragma(connection, "user_version") :]:
            connection.execute(file.read_text(encoding="utf-8"))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _pragma(connection: apsw.Connection, name: str) -> int:
    return int(connection.pragma(name))
