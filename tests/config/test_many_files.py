"""Thousands of files are looked at by shares: no change is missed, none is told twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from feedsvc.config.changedfiles import SHARES, Watch


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("feedsvc.config.changedfiles.AT_ONCE", 5)
    (tmp_path / "sources").mkdir()
    for n in range(9):
        write(tmp_path / "sources" / f"s{n}.toml", "1")
    write(tmp_path / "topics.toml", "1")
    return tmp_path


def write(file: Path, text: str) -> None:
    file.write_text(text)
    os.utime(file, (1, len(text)))


def changes(watch: Watch) -> int:
    return sum(watch.has_changed() for _ in range(SHARES + 1))


@pytest.mark.parametrize("name", [*(f"sources/s{n}.toml" for n in range(9)), "topics.toml", "feedsvc.toml"])
def test_each_change_is_told_once(many: Path, name: str) -> None:
    watch = Watch(many)
    assert changes(watch) == 0
    write(many / name, "22")
    assert changes(watch) == 1
    assert changes(watch) == 0


def test_files_that_come_and_go_are_told(many: Path) -> None:
    watch = Watch(many)
    write(many / "sources" / "new.toml", "1")
    assert changes(watch) == 1
    (many / "sources" / "s4.toml").unlink()
    assert changes(watch) == 1


def test_a_file_that_was_changed_and_then_goes_away_is_a_change_and_no_error(many: Path) -> None:
    os.utime(many / "sources", (1, 1))  # long ago: only shares are looked at
    watch = Watch(many)
    assert changes(watch) == 0
    write(many / "sources" / "s4.toml", "22")
    assert changes(watch) == 1
    (many / "sources" / "s4.toml").unlink()
    os.utime(many / "sources", (1, 2))
    assert [changes(watch) for _ in range(2)] == [1, 0]


def test_what_is_still_being_written_is_waited_for(many: Path) -> None:
    watch = Watch(many, wall=lambda: 1.0)
    write(many / "topics.toml", "22")
    seen = [watch.has_changed()]
    write(many / "topics.toml", "333")
    seen.append(watch.has_changed())
    assert seen == [False, False]
    assert watch.has_changed()
