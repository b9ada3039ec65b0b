"""Documents: finished bytes by path, and how often any of them changed."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

import sqlalchemy as sa

from feedsvc.models import Document, DocumentHead
from feedsvc.store.among import among, batches
from feedsvc.store.base import Base
from feedsvc.store.bulk import read_rows, write_rows
from feedsvc.store.documentrows import document_of
from feedsvc.store.inserts import own_insert
from feedsvc.store.tables import counters, documents

ANOTHER = 1 << 40
"""More than documents ever change: yesterday's file may count up to the very number of today's."""


class Documents(Base):
    """The Store's part about published bytes."""

    def document(self, path: str) -> Document | None:
        """The bytes published under this path."""
        with self._read() as tx:
            row = tx.execute(sa.select(documents).where(documents.c.path == path)).mappings().first()
        return document_of(row) if row else None

    def document_heads(self, topic: str | None = None) -> list[DocumentHead]:
        """Every document, or those of one topic, without their bytes, by path."""
        which = sa.true() if topic is None else documents.c.topic == topic
        with self._read() as tx:
            rows = tx.execute(HEADS.where(which).order_by(documents.c.path)).mappings().all()
        return [DocumentHead(**row) for row in rows]

    def heads_at(self, paths: Collection[str]) -> list[DocumentHead]:
        """The documents among these paths, without their bytes."""
        with self._read() as tx:
            parts = ({"paths": part} for part in batches(sorted(paths)))
            return [DocumentHead(**row._asdict()) for part in parts for row in read_rows(tx, HEADS_AT, part)]

    def documents_version(self) -> int:
        """A number that rises whenever any document changes or goes, or another file is the database now."""
        with self._read() as tx:
            number = tx.scalar(sa.select(counters.c.value).where(counters.c.name == "documents")) or 0
            return number + self.generation * ANOTHER


HEADS = sa.select(documents.c.path, documents.c.etag, documents.c.last_modified, documents.c.topic)
HEADS_AT = HEADS.where(among(documents.c.path, "paths"))


def bump_documents(tx: sa.Connection) -> None:
    """Count that documents have changed."""
    write_rows(tx, one_more(tx.dialect.name), [{"name": "documents", "value": 1}])


@cache
def one_more(engine: str) -> Any:
    """Counts further what has a name in `counters`."""
    change = {"value": counters.c.value + 1}
    return own_insert(engine)(counters).on_conflict_do_update(index_elements=["name"], set_=change)
