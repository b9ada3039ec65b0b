"""The whole database goes to a file and back, on both engines, while others use it."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from feedsvc.errors import ClaimLost, SchemaTooNew, StoreDamaged, StoreError, StoreUnavailable
from feedsvc.store import Store, copies, open_store
from feedsvc.store.backups import back_up, restore
from feedsvc.store.migrate import HEAD
from feedsvc.web import create_app
from tests.builders import HOUR, NOW, make_changes, story_id
from tests.furnished import new_store
from tests.store.helpers import LEASE, bring, furnish, make_document, make_record, take
from tests.web.helpers import make_config, make_town

FEED = "/feeds/all.atom"


def quiet(_done: int, _total: int) -> None:
    pass


def backed_up(store: Store, file: Path) -> Path:
    back_up(store, file, quiet)
    return file


def put_back(store: Store, file: Path, *, force: bool = False) -> Path | None:
    return restore(store, file, NOW, quiet, force=force)


def publish(store: Store, body: bytes) -> None:
    """Publish what topic `all` has come to."""
    (topic,) = [t for t in store.topic_states() if t.slug == "all"]
    standing = store.document(FEED)
    now = standing.last_modified + HOUR if standing else NOW
    store.put_documents("all", topic.version, [make_document(FEED, body)], now=now)


def body(store: Store) -> bytes:
    document = store.document(FEED)
    return document.body if document else b""


@pytest.fixture
def used(store: Store) -> Store:
    """A store with two stories that are published."""
    furnish(store)
    bring(store, 1, 2)
    publish(store, b"two stories")
    return store


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Store]:
    """A store on SQLite with two stories."""
    made = new_store(tmp_path / "feedsvc.db")
    furnish(made)
    bring(made, 1, 2)
    publish(made, b"two stories")
    yield made
    made.close()


def test_what_is_put_back_is_what_was_backed_up(used: Store, tmp_path: Path) -> None:
    before = used.document(FEED)
    file = backed_up(used, tmp_path / "copy")
    bring(used, 3)
    publish(used, b"three stories")
    kept = put_back(used, file)
    assert used.document(FEED) == before
    assert {id for id, _ in used.story_stamps()} == {story_id(1), story_id(2)}
    assert used.check() == []
    assert kept is not None
    put_back(used, kept)
    assert body(used) == b"three stories", "what was replaced is kept"


def test_a_backup_is_its_owner_s_alone_and_leaves_nothing_beside_it(used: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    file = backed_up(used, folder / "copy")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    kept = put_back(used, file)
    assert kept is not None
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert {p.name for p in folder.iterdir()} <= {"copy", kept.name}


def test_what_was_begun_before_is_fenced_off(used: Store, tmp_path: Path) -> None:
    file = backed_up(used, tmp_path / "copy")
    bring(used, 3)
    (topic,) = used.topic_states()
    claim = take(used)
    put_back(used, file, force=True)
    with pytest.raises(ClaimLost):
        used.record_poll(make_record(used, claim, make_changes(4)))
    again = take(used)
    with pytest.raises(ClaimLost):
        used.record_poll(make_record(used, replace(again, epoch=claim.epoch)))
    used.put_documents("all", topic.version, [make_document(FEED, b"of what is gone")], now=NOW)
    assert body(used) == b"two stories"
    used.release(again, NOW)
    bring(used, 3)
    assert [t.slug for t in used.stale_topics()] == ["all"]
    publish(used, b"three again")
    assert body(used) == b"three again"


def test_a_source_that_is_polled_waits_unless_it_is_forced(small: Store, tmp_path: Path) -> None:
    file = backed_up(small, tmp_path / "copy")
    claim = take(small)
    with pytest.raises(StoreError, match=r"world is being polled .*--force"):
        put_back(small, file)
    small.release(claim, NOW)
    put_back(small, file)


def test_what_waited_to_be_published_waits_again(used: Store, tmp_path: Path) -> None:
    bring(used, 3)
    file = backed_up(used, tmp_path / "copy")
    publish(used, b"three stories")
    put_back(used, file)
    (topic,) = used.topic_states()
    assert [t.slug for t in used.stale_topics()] == ["all"]
    assert [m.story for m in used.changed_members("all", topic.published_version)] == [story_id(3)]


def test_numbers_that_others_compare_never_go_back(used: Store, tmp_path: Path) -> None:
    file = backed_up(used, tmp_path / "copy")
    bring(used, 3)
    publish(used, b"three stories")
    used.remember_port(8123)
    used.note_signed_out("session", NOW + LEASE, NOW)
    version, searched = used.documents_version(), used.search_changed()
    put_back(used, file)
    assert used.documents_version() > version
    assert used.search_changed() > searched
    assert used.is_signed_out("session"), "a session that has ended does not begin again"
    assert used.port() == 8123


def test_web_processes_serve_what_was_put_back_within_a_look(sqlite_store: Store, tmp_path: Path) -> None:
    """The number of a document may be the same by chance: they serve what is there all the same."""
    config = make_config()
    town = make_town(config, sqlite_store)
    file = backed_up(sqlite_store, tmp_path / "copy")
    app = create_app(config, sqlite_store)
    client = app.test_client()
    try:
        before = client.get("/feeds/world.atom").data
        town.edit(3, "Said once more")
        town.publish()
        app.extensions["feedsvc"].shelf.refresh()
        now = client.get("/feeds/world.atom")
        assert b"Said once more" in now.data
        restore(sqlite_store, file, town.now, quiet)
        app.extensions["feedsvc"].shelf.refresh()
        assert client.get("/feeds/world.atom").data == before
        assert client.get("/feeds/world.atom", headers={"If-None-Match": now.headers["ETag"]}).data == before
    finally:
        app.extensions["feedsvc"].keeper.close()


def test_a_restore_where_no_database_is_is_a_move(small: Store, tmp_path: Path) -> None:
    file = backed_up(small, tmp_path / "copy")
    other = open_store(f"sqlite:///{tmp_path}/elsewhere/feedsvc.db")
    assert restore(other, file, NOW, quiet) is None
    assert body(other) == b"two stories"
    other.close()


def test_a_newer_backup_is_refused(used: Store, tmp_path: Path) -> None:
    with used._write() as tx:
        tx.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    file = backed_up(used, tmp_path / "copy")
    with used._write() as tx:
        tx.execute(sa.text(f"UPDATE alembic_version SET version_num = '{HEAD}'"))
    with pytest.raises(SchemaTooNew, match="newer feedsvc"):
        put_back(used, file)
    assert body(used) == b"two stories"


def test_what_a_newer_program_upgraded_can_be_put_back(small: Store, tmp_path: Path) -> None:
    file = backed_up(small, tmp_path / "copy")
    with small._write() as tx:
        tx.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    put_back(small, file)
    small.require_ready()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 2 // 3])


def text(file: Path) -> None:
    file.write_bytes(b"certainly no database, but long enough to be read " * 100)


def torn(file: Path) -> None:
    whole = file.read_bytes()
    middle = len(whole) // 2
    file.write_bytes(whole[:middle] + b"\xff" * 8192 + whole[middle + 8192 :])


@pytest.mark.parametrize("harm", [cut, text, torn])
def test_a_damaged_backup_is_refused_in_one_sentence(
    used: Store, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    harm(file := backed_up(used, tmp_path / "copy"))
    with pytest.raises(StoreError, match=r"copy is (damaged|no )") as refused:
        put_back(used, file)
    assert "\n" not in str(refused.value)
    assert body(used) == b"two stories"


def test_a_backup_that_is_not_there_is_told(small: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="copy is not there"):
        put_back(small, tmp_path / "copy")


def test_a_place_that_is_not_there_is_told_with_its_name(small: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="none/copy: No such file or directory"):
        backed_up(small, tmp_path / "none" / "copy")


# -- SQLite --------------------------------------------------------------------------------------------


def test_another_program_s_database_is_refused(small: Store, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE things (name TEXT)")
    with pytest.raises(StoreError, match=r"other\.db is no database of feedsvc"):
        put_back(small, tmp_path / "other.db")


@pytest.mark.parametrize("name", ["feedsvc.db", "feedsvc.db-wal", "link.db"])
def test_a_database_is_not_backed_up_over_itself(small: Store, tmp_path: Path, name: str) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "feedsvc.db")
    with pytest.raises(StoreError, match="the database itself"):
        backed_up(small, tmp_path / name)
    assert body(small) == b"two stories"


@pytest.mark.parametrize("harm", [cut, text, Path.unlink])
def test_a_damaged_or_lost_database_is_put_aside_and_replaced(
    small: Store, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    file, place = backed_up(small, tmp_path / "copy"), tmp_path / "feedsvc.db"
    small.close()
    harm(place)
    broken = place.read_bytes() if place.exists() else None
    damaged = open_store(f"sqlite:///{place}")
    kept = restore(damaged, file, NOW, quiet)
    assert (kept.read_bytes() if kept else None) == broken
    assert body(damaged) == b"two stories"
    assert stat.S_IMODE(place.stat().st_mode) == 0o640
    damaged.remember_port(7)
    damaged.close()


def test_a_backup_of_what_is_damaged_is_refused_and_replaces_none(small: Store, tmp_path: Path) -> None:
    file = backed_up(small, tmp_path / "copy")
    before = file.read_bytes()
    with closing(sqlite3.connect(tmp_path / "feedsvc.db")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    small.close()
    torn(tmp_path / "feedsvc.db")
    with pytest.raises(StoreDamaged):
        back_up(open_store(f"sqlite:///{tmp_path}/feedsvc.db"), file, quiet)
    assert file.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []


def test_a_backup_is_of_one_moment_and_holds_up_no_writer(
    small: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Polls go on between the pages: each is whole in the copy, or not in it."""
    monkeypatch.setattr(copies, "PAGES", 5)
    numbers = iter(range(10, 10_000))
    other = open_store(f"sqlite:///{tmp_path}/feedsvc.db")
    brought: list[int] = []

    def polls(_left: int, _total: int) -> None:
        if len(brought) < 10:
            worker = threading.Thread(target=lambda: brought.append(bool(bring(other, next(numbers)))))
            worker.start()
            worker.join()

    back_up(small, tmp_path / "copy", polls)
    assert brought == [True] * 10
    assert len(small.story_stamps()) == 12
    with closing(sqlite3.connect(tmp_path / "copy")) as copy:
        (found,) = copy.execute("SELECT count(*) FROM stories").fetchone()
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (body,) = copy.execute("SELECT plain FROM documents WHERE path = ?", (FEED,)).fetchone()
    assert (found, body) == (2, b"two stories")
    other.close()


def test_a_restore_is_one_transaction_for_who_reads(small: Store, tmp_path: Path) -> None:
    file = backed_up(small, tmp_path / "copy")
    bring(small, 3)
    reader = open_store(f"sqlite:///{tmp_path}/feedsvc.db", read_only=True)
    with reader._read() as tx:
        count = sa.text("SELECT count(*) FROM stories")
        assert tx.scalar(count) == 3
        put_back(small, file)
        assert tx.scalar(count) == 3, "a reading that has begun sees what it saw"
    assert len(reader.story_stamps()) == 2
    with closing(sqlite3.connect(tmp_path / "feedsvc.db")) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    reader.close()


# -- PostgreSQL ----------------------------------------------------------------------------------------

SPY = """#!/bin/sh
echo "$0 $*" >> {place}/commands
echo "$PGPASSWORD" >> {place}/secrets
exit 1
"""


def test_a_password_stands_on_no_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres_url: str
) -> None:
    (tmp_path / "pg_dump").write_text(SPY.format(place=tmp_path))
    (tmp_path / "pg_dump").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    store = open_store(sa.make_url(postgres_url).set(password="s3cret-word").render_as_string(False))
    with pytest.raises(StoreError, match="pg_dump failed"):
        back_up(store, tmp_path / "copy", quiet)
    assert "s3cret-word" not in (tmp_path / "commands").read_text()
    assert (tmp_path / "secrets").read_text() == "s3cret-word\n"
    assert not (tmp_path / "copy").exists()
    store.close()


def test_without_postgresql_s_programs_one_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres_url: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    store = open_store(postgres_url)
    with pytest.raises(StoreError, match="pg_dump is not installed here"):
        back_up(store, tmp_path / "copy", quiet)
    assert list(tmp_path.iterdir()) == []
    store.close()
