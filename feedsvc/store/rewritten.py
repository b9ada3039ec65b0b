"""Known stories that a poll changes: what they say now, and what they said before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from feedsvc.store.bulk import write_rows
from feedsvc.store.rows import short_key, story_row
from feedsvc.store.summing import mark_reworded
from feedsvc.store.tables import revisions, stories
from feedsvc.store.touched import Row

if TYPE_CHECKING:
    from feedsvc.models import ModifiedStory, PollRecord

INSERT_REVISION = revisions.insert().inline()


def write_modified(tx: sa.Connection, modified: tuple[ModifiedStory, ...], before: Mapping[str, Row]) -> None:
    """Write the stories that changed, and keep what edited ones said before."""
    if not modified:
        return
    kept = [revision_row(m, before[m.story.id]) for m in modified if m.revision]
    write_rows(tx, INSERT_REVISION, kept)
    rows = [modified_row(m, before[m.story.id]) for m in modified]
    rows.sort(key=lambda row: int(row["at_number"]))
    write_rows(tx, changing(tuple(rows[0])), rows)
    written = [before[m.story.id] for m in modified]
    mark_reworded(tx, {row.number: row.stamp for row in written})


@cache
def changing(names: Sequence[str]) -> Any:
    """Writes these columns of the story with the number `at_number`."""
    values: dict[str, Any] = {name: sa.bindparam(name) for name in names if name != "at_number"}
    return stories.update().where(stories.c.number == sa.bindparam("at_number")).values(values)


def revision_row(modified: ModifiedStory, row: Row) -> dict[str, Any]:
    """The row of what an edited story said before."""
    revision = modified.revision
    assert revision is not None
    given = {name: getattr(revision, name) for name in ("title", "content", "digest", "seen_at")}
    return given | {"story": row.number, "number": len(row.earlier) + 1}


def modified_row(modified: ModifiedStory, row: Row) -> dict[str, Any]:
    """The new columns; when a story was first seen is not for a poll to change."""
    values = story_row(modified.story)
    del values["id"], values["first_seen"]
    earlier = [*row.earlier, modified.revision.digest] if modified.revision else list(row.earlier)
    keys = row.keys | set(map(short_key, modified.strong_keys | modified.weak_keys))
    facts = {"revision": len(earlier) + 1, "earlier": earlier, "keys": sorted(keys), "stamp": row.stamp + 1}
    return values | facts | {"at_number": row.number}


def withdraw(tx: sa.Connection, record: PollRecord, before: Mapping[str, Row]) -> None:
    """Mark stories that their sources took back."""
    numbers = [before[id].number for id in record.changes.withdrawn if id in before]
    if numbers:
        which = stories.c.number.in_(numbers) & stories.c.withdrawn_at.is_(None)
        change = {"withdrawn_at": record.finished, "stamp": stories.c.stamp + 1}
        tx.execute(stories.update().where(which).values(change))
