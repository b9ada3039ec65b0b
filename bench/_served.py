"""The CPU that a store takes: of this process, and of the PostgreSQL server's processes that serve it."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from feedsvc.store import Store


class Served:
    """A clock for one store; SQLite works in this process."""

    def __init__(self, store: Store) -> None:
        self._on_sqlite = store.on_sqlite
        self._servers: set[int] = set()
        sa.event.listen(store._engine, "connect", self._connected)

    def _connected(self, raw: Any, _record: object) -> None:
        if not self._on_sqlite:
            self._servers.add(raw.info.backend_pid)

    def seconds(self) -> float:
        """CPU until now; the clock where the server's processes cannot be seen from here."""
        try:
            return time.process_time() + sum(map(seconds_of, self._servers))
        except OSError:
            return time.perf_counter()


def seconds_of(pid: int) -> float:
    """CPU of one process; none of one that has ended (proc(5))."""
    if not Path(f"/proc/{os.getpid()}/schedstat").exists():
        raise OSError("this system does not tell nanoseconds")
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
