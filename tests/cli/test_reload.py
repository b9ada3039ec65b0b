"""reload without a service: mistakes first, then a sentence."""

from __future__ import annotations

import pytest

from feedsvc.cli import reloading
from feedsvc.store import open_store
from tests.builders import NOW
from tests.cli.conftest import Site


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reloading, "PATIENCE", 0.0)
    monkeypatch.setattr(reloading, "PAUSE", 0.01)


def test_mistakes_are_listed_and_nobody_is_asked(site: Site) -> None:
    (site.directory / "topics.toml").write_text("[[topic]]\n")
    done = site.run("reload")
    assert done.status == 2
    assert "topics.toml: topic[0].slug: is missing" in done.err


def test_where_nothing_runs_it_says_so(site: Site) -> None:
    done = site.run("reload")
    assert done.status == 1
    assert done.err.startswith("Error: no running service answered")


def test_a_service_that_refuses_what_was_checked_here_is_told(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(f"sqlite:///{site.directory.parent}/feedsvc.db")
    store.upgrade()
    store.note_config(["feedsvc.toml: alerts.urls[0]: the environment has no HOOK"], NOW)
    store.close()
    monkeypatch.setattr(reloading, "answered", lambda store, number: True)
    done = site.run("reload")
    assert done.status == 1
    assert done.err.splitlines()[0] == "feedsvc.toml: alerts.urls[0]: the environment has no HOOK"
    assert "refuses the configuration" in done.err
