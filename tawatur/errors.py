"""The error family. Every message says what was wrong, quotes the offending input, and says what to do next."""

from __future__ import annotations


class TawaturError(Exception):
    """Base of every error that the package raises on purpose."""


class DataError(TawaturError):
    """A data file (shipped, or a user's own) does not meet its schema; the message names file and entry."""


class RefusedInputError(TawaturError):
    """A file cannot be read as a report. It is listed with `reason`; the other files are read all the same."""

    def __init__(self, source: str, reason: str, advice: str = "") -> None:
        super().__init__(f"{source}: {reason}" + (f" ({advice})" if advice else ""))
        self.source = source
        self.reason = reason
        self.advice = advice


class CasebookError(TawaturError):
    """A casebook cannot be opened, was made by a newer version, or is not a casebook."""


class QueryError(TawaturError):
    """What the user asked for does not exist (a report, claim or place), with the nearest names that do."""
