"""Stories as they are read: for rendering, for people."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from feedsvc.models import PRUNED, Look, Revision, Story
from feedsvc.store.among import among, batches
from feedsvc.store.base import Base
from feedsvc.store.bulk import read_rows
from feedsvc.store.rows import look_of
from feedsvc.store.tables import members, revisions, stories, topics
from feedsvc.store.wholestories import BY_ID, load_these


class Stories(Base):
    """The Store's part about stories."""

    def story(self, id: str) -> Story | None:
        """One story by id, withdrawn or not."""
        return next(iter(self.stories([id])), None)

    def stories(self, ids: Iterable[str]) -> list[Story]:
        """These stories in the order asked for; unknown ids are left out."""
        wanted = list(dict.fromkeys(ids))
        with self._read() as tx:
            parts = ({"ids": part} for part in batches(wanted))
            found = {s.id: s for part in parts for s in load_these(tx, BY_ID, part)}
        return [found[id] for id in wanted if id in found]

    def looks(self, ids: Iterable[str]) -> dict[str, Look]:
        """By id, how these stories look, in the order asked for; unknown ids are left out."""
        wanted = list(dict.fromkeys(ids))
        with self._read() as tx:
            parts = ({"ids": part} for part in batches(wanted))
            found = {id: look_of(*row) for part in parts for id, *row in read_rows(tx, LOOKS, part)}
        return {id: found[id] for id in wanted if id in found}

    def story_stamps(self) -> list[tuple[str, int]]:
        """Id and stamp (Story.stamp) of every stored story, in the order in which they were stored."""
        with self._read() as tx:
            whole = sa.select(stories.c.id, stories.c.stamp).where(stories.c.digest != PRUNED)
            rows = tx.execute(whole.order_by(stories.c.number))
            return [(row.id, row.stamp) for row in rows]

    def revisions(self, id: str) -> list[Revision]:
        """Earlier versions of a story, oldest first."""
        query = (
            sa.select(revisions)
            .join(stories, stories.c.number == revisions.c.story)
            .where(stories.c.id == id)
            .order_by(revisions.c.number)
        )
        with self._read() as tx:
            rows = tx.execute(query).mappings().all()
        return [Revision(**{**row, "story": id}) for row in rows]

    def story_topics(self, id: str) -> list[str]:
        """Slugs of the topics in which a story stands."""
        query = (
            sa.select(members.c.topic)
            .join(stories, stories.c.number == members.c.story)
            .join(topics, topics.c.slug == members.c.topic)
            .where((stories.c.id == id) & ~members.c.gone & ~topics.c.removed)
            .order_by(members.c.topic)
        )
        with self._read() as tx:
            return list(tx.scalars(query))


# A statement of every poll is made once: making it costs as much as running it.
LOOKS = sa.select(stories.c.id, stories.c.text, stories.c.content, stories.c.images).where(
    among(stories.c.id, "ids")
)
