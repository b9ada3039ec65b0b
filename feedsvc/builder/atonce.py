"""So many at once among all workers of a machine: locks on files, which end with their process."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from feedsvc.builder.drawer import make_private
from feedsvc.errors import FeedsvcError

PAUSE = 0.05
"""Seconds between two looks whether a turn has come free."""


class Busy(FeedsvcError):
    """No turn came free in time."""


class Turns:
    """As many turns as are given, below a folder that all workers share; others of it have another name."""

    def __init__(
        self,
        folder: Path,
        most: int,
        name: str = "turn",
        *,
        sleep: Callable[[float], object] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder, self._most, self._name = folder, most, name
        self._sleep, self._monotonic = sleep, monotonic

    @contextmanager
    def turn(self, patience: float) -> Iterator[bool]:
        """One of the turns for the block: False where none came free within so many seconds."""
        lock, end = self._taken(), self._monotonic() + patience
        while lock is None and self._monotonic() < end:
            self._sleep(PAUSE)
            lock = self._taken()
        try:
            yield lock is not None
        finally:
            if lock is not None:
                os.close(lock)

    def _taken(self) -> int | None:
        """The open lock of a free turn; None where there is none."""
        folder = make_private(self._folder)
        for number in range(self._most):
            lock = os.open(folder / f"{self._name}-{number}", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(lock)
            else:
                return lock
        return None
