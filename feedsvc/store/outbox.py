"""The outbox: what hubs must be told of, until they have taken it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa

from feedsvc.models import Ping
from feedsvc.store.base import Base
from feedsvc.store.tables import pings

PING_LEASE = timedelta(minutes=1)
"""How long a ping that was handed out is left to its sender."""
VISIBLE = timedelta(seconds=3)
"""Until every web process, and a cache of one second before it, serves new bytes: hubs fetch at once."""


class Outbox(Base):
    """The Store's part about hub pings."""

    def due_pings(self, now: datetime, limit: int = 20) -> list[Ping]:
        """Pings to send now, longest due first; for a minute nobody else is given them."""
        due = sa.select(pings).where(pings.c.next_try <= now).order_by(pings.c.next_try, pings.c.number)
        with self._read() as tx:
            if tx.execute(due.limit(1)).first() is None:
                return []
        with self._write() as tx:
            rows = tx.execute(due.limit(limit).with_for_update(skip_locked=True)).all()
            which = pings.c.number.in_([row.number for row in rows])
            tx.execute(pings.update().where(which).values(next_try=now + PING_LEASE))
        return [Ping(id=r.number, hub=r.hub, topic_url=r.url, attempts=r.attempts) for r in rows]

    def next_ping(self) -> datetime | None:
        """When the next ping is to be sent; None where none waits."""
        with self._read() as tx:
            moment: datetime | None = tx.scalar(sa.select(sa.func.min(pings.c.next_try)))
        return moment

    def ping_done(self, id: int) -> None:
        """The hub took it."""
        with self._write() as tx:
            tx.execute(pings.delete().where(pings.c.number == id))

    def ping_failed(self, id: int, retry_at: datetime | None) -> None:
        """The hub did not take it: try again then, or give it up."""
        if retry_at is None:
            return self.ping_done(id)
        values = {"attempts": pings.c.attempts + 1, "next_try": retry_at}
        with self._write() as tx:
            tx.execute(pings.update().where(pings.c.number == id).values(values))


def queue_pings(tx: sa.Connection, wanted: Collection[tuple[str, str, str]], now: datetime) -> None:
    """One ping per hub and feed: a newer change takes the place, and the number, of one that waits."""
    for _path, url, hub in wanted:
        tx.execute(pings.delete().where((pings.c.hub == hub) & (pings.c.url == url)))
        tx.execute(pings.insert().values(hub=hub, url=url, attempts=0, next_try=now + VISIBLE))
