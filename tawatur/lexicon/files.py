"""The only reader of `tawatur/data`: YAML and CSV files, the user's own additions, and a compiled cache.

Shipped files live in the package; a user's additions in `$TAWATUR_DATA` (else `$XDG_DATA_HOME/tawatur`, else
`~/.local/share/tawatur`), under the same names; what is compiled from them in `$TAWATUR_CACHE` (else
`$XDG_CACHE_HOME/tawatur`, else `~/.cache/tawatur`), keyed by the hash of its sources, so it can always be deleted.
"""

from __future__ import annotations

import csv
import hashlib
import inspect
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from tawatur import __version__
from tawatur.errors import DataError

SHIPPED = Path(__file__).resolve().parent.parent / "data"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
T = TypeVar("T")


def _home(variable: str, xdg: str, fallback: str) -> Path:
    if os.environ.get(variable):
        return Path(os.environ[variable])
    base = os.environ.get(xdg)
    return (Path(base) if base else Path.home() / fallback) / "tawatur"


def user_data() -> Path:
    """Where a user's own additions live; it need not exist."""
    return _home("TAWATUR_DATA", "XDG_DATA_HOME", ".local/share")


def cache() -> Path:
    """Where compiled data lives; created on demand."""
    path = _home("TAWATUR_CACHE", "XDG_CACHE_HOME", ".cache")
    path.mkdir(parents=True, exist_ok=True)
    return path


def sources(name: str, pattern: str = "*") -> tuple[Path, ...]:
    """The files of one data folder (`actors`) or the file itself (`months.yaml`): shipped first, then the user's."""
    found: list[Path] = []
    for root in (SHIPPED, user_data()):
        path = root / name
        if path.is_dir():
            found += sorted(p for p in path.rglob(pattern) if p.is_file())
        elif path.is_file():
            found.append(path)
    if not found:
        raise DataError(f"no data files for {name!r} in the package or the user's data folder; reinstall the package")
    return tuple(found)


def read_yaml(path: Path) -> Any:
    """The content of one YAML file; `DataError` names the file and the line that does not parse."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (it is the safe loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError(f"{path.name}: not readable as YAML: {error}") from error


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of one CSV file with a header line, UTF-8, comma-separated; lines starting with `#` are comments."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            return list(csv.DictReader(line for line in handle if not line.startswith("#")))
    except (csv.Error, UnicodeDecodeError) as error:
        raise DataError(f"{path.name}: not readable as CSV: {error}") from error


def digest(paths: Iterable[Path]) -> str:
    """Hash of the package's version and the bytes of the files: the key of what is compiled from them."""
    h = hashlib.blake2b(__version__.encode(), digest_size=12)
    for path in paths:
        h.update(path.name.encode() + b"\0" + path.read_bytes())
    return h.hexdigest()


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that no reader ever sees half of it: a temporary file beside it, then a rename."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".tmp")
    with os.fdopen(handle, "wb") as out:
        out.write(content)
    Path(name).replace(path)


def compiled(name: str, paths: tuple[Path, ...], build: Callable[[tuple[Path, ...]], T], kind: type[T]) -> T:
    """What `build(paths)` gives, from the cache if the files are unchanged. `kind` is a msgspec-encodable type."""
    code = Path(inspect.getfile(build))  # a changed builder must not find what its older version built
    target = cache() / f"{name}-{digest((*paths, code))}.msgpack"
    if target.exists():
        try:
            return msgspec.msgpack.decode(target.read_bytes(), type=kind)
        except msgspec.DecodeError:
            target.unlink(missing_ok=True)  # written by another version of the code: built again below
    built = build(paths)
    write_whole(target, msgspec.msgpack.encode(built))
    return built
