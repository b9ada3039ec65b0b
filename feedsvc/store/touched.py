"""The stored stories that a poll touches, as they are before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from feedsvc.errors import KeyTaken
from feedsvc.models.value import Value
from feedsvc.store.among import among
from feedsvc.store.bulk import read_rows
from feedsvc.store.tables import stories

if TYPE_CHECKING:
    from feedsvc.models import Changes, ModifiedStory, NewStory, PollRecord

ROW = [stories.c[name] for name in ("id", "number", "stamp", "withdrawn_at", "earlier", "keys")]
BEFORE = sa.select(*ROW).where(among(stories.c.id, "ids")).order_by(stories.c.number).with_for_update()


class Row(Value, frozen=True):
    """What a stored story is before this poll."""

    number: int
    stamp: int
    withdrawn: bool
    earlier: tuple[str, ...]
    keys: frozenset[str]


def written(changes: Changes) -> tuple[NewStory | ModifiedStory, ...]:
    """The stories that a poll writes."""
    return (*changes.new, *changes.modified)


def rows_before(tx: sa.Connection, changes: Changes, joins: Mapping[str, Any]) -> dict[str, Row]:
    """The stored stories that this poll touches, locked in one order for everybody, and so all at once."""
    gone = (*changes.scrolled, *changes.vanished, *changes.withdrawn)
    new = {n.story.id for n in changes.new}
    ids = sorted({m.story.id for m in changes.modified} | set(gone) | (set(joins) - new))
    return {
        row.id: Row(
            row.number, row.stamp, row.withdrawn_at is not None, tuple(row.earlier), frozenset(row.keys)
        )
        for row in (read_rows(tx, BEFORE, {"ids": ids}) if ids else ())
    }


def check_stamps(before: Mapping[str, Row], record: PollRecord) -> None:
    """Refuse what was decided on a state of a story that is no more."""
    modified = {m.story.id: m.story.stamp for m in record.changes.modified}
    missing = modified.keys() - before.keys()
    for id, row in before.items():
        decided_on = record.stamps.get(id) or modified.get(id)
        if decided_on and decided_on != row.stamp:
            missing |= {id}
    if missing:
        raise KeyTaken(
            f"{record.claim.source}: another poll wrote {len(missing)} of the same stories meanwhile"
        )
