"""A SQLite database copied whole while others write: from its file, or over what stands in one.

Both are SQLite's own online backup. What is read stays as it was when the copy began, without holding up
whoever writes; what is written over is one transaction, which those who have it open see like any other.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from feedsvc.errors import StoreDamaged, StoreError
from feedsvc.store.sqlite import PRIVATE, connect_sqlite, file_at, open_sqlite

Told = Callable[[int, int], object]
"""Called with how many parts of how many are done."""
PAGES = 1000
"""Of the database, between two words about how far it is."""
LOGS = ("-wal", "-shm")


def copy_file(source: Path, target: Path, told: Told) -> None:
    """Put a checked copy of the database there, private, in one step; nothing where anything is wrong."""
    beside = target.with_name(f".{target.name}.{uuid4().hex}")
    try:
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(open_sqlite(beside, "mode=rw")) as copy:
            with closing(connect_sqlite(source, read_only=True)) as database:
                copy_pages(database, copy, told)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with no log that belongs to it
            require_sound(copy)
        beside.replace(target)
        keep_names(target.parent)
    finally:
        beside.unlink(missing_ok=True)


def copy_pages(database: sqlite3.Connection, copy: sqlite3.Connection, told: Told) -> None:
    """Copy all pages as they stand in this moment."""
    # What one reading sees stays the same: written to meanwhile, the copy would begin again and again.
    database.execute("BEGIN")
    database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    database.backup(copy, pages=PAGES, progress=lambda _state, left, total: told(total - left, total))
    database.execute("COMMIT")


def require_sound(database: sqlite3.Connection) -> None:
    """Raise StoreDamaged with the first thing that is wrong with a database."""
    (found,) = database.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise StoreDamaged(f"damaged: {' '.join(str(found).split())}")


def write_over(backup: Path, path: Path, told: Told) -> None:
    """Let the database hold what the backup holds, in one transaction of its own."""
    with closing(open_sqlite(backup, "mode=ro")) as source, closing(open_sqlite(path, "mode=rw")) as database:
        source.backup(database, progress=lambda _state, left, total: told(total - left, total))
        database.execute("PRAGMA busy_timeout = 0")  # who reads an earlier state is not waited for
        with suppress(sqlite3.OperationalError):
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def put_in_place(backup: Path, path: Path, aside: Path, told: Told) -> None:
    """Put a copy of the backup where no sound database stands; what stood there is kept aside."""
    before = path.stat() if path.exists() else None
    with private_copy(backup, path, told) as beside:
        for suffix in ("", *LOGS):  # another file's log must never lie beside the new one
            with suppress(FileNotFoundError):
                path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
        if before:
            with suppress(PermissionError):
                os.chown(beside, before.st_uid, before.st_gid)
        beside.chmod(before.st_mode & 0o770 if before else PRIVATE)
        beside.replace(path)
        keep_names(path.parent)


@contextmanager
def private_copy(backup: Path, path: Path, told: Told) -> Iterator[Path]:
    """A copy beside its place, gone afterwards if it still lies there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        copy_file(backup, beside, told)
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def keep_names(directory: Path) -> None:
    """Let what was renamed there stand after a power cut, too."""
    opened = os.open(directory, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with suppress(OSError):  # some file systems sync no directory
            os.fsync(opened)
    finally:
        os.close(opened)


def require_other(file: Path, path: Path) -> None:
    """Raise where the backup would lie in the database's own place, or in that of its log."""
    own = {place.absolute() for place in (path, *(path.with_name(path.name + suffix) for suffix in LOGS))}
    if file.absolute() in own or (file.exists() and file_at(file) == file_at(path)):
        raise StoreError(f"{file} is the database itself (name another file)")
