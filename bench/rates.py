"""How many polls a second two cores can bear, and whether a thousand sources are polled when they are due.

Rates come of CPU, since the clock of a busy machine says nothing of them: one process polls on one core, the
children that read pages have the other. The clock's rate and the machine's load stand beside them. For being
in time a thousand sources of five minutes are polled by the scheduler's threads, with a clock that runs
SPEED times as fast, a part of them changed: late is who waits longer than a tenth of its interval.

    python bench/rates.py [--due 150] [--sources 1000] [--minutes 8]
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
from _pages import serving_pages
from refresh import children
from sources import make_config, make_threads, page, poll_due

from feedsvc.poll.making import make_poller
from feedsvc.process import LARGE_OF_POLLS, settle, share_heaps
from feedsvc.schedule.dispatch import Threads
from feedsvc.store import Store, open_store
from feedsvc.store.tables import sources
from feedsvc.telemetry import configure_logging
from tests.builders import NOW
from tests.fakes import FakeClock

UNCHANGED, CHANGED = 150, 60
"""Polls a second that two cores shall bear."""
SPEED = 10
EVERY = timedelta(minutes=5)
IN_TIME = 0.99
TICK = 0.5
"""Seconds by the clock between two ticks: the five seconds of a scheduler."""
ROUNDS = 3


class Fast:
    """A clock that runs SPEED times as fast as the machine's."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def __call__(self) -> datetime:
        return NOW + SPEED * timedelta(seconds=time.monotonic() - self._began)

    def sleep(self, seconds: float) -> None:
        """Wait so long by this clock."""
        time.sleep(seconds / SPEED)


class Watched:
    """A poller that notes how late each poll begins, and which begin before they are due."""

    def __init__(self, poller: Any, store: Store, clock: Any, planned: dict[str, datetime]) -> None:
        self._poller, self._store, self._clock, self._planned = poller, store, clock, planned
        self.late: list[timedelta] = []
        self.polls: Counter[str] = Counter()
        self.early = 0

    def poll(self, slug: str, **given: Any) -> Any:
        late = self._clock() - self._planned[slug]
        self.late.append(late)
        self.early += late < timedelta()
        self.polls[slug] += 1
        report = self._poller.poll(slug, **given)
        state = self._store.source_state(slug)
        assert state is not None
        assert state.next_poll is not None
        self._planned[slug] = state.next_poll
        return report

    def close(self) -> None:
        self._poller.close()


def rates(directory: Path, port: int, server: int, due: int) -> bool:
    """Polls a second of unchanged pages and of changed ones."""
    config, clock = make_config(directory, port, due), FakeClock()
    store = open_store(f"sqlite:///{directory}/rates.db")
    store.upgrade()
    poller = make_poller(config, store, clock=clock, rng=random.Random(1), sleep=clock.sleep)
    threads = make_threads(config, store, poller, clock)
    settle()  # as the scheduler does
    share_heaps(LARGE_OF_POLLS)
    good = True
    for what, goal, changing in (("unchanged", UNCHANGED, False), ("changed", CHANGED, True)):
        found = []
        for turn in range(ROUNDS + 1):
            if changing or not turn:
                write_pages(directory, due, turn + 10 * changing)
            clock.advances(hours=3)
            found.append(one_round(threads, server, due))
        own, whole, clocked = (median(values) for values in zip(*found[1:], strict=True))
        rate = min(1 / own, 2 / whole)
        good &= rate >= goal
        print(
            f"{what:10} {rate:5.0f} polls a second by CPU ({own * 1e3:.1f} ms in the scheduler,"
            f" {whole * 1e3:.1f} ms with its children; goal {goal});"
            f" {1 / clocked:.0f} by the clock at load {os.getloadavg()[0]:.1f}",
            flush=True,
        )
    poller.close()
    store.close()
    return good


def one_round(threads: Threads, server: int, due: int) -> tuple[float, float, float]:
    """Seconds of a poll: CPU of this process, of its children too, by the clock."""
    before, own, began = spent(server), time.process_time(), time.perf_counter()
    poll_due(threads)
    clocked, own = time.perf_counter() - began, time.process_time() - own
    return own / due, (spent(server) - before) / due + own / due, clocked / due


def spent(but: int) -> float:
    """Seconds of CPU of all children, also of those that have ended; `but` is one that does not count."""
    # After the name: user and system time, and both of the children that were waited for (proc(5)).
    stats = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in children() - {but})
    ended = os.times()
    ticks = sum(int(value) for stat in stats for value in stat[11:15])
    return ticks / os.sysconf("SC_CLK_TCK") + ended.children_user + ended.children_system


def write_pages(directory: Path, count: int, version: int) -> None:
    for n in range(count):
        (directory / str(n)).write_text(page(n, version))


def in_time(directory: Path, port: int, count: int, minutes: float) -> bool:
    """Whether all are polled when they are due, none before."""
    config = make_config(directory, port, count)
    config = replace(config, sources=tuple(replace(s, every=EVERY) for s in config.sources))
    store = open_store(f"sqlite:///{directory}/time.db")
    store.upgrade()
    write_pages(directory, count, 0)
    clock = Fast()
    poller = make_poller(config, store, clock=clock, rng=random.Random(1), sleep=clock.sleep)
    planned = spread(store, count, clock())
    watched = Watched(poller, store, clock, planned)
    threads = make_threads(config, store, watched, clock)
    end = clock() + timedelta(minutes=minutes)
    while clock() < end:
        threads.tick()
        time.sleep(TICK)
    threads.stop(60)
    poller.close()
    store.close()
    return told(watched, count, minutes)


def spread(store: Store, count: int, now: datetime) -> dict[str, datetime]:
    """When each source is due for the first time: evenly within one interval."""
    planned = {f"s{n}": now + (n + 1) / count * EVERY for n in range(count)}
    with store._write() as tx:
        for slug, when in planned.items():
            tx.execute(sources.update().where(sources.c.slug == slug).values(next_poll=when))
    return planned


def told(watched: Watched, count: int, minutes: float) -> bool:
    late = sorted(watched.late)
    share = sum(one <= EVERY / 10 for one in late) / len(late)
    print(
        f"{count:,} sources every {EVERY.seconds // 60} minutes, {minutes:g} minutes at {SPEED} times speed:"
        f"\n  {len(late):,} polls of {len(watched.polls):,}; {share:.1%} within a tenth of their interval"
        f" (goal {IN_TIME:.0%}), the last after {late[-1].total_seconds():.0f} s; {watched.early} before they"
        f" were due; load {os.getloadavg()[0]:.1f}"
    )
    return share >= IN_TIME and not watched.early


def main() -> int:
    """Print rates and punctuality; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--due", type=int, default=150)
    parser.add_argument("--sources", type=int, default=1_000)
    parser.add_argument("--minutes", type=float, default=8)
    given = parser.parse_args()
    configure_logging("error", "text")
    with tempfile.TemporaryDirectory() as name, serving_pages(Path(name)) as (port, server):
        good = rates(Path(name), port, server, given.due)
        good &= in_time(Path(name), port, given.sources, given.minutes)
    return not good


if __name__ == "__main__":
    sys.exit(main())
