"""A whole installation moves to another database, whichever engine either is.

    one view of the source ── table by table, in batches ──► one transaction on the target

Ids, documents, marks, holds, outbox and numbers are what they were: nothing is interpreted on the way.
What fails leaves the target as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import sqlalchemy as sa

from feedsvc.errors import StoreError
from feedsvc.store import migrate
from feedsvc.store.copies import Told
from feedsvc.store.search import INSERT
from feedsvc.store.store import Store
from feedsvc.store.tables import metadata

BATCH = 1_000
"""Rows held in memory at one time."""
PATIENCE = 3600.0
"""Seconds in which a statement is answered: what it writes for an index may take long on a slow disk."""
NUMBERED = ("stories", "pings", "polls", "transitions")
"""Tables whose rows are numbered by the engine."""
More = Callable[[int], object]
"""Called with how many rows were copied since the last call."""


def copy_store(source: Store, target: Store, told: Told = lambda _done, _total: None) -> dict[str, int]:
    """Copy everything into a database that holds nothing; gives how many rows each table has.

    `told` is called with how many rows of how many are copied. Raises StoreError, with nothing
    changed, where the target is not empty or either schema is not the one that this version knows.
    """
    with source._read() as old, wait_for_long(old):
        migrate.require_current(old)
        with made_or_removed(target), target._write() as new, wait_for_long(new):
            require_empty(new)
            more = counted(told, rows_of(old))
            copied = {table.name: copy_table(old, new, table, more) for table in metadata.sorted_tables}
            copied["story_search"] = copy_search(old, new, more)
            carry_numbers(old, new)
            require_counts(new, copied)
    return copied


@contextmanager
def made_or_removed(target: Store) -> Iterator[None]:
    """A SQLite file that was not there before is not there after a failure either."""
    fresh = target.file is not None and not target.file.exists()
    try:
        yield
    except BaseException:
        target.close()
        if fresh and target.file:
            for suffix in ("", "-journal", "-wal", "-shm"):
                with suppress(OSError):
                    target.file.with_name(target.file.name + suffix).unlink()
        raise


@contextmanager
def wait_for_long(tx: sa.Connection) -> Iterator[None]:
    """Let statements take their time, on both sides of the socket: nobody waits for a page here."""
    if tx.dialect.name != "postgresql":
        yield
        return
    tx.execute(sa.text("SET LOCAL statement_timeout = 0"))
    raw: Any = tx.connection.driver_connection
    raw.deadline = PATIENCE
    try:
        yield
    finally:
        del raw.deadline


def require_empty(new: sa.Connection) -> None:
    """Bring the target's schema up to date where it has none; raise where it has anything else."""
    revision = migrate.revision_of(new)
    if revision is None:
        migrate.upgrade(new)
    else:
        migrate.require_current(new)
    for table in metadata.sorted_tables:
        if new.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
            raise StoreError(f"the target is not empty: it has {table.name} (name a new database)")


def rows_of(old: sa.Connection) -> int:
    """How many rows there are to copy."""
    return sum(count_rows(old, name) for name in (*metadata.tables, "story_search"))


def count_rows(tx: sa.Connection, name: str) -> int:
    """How many rows a table has."""
    return tx.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) or 0


def counted(told: Told, total: int) -> More:
    """Adds up what is copied, and tells it."""
    done = 0

    def more(rows: int) -> None:
        nonlocal done
        done += rows
        told(done, total)

    return more


def copy_table(old: sa.Connection, new: sa.Connection, table: sa.Table, more: More) -> int:
    """Every row of one table, its values as they are stored."""
    plain = sa.table(table.name, *(sa.column(c.name, stored_type(c.type)) for c in table.c))
    insert, done = plain.insert(), 0
    for rows in batches_of(old, sa.select(plain)):
        new.execute(insert, [dict(row) for row in rows])
        done += len(rows)
        more(len(rows))
    return done


def stored_type(kind: Any) -> Any:
    """The engine's own type of a column, without what makes Python's values of it."""
    return kind.impl_instance if isinstance(kind, sa.TypeDecorator) else kind


def copy_search(old: sa.Connection, new: sa.Connection, more: More) -> int:
    """The words by which stories are found."""
    number = "rowid" if old.dialect.name == "sqlite" else "story"
    columns: list[sa.ColumnElement[Any]] = [sa.column(number).label("number"), sa.column("body")]
    query = sa.select(*columns).select_from(sa.table("story_search"))
    insert, done = INSERT[new.dialect.name], 0
    for rows in batches_of(old, query):
        new.execute(insert, [dict(row) for row in rows])
        done += len(rows)
        more(len(rows))
    return done


def batches_of(old: sa.Connection, query: sa.Select[Any]) -> Iterator[Sequence[sa.RowMapping]]:
    """The rows of a query, so many at once, read as they are wanted."""
    result = old.execution_options(stream_results=True).execute(query).mappings()
    with result:
        while rows := result.fetchmany(BATCH):
            yield rows


def carry_numbers(old: sa.Connection, new: sa.Connection) -> None:
    """Let the target go on counting where the source would have: no number is given twice."""
    for name in NUMBERED:
        last = last_number(old, name)
        if last and new.dialect.name == "postgresql":
            sequence = "SELECT setval(pg_get_serial_sequence(:name, 'number'), :last)"
            new.execute(sa.text(sequence), {"name": name, "last": last})
        elif last and name == "pings":  # the only one that SQLite counts beside the table itself
            new.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = 'pings'"))
            new.execute(sa.text("INSERT INTO sqlite_sequence VALUES ('pings', :last)"), {"last": last})


def last_number(old: sa.Connection, name: str) -> int:
    """The last number that was given in a table, also to a row that is gone where the engine knows it."""
    number: sa.ColumnClause[int] = sa.column("number")
    highest = old.scalar(sa.select(sa.func.max(number)).select_from(sa.table(name))) or 0
    if old.dialect.name == "sqlite":
        ours = sa.column("name") == name
        given = old.scalar(sa.select(sa.column("seq")).select_from(sa.table("sqlite_sequence")).where(ours))
    else:
        sequence = sa.table(f"{name}_number_seq")
        given = old.scalar(
            sa.select(sa.column("last_value")).select_from(sequence).where(sa.column("is_called"))
        )
    return max(highest, given or 0)


def require_counts(new: sa.Connection, copied: Mapping[str, int]) -> None:
    """Raise unless the target has as many rows of everything as were read."""
    for name, count in copied.items():
        found = count_rows(new, name)
        if found != count:
            raise StoreError(f"{name}: {count} rows were read, {found} are there now")
