"""One request at a time to a host, with a pause between two."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

from feedsvc.errors import FetchError
from feedsvc.process import owner_name, utc_now

PATIENCE = timedelta(seconds=60)
"""How long a turn is waited for before the fetch is given back with rule `busy`."""
LEASE = timedelta(seconds=60)
"""How long a turn across processes is held at most, should its holder die."""
MAX_HOSTS = 4096
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class HostGate(Protocol):
    """Gives out turns."""

    def turn(self, host: str, pause: timedelta) -> AbstractContextManager[None]:
        """Block until it is this caller's turn; `pause` passes before the next. Raises FetchError `busy`."""


class HostTurns(Protocol):
    """What the store keeps so that turns hold across processes."""

    def take_host(self, host: str, owner: str, now: datetime, lease: timedelta) -> datetime | None:
        """None when the turn is ours, else when to ask again."""

    def release_host(self, host: str, owner: str, now: datetime, pause: timedelta) -> None:
        """Give the turn back; the next may begin after `pause`."""


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    ready: datetime = LONG_AGO
    pause: timedelta = timedelta()


class LocalGate:
    """Turns among the threads of this process."""

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], object] = time.sleep,
        patience: timedelta = PATIENCE,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._patience = patience
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str, pause: timedelta) -> Iterator[None]:
        """Hold the host's lock, after the pause that the turn before asked for."""
        entry = self._entry(host)
        if not entry.lock.acquire(timeout=self._patience.total_seconds()):
            raise busy(host, self._patience)
        try:
            self._wait(host, entry)
            entry.pause = pause
            try:
                yield
            finally:
                entry.ready = self._clock() + pause
        finally:
            entry.lock.release()

    def _wait(self, host: str, entry: _Host) -> None:
        # Never longer than the pause itself: a clock set back must not stop a host for hours.
        wait = min(entry.ready - self._clock(), entry.pause)
        if wait > self._patience:
            raise busy(host, wait)
        if wait > timedelta():
            self._sleep(wait.total_seconds())

    def _entry(self, host: str) -> _Host:
        with self._lock:
            if len(self._hosts) >= MAX_HOSTS and host not in self._hosts:
                self._forget()
            return self._hosts.setdefault(host, _Host())

    def _forget(self) -> None:
        now = self._clock()
        self._hosts = {h: e for h, e in self._hosts.items() if e.lock.locked() or e.ready > now}


class StoreGate:
    """Turns among all processes that share the store; the threads of this one queue locally first."""

    def __init__(
        self,
        hosts: HostTurns,
        *,
        clock: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], object] = time.sleep,
        owner: str = "",
        lease: timedelta = LEASE,
        patience: timedelta = PATIENCE,
    ) -> None:
        self._hosts = hosts
        self._clock = clock
        self._sleep = sleep
        self._local = LocalGate(clock=clock, sleep=sleep, patience=patience)
        self._owner = owner or owner_name()
        self._lease = lease
        self._patience = patience

    @contextmanager
    def turn(self, host: str, pause: timedelta) -> Iterator[None]:
        """Hold the host's row in the store for the time of the request."""
        with self._local.turn(host, timedelta()):
            self._take(host)
            try:
                yield
            finally:
                self._hosts.release_host(host, self._owner, self._clock(), pause)

    def _take(self, host: str) -> None:
        waited = timedelta()
        while again := self._hosts.take_host(host, self._owner, self._clock(), self._lease):
            wait = max(again - self._clock(), timedelta(milliseconds=10))
            waited += wait
            if waited > self._patience:
                raise busy(host, wait)
            self._sleep(wait.total_seconds())


def busy(host: str, wait: timedelta) -> FetchError:
    """The error that gives a fetch back because its host is not free soon enough."""
    return FetchError(f"{host} is busy with other requests of ours", rule="busy", retry_after=wait)
