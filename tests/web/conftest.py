"""A published site, and the application over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from feedsvc.store import open_store
from feedsvc.web import create_app, lookout
from feedsvc.web.reads import Reads
from tests.furnished import new_store
from tests.patience import PATIENCE
from tests.web.helpers import Town, make_config, make_town

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient


@pytest.fixture(scope="session")
def site_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, datetime]:
    """A SQLite file that holds a published site, to copy, and the time at which it was published."""
    path = tmp_path_factory.mktemp("site") / "feedsvc.db"
    store = new_store(path)
    town = make_town(make_config(), store)
    store.close()
    return path, town.now


@pytest.fixture
def town(site_template: tuple[Path, datetime], tmp_path: Path) -> Iterator[Town]:
    """A published site."""
    template, now = site_template
    shutil.copyfile(template, tmp_path / "site.db")
    store = open_store(f"sqlite:///{tmp_path}/site.db")
    yield Town(make_config(), store, now)
    store.close()


@pytest.fixture
def make_app(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Flask]]:
    """Makes applications over a town, which wait as long as a busy machine needs; they end with the test.

    How short a wait must be is for the tests that freeze a database: they give `reads` of their own.
    """
    monkeypatch.setattr(lookout, "_FIRST_WAIT", PATIENCE)
    made: list[Flask] = []

    def make(town: Town, **given: Any) -> Flask:
        usual: dict[str, Any] = {"clock": town.clock, "reads": Reads(deadline=PATIENCE)}
        made.append(create_app(town.config, town.store, **(usual | given)))
        return made[-1]

    yield make
    for app in made:
        app.extensions["feedsvc"].keeper.close()


@pytest.fixture
def app(town: Town, make_app: Callable[..., Flask]) -> Flask:
    """The application over it."""
    return make_app(town)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of the application that keeps no cookies."""
    return app.test_client(use_cookies=False)
