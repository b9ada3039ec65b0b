"""Whose turn it is at a host, among all processes."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from feedsvc.store.base import Base
from feedsvc.store.bulk import read_rows, write_rows
from feedsvc.store.inserts import own_insert
from feedsvc.store.tables import hosts

ASK_AGAIN = timedelta(milliseconds=250)


class Turns(Base):
    """The Store's part about turns at the hosts of sources."""

    def take_host(self, host: str, owner: str, now: datetime, lease: timedelta) -> datetime | None:
        """Take the turn at a host: None when it is ours, else when to ask again."""
        given = {"host": host, "owner": owner, "until": now + lease}
        with self._write(loose=True) as tx:
            if read_rows(tx, taking_host(tx.dialect.name), given | {"as_of": now}):
                return None
            row = tx.execute(sa.select(hosts.c.owner, hosts.c.until).where(hosts.c.host == host)).one()
        until: datetime = row.until
        # A lease is much longer than a request: its holder is asked again long before it ends.
        return until if row.owner is None else min(until, now + ASK_AGAIN)

    def release_host(self, host: str, owner: str, now: datetime, pause: timedelta) -> None:
        """End the turn; nobody has the next one before `pause` is over."""
        with self._write(loose=True) as tx:
            given = {"of_host": host, "of_owner": owner, "owner": None, "until": now + pause}
            write_rows(tx, RELEASE_HOST, [given])


RELEASE_HOST = hosts.update().where(
    (hosts.c.host == sa.bindparam("of_host")) & (hosts.c.owner == sa.bindparam("of_owner"))
)


@cache
def taking_host(engine: str) -> Any:
    """Takes the turn at a host that is free, or ours; gives a row where it did."""
    given: dict[str, Any] = {name: sa.bindparam(name) for name in ("host", "owner", "until")}
    insert = own_insert(engine)(hosts).values(given)
    taken = {"owner": insert.excluded.owner, "until": insert.excluded.until}
    free = (hosts.c.until <= sa.bindparam("as_of")) | (hosts.c.owner == insert.excluded.owner)
    take = insert.on_conflict_do_update(index_elements=["host"], set_=taken, where=free)
    return take.returning(hosts.c.host)
