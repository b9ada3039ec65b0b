"""The database goes away in the ways that networks have: refused, frozen, black-holed, and comes back."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from feedsvc.store import open_store
from feedsvc.web.reads import Reads
from tests.patience import until
from tests.web.helpers import make_config, make_town

if TYPE_CHECKING:
    from flask import Flask

FEED = "/feeds/world.atom"


class Wire:
    """A TCP relay to the database that can be cut or told to swallow everything."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._flowing = threading.Event()
        self._flowing.set()
        self._sockets: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def freeze(self) -> None:
        """From now on bytes go in and nothing comes out."""
        self._flowing.clear()

    def thaw(self) -> None:
        self._flowing.set()

    def close(self) -> None:
        self._listener.close()
        self.cut()
        self.thaw()

    def cut(self) -> None:
        """Break every connection, as a restart does."""
        for end in self._sockets:
            end.close()
        self._sockets.clear()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
                far = socket.create_connection(self._target)
            except OSError:
                return
            self._sockets += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._relay, args=(one, other), daemon=True).start()

    def _relay(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while data := one.recv(65536):
                self._flowing.wait(30)
                other.sendall(data)
        except OSError:
            pass
        for end in (one, other):
            end.close()


@pytest.fixture
def wire(postgres_url: str) -> Iterator[Wire]:
    parts = urlsplit(postgres_url)
    wire = Wire(parts.hostname or "127.0.0.1", parts.port or 5432)
    yield wire
    wire.close()


@pytest.fixture
def wired(wire: Wire, postgres_url: str, make_app: Callable[..., Flask]) -> Iterator[Flask]:
    parts = urlsplit(postgres_url)
    user = f"{parts.username}@" if parts.username else ""
    store = open_store(parts._replace(netloc=f"{user}127.0.0.1:{wire.port}").geturl())
    store.upgrade()
    town = make_town(make_config(), store)
    app = make_app(town, reads=Reads(deadline=1.0, rest=0.2))
    until(lambda: app.test_client().get(FEED).status_code == 200)
    yield app
    wire.thaw()
    app.extensions["feedsvc"].keeper.close()
    store.close()


@pytest.mark.postgres
def test_a_frozen_database_freezes_no_feed(wire: Wire, wired: Flask) -> None:
    client = wired.test_client()
    before = client.get(FEED)
    wire.freeze()
    time.sleep(1.2)
    started = time.monotonic()
    answers = [client.get(FEED) for _ in range(100)]
    assert time.monotonic() - started < 10
    assert {(a.status_code, a.data) for a in answers} == {(200, before.data)}
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
    assert client.get("/status.json").status_code == 503
    wire.thaw()
    until(lambda: client.get("/readyz").status_code == 200)


@pytest.mark.postgres
def test_a_restarted_database_is_found_again(wire: Wire, wired: Flask) -> None:
    client = wired.test_client()
    for _ in range(3):
        wire.cut()
        assert client.get(FEED).status_code == 200
    until(lambda: client.get("/status.json").status_code == 200)
