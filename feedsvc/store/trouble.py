"""The border: whatever SQLAlchemy and the drivers raise becomes one of feedsvc's own errors.

The text of a StoreError names the trouble, never the statement: statements carry page text.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy.exc

from feedsvc.errors import KeyTaken, StoreDamaged, StoreError, StoreReadOnly, StoreUnavailable

Errors = tuple[type[Exception], ...]

# https://www.sqlite.org/rescode.html: an extended code wins over its primary one, which is the low byte
SQLITE_CODES: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_CORRUPT: StoreDamaged,
    sqlite3.SQLITE_NOTADB: StoreDamaged,
    sqlite3.SQLITE_READONLY: StoreReadOnly,
    sqlite3.SQLITE_PERM: StoreReadOnly,
    sqlite3.SQLITE_CONSTRAINT: KeyTaken,
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: StoreError,
}

# https://www.postgresql.org/docs/current/errcodes-appendix.html, longest prefix wins
POSTGRES_CODES: dict[str, type[StoreError]] = {
    "23": KeyTaken,
    "23503": StoreError,
    "25006": StoreReadOnly,
    "42501": StoreReadOnly,
    "40": KeyTaken,
    "XX001": StoreDamaged,
    "XX002": StoreDamaged,
}


def driver_errors() -> Errors:
    """What the drivers raise; one that nobody has imported raises nothing, and may not be installed."""
    psycopg = sys.modules.get("psycopg")
    return (sqlite3.Error, sqlite3.Warning, *((psycopg.Error, psycopg.Warning) if psycopg else ()))


def foreign_errors() -> Errors:
    """Everything that must not leave the store as it is."""
    return (sqlalchemy.exc.SQLAlchemyError, *driver_errors(), OSError)


@contextmanager
def translated() -> Iterator[None]:
    """Raise foreign errors of the block as StoreErrors, with the foreign one as the cause."""
    try:
        yield
    except foreign_errors() as error:
        raise translate(error) from error


def translate(error: BaseException) -> StoreError:
    """The StoreError that says what a foreign error means to a caller."""
    original = getattr(error, "orig", None) or error
    return kind_of(original)(one_line(original))


def kind_of(error: BaseException) -> type[StoreError]:
    """Which of the house's errors a driver's error is."""
    if isinstance(error, sqlite3.Error):
        return kind_by_sqlite(error)
    state = getattr(error, "sqlstate", None)
    if state:
        return next(
            (POSTGRES_CODES[state[:n]] for n in (5, 2) if state[:n] in POSTGRES_CODES), StoreUnavailable
        )
    return StoreUnavailable if is_passing(error) else StoreError


def kind_by_sqlite(error: sqlite3.Error) -> type[StoreError]:
    """The same of SQLite's, by its code."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return KeyTaken if isinstance(error, sqlite3.IntegrityError) else StoreUnavailable
    return SQLITE_CODES.get(code) or SQLITE_CODES.get(code & 0xFF, StoreUnavailable)


def is_passing(error: BaseException) -> bool:
    """Whether the connection rather than the request is to blame: trying again makes sense."""
    return isinstance(
        error, (sqlalchemy.exc.TimeoutError, OSError, *driver_errors(), sqlalchemy.exc.DBAPIError)
    )


def one_line(error: BaseException) -> str:
    """What an error says, in one line of bounded length."""
    text = " ".join(str(error).split())
    return text[:300] or type(error).__name__
