"""What a process and those below it hold, looked at a hundred times a second, and when it is too much.

watch = Watch(parent, most)
watch.is_over(now)    # some microseconds a process; look again after watch.pause seconds
watch.end()           # every one of them but the first

A kept file of /proc belongs to its process for ever: no other with the same number is counted, or ended.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress

from feedsvc.browser.processes import PROC, below, shared

PAGE = os.sysconf("SC_PAGE_SIZE")
LOOK = 0.01
"""Seconds between two looks: a page can fill five gigabytes in a second."""
RENEW = 0.1
"""Seconds after which it is asked which processes there are; that takes some milliseconds."""
RESERVE = 16
"""One part of the limit in so many is kept free for what comes between a look and the end of it all.

A page that grows steadily is ended at the threshold itself, one that fills memory up to 40 MB beyond it.
"""
AHEAD = 0.03
"""Seconds for which what grows is taken to grow on: two looks, and as long for its end."""


class Watch:
    """Whether a process and those below it hold too much together: `most` is what they never should."""

    def __init__(self, parent: int, most: int) -> None:
        self._most, self._renewed = most - most // RESERVE, -RENEW
        self._held, self._growth = Held(parent), Growth(self._most)

    @property
    def pause(self) -> float:
        """Seconds until the next look."""
        return self._growth.pause

    def is_over(self, now: float) -> bool:
        """Whether they hold too much at this time, or will until they are ended if they grow on so."""
        if now - self._renewed >= RENEW and not self._growth.is_feared:
            self._held.renew()
            self._renewed = now
            self._growth = Growth(self._most)  # what is new among them has not grown from nothing since
        return self._growth.is_over(self._held.now(), now)

    def end(self) -> None:
        """End all that are below it."""
        self._held.end()


class Held:
    """A process and those below it, without asking each time which they are."""

    def __init__(self, parent: int) -> None:
        self._parent = parent
        self._strangers = set[int]()
        self._files: dict[int, int] = {}
        self._shared = 0

    def renew(self) -> None:
        """Ask which processes there are, and for what several of them may count."""
        there = [self._parent, *below(self._parent, self._strangers)]
        for process in self._files.keys() - set(there):
            os.close(self._files.pop(process))
        for process in there:
            self._keep(process)
        self._shared = shared(there)

    def now(self) -> int:
        """Bytes that they hold together, what they share as it was when they were renewed."""
        return self._shared + sum(map(_own, self._files.values()))

    def end(self) -> None:
        """End all that are below it, without having asked anew which they are."""
        for process, file in self._files.items():
            if process == self._parent:
                continue
            with suppress(OSError):
                os.pread(file, 1, 0)  # it is there, and no other
                os.kill(process, signal.SIGKILL)

    def _keep(self, process: int) -> None:
        if process in self._files:
            with suppress(OSError):
                os.pread(self._files[process], 1, 0)
                return
            os.close(self._files.pop(process))  # its number is another's now
        with suppress(OSError):
            self._files[process] = os.open(PROC / str(process) / "statm", os.O_RDONLY)


class Growth:
    """How fast memory grows by the clock: on a busy machine a look may come ten times as late."""

    def __init__(self, most: int) -> None:
        self._most, self._before, self._looked = most, most, 0.0
        self.pause = LOOK

    def is_over(self, now: int, looked: float) -> bool:
        """Whether it is too much, or was seen twice to be soon: what starts grows only once."""
        grown = max(now - self._before, 0) / max(looked - self._looked, LOOK / 4)
        self._before, self._looked = now, looked
        soon, feared = now + AHEAD * grown > self._most, self.is_feared
        self.pause = LOOK / 4 if soon else LOOK
        return now > self._most or (soon and feared)

    @property
    def is_feared(self) -> bool:
        """Whether it will soon be too much if it grows on as it was seen last."""
        return self.pause < LOOK


def _own(file: int) -> int:
    """Bytes of a process that no other has; none where it has gone."""
    with suppress(OSError):
        _, resident, of_files, *_ = os.pread(file, 128, 0).split()
        return (int(resident) - int(of_files)) * PAGE
    return 0
