"""The one thread of a web process that looks whether something was published, or configured otherwise."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from feedsvc.telemetry import get_logger, log_event, safe
from feedsvc.web.shelf import Shelf

log = get_logger("web")
_FRESH = 0.9
_PAUSE = 0.45
"""Seconds: how old the last look may be before a request asks for another, and the thread's rhythm."""
_IDLE = 10.0
"""Seconds after the last request for which it goes on looking."""
_ASIDE = 1.0
"""Seconds between two looks at something else than the shelf, requests or not."""
_WAIT, _FIRST_WAIT = 0.25, 2.0
"""Seconds a request waits for a look; once the store is away nobody waits."""


class Keeper:
    """The thread that refreshes a shelf while requests come; started by the first request of a process.

    `aside` is what else it looks at, from then on and whether or not requests come.
    """

    def __init__(self, shelf: Shelf, aside: Callable[[], object] | None = None) -> None:
        self._shelf = shelf
        self._aside = aside
        self._aside_at = float("-inf")
        self._wake, self._done = threading.Event(), threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._asked = 0.0
        self._closing = False

    def fresh(self) -> None:
        """See to it that the shelf is at most a second old; waits a moment for the store, never for long."""
        self._asked = now = time.monotonic()
        if now - self._shelf.looked <= _FRESH:
            return
        self._done.clear()
        self._start()
        self._wake.set()
        if not self._shelf.away:
            first = self._shelf.looked == float("-inf")
            self._shelf.away = not self._done.wait(_FIRST_WAIT if first else _WAIT) or self._shelf.away

    def turns_to(self, shelf: Shelf) -> None:
        """Keep another shelf from now on."""
        self._shelf = shelf

    def close(self) -> None:
        """End the thread; the next request starts another."""
        thread, self._asked = self._thread, float("-inf")
        if thread and thread.is_alive():
            self._closing = True
            self._wake.set()
            thread.join(5)

    def _start(self) -> None:
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._closing = False
                self._thread = threading.Thread(target=self._run, name="feedsvc-keeper", daemon=True)
                self._thread.start()

    def _look(self) -> None:
        """One refresh; whatever goes wrong is written down and what is on the shelf stays."""
        try:
            self._shelf.refresh()
        except Exception as error:
            self._shelf.away = True
            log_event(log, "store", logging.ERROR, trace=error)

    def _look_aside(self) -> None:
        """Look at what else there is, once a second; what goes wrong with it is no matter of the shelf."""
        if self._aside is None or time.monotonic() - self._aside_at < _ASIDE:
            return
        try:
            self._aside()
        except Exception as error:
            log_event(log, "config", logging.ERROR, error=f"{type(error).__name__}: {safe(error)}")
        self._aside_at = time.monotonic()

    def _run(self) -> None:
        while not self._closing:
            self._look_aside()
            self._wake.wait(_ASIDE if self._aside else None)
            self._wake.clear()
            while time.monotonic() - self._asked < _IDLE and not self._closing:
                self._look()
                self._done.set()
                self._look_aside()
                self._wake.wait(_PAUSE)
                self._wake.clear()
