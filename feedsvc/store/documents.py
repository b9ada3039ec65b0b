"""Documents: finished bytes by path."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from feedsvc.models import Document, DocumentHead, Fragments
from feedsvc.store.among import among, batches
from feedsvc.store.base import Base
from feedsvc.store.bulk import read_rows, write_rows
from feedsvc.store.documentrows import document_of, document_row
from feedsvc.store.inserts import own_insert, upsert
from feedsvc.store.outbox import queue_pings
from feedsvc.store.rendered import write_fragments
from feedsvc.store.tables import counters, documents, topics

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

    def put_documents(
        self,
        topic: str | None,
        version: int,
        made: Sequence[Document],
        *,
        now: datetime,
        removed_paths: Collection[str] = (),
        pings: Collection[tuple[str, str, str]] = (),
        archived: int = 0,
        carried: Sequence[int] = (),
        fingerprint: str = "",
        kept: Collection[Fragments] = (),
    ) -> list[str]:
        """Publish a topic's documents as of `version`; gives the paths whose bytes changed or went.

        A document whose bytes are the same keeps its row, ETag and Last-Modified. An older version
        than the published one changes nothing. `pings` are (path, public URL, hub): one is queued
        for each path that changed, to be sent once everybody serves it. A topic of None stands for
        documents that belong to no topic. `kept` are entries that were rendered for these documents.

        Raises TooSoon, with nothing written, when a document has already changed in this second.
        """
        published = {
            "published_version": version,
            "archived": archived,
            "carried": list(carried),
            "fingerprint": fingerprint,
        }
        with self._write() as tx:
            if topic is not None and not publish_version(tx, topic, version, published):
                return []
            changed = write_documents(tx, made, now)
            for fragments in kept:
                write_fragments(tx, fragments)
            gone = delete_documents(tx, removed_paths)
            queue_pings(tx, [ping for ping in pings if ping[0] in changed], now)
            if changed or gone:
                bump_documents(tx)
        return [*changed, *gone]


HEADS = sa.select(documents.c.path, documents.c.etag, documents.c.last_modified, documents.c.topic)
HEADS_AT = HEADS.where(among(documents.c.path, "paths"))
# Statements of every publication are made once: making one costs as much as running it.
THIS_TOPIC = topics.c.slug == sa.bindparam("topic")
PUBLISHED = sa.select(topics.c.published_version, topics.c.removed).where(THIS_TOPIC).with_for_update()
PUBLISH = topics.update().where(THIS_TOPIC)
STANDING = (
    sa.select(*(documents.c[name] for name in ("path", "body_digest", "media_type", "last_modified")))
    .where(among(documents.c.path, "paths"))
    .order_by(documents.c.path)
    .with_for_update()
)


def publish_version(tx: sa.Connection, topic: str, version: int, values: Mapping[str, Any]) -> bool:
    """Lock the topic and note what is published; False when that is already so or newer."""
    row = next(iter(read_rows(tx, PUBLISHED, {"topic": topic})), None)
    if row is None or row.removed or row.published_version >= version:
        return False
    write_rows(tx, PUBLISH, [{"topic": topic, **values}])
    return True


def write_documents(tx: sa.Connection, made: Sequence[Document], now: datetime) -> list[str]:
    """Write the documents whose bytes or type differ from what stands; gives their paths."""
    by_path = {document.path: document for document in made}
    parts = ({"paths": part} for part in batches(sorted(by_path)))
    standing = {row.path: row for part in parts for row in read_rows(tx, STANDING, part)}
    rows = [document_row(d, standing.get(path), now) for path, d in sorted(by_path.items())]
    different = [row for row in rows if row is not None]
    upsert(tx, documents, different)
    return [row["path"] for row in different]


def delete_documents(tx: sa.Connection, paths: Collection[str]) -> list[str]:
    which = documents.c.path.in_(sorted(paths))
    return list(tx.scalars(documents.delete().where(which).returning(documents.c.path))) if paths else []


def bump_documents(tx: sa.Connection) -> None:
    write_rows(tx, one_more(tx.dialect.name), [{"name": "documents", "value": 1}])


@cache
def one_more(engine: str) -> Any:
    """Counts further what has a name in `counters`."""
    change = {"value": counters.c.value + 1}
    return own_insert(engine)(counters).on_conflict_do_update(index_elements=["name"], set_=change)
