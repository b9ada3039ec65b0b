"""Connections to a SQLite file: private, with what each needs, and only to the file that stands there now."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from feedsvc.errors import StoreReadOnly, StoreUnavailable

BUSY_TIMEOUT = 10.0
"""Seconds a SQLite connection waits for a lock that is none of a writer's turns."""
HEAP = 16_000
"""KiB that all connections of a process keep of what they read, one of them half; the system keeps it too."""
LEAST_ROOM = 1024 * 1024
"""Bytes that must be free beside the database."""
PRIVATE = 0o640
"""Mode of a new database: its pages and alerts are nobody else's on this machine."""


class Opening:
    """Opens connections to one file. Only the first one makes it: whoever takes it away wants no empty one.

    A connection to a file that no longer stands there would go on reading and writing what nobody will find.
    """

    def __init__(self, path: Path, *, read_only: bool, memory: int = HEAP) -> None:
        self._path, self._read_only, self._memory = path, read_only, memory
        self._opened = False
        self._last: tuple[int, int] | None = None
        self.generation = 0
        """How often another file was put in the place of the one before."""

    def __call__(self) -> SqliteConnection:
        if self._opened and not self._path.exists():
            raise StoreUnavailable(f"{self._path.name} is gone (put it back, or start again for a new one)")
        connection = connect_sqlite(self._path, read_only=self._read_only, memory=self._memory)
        connection.file = file_at(self._path)
        self.generation += self._opened and connection.file != self._last
        self._last, self._opened = connection.file, True
        return connection

    def refuse_stale(self, connection: Any, _record: Any, _proxy: Any) -> None:
        """Another file stands there by now, or none, or it can be written by now: connect anew."""
        refuse_stale_immutable(connection)
        if connection.file != file_at(self._path):
            raise sa.exc.DisconnectionError("the database file has been taken away or replaced")


def file_at(path: Path) -> tuple[int, int] | None:
    """Which file stands there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def require_room(path: Path) -> None:
    """Raise where the disk has no room for another poll."""
    if shutil.disk_usage(path.parent).free < LEAST_ROOM:
        raise StoreUnavailable("the disk is full: nothing can be written to the database (make room on it)")


def require_writable(path: Path) -> None:
    """Raise where the file lies in what nobody may write."""
    if os.statvfs(path).f_flag & os.ST_RDONLY:
        where = "the database lies on a file system that is read-only"
        raise StoreReadOnly(f"{where}: nothing can be written (mount it for writing)")


class SqliteConnection(sqlite3.Connection):
    """A connection that knows its file, and whether it reads one that nobody can be writing."""

    file: tuple[int, int] | None = None
    immutable_beside: Path | None = None
    seemed_writable = False
    waits = True

    def waits_for_disk(self, *, waits: bool) -> None:
        """Whether what is committed from now on stands after a power cut, too."""
        if waits is not self.waits:
            self.execute(f"PRAGMA synchronous = {'FULL' if waits else 'NORMAL'}")
            self.waits = waits


def refuse_stale_immutable(connection: Any) -> None:
    """A write-ahead log has appeared, or could be made by now: the immutable view is out of date."""
    wal = connection.immutable_beside
    if wal is not None and (wal.exists() or (seems_writable(wal) and not connection.seemed_writable)):
        raise sa.exc.DisconnectionError("the database can be written again")


def seems_writable(wal: Path) -> bool:
    """Whether the system would let us write the database of this log, and the log beside it."""
    places = (wal.with_name(wal.name.removesuffix("-wal")), wal.parent)
    return all(os.access(place, os.W_OK, effective_ids=True) for place in places)


def connect_sqlite(path: Path, *, read_only: bool, memory: int = HEAP) -> SqliteConnection:
    """A connection to the database of a file, which is made where it may be written."""
    if read_only and not path.exists():
        raise StoreUnavailable(f"{path.name} does not exist yet: feedsvc db upgrade makes it")
    if not read_only:
        path.parent.mkdir(parents=True, exist_ok=True)
        keep_private(path)
    mode = "rw" if read_only else "rwc"
    connection = open_sqlite(path, f"mode={mode}")
    try:
        prepare_sqlite(connection, memory)
    except sqlite3.OperationalError as error:
        connection.close()
        return connect_immutable(path, error, memory)
    except sqlite3.Error:
        connection.close()
        raise
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    return connection


def keep_private(path: Path) -> None:
    """Make the file, or what stands there and is ours, unreadable for others; its log files follow it."""
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE))
    for part in (path, *(path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))):
        with suppress(OSError):
            mode = stat.S_IMODE(part.stat().st_mode)
            if mode & stat.S_IRWXO:
                part.chmod(mode & ~stat.S_IRWXO)


def connect_immutable(path: Path, cause: sqlite3.OperationalError, memory: int = HEAP) -> SqliteConnection:
    """A view of a write-protected file in a write-protected place, where WAL cannot make its own."""
    wal = path.with_name(path.name + "-wal")
    codes = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
    if cause.sqlite_errorcode & 0xFF not in codes or wal.exists() or not path.exists():
        raise cause
    connection = open_sqlite(path, "mode=ro&immutable=1")
    prepare_sqlite(connection, memory)
    connection.immutable_beside, connection.seemed_writable = wal, seems_writable(wal)
    return connection


def open_sqlite(path: Path, query: str) -> SqliteConnection:
    """A bare connection to the database of a file, opened as the query says."""
    quoted = str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return sqlite3.connect(
        f"file:{quoted}?{query}",
        uri=True,
        timeout=BUSY_TIMEOUT,
        isolation_level=None,
        check_same_thread=False,
        factory=SqliteConnection,
    )


def prepare_sqlite(connection: SqliteConnection, memory: int = HEAP) -> None:
    """Set what holds for the connection alone; the first of these reads the file and says what ails it."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    # SQLite's own way; Debian's build would write every page that a feed leaves once more, to empty it.
    connection.execute("PRAGMA secure_delete = FAST")
    connection.execute(f"PRAGMA cache_size = -{memory // 2}")
    connection.execute(f"PRAGMA soft_heap_limit = {memory * 1024}")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
