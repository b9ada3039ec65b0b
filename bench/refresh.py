"""One whole refresh, from fetch to three formats, in units of a bare parse of the page.

A news site's page of 50 stories is served on the loopback: to a topic that has none of them, then with a
word changed beside the stories, then with the same bytes, then with one new story at its top in place of the
last. CPU of this process and of its children, against what selectolax (lexbor) needs to parse the same bytes,
medians of rounds taken in turn.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from selectolax.lexbor import LexborHTMLParser

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
from _pages import serving_pages
from byline import Writer

from feedsvc.config import Config, FetchOptions, SourceConfig, TopicConfig
from feedsvc.poll.making import make_poller
from feedsvc.poll.poller import Poller
from feedsvc.process import LARGE_OF_POLLS, settle, share_heaps
from feedsvc.store import open_store
from feedsvc.telemetry import configure_logging
from tests.builders import NOW
from tests.fakes import FakeClock

ROUNDS = 12
GOALS = {"50 new stories": 60.0, "none new": 18.0, "the same bytes": 5.0, "one new of 50": 25.0}
NEW = (50, 0, 0, 1)
START, END = "<article ", "</article>"


def cpu(but: int = 0) -> dict[int, float]:
    """Seconds of CPU of this process (0) and of all living below it; `but` is one that does not count."""
    return {0: time.process_time()} | {pid: child_cpu(pid) for pid in children() - {but}}


def since(before: dict[int, float], but: int = 0) -> float:
    """Seconds of CPU spent since then, but by what has ended meanwhile."""
    return sum(now - before.get(pid, 0.0) for pid, now in cpu(but).items())


def children(of: str = "self") -> set[int]:
    """Process numbers of the living children, and of theirs."""
    tasks = Path("/proc", of, "task").glob("*/children")
    own = {int(pid) for task in tasks for pid in task.read_text().split()}
    return own.union(*(children(str(pid)) for pid in own))


def child_cpu(pid: int) -> float:
    """Seconds of CPU of one child."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def parse_cost(page: bytes) -> float:
    """CPU seconds of one bare parse."""
    began = time.process_time()
    for _ in range(20):
        LexborHTMLParser(page)
    return (time.process_time() - began) / 20


def make_sources(url: str) -> tuple[SourceConfig, ...]:
    """A source for every round; the address has a place for its number."""
    return tuple(
        SourceConfig(
            slug=f"round-{n}",
            title="World",
            url=url.format(n),
            extractor="byline",
            timezone=ZoneInfo("Asia/Shanghai"),
            article_id=r"-(\d+)\.html$",
        )
        for n in range(ROUNDS)
    )


def make_topics(sources: tuple[SourceConfig, ...]) -> tuple[TopicConfig, ...]:
    """A topic for each of them."""
    return tuple(TopicConfig(slug=s.slug, title="World", sources=(s.slug,)) for s in sources)


def fetching() -> FetchOptions:
    """How the loopback is asked, without a pause."""
    return FetchOptions(allow_networks=(ip_network("127.0.0.0/8"),), host_pause=timedelta())


def make(directory: Path, port: int, clock: FakeClock) -> Poller:
    """A program over a source and a topic for every round."""
    sources = make_sources(f"http://127.0.0.1:{port}/{{}}")
    config = Config(directory=directory, fetch=fetching(), topics=make_topics(sources), sources=sources)
    store = open_store(f"sqlite:///{directory}/bench.db")
    store.upgrade()
    poller = make_poller(config, store, clock=clock, rng=random.Random(1), sleep=clock.sleep)
    poller.publisher.publish_stale()  # as a scheduler's first tick does: publishes the empty topics
    return poller


def spent(poller: Poller, slug: str, new: int, server: int) -> float:
    """CPU seconds of one poll that brings so many stories."""
    before = cpu(server)
    report = poller.poll(slug)
    assert report.new == new, report
    return since(before, server)


def written(n: int) -> str:
    """The page of round n: stories of its own, eight days after those of the round before."""
    day = NOW - timedelta(days=8 * (ROUNDS - n))
    page = Writer(n).news_page().replace("102300", f"1{n + 10}300")
    return page.replace("Mar 04, 2026", f"{day:%b %d, %Y}")


def changed(page: str) -> str:
    """The page with another word beside its stories."""
    return page.replace("Trending Stories", "Trending stories")


def with_news(page: str, n: int) -> str:
    """The page of round n with a story that it did not show, and without its last one."""
    first, last = page.index(START), page.rindex(START)
    story = page[first : page.index(END, first) + len(END)].replace(f"1{n + 10}30000", f"1{n + 10}30099")
    fresh = story.replace('data-track="title">', 'data-track="title">Nobody Knew That ')
    rest = page[page.index(END, last) + len(END) :]
    return f"{page[:first]}{fresh}\n{page[first:last]}{rest}"


def main() -> int:
    """Print the ratios; 1 when one misses its goal."""
    configure_logging("error", "text")
    ratios: dict[str, list[float]] = {name: [] for name in GOALS}
    with tempfile.TemporaryDirectory() as directory, serving_pages(Path(directory)) as (port, server):
        clock = FakeClock()
        poller = make(Path(directory), port, clock)
        settle()  # as the scheduler does
        share_heaps(LARGE_OF_POLLS)
        for n in range(ROUNDS):
            page = written(n)
            parse = parse_cost(page.encode())
            other = changed(page)
            pages = (page, other, other, with_news(other, n))
            for of, shown, new in zip(ratios.values(), pages, NEW, strict=True):
                clock.advances(minutes=10)
                Path(directory, str(n)).write_text(shown)
                of.append(spent(poller, f"round-{n}", new, server) / parse)
        poller.close()
    for name, goal in GOALS.items():
        print(f"{name}: {median(ratios[name][2:]):.1f} bare parses of the page (goal {goal:.0f})")
    return any(median(ratios[name][2:]) > goal for name, goal in GOALS.items())


if __name__ == "__main__":
    sys.exit(main())
