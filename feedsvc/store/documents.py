"""Documents: finished bytes by path, and the outbox of what hubs must be told of them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import RowMapping

from feedsvc.errors import StoreError, TooSoon
from feedsvc.models import Document, DocumentHead, Fragments, Ping
from feedsvc.store.among import among, batches
from feedsvc.store.base import Base
from feedsvc.store.bulk import read_rows, write_rows
from feedsvc.store.inserts import own_insert, upsert
from feedsvc.store.rendered import write_fragments
from feedsvc.store.tables import counters, documents, pings, topics

ANOTHER = 1 << 40
"""More than documents ever change: yesterday's file may count up to the very number of today's."""
CODINGS = ("gzip", "br", "zstd")
SECOND = timedelta(seconds=1)
PING_LEASE = timedelta(minutes=1)
"""How long a ping that was handed out is left to its sender."""
VISIBLE = timedelta(seconds=3)
"""Until every web process, and a cache of one second before it, serves new bytes: hubs fetch at once."""


class Documents(Base):
    """The Store's part about published bytes and hub pings."""

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

    # -- outbox ------------------------------------------------------------------------------------

    def due_pings(self, now: datetime, limit: int = 20) -> list[Ping]:
        """Pings to send now, longest due first; for a minute nobody else is given them."""
        due = sa.select(pings).where(pings.c.next_try <= now).order_by(pings.c.next_try, pings.c.number)
        with self._read() as tx:
            if tx.execute(due.limit(1)).first() is None:
                return []
        with self._write() as tx:
            rows = tx.execute(due.limit(limit).with_for_update(skip_locked=True)).all()
            which = pings.c.number.in_([row.number for row in rows])
            tx.execute(pings.update().where(which).values(next_try=now + PING_LEASE))
        return [Ping(id=r.number, hub=r.hub, topic_url=r.url, attempts=r.attempts) for r in rows]

    def next_ping(self) -> datetime | None:
        """When the next ping is to be sent; None where none waits."""
        with self._read() as tx:
            moment: datetime | None = tx.scalar(sa.select(sa.func.min(pings.c.next_try)))
        return moment

    def ping_done(self, id: int) -> None:
        """The hub took it."""
        with self._write() as tx:
            tx.execute(pings.delete().where(pings.c.number == id))

    def ping_failed(self, id: int, retry_at: datetime | None) -> None:
        """The hub did not take it: try again then, or give it up."""
        if retry_at is None:
            return self.ping_done(id)
        values = {"attempts": pings.c.attempts + 1, "next_try": retry_at}
        with self._write() as tx:
            tx.execute(pings.update().where(pings.c.number == id).values(values))


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


def document_row(document: Document, standing: Any, now: datetime) -> dict[str, Any] | None:
    digest = document.digest or hashlib.sha256(document.body).digest()
    if standing and bytes(standing.body_digest) == digest and standing.media_type == document.media_type:
        return None
    modified = now.replace(microsecond=0)
    if standing:
        modified = max(modified, standing.last_modified + SECOND)
        # A clock set back by more is not waited for: the time then runs ahead of it, but never back.
        if now < modified <= now + SECOND:
            raise TooSoon((modified - now).total_seconds())
    given = {name: getattr(document, name) for name in ("path", "topic", "media_type", "etag")}
    codings = {name: document.codings.get(name) for name in CODINGS}
    return given | codings | {"body_digest": digest, "plain": plain_part(document), "last_modified": modified}


def plain_part(document: Document) -> bytes:
    """What is stored of the body as it is: nothing where gzip says it in fewer bytes.

    Plain bodies were three fifths of what documents took on the disk, and half of what storing them cost.
    """
    packed = document.codings.get("gzip")
    return b"" if packed is not None and len(packed) < len(document.body) else document.body


def delete_documents(tx: sa.Connection, paths: Collection[str]) -> list[str]:
    which = documents.c.path.in_(sorted(paths))
    return list(tx.scalars(documents.delete().where(which).returning(documents.c.path))) if paths else []


def queue_pings(tx: sa.Connection, wanted: Collection[tuple[str, str, str]], now: datetime) -> None:
    """One ping per hub and feed: a newer change takes the place, and the number, of one that waits."""
    for _path, url, hub in wanted:
        tx.execute(pings.delete().where((pings.c.hub == hub) & (pings.c.url == url)))
        tx.execute(pings.insert().values(hub=hub, url=url, attempts=0, next_try=now + VISIBLE))


def bump_documents(tx: sa.Connection) -> None:
    write_rows(tx, one_more(tx.dialect.name), [{"name": "documents", "value": 1}])


@cache
def one_more(engine: str) -> Any:
    """Counts further what has a name in `counters`."""
    change = {"value": counters.c.value + 1}
    return own_insert(engine)(counters).on_conflict_do_update(index_elements=["name"], set_=change)


def document_of(row: RowMapping) -> Document:
    given = {name: row[name] for name in ("path", "media_type", "etag", "last_modified", "topic")}
    codings = {name: bytes(row[name]) for name in CODINGS if row[name] is not None}
    return Document(**given, body=bytes(row["plain"]) or unpacked(row["path"], codings), codings=codings)


def unpacked(path: str, codings: Mapping[str, bytes]) -> bytes:
    """The body of which nothing is stored as it is; StoreError where its bytes were damaged."""
    from feedsvc.render import gunzip  # and with it every codec, which commands that only look do not need

    try:
        return gunzip(codings.get("gzip", b""))
    except ValueError as error:
        raise StoreError(f"{path} is damaged in the database: {error}") from error
