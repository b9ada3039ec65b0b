"""Which times are given already: a story's time is to be its own (decide.times)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from feedsvc.store.base import Base
from feedsvc.store.bulk import read_rows
from feedsvc.store.tables import stories
from feedsvc.store.values import EPOCH, MICROSECOND, compact

MINUTE = timedelta(minutes=1)


class Taken(Base):
    """The Store's part about times that are given."""

    def taken_times(self, minutes: Collection[datetime]) -> set[datetime]:
        """The `updated` times already given inside these minutes (each named by its first moment)."""
        starts = [(minute - EPOCH) // MICROSECOND for minute in sorted(minutes)]
        query = TAKEN_SQLITE if self.on_sqlite else TAKEN_POSTGRES
        with self._read() as tx:
            given = {"starts": compact(starts) if self.on_sqlite else starts}
            return {moment for (moment,) in read_rows(tx, query, given)}


def taken_inside(starts: sa.TableValuedAlias) -> sa.Select[tuple[datetime]]:
    """The times of edits that are given inside the minutes that begin so."""
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
