"""Who stands where in a topic's history.

A story takes the next place and keeps it for good: one that leaves and comes back finds its old place,
so archive boundaries never move.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from feedsvc.models import Story
from feedsvc.models.value import Value
from feedsvc.store.among import among, batches
from feedsvc.store.bulk import read_rows, write_rows
from feedsvc.store.inserts import insert_for, own_insert
from feedsvc.store.tables import counters, members, topics
from feedsvc.store.values import microseconds_of

Order = tuple[datetime, datetime, str]


def order_of(story: Story) -> Order:
    """Places in a topic go by publication; equal times by `updated`, which keeps the page's order."""
    return story.published, story.updated, story.id


class Affected(Value, frozen=True, kw_only=True):
    """A story that was written, and whether feeds show it (a withdrawn one is hidden)."""

    id: str
    number: int
    order: Order
    updated: datetime | None
    hidden_before: bool = False
    hidden: bool = False


def enter(
    tx: sa.Connection,
    affected: Sequence[Affected],
    joins: Mapping[str, frozenset[str]],
    auto_titles: Mapping[str, str],
    now: datetime,
    only: Collection[str] | None = None,
) -> frozenset[str]:
    """Give the stories their places and count every touched topic one version further.

    `only` leaves all other topics as they are.
    """
    if not affected:
        return frozenset()
    places = places_of(tx, [story.number for story in affected])
    slugs = {slug for wanted in joins.values() for slug in wanted}
    open_auto_topics(tx, {slug: auto_titles[slug] for slug in sorted(slugs & auto_titles.keys())}, now)
    standing = {place.topic for found in places.values() for place in found.values()}
    ledgers = lock_topics(tx, slugs | standing if only is None else only)
    for story in affected:
        for ledger in ledgers.values():
            wanted = ledger.slug in joins[story.id] if story.id in joins else None
            ledger.place(story, places[story.number].get(ledger.slug), wanted)
    for ledger in ledgers.values():
        ledger.write(tx)
    note_change(tx, now)
    return frozenset(ledger.slug for ledger in ledgers.values() if ledger.touched and not ledger.removed)


def note_change(tx: sa.Connection, now: datetime) -> None:
    """Remember when a search may last have begun to find something else: a moment later than any before."""
    write_rows(tx, at_least(tx.dialect.name), [{"name": "stories", "value": microseconds_of(now)}])


@cache
def at_least(engine: str) -> Any:
    """Sets what has a name in `counters` to a value that is higher than before."""
    insert = own_insert(engine)(counters)
    given, next_one = insert.excluded.value, counters.c.value + 1
    later = sa.case((given > next_one, given), else_=next_one)
    return insert.on_conflict_do_update(index_elements=["name"], set_={"value": later})


def places_of(tx: sa.Connection, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Story number → topic → the place it has."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for part in batches(numbers):
        for row in read_rows(tx, PLACES, {"numbers": part}):
            found[row.story][row.topic] = row
    return found


def open_auto_topics(tx: sa.Connection, titles: Mapping[str, str], now: datetime) -> None:
    """Topics that sections bring into being; one that was closed opens again."""
    for slug, title in titles.items():
        insert = insert_for(tx, topics).values(topic_row(slug, title, now) | {"auto": True})
        again = (topics.c.auto & topics.c.removed) | (topics.c.title != insert.excluded.title) & topics.c.auto
        values = {"removed": False, "title": insert.excluded.title, "version": topics.c.version + 1}
        tx.execute(insert.on_conflict_do_update(index_elements=["slug"], set_=values, where=again))


def topic_row(slug: str, title: str, now: datetime) -> dict[str, Any]:
    """A topic at its birth: one version ahead of what is published, which is nothing."""
    numbers = {"version": 1, "published_version": 0, "archived": 0, "seq": 0, "stories": 0}
    flags = {"auto": False, "removed": False, "fingerprint": "", "created_at": now}
    return numbers | flags | {"slug": slug, "origin": slug, "title": title, "carried": []}


def lock_topics(tx: sa.Connection, slugs: Collection[str]) -> dict[str, Ledger]:
    """The ledgers of these topics, locked in one order for everybody; unknown slugs are left out."""
    return {row.slug: Ledger(row) for row in read_rows(tx, LEDGERS, {"slugs": sorted(slugs)})}


PLACES = sa.select(members).where(among(members.c.story, "numbers"))
LEDGERS = (
    sa.select(*(topics.c[name] for name in ("slug", "version", "seq", "stories", "updated", "removed")))
    .where(among(topics.c.slug, "slugs"))
    .order_by(topics.c.slug)
    .with_for_update()
)
INSERT_PLACE = members.insert().inline()
MOVE = (
    members.update()
    .where((members.c.topic == sa.bindparam("of")) & (members.c.seq == sa.bindparam("at_seq")))
    .values(gone=sa.bindparam("gone"), changed=sa.bindparam("changed"))
)
COUNT = topics.update().where(topics.c.slug == sa.bindparam("of"))


class Ledger:
    """One topic while places are given: collects what to write, writes it at once."""

    def __init__(self, row: Any) -> None:
        self.slug, self.version, self.removed = row.slug, row.version + 1, row.removed
        self.seq, self.stories, self.updated = row.seq, row.stories, row.updated
        self.touched = False
        self.places: list[dict[str, Any]] = []
        self.new: list[dict[str, Any]] = []

    def place(self, story: Affected, place: Any, wanted: bool | None) -> None:
        """Let a story in, out, or note that it changed; `wanted` None leaves membership as it is."""
        if place is None:
            if wanted and not self.removed:
                self._append(story)
            return
        stays = not place.gone if wanted is None or self.removed else wanted
        if place.gone and not stays:
            return
        before = not place.gone and not story.hidden_before
        self._count(story, before=before, after=stays and not story.hidden)
        self.places.append({"of": self.slug, "at_seq": place.seq, "gone": not stays, "changed": self.version})

    def _append(self, story: Affected) -> None:
        self.seq += 1
        self._count(story, before=False, after=not story.hidden)
        given = {"topic": self.slug, "seq": self.seq, "story": story.number, "changed": self.version}
        self.new.append(given | {"gone": False})

    def _count(self, story: Affected, *, before: bool, after: bool) -> None:
        self.touched = True
        self.stories += after - before
        if after and story.updated:
            self.updated = max(self.updated or story.updated, story.updated)

    def write(self, tx: sa.Connection) -> None:
        """Write the places and the topic's counts; nothing where nothing happened."""
        if not self.touched:
            return
        write_rows(tx, INSERT_PLACE, self.new)
        write_rows(tx, MOVE, self.places)
        counts = {"version": self.version, "seq": self.seq, "stories": self.stories, "updated": self.updated}
        write_rows(tx, COUNT, [{"of": self.slug, **counts}])


def count_versions(tx: sa.Connection, slugs: Iterable[str]) -> None:
    """One version further for topics whose face changed."""
    tx.execute(topics.update().where(topics.c.slug.in_(sorted(slugs))).values(version=topics.c.version + 1))
