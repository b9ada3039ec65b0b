"""One request at a time to a host, with a pause between two."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest

from feedsvc.errors import FetchError
from feedsvc.fetch import LocalGate, StoreGate
from feedsvc.fetch.gate import MAX_HOSTS
from tests.attacks.server import HostileServer, response
from tests.builders import NOW
from tests.fakes import FakeClock
from tests.fetch.helpers import make_fetcher

SECOND = timedelta(seconds=1)


class FakeTurns:
    """A store's host rows in memory."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[str, datetime]] = {}
        self.asked = 0

    def take_host(self, host: str, owner: str, now: datetime, lease: timedelta) -> datetime | None:
        self.asked += 1
        _, until = self.rows.get(host, ("", now))
        if until > now:
            return until
        self.rows[host] = (owner, now + lease)
        return None

    def release_host(self, host: str, owner: str, now: datetime, pause: timedelta) -> None:
        self.rows[host] = (owner, now + pause)


def make_gate(clock: FakeClock, turns: FakeTurns | None = None) -> LocalGate | StoreGate:
    """A gate on a fake clock."""
    if turns is None:
        return LocalGate(clock=clock, sleep=clock.sleep)
    return StoreGate(turns, clock=clock, sleep=clock.sleep)


class WatchfulGate:
    """A gate that notes how each turn ended."""

    def __init__(self) -> None:
        self.ends: list[str] = []

    @contextmanager
    def turn(self, host: str, pause: timedelta) -> Iterator[None]:
        try:
            yield
        except FetchError as error:
            self.ends.append(error.rule)
            raise
        self.ends.append("well")


def test_a_gate_is_told_how_a_turn_ended(server: HostileServer) -> None:
    gate = WatchfulGate()
    fetcher = make_fetcher(gate=gate, max_bytes=1000)
    fetcher.fetch_url(server.answers("/well", response(b"x")), robots="ignore")
    with pytest.raises(FetchError):
        fetcher.fetch_url(server.answers("/large", response(b"x" * 2000)), robots="ignore")
    fetcher.close()
    assert gate.ends == ["well", "size"]


@pytest.mark.parametrize("kind", ["local", "store"])
def test_the_pause_is_kept_between_two_turns(kind: str) -> None:
    clock = FakeClock()
    gate = make_gate(clock, FakeTurns() if kind == "store" else None)
    with gate.turn("a", 5 * SECOND):
        clock.advances(seconds=3)
    clock.advances(seconds=1)
    with gate.turn("a", SECOND):
        assert clock.now == NOW + 8 * SECOND
    with gate.turn("b", SECOND):
        assert sum(clock.slept) == pytest.approx(4)


@pytest.mark.parametrize("kind", ["local", "store"])
def test_a_turn_that_fails_is_given_back_with_its_pause(kind: str) -> None:
    clock = FakeClock()
    gate = make_gate(clock, FakeTurns() if kind == "store" else None)
    with pytest.raises(ZeroDivisionError), gate.turn("a", SECOND):
        raise ZeroDivisionError
    with gate.turn("a", SECOND):
        assert clock.now == NOW + SECOND


@pytest.mark.parametrize("kind", ["local", "store"])
def test_a_host_that_is_not_free_soon_enough_is_busy(kind: str) -> None:
    clock = FakeClock()
    gate = make_gate(clock, FakeTurns() if kind == "store" else None)
    with gate.turn("a", timedelta(minutes=5)):
        pass
    with pytest.raises(FetchError) as caught, gate.turn("a", SECOND):
        pass
    assert (caught.value.rule, caught.value.retry_after) == ("busy", timedelta(minutes=5))
    assert clock.slept == []
    clock.advances(minutes=5)
    with gate.turn("a", SECOND):
        pass


def test_a_thread_that_waits_too_long_for_another_is_told_so() -> None:
    gate = LocalGate(patience=timedelta(milliseconds=20))
    with gate.turn("a", SECOND), pytest.raises(FetchError, match="busy"), gate.turn("a", SECOND):
        pass


def test_a_clock_set_back_stops_no_host() -> None:
    clock = FakeClock()
    gate = make_gate(clock)
    with gate.turn("a", SECOND):
        pass
    clock.advances(hours=-5)
    with gate.turn("a", SECOND):
        assert sum(clock.slept) == pytest.approx(1)


def test_turns_of_other_processes_are_waited_for() -> None:
    clock = FakeClock()
    turns = FakeTurns()
    first, second = make_gate(clock, turns), make_gate(clock, turns)
    with first.turn("a", 2 * SECOND):
        pass
    with second.turn("a", SECOND):
        assert clock.now == NOW + 2 * SECOND
    assert turns.asked == 3


def test_turns_of_one_process_queue_before_they_ask_the_store() -> None:
    turns = FakeTurns()
    gate = StoreGate(turns, patience=timedelta(seconds=5))
    inside: list[int] = []

    def work() -> None:
        with gate.turn("a", timedelta()):
            inside.append(1)
            assert len(inside) == 1
            inside.pop()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert turns.asked == 8


def test_hosts_of_long_ago_are_forgotten() -> None:
    clock = FakeClock()
    gate = LocalGate(clock=clock, sleep=clock.sleep)
    for number in range(MAX_HOSTS + 10):
        with gate.turn(str(number), timedelta()):
            pass
    assert len(gate._hosts) <= MAX_HOSTS


def test_crawl_delay_lengthens_the_pause(server: HostileServer) -> None:
    clock = FakeClock()
    fetcher = make_fetcher(gate=make_gate(clock), clock=clock, host_pause=SECOND)
    server.answers("/robots.txt", response(b"User-agent: *\nCrawl-delay: 7", content_type="text/plain"))
    url = server.answers("/x", response())
    fetcher.fetch_url(url)
    fetcher.fetch_url(url)
    assert clock.slept == [1.0, 7.0]
    fetcher.close()


def test_waiting_for_a_turn_does_not_use_up_the_deadline(server: HostileServer) -> None:
    gate = LocalGate()
    fetcher = make_fetcher(gate=gate, timeout=timedelta(seconds=0.4), host_pause=timedelta(seconds=0.6))
    url = server.answers("/x", response())
    fetcher.fetch_url(url, robots="ignore")
    assert fetcher.fetch_url(url, robots="ignore").content
    fetcher.close()
