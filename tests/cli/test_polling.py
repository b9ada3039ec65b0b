"""Polling many sources from several processes at one time: nobody is turned away, and who is told to stop stops."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

import pytest

from feedsvc.cli.polling import BUSY_PAUSE, BUSY_TRIES, patiently, poll_all
from feedsvc.config import SourceConfig
from feedsvc.errors import SourceBusy, SourceError
from feedsvc.models import Outcome, PollReport
from feedsvc.poll.poller import LEASE, Poller
from feedsvc.schedule.kinds import Kind
from feedsvc.store import Store
from tests.builders import NOW
from tests.fakes import FakeClock
from tests.store.helpers import make_source

MANY = 300
NAMES = [f"s{n}" for n in range(MANY)]
SOURCES = [
    SourceConfig(slug=name, title=name, url=f"https://h{n % 60}.example/{n}", extractor="auto")
    for n, name in enumerate(NAMES)
]
THREADS = {Kind.PLAIN: 16}


@dataclass
class Claiming:
    """A process that polls: it claims in the true store, and counts what it polled."""

    store: Store
    owner: str
    clock: FakeClock = field(default_factory=lambda: FakeClock(NOW))
    polled: list[str] = field(default_factory=list)

    def poll(self, slug: str, **_: Any) -> PollReport:
        claim = self.store.claim(slug, self.owner, self.clock.now, LEASE)
        if claim is None:
            raise SourceBusy(f"{slug} is being polled elsewhere", source=slug)
        self.polled.append(slug)
        self.store.release(claim, self.clock.now)
        return PollReport(source=slug, outcome=Outcome.OK)


def as_poller(process: object) -> Poller:
    return cast("Poller", process)


def test_two_processes_that_poll_three_hundred_sources_turn_none_away(store: Store) -> None:
    store.sync_sources([make_source(name) for name in NAMES], NOW)
    processes = [Claiming(store, "one"), Claiming(store, "two")]

    def polls(process: Claiming) -> list[PollReport]:
        return poll_all(as_poller(process), SOURCES, THREADS, False, lambda _: None)

    with ThreadPoolExecutor(2) as pool:
        for reports in pool.map(polls, processes):
            assert [(r.source, str(r.outcome)) for r in reports] == [(name, "ok") for name in NAMES]
    assert all(sorted(process.polled) == sorted(NAMES) for process in processes)


def test_what_a_killed_process_has_left_is_waited_for(store: Store) -> None:
    store.sync_sources([make_source("s0")], NOW)
    assert store.claim("s0", "killed", NOW, LEASE)
    process = Claiming(store, "next")

    def sleep(seconds: float) -> None:
        process.clock.now += timedelta(seconds=seconds)

    assert timedelta(seconds=BUSY_TRIES * BUSY_PAUSE) > LEASE
    assert patiently(as_poller(process), "s0", False, sleep).ok


def test_only_who_is_polled_elsewhere_is_waited_for() -> None:
    class Broken:
        def poll(self, slug: str, **_: Any) -> PollReport:
            raise SourceError(f"{slug} is broken", source=slug)

    def never(_: float) -> None:
        pytest.fail("waited")

    assert patiently(as_poller(Broken()), "a", False, never).error == "a is broken"


def test_once_told_to_stop_no_further_poll_is_begun() -> None:
    stop, polled = threading.Event(), []

    class Stopped:
        def poll(self, slug: str, **_: Any) -> PollReport:
            polled.append(slug)
            if len(polled) == 3:
                stop.set()
            return PollReport(source=slug, outcome=Outcome.OK)

    given = as_poller(Stopped()), SOURCES, {Kind.PLAIN: 1}, False, lambda _: None
    assert [r.source for r in poll_all(*given, stop=stop)] == sorted(polled, key=NAMES.index)
    assert len(polled) == 3


def test_who_waits_for_another_is_told_to_stop_as_well() -> None:
    class Busy:
        def poll(self, slug: str, **_: Any) -> PollReport:
            raise SourceBusy(f"{slug} is being polled elsewhere", source=slug)

    stop = threading.Event()
    stop.set()
    report = patiently(as_poller(Busy()), "a", False, stop.wait)
    assert (report.outcome, report.error) == ("failed", "a is being polled elsewhere")
