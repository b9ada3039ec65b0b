"""The ticker: at once, then again and again, whatever is raised and whatever the clock does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest

from feedsvc.schedule.ticks import JOB, Ticker


class Counted:
    """A call that counts itself and may be told to raise or to block."""

    def __init__(self) -> None:
        self.count = 0
        self.error: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()
        self._called = threading.Condition()

    def __call__(self) -> None:
        with self._called:
            self.count += 1
            self._called.notify_all()
        self.gate.wait(10)
        if self.error:
            raise self.error

    def waits_for(self, count: int) -> None:
        with self._called:
            assert self._called.wait_for(lambda: self.count >= count, 10)


class Elapsed:
    """A monotonic clock that is told the time."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def tick() -> Counted:
    return Counted()


@pytest.fixture
def housekeep() -> Iterator[Counted]:
    call = Counted()
    yield call
    call.gate.set()


def test_the_first_tick_comes_at_once_and_others_follow(tick: Counted, housekeep: Counted) -> None:
    ticker = Ticker(tick, housekeep, every=timedelta(seconds=0.05))
    ticker.start()
    tick.waits_for(3)
    housekeep.waits_for(1)
    ticker.stop()


def test_a_tick_that_raises_is_followed_by_the_next(
    tick: Counted, housekeep: Counted, caplog: pytest.LogCaptureFixture
) -> None:
    tick.error = RuntimeError("the database is \x1b away")
    ticker = Ticker(tick, housekeep, every=timedelta(seconds=0.02))
    ticker.start()
    tick.waits_for(5)
    ticker.stop()
    assert "\x1b" not in caplog.text
    assert len(caplog.records) <= 4


def test_housekeeping_that_hangs_holds_up_no_tick(tick: Counted, housekeep: Counted) -> None:
    housekeep.gate.clear()
    ticker = Ticker(tick, housekeep, every=timedelta(seconds=0.02))
    ticker.start()
    tick.waits_for(4)
    ticker.stop()
    assert housekeep.count == 1


def test_a_tick_that_hangs_is_not_started_twice_and_holds_up_no_end(
    tick: Counted, housekeep: Counted
) -> None:
    tick.gate.clear()
    ticker = Ticker(tick, housekeep, every=timedelta(seconds=0.02))
    ticker.start()
    housekeep.waits_for(4)
    ticker.stop()
    assert tick.count == 1
    tick.gate.set()


def test_a_clock_set_back_by_an_hour_is_noticed_by_the_monotonic_clock(
    tick: Counted, housekeep: Counted
) -> None:
    elapsed = Elapsed()
    ticker = Ticker(tick, housekeep, every=timedelta(hours=1), monotonic=elapsed)
    ticker.start()
    tick.waits_for(1)
    assert not ticker.nudge()
    elapsed.seconds = 2 * 3600 + 1
    assert ticker.nudge()
    tick.waits_for(2)
    assert not ticker.nudge()
    ticker.stop()


def test_no_run_is_dropped_for_being_late_and_late_ones_become_one(tick: Counted, housekeep: Counted) -> None:
    ticker = Ticker(tick, housekeep, every=timedelta(hours=1))
    ticker.start()
    job = ticker._scheduler.get_job(JOB)
    assert (job.misfire_grace_time, job.coalesce, job.max_instances) == (None, True, 1)
    assert str(ticker._scheduler.timezone) == "UTC"
    ticker.stop()
    ticker.stop()


def test_it_looks_every_second_however_rarely_it_ticks(tick: Counted, housekeep: Counted) -> None:
    elapsed, look = Elapsed(), Counted()
    ticker = Ticker(tick, housekeep, every=timedelta(hours=1), look=look, monotonic=elapsed)
    for seconds in (0.0, 0.9, 1.0, 1.1, 1.9):
        elapsed.seconds = seconds
        ticker.look()
    look.waits_for(1)
    assert (look.count, tick.count) == (1, 0)
    while look.count < 2:  # the first may still be on its way out
        elapsed.seconds += 1.0
        ticker.look()
    ticker.stop()
    count, elapsed.seconds = look.count, elapsed.seconds + 9.0
    ticker.look()
    assert look.count == count


def test_another_housekeeping_and_interval_hold_at_once(tick: Counted, housekeep: Counted) -> None:
    ticker, other = Ticker(tick, housekeep, every=timedelta(hours=1)), Counted()
    ticker.start()
    try:
        housekeep.waits_for(1)
        ticker.turns_to(other, timedelta(seconds=0.05))
        other.waits_for(3)
    finally:
        ticker.stop()
    assert housekeep.count == 1
