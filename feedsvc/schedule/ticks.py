"""One job, every few seconds: look for due sources, and mend what a crash left unfinished.

The due times live in SQL; APScheduler only says when to look. Its defaults drop work (a misfire grace of
one second) and its interval follows the wall clock, so the grace is off and `nudge` watches it by the
monotonic clock: a clock set back by an hour would stop the ticks for an hour.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, timedelta
from functools import partial

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from feedsvc.process import utc_now
from feedsvc.schedule.background import Beside, on_thread
from feedsvc.telemetry import get_logger, log_event, safe, worth_logging

log = get_logger("schedule")
JOB = "tick"
LOOK = 1.0
"""Seconds between two looks at the configuration, however rarely it ticks."""


class Ticker:
    """Calls `tick` every interval, and `housekeep` beside it, never two of one kind at once.

    Between them it looks, every second, whether anything about this has changed.

    Each runs on a daemon thread of its own: a hub that does not answer must not hold up the ticks, and a
    database that does not answer must not hold up the end of the process.
    """

    def __init__(
        self,
        tick: Callable[[], object],
        housekeep: Callable[[], object],
        *,
        every: timedelta,
        look: Callable[[], object] = lambda: None,
        monotonic: Callable[[], float] = time.monotonic,
        beside: Beside = on_thread,
    ) -> None:
        self._beside = beside
        self._calls = {"tick": tick, "housekeep": housekeep, "look": look}
        self._running = {name: threading.Lock() for name in self._calls}
        self._failures = dict.fromkeys(self._calls, 0)
        self._every = every
        self._monotonic = monotonic
        self._last = monotonic()
        self._looked = self._last
        self._stopped = False
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        """Tick at once, then every interval."""
        # Its own log speaks of every skipped run; what matters is logged here.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._last = self._monotonic()
        self._scheduler.add_job(
            self.tick,
            "interval",
            seconds=self._every.total_seconds(),
            id=JOB,
            next_run_time=utc_now(),
        )
        self._scheduler.start()

    def tick(self) -> None:
        """Begin one tick; whatever it raises is logged and the next one comes on time."""
        self._last = self._monotonic()
        for name in ("tick", "housekeep"):
            self._begin(name)

    def look(self) -> None:
        """Begin a look where the last one is a second ago; for a loop that comes by often."""
        now = self._monotonic()
        if now - self._looked >= LOOK and not self._stopped:
            self._looked = now
            self._begin("look")

    def turns_to(self, housekeep: Callable[[], object], every: timedelta) -> None:
        """Go on with another housekeeping and interval, with a tick at once."""
        self._calls["housekeep"] = housekeep
        if every != self._every and not self._stopped:
            self._every = every
            self._scheduler.reschedule_job(JOB, trigger="interval", seconds=every.total_seconds())
        self.tick()

    def nudge(self) -> bool:
        """Tick now where the job is overdue by the monotonic clock; True when it was."""
        if self._monotonic() - self._last < 2 * self._every.total_seconds() + 1:
            return False
        log_event(log, "tick", logging.WARNING, overdue=True)
        self.tick()
        self._scheduler.modify_job(JOB, next_run_time=utc_now() + self._every)
        return True

    def stop(self) -> None:
        """No further ticks; one that is running is not waited for."""
        self._stopped = True
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _begin(self, name: str) -> None:
        self._beside(partial(self._once, name), name)

    def _once(self, name: str) -> None:
        """Make one of the calls, unless its last one is still running."""
        if self._running[name].acquire(blocking=False):
            try:
                self._call(name)
            finally:
                self._running[name].release()

    def _call(self, name: str) -> None:
        try:
            self._calls[name]()
            self._failures[name] = 0
        except Exception as error:
            self._failures[name] += 1
            if worth_logging(self._failures[name]) and not self._stopped:
                text = f"{type(error).__name__}: {safe(error)}"
                log_event(log, "tick", logging.ERROR, part=name, failures=self._failures[name], error=text)
