"""feedsvc as real processes that are killed at any moment: nothing is lost, doubled or given another id."""

from __future__ import annotations

import random
import signal
import time
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from feedsvc.store import Store, open_store
from tests.commanded import commanded
from tests.forked import Forked
from tests.living import LivingSite, invent
from tests.patience import until

CONFIG = """
[store]
url = "{url}"
[fetch]
host_pause = "0s"
timeout = "3s"
allow_networks = ["127.0.0.0/8"]
[schedule]
tick = "0.1s"
"""
SOURCE = """
title = "World"
url = "{base}/world-live/"
extractor = "byline"
timezone = "Asia/Shanghai"
every = "1s"
robots = "ignore"
"""


def scheduler(directory: Path) -> AbstractContextManager[Forked]:
    return commanded("--config", directory, "schedule")


@pytest.fixture
def directory(tmp_path: Path, database_url: str, site: LivingSite) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "feedsvc.toml").write_text(CONFIG.format(url=database_url))
    (tmp_path / "topics.toml").write_text('[[topic]]\nslug = "all"\ntitle = "All"\n')
    (tmp_path / "sources" / "world.toml").write_text(SOURCE.format(base=site.base))
    return tmp_path


def expire(store: Store) -> None:
    """Let what a killed process held run out at once."""
    future = datetime.now(UTC) + timedelta(minutes=1)
    if claim := store.claim("world", "test", future, timedelta()):
        store.release(claim, datetime.now(UTC) - timedelta(seconds=1))


def site_is_asked_again(site: LivingSite, asked: int) -> bool:
    return len(site.requests) > asked


def test_a_scheduler_killed_at_any_moment_loses_doubles_and_changes_nothing(
    directory: Path, database_url: str, site: LivingSite
) -> None:
    store = open_store(database_url)
    store.upgrade()
    seen: dict[str | None, tuple[str, datetime]] = {}
    dice = random.Random(5)
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    for n in range(1, 3):
        site.publishes("/world-live/", invent(n, published=now - timedelta(minutes=9 - n)))
        asked = len(site.requests)
        with scheduler(directory) as process:
            until(partial(site_is_asked_again, site, asked))
            time.sleep(dice.uniform(0, 0.7))
            process.kill()
            process.ends()
        stories = store.stories(dict(store.story_stamps()))
        for story in stories:
            assert seen.setdefault(story.url, (story.id, story.published)) == (story.id, story.published)
        expire(store)
    asked = len(site.requests)
    with scheduler(directory) as process:
        until(lambda: len(site.requests) > asked)
        until(lambda: len(store.story_stamps()) == 2 and not store.stale_topics())
        process.send_signal(signal.SIGTERM)
        assert process.ends()[0] == 0
    stories = store.stories(dict(store.story_stamps()))
    assert seen.items() <= {s.url: (s.id, s.published) for s in stories}.items()
    document = store.document("/feeds/all.atom")
    assert document is not None
    assert all(document.body.count(s.id.encode()) == 1 for s in stories)
    store.close()
