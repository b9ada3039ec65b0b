"""Many feed readers at one moment, among clients that take all the time in the world."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.herd import herd, slow
from tests.test_deploy import BIN, free_port, gunicorn, needs_nginx, nginx_files, started
from tests.web.servers import serving, write_site

pytestmark = pytest.mark.slow
FEED = "/feeds/world.atom"
READERS, SLOW, DEAF = 500, 300, 30


@contextmanager
def alone(place: Path, port: int) -> Iterator[None]:
    """`feedsvc run` without anything in front of it."""
    words = [str(BIN / "feedsvc"), "--config", str(place), "run", "--port", str(port)]
    with started(words, dict(os.environ), f"http://127.0.0.1:{port}/healthz"):
        yield


@contextmanager
def behind_nginx(place: Path, port: int, name: str) -> Iterator[None]:
    """The application behind the shipped nginx configuration."""
    back, files = free_port(), place.parent / "nginx"
    files.mkdir()
    front = started(nginx_files(files, port, back), dict(os.environ), f"http://127.0.0.1:{port}/")
    if name == "granian":
        with serving("granian", place, back), front:
            yield
    else:
        command, environ = gunicorn(back, {**os.environ, "FEEDSVC_CONFIG": str(place)})
        with started(command, environ, f"http://127.0.0.1:{back}/healthz"), front:
            yield


def assert_all_are_answered(port: int, readers: int) -> None:
    """Each of the herd is given the feed, or told that it has it, while slow clients hang on."""
    with slow(port, FEED, SLOW, DEAF):
        told = Counter(answer.status for answer in herd(port, FEED, readers))
    assert told == {200: readers}


@needs_nginx
@pytest.mark.parametrize("name", ["granian", "gunicorn"])
def test_a_herd_among_slow_clients_is_answered_behind_nginx(tmp_path: Path, name: str) -> None:
    port = free_port()
    write_site(tmp_path / "config", port).store.close()
    with behind_nginx(tmp_path / "config", port, name):
        assert_all_are_answered(port, READERS)


def test_feedsvc_run_answers_among_slow_clients_by_itself(tmp_path: Path) -> None:
    port = free_port()
    write_site(tmp_path / "config", port).store.close()
    with alone(tmp_path / "config", port):
        assert_all_are_answered(port, READERS // 5)
