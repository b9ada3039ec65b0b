"""Polls that may need a browser, and all others: which is which, and that neither waits for the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from feedsvc.config import Config, SourceConfig
from feedsvc.process import utc_now
from feedsvc.schedule.kinds import DRAWING, Kind, known_of, threads_of
from feedsvc.schedule.service import make_dispatcher
from feedsvc.store import Store
from tests.schedule.helpers import FakePoller

Render = Literal["never", "auto", "always"]


def source(slug: str, render: Render = "never") -> SourceConfig:
    return SourceConfig(
        slug=slug, title=slug, url=f"https://{slug}.example/", extractor="auto", render=render
    )


def config_of(*sources: SourceConfig) -> Config:
    return Config(directory=Path(), sources=sources)


@pytest.fixture
def poller() -> Iterator[FakePoller]:
    poller = FakePoller()
    yield poller
    poller.lets_go()


@pytest.mark.parametrize(
    ("render", "kind", "other"),
    [
        ("never", Kind.PLAIN, Kind.DRAWN),
        ("auto", Kind.DRAWN, Kind.PLAIN),
        ("always", Kind.DRAWN, Kind.PLAIN),
    ],
)
def test_what_may_need_a_browser_is_of_one_kind_and_all_else_of_the_other(
    render: Render, kind: Kind, other: Kind
) -> None:
    config = config_of(source("a", render))
    assert known_of(config, kind) == {"a"}
    assert not known_of(config, other)


def test_few_pages_are_on_their_way_to_the_browser_however_many_threads_there_are() -> None:
    config = config_of()
    assert threads_of(config, Kind.DRAWN) == DRAWING < threads_of(config, Kind.PLAIN)


def test_pages_that_hang_in_a_browser_hold_no_plain_poll_up_and_the_end_neither(
    sqlite_store: Store, poller: FakePoller
) -> None:
    slow = [source(f"app{n}", "always") for n in range(40)]
    plain = [source(f"site{n}") for n in range(40)]
    config = config_of(*slow, *plain)
    sqlite_store.sync_sources(config.sources, utc_now())
    poller.hangs_on(*(one.slug for one in slow))
    dispatcher = make_dispatcher(config, sqlite_store, poller)
    dispatcher.tick()
    poller.waits_until(lambda: len(poller.polled) == len(plain))
    assert set(poller.polled) == {one.slug for one in plain}
    assert dispatcher.is_polling_with(poller)
    assert not dispatcher.stop(0.01), "what hangs is given up"


def test_a_source_that_needs_a_browser_from_now_on_changes_its_lane(
    sqlite_store: Store, poller: FakePoller
) -> None:
    before, after = config_of(source("a")), config_of(source("a", "always"))
    sqlite_store.sync_sources(before.sources, utc_now())
    dispatcher = make_dispatcher(before, sqlite_store, FakePoller())
    dispatcher.turns_to(after, poller)
    assert dispatcher.tick() == 1
    assert dispatcher.stop(300)
    assert poller.polled == ["a"]
