"""The whole database to a file and back, on either engine, while everything runs.

    back_up(store, file, told)     a private file, whole or not there
    restore(store, file, …)        what the file holds, in one transaction; what stood there before is kept

Ids are made of names (decide/ids.py): what has come since the backup is found anew under the ids that readers
know. Numbers that processes compare never go back (lineage.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path

from feedsvc.errors import StoreDamaged, StoreError
from feedsvc.store import copies, dumps
from feedsvc.store.copies import Told
from feedsvc.store.lineage import Reached, go_on_from
from feedsvc.store.restorable import require_backup, require_rest, schema_of, standing
from feedsvc.store.store import Store
from feedsvc.store.trouble import translated

NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


def back_up(store: Store, file: Path, told: Told) -> None:
    """Write a checked copy of the database to a private file, which is whole or not there."""
    with named(file):
        if store.file:
            copies.require_other(file, store.file)
            copies.copy_file(store.file, file, told)
        else:
            dumps.dump(server_of(store), file)


def restore(store: Store, file: Path, now: datetime, told: Told, *, force: bool = False) -> Path | None:
    """Let the database hold what the file holds; gives where what stood there is kept, if anything did.

    Refuses a file that is no sound backup of this or an earlier version, and, unless told to `force`, while a
    source is polled: that poll would be lost.
    """
    with named(file):
        require_backup(store, file)
    before = standing(store)
    if before and not force:
        require_rest(store, now)
    kept = free_name((store.file or file), now) if before or (store.file and store.file.exists()) else None
    with translated():
        put_back(store, file, kept, told)
    go_on(store, before or Reached())
    return kept


def go_on(store: Store, before: Reached) -> None:
    """Use what was put back, from where the replaced database was."""
    store.close()
    store._damage = None  # of the file that was put aside
    store.upgrade()
    with store._write() as tx:
        go_on_from(tx, before)


def put_back(store: Store, file: Path, kept: Path | None, told: Told) -> None:
    """Keep what stands there, and write the backup over it; on SQLite a damaged file is put aside instead."""
    if not store.file:
        server = server_of(store)
        if kept:
            dumps.dump(server, kept)
        return dumps.restore_dump(server, file)
    if kept and is_kept(store.file, kept, told):
        return copies.write_over(file, store.file, told)
    copies.put_in_place(file, store.file, kept or store.file, told)


def is_kept(path: Path, kept: Path, told: Told) -> bool:
    """Whether the database is sound, and a copy of it is kept."""
    try:
        copies.copy_file(path, kept, told)
    except (StoreDamaged, sqlite3.DatabaseError) as error:
        if isinstance(error, sqlite3.OperationalError):
            raise  # no room, or no way to read it: nothing is wrong with the file
        return False
    return True


def server_of(store: Store) -> dumps.Server:
    """How PostgreSQL's programs reach the store's schema."""
    return dumps.server_of(store._engine, schema_of(store))


def free_name(beside: Path, now: datetime) -> Path:
    """A name for what is replaced, that nothing has."""
    name = f"{beside.name}.before-{now:%Y%m%dT%H%M%SZ}"
    names = (beside.with_name(f"{name}-{n}" if n > 1 else name) for n in count(1))
    return next(place for place in names if not place.exists())


@contextmanager
def named(file: Path) -> Iterator[None]:
    """What goes wrong is told as ours; where the system says why a file cannot be had, with its name."""
    try:
        with translated():
            yield
    except StoreError as error:
        cause = error.__cause__
        if isinstance(cause, OSError):
            raise type(error)(f"{file}: {cause.strerror or error}") from error
        if getattr(cause, "sqlite_errorcode", 0) & 0xFF in NO_ROOM:
            raise type(error)(f"{file} cannot be written: {error}") from error
        raise
