"""The places of a topic's history, and which story stands or stood at each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa

from feedsvc.models import Member
from feedsvc.store.among import among
from feedsvc.store.base import Base
from feedsvc.store.bulk import read_rows
from feedsvc.store.tables import members, stories


class Places(Base):
    """The Store's part about the places of topics."""

    def members(
        self, topic: str, *, after_seq: int = 0, upto_seq: int | None = None, newest: int | None = None
    ) -> list[Member]:
        """Places with after_seq < seq ≤ upto_seq in ascending order, also those whose story left.

        `newest` gives only that many of the last ones.
        """
        bounds = {"after": after_seq, "upto": EVERY_PLACE if upto_seq is None else upto_seq}
        if newest is None:
            return self._members(FROM_OLDEST, {"topic": topic, **bounds})
        return self._members(FROM_NEWEST, {"topic": topic, "most": newest, **bounds})

    def members_at(self, topic: str, places: Collection[int]) -> list[Member]:
        """These places in ascending order."""
        return self._members(AT_PLACES, {"topic": topic, "places": sorted(places)})

    def changed_members(self, topic: str, since_version: int) -> list[Member]:
        """Places touched by a later version than this, in ascending order."""
        return self._members(CHANGED, {"topic": topic, "since": since_version})

    def _members(self, query: sa.Select[Any], given: Mapping[str, Any]) -> list[Member]:
        with self._read() as tx:
            rows = read_rows(tx, query, given)
        return sorted(map(member_of, rows), key=lambda member: member.seq)


# Statements of every publication are made once: making one costs as much as running it.
MEMBERS = (
    sa.select(
        *(members.c[name] for name in ("seq", "changed", "gone")),
        *(stories.c[name] for name in ("id", "published", "updated", "withdrawn_at", "stamp")),
    )
    .join(stories, stories.c.number == members.c.story)
    .where(members.c.topic == sa.bindparam("topic"))
)
INSIDE = (members.c.seq > sa.bindparam("after")) & (members.c.seq <= sa.bindparam("upto"))
FROM_OLDEST = MEMBERS.where(INSIDE).order_by(members.c.seq)
FROM_NEWEST = (
    MEMBERS.where(INSIDE).order_by(members.c.seq.desc()).limit(sa.bindparam("most", type_=sa.Integer))
)
AT_PLACES = MEMBERS.where(among(members.c.seq, "places"))
CHANGED = MEMBERS.where(members.c.changed > sa.bindparam("since"))
EVERY_PLACE = 1 << 62
"""Beyond the last place of any topic."""


def member_of(row: Any) -> Member:
    """The member of a row."""
    return Member(
        seq=row.seq,
        story=row.id,
        published=row.published,
        updated=row.updated,
        changed=row.changed,
        left=row.gone or row.withdrawn_at is not None,
        withdrawn_at=row.withdrawn_at,
        stamp=row.stamp,
    )
