"""Children that wait for work, at most so many at one time, shared by any number of threads."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
import weakref

from feedsvc.errors import ExtractError
from feedsvc.extract.onechild import Child


class Idle:
    """A slot for each child that may be there; a thread without a slot waits for one."""

    def __init__(self, size: int, memory: int, deadline: float) -> None:
        self._size = max(size, 1)
        self._memory = memory
        self._deadline = deadline
        self._open_slots()

    def take(self, task: str, strategy: str) -> Child:
        """An idle child, else a fresh one that has loaded what this task and strategy need."""
        if self._closed.is_set():
            raise ExtractError("the extractor pool is closed")
        self._stay_own()
        child = self._slots.get()
        try:
            if child is None or not child.usable():
                if child is not None:
                    child.stop()
                child = Child(self._memory, self._deadline, task, strategy)
            child.get_ready()
        except BaseException:
            self._slots.put(None)
            raise
        return child

    def give_back(self, child: Child) -> None:
        """Leave the child to the next one who comes, or end it where it can do no more."""
        if self._closed.is_set():
            child.stop()
        self._slots.put(child if child.alive else None)

    def prepare(self, task: str, strategy: str) -> None:
        """Starts a child for a page that is on its way, where none is idle; nobody waits for it."""
        if self._closed.is_set():
            return
        self._stay_own()
        with contextlib.suppress(queue.Empty):
            child = self._slots.get_nowait()
            try:
                child = child or Child(self._memory, self._deadline, task, strategy)
            except OSError:  # whoever comes with the page will be told
                self._slots.put(None)
            else:
                self.give_back(child)

    def close(self) -> None:
        """Ends every child; one that is at work ends with its page."""
        self._closed.set()
        self._finalizer()

    def _open_slots(self) -> None:
        """Fresh slots that belong to this very process."""
        self._closed = threading.Event()
        self._slots: queue.LifoQueue[Child | None] = queue.LifoQueue()
        for _ in range(self._size):
            self._slots.put(None)
        self._owner = os.getpid()
        self._finalizer = weakref.finalize(self, _stop_all, self._slots, self._owner)

    def _stay_own(self) -> None:
        if self._owner != os.getpid():  # forked since: the children are the parent's
            self._open_slots()


def _stop_all(slots: queue.LifoQueue[Child | None], owner: int) -> None:
    if owner != os.getpid():
        return
    idle = []
    with contextlib.suppress(queue.Empty):
        while True:
            idle.append(slots.get_nowait())
    for child in idle:
        if child is not None:
            child.stop()
        slots.put(None)
