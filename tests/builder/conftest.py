"""A service of its own in this process, whose operator adds pages of a made-up site on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedsvc.browser.drawing import Browser
from feedsvc.browser.renderer import make_renderer
from feedsvc.builder import Builder, make_room
from feedsvc.config import Config, load_config
from feedsvc.decide.topics import rule_problems
from feedsvc.extract import EXTRACTORS, options_problems
from feedsvc.extract.child import ExtractorPool
from feedsvc.store import open_store
from feedsvc.web import create_app
from feedsvc.web.reads import Reads
from tests.builder.kinds import KINDS, TO_CORRECT
from tests.builder.towns import PAGES
from tests.builder.walked import SERVICE, TOPICS, walked
from tests.children import SharedPool
from tests.furnished import put_database
from tests.httpd import Handler, answering
from tests.patience import PATIENCE

TOKEN = "sesame-and-poppy"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@dataclass
class Site:
    """A web server of made-up pages: `asked` are the paths that somebody asked for."""

    address: str = ""
    asked: list[str] = field(default_factory=list)

    def pages_asked(self) -> list[str]:
        return [path for path in self.asked if path != "/robots.txt"]


def served(path: str) -> tuple[str, str]:
    """Media type and text of a made-up page; empty where there is none."""
    kinds = {**KINDS, **TO_CORRECT}
    return kinds[path].served if path in kinds else PAGES.get(path, ("", ""))


@pytest.fixture(scope="session")
def site_server() -> Iterator[Site]:
    site = Site()

    class Visit(Handler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            kind, body = served(self.path)
            content = body.replace("{site}", site.address).encode()
            told = {"Content-Type": f"{kind or 'text/plain'}; charset=utf-8"}
            self.answer(200 if kind else 404, content, told)

        def do_POST(self) -> None:
            site.asked.append(self.path)
            self.body()
            kind, body = ("text/plain", "") if self.path.startswith("/hook") else served(self.path)
            self.answer(200 if kind else 404, body.encode(), {"Content-Type": kind or "text/plain"})

    with answering(Visit) as site.address:
        yield site


@pytest.fixture
def site(site_server: Site) -> Site:
    site_server.asked.clear()
    return site_server


@dataclass
class Service:
    """The application with its builder, over a configuration directory."""

    directory: Path
    app: Flask
    load: Callable[[], Config]
    make_worker: Callable[[], Flask]
    """Another process of the same service, as far as it shares no memory."""

    def client(self, *, cookies: bool = False) -> FlaskClient:
        return self.app.test_client(use_cookies=cookies)

    def asks(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The answer of a program that has the token."""
        return self.client().open(path, method=method, json=body, headers=BEARER | headers)

    def file(self, slug: str) -> str:
        return (self.directory / "sources" / f"{slug}.toml").read_text()

    def topics(self) -> str:
        return (self.directory / "topics.toml").read_text()

    def feed(self, slug: str) -> str:
        return self.client().get(f"/feeds/{slug}.atom", headers={"Accept": "application/atom+xml"}).text


@pytest.fixture(scope="session")
def children(warm_children: SharedPool) -> SharedPool:
    return warm_children


@contextmanager
def service_in(
    place: Path,
    children: ExtractorPool,
    token: str | None = TOKEN,
    more: str = "",
    browser: Callable[[Config], Browser] = make_renderer,
) -> Iterator[Service]:
    """A service whose files lie here; `more` stands in its table for fetching."""
    directory = place / "config"
    (directory / "sources").mkdir(parents=True)
    (directory / "feedsvc.toml").write_text(SERVICE.format(place=place) + more)
    (directory / "topics.toml").write_text(TOPICS)

    def load() -> Config:
        return load_config(
            directory,
            {"FEEDSVC_ADMIN_TOKEN": token or ""},
            extractors=EXTRACTORS,
            options_problems=options_problems,
            topic_problems=rule_problems,
        )

    put_database(place / "feedsvc.db")
    with ExitStack() as stack:

        def make_worker() -> Flask:
            config = load()
            store = stack.enter_context(closing(open_store(config.store.url)))
            builder = Builder(store, load, place / "looks", children, browser)
            app = create_app(config, store, rooms=[make_room(builder)], reads=Reads(deadline=PATIENCE))
            stack.enter_context(closing(app.extensions["feedsvc"].keeper))
            return app

        yield Service(directory, make_worker(), load, make_worker)


@pytest.fixture
def make_service(tmp_path: Path, children: ExtractorPool) -> Iterator[Callable[..., Service]]:
    with ExitStack() as stack:
        yield lambda token=TOKEN: stack.enter_context(service_in(tmp_path, children, token))


@pytest.fixture
def service(make_service: Callable[..., Service]) -> Service:
    return make_service()


@pytest.fixture(scope="package")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """One service for those who walk by browser: its address, and the one that signs in."""
    with walked(tmp_path_factory.mktemp("run")) as service:
        yield service
