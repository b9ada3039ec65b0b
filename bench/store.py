"""What a poll that finds nothing new costs with few and with many stored stories (at most 1.2).

One database of each size, the same page of 50 stories, polls alternately; medians of rounds.
SQLite is timed by the CPU of this process; PostgreSQL, whose work is done elsewhere, by the clock.

    python bench/store.py [--few 1000] [--many 100000] [--rounds 9]
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from msgspec.structs import replace

from feedsvc.config import SourceConfig, TopicConfig
from feedsvc.models import Changes, NewStory, Outcome, PollRecord, Sighting, Story
from feedsvc.store import Store, open_store
from feedsvc.store.tables import members, sightings, stories, strong_keys, topics, weak_keys

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
LEASE = timedelta(minutes=1)
POSTGRES = os.environ.get("FEEDSVC_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1/postgres")
LIMIT = 1.2
PAGE = 50
SEED = 1000
POLLS = 20
Poll = Callable[[], None]
WORDS = [f"word{n}" for n in range(3000)]


def make_new(number: int, source: str, rng: random.Random) -> NewStory:
    """One story of about a kilobyte."""
    text = " ".join(rng.choices(WORDS, k=120))
    when = NOW - timedelta(minutes=number)
    story = Story(
        id=str(uuid.UUID(int=rng.getrandbits(128), version=4)),
        title=f"Headline {number} of {source}",
        published=when,
        updated=when,
        first_seen=when,
        digest=f"1:{number}",
        url=f"https://{source}.example/{number}",
        authors=("Mei Tan",),
        sections=("World",),
        content=f"<p>{text}</p>",
        text=text,
    )
    return NewStory(
        story=story,
        strong_keys=frozenset({f"article:{source}.example:{number}", f"url:{source}.example/{number}"}),
        weak_keys=frozenset({f"byline:{source}:mei tan|{when:%Y%m%d%H%M}", f"title:{source}:{number}"}),
        sighting=Sighting(source=source, section="World", digest=f"1:{number}", since=when),
    )


def fill(store: Store, count: int) -> list[NewStory]:
    """`count` stories of twenty sources that have scrolled off their pages, and the page of `world`."""
    rng = random.Random(count)
    names = [f"s{n}" for n in range(20)]
    store.sync_sources([source(name) for name in (*names, "world")], NOW)
    store.sync_topics([TopicConfig(slug="all", title="All")], lambda story: {"all"}, NOW)
    for start in range(0, SEED, SEED // len(names)):
        name = names[start * len(names) // SEED]
        new = [make_new(n, name, rng) for n in range(start, start + SEED // len(names))]
        record(store, name, Changes(new=tuple(new)))
        record(store, name, Changes(scrolled=tuple(n.story.id for n in new)))
    multiply(store, count // SEED)
    page = [make_new(n, "world", rng) for n in range(PAGE)]
    record(store, "world", Changes(new=tuple(page)))
    return page


def multiply(store: Store, times: int) -> None:
    """Further copies of the first SEED stories under other ids and keys: filling is not what is measured."""
    for turn in range(1, times):
        with store._write() as tx:
            copy(tx, stories, turn, {"number": SEED, "id": f"-{turn}"})
            copy(tx, strong_keys, turn, {"story": SEED, "key": f"-{turn}"})
            copy(tx, weak_keys, turn, {"story": SEED, "key": f"-{turn}"})
            copy(tx, sightings, turn, {"story": SEED})
            copy(tx, members, turn, {"story": SEED, "seq": SEED})
    with store._write() as tx:
        if not store.on_sqlite:
            tx.execute(sa.text("SELECT setval('stories_number_seq', (SELECT max(number) FROM stories))"))
        seq = sa.select(sa.func.max(members.c.seq)).scalar_subquery()
        tx.execute(topics.update().values(seq=seq))


def copy(tx: sa.Connection, table: sa.Table, turn: int, changed: dict[str, int | str]) -> None:
    def value(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
        change = changed.get(column.name)
        if change is None:
            return column
        return column + change * turn if isinstance(change, int) else column + change

    first = table.c["number" if table is stories else "story"] <= SEED
    names = [column.name for column in table.c]
    tx.execute(table.insert().from_select(names, sa.select(*map(value, table.c)).where(first)))


def source(slug: str) -> SourceConfig:
    every = timedelta(minutes=10)
    return SourceConfig(
        slug=slug,
        title=slug,
        url=f"https://{slug}.example/",
        extractor="byline",
        timezone=ZoneInfo("UTC"),
        every=every,
    )


def record(
    store: Store,
    slug: str,
    changes: Changes,
    outcome: Outcome = Outcome.OK,
    topics: frozenset[str] = frozenset({"all"}),
) -> None:
    claim = store.claim(slug, "bench", NOW, LEASE)
    state = store.source_state(slug)
    assert claim is not None
    assert state is not None
    joins = {new.story.id: topics for new in changes.new}
    written = PollRecord(
        claim=claim,
        started=NOW,
        finished=NOW,
        state=replace(state, last_poll=NOW, next_poll=NOW + LEASE),
        changes=changes,
        joins=joins,
        outcome=outcome,
    )
    store.record_poll(written)


def poll(store: Store, page: list[NewStory]) -> None:
    """What one poll asks of the store when nothing is new."""
    strong = [key for new in page for key in new.strong_keys]
    weak = [key for new in page for key in new.weak_keys]
    known = store.known_stories("world", strong, weak)
    assert len(known) == PAGE
    record(store, "world", Changes(), Outcome.UNCHANGED)


def measure(few: Poll, many: Poll, clock: Callable[[], float], rounds: int) -> bool:
    """Time both alternately; True when the goal is reached."""
    times: dict[Poll, list[float]] = {few: [], many: []}
    for turn in range(rounds + 1):
        for run in times:
            start = clock()
            for _ in range(POLLS):
                run()
            if turn:  # the first round warms caches
                times[run].append((clock() - start) / POLLS)
    return report(statistics.median(times[few]), statistics.median(times[many]))


def report(few: float, many: float) -> bool:
    ratio = many / few
    verdict = "ok" if ratio <= LIMIT else "TOO MUCH"
    print(f"  few {few * 1e3:.2f} ms, many {many * 1e3:.2f} ms, ratio {ratio:.2f} (limit {LIMIT}) {verdict}")
    return ratio <= LIMIT


@contextmanager
def sqlite(folder: Path) -> Iterator[tuple[str, str]]:
    yield f"sqlite:///{folder}/few.db", f"sqlite:///{folder}/many.db"


@contextmanager
def postgres() -> Iterator[tuple[str, str]]:
    import psycopg

    names = [f"feedsvc_bench_{uuid.uuid4().hex[:12]}" for _ in range(2)]
    try:
        server = psycopg.connect(POSTGRES.replace("+psycopg", ""), autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        raise ConnectionError(str(error)) from error
    with server:
        for name in names:
            server.execute(f"CREATE SCHEMA {name}")
        try:
            few, many = (f"{POSTGRES}?options=-csearch_path%3D{name}" for name in names)
            yield few, many
        finally:
            for name in names:
                server.execute("SET client_min_messages = warning")
                server.execute(f"DROP SCHEMA {name} CASCADE")


def run(urls: tuple[str, str], sizes: tuple[int, int], clock: Callable[[], float], rounds: int) -> bool:
    """Fill two databases, measure, close."""
    databases = [open_store(url) for url in urls]
    pages = []
    for store, size in zip(databases, sizes, strict=True):
        store.upgrade()
        pages.append(fill(store, size))
    polls = [partial(poll, store, page) for store, page in zip(databases, pages, strict=True)]
    reached = measure(polls[0], polls[1], clock, rounds)
    for store in databases:
        store.close()
    return reached


def main() -> int:
    """Print one line for each engine; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--few", type=int, default=1000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    sizes = (given.few, given.many)
    print(f"a poll that finds nothing new, with {sizes[0]:,} and {sizes[1]:,} stored stories")
    with tempfile.TemporaryDirectory() as folder, sqlite(Path(folder)) as urls:
        print("SQLite (CPU)")
        reached = run(urls, sizes, time.process_time, given.rounds)
    try:
        with postgres() as urls:
            print("PostgreSQL (clock)")
            reached &= run(urls, sizes, time.perf_counter, given.rounds)
    except (ImportError, OSError) as error:
        print(f"PostgreSQL not measured: {error}", file=sys.stderr)
    return not reached


if __name__ == "__main__":
    sys.exit(main())
