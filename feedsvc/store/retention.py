"""What was kept for long enough goes: out of topics, and but for its identity out of the store.

A story's row, its keys and the page it stands on stay, a few hundred bytes: by these it is known again, so
that nothing is announced twice, and its places in topics stay taken, so that archives never move.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feedsvc.models import PRUNED, Aged
from feedsvc.store.among import among, batches
from feedsvc.store.base import Base
from feedsvc.store.membership import Affected, enter, places_of
from feedsvc.store.summing import mark_reworded
from feedsvc.store.tables import fragments, members, revisions, sightings, snapshots, stories
from feedsvc.store.wholestories import sightings_by

Place = tuple[datetime, str]
NOTHING: Mapping[str, Any] = {
    **dict.fromkeys(("summary", "content", "text"), ""),
    **{name: [] for name in ("related", "images", "tags", "earlier")},
    "digest": PRUNED,
    "stamp": stories.c.stamp + 1,
}


class Retention(Base):
    """The Store's part that lets stories and pages go."""

    def aged(self, before: datetime, after: Place | None, limit: int) -> tuple[list[Aged], Place | None]:
        """The next stories published before then, oldest first, of so many rows; and where to go on.

        Of the rows those are left out that went before. None: there is nothing further.
        """
        when = stories.c.published < before
        if after is not None:
            later = (stories.c.published > after[0]) | (stories.c.id > after[1])
            when &= (stories.c.published >= after[0]) & later
        order = (stories.c.published, stories.c.id)
        query = (
            sa.select(stories.c.number, stories.c.digest, *order).where(when).order_by(*order).limit(limit)
        )
        with self._read() as tx:
            rows = tx.execute(query).all()
            whole = [row for row in rows if row.digest != PRUNED]
            numbers = [row.number for row in whole]
            places, seen = places_of(tx, numbers), sightings_by(tx, numbers)
        found = [aged_of(row, places.get(row.number, {}), seen.get(row.number, ())) for row in whole]
        return found, (rows[-1].published, rows[-1].id) if len(rows) == limit else None

    def prune(
        self, leaving: Mapping[str, Collection[str]], going: Collection[str], now: datetime
    ) -> frozenset[str]:
        """Take stories (by id) out of topics, and keep nothing but the identity of others; gives the topics.

        The topics' documents are made again without them at the next tidying.
        """
        with self._write() as tx:
            touched = take_out(tx, leaving, now) if leaving else frozenset()
            for part in batches(sorted(going)):
                strip(tx, part)
        return touched

    def drop_pages(self, source: str, before: datetime) -> int:
        """Forget the raw pages of a source that were fetched before then, but for the newest of all."""
        mine = snapshots.c.source == source
        last = sa.select(sa.func.max(snapshots.c.fetched_at)).where(mine).scalar_subquery()
        old = mine & (snapshots.c.fetched_at < before)
        with self._read() as tx:
            if tx.execute(sa.select(snapshots.c.digest).where(old).limit(1)).first() is None:
                return 0
        with self._write() as tx:
            return tx.execute(snapshots.delete().where(old & (snapshots.c.fetched_at < last))).rowcount


def aged_of(row: Any, places: Mapping[str, Any], seen: Sequence[Any]) -> Aged:
    """A story with the places that it has or had, and the sources that showed it."""
    return Aged(
        id=row.id,
        published=row.published,
        sources=tuple(sighting.source for sighting in seen),
        places={topic: place.seq for topic, place in places.items() if not place.gone},
        left=frozenset(topic for topic, place in places.items() if place.gone),
    )


def take_out(tx: sa.Connection, leaving: Mapping[str, Collection[str]], now: datetime) -> frozenset[str]:
    """Let each of these stories leave the topics named for it; its other places stay as they are."""
    columns = [stories.c[name] for name in ("id", "number", "published", "updated", "withdrawn_at")]
    which = among(stories.c.id, "ids")
    wanted = sa.select(*columns).where(which).order_by(stories.c.number).with_for_update()
    rows = tx.execute(wanted, {"ids": sorted(leaving)}).all()
    places = places_of(tx, [row.number for row in rows])
    stays: dict[str, frozenset[str]] = {
        row.id: frozenset(t for t, p in places[row.number].items() if not p.gone and t not in leaving[row.id])
        for row in rows
    }
    topics = {topic for slugs in leaving.values() for topic in slugs}
    return enter(tx, [only_moved(row) for row in rows], stays, {}, now, only=topics)


def only_moved(row: Any) -> Affected:
    """A story that nothing is written of but its places."""
    hidden, order = row.withdrawn_at is not None, (row.published, row.updated, row.id)
    return Affected(
        id=row.id, number=row.number, order=order, updated=None, hidden=hidden, hidden_before=hidden
    )


def strip(tx: sa.Connection, ids: Sequence[str]) -> None:
    """Keep nothing of these stories but what they are known by."""
    rows = tx.execute(sa.select(stories.c.number, stories.c.stamp).where(stories.c.id.in_(ids))).all()
    stamps = {row.number: row.stamp for row in rows}
    numbers = list(stamps)
    mark_reworded(tx, stamps)
    for table in (fragments, revisions):
        tx.execute(table.delete().where(table.c.story.in_(numbers)))
    gone = sightings.c.story.in_(numbers) & sightings.c.gone.is_not(None)
    tx.execute(sightings.delete().where(gone))
    # A topic that is removed may come back, without them.
    tx.execute(members.update().where(members.c.story.in_(numbers) & ~members.c.gone).values(gone=True))
    number: sa.ColumnClause[int] = sa.column("rowid" if tx.dialect.name == "sqlite" else "story")
    tx.execute(sa.delete(sa.table("story_search", number)).where(number.in_(numbers)))
    tx.execute(stories.update().where(stories.c.number.in_(numbers)).values(**NOTHING))
