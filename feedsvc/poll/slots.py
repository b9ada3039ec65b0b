"""How many polls have a page in hand at one time; those that wait for the network hold next to nothing.

fetch → take → read, decide, record, publish → end
                 └ asks for another page: aside, others go on meanwhile
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar, cast

Work = TypeVar("Work", bound=Callable[..., Any])
MOST = 6 + (os.cpu_count() or 1)
"""Pages in hand: one for each extracting child, and some that are decided on, written and published."""


class Slots:
    """So many threads at most have taken a slot; each has one or none."""

    def __init__(self, most: int = MOST) -> None:
        self._free = threading.Semaphore(most)
        self._own = threading.local()

    @property
    def _has(self) -> bool:
        return getattr(self._own, "has", False)

    def take(self) -> None:
        """Wait for a slot, unless this thread has one."""
        if not self._has:
            self._free.acquire()
            self._own.has = True

    def free(self) -> None:
        """Give this thread's slot back, if it has one."""
        if self._has:
            self._own.has = False
            self._free.release()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Leave this thread's slot to others while the block waits for something."""
        had = self._has
        self.free()
        try:
            yield
        finally:
            if had:
                self.take()


def frees(work: Work) -> Work:
    """A method at whose end, whatever it comes to, its thread holds none of the object's `slots`."""

    @wraps(work)
    def done(self: Any, *args: Any, **given: Any) -> Any:
        try:
            return work(self, *args, **given)
        finally:
            self.slots.free()

    return cast("Work", done)
