"""Claimed sources are polled on threads of their own:

    tick → renew what is held → claim what is due → one thread a host → poll, poll … → claim more

Polls of one host follow each other on one thread, because fetching takes turns at a host anyway: a host
with many sources, or one that hangs, then holds one thread and delays nobody else.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from feedsvc.config import Config
from feedsvc.errors import StoreError
from feedsvc.models import Claim
from feedsvc.schedule.background import Beside, on_thread
from feedsvc.schedule.fairness import fair_share, open_to
from feedsvc.schedule.faults import log_fault
from feedsvc.schedule.hosts import host_of, hosts_of
from feedsvc.schedule.kinds import Kind, known_of, threads_of
from feedsvc.schedule.lines import Entry, Lines
from feedsvc.schedule.roles import Claims, Poller
from feedsvc.telemetry import get_logger, log_event, safe, worth_logging

log = get_logger("schedule")
MOST_WAITING = 500
"""Claims that may wait for their host's thread; each is renewed while it waits."""

ONE_FREE_IN = 8
"""One in so many threads is free before more is claimed: claiming for each alone was a sixth of a poll."""
LOOK_AGAIN = 1.0
"""Seconds between two looks at claims while the last polls finish."""


def lease_for(tick: timedelta) -> timedelta:
    """How long a claim lasts unrenewed: it survives three missed ticks, and is soon taken over."""
    return max(timedelta(seconds=20), 4 * tick)


class Threads:
    """Polls sources of one kind on threads of this process; at most `most` hosts at one time."""

    def __init__(
        self,
        store: Claims,
        poller: Poller,
        *,
        hosts: dict[str, str],
        owner: str,
        clock: Callable[[], datetime],
        lease: timedelta,
        most: int,
        known: Collection[str] | None = None,
        kind: Kind = Kind.PLAIN,
        beside: Beside = on_thread,
    ) -> None:
        self._store = store
        self._poller = poller
        self._hosts = hosts
        self._owner = owner
        self._clock = clock
        self._lease = lease
        self._most = most
        self._known = known
        self._kind = kind
        self._beside = beside
        self._lines = Lines()
        self._polling: dict[str, Poller] = {}
        self._full = False
        self._failures = 0
        self._lock = threading.Lock()
        self._filling = threading.Lock()
        self._wanted = False

    def turns_to(self, config: Config, poller: Poller) -> None:
        """Go on under another configuration; claims that wait for a source it lacks are given back."""
        known = known_of(config, self._kind)
        with self._lock:
            self._poller, self._known = poller, known
            self._hosts = hosts_of(config.sources)
            self._lease = lease_for(config.schedule.tick)
            self._most = threads_of(config, self._kind)
        self._release(self._lines.keep_only(known))

    def is_polling_with(self, poller: Poller) -> bool:
        """Whether any poll of this poller still runs."""
        with self._lock:
            return any(one is poller for one in self._polling.values())

    def tick(self) -> int:
        """Renew claims and start what is due; gives how many claims were taken."""
        self._renew()
        return self._fill()

    @property
    def running(self) -> int:
        """Hosts being polled now."""
        return self._lines.hosts

    # -- claims ----------------------------------------------------------------------------------------

    def _fill(self) -> int:
        """Claim until nothing is due or no thread is free.

        Whoever comes second while it runs goes away, and is served by another round: the one who runs
        may have looked before the other's host was done.
        """
        self._wanted, taken = True, 0
        while self._wanted and self._filling.acquire(blocking=False):
            try:
                self._wanted = False
                taken += sum(iter(self._claim_some, 0))
            finally:
                self._filling.release()
        return taken

    def _claim_some(self) -> int:
        waiting = self._lines.waiting()
        limit = self._room(waiting)
        if not limit:
            return 0
        known = open_to(self._known, self._hosts, waiting, MOST_WAITING)
        self._full = known is not self._known

        def choose(due: Sequence[str]) -> Sequence[str]:
            chosen = fair_share(due, self._hosts, waiting, limit, MOST_WAITING)
            self._full |= len(chosen) < len(due) or len(chosen) == limit
            return chosen

        claims = self._store.claim_due(
            self._owner, self._clock(), self._lease, limit, known=known, choose=choose
        )
        self._release([claim for claim in claims if not self._start(claim)])
        return len(claims)

    def _room(self, waiting: Mapping[str, int]) -> int:
        """How many claims may be taken in beside those that wait."""
        room = min(self._most - len(waiting), MOST_WAITING - sum(waiting.values()))
        self._full = room <= 0
        return 0 if self._lines.ended else max(0, room)

    def _start(self, claim: Claim) -> bool:
        """Poll it on its host's thread; False where nothing is started any more."""
        host = host_of(claim.source, self._hosts)
        entry = self._lines.take_in(claim, host)
        if entry is Entry.FIRST:
            self._beside(partial(self._work, host), f"poll {host}")
        return entry is not Entry.REFUSED

    def _renew(self) -> None:
        now = self._clock()
        for claim in self._lines.running_out(now, self._lease / 2):
            if self._store.renew(claim, now + self._lease):
                self._lines.renew(claim, now + self._lease)
            else:
                self._lines.drop(claim)

    # -- threads ---------------------------------------------------------------------------------------

    def _work(self, host: str) -> None:
        while claim := self._lines.next_of(host, self._clock):
            self._poll(claim)
        if self._full and self._has_room():
            self._refill()

    def _has_room(self) -> bool:
        """Whether so many threads are free that claiming is worth its transactions."""
        return self._most - self._lines.hosts >= self._most // ONE_FREE_IN

    def _poll(self, claim: Claim) -> None:
        """One poll, whose failure is its own affair."""
        with self._lock:
            poller = self._polling[claim.source] = self._poller
        try:
            poller.poll(claim.source, claim=claim)
            self._failures = 0
        except Exception as error:
            self._failures += 1
            if worth_logging(self._failures):
                log_fault(claim.source, error)
            # The claim runs out by itself: its source is tried again then, not at once and for ever.
        finally:
            self._lines.done_with(claim.source)
            with self._lock:
                self._polling.pop(claim.source, None)

    def _refill(self) -> None:
        try:
            self._fill()
        except StoreError as error:
            log_event(log, "tick", logging.WARNING, error=safe(error))

    # -- the end ---------------------------------------------------------------------------------------

    def stop(self, seconds: float) -> bool:
        """Start nothing more and wait for running polls; what is not finished then is given up whole."""
        self._release(self._lines.end())
        done = self._wait(seconds)
        self._release(self._lines.left())
        return done

    def _wait(self, seconds: float) -> bool:
        """Wait until no poll runs, and keep the claims of those that do: no tick renews them now."""
        end = time.monotonic() + seconds
        while True:
            if self._lines.are_over(min(seconds, LOOK_AGAIN)):
                return True
            seconds = end - time.monotonic()
            if seconds <= 0:
                return False
            with suppress(StoreError):
                self._renew()

    def _release(self, claims: Sequence[Claim]) -> None:
        for claim in claims:
            try:
                self._store.release(claim, self._clock())
            except StoreError:
                return  # the database is away: the claims run out by themselves
