"""What stands in the way of putting a backup back: the file itself, or who uses the database meanwhile."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from feedsvc.errors import StoreDamaged, StoreError, StoreUnavailable
from feedsvc.store import copies, dumps, migrate
from feedsvc.store.lineage import Reached, reached
from feedsvc.store.sqlite import connect_sqlite
from feedsvc.store.store import Store
from feedsvc.store.tables import sources

OURS = "(name a file that feedsvc db backup wrote)"


def require_backup(store: Store, file: Path) -> None:
    """Raise where the file is no sound backup that this version can read."""
    if not file.is_file():
        raise StoreError(f"{file} is not there {OURS}")
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
        raise StoreError(f"{file} is no database of feedsvc {OURS}") from error
    except sqlite3.DatabaseError as error:
        raise StoreDamaged(f"{file} is no database, or a damaged one: {error}") from error
    except StoreDamaged as error:
        raise StoreDamaged(f"{file} is {error}") from error
    if row is None:
        raise StoreError(f"{file} is no database of feedsvc {OURS}")
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


def schema_of(store: Store) -> str:
    """The schema of a PostgreSQL database in which the store's tables are."""
    with store._read() as tx:
        return str(tx.scalar(sa.text("SELECT current_schema()")))
