"""The real store over a database in memory, and one connection for all: a transaction costs what it asks, no more.

No simulated work gives its turn away within a transaction, so there is one at a time; how connections are
opened, wait and fail is shown elsewhere.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from feedsvc.store import Store
from feedsvc.store.sqlite import HEAP, SqliteConnection, prepare_sqlite

STATEMENTS = 1000
"""Prepared ones that the connection keeps; a database that is put in the place of another leaves them."""


class MemoryStore(Store):
    """A Store whose database can be taken down and put back as it was."""

    def __init__(self) -> None:
        super().__init__("sqlite:///simulated", read_only=False)
        self.raw = new_memory()
        self._engine = sa.create_engine("sqlite://", creator=lambda: self.raw, poolclass=sa.StaticPool)
        self._connection = self._engine.connect()
        # SQLAlchemy's own transaction is never over; ours are the database's.
        self._connection.begin()

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self._guarded():
            self.raw.execute("BEGIN")
            try:
                yield self._connection
            except BaseException:
                self.raw.execute("ROLLBACK")
                raise
            self.raw.execute("COMMIT")

    @contextmanager
    def _write(self, *, loose: bool = False) -> Iterator[sa.Connection]:
        with self._reading() as tx:
            yield tx

    def copy(self) -> sqlite3.Connection:
        """The database as it is now."""
        made = new_memory()
        self.raw.backup(made)
        return made

    def put(self, database: sqlite3.Connection) -> None:
        """Put another one in its place."""
        self._damage = None
        database.backup(self.raw)

    def close(self) -> None:
        """Nothing is left."""
        self._connection.close()
        super().close()
        self.raw.close()


def opened(file: bytes) -> sqlite3.Connection:
    """A database in memory with what a file holds; one in memory has no write-ahead log (bytes 18 and 19)."""
    made = new_memory()
    made.deserialize(file[:18] + b"\1\1" + file[20:])
    return made


def new_memory() -> SqliteConnection:
    """A connection to an empty database of its own."""
    raw = sqlite3.connect(
        ":memory:", isolation_level=None, cached_statements=STATEMENTS, factory=SqliteConnection
    )
    prepare_sqlite(raw, HEAP)
    return raw
