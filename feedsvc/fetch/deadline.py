"""One deadline over everything that a fetch does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from feedsvc.errors import FetchError


class Deadline:
    """Counts down from `timeout`; robots, redirects, DNS and body share it."""

    def __init__(self, timeout: timedelta, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._timeout = timeout.total_seconds()
        self._end = monotonic() + self._timeout

    def remaining(self) -> float:
        """Seconds left, more than 0; raises FetchError `timeout` when none are."""
        left = self._end - self._monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def within(self, timeout: timedelta) -> Deadline:
        """One that passes after `timeout`, or with this one where that is sooner; raises FetchError."""
        return Deadline(min(timeout, timedelta(seconds=self.remaining())), self._monotonic)

    def passed(self) -> FetchError:
        """The error that says the deadline has passed."""
        return FetchError(f"no complete answer within {self._timeout:g} s", rule="timeout")

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Waiting for one's turn at a host is politeness, not slowness: it does not count."""
        started = self._monotonic()
        try:
            yield
        finally:
            self._end += self._monotonic() - started
