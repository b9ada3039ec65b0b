"""The whole program over a living site: real sockets, real children, a real database; only time is told."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import pytest

from feedsvc.config import Config, FetchOptions, PublishOptions, SiteOptions, SourceConfig, TopicConfig
from feedsvc.models import PollReport
from feedsvc.poll.making import make_poller
from feedsvc.schedule.housekeep import make_housekeeper
from feedsvc.store import Store, open_store
from feedsvc.web import create_app
from tests.builders import NOW
from tests.children import SharedPool
from tests.fakes import FakeClock
from tests.living import LivingSite, serving

BEIJING = ZoneInfo("Asia/Shanghai")
ARTICLE = r"-(\d+)\.html$"


@dataclass
class Program:
    """feedsvc with a clock that is told the time: `polls`, `feed`, `restarts`."""

    directory: Path
    url: str
    site: LivingSite
    clock: FakeClock = field(default_factory=lambda: FakeClock(NOW))
    sources: list[SourceConfig] = field(default_factory=list)
    topics: list[TopicConfig] = field(default_factory=lambda: [TopicConfig(slug="all", title="All")])
    publish: PublishOptions = PublishOptions()
    base_url: str = "https://feeds.example"
    auto_sections: bool = False
    children: Any = None
    store: Any = None
    poller: Any = None
    housekeeper: Any = None
    app: Any = None
    shows: Any = None
    apps: list[Any] = field(default_factory=list)

    def watches(self, slug: str, path: str, **given: Any) -> None:
        """Add a source for a page of the living site; takes effect at the next start."""
        defaults: dict[str, Any] = {
            "title": f"Source {slug}",
            "extractor": "byline",
            "timezone": BEIJING,
            "every": timedelta(minutes=10),
            "article_id": ARTICLE,
        }
        self.sources.append(SourceConfig(slug=slug, url=self.site.base + path, **(defaults | given)))

    def has_topic(self, slug: str, **rules: Any) -> None:
        """Add a topic; takes effect at the next start."""
        self.topics.append(TopicConfig(slug=slug, title=slug.title(), **rules))

    @property
    def config(self) -> Config:
        loopback = (ip_network("127.0.0.0/8"),)
        return Config(
            directory=self.directory,
            site=SiteOptions(title="Test feeds", base_url=self.base_url),
            fetch=FetchOptions(
                allow_networks=loopback, host_pause=timedelta(), timeout=timedelta(seconds=10)
            ),
            publish=self.publish,
            auto_sections=self.auto_sections,
            topics=tuple(self.topics),
            sources=tuple(self.sources),
        )

    def starts(self) -> None:
        """Open the store and build the poller, as every process does at its start."""
        self.store = open_store(self.url)
        self.store.upgrade()
        self.poller = make_poller(
            self.config,
            self.store,
            clock=self.clock,
            rng=random.Random(7),
            sleep=self.clock.sleep,
            extractor=self.children,
        )
        self.housekeeper = make_housekeeper(
            self.config,
            self.store,
            self.poller.publisher,
            self.poller.fetcher,
            clock=self.clock,
            sleep=self.clock.sleep,
        )

    def stops(self) -> None:
        """Close everything: a keeper that outlived its store would connect to it anew, and nobody would close that."""
        while self.apps:
            self.apps.pop().extensions["feedsvc"].keeper.close()
        if self.poller:
            self.poller.close()
        if self.store:
            self.store.close()
        self.poller = self.store = None

    def restarts(self) -> None:
        """Stop and start again on the same database."""
        self.stops()
        self.starts()

    def polls(self, slug: str = "world", *, after: timedelta = timedelta(minutes=10)) -> PollReport:
        """Let time pass, then poll."""
        if self.poller is None:
            self.starts()
        self.clock.now += after
        report: PollReport = self.poller.poll(slug)
        return report

    def document(self, name: str = "all.atom") -> Any:
        """A published document, or None."""
        return self.store.document(f"/feeds/{name}")

    def body(self, name: str = "all.atom") -> bytes:
        """Its bytes."""
        document = self.document(name)
        assert document is not None, f"{name} is not published"
        body: bytes = document.body
        return body

    def feed(self, name: str = "all.atom") -> Any:
        """It as a reader sees it."""
        parsed = feedparser.parse(self.body(name))
        assert not parsed.bozo, parsed.bozo_exception
        return parsed

    def entries(self, name: str = "all.atom") -> dict[str, Any]:
        """Entries by title."""
        return {e.title: e for e in self.feed(name).entries}

    def ids(self, name: str = "all.atom") -> dict[str, str]:
        """Id by title."""
        return {title: e.id for title, e in self.entries(name).items()}

    def serves(self) -> Any:
        """The web application over the same store; its thread ends with the program."""
        self.apps.append(create_app(self.config, self.store, clock=self.clock))
        return self.apps[-1]

    def client(self) -> Any:
        """A client of it."""
        return self.serves().test_client()


both_engines = pytest.mark.parametrize(
    "database_url", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
"""For the tests in which the engine can matter: order, turns, what is written together, what is found again."""


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database: SQLite, or each engine in turn where a test asks for `both_engines`."""
    url: str = request.getfixturevalue(f"{getattr(request, 'param', 'sqlite')}_url")
    return url


@pytest.fixture
def site() -> Iterator[LivingSite]:
    with serving(LivingSite()) as living:
        yield living


@pytest.fixture(scope="session")
def children(warm_children: SharedPool) -> SharedPool:
    return warm_children


@pytest.fixture
def program(
    tmp_path: Path, database_url: str, store: Store, site: LivingSite, children: SharedPool
) -> Iterator[Program]:
    """A program over a furnished database (`store`): most of a short test would be its migration."""
    made = Program(directory=tmp_path, url=database_url, site=site, children=children)
    yield made
    made.stops()
