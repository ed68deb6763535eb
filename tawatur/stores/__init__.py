"""Where a casebook's rows are kept: a Protocol, and SQLite behind it."""

from tawatur.stores.protocol import ClaimFilter, Derived, Hit, Kept, Lines, Run, Store
from tawatur.stores.sqlite import SqliteStore

__all__ = ["ClaimFilter", "Derived", "Hit", "Kept", "Lines", "Run", "SqliteStore", "Store"]
