"""Reading the store with a deadline, so that a frozen database never freezes a web process.

    reads(store.topic_states)   → its answer, or StoreUnavailable within two seconds

A black-holed query outlives every time-out that a server or kernel offers, so the wait is bounded here:
the call runs in a daemon thread, and a thread that does not come back is given up and replaced.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from typing import Any, ParamSpec, TypeVar

from feedsvc.errors import StoreUnavailable

P = ParamSpec("P")
T = TypeVar("T")


class _Job:
    """One call on its way through a reading thread."""

    __slots__ = ("call", "future", "state")

    def __init__(self, call: Callable[[], Any]) -> None:
        self.call = call
        self.future: Future[Any] = Future()
        self.state = "running"

    def run(self) -> Callable[[], None]:
        """Make the call; gives what will hand its outcome over."""
        try:
            answer = self.call()
        except BaseException as error:
            return lambda error=error: self.future.set_exception(error)  # type: ignore[misc]
        return lambda: self.future.set_result(answer)


class Reads:
    """Calls into the store, each answered or refused within `deadline` seconds.

    After a call that was not answered further ones are refused at once for `rest` seconds.
    At most `limit` calls that never came back are left behind; then everything is refused until one returns.
    """

    def __init__(
        self, *, deadline: float = 2.0, rest: float = 1.0, threads: int = 4, limit: int = 32
    ) -> None:
        self._deadline, self._rest, self._limit = deadline, rest, limit
        self._turns = threading.BoundedSemaphore(threads)
        self._jobs: queue.SimpleQueue[_Job] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._waiting = 0
        self._lost = 0
        self._refuse_until = 0.0

    def __call__(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `call` gives or raises; StoreUnavailable when it does not answer in time."""
        if time.monotonic() < self._refuse_until or self._lost >= self._limit:
            raise StoreUnavailable("the database did not answer a moment ago")
        if not self._turns.acquire(timeout=self._deadline):
            raise StoreUnavailable("the database is busy")
        job = _Job(lambda: call(*args, **kwargs))
        try:
            self._submit(job)
            return job.future.result(self._deadline)  # type: ignore[no-any-return]
        except FutureTimeout:
            self._give_up(job)
            raise StoreUnavailable(f"the database did not answer within {self._deadline:g} s") from None
        finally:
            self._turns.release()

    def _submit(self, job: _Job) -> None:
        with self._lock:
            if self._waiting == 0:
                threading.Thread(target=self._work, name="feedsvc-read", daemon=True).start()
            else:
                self._waiting -= 1
        self._jobs.put(job)

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            hand_over = job.run()
            if self._is_lost(job):
                return
            hand_over()

    def _is_lost(self, job: _Job) -> bool:
        """Whether nobody waits any more; if so the thread ends, else it counts as waiting again."""
        with self._lock:
            lost = job.state == "lost"
            job.state = "answered"
            self._lost -= lost
            self._waiting += not lost
        return lost

    def _give_up(self, job: _Job) -> None:
        with self._lock:
            if job.state == "running":
                job.state = "lost"
                self._lost += 1
            self._refuse_until = time.monotonic() + self._rest
