"""Six hours of polling 200 sources every ten minutes, in nine minutes: does what a process holds grow?

    python bench/memory.py [--seconds 540] [--sources 200] [--hours 6] [--trace FILE]

`feedsvc schedule`, granian and `feedsvc run` share one database; two of them poll pages that change
(`_changing.py`), while readers of the others ask for feeds, narrowed feeds, pages, searches and what is
not there. An interval of ten minutes is so much shorter that as many polls are made as in those hours.
Printed is what is resident of each process, and by how much it grew in the last third of the polls.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import linear_regression, median

sys.path[:0] = [str(Path(__file__).parent)]
from _changing import changing_pages, form_of, vocabulary
from http_serving import ROOT, children, free_port, shipped_environ, wait_for

FLAT = 0.02
MOST = {"web": 80.0, "schedule": 150.0, "run": 230.0}
"""MiB; `run` is both of the others in one."""
EVERY_MINUTES = 10
WEB_ONLY = "GLIBC_TUNABLES"
"""Is set for web workers alone."""
OPTIONS = {"selectors": '[options]\nitem = ".item"\ntitle = ".title"\nlink = ".title@href"\ndate = "time"\n'}
TOML = """
[site]
base_url = "http://127.0.0.1:{port}"
[store]
url = "sqlite:///{place}/feedsvc.db"
[fetch]
host_pause = "0s"
allow_networks = ["127.0.0.0/8"]
[schedule]
tick = "0.5s"
[log]
level = "error"
"""
SOURCE = """
title = "Page {n}"
url = "http://127.0.{high}.{low}:{port}/{n}"
extractor = "{kind}"
every = "{every:.1f}s"
"""


def configure(place: Path, port: int, origin: int, given: argparse.Namespace) -> None:
    """A configuration of so many sources, each on a host of its own, in topics by source and by word."""
    (place / "sources").mkdir()
    (place / "feedsvc.toml").write_text(TOML.format(port=port, place=place))
    every = given.seconds / (given.hours * 60 / EVERY_MINUTES) * 0.8
    for n in range(given.sources):
        text = SOURCE.format(n=n, high=n // 200, low=1 + n % 200, port=origin, kind=form_of(n), every=every)
        (place / "sources" / f"s{n}.toml").write_text(text + OPTIONS.get(form_of(n), ""))
    (place / "topics.toml").write_text("".join(topics(given.sources)))


def topics(count: int) -> Iterator[str]:
    """A topic for every ten sources, one of everything, and some by words."""
    for n in range(0, count, 10):
        names = json.dumps([f"s{k}" for k in range(n, min(n + 10, count))])
        yield f'[[topic]]\nslug = "t{n // 10}"\ntitle = "Ten {n // 10}"\nsources = {names}\n'
    yield '[[topic]]\nslug = "all"\ntitle = "All"\n'
    for n in range(5):
        names = json.dumps(vocabulary()[n * 40 : n * 40 + 40])
        yield f'[[topic]]\nslug = "w{n}"\ntitle = "W{n}"\nkeywords = {names}\n'


@dataclass
class Watched:
    """A process that is looked at: its share of memory over the polls."""

    name: str
    pid: int
    seen: list[tuple[int, float]] = field(default_factory=list)
    """Polls so far, MiB resident."""

    def look(self, polls: int) -> None:
        self.seen.append((polls, resident(self.pid)))

    def third(self) -> list[tuple[int, float]]:
        """The looks of the last third of the polls."""
        last = self.seen[-1][0]
        return [look for look in self.seen if look[0] >= last * 2 / 3]

    def size(self) -> float:
        """MiB, in the middle of the last third."""
        return median(mib for _, mib in self.third())

    def growth(self) -> float:
        """By which part it grew in the last third: a line through all of it, for it goes up and down."""
        polls, mib = zip(*self.third(), strict=True)
        line = linear_regression(polls, mib)
        return line.slope * (polls[-1] - polls[0]) / median(mib)


def resident(pid: int) -> float:
    """MiB that a process holds, what it shares with others included."""
    found = re.search(r"^VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


@contextmanager
def started(words: list[str], place: Path, port: int = 0) -> Iterator[int]:
    """A program over the configuration there, until the block ends; with a port, once it answers."""
    command = [str(Path(sys.executable).with_name(words[0])), *words[1:]]
    shipped = {
        name: value for name, value in shipped_environ().items() if words[0] == "granian" or name != WEB_ONLY
    }
    environ = os.environ | shipped | {"FEEDSVC_CONFIG": str(place)}
    with (place / "said.log").open("ab") as said:
        process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=said, stderr=said)
    try:
        if port:
            wait_for(port)
        yield process.pid
    finally:
        process.terminate()
        process.wait(60)


def asked_for(chance: random.Random, sources: int) -> str:
    """What a reader asks for next."""
    topic = f"t{chance.randrange(max(1, sources // 10))}" if chance.random() < 0.7 else "all"
    word, form = chance.choice(vocabulary()), chance.choice(["atom", "rss", "json"])
    return chance.choice(
        [
            f"/feeds/{topic}.{form}",
            f"/feeds/{topic}.{form}",
            f"/feeds/{topic}/archive/{chance.randint(1, 6)}.{form}",
            f"/feeds/{topic}.{form}?q={word}",
            f"/search?q={word}",
            f"/topics/{topic}?page={chance.randint(1, 4)}",
            f"/feeds/nothing-{chance.randrange(10**6)}.{form}",
            f"/{word}",
            "/",
            "/status",
            "/status.json",
            "/metrics",
            "/feeds.opml",
        ]
    )


def read_on(port: int, sources: int, done: threading.Event, seed: int) -> None:
    """One reader after the other, some twenty a second."""
    chance = random.Random(seed)
    while not done.wait(0.05):
        coding = chance.choice(["gzip", "br", "identity", f"gzip;q=0.{chance.randint(1, 999)}"])
        agent = {"Accept-Encoding": coding, "User-Agent": f"reader/{chance.randrange(10**4)}"}
        asked = urllib.request.Request(f"http://127.0.0.1:{port}{asked_for(chance, sources)}", headers=agent)
        with suppress(urllib.error.HTTPError, TimeoutError), urllib.request.urlopen(asked, timeout=20) as a:
            a.read()


def polls(origin: int) -> int:
    """How many pages were asked for there."""
    with urllib.request.urlopen(f"http://127.0.0.1:{origin}/polls", timeout=20) as answer:
        return int(answer.read())


@contextmanager
def working(place: Path, origin: int, given: argparse.Namespace) -> Iterator[list[Watched]]:
    """The three of them at work, with readers at both that serve."""
    served, run = free_port(), free_port()
    configure(place, served, origin, given)
    web = ["granian", "--interface", "wsgi", "--port", str(served), "--blocking-threads", "4", "--no-ws"]
    with ExitStack() as stack:
        pids = [
            stack.enter_context(started(["feedsvc", "run", "--port", str(run)], place, run)),
            stack.enter_context(started(["feedsvc", "schedule"], place)),
            stack.enter_context(started([*web, "wsgi:app"], place, served)),
        ]
        done = threading.Event()
        stack.callback(done.set)
        for seed, port in enumerate((served, run)):
            threading.Thread(target=read_on, args=(port, given.sources, done, seed), daemon=True).start()
        pids[2] = children(pids[2])[-1]
        yield [Watched(name, pid) for name, pid in zip(("run", "schedule", "web"), pids, strict=True)]


def watch(processes: list[Watched], origin: int, given: argparse.Namespace) -> None:
    """Look at the processes every second until as many polls were made as in those hours."""
    wanted = int(given.sources * given.hours * 60 / EVERY_MINUTES)
    began, count = time.monotonic(), 0
    while count < wanted and time.monotonic() - began < given.seconds * 1.1:
        count = polls(origin)
        for process in processes:
            process.look(count)
        if given.trace:
            told = [f"{p.name} {p.seen[-1][1]:.1f}" for p in processes]
            with given.trace.open("a") as file:
                print(int(time.monotonic() - began), count, *told, file=file)
        time.sleep(1)


def tell(process: Watched, sources: int) -> bool:
    """A line for one process; whether it stays within its goals."""
    size, growth = process.size(), process.growth()
    hours = process.seen[-1][0] / sources / 60 * EVERY_MINUTES
    good = growth <= FLAT and size <= MOST[process.name]
    print(
        f"{process.name}: {size:.0f} MiB (goal {MOST[process.name]:.0f}), {growth:+.1%} in the last third of"
        f" {hours:.1f} hours (goal {FLAT:.0%}){'' if good else '  MISSED'}"
    )
    return good


def main() -> int:
    """Print each process; 1 where one grows or is too large."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=540)
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--hours", type=float, default=6)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    parser.add_argument("--trace", type=Path, help="write every look there")
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as place,
        changing_pages() as origin,
        working(Path(place), origin, given) as processes,
    ):
        watch(processes, origin, given)
    told = [tell(process, given.sources) for process in processes]
    return not all(told)


if __name__ == "__main__":
    sys.exit(main())
