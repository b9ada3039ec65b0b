"""Topics: what is known of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from feedsvc.models import TopicState
from feedsvc.store.base import Base
from feedsvc.store.bulk import read_rows
from feedsvc.store.rows import shared
from feedsvc.store.tables import topics


class Topics(Base):
    """The Store's part about topics."""

    def topic_state(self, slug: str) -> TopicState | None:
        """One topic, also a removed one; None when it never was."""
        with self._read() as tx:
            rows = read_rows(tx, TOPIC, {"slug": slug})
        return topic_of(rows[0]._asdict()) if rows else None

    def topic_states(self) -> list[TopicState]:
        """Every topic that is or was, by slug."""
        return self._topics(sa.true())

    def section_topics(self) -> frozenset[str]:
        """Slugs of the topics that sections have made."""
        with self._read() as tx:
            return frozenset(tx.scalars(sa.select(topics.c.slug).where(topics.c.auto & ~topics.c.removed)))

    def published_versions(self) -> dict[str, int]:
        """Which version of each topic is published."""
        query = sa.select(topics.c.slug, topics.c.published_version).where(~topics.c.removed)
        with self._read() as tx:
            return {row.slug: row.published_version for row in tx.execute(query)}

    def stale_topics(self) -> list[TopicState]:
        """Topics whose documents are behind their stories."""
        return self._topics((topics.c.version > topics.c.published_version) & ~topics.c.removed)

    def _topics(self, which: sa.ColumnElement[bool]) -> list[TopicState]:
        with self._read() as tx:
            rows = tx.execute(sa.select(topics).where(which).order_by(topics.c.slug)).mappings().all()
        return [topic_of(dict(row)) for row in rows]


# A statement of every publication is made once: making it costs as much as running it.
TOPIC = sa.select(topics).where(topics.c.slug == sa.bindparam("slug"))
TOPIC_FIELDS = shared(TopicState, topics)


def topic_of(row: Mapping[str, Any]) -> TopicState:
    """The topic of a row."""
    return TopicState(**{name: row[name] for name in TOPIC_FIELDS})
