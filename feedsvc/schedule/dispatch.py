"""Claimed sources are polled on threads of their own:

    tick → renew what is held → claim what is due → one thread a host → poll, poll … → claim more

Polls of one host follow each other on one thread, because fetching takes turns at a host anyway: a host
with many sources, or one that hangs, then holds one thread and delays nobody else.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
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
        self._queues: dict[str, deque[Claim]] = {}
        self._held: dict[str, Claim] = {}
        self._polling: dict[str, Poller] = {}
        self._full = False
        self._stopping = False
        self._failures = 0
        self._lock = threading.Lock()
        self._filling = threading.Lock()
        self._wanted = False
        self._idle = threading.Condition(self._lock)

    def turns_to(self, config: Config, poller: Poller) -> None:
        """Go on under another configuration; claims that wait for a source it lacks are given back."""
        known = known_of(config, self._kind)
        with self._lock:
            self._poller, self._known = poller, known
            self._hosts = hosts_of(config.sources)
            self._lease = lease_for(config.schedule.tick)
            self._most = threads_of(config, self._kind)
            unknown = [
                claim for queue in self._queues.values() for claim in queue if claim.source not in known
            ]
            for claim in unknown:
                # A host's thread passes over a claim that is not held.
                self._held.pop(claim.source, None)
        self._release(unknown)

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
        return len(self._queues)

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
        limit = self._room()
        if not limit:
            return 0
        waiting = self._waiting()
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

    def _room(self) -> int:
        with self._lock:
            waiting = sum(map(len, self._queues.values()))
            room = min(self._most - len(self._queues), MOST_WAITING - waiting)
            self._full = room <= 0
            return 0 if self._stopping else max(0, room)

    def _waiting(self) -> dict[str, int]:
        with self._lock:
            return {host: len(queue) for host, queue in self._queues.items()}

    def _start(self, claim: Claim) -> bool:
        """Poll it on its host's thread; False where nothing is started any more."""
        host = host_of(claim.source, self._hosts)
        with self._lock:
            if self._stopping:
                return False
            self._held[claim.source] = claim
            if host in self._queues:
                self._queues[host].append(claim)
                return True
            self._queues[host] = deque([claim])
        self._beside(partial(self._work, host), f"poll {host}")
        return True

    def _renew(self) -> None:
        now = self._clock()
        with self._lock:
            held = [c for c in self._held.values() if c.until - now < self._lease / 2]
        for claim in held:
            if self._store.renew(claim, now + self._lease):
                self._replace(claim, now + self._lease)
            else:
                self._drop(claim)

    def _replace(self, claim: Claim, until: datetime) -> None:
        with self._lock:
            if self._held.get(claim.source) is claim:
                self._held[claim.source] = Claim(
                    source=claim.source, owner=claim.owner, epoch=claim.epoch, until=until
                )

    def _drop(self, claim: Claim) -> None:
        with self._lock:
            if self._held.get(claim.source) is claim:
                del self._held[claim.source]

    # -- threads ---------------------------------------------------------------------------------------

    def _work(self, host: str) -> None:
        while claim := self._next(host):
            self._poll(claim)
        if self._full and self._has_room():
            self._refill()

    def _has_room(self) -> bool:
        """Whether so many threads are free that claiming is worth its transactions."""
        with self._lock:
            return self._most - len(self._queues) >= self._most // ONE_FREE_IN

    def _next(self, host: str) -> Claim | None:
        """The host's next claim that is still ours; None ends its thread."""
        with self._lock:
            while self._queues[host]:
                source = self._queues[host].popleft().source
                claim = self._held.get(source)
                if claim and claim.until > self._clock():
                    return claim
                # What ran out is let go: renewed for ever, nobody would poll it again (issue 10).
                self._held.pop(source, None)
            del self._queues[host]
            self._idle.notify_all()
            return None

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
            with self._lock:
                self._held.pop(claim.source, None)
                self._polling.pop(claim.source, None)

    def _refill(self) -> None:
        try:
            self._fill()
        except StoreError as error:
            log_event(log, "tick", logging.WARNING, error=safe(error))

    # -- the end ---------------------------------------------------------------------------------------

    def stop(self, seconds: float) -> bool:
        """Start nothing more and wait for running polls; what is not finished then is given up whole."""
        with self._lock:
            self._stopping = True
            waiting = [claim for queue in self._queues.values() for claim in queue]
            for queue in self._queues.values():
                queue.clear()
            for claim in waiting:
                self._held.pop(claim.source, None)
        self._release(waiting)
        done = self._wait(seconds)
        with self._lock:
            left = list(self._held.values())
        self._release(left)
        return done

    def _wait(self, seconds: float) -> bool:
        """Wait until no poll runs, and keep the claims of those that do: no tick renews them now."""
        end = time.monotonic() + seconds
        while True:
            with self._idle:
                if self._idle.wait_for(lambda: not self._queues, min(seconds, LOOK_AGAIN)):
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
