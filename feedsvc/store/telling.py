"""Who tells operators of a change of state: the right to do so is leased, so that a crash loses no alert.

What was begun and never noted as told is told again when the lease is over: twice is a nuisance, lost is a
loss. Leases are counters, so that processes of version 0.1 go on beside: they tell what they find untold.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from feedsvc.models import Transition
from feedsvc.store.base import Base
from feedsvc.store.inserts import upsert
from feedsvc.store.tables import counters, transitions
from feedsvc.store.transitions import transition_of
from feedsvc.store.values import microseconds_of

TELLING = "telling "
"""Before the number of a transition, whose counter is the time until which somebody is telling it."""
LEASE = timedelta(minutes=2)
"""How long an alert that was begun is left to its teller; every channel is to answer within that."""


class Telling(Base):
    """The Store's part about alerts that are to be told."""

    def untold_transitions(self, limit: int = 20) -> list[tuple[int, Transition]]:
        """Changes of state that nobody was alerted of yet, oldest first, each with its number."""
        query = sa.select(transitions).where(transitions.c.told_at.is_(None))
        with self._read() as tx:
            rows = tx.execute(query.order_by(transitions.c.number).limit(limit)).mappings().all()
        return [(row["number"], transition_of(row)) for row in rows]

    def begin_telling(self, number: int, now: datetime) -> bool:
        """Leave the alert of it to whoever asks; False where it was told, or is left to another process."""
        which = (transitions.c.number == number) & transitions.c.told_at.is_(None)
        with self._write() as tx:
            untold = tx.scalar(sa.select(transitions.c.number).where(which).with_for_update())
            if untold is None or is_left(tx, number, now):
                return False
            upsert(tx, counters, [{"name": f"{TELLING}{number}", "value": microseconds_of(now + LEASE)}])
            return True

    def transition_told(self, number: int, now: datetime) -> None:
        """Note that operators were alerted of it."""
        with self._write() as tx:
            tx.execute(transitions.update().where(transitions.c.number == number).values(told_at=now))
            lapsed = counters.c.name.startswith(TELLING) & (counters.c.value < microseconds_of(now))
            tx.execute(sa.delete(counters).where((counters.c.name == f"{TELLING}{number}") | lapsed))

    def transition_untold(self, number: int) -> None:
        """Note that the alert of it was not delivered, so that it is tried again."""
        with self._write() as tx:
            tx.execute(sa.delete(counters).where(counters.c.name == f"{TELLING}{number}"))


def is_left(tx: sa.Connection, number: int, now: datetime) -> bool:
    """Whether somebody is telling it; a lease that a clock ahead of ours has given is none."""
    given = tx.scalar(sa.select(counters.c.value).where(counters.c.name == f"{TELLING}{number}"))
    return given is not None and (microseconds_of(now) or 0) < given <= (microseconds_of(now + LEASE) or 0)
