"""What processes that share a database leave for each other: a port, a request, ended sessions, trouble."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feedsvc.models import CONFIGURATION, State, Transition
from feedsvc.store.base import Base
from feedsvc.store.engine import take_turns
from feedsvc.store.inserts import insert_for, upsert
from feedsvc.store.tables import counters, transitions
from feedsvc.store.transitions import keep_transition

MOST_TOLD = 20
"""Mistakes of a configuration that are told to operators at most."""


SIGNED_OUT = "signed out "
"""Before the name of a session that has ended, whose number is the minute until which that matters."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What was left: the local port served at, the last reload asked for, and the last one answered."""

    port: int | None = None
    asked: int = 0
    answered: int = 0


class Notices(Base):
    """The Store's part by which processes tell each other of configuration and sessions."""

    def marks(self) -> Marks:
        """What other processes left; one look-up."""
        wanted = {"port": "port", "reload asked": "asked", "reload answered": "answered"}
        with self._read() as tx:
            query = sa.select(counters.c.name, counters.c.value)
            found = tx.execute(query.where(counters.c.name.in_(list(wanted)))).all()
        return Marks(**{wanted[name]: value for name, value in found})

    def ask_reload(self) -> int:
        """Ask running processes to read their configuration; gives the number of the request."""
        change = {"value": counters.c.value + 1}
        with self._write() as tx:
            insert = insert_for(tx, counters).values(name="reload asked", value=1)
            asked = insert.on_conflict_do_update(index_elements=["name"], set_=change)
            number: int = tx.scalar(asked.returning(counters.c.value))
        return number

    def answer_reload(self, number: int) -> None:
        """Note that a running process has done so since this request."""
        with self._write() as tx:
            upsert(tx, counters, [{"name": "reload answered", "value": number}])

    # -- sessions --------------------------------------------------------------------------------------

    def note_signed_out(self, session: str, until: datetime, now: datetime) -> None:
        """Tell every process that this session has ended; forgotten once it would have ended by itself."""
        old = counters.c.name.startswith(SIGNED_OUT) & (counters.c.value < minute_of(now))
        with self._write() as tx:
            tx.execute(sa.delete(counters).where(old))
            upsert(tx, counters, [{"name": SIGNED_OUT + session, "value": minute_of(until) + 1}])

    def is_signed_out(self, session: str) -> bool:
        """Whether the session has been ended by any process."""
        with self._read() as tx:
            query = sa.select(counters.c.value).where(counters.c.name == SIGNED_OUT + session)
            return tx.scalar(query) is not None

    # -- trouble ---------------------------------------------------------------------------------------

    def config_trouble(self) -> tuple[str, ...]:
        """The mistakes for which a running process refused the configuration, one line each."""
        with self._read() as tx:
            last = last_of_configuration(tx)
        return tuple(last.reason.split("\n")) if last and last.after == State.FAILING.value else ()

    def note_config(self, problems: Sequence[str], now: datetime) -> None:
        """Tell operators of mistakes, or that there are none any more: once for each change."""
        after = State.FAILING if problems else State.OK
        reason = "\n".join(problems[:MOST_TOLD]) or "every mistake in the configuration is mended"
        with self._write() as tx:
            take_turns(tx, "configuration")
            last = last_of_configuration(tx)
            before = State(last.after) if last else State.OK
            if before is after and (last is None or not problems or last.reason == reason):
                return
            change = Transition(source=CONFIGURATION, before=before, after=after, at=now, reason=reason)
            keep_transition(tx, change)


def minute_of(moment: datetime) -> int:
    """Minutes since 1970."""
    return int(moment.timestamp() // 60)


def last_of_configuration(tx: sa.Connection) -> Any:
    """The last change of state of the configuration, with its reason; None without one."""
    query = sa.select(transitions.c.after, transitions.c.reason)
    ours = query.where(transitions.c.source == CONFIGURATION)
    return tx.execute(ours.order_by(transitions.c.number.desc()).limit(1)).first()
