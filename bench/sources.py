"""Ten thousand sources, each polled every 15 minutes: the share of a core that it takes (at most 25 %).

All of them are in the store, each on a host of its own (the loopback has enough addresses). Some of them
are due in a round, are claimed and polled by the scheduler's threads, and most answer 304. What is printed
is CPU of this process and of its children for each poll, times the polls of 15 minutes.

    python bench/sources.py [--sources 10000] [--due 150] [--changed 5]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from datetime import datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
from _pages import serving_pages
from byline import Writer
from refresh import cpu, since

from feedsvc.config import Config, FetchOptions, SourceConfig, TopicConfig
from feedsvc.poll.making import make_poller
from feedsvc.process import LARGE_OF_POLLS, settle, share_heaps
from feedsvc.schedule.dispatch import Threads
from feedsvc.schedule.hosts import hosts_of
from feedsvc.store import Store, open_store
from feedsvc.store.tables import sources
from feedsvc.telemetry import configure_logging
from tests.fakes import FakeClock

EVERY = timedelta(minutes=15)
GOAL = 0.25
ROUNDS = 5


def make_config(directory: Path, port: int, count: int) -> Config:
    """So many sources on as many hosts, in ten topics."""
    made = tuple(
        SourceConfig(
            slug=f"s{n}",
            title=f"Source {n}",
            url=f"http://127.{1 + n // 62_500}.{n // 250 % 250}.{1 + n % 250}:{port}/{n}?tag",
            extractor="byline",
            every=EVERY,
            timezone=ZoneInfo("Asia/Shanghai"),
            article_id=r"-(\d+)\.html$",
        )
        for n in range(count)
    )
    topics = tuple(
        TopicConfig(slug=f"t{n}", title=f"Topic {n}", sources=tuple(s.slug for s in made[n::10]))
        for n in range(10)
    )
    fetch = FetchOptions(allow_networks=(ip_network("127.0.0.0/8"),), host_pause=timedelta())
    return Config(directory=directory, fetch=fetch, topics=topics, sources=made)


def page(n: int, version: int) -> str:
    """Source n's page of 50 stories; versions differ beside the stories."""
    written = Writer(n).news_page().replace("102300", f"1{n:05}")
    return written.replace("Trending Stories", f"Trending stories {version}")


def make_threads(config: Config, store: Store, poller: Any, clock: Any) -> Threads:
    """What polls, at 32 hosts at one time."""
    return Threads(
        store,
        poller,
        hosts=hosts_of(config.sources),
        owner="bench",
        clock=clock,
        lease=timedelta(minutes=2),
        most=32,
    )


def let_wait(store: Store, names: list[str], until: datetime) -> None:
    """These sources are not due before then."""
    with store._write() as tx:
        tx.execute(sources.update().where(sources.c.slug.in_(names)).values(next_poll=until))


def poll_due(dispatcher: Threads) -> None:
    """Everything that is due, polled: whoever ends a poll claims more, and no tick comes meanwhile."""
    while dispatcher.tick():
        while dispatcher.running:
            time.sleep(0.01)


def main() -> int:
    """Print the share of a core; 1 when it misses its goal."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sources", type=int, default=10_000)
    parser.add_argument("--due", type=int, default=150)
    parser.add_argument("--changed", type=int, default=5, help="percent whose page has changed")
    given = parser.parse_args()
    configure_logging("error", "text")
    with tempfile.TemporaryDirectory() as name, serving_pages(Path(name)) as (port, server):
        share = measure(Path(name), port, server, given)
    print(
        f"{given.sources:,} sources every 15 minutes, {given.changed} % of them changed:"
        f" {share:.1%} of a core (goal {GOAL:.0%})"
    )
    return share > GOAL


def assert_polled(store: Store, due: int, now: datetime) -> None:
    """Each source that was due has been polled well."""
    states = [store.source_state(f"s{n}") for n in range(due)]
    assert all(s and s.last_success and now - s.last_success < timedelta(minutes=1) for s in states)


def measure(directory: Path, port: int, server: int, given: argparse.Namespace) -> float:
    """Share of one core, from rounds of polls of the due sources."""
    config, clock = make_config(directory, port, given.sources), FakeClock()
    store = open_store(f"sqlite:///{directory}/bench.db")
    store.upgrade()
    poller = make_poller(config, store, clock=clock, rng=random.Random(1), sleep=clock.sleep)
    let_wait(store, [s.slug for s in config.sources[given.due :]], clock() + timedelta(days=99))
    dispatcher = make_threads(config, store, poller, clock)
    settle()  # as the scheduler does
    share_heaps(LARGE_OF_POLLS)
    costs = []
    for turn in range(ROUNDS + 1):
        for n in range(given.due):
            changed = n * 100 < given.changed * given.due
            (directory / str(n)).write_text(page(n, turn if changed else 0))
        clock.advances(hours=3)  # a source that changes rarely is asked rarely: all are due again
        began = cpu(server)
        poll_due(dispatcher)
        if turn:  # the first round brings all of their stories
            costs.append(since(began, server) / given.due)
        assert_polled(store, given.due, clock())
    poller.close()
    each = median(costs)
    print(f"one poll {each * 1000:.1f} ms of CPU, {given.due} of {given.sources:,} sources due in a round")
    return each * given.sources / EVERY.total_seconds()


if __name__ == "__main__":
    sys.exit(main())
