"""WebSub over sockets: a hub that fetches what it is told of and hands it to a subscriber."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from feedsvc.config import PublishOptions
from tests.acceptance.conftest import Program, both_engines
from tests.httpd import Handler, answering, running
from tests.living import LivingSite, invent
from tests.patience import PATIENCE

MINUTE = timedelta(minutes=1)


class Hub:
    """Answers pings as told, fetches the topic and delivers it."""

    def __init__(self) -> None:
        self.url = ""
        self.pings: list[str] = []
        self.delivered: list[tuple[str, bytes]] = []
        self.status = 202

    def is_told(self, form: Any) -> None:
        topic = form["hub.url"][0]
        self.pings.append(topic)
        if self.status == 202:
            with urllib.request.urlopen(topic, timeout=PATIENCE) as answer:
                self.delivered.append((topic, answer.read()))


@pytest.fixture
def hub() -> Iterator[Any]:
    made = Hub()

    class Visit(Handler):
        def do_POST(self) -> None:
            made.is_told(parse_qs(self.body().decode()))
            self.answer(made.status)

    with answering(Visit) as url:
        made.url = url + "/hub"
        yield made


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def published(program: Program, site: LivingSite, hub: Hub) -> Iterator[Any]:
    """A program whose feeds are really served, and announced to the hub."""
    site.shows("/world-live/", *(invent(n) for n in range(1, 6)))
    program.watches("world", "/world-live/")
    program.publish = PublishOptions(hub=hub.url)
    server = make_server("127.0.0.1", 0, lambda e, s: program.app(e, s), handler_class=Quiet)
    with running(server) as url:
        program.base_url = url
        program.starts()
        program.app = program.serves()
        yield program


def housekeep(program: Program, after: Any = MINUTE) -> None:
    program.clock.now += after
    program.housekeeper.tidy()


@both_engines
def test_a_subscriber_gets_the_new_bytes_of_every_changed_feed(published: Program, hub: Hub) -> None:
    published.polls()
    assert hub.pings == []
    housekeep(published)
    assert sorted(t.rsplit("/", 1)[1] for t, _ in hub.delivered) == ["all.atom", "all.json", "all.rss"]
    for topic, body in hub.delivered:
        assert body == published.body(topic.rsplit("/", 1)[1])


def test_no_hub_is_told_before_every_process_serves_the_new_bytes(published: Program, hub: Hub) -> None:
    published.polls()
    housekeep(published, after=timedelta(seconds=1))
    assert hub.pings == []
    housekeep(published, after=timedelta(seconds=3))
    assert len(hub.pings) == 3


def test_a_process_that_ends_waits_until_hubs_may_be_told(published: Program, hub: Hub) -> None:
    published.polls()
    before = published.clock.now
    published.housekeeper.finish()
    assert len(hub.pings) == 3
    assert timedelta(seconds=2) < published.clock.now - before < timedelta(seconds=5)


def test_nothing_new_pings_nobody(published: Program, hub: Hub) -> None:
    published.polls()
    housekeep(published)
    hub.pings.clear()
    published.polls()
    housekeep(published)
    assert hub.pings == []


@both_engines
def test_a_deaf_hub_delays_no_poll_and_hears_of_it_later_once(published: Program, hub: Hub) -> None:
    hub.status = 503
    published.polls()
    housekeep(published)
    assert len(hub.pings) == 3
    published.site.publishes("/world-live/", invent(6))
    assert published.polls().ok
    hub.status = 202
    hub.pings.clear()
    housekeep(published, after=timedelta(hours=1))
    assert sorted(hub.pings) == sorted(
        {f"{published.base_url}/feeds/all.{f}" for f in ("atom", "rss", "json")}
    )
    housekeep(published, after=timedelta(hours=1))
    assert len(hub.pings) == 3


def test_hub_and_self_are_announced_in_headers_and_documents(published: Program, hub: Hub) -> None:
    published.polls()
    answer = published.client().get("/feeds/all.atom")
    assert f'<{hub.url}>; rel="hub"' in answer.headers["Link"]
    assert f'<{published.base_url}/feeds/all.atom>; rel="self"' in answer.headers["Link"]
    assert hub.url in published.body("all.atom").decode()
    assert hub.url in published.body("all.rss").decode()
    assert hub.url in published.body("all.json").decode()


def test_a_program_that_stops_leaves_no_connection_to_its_database(published: Program) -> None:
    store = published.store
    assert published.client().get("/feeds/all.atom").status_code == 503
    published.stops()
    time.sleep(0.6)  # longer than a keeper rests between two looks: one that went on would have connected
    assert store._engine.pool.checkedin() + store._engine.pool.checkedout() == 0
