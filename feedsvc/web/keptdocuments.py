"""Documents by path within so many bytes; those that were asked for longest ago go first."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from feedsvc.web.served import Served

_DOWN_TO = 0.9
"""What of the room is left taken once there was too little of it: not every document shall push one out."""


class Held:
    """What a process holds; safe to change from many threads, and `entries` to be read from any."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._lock = threading.Lock()
        self.entries: dict[str, Served] = {}
        self.bytes = 0

    @property
    def is_filling(self) -> bool:
        """Whether there is no room for what nobody has asked for yet."""
        return self.bytes > self._room * 3 // 4

    def keep(self, entry: Served) -> None:
        """Hold it under its path, in the place of what was there."""
        path = entry.document.path
        with self._lock:
            replaced = self.entries.get(path)
            self.bytes += entry.size - (replaced.size if replaced else 0)
            self.entries[path] = entry
            self._evict(entry)

    def widen(self, entry: Served, bodies: Mapping[str, bytes]) -> None:
        """Let a document have these bodies too, whether it is still held or not."""
        with self._lock:
            before = entry.size
            entry.bodies = {**entry.bodies, **bodies}
            if self.entries.get(entry.document.path) is entry:
                self.bytes += entry.size - before
                self._evict(entry)

    def drop(self, path: str) -> None:
        """Hold nothing under this path any more."""
        with self._lock:
            if entry := self.entries.pop(path, None):
                self.bytes -= entry.size

    def _evict(self, newest: Served) -> None:
        if self.bytes <= self._room:
            return
        for path, entry in sorted(self.entries.items(), key=lambda item: item[1].used):
            if entry is not newest and self.bytes > self._room * _DOWN_TO:
                del self.entries[path]
                self.bytes -= entry.size
