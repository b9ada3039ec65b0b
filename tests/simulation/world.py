"""Simulated time: work takes turns in it, one piece at a time, in an order that the seed decides.

Every piece runs in a greenlet of its own, and gives its turn away only where it would wait: for the database,
the network, a lock or the clock.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import count
from random import Random
from typing import Protocol

import greenlet

JITTER = 0.05
"""Seconds within which what comes at one time comes in any order."""


class Crashed(BaseException):
    """The process is dead: nothing that it still does reaches the world."""


class Process(Protocol):
    """Who works: it may sleep for a while, and die."""

    name: str
    dead: bool
    asleep_until: float


class World:
    """The time, everything that is to happen in it, and what happened."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(f"turns {seed}")
        self.time = 0.0
        self.story: list[str] = []
        self.when_dead: Callable[[Process], object] = lambda _process: None
        self._hub = greenlet.getcurrent()
        self._order = count()
        self._coming: list[tuple[float, int, Process | None, Callable[[], object]]] = []
        self._works: dict[greenlet.greenlet, Process] = {}

    def tell(self, text: str) -> None:
        """Add a line to the story."""
        self.story.append(f"{self.time:9.2f} {text}")

    def at(self, when: float, happens: Callable[[], object]) -> None:
        """Let something happen at a time."""
        self._add(max(when, self.time), None, happens)

    def begin(self, process: Process, work: Callable[[], None]) -> None:
        """Begin a piece of work of a process, soon."""

        def whole() -> None:
            try:
                work()
            except Crashed:
                pass
            finally:
                self._works.pop(greenlet.getcurrent(), None)

        green = greenlet.greenlet(whole, self._hub)
        self._works[green] = process
        self._add(self.time + self.chance.random() * JITTER, process, green.switch)

    def pause(self, process: Process, seconds: float) -> None:
        """Wait within a piece of work; raises Crashed where the process has died meanwhile."""
        self._add(self.time + seconds, process, greenlet.getcurrent().switch)
        self._hub.switch()
        if process.dead:
            raise Crashed

    def run(self, until: float, done: Callable[[], bool] = lambda: False) -> None:
        """Let time pass until then, or until something holds."""
        while self._coming and self._coming[0][0] <= until and not done():
            when, _, process, happens = heapq.heappop(self._coming)
            self.time = max(self.time, when)
            self._turn(process, happens)
        if not done():
            self.time = max(self.time, until)

    def end(self, process: Process) -> None:
        """All work of a dead process ends where it stands; only between two turns."""
        for green in [green for green, whose in self._works.items() if whose is process]:
            if green:  # one that has never begun has nothing to end
                green.throw(Crashed)
            self._works.pop(green, None)
        self.when_dead(process)

    def close(self) -> None:
        """End everything."""
        self.when_dead = lambda _process: None
        for process in {id(p): p for p in self._works.values()}.values():
            process.dead = True
            self.end(process)
        self._coming.clear()

    def _add(self, when: float, process: Process | None, happens: Callable[[], object]) -> None:
        heapq.heappush(self._coming, (when, next(self._order), process, happens))

    def _turn(self, process: Process | None, happens: Callable[[], object]) -> None:
        if process is None:
            happens()
        elif process.dead:
            return
        elif process.asleep_until > self.time:
            self._add(process.asleep_until + self.chance.random() * JITTER, process, happens)
        else:
            happens()
            self._bury(process)

    def _bury(self, process: Process) -> None:
        if process.dead:
            self.end(process)


class Lock:
    """A lock for which work waits in simulated time."""

    def __init__(self, pause: Callable[[float], None]) -> None:
        self._pause = pause
        self._held = False

    def __enter__(self) -> None:
        while self._held:
            self._pause(JITTER)
        self._held = True

    def __exit__(self, *_: object) -> None:
        self._held = False
