"""Operators are told that nothing can be written: a full disk, a read-only file, a database that is away.

    vigil.look()      # at every tidying

It is told by word alone, from memory: there is nowhere to note it down.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from feedsvc.errors import StoreError
from feedsvc.models import State, Transition
from feedsvc.schedule.alerts import Notifier, tell

PATIENCE = timedelta(minutes=1)
"""How long it lasts before anybody is told: a restart of the database is no news."""
DATABASE = "the database"


class Writable(Protocol):
    """The Store, as far as it can be asked whether it could be written."""

    def require_writable(self) -> None: ...


class Vigil:
    """Tells once that the database cannot be written, and once that it can be again."""

    def __init__(self, store: Writable, notifier: Notifier | None, clock: Callable[[], datetime]) -> None:
        self._store, self._notifier, self._clock = store, notifier, clock
        self._since: datetime | None = None
        self._told = False

    def look(self) -> None:
        """Ask the database, and tell what has changed; what was not delivered is told again."""
        reason, now = self._trouble(), self._clock()
        if reason is None:
            self._told = self._told and not self._tell(State.FAILING, State.OK, "it can be written again")
            self._since = None
            return
        self._since = since = min(self._since or now, now)
        if not self._told and now - since >= PATIENCE:
            self._told = self._tell(State.OK, State.FAILING, reason)

    def _trouble(self) -> str | None:
        try:
            self._store.require_writable()
        except StoreError as error:
            return str(error)
        return None

    def _tell(self, before: State, after: State, reason: str) -> bool:
        change = Transition(source=DATABASE, before=before, after=after, at=self._clock(), reason=reason)
        return tell(change, self._notifier)
