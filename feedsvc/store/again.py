"""Every stored story decided again, for topics whose rules are new or changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from feedsvc.models import PRUNED, Story
from feedsvc.store.base import Base
from feedsvc.store.membership import Affected, enter, order_of
from feedsvc.store.tables import members, stories, topics
from feedsvc.store.wholestories import load

SYNC_BATCH = 500
"""Stories whose topics are decided again in one transaction."""
TopicsOf = Callable[[Story], Collection[str]]


class Again(Base):
    """The Store's part that puts stored stories into topics."""

    def _decide_again(self, digests: Mapping[str, str], topics_of: TopicsOf, now: datetime) -> None:
        """Walk through all stories for these topics; their digests are written once all is done."""
        last: Story | None = None
        while True:
            with self._write() as tx:
                order = (stories.c.published, stories.c.id)
                part = load(tx, later_than(last), limit=SYNC_BATCH, order=order)
                whole = [story for story in part if story.digest != PRUNED]
                decide_part(tx, whole, set(digests), topics_of, now)
                if len(part) < SYNC_BATCH:
                    return write_digests(tx, digests)
            last = part[-1]


def decide_part(
    tx: sa.Connection, part: Sequence[Story], slugs: set[str], topics_of: TopicsOf, now: datetime
) -> None:
    """Only what changes is written: a story that stays where it was costs no row."""
    numbers = numbers_of(tx, part)
    standing = standing_in(tx, list(numbers.values()), slugs)
    wanted = {story.id: frozenset(topics_of(story)) & slugs for story in part}
    moving = [story for story in part if wanted[story.id] != standing.get(numbers[story.id], set())]
    affected = [affected_by(story, numbers[story.id]) for story in moving]
    enter(tx, affected, {story.id: wanted[story.id] for story in moving}, {}, now, only=slugs)


def write_digests(tx: sa.Connection, digests: Mapping[str, str]) -> None:
    """Keep by which rules each topic was filled."""
    for slug, digest in digests.items():
        tx.execute(topics.update().where(topics.c.slug == slug).values(rules_digest=digest))


def later_than(story: Story | None) -> sa.ColumnElement[bool]:
    """Whether a story comes behind this one in order of publication; true for all where there is none."""
    if story is None:
        return sa.true()
    when, later = stories.c.published, stories.c.published > story.published
    return (when >= story.published) & (later | (stories.c.id > story.id))


def numbers_of(tx: sa.Connection, part: Sequence[Story]) -> dict[str, int]:
    """Story id → number; the stories are locked before topics, as by a poll, lest each wait for the other."""
    query = sa.select(stories.c.id, stories.c.number).where(stories.c.id.in_([s.id for s in part]))
    locking = query.order_by(stories.c.number).with_for_update(read=True, key_share=True)
    return {row.id: row.number for row in tx.execute(locking)}


def standing_in(tx: sa.Connection, numbers: Sequence[int], slugs: Collection[str]) -> dict[int, set[str]]:
    """Story number → which of these topics it stands in."""
    which = members.c.story.in_(numbers) & members.c.topic.in_(sorted(slugs)) & ~members.c.gone
    found: dict[int, set[str]] = {}
    for row in tx.execute(sa.select(members.c.story, members.c.topic).where(which)):
        found.setdefault(row.story, set()).add(row.topic)
    return found


def affected_by(story: Story, number: int) -> Affected:
    """A stored story as the topics that it joins anew need it."""
    hidden = story.withdrawn_at is not None
    order = order_of(story)
    return Affected(
        id=story.id, number=number, order=order, updated=story.updated, hidden=hidden, hidden_before=hidden
    )
