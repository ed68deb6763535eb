"""The engine for a handful of reports: this process, no start-up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tawatur.engines.protocol import Outcome, attempt


class SerialEngine:
    """Runs every item here, one after the other."""

    def map(self, function: Callable[[bytes], bytes], items: Iterable[bytes]) -> Iterator[Outcome[bytes]]:
        return (attempt(function, index, item) for index, item in enumerate(items))
