"""What a poll brought is written, each part in its room, and the topics that must hear of it are told.

new stories ──► keys ──► edits ──► sightings ──► withdrawals ──► words to search for ──► topics
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from feedsvc.models import FIRST_STAMP
from feedsvc.store.among import among, batches
from feedsvc.store.bulk import read_rows, write_rows
from feedsvc.store.membership import Affected, enter, order_of
from feedsvc.store.rewritten import withdraw, write_modified
from feedsvc.store.rows import short_key, story_row
from feedsvc.store.search import index_stories
from feedsvc.store.sighted import write_sightings
from feedsvc.store.storykeys import write_keys
from feedsvc.store.tables import stories
from feedsvc.store.touched import Row, check_stamps, rows_before, written

if TYPE_CHECKING:
    from feedsvc.models import Changes, NewStory, PollRecord

# `inline`: no row is asked back, which PostgreSQL would be otherwise.
INSERT_STORY = stories.insert().inline()
NUMBERS = sa.select(stories.c.id, stories.c.number).where(among(stories.c.id, "ids"))


def write_changes(tx: sa.Connection, record: PollRecord) -> frozenset[str]:
    """Write what a poll brought, each part in its room; gives the topics that changed."""
    changes = record.changes
    before = rows_before(tx, changes, record.joins)
    check_stamps(before, record)
    numbers = insert_new(tx, changes)
    numbers |= {id: row.number for id, row in before.items()}
    write_keys(tx, record, numbers)
    write_modified(tx, changes.modified, before)
    write_sightings(tx, record, numbers)
    withdraw(tx, record, before)
    index_stories(tx, changes, numbers)
    return enter(tx, affected_by(record, before, numbers), record.joins, record.auto_titles, record.finished)


def insert_new(tx: sa.Connection, changes: Changes) -> dict[str, int]:
    """Story id → number of the stories that are new, numbered from the oldest on."""
    if not changes.new:
        return {}
    rows = [new_row(new) for new in sorted(changes.new, key=lambda n: order_of(n.story))]
    write_rows(tx, INSERT_STORY, rows)
    # RETURNING would make a statement of its own for every number of rows.
    parts = ({"ids": part} for part in batches([row["id"] for row in rows]))
    return {row.id: row.number for part in parts for row in read_rows(tx, NUMBERS, part)}


def new_row(new: NewStory) -> dict[str, Any]:
    """The row of a story that is stored for the first time."""
    keys = sorted(map(short_key, new.strong_keys | new.weak_keys))
    row = story_row(new.story)
    row.update(stamp=FIRST_STAMP, revision=1, earlier=[], keys=keys)
    return row


def affected_by(record: PollRecord, before: Mapping[str, Row], numbers: Mapping[str, int]) -> list[Affected]:
    """The stories whose topics must hear of this poll, oldest published first."""
    changes = record.changes
    withdrawn = set(changes.withdrawn)
    stories = {c.story.id: c.story for c in written(changes)}
    found = [
        Affected(
            id=id,
            number=numbers[id],
            order=order_of(stories[id]) if id in stories else (record.finished, record.finished, id),
            updated=stories[id].updated if id in stories else None,
            hidden_before=id in before and before[id].withdrawn,
            hidden=id in withdrawn or bool(id in stories and stories[id].withdrawn_at),
        )
        for id in sorted(stories.keys() | withdrawn | record.joins.keys())
        if id in numbers
    ]
    return sorted(found, key=lambda story: story.order)
