"""What grows with all that is stored, and what must not: a hundred times as much costs at most 1.3 times.

Two databases, one of them a hundred times the other (or of --few stories): stories, sources, topics.
Everything that readers and schedulers do is done with both in turn; printed is each median and its ratio.
Timed is the CPU of this process, and of the PostgreSQL server's processes that serve it (the clock, where the
server is on another machine). What tells of every source is divided by their number.

    python bench/scale.py [--stories 100000] [--few 1000] [--sources 1000] [--topics 200] [--rounds 5]
    python bench/scale.py --full        # 1,000,000 stories, 10,000 sources, 1,000 topics: some minutes
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
from _many import NOW, PATIENCE, SIZE, Scale, fill, make_config, write_config
from _served import Served
from commands import FEEDSVC, processor_seconds
from store import make_new, postgres, record, sqlite

from feedsvc.decide.topics import Matcher
from feedsvc.models import Changes, Outcome
from feedsvc.poll.agreement import agree
from feedsvc.publish.publisher import Publisher
from feedsvc.schedule.watch import Watch
from feedsvc.store import open_store
from feedsvc.telemetry import configure_logging
from feedsvc.web.app import create_app
from feedsvc.web.reads import Reads

FULL = Scale(1_000_000, 10_000, 1_000)
LIMIT = 1.3
FLOOR = 0.0005
"""Seconds that two measurements of a small thing differ by anyway."""
Act = Callable[[], object]
Clock = Callable[[], float]


class Installation:
    """One database with everything that is done to it."""

    def __init__(self, url: str, directory: Path, scale: Scale) -> None:
        self.scale, self.directory, self.url = scale, directory, url
        self.config = make_config(directory, scale)
        self.store = open_store(url)
        self.served = Served(self.store)
        self.store.upgrade()
        fill(self.store, self.config, scale)
        seconds = count(3600, 2)  # a document changes once a second at most
        self.publisher = Publisher(
            self.config, self.store, clock=lambda: NOW + timedelta(seconds=next(seconds))
        )
        self.numbers, self.rng = count(10_000_000), random.Random(1)
        self.publish_first()
        self.app = create_app(self.config, self.store, clock=lambda: NOW, reads=Reads(deadline=PATIENCE))
        self.client = self.app.test_client()
        self.web = self.app.extensions["feedsvc"]
        self.words = count()

    def publish_first(self) -> None:
        """The feeds that are asked for."""
        for slug in ("t0", "t1"):
            self.publisher.publish([slug])

    def acts(self) -> Mapping[str, tuple[Act, int]]:
        """Each with the number of things by which its cost is divided."""
        rows = self.scale.sources
        return {
            "poll, nothing new": (self.poll, 1),
            "poll, five new": (self.poll_news, 1),
            "publication": (self.publish, 1),
            "feed": (lambda: self.get("/feeds/t1.atom"), 1),
            "taking up a publication": (self.refresh, 1),
            "filtered feed, rare word": (lambda: self.get(f"/feeds/t0.atom?q=rare&limit={self.limit()}"), 1),
            "filtered feed, common word": (
                lambda: self.get(f"/feeds/t0.atom?q=harbour&limit={self.limit()}"),
                1,
            ),
            "index": (lambda: self.get("/"), 1),
            "topic page": (lambda: self.get("/topics/t1"), 1),
            "page 7 of a topic": (lambda: self.get("/topics/t0?page=7"), 1),
            "search, rare word": (lambda: self.get("/search?q=rare"), 1),
            "search, common word": (lambda: self.get("/search?q=harbour"), 1),
            "search, two words, few of both": (lambda: self.get("/search?q=quay+mole"), 1),
            "search, all but a word of nearly all": (lambda: self.get("/search?exclude=gull"), 1),
            "filtered feed, two words, few of both": (
                lambda: self.get(f"/feeds/t0.atom?q=quay+mole&limit={self.limit()}"),
                1,
            ),
            "search, two common words": (lambda: self.get("/search?q=harbour+quay"), 1),
            "search, all but a word of half": (lambda: self.get("/search?exclude=quay"), 1),
            "filtered feed, all but a word of half": (
                lambda: self.get(f"/feeds/t0.atom?exclude=quay&limit={self.limit()}"),
                1,
            ),
            "search, all but a rare word": (lambda: self.get("/search?exclude=rare"), 1),
            "story": (lambda: self.get(f"/stories/00000000-0000-4000-8000-{self.scale.stories - 7:012}"), 1),
            "status": (lambda: self.get("/status"), 1),
            "status.json, a source": (lambda: self.get("/status.json"), rows),
            "a look at all sources": (self.watch, rows),
            "agreement at start, a source": (self.agree, rows),
        }

    def limit(self) -> int:
        """Another one each time: nothing that was made before is answered again."""
        return 50 + next(self.words) % 140

    def get(self, path: str) -> None:
        answer = self.client.get(path, headers={"Accept": "text/html" if "/feeds/" not in path else "*/*"})
        assert answer.status_code == 200, (path, answer.status)

    def page(self) -> tuple[list[str], list[str]]:
        """The keys of the stories that stand on the page of s1."""
        shown = range(self.scale.stories - SIZE + 1, self.scale.stories + 1)
        weak = [f"title:s{n % self.scale.sources}:headline {n}" for n in shown]
        return [f"url:s.example/{n}" for n in shown], weak

    def poll(self) -> None:
        known = self.store.known_stories("s1", *self.page())
        assert len(known) >= SIZE
        record(self.store, "s1", Changes(), Outcome.UNCHANGED)

    def poll_news(self) -> None:
        self.store.known_stories("s1", *self.page())
        news = tuple(make_new(next(self.numbers), "s1", self.rng) for _ in range(5))
        self.record(news)

    def record(self, news: tuple[Any, ...]) -> None:
        topics = frozenset({"t0", "t1"})
        record(self.store, "s1", Changes(new=news), topics=topics)

    def publish(self) -> None:
        self.record((make_new(next(self.numbers), "s1", self.rng),))
        self.publisher.publish(["t0", "t1"])

    def refresh(self) -> None:
        """What a web process does after each publication of anybody."""
        self.publish()
        self.web.shelf.refresh()

    def watch(self) -> None:
        Watch(self.config, self.store, lambda: NOW).look()

    def agree(self) -> None:
        matcher = Matcher(self.config.topics)
        agree(self.store, self.config, matcher, Publisher(self.config, self.store, clock=lambda: NOW), NOW)

    def status_command(self) -> float:
        """Processor seconds of `feedsvc status`."""
        return processor_seconds([*FEEDSVC, "--config", str(self.directory), "status"], self.directory)


def measured(few: Act, many: Act, clocks: tuple[Clock, Clock], rounds: int) -> tuple[float, float]:
    """Seconds of each, taken alternately; the first round warms caches."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds + 1):
        for act, clock, kept in zip((few, many), clocks, times, strict=True):
            start = clock()
            act()
            if turn:
                kept.append(clock() - start)
    return median(times[0]), median(times[1])


def compare(small: Installation, large: Installation, rounds: int, wanted: str) -> Iterator[bool]:
    """A line for every act; whether each is within its limit."""
    others, clocks = large.acts(), (small.served.seconds, large.served.seconds)
    for name, (act, rows) in small.acts().items():
        if wanted not in name:
            continue
        try:
            few, many = measured(act, others[name][0], clocks, rounds)
        except AssertionError as error:
            print(f"  {name:38} FAILED: {error}", flush=True)
            yield False
            continue
        few, many = few / rows, many / others[name][1]
        allowed = max(LIMIT * few, few + FLOOR)
        good = many <= allowed
        verdict = "" if good else f"  TOO MUCH (at most {allowed * 1e3:.0f})"
        print(f"  {name:38} {few * 1e3:9.3f} ms {many * 1e3:9.3f} ms {many / few:6.2f}{verdict}", flush=True)
        yield good


def run(urls: tuple[str, str], folder: Path, scales: tuple[Scale, Scale], given: argparse.Namespace) -> bool:
    """Fill two databases and compare them."""
    began = time.monotonic()
    made = [
        Installation(url, folder / str(n), size)
        for n, (url, size) in enumerate(zip(urls, scales, strict=True))
    ]
    print(f"  filled in {time.monotonic() - began:.0f} s", flush=True)
    good = all([*compare(made[0], made[1], given.rounds, given.act)])
    if given.commands:
        commands(made)
    for one in made:
        one.web.keeper.close()
        one.store.close()
    return good


def commands(made: list[Installation]) -> None:
    """What a command costs that tells of all sources: no ratio, it reads a file for each of them."""
    for one in made:
        write_config(one.config, one.url)
        print(f"  feedsvc status, {one.scale.sources:,} sources: {one.status_command():.2f} s of CPU")


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--stories", type=int, default=100_000)
    parser.add_argument("--few", type=int, help="a hundredth of them, if not given")
    parser.add_argument("--sources", type=int, default=1_000)
    parser.add_argument("--topics", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--act", default="", help="only acts with these words in their name")
    parser.add_argument("--commands", action="store_true", help="the command line, too")
    parser.add_argument("--full", action="store_true", help="a million stories")
    return parser.parse_args()


def main() -> int:
    """A line for each act and engine; 1 where one costs too much."""
    given = asked()
    configure_logging("error", "text")
    scale = FULL if given.full else Scale(given.stories, given.sources, given.topics)
    few = replace(scale.hundredth, stories=given.few or scale.stories // 100)
    print(f"{few.stories:,} stories and {scale.stories:,} (goal: at most {LIMIT} times)")
    good = True
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        if given.only != "postgresql":
            print("SQLite (CPU)")
            urls = stack.enter_context(sqlite(folder))
            good &= run(urls, folder / "sqlite", (few, scale), given)
        if given.only != "sqlite":
            try:
                urls = stack.enter_context(postgres())
            except (ImportError, OSError) as error:
                print(f"PostgreSQL not measured: {error}", file=sys.stderr)
                return not good
            print("PostgreSQL (CPU, here and of the server)")
            good &= run(urls, folder / "postgresql", (few, scale), given)
    return not good


if __name__ == "__main__":
    sys.exit(main())
