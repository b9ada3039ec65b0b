"""One publication of a topic is written in one transaction:

    rendered entries ──► the topic's published version ──► documents ──► hub pings ──► the count of changes

A document whose bytes are the same is not written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feedsvc.models import Document, Fragments
from feedsvc.store.among import among, batches
from feedsvc.store.base import Base
from feedsvc.store.bulk import read_rows, write_rows
from feedsvc.store.documentrows import document_row
from feedsvc.store.documents import bump_documents
from feedsvc.store.inserts import upsert
from feedsvc.store.outbox import queue_pings
from feedsvc.store.rendered import write_fragments
from feedsvc.store.tables import documents, topics


class Published(Base):
    """The Store's part that publishes documents."""

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
        than the published one changes none. `pings` are (path, public URL, hub): one is queued
        for each path that changed, to be sent once everybody serves it. A topic of None stands for
        documents that belong to no topic. `kept` are entries that were rendered for these documents,
        and good for others, too.

        Raises TooSoon, with nothing written, when a document has already changed in this second.
        """
        published = {
            "published_version": version,
            "archived": archived,
            "carried": list(carried),
            "fingerprint": fingerprint,
        }
        with self._write() as tx:
            # Stories are locked before topics, as by a poll: each could wait for the other for ever.
            for fragments in kept:
                write_fragments(tx, fragments)
            if topic is not None and not publish_version(tx, topic, version, published):
                return []
            changed = write_documents(tx, made, now)
            gone = delete_documents(tx, removed_paths)
            queue_pings(tx, [ping for ping in pings if ping[0] in changed], now)
            if changed or gone:
                bump_documents(tx)
        return [*changed, *gone]


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
    """Delete the documents of these paths; gives the paths where there was one."""
    which = documents.c.path.in_(sorted(paths))
    return list(tx.scalars(documents.delete().where(which).returning(documents.c.path))) if paths else []
