"""How often a client may ask: token buckets, which fill while it waits. Pure but for the clock."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from feedsvc.config.amounts import Rate
from feedsvc.recent import Recent


class Buckets:
    """Token buckets by client, at most `most` of them: the one unused longest is forgotten first."""

    def __init__(
        self, rate: Rate, *, most: int = 20_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._size = float(rate.requests)
        self._per_second = rate.requests / rate.seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: Recent[tuple[float, float]] = Recent(most)

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, client: str) -> int:
        """Take one token; 0, or the seconds after which there will be one."""
        now = self._clock()
        with self._lock:
            tokens = self._tokens(client, now)
            wait = self._wait(tokens)
            self._buckets.keep(client, (tokens - 1 if wait == 0 else tokens, now))
        return wait

    def wait(self, client: str) -> int:
        """The seconds after which there will be a token; 0 where there is one, which stays."""
        with self._lock:
            return self._wait(self._tokens(client, self._clock()))

    def _tokens(self, client: str, now: float) -> float:
        tokens, since = self._buckets.get(client) or (self._size, now)
        return min(self._size, tokens + (now - since) * self._per_second)

    def _wait(self, tokens: float) -> int:
        return 0 if tokens >= 1 else int((1 - tokens) / self._per_second) + 1
