"""What has been polled and served leaves nothing behind in memory, however long a process runs.

Counted are the blocks that Python holds after so many polls or requests, not bytes of the process: these
also tell how busy the machine was. What bounded caches hold is let go of before.
"""

from __future__ import annotations

import functools
import gc
import logging
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count, pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from feedsvc.config import Config, SourceConfig, TopicConfig
from feedsvc.poll.making import make_poller
from feedsvc.process import TRIM_EVERY, Trim, share_heaps
from feedsvc.recent import Recent
from feedsvc.schedule.housekeep import make_housekeeper
from feedsvc.store.sqlite import HEAP
from feedsvc.web import create_app
from tests.fakes import FakeClock, FakeWeb, InProcessExtractor
from tests.furnished import new_store
from tests.living import BEIJING, DESIGNS, invent
from tests.web.helpers import Town, make_config

MOST = 15.0
"""Blocks that one step may leave behind, for tables fill and are cleared; a story or a request leaves more."""
LEAK = 40
WARM, ROUNDS, EACH = 30, 5, 14
SHOWN = 3
"""Rounds in which a leak is seen that is there for certain."""
Step = Callable[[], object]
Leaking = Callable[[list[object] | None], Step]
"""A step that leaves what it made in this list, where one is given."""
CACHES: list[object] = []
"""Those that were there before the test."""


@pytest.fixture
def alone(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """What other tests left is set aside but for its caches: a process has run thousands, and looking through it takes seconds.

    One of them may have had each poll logged, of which pytest keeps every line: ten blocks a poll.
    """
    caplog.set_level(logging.WARNING, "feedsvc")
    gc.collect()
    CACHES[:] = list(filter(is_cache, gc.get_objects()))
    gc.freeze()
    yield
    gc.unfreeze()
    CACHES.clear()


def is_cache(one: object) -> bool:
    return isinstance(one, functools._lru_cache_wrapper | Recent)


def forget(cache: Any) -> None:
    if isinstance(cache, Recent):
        cache._values.clear()
        cache._used = 0
    else:
        cache.cache_clear()


def held() -> int:
    """Blocks that are in use, but for what bounded caches remember."""
    for cache in (*CACHES, *filter(is_cache, gc.get_objects())):
        forget(cache)
    gc.collect()
    return sys.getallocatedblocks()


def growth(step: Step, rounds: int = ROUNDS) -> float:
    """Blocks left behind by a step in the middle one of some rounds: a leak is there in every one."""
    seen = [held()]
    for _ in range(rounds):
        for _ in range(EACH):
            step()
        seen.append(held())
    return median(after - before for before, after in pairwise(seen)) / EACH


def assert_only_leaks_are_seen(step: Step, leaking: Step) -> None:
    """The one leaves nothing behind; the other, which does, shows that it would have been seen."""
    for _ in range(WARM):
        step()
    assert growth(step) < MOST
    assert growth(leaking, SHOWN) > MOST


# -- polling -------------------------------------------------------------------------------------------


@pytest.fixture
def polling(tmp_path: Path, alone: None) -> Iterator[Leaking]:
    """A poll of a page that changes as pages do."""
    source = SourceConfig(
        slug="pier", title="Pier", url="https://pier.example/", extractor="byline", timezone=BEIJING
    )
    config = Config(directory=tmp_path, sources=(source,), topics=(TopicConfig(slug="all", title="All"),))
    clock, store = FakeClock(), new_store(tmp_path / "feedsvc.db")
    web, numbers = FakeWeb(clock), count(1)
    poller = make_poller(
        config,
        store,
        clock=clock,
        rng=random.Random(1),
        sleep=clock.sleep,
        extractor=InProcessExtractor(),  # type: ignore[arg-type]
        fetcher=web,
    )
    keeper = make_housekeeper(config, store, poller.publisher, web, clock=clock, sleep=clock.sleep)

    def poll(leaks: list[object] | None) -> None:
        clock.advances(minutes=10)
        n = next(numbers)
        shows(web, source.url, n)
        poller.poll("pier")
        keeper.tidy()
        web.requests.clear()
        clock.slept.clear()
        if leaks is not None:
            leaks.append([object() for _ in range(LEAK)])

    yield lambda leaks: functools.partial(poll, leaks)
    poller.close()
    store.close()


def shows(web: FakeWeb, url: str, n: int) -> None:
    """Every second time a new story, every seventh no answer."""
    if n % 7 == 0:
        web.fails(url, "status", status=503)
        return
    newest = n // 2 + 6
    stories = [invent(k, published=None) for k in range(newest, newest - 6, -1)]
    web.serves(url, DESIGNS["plain"]("Pier", stories, ""))


@pytest.mark.no_cover
def test_a_poll_leaves_nothing_behind(polling: Leaking) -> None:
    assert_only_leaks_are_seen(polling(None), polling([]))


# -- serving -------------------------------------------------------------------------------------------


@pytest.fixture
def reading(tmp_path: Path, alone: None) -> Iterator[Leaking]:
    """A reader's round through the site with words, pages and addresses that nobody asked for before."""
    town = Town(make_config(), new_store(tmp_path / "site.db"))
    town.settle()
    town.poll(*range(1, 9))
    town.publish()
    app = create_app(town.config, town.store)
    numbers = count(1)

    def read(leaks: list[object] | None) -> None:
        n = next(numbers)
        client = app.test_client()
        for path in paths(n):
            with closing(client.get(path, headers={"Accept-Encoding": f"gzip;q=0.{n}"})) as answer:
                answer.get_data()
        if leaks is not None:
            leaks.append([object() for _ in range(LEAK)])

    yield lambda leaks: functools.partial(read, leaks)
    app.extensions["feedsvc"].keeper.close()
    town.store.close()


def paths(n: int) -> tuple[str, ...]:
    """What is asked for in one round."""
    return (
        "/feeds/world.atom",
        f"/feeds/world.rss?q=word{n}",
        f"/feeds/nothing{n}.json",
        f"/search?q=word{n}",
        f"/nowhere{n}",
        "/status.json",
        "/metrics",
    )


@pytest.mark.no_cover
def test_a_reader_leaves_nothing_behind(reading: Leaking) -> None:
    assert_only_leaks_are_seen(reading(None), reading([]))


# -- the process -----------------------------------------------------------------------------------------


def test_all_connections_to_a_file_share_one_bound_of_memory(tmp_path: Path) -> None:
    store = new_store(tmp_path / "feedsvc.db")
    with store._read() as connection:
        assert connection.exec_driver_sql("PRAGMA soft_heap_limit").scalar() == HEAP * 1024
    store.close()


def test_what_is_free_is_given_back_every_ten_seconds() -> None:
    now = [100.0]
    trim = Trim(lambda: now[0])
    assert not trim()
    now[0] += TRIM_EVERY
    assert trim()
    assert not trim()


@pytest.mark.parametrize("told", ["MALLOC_ARENA_MAX", "MALLOC_TRIM_THRESHOLD_", None])
def test_heaps_are_shared_unless_the_operator_says_how(
    monkeypatch: pytest.MonkeyPatch, told: str | None
) -> None:
    asked: list[tuple[str, int]] = []
    monkeypatch.delenv("MALLOC_ARENA_MAX", raising=False)
    if told:
        monkeypatch.setenv(told, "4")
    monkeypatch.setattr("feedsvc.process._of_libc", lambda name, *numbers: asked.append((name, numbers[0])))
    share_heaps()
    assert bool(asked) is (told is None)
