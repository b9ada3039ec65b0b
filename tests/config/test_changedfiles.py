"""The watch: every change is told once, and none before its writing is over."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from feedsvc.config.changedfiles import SETTLED, Watch

WRITTEN = 1_790_000_000.0


class Desk:
    """A configuration directory with a wall clock that is told the time; files change when they are written."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.seconds = WRITTEN
        (directory / "sources").mkdir()
        self.writes("feedsvc.toml", "")
        self.writes("sources/world.toml", 'title = "World"')
        self.watch = Watch(directory, wall=lambda: self.seconds)
        self.passes(10)

    def writes(self, name: str, text: str, *, at: float | None = None) -> None:
        """Put text into a file now, or as if at another time."""
        path = self.directory / name
        path.write_text(text)
        moment = self.seconds if at is None else at
        os.utime(path, (moment, moment))

    def passes(self, seconds: float) -> None:
        """Let time go by."""
        self.seconds += seconds


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def remove(desk: Desk) -> None:
    (desk.directory / "sources" / "world.toml").unlink()


def replaced(desk: Desk) -> None:
    """A file of the same size and time moved into its place, as by an editor that keeps both."""
    path = desk.directory / "feedsvc.toml"
    before = path.stat()
    other = desk.directory / "feedsvc.new"
    other.write_text("")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.rename(path)


CHANGES = [
    pytest.param(lambda desk: desk.writes("feedsvc.toml", "[site]"), id="main file"),
    pytest.param(lambda desk: desk.writes("topics.toml", ""), id="topics that were not there"),
    pytest.param(lambda desk: desk.writes("sources/new.toml", ""), id="new source"),
    pytest.param(lambda desk: desk.writes("sources/world.toml", "x"), id="changed source"),
    pytest.param(lambda desk: desk.writes("sources/world.toml", 'title = "World"'), id="same size, later"),
    pytest.param(remove, id="removed source"),
    pytest.param(replaced, id="same size and time, another file"),
]


def test_what_stands_at_the_beginning_is_no_change(desk: Desk) -> None:
    assert [desk.watch.has_changed() for _ in range(3)] == [False, False, False]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_told_once(desk: Desk, change: Callable[[Desk], None]) -> None:
    change(desk)
    desk.passes(SETTLED + 0.1)
    assert [desk.watch.has_changed() for _ in range(3)] == [True, False, False]


def test_a_file_that_was_just_written_waits_until_two_looks_see_the_same(desk: Desk) -> None:
    desk.writes("topics.toml", "")
    assert not desk.watch.has_changed()
    desk.writes("topics.toml", "[[topic]]")
    assert not desk.watch.has_changed()
    assert desk.watch.has_changed()


def test_a_file_dated_into_the_future_is_taken_all_the_same(desk: Desk) -> None:
    desk.writes("topics.toml", "", at=desk.seconds + 3600)
    assert [desk.watch.has_changed() for _ in range(3)] == [False, True, False]


OTHERS = [
    *("notes.txt", "sources/world.toml~", "sources/.world.toml.swp", "sources/._world.toml"),
    "samples/page.html",
]


@pytest.mark.parametrize("name", OTHERS)
def test_other_files_are_no_change(desk: Desk, name: str) -> None:
    (desk.directory / "samples").mkdir()
    desk.writes(name, "x")
    desk.passes(SETTLED + 0.1)
    assert not desk.watch.has_changed()


def test_a_directory_that_goes_away_is_a_change_and_no_error(desk: Desk) -> None:
    desk.directory.rename(desk.directory.with_name("elsewhere"))
    assert desk.watch.has_changed()
    desk.directory.with_name("elsewhere").rename(desk.directory)
    assert desk.watch.has_changed()
