"""One poll is written in one transaction, fenced by its claim:

    source row ──► stories, keys, sightings, revisions ──► topics' members ──► hold, snapshot, history

When nothing is new, nothing but the source row is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from feedsvc.errors import ClaimLost
from feedsvc.store.bulk import read_rows, write_rows
from feedsvc.store.changes import write_changes
from feedsvc.store.claims import HELD, OURS, of_claim
from feedsvc.store.configured import DISABLED
from feedsvc.store.holds import Holds
from feedsvc.store.pastpolls import poll_of, write_line
from feedsvc.store.rows import state_row
from feedsvc.store.sighted import count_fresh
from feedsvc.store.tables import polls, sources
from feedsvc.store.transitions import keep_transition

if TYPE_CHECKING:
    from feedsvc.models import Poll, PollRecord


class Polls(Holds):
    """The Store's part that writes polls."""

    def record_poll(self, record: PollRecord) -> frozenset[str]:
        """Write everything one poll brought and end its claim; gives the slugs of the topics it touched.

        Raises ClaimLost when the claim has passed to somebody else, KeyTaken when another poll wrote
        one of the same stories first; nothing is written then, and on KeyTaken the claim still stands.
        """
        with self._write() as tx:
            fresh = count_fresh(tx, record)
            write_source(tx, record, fresh)
            touched = write_changes(tx, record) if record.changes or record.joins else frozenset()
            self._write_aside(tx, record)
        return touched

    def polls(self, source: str, limit: int = 50, offset: int = 0) -> list[Poll]:
        """The latest attempts that brought something or failed, newest first, without the first `offset`."""
        mine = sa.select(polls).where(polls.c.source == source).order_by(polls.c.number.desc())
        query = mine.limit(limit).offset(offset)
        with self._read() as tx:
            rows = tx.execute(query).mappings().all()
        return [poll_of(row) for row in rows]

    def _write_aside(self, tx: sa.Connection, record: PollRecord) -> None:
        source = record.claim.source
        if record.hold:
            self._put_hold(tx, record.hold)
        elif record.clear_hold:
            self._clear_hold(tx, source)
        if record.snapshot:
            self._keep_snapshot(tx, record.snapshot)
        if record.transition:
            keep_transition(tx, record.transition)
        if not record.outcome.quiet:  # those leave no line; the source row counts them
            write_line(tx, record)


COLUMNS = [sources.c[name] for name in ("outcomes", "stories", "config_digest", "enabled")]
COUNTERS = sa.select(*COLUMNS).where(OURS).with_for_update()


def write_source(tx: sa.Connection, record: PollRecord, fresh: int) -> None:
    """State and counters of the source; its row is the fence for all that follows."""
    claim = of_claim(record.claim)
    row = next(iter(read_rows(tx, COUNTERS, claim)), None)
    if row is None:
        raise ClaimLost(f"{record.claim.source}: somebody else polls it now")
    outcomes = {**row.outcomes, record.outcome.value: row.outcomes.get(record.outcome.value, 0) + 1}
    state = state_row(record.state) | changed_meanwhile(record, row)
    values = state | {"outcomes": outcomes, "stories": row.stories + fresh}
    write_rows(tx, HELD, [claim | values | {"claim_owner": None, "claim_until": None}])


def changed_meanwhile(record: PollRecord, row: Any) -> dict[str, Any]:
    """What a source is whose file was changed or taken out while it was polled under the old one."""
    if not row.enabled:
        return {"state": DISABLED}
    if record.file is None or record.file == row.config_digest:
        return {}
    due = {"next_poll": record.finished, "etag": None, "last_modified": None, "page_digest": None}
    return due | {"full_fetch_at": None}
