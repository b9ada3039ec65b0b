"""Operators are told once that nothing can be written, and once that it can be again."""

from __future__ import annotations

from typing import Any

import pytest

from feedsvc.errors import StoreError, StoreReadOnly, StoreUnavailable
from feedsvc.schedule.vigil import PATIENCE, Vigil
from tests.fakes import FakeClock

MOMENT = PATIENCE / 2
FULL = StoreUnavailable("the disk is full: nothing can be written to the database")


class Database:
    """It `fails` until it `heals`."""

    def __init__(self) -> None:
        self._error: StoreError | None = None

    def fails(self, error: StoreError) -> None:
        self._error = error

    def heals(self) -> None:
        self._error = None

    def require_writable(self) -> None:
        if self._error:
            raise self._error


class Channel:
    """Takes alerts, unless it is `deaf`."""

    def __init__(self) -> None:
        self.deaf, self.took = False, list[tuple[str, str]]()

    def __call__(self, title: str, body: str) -> bool:
        if not self.deaf:
            self.took.append((title, body.partition("\n")[0]))
        return not self.deaf


@pytest.fixture
def watched() -> Any:
    """A database, a channel, and `passes(time)`, after which it is looked at."""
    database, channel, clock = Database(), Channel(), FakeClock()
    vigil = Vigil(database, channel, clock)

    def passes(time: Any) -> None:
        clock.now += time
        vigil.look()

    passes(MOMENT)
    return database, channel, passes


@pytest.mark.parametrize("error", [FULL, StoreReadOnly("read-only"), StoreUnavailable("no server")])
def test_what_lasts_is_told_once_and_its_end_once(watched: Any, error: StoreError) -> None:
    database, channel, passes = watched
    database.fails(error)
    for _ in range(9):
        passes(MOMENT)
    assert channel.took == [("feedsvc: the database is failing", str(error))]
    database.heals()
    for _ in range(3):
        passes(MOMENT)
    assert channel.took[1:] == [("feedsvc: the database has recovered", "it can be written again")]


def test_what_passes_within_a_minute_is_no_news(watched: Any) -> None:
    database, channel, passes = watched
    for _ in range(5):
        database.fails(FULL)
        passes(MOMENT)
        database.heals()
        passes(MOMENT)
    assert channel.took == []


def test_what_was_not_delivered_is_told_again(watched: Any) -> None:
    database, channel, passes = watched
    database.fails(FULL)
    channel.deaf = True
    for _ in range(4):
        passes(MOMENT)
    channel.deaf = False
    passes(MOMENT)
    channel.deaf = True
    database.heals()
    passes(MOMENT)
    channel.deaf = False
    for _ in range(3):
        passes(MOMENT)
    assert [title for title, _ in channel.took] == [
        "feedsvc: the database is failing",
        "feedsvc: the database has recovered",
    ]


def test_a_clock_set_back_delays_nothing(watched: Any) -> None:
    database, channel, passes = watched
    database.fails(FULL)
    passes(MOMENT)
    passes(-100 * PATIENCE)
    passes(PATIENCE)
    assert len(channel.took) == 1
