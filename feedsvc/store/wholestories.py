"""Whole stories, each with the sources that show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from feedsvc.models import Story
from feedsvc.store.among import among, batches
from feedsvc.store.bulk import read_rows
from feedsvc.store.rows import story_of
from feedsvc.store.tables import sightings, stories

# Statements of every poll are made once: making one costs as much as running it.
# SQLite keeps each that a connection has run, 10 to 60 KB of it, and would one for every number of values.

BY_ID = sa.select(stories).where(among(stories.c.id, "ids"))
BY_NUMBER = sa.select(stories).where(among(stories.c.number, "numbers"))
SEEN = (
    sa.select(*(sightings.c[name] for name in ("story", "source", "section", "digest", "since", "gone")))
    .where(among(sightings.c.story, "numbers"))
    .order_by(sightings.c.first_seen, sightings.c.source)
)


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


def sightings_by(tx: sa.Connection, numbers: Sequence[int]) -> dict[int, list[Any]]:
    """The sightings of these stories, by story number, the first source first."""
    found: dict[int, list[Any]] = defaultdict(list)
    for part in batches(numbers):
        for row in read_rows(tx, SEEN, {"numbers": part}):
            found[row.story].append(row)
    return found


def named(result: sa.Result[Any]) -> list[dict[str, Any]]:
    """The rows as plain dictionaries, which are made and read faster than the result's own mappings."""
    names = tuple(result.keys())
    return [dict(zip(names, row, strict=True)) for row in result]
