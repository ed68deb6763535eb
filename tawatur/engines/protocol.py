"""What an engine does: runs a pure function over many items. Stages know no engine, engines know no stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Protocol, TypeVar

from tawatur.model import Frozen

T = TypeVar("T")


class Failed(Frozen, frozen=True):
    """Why one item has no result: the exception (its class in `kind`), or the death of the process that worked on
    it."""

    reason: str
    kind: str = ""
    crashed: bool = False


class Outcome(Frozen, Generic[T], frozen=True):
    """The result of one item, or why there is none; `index` is the item's place in the input."""

    index: int
    value: T | Failed


class Engine(Protocol):
    """`map` applies a function of a module (picklable) to every item; outcomes come in the order of the items, the
    failure of one item costs no other. Items are bytes, so that nothing but plain data crosses a process border."""

    def map(self, function: Callable[[bytes], bytes], items: Iterable[bytes]) -> Iterator[Outcome[bytes]]:
        """Lazily: at most a small window of items is taken ahead of the outcomes."""


def attempt(function: Callable[[bytes], bytes], index: int, item: bytes) -> Outcome[bytes]:
    """One item, its exception turned into a reason with the place in the code, since the other items go on."""
    try:
        return Outcome(index, function(item))
    except Exception as error:  # noqa: BLE001 (the border of a stage: whatever one report raises is listed with it)
        return Outcome(index, Failed(explain(error), type(error).__name__))


def explain(error: BaseException) -> str:
    """`ValueError: message (module.py:12)`: enough to report it, without a machine's paths."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    where = f" ({at.tb_frame.f_globals.get('__name__', '?')}:{at.tb_lineno})" if at is not None else ""
    return f"{type(error).__name__}: {str(error)[:300]}{where}"
