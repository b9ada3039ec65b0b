"""Polls of plain sources while a browser is kept busy by hostile pages: how much later than without they end.

python bench/beside.py [--sources 60] [--rounds 2]      # two minutes
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from contextlib import closing
from datetime import datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from feedsvc.cli.works import polling
from feedsvc.config import BrowserOptions, Config, FetchOptions, SourceConfig, StoreOptions, TopicConfig
from feedsvc.models import Claim, PollReport
from feedsvc.poll.poller import Poller
from feedsvc.process import utc_now
from feedsvc.schedule.service import make_dispatcher
from feedsvc.store import open_store
from feedsvc.store.values import microseconds_of
from feedsvc.telemetry import configure_logging
from tests.browser.hostile import ENDLESS
from tests.browser.site import CHROMIUM, PLACE, serving

GOAL = 1.1
EVERY, TICK = 0.4, 0.2
"""Seconds between the moments at which plain sources fall due, and between two looks."""
STORIES = "".join(f"<article><h2><a href=/quay-{n}.html>Quay {n} opens</a></h2></article>" for n in range(9))


class Timed:
    """A poller that notes when each poll ended."""

    def __init__(self, poller: Poller) -> None:
        self._poller = poller
        self.ended: dict[str, datetime] = {}

    def poll(self, slug: str, *, dry_run: bool = False, claim: Claim | None = None) -> PollReport:
        report = self._poller.poll(slug, dry_run=dry_run, claim=claim)
        self.ended[slug] = utc_now()
        return report

    def close(self) -> None:
        self._poller.close()


def sources(count: int, port: int, busy: bool) -> tuple[SourceConfig, ...]:
    """Plain ones, each at a host of its own, and where the browser shall be busy some that it hangs on."""
    options = {"item": "article", "title": "h2", "link": "a@href"}
    plain = [
        SourceConfig(
            slug=f"plain{n}",
            title="Plain",
            url=f"http://127.0.1.{n + 1}:{port}/list",
            extractor="selectors",
            options=options,
        )
        for n in range(count)
    ]
    hostile = [
        SourceConfig(
            slug=f"app{n}",
            title="App",
            url=f"http://127.0.2.{n + 1}:{port}/page",
            extractor="auto",
            render="always",
        )
        for n in range(20 if busy else 0)
    ]
    return (*plain, *hostile)


def delays(folder: Path, count: int, port: int, busy: bool) -> list[float]:
    """Seconds from the moment at which each plain source was due to the end of its poll."""
    database = folder / f"{time.monotonic_ns()}.db"
    config = Config(
        directory=folder,
        store=StoreOptions(url=f"sqlite:///{database}"),
        sources=sources(count, port, busy),
        topics=(TopicConfig(slug="all", title="All"),),
        fetch=FetchOptions(allow_networks=(ip_network("127.0.0.0/8"),)),
        browser=BrowserOptions(executable=CHROMIUM or "", timeout=timedelta(seconds=5)),
    )
    store = open_store(config.store.url)
    store.upgrade()
    timed = Timed(polling(config, store))
    began = utc_now() + timedelta(seconds=8)  # browser and children have started by then
    due = {f"plain{n}": began + timedelta(seconds=EVERY * n) for n in range(count)}
    with closing(sqlite3.connect(database)) as connection, connection:
        moments = [(microseconds_of(moment), slug) for slug, moment in due.items()]
        connection.executemany("UPDATE sources SET next_poll = ? WHERE slug = ?", moments)
    dispatcher, over = make_dispatcher(config, store, timed), threading.Event()
    while due.keys() - timed.ended.keys():
        dispatcher.tick()
        over.wait(TICK)
    dispatcher.stop(20)
    timed.close()
    store.close()
    return [(timed.ended[slug] - moment).total_seconds() for slug, moment in due.items()]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sources", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    configure_logging("critical", "text")
    found: dict[bool, list[float]] = {False: [], True: []}
    with serving("0.0.0.0") as site, tempfile.TemporaryDirectory() as folder:
        site.has("/list", STORIES)
        site.has("/page", PLACE.replace("{script}", ENDLESS))
        port = int(site.address.rpartition(":")[2])
        for _ in range(given.rounds):
            for busy, all_of_them in found.items():
                all_of_them += delays(Path(folder), given.sources, port, busy)
    alone, beside = (statistics.median(found[busy]) for busy in (False, True))
    print(f"a plain source's poll ends {alone:.3f} s after it was due, {beside:.3f} s beside a busy browser")
    print(f"{beside / alone:.2f} times as late (goal {GOAL})")
    return 0 if beside <= GOAL * alone else 1


if __name__ == "__main__":
    sys.exit(main())
