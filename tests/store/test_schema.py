"""The schema comes from migrations, agrees with the tables, and is made once by whoever is first."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from feedsvc.errors import SchemaTooNew, StoreError, StoreUnavailable
from feedsvc.store import Store, migrate, open_store
from feedsvc.store.tables import metadata
from tests.forked import CONTEXT
from tests.patience import PATIENCE
from tests.store.helpers import furnish


def start(url: str, ready: object, answers: object) -> None:
    store = open_store(url)
    ready.wait()  # type: ignore[attr-defined]
    try:
        store.upgrade()
        furnish(store)
        answers.put(store.check())  # type: ignore[attr-defined]
    except Exception as error:
        answers.put([repr(error)])  # type: ignore[attr-defined]
    finally:
        store.close()


def test_eight_processes_may_start_at_once_on_an_empty_database(database_url: str) -> None:
    ready, answers = CONTEXT.Barrier(8), CONTEXT.Queue()
    processes = [CONTEXT.Process(target=start, args=(database_url, ready, answers)) for _ in range(8)]
    for process in processes:
        process.start()
    found = [answers.get(timeout=PATIENCE) for _ in processes]
    for process in processes:
        process.join(PATIENCE)
    assert found == [[]] * 8


def test_an_upgrade_is_done_once(database_url: str) -> None:
    store = open_store(database_url)
    assert [store.upgrade(), store.upgrade(), store.check()] == [True, False, []]
    store.close()


def test_the_migrations_make_the_tables_of_the_code(store: Store) -> None:
    def ours(name: str | None, kind: str, _names: object) -> bool:
        return kind != "table" or not str(name).startswith(("story_search", "alembic"))

    with store._read() as tx:
        context = MigrationContext.configure(tx, opts={"include_name": ours, "compare_type": True})
        differences = compare_metadata(context, metadata)
    assert [d for d in differences if "story_search" not in str(d)] == []


def test_the_newest_revision_is_the_last_of_the_migrations() -> None:
    assert migrate.scripts().get_current_head() == migrate.HEAD


def test_only_loose_writes_do_not_wait_for_the_disk(database_url: str) -> None:
    store = open_store(database_url.removesuffix("%20-csynchronous_commit%3Doff"))
    asked = "PRAGMA synchronous" if store.on_sqlite else "SHOW synchronous_commit"
    found = []
    for loose in (True, False):
        with store._write(loose=loose) as tx:
            found.append(tx.exec_driver_sql(asked).scalar())
    assert found == ([1, 2] if store.on_sqlite else ["off", "on"])
    store.close()


def test_a_newer_schema_is_refused(database_url: str, store: Store) -> None:
    with store._write() as tx:
        tx.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    for attempt in (store.upgrade, store.require_ready):
        with pytest.raises(SchemaTooNew, match="9999"):
            attempt()
    assert "newer" in store.check()[0]
    with store._write() as tx:
        tx.execute(sa.text(f"UPDATE alembic_version SET version_num = '{migrate.HEAD}'"))


def test_a_database_without_schema_says_what_to_do(database_url: str) -> None:
    store = open_store(database_url)
    with pytest.raises(StoreUnavailable, match="db upgrade"):
        store.require_ready()
    assert "db upgrade" in store.check()[0]
    store.close()


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/var/deep/feedsvc.db")
    store.upgrade()
    assert (tmp_path / "var" / "deep" / "feedsvc.db").exists()
    store.close()


def test_a_database_file_is_nobody_else_s_to_read_also_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / "feedsvc.db"
    for before in (None, 0o644):
        if before:
            path.chmod(before)
        opened = open_store(f"sqlite:///{path}")
        opened.upgrade()
        opened.close()
        assert path.stat().st_mode & 0o007 == 0


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://me:s3cret@[::1/x", "postgresql+psycopg//me:s3cret@host"]
)
def test_a_malformed_store_url_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert "s3cret" not in str(caught.value)
    assert caught.value.__cause__ is None
