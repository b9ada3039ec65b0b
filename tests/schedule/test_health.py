"""A scheduler tells whoever looks after it whether its sources are polled."""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from feedsvc.config import Config
from feedsvc.errors import FeedsvcError
from feedsvc.schedule.health import health, readiness
from feedsvc.store import Store, open_store
from tests.builders import NOW
from tests.fakes import FakeClock
from tests.schedule.test_watch import WORLD

CONFIG = Config(directory=Path(), sources=(WORLD,))


def get(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_it_is_ready_until_a_source_is_late(sqlite_store: Store) -> None:
    sqlite_store.sync_sources([WORLD], NOW)
    clock = FakeClock()
    with health(("127.0.0.1", 0), lambda: CONFIG, sqlite_store, clock) as port:
        assert get(port, "/healthz") == (200, "ok\n")
        assert get(port, "/readyz") == (200, "ready\n")
        assert get(port, "/else") == (404, "not found\n")
        clock.advances(hours=1)
        assert get(port, "/readyz?now") == (503, "late: world\n")
        with pytest.raises(FeedsvcError, match=rf"--health 127\.0\.0\.1:{port}: "):
            health(("127.0.0.1", port), lambda: CONFIG, sqlite_store, clock).__enter__()


def test_it_is_not_ready_without_its_database(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/none.db")
    assert readiness(CONFIG, store, NOW)[0] == 503
    store.close()


def test_what_is_switched_off_is_never_late(sqlite_store: Store) -> None:
    sqlite_store.sync_sources([WORLD], NOW)
    config = replace(CONFIG, sources=(replace(WORLD, enabled=False),))
    assert readiness(config, sqlite_store, NOW + timedelta(days=1)) == (200, "ready")


def test_nothing_listens_unless_asked(sqlite_store: Store) -> None:
    with health(None, lambda: CONFIG, sqlite_store, FakeClock()) as port:
        assert port == 0
