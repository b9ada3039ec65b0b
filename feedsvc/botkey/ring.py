"""The keys as their file has them now, so that a new one is used at once by every process."""

from __future__ import annotations

import logging
import threading
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from feedsvc.errors import FeedsvcError
from feedsvc.telemetry import get_logger, log_event, safe

if TYPE_CHECKING:
    from feedsvc.botkey.keys import BotKey

log = get_logger("botkey")
PUBLIC = "https://"
"""How an address begins at which others can read the directory, and believe it."""


class Ring:
    """The keys of a file, read again where it has changed; the library is loaded once there are some.

    A file that cannot be read is told once in the log: pages are fetched unsigned meanwhile.
    """

    def __init__(self, file: Path, agent: str) -> None:
        self.file, self._agent = file, agent
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._keys: tuple[BotKey, ...] = ()

    def headers(self, origin: str, now: datetime) -> dict[str, str]:
        """What signs a request to this origin; nothing without a key, or where no directory is public."""
        keys = self.keys() if self._agent.startswith(PUBLIC) else ()
        if not keys:
            return {}
        from feedsvc.botkey.signing import signed_headers

        return signed_headers(keys[0], origin, self._agent, now)

    def directory(self, now: datetime) -> tuple[bytes, dict[str, str]] | None:
        """The directory and the headers that sign it; None without a key."""
        keys = self.keys()
        if not keys:
            return None
        from feedsvc.botkey.keys import published
        from feedsvc.botkey.signing import directory

        return directory(published(keys, now), self._agent, now)

    def keys(self) -> tuple[BotKey, ...]:
        """The keys that the file holds now."""
        with self._lock:
            if (seen := self._stamp()) != self._seen:
                self._seen, self._keys = seen, self._read() if seen else ()
            return self._keys

    def _stamp(self) -> tuple[int, int] | None:
        try:
            found = self.file.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino

    def _read(self) -> tuple[BotKey, ...]:
        from feedsvc.botkey.keys import read_keys

        try:
            return read_keys(self.file)
        except FeedsvcError as error:
            log_event(log, "config", logging.WARNING, problem=safe(error))
            return ()
