"""The browser's only way to the network: a proxy of this process that dials as our own requests do.

    GET http://site.example/posts.json    one request and its answer, then both connections close
    CONNECT site.example:443              whatever goes through, TLS and WebSockets

Every address is judged where it is dialled, for every connection anew (RFC 9110, sections 7.6 and 9.3.6).
"""

from __future__ import annotations

import socket
import threading
from contextlib import closing, suppress
from datetime import timedelta
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import Any, cast

from feedsvc.browser.relay import Relay, head_of
from feedsvc.config import Proxy as Upstream
from feedsvc.errors import FetchError
from feedsvc.fetch.addresses import AddressGuard
from feedsvc.fetch.deadline import Deadline
from feedsvc.fetch.dial import dial
from feedsvc.fetch.resolve import Resolver
from feedsvc.fetch.targets import parse_target
from feedsvc.telemetry import get_logger, log_event

log = get_logger("browser")
MOST_OPEN = 64
"""Connections at one time."""
MOST_BYTES = 100 << 20
"""What one page may send and get altogether."""
PATIENCE = timedelta(seconds=20)
REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
CONNECTED = b"HTTP/1.1 200 Connected\r\n\r\n"


class Proxy:
    """Listens at `host` for connections from `peer` alone; `address` is what a browser is told."""

    def __init__(
        self, guard: AddressGuard, resolver: Resolver, host: str = "127.0.0.1", peer: str = ""
    ) -> None:
        self._guard, self._resolver, self._peer = guard, resolver, peer
        self._upstream: Upstream | None = None
        self._open = threading.BoundedSemaphore(MOST_OPEN)
        self.relay = Relay(MOST_BYTES)
        self._server = _Server((host, 0), _Handler)
        self._server.proxy = self
        port = self._server.server_address[1]
        self.address = f"http://{host}:{port}"
        self.check = f"http://127.0.0.1:{port}/feedsvc"
        """An address to which there is an answer, its own text, for whoever asks this proxy for it."""
        threading.Thread(target=self._server.serve_forever, name="browser-proxy", daemon=True).start()

    def begin(self, upstream: Upstream | None = None) -> None:
        """Another page: what the one before left open is closed, and counting begins anew.

        What it asks for goes through the proxy of its source, where there is one.
        """
        self.relay.end()
        self._upstream = upstream
        self.relay = Relay(MOST_BYTES)

    def close(self) -> None:
        """Take no more connections, and close those that are open."""
        self.relay.end()
        self._server.shutdown()
        self._server.server_close()

    def serve(self, client: socket.socket, peer: str) -> None:
        """One connection of the browser."""
        if (self._peer and peer != self._peer) or not self._open.acquire(blocking=False):
            return
        try:
            with suppress(OSError, ValueError):
                self._pass(client, self.relay)
        finally:
            self._open.release()

    def _pass(self, client: socket.socket, relay: Relay) -> None:
        client.settimeout(PATIENCE.total_seconds())
        head = head_of(client)
        if head.where == self.check:
            return client.sendall(_answer(self.check))
        try:
            target = parse_target(head.address)
            server = dial(target, self._guard, self._resolver, Deadline(PATIENCE), self._upstream)
        except FetchError as error:
            log_event(log, "refused", rule=error.rule, error=error)
            if head.connects:
                client.sendall(REFUSED)
            return  # an answer would look like one of the site
        with closing(server), relay.holding(client, server):
            if head.connects:
                client.sendall(CONNECTED)
                relay.both_ways(client, server, head.rest)
            else:
                relay.one_exchange(client, server, head, target)


def _answer(text: str) -> bytes:
    fields = f"Content-Type: text/plain\r\nContent-Length: {len(text)}\r\nConnection: close"
    return f"HTTP/1.1 200 OK\r\n{fields}\r\n\r\n{text}".encode("ascii")


class _Server(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    proxy: Proxy

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that ends badly is the browser's to notice."""


class _Handler(BaseRequestHandler):
    def handle(self) -> None:
        server = cast(_Server, self.server)
        server.proxy.serve(self.request, str(self.client_address[0]))
