"""A function for engines to map, in a module of its own: spawned processes import it by name."""

from __future__ import annotations

import os
import signal


def double(item: bytes) -> bytes:
    """The item twice; `wrong` raises, `die` kills the process that works on it."""
    if item == b"wrong":
        raise ValueError(f"cannot take {item!r}")
    if item == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    return item * 2
