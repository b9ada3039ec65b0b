"""What only a server far away can do: restart, hang, vanish."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from feedsvc.errors import StoreUnavailable
from feedsvc.store import open_store
from feedsvc.store.postgres import DeadlineConnection

pytestmark = pytest.mark.postgres


class Wire:
    """A line to the server that can be held still."""

    def __init__(self, host: str, port: int) -> None:
        self.server = (host, port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.flows = threading.Event()
        self.flows.set()
        self.sockets: list[socket.socket] = []
        self.threads = [threading.Thread(target=self.accept, daemon=True)]
        self.threads[0].start()

    def accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.create_connection(self.server)
            self.sockets += [near, far]
            for pair in ((near, far), (far, near)):
                thread = threading.Thread(target=self.pump, args=pair, daemon=True)
                self.threads.append(thread)
                thread.start()

    def pump(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                self.flows.wait()
                target.sendall(data)
        except OSError:
            pass

    def close(self) -> None:
        self.flows.set()
        self.listener.close()
        for end in self.sockets:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@pytest.fixture
def wire(postgres_url: str) -> Iterator[Wire]:
    address = make_url(postgres_url)
    wire = Wire(address.host or "127.0.0.1", address.port or 5432)
    yield wire
    wire.close()


def through(wire: Wire, url: str) -> str:
    address = make_url(url).set(host="127.0.0.1", port=wire.port)
    return address.render_as_string(hide_password=False)


def test_a_server_that_hangs_is_given_up_in_time_and_used_again(
    wire: Wire, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(through(wire, postgres_url))
    store.upgrade()
    monkeypatch.setattr(DeadlineConnection, "deadline", 0.3)
    monkeypatch.setattr("feedsvc.store.engine.CONNECT_TIMEOUT", 2)
    wire.flows.clear()
    started = time.monotonic()
    with pytest.raises(StoreUnavailable):
        store.documents_version()
    assert time.monotonic() - started < 8
    wire.flows.set()
    assert store.documents_version() == 0
    store.close()


def test_connections_that_the_server_ended_are_replaced(postgres_server: Any, postgres_url: str) -> None:
    store = open_store(f"{postgres_url}&application_name=feedsvc_ended")
    store.upgrade()
    postgres_server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'feedsvc_ended'"
    )
    assert store.documents_version() == 0
    store.close()


def test_no_server_is_said_at_once() -> None:
    store = open_store("postgresql+psycopg://postgres@127.0.0.1:1/none")
    with pytest.raises(StoreUnavailable):
        store.documents_version()
    store.close()
