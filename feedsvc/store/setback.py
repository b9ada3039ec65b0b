"""What a clock that was ahead has planned holds nothing up once it is set back."""

from __future__ import annotations

from datetime import datetime, timedelta

from feedsvc.store.base import Base
from feedsvc.store.tables import hosts, pings, sources

AHEAD = timedelta(minutes=5)
"""By so much the clocks of machines that share a database may differ."""


class Clocks(Base):
    """The Store's part about a clock that was wrong."""

    def clock_set_back(self, now: datetime) -> None:
        """What was polled in what is now the future is due at once; nobody waits for times set by that clock.

        Only to be called once for each such step: where clocks differ, the one behind would see it for ever.
        """
        late = now + AHEAD
        with self._write() as tx:
            planned = (sources.c.last_poll > late) & (sources.c.next_poll > now)
            tx.execute(sources.update().where(planned).values(next_poll=now))
            tx.execute(sources.update().where(sources.c.claim_until > late).values(claim_until=late))
            tx.execute(hosts.update().where(hosts.c.until > late).values(until=late))
            tx.execute(pings.update().where(pings.c.next_try > now).values(next_try=now))
