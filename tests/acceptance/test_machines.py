"""Schedulers and workers on several machines: each source once a turn, one request at a time to a host."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from feedsvc.store import Store, open_store
from tests.commanded import commanded
from tests.forked import Forked
from tests.httpd import Handler, answering
from tests.machines import Machine, Network, network
from tests.patience import PATIENCE, until

PAUSE = 0.2
EVERY = 2.0
OF_A_HOST = 4
CONFIG = """
[store]
url = "{url}"
[fetch]
host_pause = "{pause}s"
allow_networks = ["127.0.0.0/8", "10.0.0.0/8"]
[schedule]
dispatcher = "queue"
tick = "0.5s"
jitter = "0%"
"""
SOURCE = """
title = "{slug}"
url = "{base}/{slug}"
extractor = "selectors"
timezone = "UTC"
every = "{every}s"
robots = "ignore"
[options]
item = "li"
title = "a"
link = "a@href"
"""
PAGE = b"<ul><li><a href=/one>One is here</a></li><li><a href=/two>Two are there</a></li></ul>"


@dataclass(frozen=True, slots=True)
class Visit:
    """One request, as the origin saw it."""

    path: str
    address: str
    began: float
    ended: float


@dataclass
class Origin:
    """One host that notes every visit; can be told to keep one waiting."""

    visits: list[Visit] = field(default_factory=list)
    asked_now: int = 0
    most_at_once: int = 0
    waits_on: str = ""
    waiting: str = ""
    let_go: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def hangs_on(self, path: str) -> None:
        """Keep whoever asks for this path next waiting until `lets_go`."""
        self.waits_on = path

    def lets_go(self) -> None:
        """Answer whoever waits, and nobody waits any more."""
        self.waits_on = ""
        self.let_go.set()

    def begins(self, path: str, address: str) -> float:
        with self.lock:
            self.asked_now += 1
            self.most_at_once = max(self.most_at_once, self.asked_now)
            began = time.monotonic()
            hangs = path == self.waits_on
            self.waiting = address if hangs else self.waiting
        if hangs:
            self.let_go.wait(PATIENCE)
        return began

    def ends(self, path: str, address: str, began: float) -> None:
        with self.lock:
            self.asked_now -= 1
            self.visits.append(Visit(path, address, began, time.monotonic()))

    def asked_for(self, path: str) -> list[Visit]:
        return [visit for visit in list(self.visits) if visit.path == path]


@contextmanager
def serving(origin: Origin, address: str) -> Iterator[str]:
    """The origin at a free port of an address; gives its URL."""

    class Visit(Handler):
        def do_GET(self) -> None:
            visitor = self.client_address[0]
            began = origin.begins(self.path, visitor)
            # Whoever is kept waiting may be killed: the visit is over then, before the next one begins.
            origin.ends(self.path, visitor, began)
            self.answer(200, PAGE, {"Content-Type": "text/html"})

    with answering(Visit, address) as url:
        try:
            yield url
        finally:
            origin.lets_go()


def by_socket(url: str, server: Any) -> str:
    """The test database as a machine without a way to the loopback reaches it: by a file."""
    folder = server.execute("SHOW unix_socket_directories").fetchone()[0].split(",")[0].strip()
    user = server.execute("SELECT current_user").fetchone()[0]
    name = server.execute("SELECT current_database()").fetchone()[0]
    options = url.partition("options=")[2]
    return f"postgresql+psycopg://{user}@/{name}?host={folder}&options={options}"


def write_config(directory: Path, url: str, bases: dict[str, str]) -> None:
    """OF_A_HOST sources at each host."""
    (directory / "sources").mkdir()
    (directory / "feedsvc.toml").write_text(CONFIG.format(url=url, pause=PAUSE))
    (directory / "topics.toml").write_text('[[topic]]\nslug = "all"\ntitle = "All"\n')
    for host, base in bases.items():
        for number in range(OF_A_HOST):
            slug = f"{host}-{number}"
            text = SOURCE.format(slug=slug, base=base, every=EVERY)
            (directory / "sources" / f"{slug}.toml").write_text(text)


def running(machine: Machine, directory: Path, command: str) -> AbstractContextManager[Forked]:
    """One of our services there, killed at the end."""
    log = directory / f"{command}.log"
    return commanded("--config", directory, command, log=log, space=machine.space)


def time_passes(server: Any, schema: str, source: str, host: str) -> None:
    """What the worker holds that polls a source of a host has run out, and it gave no sign of life."""
    server.execute(
        f"UPDATE {schema}.procrastinate_workers SET last_heartbeat = now() - interval '1 hour' WHERE id IN"
        f" (SELECT worker_id FROM {schema}.procrastinate_jobs"
        "   WHERE status = 'doing' AND args->>'source' = %s)",
        (source,),
    )
    server.execute(f"UPDATE {schema}.sources SET claim_until = 0 WHERE slug = %s", (source,))
    server.execute(f"UPDATE {schema}.hosts SET until = 0 WHERE host = %s", (host,))


@pytest.fixture
def net() -> Iterator[Network]:
    with network(2) as made:
        yield made


@pytest.mark.postgres
def test_two_schedulers_and_two_workers_share_the_sources_and_spare_their_hosts(
    tmp_path: Path, postgres_url: str, postgres_server: Any, net: Network
) -> None:
    first, second = Origin(), Origin()
    with ExitStack() as stack:
        bases = {
            name: stack.enter_context(serving(origin, net.origin))
            for name, origin in (("first", first), ("second", second))
        }
        write_config(tmp_path, by_socket(postgres_url, postgres_server), bases)
        for machine in net.machines:
            stack.enter_context(running(machine, tmp_path, "schedule"))
        workers = {m: stack.enter_context(running(m, tmp_path, "worker")) for m in net.machines}
        store = stack.enter_context(closing_store(postgres_url))
        slugs = [f"{host}-{n}" for host in bases for n in range(OF_A_HOST)]
        origins = {"first": first, "second": second}
        until(lambda: all(len(origins[s.partition("-")[0]].asked_for(f"/{s}")) > 1 for s in slugs))
        assert (first.most_at_once, second.most_at_once) == (1, 1)
        assert all(shortest_pause(origin) >= PAUSE * 0.95 for origin in (first, second))
        assert all(shortest_turn(origin) >= EVERY * 0.9 for origin in (first, second)), "none is polled twice"

        # A worker is killed in the middle of a poll: another goes on with its source, and with its host.
        first.hangs_on("/first-0")
        until(lambda: first.waiting)
        killed = next(m for m in net.machines if first.waiting == m.address)
        workers[killed].kill()
        workers[killed].ends()
        asked = {slug: len(first.asked_for(f"/{slug}")) for slug in slugs}
        others = len(second.visits)
        time_passes(postgres_server, schema_of(postgres_url), "first-0", bases["first"].partition("//")[2])
        until(lambda: len(second.visits) > others + OF_A_HOST)  # the other host is served all the while
        first.lets_go()
        until(
            lambda: all(
                len(first.asked_for(f"/first-{n}")) > asked[f"first-{n}"] + 1 for n in range(OF_A_HOST)
            )
        )
        # Who took the source up while its host still hung may have given up once: the next poll mends that.
        until(lambda: {state.failures for state in store.source_states()} == {0})


@contextmanager
def closing_store(url: str) -> Iterator[Store]:
    store = open_store(url)
    try:
        yield store
    finally:
        store.close()


def schema_of(url: str) -> str:
    return url.partition("search_path%3D")[2].partition("%20")[0]


def shortest_pause(origin: Origin) -> float:
    """Seconds between an answer and the next request."""
    visits = sorted(origin.visits, key=lambda visit: visit.began)
    return min(later.began - earlier.ended for earlier, later in pairwise(visits))


def shortest_turn(origin: Origin) -> float:
    """Seconds between two polls of one source, the shortest of all sources."""
    paths = Counter(visit.path for visit in origin.visits)
    times = {path: [visit.began for visit in origin.asked_for(path)] for path in paths}
    return min(b - a for began in times.values() for a, b in pairwise(began))
