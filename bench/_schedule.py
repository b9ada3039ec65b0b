"""`feedsvc schedule` over a configuration of many sources, in a process of its own."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from _changing import form_of
from memory import OPTIONS, SOURCE, started, topics
from refresh import children

from feedsvc.config import load_config
from feedsvc.decide.topics import Matcher
from feedsvc.poll.agreement import agree
from feedsvc.process import utc_now
from feedsvc.publish.publisher import Publisher
from feedsvc.store import open_store
from feedsvc.store.tables import sources

MICRO = 1_000_000
TOML = """
[store]
url = {url}
[fetch]
host_pause = "0s"
allow_networks = ["127.0.0.0/8"]
[log]
level = "warning"
"""


def configure(place: Path, origin: int, count: int, every: float) -> None:
    """So many sources, each on a host of its own, a topic for every ten and some by words."""
    (place / "sources").mkdir()
    url = f"sqlite:///{place}/feedsvc.db"
    (place / "feedsvc.toml").write_text(TOML.format(url=json.dumps(url)))
    for n in range(count):
        text = SOURCE.format(n=n, high=n // 200, low=1 + n % 200, port=origin, kind=form_of(n), every=every)
        (place / "sources" / f"s{n}.toml").write_text(text + OPTIONS.get(form_of(n), ""))
    (place / "topics.toml").write_text("".join(topics(count)))


@contextmanager
def scheduling(
    place: Path, origin: int, count: int, every: float, before: Callable[[], object] = lambda: None
) -> Iterator[int]:
    """The process number of a scheduler that polls them; `before` it begins, its database is there."""
    configure(place, origin, count, every)
    store = open_store(f"sqlite:///{place}/feedsvc.db")
    store.upgrade()
    store.close()
    before()
    with started(["feedsvc", "schedule"], place) as pid:
        yield pid


def cpu_of(pid: int) -> float:
    """Seconds of CPU of a process and of all that it started, also of those that have ended."""
    while True:
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread or a child ended just now
            return ticks_of(pid) / os.sysconf("SC_CLK_TCK")


def agreed(place: Path) -> None:
    """Make the configuration there known to its database, with nothing due for a day."""
    config = load_config(place, {})
    store = open_store(config.store.url)
    publisher = Publisher(config, store, clock=utc_now)
    agree(store, config, Matcher(config.topics), publisher, utc_now())
    with store._write() as tx:
        tx.execute(sources.update().values(next_poll=utc_now() + timedelta(days=1)))
    store.close()


def ticks_of(pid: int) -> int:
    # After the name: user and system time, and both of the children that were waited for (proc(5)).
    stats = (
        Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in (pid, *children(str(pid)))
    )
    return sum(int(value) for stat in stats for value in stat[11:15])
