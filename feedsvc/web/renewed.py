"""What costs much to read of a large installation, kept for a moment and read anew beside the requests.

sources = Renewed(read)       sources() → what was read a second ago; the next one is being read meanwhile
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from feedsvc.errors import StoreError

FRESH = 1.0
"""Seconds until what was read is read again, beside who asks."""
OLDEST = 5.0
"""Seconds after which who asks waits for what is read."""
T = TypeVar("T")


class Renewed(Generic[T]):
    """One value: nobody waits for it while it is asked for often."""

    def __init__(self, read: Callable[[], T], *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._read, self._monotonic = read, monotonic
        self._kept: tuple[float, T] | None = None
        self._reading = threading.Lock()

    def __call__(self) -> T:
        """The value, at most five seconds old; raises StoreError where none that young can be had."""
        kept, now = self._kept, self._monotonic()
        if kept is None or now - kept[0] > OLDEST:
            return self._renew()
        if now - kept[0] > FRESH and self._reading.acquire(blocking=False):
            threading.Thread(target=self._renew_aside, name="feedsvc-renew", daemon=True).start()
        return kept[1]

    def _renew(self) -> T:
        value = self._read()
        self._kept = (self._monotonic(), value)
        return value

    def _renew_aside(self) -> None:
        try:
            with suppress(StoreError):
                self._renew()
        finally:
            self._reading.release()
