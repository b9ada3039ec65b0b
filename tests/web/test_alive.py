"""Web processes under another configuration: between two requests, never for one, and not without a shelf."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from feedsvc.config import Config, SiteOptions, SourceConfig, TopicConfig
from feedsvc.config.alive import Standing
from feedsvc.errors import StoreUnavailable
from feedsvc.store import Store
from feedsvc.web import LiveApp, app_from_environ, create_app
from feedsvc.web.reads import Reads
from tests.builders import NOW
from tests.patience import PATIENCE, until
from tests.web.helpers import make_config, make_town


@contextmanager
def live(store: Store, **given: Any) -> Iterator[LiveApp]:
    """A published town under its configuration."""
    town = make_town(make_config(), store)
    usual: dict[str, Any] = {"clock": town.clock, "reads": Reads(deadline=PATIENCE)}
    made = LiveApp(lambda config: create_app(config, store, **(usual | given)), town.config)
    try:
        yield made
    finally:
        close(made.app)


def close(app: Flask) -> None:
    app.extensions["feedsvc"].keeper.close()


def get(app: Flask, path: str, **headers: str) -> Any:
    return app.test_client().get(path, headers=headers)


def renamed(config: Config) -> Config:
    """The town under another name, with `world` renamed and `boats` removed."""
    topic = TopicConfig(slug="earth", title="Earth", former=("world", "globe"))
    source = SourceConfig(slug="world", title="The whole world", url="https://x.example/", extractor="auto")
    return replace(config, site=SiteOptions(title="Other Post"), topics=(topic,), sources=(source,))


def test_requests_are_answered_under_the_new_configuration_at_once(sqlite_store: Store) -> None:
    with live(sqlite_store) as town:
        config = town.app.extensions["feedsvc"].config
        assert get(town.app, "/feeds/world.atom").status_code == 200
        assert b"Lantern Post" in get(town.app, "/").data
        town.turns_to(renamed(config))
        moved = get(town.app, "/feeds/world.atom")
        assert (moved.status_code, moved.headers["Location"]) == (301, "/feeds/earth.atom")
        page = get(town.app, "/status").data
        assert b"Other Post" in page
        assert b"https://x.example/" in page


def test_the_shelf_is_full_before_the_first_request(sqlite_store: Store) -> None:
    with live(sqlite_store) as town:
        config = town.app.extensions["feedsvc"].config
        town.turns_to(replace(config, site=SiteOptions(title="Other Post")))
        assert "/feeds/world.atom" in town.app.extensions["feedsvc"].shelf.entries


def test_what_is_published_during_the_turn_is_there_after_it(sqlite_store: Store) -> None:
    town = make_town(make_config(), sqlite_store)
    grown = replace(town.config, topics=(*town.config.topics, TopicConfig(slug="quay", title="Quay")))

    def publish() -> None:
        town.config = grown
        town.settle()
        town.poll(30, topics=("quay",))
        town.publish()

    def make(config: Config) -> Flask:
        app = create_app(config, sqlite_store, clock=town.clock)
        shelf = app.extensions["feedsvc"].shelf
        look = shelf.refresh

        def look_too_early() -> None:
            look()
            if town.config is not grown:
                publish()

        shelf.refresh = look_too_early
        return app

    makes = iter((lambda config: create_app(config, sqlite_store, clock=town.clock), make))
    made = LiveApp(lambda config: next(makes)(config), town.config)
    try:
        made.turns_to(replace(town.config, site=SiteOptions(title="Other Post")))
        assert get(made.app, "/feeds/quay.atom").status_code == 200
    finally:
        close(made.app)


def test_what_was_made_before_stays_while_the_database_is_away(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise StoreUnavailable("away")

    with live(sqlite_store) as town:
        assert get(town.app, "/feeds/world.atom").status_code == 200
        before = town.app.extensions["feedsvc"]
        monkeypatch.setattr(sqlite_store, "documents_version", away)
        with pytest.raises(StoreUnavailable):
            town.turns_to(renamed(before.config))
        assert town.app.extensions["feedsvc"] is before
        assert get(town.app, "/feeds/world.atom").status_code == 200


@pytest.mark.slow
def test_the_thread_of_the_old_shelf_ends(sqlite_store: Store) -> None:
    with live(sqlite_store) as town:
        get(town.app, "/feeds/world.atom")
        keeper = town.app.extensions["feedsvc"].keeper
        town.turns_to(renamed(town.app.extensions["feedsvc"].config))
        assert not keeper._thread.is_alive()


def test_status_tells_when_it_was_loaded_and_what_is_wrong_here_and_elsewhere(sqlite_store: Store) -> None:
    here = Standing(loaded_at=NOW, problems=("topics.toml: is <wrong>", "sources/a.toml: too"))
    with live(sqlite_store, standing=lambda: here) as town:
        sqlite_store.note_config(["topics.toml: is <wrong>", "sources/b.toml: too"], NOW)
        told = get(town.app, "/status.json").json["config"]
        problems = ["topics.toml: is <wrong>", "sources/a.toml: too", "sources/b.toml: too"]
        assert told == {"loaded_at": NOW.strftime("%Y-%m-%dT%H:%M:%SZ"), "problems": problems}
        page = get(town.app, "/status").text
        assert 'role="alert"' in page
        assert "<li>topics.toml: is &lt;wrong&gt;</li>" in page


def test_status_without_problems_shows_no_alarm(sqlite_store: Store) -> None:
    with live(sqlite_store) as town:
        assert get(town.app, "/status.json").json["config"]["problems"] == []
        assert "alarm" not in get(town.app, "/status").text


def test_operators_read_of_the_configuration_in_their_feed(sqlite_store: Store) -> None:
    with live(sqlite_store) as town:
        sqlite_store.note_config(["topics.toml: is wrong"], NOW)
        feed = get(town.app, "/feeds/-operator.atom", Authorization="Bearer sesame-and-poppy").text
        assert "The configuration: failing" in feed
        assert "topics.toml: is wrong" in feed


# -- under gunicorn or granian -------------------------------------------------------------------------


@pytest.fixture
def worker(
    tmp_path: Path, sqlite_store: Store, sqlite_url: str, logging_as_before: None
) -> Iterator[tuple[Path, Flask]]:
    """A configuration directory, and the application that a web worker makes of it."""
    (tmp_path / "feedsvc.toml").write_text(f'[store]\nurl = "{sqlite_url}"\n')
    write(tmp_path / "topics.toml", '[[topic]]\nslug = "all"\ntitle = "All"\n')
    app = app_from_environ({"FEEDSVC_CONFIG": str(tmp_path)})
    yield tmp_path, app
    close(app)


def write(path: Path, text: str) -> None:
    """Write a file, and let it be settled."""
    path.write_text(text)
    before = time.time() - 5
    os.utime(path, (before, before))


@pytest.mark.slow
def test_a_worker_takes_up_changed_files_by_itself_and_tells_mistakes(worker: tuple[Path, Flask]) -> None:
    directory, app = worker
    assert get(app, "/feeds/new.atom").status_code == 404
    both = '[[topic]]\nslug = "all"\ntitle = "All"\n[[topic]]\nslug = "new"\ntitle = "New"\n'
    write(directory / "topics.toml", both)
    until(lambda: get(app, "/feeds/new.atom").status_code == 503)  # there, and not published yet
    write(directory / "topics.toml", "[[topic]]\nslug = ")
    until(lambda: len(get(app, "/status.json").json["config"]["problems"]) == 1)
    assert get(app, "/feeds/new.atom").status_code == 503
    write(directory / "topics.toml", both + "# mended\n")
    until(lambda: get(app, "/status.json").json["config"]["problems"] == [])
