"""Whatever the drivers raise comes out as one of feedsvc's own errors."""

from __future__ import annotations

import inspect
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import psycopg.errors
import pytest
import sqlalchemy as sa
import sqlalchemy.exc

from feedsvc.errors import (
    KeyTaken,
    StoreDamaged,
    StoreError,
    StoreReadOnly,
    StoreUnavailable,
)
from feedsvc.models import SearchQuery
from feedsvc.store import Store, open_store
from feedsvc.store.trouble import foreign_errors, translate, translated
from tests.builders import NOW, make_changes, story_id
from tests.store.helpers import LEASE, bring, furnish, make_document, make_record, make_source, take


def classes(module: object) -> list[type[Exception]]:
    """Every error of a library; its warnings for developers are none."""
    found = {c for _, c in inspect.getmembers(module, inspect.isclass) if issubclass(c, Exception)}
    told: set[type[Exception]] = {
        c for c in found if issubclass(c, UserWarning | RuntimeWarning | DeprecationWarning)
    }
    told |= {c for c in found if c.__name__ in ("SATestSuiteWarning", "SAPendingDeprecationWarning")}
    # Only ever raised wrapped in a DBAPIError, by drivers that feedsvc does not use.
    return sorted(
        found - told - {getattr(sqlalchemy.exc, "EmulatedDBAPIException", None)}, key=lambda c: c.__name__
    )


def make_error(kind: type[Exception]) -> Exception:
    if issubclass(kind, sqlalchemy.exc.StatementError):
        error: Exception = kind("words\nover lines", None, None, OSError("lost"))
        return error
    error = kind.__new__(kind)
    Exception.__init__(error, "words\nover lines")
    return error


@pytest.mark.parametrize("module", [sqlalchemy.exc, psycopg.errors, sqlite3], ids=lambda m: m.__name__)
def test_no_foreign_error_is_forgotten(module: object) -> None:
    for kind in classes(module):
        assert issubclass(kind, foreign_errors()), kind
        error = make_error(kind)
        with pytest.raises(StoreError) as caught, translated():
            raise error
        assert caught.value.__cause__ is error
        assert "\n" not in str(caught.value)


def sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("trouble")
    error.sqlite_errorcode = code
    return error


MEANINGS = [
    pytest.param(sqlite_error(sqlite3.SQLITE_BUSY), StoreUnavailable, id="locked"),
    pytest.param(sqlite_error(sqlite3.SQLITE_FULL), StoreUnavailable, id="disk full"),
    pytest.param(sqlite_error(sqlite3.SQLITE_IOERR), StoreUnavailable, id="input/output"),
    pytest.param(sqlite_error(sqlite3.SQLITE_CORRUPT | (1 << 8)), StoreDamaged, id="malformed, extended"),
    pytest.param(sqlite_error(sqlite3.SQLITE_NOTADB), StoreDamaged, id="not a database"),
    pytest.param(sqlite_error(sqlite3.SQLITE_READONLY), StoreReadOnly, id="read-only"),
    pytest.param(sqlite_error(sqlite3.SQLITE_CONSTRAINT), KeyTaken, id="constraint"),
    pytest.param(sqlite3.IntegrityError("UNIQUE"), KeyTaken, id="constraint without a code"),
    pytest.param(psycopg.errors.AdminShutdown("x"), StoreUnavailable, id="server shut down"),
    pytest.param(psycopg.errors.DiskFull("x"), StoreUnavailable, id="server's disk full"),
    pytest.param(psycopg.errors.QueryCanceled("x"), StoreUnavailable, id="statement timeout"),
    pytest.param(psycopg.errors.ReadOnlySqlTransaction("x"), StoreReadOnly, id="read-only transaction"),
    pytest.param(psycopg.errors.DataCorrupted("x"), StoreDamaged, id="data corrupted"),
    pytest.param(psycopg.errors.IndexCorrupted("x"), StoreDamaged, id="index corrupted"),
    pytest.param(psycopg.errors.UniqueViolation("x"), KeyTaken, id="unique violation"),
    pytest.param(psycopg.errors.DeadlockDetected("x"), KeyTaken, id="deadlock"),
    pytest.param(psycopg.OperationalError("connection refused"), StoreUnavailable, id="no server"),
    pytest.param(sqlalchemy.exc.TimeoutError("pool"), StoreUnavailable, id="no free connection"),
    pytest.param(OSError("host"), StoreUnavailable, id="operating system"),
]


@pytest.mark.parametrize(("error", "kind"), MEANINGS)
def test_an_error_says_whether_trying_again_makes_sense(error: Exception, kind: type[StoreError]) -> None:
    assert type(translate(error)) is kind
    wrapped = sqlalchemy.exc.DBAPIError("SELECT", None, error)
    assert type(translate(wrapped)) is kind


def test_the_text_of_an_error_shows_no_statement() -> None:
    wrapped = sqlalchemy.exc.DBAPIError(
        "SELECT secret", {"a": "page text"}, sqlite3.OperationalError("locked")
    )
    assert str(translate(wrapped)) == "locked"


@pytest.mark.parametrize(
    "url", ["nonsense", "sqlite://", "sqlite:///:memory:", "postgresql+psycopg://u@h:port/d"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(StoreError):
        open_store(url)


# -- SQLite files in trouble ---------------------------------------------------------------------------


def dbapi_of(connection: sa.Connection) -> Any:
    """The driver's own connection, for PRAGMAs that no transaction may surround."""
    return connection.connection.driver_connection


@pytest.fixture
def path(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture
def furnished(sqlite_store: Store) -> Store:
    furnish(sqlite_store)
    bring(sqlite_store, *range(1, 40))
    sqlite_store.put_documents("all", 2, [make_document()], now=NOW)
    sqlite_store.close()
    return sqlite_store


@pytest.fixture
def again(furnished: Store, sqlite_url: str) -> Iterator[Store]:
    store = open_store(sqlite_url)
    yield store
    store.close()


def test_a_full_disk_passes_and_nothing_is_half_written(again: Store) -> None:
    with again._engine.connect() as connection:
        raw = dbapi_of(connection)
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StoreUnavailable, match="full"):
        bring(again, *range(50, 200))
    assert again.counts()["stories"] == 39
    assert again.document("/feeds/all.atom") is not None
    with again._engine.connect() as connection:
        dbapi_of(connection).execute("PRAGMA max_page_count = 1000000")
    claim = take(again, now=NOW + LEASE)
    again.record_poll(make_record(again, claim, make_changes(50)))
    assert again.check() == []


def test_a_truncated_file_is_damaged(again: Store, path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(StoreDamaged):
        again.upgrade()
    assert "damaged" in again.check()[0] or "malformed" in again.check()[0]


def test_a_file_that_is_no_database_is_damaged(again: Store, path: Path) -> None:
    path.write_bytes(b"certainly not a database, but long enough to be read " * 100)
    with pytest.raises(StoreDamaged):
        again.upgrade()
    with pytest.raises(StoreDamaged):
        again.sync_sources([make_source()], NOW)


def test_a_damaged_store_writes_nothing_and_serves_what_it_can(again: Store, path: Path) -> None:
    whole = path.read_bytes()
    with again._read() as tx:
        root = tx.scalar(sa.text("SELECT rootpage FROM sqlite_master WHERE name = 'stories'"))
    size = int.from_bytes(whole[16:18], "big")
    again.close()
    start = (root - 1) * size
    path.write_bytes(whole[:start] + b"\xff" * size + whole[start + size :])
    with pytest.raises(StoreDamaged):
        again.story(story_id(1))
    with pytest.raises(StoreDamaged):
        again.sync_sources([make_source("new")], NOW)
    assert again.document("/feeds/all.atom") is not None
    assert again.check() != []


def test_a_file_that_cannot_be_written_is_read_only(again: Store) -> None:
    with again._engine.connect() as connection:
        dbapi_of(connection).execute("PRAGMA query_only = ON")
    with pytest.raises(StoreReadOnly, match="file, folder or disk cannot be written"):
        again.claim("world", "me", NOW, LEASE)
    assert again.story(story_id(1)) is not None


def test_a_file_in_a_write_protected_place_is_served(
    furnished: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from feedsvc.store import sqlite

    cause = sqlite3.OperationalError("unable to open database file")
    cause.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    connection = sqlite.connect_immutable(path, cause)
    assert connection.execute("SELECT count(*) FROM stories").fetchone() == (39,)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM stories")
    path.with_name(path.name + "-wal").touch()
    with pytest.raises(sa.exc.DisconnectionError):
        sqlite.refuse_stale_immutable(connection)
    with pytest.raises(sqlite3.OperationalError):
        sqlite.connect_immutable(path, cause)
    connection.close()


@pytest.fixture
def write_protected(furnished: Store, path: Path) -> Iterator[Path]:
    """The database where this process may read but not write, whoever runs the tests."""
    furnished.close()
    directory = Path(tempfile.mkdtemp())
    shutil.copy(path, directory)
    (directory / path.name).chmod(0o444)
    directory.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield directory / path.name
    os.seteuid(user)
    directory.chmod(0o755)
    shutil.rmtree(directory)


def test_a_file_without_permission_to_write_is_served_and_refuses_writes(write_protected: Path) -> None:
    store = open_store(f"sqlite:///{write_protected}")
    assert store.upgrade() is False
    assert store.story(story_id(1)) is not None
    with pytest.raises(StoreReadOnly):
        store.claim("world", "me", NOW, LEASE)
    store.close()


# -- readers -------------------------------------------------------------------------------------------


def test_a_reader_reads_and_writes_nothing(database_url: str, store: Store) -> None:
    furnish(store)
    bring(store, 1)
    reader = open_store(database_url, read_only=True)
    try:
        assert reader.story(story_id(1)) is not None
        assert reader.search("all", SearchQuery(terms=("lanterns",)))
        reader.require_ready()
        with pytest.raises(StoreReadOnly):
            reader.claim("world", "reader", NOW, LEASE)
        bring(store, 2)
        assert reader.story(story_id(2)) is not None
    finally:
        reader.close()


def test_a_reader_does_not_make_a_database(tmp_path: Path) -> None:
    reader = open_store(f"sqlite:///{tmp_path}/none/feedsvc.db", read_only=True)
    with pytest.raises(StoreUnavailable, match="not exist"):
        reader.documents_version()
    assert list(tmp_path.iterdir()) == []
    reader.close()
