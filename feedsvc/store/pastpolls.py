"""The lines of a source's history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from feedsvc.models import Outcome, Poll
from feedsvc.store.bulk import write_rows
from feedsvc.store.tables import polls

if TYPE_CHECKING:
    from feedsvc.models import PollRecord

MOST_POLLS = 200
"""Lines of history kept of each source."""


def poll_of(row: sa.RowMapping) -> Poll:
    """A line of a source's history."""
    values = {name: value for name, value in row.items() if name != "number"}
    return Poll(**values | {"outcome": Outcome(row["outcome"])})


def write_line(tx: sa.Connection, record: PollRecord) -> None:
    """Add a poll to those that have been, of which the oldest goes."""
    source, changes = record.claim.source, record.changes
    line = {
        "source": source,
        "started": record.started,
        "finished": record.finished,
        "outcome": record.outcome.value,
        "new": len(changes.new),
        "edited": len(changes.edits),
        "withdrawn": len(changes.withdrawn),
        "error": record.state.error,
    }
    write_rows(tx, INSERT_LINE, [line])
    write_rows(tx, FORGET_OLDEST, [{"of": source, "most": MOST_POLLS}])


INSERT_LINE = polls.insert().inline()
OF_SOURCE = polls.c.source == sa.bindparam("of")
MOST = sa.bindparam("most", type_=sa.Integer)
OLDEST = sa.select(polls.c.number).where(OF_SOURCE).order_by(polls.c.number.desc()).offset(MOST).limit(1)
FORGET_OLDEST = polls.delete().where(OF_SOURCE & (polls.c.number <= OLDEST.scalar_subquery()))
