"""The Store itself: its parts put together, its schema, its health."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from feedsvc.errors import StoreDamaged, StoreError, StoreReadOnly
from feedsvc.store import engine as engines
from feedsvc.store import migrate
from feedsvc.store.claims import Claiming
from feedsvc.store.days import Days
from feedsvc.store.documents import Documents
from feedsvc.store.inserts import upsert
from feedsvc.store.known import Known
from feedsvc.store.marks import Notices
from feedsvc.store.outbox import Outbox
from feedsvc.store.polls import Polls
from feedsvc.store.published import Published
from feedsvc.store.related import Alike
from feedsvc.store.rendered import Rendered
from feedsvc.store.retention import Retention
from feedsvc.store.setback import Clocks
from feedsvc.store.sources import Sources
from feedsvc.store.sqlite import HEAP, require_room, require_writable
from feedsvc.store.stories import Stories
from feedsvc.store.summing import Summing
from feedsvc.store.tables import counters, documents, pings, stories, topics
from feedsvc.store.taken import Taken
from feedsvc.store.telling import Telling
from feedsvc.store.topicplaces import Places
from feedsvc.store.topics import Topics
from feedsvc.store.topicsync import TopicSync
from feedsvc.store.transitions import Transitions
from feedsvc.store.tried import try_room
from feedsvc.store.turns import Turns


class Store(
    Sources,
    Claiming,
    Turns,
    Stories,
    Known,
    Taken,
    Rendered,
    Polls,
    Topics,
    TopicSync,
    Places,
    Documents,
    Published,
    Outbox,
    Alike,
    Days,
    Transitions,
    Telling,
    Notices,
    Retention,
    Clocks,
    Summing,
):
    """One database with everything feedsvc remembers; safe to use from many threads."""

    def upgrade(self) -> bool:
        """Bring the schema up to date, creating it if need be; True when anything was done.

        Any number of processes may do this at once: one migrates, the others wait. Raises
        SchemaTooNew when a newer feedsvc was here, StoreDamaged when the file fails its check.
        """
        if self.on_sqlite:
            self._prepare_file()
        with self._read() as tx:
            if migrate.is_current(migrate.revision_of(tx)):
                return False
        with self._write() as tx:
            return migrate.upgrade(tx)

    def _prepare_file(self) -> None:
        with self._guarded():
            damage = self._quick_check()
            if damage:
                raise StoreDamaged(f"the database is damaged: {damage}")
            engines.use_wal(self._engine)

    def _quick_check(self) -> str | None:
        with self._read() as tx:
            pages = tx.scalar(sa.text("PRAGMA page_count")) * tx.scalar(sa.text("PRAGMA page_size"))
            if pages > SMALL:  # a whole check of a large file would delay every start
                return None
            found = tx.scalar(sa.text("PRAGMA quick_check(1)"))
        return None if found == "ok" else str(found)

    def port(self) -> int | None:
        """The local port that was last served at; None or 0 where there was none."""
        with self._read() as tx:
            port: int | None = tx.scalar(sa.select(counters.c.value).where(counters.c.name == "port"))
        return port

    def remember_port(self, port: int) -> None:
        """Note the port that is served at, where it is another one."""
        if port != self.port():
            with self._write() as tx:
                upsert(tx, counters, [{"name": "port", "value": port}])

    def require_ready(self) -> None:
        """Raise unless the database answers, its schema is the current one, and there is room to write."""
        with self._read() as tx:
            migrate.require_current(tx)
        if self.file and not self.read_only:
            with self._guarded():
                require_room(self.file)

    def require_writable(self) -> None:
        """Raise unless it is ready, and file system or server would let it be written now."""
        self.require_ready()
        with self._guarded():
            if self.file and not self.read_only:
                require_writable(self.file)
        if not self.file:
            with self._read() as tx:
                if tx.scalar(sa.text("SELECT current_setting('transaction_read_only')")) == "on":
                    raise StoreReadOnly(
                        "the database server takes no writes now (it is read-only, or a standby)"
                    )

    def trouble(self) -> tuple[str, ...]:
        """Why nothing could be written now, one sentence each; empty when all is well."""
        return said(self.require_writable)

    def check(self) -> list[str]:
        """Everything wrong with the database, one sentence each; empty when all is well.

        Whether it can be written is tried where it is whole, and nothing is left of that.
        """
        found = [*said(self._try_room), *said(self._require_whole)]
        return list(dict.fromkeys(found or said(self._try_writing)))

    def _try_room(self) -> None:
        if self.file and not self.read_only:
            try_room(self.file)

    def _try_writing(self) -> None:
        self.require_writable()
        if not self.read_only:
            with self._write() as tx:
                upsert(tx, counters, [{"name": TRIED, "value": 1}])
                tx.execute(counters.delete().where(counters.c.name == TRIED))

    def _require_whole(self) -> None:
        if self.on_sqlite:
            with self._read() as tx:
                found = [row[0] for row in tx.execute(sa.text("PRAGMA integrity_check(20)"))]
            if wrong := [text for text in found if text != "ok"]:
                raise StoreDamaged("\n".join(f"the database is damaged: {text}" for text in wrong))

    def counts(self) -> dict[str, int]:
        """How many stories, documents, topics and waiting pings there are."""
        what = {
            "stories": sa.select(sa.func.count()).select_from(stories),
            "documents": sa.select(sa.func.count()).select_from(documents),
            "topics": sa.select(sa.func.count()).where(~topics.c.removed),
            "pings": sa.select(sa.func.count()).select_from(pings),
        }
        with self._read() as tx:
            return {name: tx.scalar(query) or 0 for name, query in what.items()}


def said(act: Callable[[], object]) -> tuple[str, ...]:
    """What it raises as a StoreError, a sentence each."""
    try:
        act()
    except StoreError as error:
        return tuple(str(error).splitlines())
    return ()


TRIED = "tried"
"""Of the row that is written to see whether one can be."""
SMALL = 64 * 1024 * 1024
"""Bytes of a SQLite file that is checked whole at every start."""


def open_store(
    url: str,
    *,
    read_only: bool = False,
    snapshot_count: int = 10,
    snapshot_bytes: int = 50_000_000,
    memory: int = HEAP,
) -> Store:
    """A Store at `sqlite:///path` or `postgresql+psycopg://…`; connects at its first use.

    A `read_only` one neither creates nor writes anything. The snapshot bounds hold for each source.
    `memory` bounds, in KiB, what SQLite keeps of what this process reads.
    """
    return Store(
        url,
        read_only=read_only,
        snapshot_count=snapshot_count,
        snapshot_bytes=snapshot_bytes,
        memory=memory,
    )
