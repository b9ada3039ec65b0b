"""What readers see of a topic itself, and the slug under which they see it."""

from __future__ import annotations

import hashlib
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import RowMapping

from feedsvc.config import TopicConfig
from feedsvc.store.documents import bump_documents
from feedsvc.store.membership import topic_row
from feedsvc.store.tables import documents, topics

FACE = ("title", "description", "language", "icon", "hub", "entries", "former")


def rename(tx: sa.Connection, topic: TopicConfig) -> None:
    """The history of a former slug goes on under the new one; its documents are made again."""
    wanted = (topic.slug, *topic.former)
    query = sa.select(topics.c.slug, topics.c.seq).where(topics.c.slug.in_(wanted))
    found = {row.slug: row.seq for row in tx.execute(query)}
    old = next((slug for slug in reversed(topic.former) if slug in found), None)
    if old is None or found.get(topic.slug):
        return
    tx.execute(documents.delete().where(documents.c.topic.in_(wanted)))
    tx.execute(topics.delete().where(topics.c.slug == topic.slug))
    values = {"slug": topic.slug, "removed": False, "version": topics.c.version + 1, "face_digest": None}
    tx.execute(topics.update().where(topics.c.slug == old).values(values))
    bump_documents(tx)


def write_face(
    tx: sa.Connection, topic: TopicConfig, known: RowMapping | None, fingerprint: str, now: datetime
) -> None:
    """Write a configured topic where readers see something else of it now, which is a new version."""
    digest = face_digest(topic, fingerprint)
    if known is None:
        row = topic_row(topic.slug, topic.title, now) | {"origin": (topic.slug, *topic.former)[-1]}
        tx.execute(topics.insert().values(row | {"face_digest": digest}))
    elif known["face_digest"] != digest or known["removed"] or known["auto"]:
        values = {"title": topic.title, "face_digest": digest, "removed": False, "auto": False}
        change = topics.update().where(topics.c.slug == topic.slug)
        tx.execute(change.values(values | {"version": topics.c.version + 1}))


def face_digest(topic: TopicConfig, fingerprint: str) -> str:
    """A digest of all that readers see of a topic itself."""
    face = tuple(getattr(topic, name) for name in FACE)
    return hashlib.sha256(repr((face, fingerprint)).encode()).hexdigest()[:32]
