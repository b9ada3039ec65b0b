"""What one web worker holds at 10,000 stories of 1,000 sources: at its start, and after mixed requests.

    python bench/web_memory.py [--stories 10000] [--sources 1000] [--requests 2000] [--threads 4]

Eight readers at once ask granian, as it is shipped but with one worker, for feeds, narrowed feeds, pages,
searches, the lists of all sources and what is not there. Printed are MiB resident, with their goal.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

sys.path[:0] = [str(Path(__file__).parent)]
from _many import NOW, Scale, fill, make_config, patient, write_config
from http_serving import children, free_port, granian_at
from memory import MOST, resident, started

from feedsvc.publish.publisher import Publisher
from feedsvc.store import open_store
from feedsvc.store.tables import topics

READERS = 8
TOPICS = 100
PUBLISHED = 20
"""Topics whose documents are made before the start."""
CODINGS = ("gzip", "br", "zstd", "identity")


def prepare(place: Path, scale: Scale) -> None:
    """A configuration and a database of that size, with the documents and all entries of some topics."""
    config, url = make_config(place, scale), f"sqlite:///{place}/feedsvc.db"
    write_config(config, url)
    store = open_store(url)
    store.upgrade()
    fill(store, config, scale)
    published = [t.slug for t in config.topics[2:PUBLISHED]]
    with patient(store) as tx:  # their archives only look published: another face has them truly made
        tx.execute(topics.update().where(topics.c.slug.in_(published)).values(fingerprint=""))
    Publisher(config, store, clock=lambda: NOW).publish(published)
    store.close()


def asked_for(chance: random.Random, scale: Scale) -> str:
    """What a reader asks for next: half of it documents, the rest everything else."""
    topic, form = f"t{chance.randrange(2, PUBLISHED)}", chance.choice(("atom", "rss", "json"))
    word, story = f"word{chance.randrange(3000)}", chance.randint(1, scale.stories)
    pages = [
        f"/feeds/{topic}.{form}?q={word}",
        f"/search?q={word}",
        f"/topics/{topic}?page={chance.randint(1, 2)}",
        f"/stories/00000000-0000-4000-8000-{story:012d}",
        f"/feeds/nothing-{word}.{form}",
        "/",
        "/status",
        "/status.json",
        "/metrics",
        "/feeds.opml",
    ]
    return f"/feeds/{topic}.{form}" if chance.random() < 0.5 else chance.choice(pages)


def ask(port: int, scale: Scale, seed: int) -> None:
    """One request, whatever is answered."""
    chance = random.Random(seed)
    address = f"http://127.0.0.1:{port}{asked_for(chance, scale)}"
    wanted = Request(address, headers={"Accept-Encoding": chance.choice(CODINGS)})
    with suppress(HTTPError, TimeoutError), urlopen(wanted, timeout=60) as answer:
        answer.read()


@contextmanager
def worker(place: Path, port: int, threads: int) -> Iterator[int]:
    """The process of one worker with so many threads."""
    _, *words = granian_at("wsgi:app", port)
    for name, value in (("--workers", 1), ("--blocking-threads", threads)):
        words[words.index(name) + 1] = str(value)
    with started(["granian", *words], place, port) as pid:
        yield children(pid)[-1]


def measure(scale: Scale, requests: int, threads: int) -> tuple[float, float]:
    """MiB after the first request, and after all of them."""
    with tempfile.TemporaryDirectory() as name:
        place, port = Path(name) / "config", free_port()
        prepare(place, scale)
        with worker(place, port, threads) as pid, ThreadPoolExecutor(READERS) as readers:
            ask(port, scale, 0)
            first = resident(pid)
            list(readers.map(lambda seed: ask(port, scale, seed), range(requests)))
            return first, resident(pid)


def main() -> int:
    """1 where a worker holds more than its goal."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name, default in (("stories", 10_000), ("sources", 1_000), ("requests", 2_000), ("threads", 4)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    scale = Scale(given.stories, given.sources, TOPICS)
    first, last = measure(scale, given.requests, given.threads)
    print(f"web worker: {first:.0f} MiB at its start, {last:.0f} after {given.requests} requests", end=" ")
    print(f"(goal {MOST['web']:.0f})")
    return int(last > MOST["web"])


if __name__ == "__main__":
    sys.exit(main())
