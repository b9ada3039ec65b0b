"""Stories as they are read: for comparison, for rendering, for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from feedsvc.models import PRUNED, Fragments, KnownStory, Look, Revision, Story
from feedsvc.store.among import among, batches
from feedsvc.store.base import Base
from feedsvc.store.bulk import read_rows
from feedsvc.store.inserts import upsert
from feedsvc.store.rows import KNOWN_FIELDS, known_of, look_of, short_key, sighting_of, story_of
from feedsvc.store.tables import (
    fragments,
    members,
    revisions,
    sightings,
    stories,
    strong_keys,
    topics,
    weak_keys,
)
from feedsvc.store.values import EPOCH, MICROSECOND, compact

MOST_BY_WEAK_KEY = 200
"""Stories looked at for a page's weak keys: a headline that recurs daily must not cost more every day."""
MINUTE = timedelta(minutes=1)


class Stories(Base):
    """The Store's part about stories and their rendered entries."""

    def known_stories(self, source: str, strong: Collection[str], weak: Collection[str]) -> list[KnownStory]:
        """The stories under these keys and those that stand on the source's page, oldest first.

        Reads the page's own rows only, so it costs the same whatever else is stored.
        """
        ours, hints = ({short_key(key): key for key in keys} for keys in (strong, weak))
        short, wanted = ours | hints, {"source": source, "strong": sorted(ours), "weak": sorted(hints)}
        with self._read() as tx:
            numbers = [number for (number,) in read_rows(tx, ON_PAGE, wanted)]
            parts = ({"numbers": part} for part in batches(numbers))
            rows = [row for part in parts for row in read_rows(tx, KNOWN, part)]
            seen = sightings_by(tx, numbers)
        rows.sort(key=attrgetter("number"))
        return [known_of(row, [sighting_of(s) for s in seen[row.number]], short) for row in rows]

    def taken_times(self, minutes: Collection[datetime]) -> set[datetime]:
        """The `updated` times already given inside these minutes (each named by its first moment)."""
        starts = [(minute - EPOCH) // MICROSECOND for minute in sorted(minutes)]
        query = TAKEN_SQLITE if self.on_sqlite else TAKEN_POSTGRES
        with self._read() as tx:
            given = {"starts": compact(starts) if self.on_sqlite else starts}
            return {moment for (moment,) in read_rows(tx, query, given)}

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

    # -- fragments ---------------------------------------------------------------------------------

    def fragments(
        self, ids: Iterable[str], formats: Iterable[str], renderer: str
    ) -> dict[str, dict[str, bytes]]:
        """Rendered entries by format and story: those of this renderer and of the story as it stands now."""
        found: dict[str, dict[str, bytes]] = {fmt: {} for fmt in formats}
        wanted = sorted(set(ids))
        given = {"renderer": renderer, "formats": sorted(found)}
        if wanted:
            with self._read() as tx:
                for part in batches(wanted):
                    for id, fmt, body in read_rows(tx, FRAGMENTS, given | {"ids": part}):
                        found[fmt][id] = body
        return found

    def put_fragments(self, kept: Fragments) -> None:
        """Keep rendered entries, but for those of a story that was edited meanwhile."""
        with self._write(loose=True) as tx:
            write_fragments(tx, kept)


# Statements of every poll are made once: making one costs as much as running it.
# SQLite keeps each that a connection has run, 10 to 60 KB of it, and would one for every number of values.

BY_ID = sa.select(stories).where(among(stories.c.id, "ids"))
BY_NUMBER = sa.select(stories).where(among(stories.c.number, "numbers"))

FRAGMENTS = (
    sa.select(stories.c.id, fragments.c.format, fragments.c.body)
    .join(fragments, fragments.c.story == stories.c.number)
    .where(
        fragments.c.stamp == stories.c.stamp,
        fragments.c.renderer == sa.bindparam("renderer"),
        among(fragments.c.format, "formats"),
        among(stories.c.id, "ids"),
    )
)
STAMPS = (
    sa.select(stories.c.id, stories.c.number, stories.c.stamp)
    .where(among(stories.c.id, "ids"))
    .order_by(stories.c.number)
)


def taken_inside(starts: sa.TableValuedAlias) -> sa.Select[tuple[datetime]]:
    when = sa.type_coerce(stories.c.updated, sa.BigInteger)
    inside = (when >= starts.c.value) & (when < starts.c.value + MINUTE // MICROSECOND)
    return sa.select(stories.c.updated).join_from(starts, stories, inside)


# The minutes come as one value that is a table: the statement is the same however many they are.
TAKEN_SQLITE = taken_inside(sa.func.json_each(sa.bindparam("starts", type_=sa.Text)).table_valued("value"))
BIGINTS: Any = sa.ARRAY(sa.BigInteger)
TAKEN_POSTGRES = taken_inside(
    sa.func.unnest(sa.cast(sa.bindparam("starts", type_=BIGINTS), BIGINTS))
    .table_valued(sa.column("value", sa.BigInteger))
    .render_derived()
)
BY_WEAK_KEY = (
    sa.select(weak_keys.c.story)
    .where(among(weak_keys.c.key, "weak"))
    .order_by(weak_keys.c.story.desc())
    .limit(MOST_BY_WEAK_KEY)
)
ON_PAGE = sa.union(
    sa.select(strong_keys.c.story).where(among(strong_keys.c.key, "strong")),
    sa.select(BY_WEAK_KEY.subquery().c.story),
    sa.select(sightings.c.story).where(
        sightings.c.source == sa.bindparam("source"), sightings.c.gone.is_(None)
    ),
)
LOOKS = sa.select(stories.c.id, stories.c.text, stories.c.content, stories.c.images).where(
    among(stories.c.id, "ids")
)
KNOWN = sa.select(
    *(stories.c[name] for name in ("number", "earlier", "keys", "authors", "sections", *KNOWN_FIELDS))
).where(among(stories.c.number, "numbers"))
SEEN = (
    sa.select(sightings)
    .where(among(sightings.c.story, "numbers"))
    .order_by(sightings.c.first_seen, sightings.c.source)
)


def write_fragments(tx: sa.Connection, kept: Fragments) -> None:
    """Keep rendered entries of stories that stand as they stood when they were rendered."""
    for part in batches(sorted({id for entries in kept.made.values() for id in entries})):
        rows = [
            {"story": n, "format": f, "renderer": kept.renderer, "stamp": stamp, "body": entries[id]}
            for id, n, stamp in read_rows(tx, STAMPS, {"ids": part})
            for f, entries in kept.made.items()
            if id in entries and kept.stamps.get(id, stamp) == stamp
        ]
        upsert(tx, fragments, rows)


def later_than(story: Story | None) -> sa.ColumnElement[bool]:
    if story is None:
        return sa.true()
    when, later = stories.c.published, stories.c.published > story.published
    return (when >= story.published) & (later | (stories.c.id > story.id))


def sightings_by(tx: sa.Connection, numbers: Sequence[int]) -> dict[int, list[Any]]:
    """The sightings of these stories, by story number, the first source first."""
    found: dict[int, list[Any]] = defaultdict(list)
    for part in batches(numbers):
        for row in read_rows(tx, SEEN, {"numbers": part}):
            found[row.story].append(row)
    return found


def load(
    tx: sa.Connection,
    which: sa.ColumnElement[bool],
    *,
    limit: int | None = None,
    order: Sequence[sa.ColumnElement[Any]] = (),
) -> list[Story]:
    """Whole stories with their sources."""
    return whole(tx, named(tx.execute(sa.select(stories).where(which).order_by(*order).limit(limit))))


def load_these(tx: sa.Connection, statement: sa.Select[Any], given: Mapping[str, Any]) -> list[Story]:
    """The same by a statement that stays."""
    return whole(tx, [row._asdict() for row in read_rows(tx, statement, given)])


def whole(tx: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> list[Story]:
    """The stories of these rows, with their sources."""
    seen = sightings_by(tx, [row["number"] for row in rows])
    return [story_of(row, (s.source for s in seen[row["number"]])) for row in rows]


def named(result: sa.Result[Any]) -> list[dict[str, Any]]:
    """The rows as plain dictionaries, which are made and read faster than the result's own mappings."""
    names = tuple(result.keys())
    return [dict(zip(names, row, strict=True)) for row in result]
