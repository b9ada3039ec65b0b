"""Claims that this process holds: each stands in its host's line until the host's thread takes it, and polls.

A host has a line as long as it has a thread: from its first claim until its thread finds no more.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from enum import Enum, auto

from msgspec.structs import replace

from feedsvc.models import Claim


class Entry(Enum):
    """What became of a claim that was to be taken in."""

    REFUSED = auto()
    """The end has begun: nothing is taken in any more."""
    JOINED = auto()
    """It stands behind others of its host."""
    FIRST = auto()
    """It is the first of its host, which needs a thread."""


class Lines:
    """The claims by host, in order; safe to use from many threads."""

    def __init__(self) -> None:
        self._lines: dict[str, deque[Claim]] = {}
        self._held: dict[str, Claim] = {}
        """By source: those in a line, and those being polled."""
        self._ended = False
        self._lock = threading.Lock()
        self._idle = threading.Condition(self._lock)

    @property
    def hosts(self) -> int:
        """How many hosts have a line."""
        return len(self._lines)

    @property
    def ended(self) -> bool:
        """Whether nothing is taken in any more."""
        return self._ended

    def waiting(self) -> dict[str, int]:
        """How many claims stand in each host's line."""
        with self._lock:
            return {host: len(line) for host, line in self._lines.items()}

    def take_in(self, claim: Claim, host: str) -> Entry:
        """Hold a claim, at the end of its host's line."""
        with self._lock:
            if self._ended:
                return Entry.REFUSED
            self._held[claim.source] = claim
            if host in self._lines:
                self._lines[host].append(claim)
                return Entry.JOINED
            self._lines[host] = deque([claim])
            return Entry.FIRST

    def next_of(self, host: str, clock: Callable[[], datetime]) -> Claim | None:
        """The host's next claim that is still ours; None ends its line."""
        with self._lock:
            while self._lines[host]:
                source = self._lines[host].popleft().source
                claim = self._held.get(source)
                if claim and claim.until > clock():
                    return claim
                # What ran out is let go: renewed for ever, nobody would poll it again (issue 10).
                self._held.pop(source, None)
            del self._lines[host]
            self._idle.notify_all()
            return None

    def done_with(self, source: str) -> None:
        """Hold the source's claim no more: it was polled."""
        with self._lock:
            self._held.pop(source, None)

    def running_out(self, now: datetime, within: timedelta) -> list[Claim]:
        """The claims that last for no longer than that."""
        with self._lock:
            return [claim for claim in self._held.values() if claim.until - now < within]

    def renew(self, claim: Claim, until: datetime) -> None:
        """Hold the claim until then, where it is held yet."""
        with self._lock:
            if self._held.get(claim.source) is claim:
                self._held[claim.source] = replace(claim, until=until)

    def drop(self, claim: Claim) -> None:
        """Hold the claim no more, unless another one of its source is held by now."""
        with self._lock:
            if self._held.get(claim.source) is claim:
                del self._held[claim.source]

    def keep_only(self, known: Collection[str]) -> list[Claim]:
        """Let go of the claims in line for other sources; gives those."""
        with self._lock:
            unknown = [c for line in self._lines.values() for c in line if c.source not in known]
            for claim in unknown:
                # A host's thread passes over a claim that is not held.
                self._held.pop(claim.source, None)
            return unknown

    def end(self) -> list[Claim]:
        """Take in nothing more, and let go of what stands in line; gives that."""
        with self._lock:
            self._ended = True
            waiting = [claim for line in self._lines.values() for claim in line]
            for line in self._lines.values():
                line.clear()
            for claim in waiting:
                self._held.pop(claim.source, None)
            return waiting

    def left(self) -> list[Claim]:
        """What is held still."""
        with self._lock:
            return list(self._held.values())

    def are_over(self, seconds: float) -> bool:
        """Whether no host has a line any more, after waiting for so long at most."""
        with self._idle:
            return self._idle.wait_for(lambda: not self._lines, seconds)
