"""When a hub that did not listen is told again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from feedsvc.errors import FetchError
from feedsvc.publish.websub import MOST_ATTEMPTS, ping_body, retry_at, send_pings
from feedsvc.store import Store
from tests.builders import NOW
from tests.fakes import FakeClock, FakeWeb
from tests.store.helpers import furnish, make_document

WAITS = [
    pytest.param(1, timedelta(seconds=30), id="soon"),
    pytest.param(2, timedelta(minutes=1), id="twice as long"),
    pytest.param(MOST_ATTEMPTS - 1, timedelta(hours=6), id="six hours at most"),
]


@pytest.mark.parametrize(("attempts", "wait"), WAITS)
def test_each_retry_waits_longer(attempts: Any, wait: Any) -> None:
    assert retry_at(attempts, NOW) == NOW + wait


def test_a_hub_that_never_listens_is_given_up() -> None:
    assert retry_at(MOST_ATTEMPTS, NOW) is None


HUB = "https://hub.example/"
FEED = "https://feeds.example/feeds/all.atom"


@pytest.fixture
def clock(sqlite_store: Store) -> FakeClock:
    """A time at which a hub is to be told of one changed feed."""
    furnish(sqlite_store)
    document = make_document()
    sqlite_store.put_documents("all", 2, [document], now=NOW, pings=[(document.path, FEED, HUB)])
    return FakeClock(NOW + timedelta(minutes=1))


def test_a_hub_is_told_once_of_a_changed_feed(sqlite_store: Store, clock: FakeClock) -> None:
    web = FakeWeb(clock)
    assert [send_pings(sqlite_store, web, clock) for _ in range(2)] == [1, 0]
    assert web.posts == [(HUB, ping_body(FEED))]


def test_a_hub_that_refuses_is_told_again_later(sqlite_store: Store, clock: FakeClock) -> None:
    web = FakeWeb(clock)
    web.post_status = 503
    assert [send_pings(sqlite_store, web, clock) for _ in range(2)] == [0, 0]
    assert len(web.posts) == 1
    web.post_status = 202
    clock.advances(seconds=31)
    assert send_pings(sqlite_store, web, clock) == 1


def test_a_hub_that_cannot_be_reached_holds_up_nothing(
    sqlite_store: Store, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = FakeWeb(clock)

    def unreachable(*_: object) -> int:
        raise FetchError("no route", rule="connect")

    monkeypatch.setattr(web, "post", unreachable)
    assert send_pings(sqlite_store, web, clock) == 0
    monkeypatch.undo()
    clock.advances(seconds=31)
    assert send_pings(sqlite_store, web, clock) == 1
