"""Whether a poll could write is tried, and what keeps it from that is told with what to do."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feedsvc.errors import StoreError, StoreReadOnly, StoreUnavailable
from feedsvc.store import Store, open_store
from feedsvc.store.tables import counters
from feedsvc.store.tried import try_room, write_room
from tests.disks import small_disk
from tests.furnished import put_database

FILE = "feedsvc.db"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    put_database(tmp_path / FILE)
    store = open_store(f"sqlite:///{tmp_path / FILE}")
    yield store
    store.close()


def refusing(number: int) -> Any:
    def refuse(*_given: Any, **_named: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.mark.parametrize(
    ("number", "kind", "told"),
    [
        pytest.param(errno.ENOSPC, StoreUnavailable, "df -i", id="no room, or no place for another file"),
        pytest.param(errno.EDQUOT, StoreUnavailable, "the quota of ", id="a quota"),
        pytest.param(errno.EROFS, StoreReadOnly, "mount it for writing", id="read-only"),
        pytest.param(errno.EACCES, StoreReadOnly, "chown", id="rights"),
        pytest.param(errno.EIO, StoreUnavailable, "look at its disk", id="a disk that fails"),
    ],
)
@pytest.mark.parametrize("step", ["tempfile.mkstemp", "os.write", "os.fsync"])
def test_what_keeps_a_folder_from_taking_a_file_is_told_with_what_to_do(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    number: int,
    kind: type[StoreError],
    told: str,
) -> None:
    assert store.check() == []
    before = sorted(tmp_path.iterdir())
    with monkeypatch.context() as patch:
        patch.setattr(f"feedsvc.store.tried.{step}", refusing(number))
        with pytest.raises(kind, match=told):
            try_room(tmp_path / FILE)
        (problem,) = store.check()
    assert told in problem
    assert str(tmp_path) in problem
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_is_to_be_made_is_tried_where_it_will_lie(tmp_path: Path) -> None:
    try_room(tmp_path / "var" / "deep" / FILE)
    assert list(tmp_path.iterdir()) == []


def test_the_room_that_must_be_free_is_written(tmp_path: Path) -> None:
    with (tmp_path / "probe").open("wb") as file:
        write_room(file.fileno())
    assert (tmp_path / "probe").stat().st_size == 1024 * 1024


def test_trying_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    assert store.check() == []
    with store._read() as tx:
        assert "tried" not in {row.name for row in tx.execute(counters.select())}
    assert {path.name for path in tmp_path.iterdir()} <= {FILE, f"{FILE}-wal", f"{FILE}-shm"}


def test_what_is_written_is_tried_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: Any) -> None:
        raise OSError(errno.ENOSPC, "database or disk is full")

    monkeypatch.setattr("feedsvc.store.store.upsert", full)
    (problem,) = store.check()
    assert "database or disk is full" in problem


def test_who_only_reads_tries_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_database(tmp_path / FILE)
    monkeypatch.setattr("feedsvc.store.tried.tempfile.mkstemp", refusing(errno.EROFS))
    reader = open_store(f"sqlite:///{tmp_path / FILE}", read_only=True)
    assert reader.check() == []
    reader.close()


@pytest.mark.slow
@pytest.mark.parametrize("size", ["8m,nr_inodes=8", "2m"])
def test_a_disk_with_a_database_and_no_place_for_another_file(tmp_path: Path, size: str) -> None:
    put_database(tmp_path / FILE)
    with small_disk(tmp_path / "disk", size) as disk:
        shutil.copy(tmp_path / FILE, disk.seen / FILE)
        store = open_store(f"sqlite:///{disk.seen / FILE}")
        try:
            if "inodes" in size:
                for number in range(8):
                    try:
                        (disk.seen / f"{number}").touch()
                    except OSError:
                        break
            else:
                disk.fills()
            problems = store.check()
        finally:
            store.close()
    assert "the disk is full" in problems[0]
