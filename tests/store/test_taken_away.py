"""The database file is taken away, replaced or has no room left, while the service runs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedsvc.errors import StoreDamaged, StoreReadOnly, StoreUnavailable
from feedsvc.store import Store, open_store
from feedsvc.web import create_app
from tests.builders import HOUR, NOW, make_document
from tests.furnished import new_store, put_database
from tests.web.helpers import make_config

FILE = "feedsvc.db"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store that has been used."""
    made = new_store(tmp_path / FILE)
    made.require_ready()
    yield made
    made.close()


def taken_away(folder: Path) -> None:
    for part in folder.glob(f"{FILE}*"):
        part.unlink()


def test_a_file_that_was_taken_away_is_told_and_not_made_again(store: Store, tmp_path: Path) -> None:
    taken_away(tmp_path)
    for use in (store.require_ready, store.topic_states, lambda: store.remember_port(7)):
        with pytest.raises(StoreUnavailable, match="is gone"):
            use()
    assert list(tmp_path.iterdir()) == []


def test_a_file_put_back_is_used_again(store: Store, tmp_path: Path) -> None:
    taken_away(tmp_path)
    put_database(tmp_path / FILE)
    store.require_ready()
    store.remember_port(7)
    other = open_store(f"sqlite:///{tmp_path / FILE}")
    assert other.port() == 7, "it is written where others read"
    other.close()


def test_a_file_replaced_by_what_is_no_database_is_told(store: Store, tmp_path: Path) -> None:
    taken_away(tmp_path)
    (tmp_path / FILE).write_bytes(b"no database at all " * 1000)
    with pytest.raises(StoreDamaged):
        store.require_ready()


def test_a_first_start_makes_the_file(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / FILE}")
    assert store.upgrade()
    store.close()


def test_a_full_disk_is_told_before_it_is_needed(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil.disk_usage(tmp_path)._replace(free=4096)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: full)
    with pytest.raises(StoreUnavailable, match="disk is full"):
        store.require_ready()
    reader = open_store(f"sqlite:///{tmp_path / FILE}", read_only=True)
    reader.require_ready()
    reader.close()


def test_readyz_says_so(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(make_config(), store)
    client = app.test_client()
    try:
        assert client.get("/readyz").status_code == 200
        with monkeypatch.context() as patch:
            full = shutil.disk_usage(tmp_path)._replace(free=0)
            patch.setattr("shutil.disk_usage", lambda _path: full)
            assert client.get("/readyz").status_code == 503
        taken_away(tmp_path)
        assert client.get("/readyz").status_code == 503
        put_database(tmp_path / FILE)
        assert client.get("/readyz").status_code == 200
    finally:
        app.extensions["feedsvc"].keeper.close()


def test_yesterday_s_file_is_told_from_today_s_though_it_counts_up_to_the_same_number(
    store: Store, tmp_path: Path
) -> None:
    def publishes(body: bytes, hours: int = 0) -> int:
        extra = make_document("/extra", body=body, topic=None)
        store.put_documents(None, 0, [extra], now=NOW + hours * HOUR)
        return store.documents_version()

    seen = publishes(b"of today")
    taken_away(tmp_path)
    put_database(tmp_path / FILE)
    assert publishes(b"of yesterday") != seen
    assert publishes(b"later", 1) > seen


def test_a_file_system_that_is_read_only_is_told(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.trouble() == ()
    *found, flags, longest = os.statvfs(tmp_path)
    read_only = os.statvfs_result((*found, flags | os.ST_RDONLY, longest))
    monkeypatch.setattr("os.statvfs", lambda _path: read_only)
    with pytest.raises(StoreReadOnly, match="read-only"):
        store.require_writable()
    assert "read-only" in store.trouble()[0]
    store.require_ready()
