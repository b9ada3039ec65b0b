"""Connections: what each engine needs so that nothing is lost, nothing waits for ever, nothing locks.

SQLite keeps WAL and `synchronous=FULL`: an id that a reader has seen must survive a power cut. Claims, turns
and what can be made again (LOOSE) do not wait for the disk: the power cut that undoes them ends their use.
PostgreSQL gets its deadlines on this side of the socket: a black-holed query outlives
statement_timeout and tcp_user_timeout.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.pool import PoolProxiedConnection

from feedsvc.errors import StoreError, StoreUnavailable
from feedsvc.extras import how_to_install
from feedsvc.store.sqlite import BUSY_TIMEOUT, HEAP, Opening

WRITER_TIMEOUT = 30.0
"""Seconds a SQLite writer waits for its turn."""
LONGEST_NAP = 0.005
STATEMENT_TIMEOUT = 8.0
"""Seconds after which a PostgreSQL statement is given up, on both sides of the socket."""
CONNECT_TIMEOUT = 4
SYNC = "feedsvc_sync"
Begin = Callable[[], AbstractContextManager[sa.Connection]]


class Ways(NamedTuple):
    """How transactions begin: those that read, those that write, and those that write what is LOOSE."""

    reading: Begin
    writing: Begin
    loose: Begin


def ways_of(engine: Engine) -> Ways:
    """The ways of one pool; told to each connection anew, they would cost a tenth of a transaction."""
    if engine.dialect.name == "sqlite":
        return Ways(engine.begin, partial(writing, engine, waits=True), partial(writing, engine, waits=False))
    # Several statements of one reading see one state; SQLite's readers do so anyway.
    readers = engine.execution_options(isolation_level="REPEATABLE READ")
    return Ways(readers.begin, engine.begin, engine.execution_options(**{SYNC: "loose"}).begin)


def make_engine(url: str, *, read_only: bool, memory: int = HEAP) -> Engine:
    """An engine for `sqlite:///path` or `postgresql+psycopg://…`; connects to nothing yet."""
    try:
        address = make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        # Neither the URL nor the parser's words: both may hold a password.
        raise StoreError("the store's URL is no database URL (such as sqlite:///var/feedsvc.db)") from None
    if address.get_backend_name() == "sqlite":
        return sqlite_engine(address, read_only=read_only, memory=memory)
    return postgres_engine(address, read_only=read_only)


def sqlite_path(address: URL) -> Path:
    """The file of a SQLite database; raises StoreError for one in memory."""
    if not address.database or address.database == ":memory:":
        raise StoreError("a SQLite store needs a file: sqlite:///var/feedsvc.db")
    return Path(address.database).absolute()


def sqlite_engine(address: URL, *, read_only: bool, memory: int = HEAP) -> Engine:
    """An engine for a SQLite database, which need not be there yet."""
    opening = Opening(sqlite_path(address), read_only=read_only, memory=memory)
    engine = sa.create_engine(
        address,
        creator=opening,
        pool_size=8,
        max_overflow=32,
        pool_timeout=BUSY_TIMEOUT,
        pool_use_lifo=True,  # the same few connections are warm, not all of them in turn
    )
    # The driver begins none by itself. As an event of SQLAlchemy it would cost twice what a transaction does.
    engine.dialect.do_begin = begin_sqlite  # type: ignore[assignment,method-assign]
    sa.event.listen(engine, "checkout", opening.refuse_stale)
    return engine


def generation_of(engine: Engine) -> int:
    """How often, before our eyes, another SQLite file was put in the place of the one before."""
    return getattr(engine.pool._creator, "generation", 0)


def begin_sqlite(connection: PoolProxiedConnection) -> None:
    """Begin a transaction where none has begun: one that only reads."""
    raw: Any = connection.driver_connection
    if not raw.in_transaction:
        raw.execute("BEGIN")


@contextmanager
def writing(engine: Engine, *, waits: bool) -> Iterator[sa.Connection]:
    """A transaction of SQLite that writes: one that turned to writing later could fail.

    It stands after a power cut, too, where it `waits` for the disk.
    """
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.waits_for_disk(waits=waits)
        begin_writing(raw)
        with connection.begin():
            yield connection


def begin_postgres(connection: sa.Connection) -> None:
    """Have the transaction wait for no disk where its connection says so."""
    if SYNC in connection.get_execution_options():
        connection.exec_driver_sql("SET LOCAL synchronous_commit = off")


def begin_writing(raw: Any) -> None:
    """Take SQLite's write lock, asking for it every few milliseconds.

    Its own busy handler comes to sleep a tenth of a second between two looks, and then a process that
    writes without a pause keeps all others out until they give up.
    """
    deadline = time.monotonic() + WRITER_TIMEOUT
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                raw.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
            time.sleep(random.uniform(0.1, 1) * LONGEST_NAP)  # noqa: S311
    finally:
        raw.execute(f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT * 1000)}")


def take_turns(connection: sa.Connection, name: str) -> None:
    """Let one transaction of this name run at a time; on SQLite every writer does so anyway.

    The lock ends with the transaction, also when its process dies. A schema of its own has its own.
    """
    if connection.dialect.name == "postgresql":
        lock = "SELECT pg_advisory_xact_lock(hashtext(current_schema() || :name))"
        connection.execute(sa.text(lock), {"name": f"feedsvc {name}"})


def use_wal(engine: Engine) -> None:
    """Switch the file to write-ahead logging, waiting for others who do the same; not one nobody can write.

    SQLite's busy handler is not asked for this one step.
    """
    deadline = time.monotonic() + BUSY_TIMEOUT
    while True:
        with engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            if raw.immutable_beside:
                return
            try:
                if raw.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal":
                    return
            except sqlite3.OperationalError:
                if time.monotonic() > deadline:
                    raise
        if time.monotonic() > deadline:
            raise StoreUnavailable("the database file cannot use write-ahead logging here")
        time.sleep(0.02)


def postgres_engine(address: URL, *, read_only: bool) -> Engine:
    """An engine for a PostgreSQL database, which need not answer yet."""
    engine = sa.create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        pool_size=8,
        max_overflow=32,
        pool_timeout=STATEMENT_TIMEOUT,
        pool_recycle=1800,
    )
    sa.event.listen(engine, "begin", begin_postgres)
    sa.event.listen(engine, "do_connect", make_postgres_connect(read_only=read_only))
    return engine


def make_postgres_connect(*, read_only: bool) -> Callable[..., Any]:
    """How a connection to PostgreSQL is made, with a deadline; raises StoreError without its driver."""
    try:
        from feedsvc.store.postgres import DeadlineConnection
    except ImportError as error:
        how = how_to_install("postgres")
        raise StoreError(f'PostgreSQL needs the extra "postgres" ({how})') from error

    def connect(_dialect: Any, _record: Any, arguments: Any, parameters: dict[str, Any]) -> Any:
        return DeadlineConnection.connect(*arguments, **postgres_parameters(parameters, read_only=read_only))

    return connect


def postgres_parameters(given: dict[str, Any], *, read_only: bool) -> dict[str, Any]:
    """What a connection is opened with; what the address says wins, and its options come first."""
    parameters: dict[str, Any] = {
        "connect_timeout": CONNECT_TIMEOUT,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": int(STATEMENT_TIMEOUT * 1000),
        "application_name": "feedsvc",
    } | given
    options = " ".join(f"-c {name}={value}" for name, value in postgres_settings(read_only=read_only).items())
    return parameters | {"options": f"{parameters.get('options', '')} {options}".strip()}


def postgres_settings(*, read_only: bool) -> dict[str, object]:
    """Settings of a session."""
    return {
        "statement_timeout": int(STATEMENT_TIMEOUT * 1000),
        "lock_timeout": int(STATEMENT_TIMEOUT * 1000),
        "idle_in_transaction_session_timeout": 60_000,
        "default_transaction_read_only": "on" if read_only else "off",
        # Every statement has its index; a poll's cost must not hang on the planner's guess of the day.
        "enable_seqscan": "off",
        "max_parallel_workers_per_gather": 0,
        "jit": "off",
    }
