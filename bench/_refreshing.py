"""What a whole refresh costs beside so many stored stories, and what is kept of a story."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median

import sqlalchemy as sa
from _curve import Curve, Lines
from _many import Scale, fill, make_config
from _pages import serving_pages
from refresh import changed, fetching, make_sources, make_topics, spent, written

from feedsvc.poll.making import make_poller
from feedsvc.poll.poller import Poller
from feedsvc.store import open_store
from tests.fakes import FakeClock

SIZES = (1_000, 10_000, 100_000)
FULL = (*SIZES, 1_000_000)
ROUNDS, WARM = 8, 2
KEPT = {"documents": "documents", "fragments": "entries", "snapshots": "pages", "sources": "pages"}
BY_TABLE = "SELECT tbl_name, sum(pgsize) FROM dbstat JOIN sqlite_master USING (name) GROUP BY tbl_name"
SHOWN = {"50 new": 50, "none new": 0, "not modified": 0}


class Installed:
    """A poller over a database of so many stories, and the pages that it asks for."""

    def __init__(self, place: Path, stories: int) -> None:
        scale = Scale(stories, sources=100, topics=20)
        self.place, self.stories, self.clock = place, stories, FakeClock()
        self.many = make_config(place, scale)
        self.store = open_store(f"sqlite:///{place}/feedsvc.db")
        self.store.upgrade()
        fill(self.store, self.many, scale)

    def poller(self, port: int) -> Poller:
        """A poller of its sources and of one for every round."""
        sources = make_sources(f"http://127.0.0.1:{port}/{self.place.name}-{{}}?tag")
        config = replace(
            self.many,
            fetch=fetching(),
            sources=self.many.sources + sources,
            topics=self.many.topics + make_topics(sources),
        )
        made = make_poller(config, self.store, clock=self.clock, rng=random.Random(1), sleep=self.clock.sleep)
        made.publisher.publish(["t0", *(s.slug for s in sources)])
        return made

    def sizes(self) -> Counter[str]:
        """Bytes of the database by what they are for."""
        with self.store._write() as tx:
            rows = tx.execute(sa.text(BY_TABLE)).all()
        found: Counter[str] = Counter()
        for table, size in rows:
            found[KEPT.get(table, "stories")] += size
        return found


def refresh_each(one: Installed, poller: Poller, server: int, turn: int) -> dict[str, float]:
    """Milliseconds of CPU of each kind of refresh, of a source that is polled for the first time."""
    page = written(turn)
    found = {}
    for (name, new), shown in zip(SHOWN.items(), (page, changed(page), changed(page)), strict=True):
        one.clock.advances(minutes=10)
        (one.place.parent / "pages" / f"{one.place.name}-{turn}").write_text(shown)
        found[name] = spent(poller, f"round-{turn}", new, server) * 1000
    return found


def refreshing(sizes: tuple[int, ...]) -> tuple[Curve, dict[str, float]]:
    """CPU of refreshes, by size in turn; and the bytes that come with a story, by what they are for."""
    times: dict[int, list[dict[str, float]]] = {size: [] for size in sizes}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        pages = Path(folder, "pages")
        pages.mkdir()
        port, server = stack.enter_context(serving_pages(pages))
        every = [installed(Path(folder, str(size)), size) for size in sizes]
        pollers = {one.stories: stack.enter_context(polling(one, port)) for one in every}
        for turn in range(ROUNDS):
            if turn == WARM:
                began = every[0].sizes()
            for one in every:
                times[one.stories].append(refresh_each(one, pollers[one.stories], server, turn))
        grown = every[0].sizes() - began
    lines = Lines()
    for size, rounds in times.items():
        lines.add(size, {name: median(r[name] for r in rounds[WARM:]) for name in SHOWN})
    return drawn(lines), {name: size / (50 * (ROUNDS - WARM)) for name, size in grown.items()}


def installed(place: Path, stories: int) -> Installed:
    """A database there, filled."""
    place.mkdir()
    return Installed(place, stories)


@contextmanager
def polling(one: Installed, port: int) -> Iterator[Poller]:
    """Its poller, closed in the end with the database."""
    made = one.poller(port)
    try:
        yield made
    finally:
        made.close()
        one.store.close()


def drawn(lines: Lines) -> Curve:
    return Curve(
        name="refresh",
        title="One refresh of 50 stories: fetch, read, decide, store, publish",
        x="stored stories",
        y="ms of CPU",
        lines=lines.found,
    )
