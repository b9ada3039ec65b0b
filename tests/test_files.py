"""Files are replaced whole: content, mode, time, and nothing left beside them."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path

import pytest

from feedsvc.files import one_writer, replace_file


def test_a_replaced_file_keeps_its_mode_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    place = tmp_path / "pier.toml"
    place.write_text("old")
    place.chmod(0o600)
    replace_file(place, b"new", modified=1_700_000_000)
    told = place.stat()
    assert (place.read_text(), told.st_mode & 0o777, told.st_mtime) == ("new", 0o600, 1_700_000_000)
    assert list(tmp_path.iterdir()) == [place]


def test_where_it_cannot_stand_the_old_one_stays_and_nothing_new(tmp_path: Path) -> None:
    place = tmp_path / "pier.toml"
    place.mkdir()
    with pytest.raises(IsADirectoryError):
        replace_file(place, b"new")
    assert list(tmp_path.iterdir()) == [place]


def test_a_full_disk_is_told_with_the_name_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "pier.toml"
    place.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as caught:
        replace_file(place, b"new")
    assert caught.value.filename == str(place)
    assert place.read_text() == "old"
    assert list(tmp_path.iterdir()) == [place]


def test_a_private_file_is_for_us_alone(tmp_path: Path) -> None:
    place = tmp_path / "pier"
    replace_file(place, b"new", private=True)
    assert place.stat().st_mode & 0o777 == 0o600


def is_locked(directory: Path) -> bool:
    """Whether another writer would have to wait."""
    lock = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


def test_one_writes_at_a_time(tmp_path: Path) -> None:
    with one_writer(tmp_path):
        assert is_locked(tmp_path)
    assert not is_locked(tmp_path)
