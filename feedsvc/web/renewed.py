"""What costs much to read of a large installation, kept for a moment and read anew beside the requests.

sources = Renewed(read)       sources() → what was read a second ago; the next one is being read meanwhile
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

FRESH = 1.0
"""Seconds until what was read is read again, beside who asks."""
OLDEST = 5.0
"""Seconds after which who asks waits for what is read."""
T = TypeVar("T")


class Renewed(Generic[T]):
    """One value: nobody waits for it while it is asked for often, and one reads it for all who wait."""

    def __init__(self, read: Callable[[], T], *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._read, self._monotonic = read, monotonic
        self._kept: tuple[float, T] | None = None
        self._lock = threading.Lock()
        self._reading: Future[T] | None = None

    def __call__(self) -> T:
        """The value, at most five seconds old; raises StoreError where none that young can be had."""
        with self._lock:
            kept, now = self._kept, self._monotonic()
            if kept is not None and now - kept[0] <= FRESH:
                return kept[1]
            ours = self._reading is None
            reading = self._reading = self._reading or Future()
        if kept is not None and now - kept[0] <= OLDEST:
            if ours:
                self._finish_aside(reading)
            return kept[1]
        if ours:
            self._finish(reading)
        return reading.result()

    def _finish_aside(self, reading: Future[T]) -> None:
        try:
            threading.Thread(target=self._finish, args=(reading,), name="feedsvc-renew", daemon=True).start()
        except RuntimeError:  # no thread is to be had, and those who come later wait for this reading
            self._finish(reading)

    def _finish(self, reading: Future[T]) -> None:
        """Read, and tell all who wait what was read, or why nothing was."""
        try:
            value = self._read()
        except BaseException as error:
            self._end(self._kept)
            reading.set_exception(error)
        else:
            self._end((self._monotonic(), value))
            reading.set_result(value)

    def _end(self, kept: tuple[float, T] | None) -> None:
        with self._lock:
            self._kept, self._reading = kept, None
