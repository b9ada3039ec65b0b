"""Proxies for tests, on 127.0.0.1: they resolve every name to it, and remember what they were asked for."""

from __future__ import annotations

import base64
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from select import select

from feedsvc.config import Proxy

Take = Callable[[socket.socket], None]


class StandIn:
    """One listening proxy; `asked` are the targets, in order, as they were written."""

    scheme = ""

    def __init__(self, user: str = "", password: str = "") -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._who = (user, password)
        self._threads: list[threading.Thread] = []
        self._instead: Take | None = None
        self._open: list[socket.socket] = []
        self.asked: list[str] = []
        self.heads: list[bytes] = []
        self.port: int = self._listener.getsockname()[1]
        self._spawn(self._accept)

    def proxy(self, host: str = "127.0.0.1", **given: str) -> Proxy:
        """How the configuration names it."""
        user, password = self._who
        who = {"user": user, "password": password} | given
        return Proxy(scheme=self.scheme, host=host, port=self.port, **who)

    def answers(self, data: bytes) -> None:
        """From now on say this to whoever has asked something, and hang up."""

        def take(client: socket.socket) -> None:
            client.recv(65536)
            client.sendall(data)

        self._instead = take

    def hangs(self) -> None:
        """From now on take what comes and say nothing."""

        def take(client: socket.socket) -> None:
            while client.recv(65536):
                pass

        self._instead = take

    def stop(self) -> None:
        """Close everything and wait for the threads."""
        for one in (self._listener, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(10)

    def serve(self, client: socket.socket) -> None:
        """Serve one connection."""
        raise NotImplementedError

    def connected(self, client: socket.socket, port: int, first: bytes = b"") -> None:
        """Pass everything between the client and this port of 127.0.0.1."""
        with socket.create_connection(("127.0.0.1", port), timeout=10) as site:
            self._open.append(site)
            site.sendall(first)
            others = {client: site, site: client}
            while True:
                for one in select(list(others), [], [], 10)[0]:
                    piece = one.recv(65536)
                    if not piece:
                        return
                    others[one].sendall(piece)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(client)
            self._spawn(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        with client, suppress(OSError, ValueError):
            client.settimeout(10)
            (self._instead or self.serve)(client)

    def _spawn(self, work: Callable[..., None], *given: object) -> None:
        thread = threading.Thread(target=work, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()


class HttpProxy(StandIn):
    """CONNECT, and whole addresses of http (RFC 9110, section 7.6; RFC 7617 for who asks)."""

    scheme = "http"

    def serve(self, client: socket.socket) -> None:
        """One request, or one tunnel."""
        head, _, rest = _until(client, b"\r\n\r\n").partition(b"\r\n\r\n")
        self.heads.append(head)
        method, where, _ = head.split(b"\r\n")[0].decode().split(" ")
        who = base64.b64encode(":".join(self._who).encode())
        if any(self._who) and b"Proxy-Authorization: Basic " + who not in head:
            client.sendall(
                b"HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n"
            )
            return
        self.asked.append(where)
        if method == "CONNECT":
            client.sendall(b"HTTP/1.1 200 Connected\r\nSet-Cookie: of=proxy\r\n\r\n")
            self.connected(client, int(where.rpartition(":")[2]), rest)
            return
        authority, _, path = where.removeprefix("http://").partition("/")
        first = f"{method} /{path} HTTP/1.1\r\n".encode()
        self.connected(
            client, int(authority.rpartition(":")[2]), first + _without_who(head) + b"\r\n\r\n" + rest
        )


class SocksProxy(StandIn):
    """SOCKS 5 (RFC 1928), with names and passwords (RFC 1929)."""

    scheme = "socks5h"
    reply = 0
    """What it says to every request; 0 connects."""

    def serve(self, client: socket.socket) -> None:
        """One connection, from the greeting on."""
        methods = _exactly(client, _exactly(client, 2)[1])
        if any(self._who):
            if 2 not in methods:
                client.sendall(b"\5\xff")
                return
            client.sendall(b"\5\2")
            given = [_exactly(client, _exactly(client, n)[-1]).decode() for n in (2, 1)]
            client.sendall(b"\1\0" if tuple(given) == self._who else b"\1\1")
        else:
            client.sendall(b"\5\0")
        self._request(client)

    def _request(self, client: socket.socket) -> None:
        kind = _exactly(client, 4)[3]
        length = {1: 4, 4: 16}.get(kind) or _exactly(client, 1)[0]
        raw = _exactly(client, length)
        host = (
            socket.inet_ntoa(raw)
            if kind == 1
            else socket.inet_ntop(socket.AF_INET6, raw)
            if kind == 4
            else raw.decode()
        )
        (port,) = struct.unpack("!H", _exactly(client, 2))
        self.asked.append(f"{host}:{port}")
        client.sendall(bytes((5, self.reply, 0, 1)) + bytes(6))
        if not self.reply:
            self.connected(client, port)


@contextmanager
def standing_in(stand_in: StandIn) -> Iterator[StandIn]:
    """The proxy, until the block ends."""
    try:
        yield stand_in
    finally:
        stand_in.stop()


def answering(names: Mapping[str, str]) -> Callable[[str, int], list[str]]:
    """A resolver that knows these names and no other."""

    def resolver(host: str, _port: int) -> list[str]:
        if host not in names:
            raise OSError("no such name")
        return [names[host]]

    return resolver


def _without_who(head: bytes) -> bytes:
    """The fields of a head but what is for the proxy alone; the site answers once and hangs up."""
    kept = (line for line in head.split(b"\r\n")[1:] if not line.startswith(b"Proxy-"))
    return b"\r\n".join((*kept, b"Connection: close"))


def _exactly(client: socket.socket, length: int) -> bytes:
    data = b""
    while len(data) < length:
        piece = client.recv(length - len(data))
        if not piece:
            raise ValueError("it hung up")
        data += piece
    return data


def _until(client: socket.socket, end: bytes) -> bytes:
    data = b""
    while end not in data:
        piece = client.recv(65536)
        if not piece:
            raise ValueError("it hung up")
        data += piece
    return data
