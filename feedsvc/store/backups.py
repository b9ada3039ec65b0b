"""The whole database to a file and back, on either engine, while everything runs.

    back_up(store, file, told)     a private file, whole or not there
    restore(store, file, …)        what the file holds, in one transaction; what stood there before is kept

Ids are made of names (decide/ids.py): what has come since the backup is found anew under the ids that readers
know. Numbers that processes compare never go back (lineage.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path

import sqlalchemy as sa

from feedsvc.errors import StoreDamaged, StoreError, StoreUnavailable
from feedsvc.store import copies, dumps, migrate
from feedsvc.store.copies import Told
from feedsvc.store.lineage import Reached, go_on_from, reached
from feedsvc.store.sqlite import connect_sqlite
from feedsvc.store.store import Store
from feedsvc.store.tables import sources
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
    store.close()
    store._damage = None  # of the file that was put aside
    store.upgrade()
    with store._write() as tx:
        go_on_from(tx, before or Reached())
    return kept


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


def require_backup(store: Store, file: Path) -> None:
    """Raise where the file is no sound backup that this version can read."""
    if not file.is_file():
        raise StoreError(f"{file} is not there")
    if store.file:
        copies.require_other(file, store.file)
    revision = revision_in(file) if store.file else dumps.revision_in(file, schema_of(store))
    migrate.is_current(revision)


def revision_in(file: Path) -> str:
    """The revision of a SQLite file's schema; StoreError where it is damaged or none of ours."""
    try:
        with closing(connect_sqlite(file, read_only=True)) as database:
            row = database.execute("SELECT version_num FROM alembic_version").fetchone()
            copies.require_sound(database)
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        raise StoreError(f"{file} is no database of feedsvc") from error
    except sqlite3.DatabaseError as error:
        raise StoreDamaged(f"{file} is no database, or a damaged one: {error}") from error
    except StoreDamaged as error:
        raise StoreDamaged(f"{file} is {error}") from error
    if row is None:
        raise StoreError(f"{file} is no database of feedsvc")
    return str(row[0])


def standing(store: Store) -> Reached | None:
    """How far the database has come that is there now; None where none of ours can be read.

    A server that does not answer is none that could be written.
    """
    if store.file and not store.file.exists():
        return None
    try:
        with store._read() as tx:
            return reached(tx) if migrate.revision_of(tx) else None
    except StoreUnavailable:
        if not store.file:
            raise
        return None
    except StoreError:
        return None


def require_rest(store: Store, now: datetime) -> None:
    """Raise while anybody polls a source."""
    query = sa.select(sources.c.slug).where(sources.c.claim_until > now, sources.c.claim_owner.is_not(None))
    with store._read() as tx:
        slug = tx.scalar(query.limit(1))
    if slug is not None:
        what = "stop what polls (feedsvc run, schedule, worker), or use --force: that poll is lost then"
        raise StoreError(f"{slug} is being polled ({what})")


def server_of(store: Store) -> dumps.Server:
    return dumps.server_of(store._engine, schema_of(store))


def schema_of(store: Store) -> str:
    with store._read() as tx:
        return str(tx.scalar(sa.text("SELECT current_schema()")))


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
