"""The connection side of the Store: transactions, and the border where foreign errors end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import sqlalchemy as sa

from feedsvc.errors import StoreDamaged, StoreUnavailable
from feedsvc.store import engine as engines
from feedsvc.store.sqlite import HEAP
from feedsvc.store.trouble import translated


class Base:
    """One database; reads and writes are whole transactions.

    `snapshot_count` and `snapshot_bytes` bound what is kept of one source's raw pages, `memory` the KiB that
    SQLite keeps of what this process reads.
    """

    def __init__(
        self,
        url: str,
        *,
        read_only: bool,
        snapshot_count: int = 10,
        snapshot_bytes: int = 50_000_000,
        memory: int = HEAP,
    ) -> None:
        with translated():
            self._engine = engines.make_engine(url, read_only=read_only, memory=memory)
        self._ways = engines.ways_of(self._engine)
        self.read_only = read_only
        self.snapshot_count = snapshot_count
        self.snapshot_bytes = snapshot_bytes
        self._damage: str | None = None
        self._turn = threading.Lock()
        self._viewed = threading.local()

    @property
    def on_sqlite(self) -> bool:
        """Whether the engine is SQLite."""
        return self._engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The file of a SQLite store."""
        return engines.sqlite_path(self._engine.url) if self.on_sqlite else None

    @property
    def generation(self) -> int:
        """How often another file was put in the place of a SQLite store's."""
        return engines.generation_of(self._engine)

    @contextmanager
    def view(self) -> Iterator[None]:
        """All that this thread reads inside is one state of the database; it writes nothing meanwhile."""
        before = getattr(self._viewed, "tx", None)
        with self._read() as tx:
            self._viewed.tx = tx
            try:
                yield
            finally:
                self._viewed.tx = before

    def _read(self) -> AbstractContextManager[sa.Connection]:
        """A consistent view; foreign errors come out as StoreErrors."""
        tx: sa.Connection | None = getattr(self._viewed, "tx", None)
        return self._reading() if tx is None else nullcontext(tx)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self._guarded(), self._ways.reading() as connection:
            yield connection

    @contextmanager
    def _write(self, *, loose: bool = False) -> Iterator[sa.Connection]:
        """A transaction that holds SQLite's write lock from its first statement on.

        It stands when it is over, unless it is `loose`: then a power cut may undo it.
        """
        begin = self._ways.loose if loose else self._ways.writing
        if self._damage:
            raise StoreDamaged(self._damage)
        with self._own_turn(), self._guarded(), begin() as connection:
            yield connection

    @contextmanager
    def _own_turn(self) -> Iterator[None]:
        """SQLite has one writer at a time: threads queue here, only processes compete for its lock."""
        if not self.on_sqlite:
            yield
        elif self._turn.acquire(timeout=engines.WRITER_TIMEOUT):
            try:
                yield
            finally:
                self._turn.release()
        else:
            raise StoreUnavailable("the database is locked by other writers")

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Translate errors; remember damage, so that nothing is written from then on."""
        try:
            with translated():
                yield
        except StoreDamaged as error:
            self._damage = str(error)
            raise

    def close(self) -> None:
        """Close every connection; the Store can be used again afterwards."""
        self._engine.dispose()
