"""What goes through the proxy: heads are read and written anew, everything behind them passes, counted."""

from __future__ import annotations

import re
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from feedsvc.fetch.targets import Target

MOST_HEAD = 64 * 1024
PIECE = 64 * 1024
IDLE = 60.0
"""Seconds after which a connection on which nothing passes is closed."""
HOP = frozenset(
    ("connection", "proxy-connection", "keep-alive", "proxy-authorization", "upgrade", "te", "host")
)
"""Fields that are for one connection alone, and the host, which is written as it was judged."""

_LINE = re.compile(r"([A-Z]+) (\S+) HTTP/1\.1")


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """A request to the proxy: its fields in order, and the bytes that came behind them."""

    method: str
    where: str
    fields: tuple[tuple[str, str], ...]
    rest: bytes

    @property
    def connects(self) -> bool:
        """Whether a tunnel is wanted."""
        return self.method == "CONNECT"

    @property
    def address(self) -> str:
        """What it wants to reach, as an address."""
        return f"https://{self.where}/" if self.connects else self.where

    @property
    def length(self) -> int:
        """Bytes of its body; ValueError for one whose end only its sender knows."""
        names = [name.lower() for name, _ in self.fields]
        if "transfer-encoding" in names or names.count("content-length") > 1:
            raise ValueError("a body without a length")
        return next((int(value) for name, value in self.fields if name.lower() == "content-length"), 0)


class Relay:
    """What passes for one page: at most `most` bytes, and nothing once it has ended."""

    def __init__(self, most: int) -> None:
        self._left = most
        self._lock = threading.Lock()
        self._held: set[socket.socket] = set()

    @contextmanager
    def holding(self, *sockets: socket.socket) -> Iterator[None]:
        """Sockets that are hung up where the page ends before them."""
        with self._lock:
            self._held |= set(sockets)
        try:
            yield
        finally:
            with self._lock:
                self._held -= set(sockets)

    def end(self) -> None:
        """Let nothing more pass."""
        with self._lock:
            self._left = 0
            for held in self._held:
                with suppress(OSError):
                    held.shutdown(socket.SHUT_RDWR)

    def both_ways(self, client: socket.socket, server: socket.socket, first: bytes = b"") -> None:
        """Pass what comes from either to the other until one hangs up."""
        if first:
            server.sendall(first)
        others = {client: server, server: client}
        while ready := select.select(list(others), [], [], IDLE)[0]:
            for one in ready:
                piece = self._counted(one.recv(PIECE))
                if not piece:
                    return
                others[one].sendall(piece)

    def one_exchange(self, client: socket.socket, server: socket.socket, head: Head, target: Target) -> None:
        """One request with its body, and its answer; the browser asks the next one on another connection."""
        body, length = head.rest, head.length
        server.sendall(_written(f"{head.method} {target.path} HTTP/1.1", head.fields, target.authority))
        while length > 0 and (piece := body[:length] or self._counted(client.recv(min(PIECE, length)))):
            server.sendall(piece)
            body, length = b"", length - len(piece)
        first, fields, rest = _read_head(server)
        while first.partition(" ")[2].startswith("1"):  # not yet the answer (RFC 9110, section 15.2)
            first, fields, rest = _read_head(server, rest)
        client.sendall(_written(first, fields) + rest)
        while piece := self._counted(server.recv(PIECE)):
            client.sendall(piece)

    def _counted(self, piece: bytes) -> bytes:
        with self._lock:
            self._left -= len(piece)
            return piece if self._left >= 0 else b""


def head_of(client: socket.socket) -> Head:
    """The head of a request; ValueError for what is none."""
    first, fields, rest = _read_head(client)
    line = _LINE.fullmatch(first)
    if not line:
        raise ValueError("no request")
    return Head(method=line[1], where=line[2], fields=fields, rest=rest)


def _read_head(link: socket.socket, came: bytes = b"") -> tuple[str, tuple[tuple[str, str], ...], bytes]:
    """The first line, the fields, and what came behind them."""
    while b"\r\n\r\n" not in came:
        piece = link.recv(PIECE)
        if not piece or len(came) > MOST_HEAD:
            raise ValueError("no head")
        came += piece
    head, _, rest = came.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return first, tuple((name, value.strip()) for name, _, value in pairs), rest


def _written(first: str, fields: tuple[tuple[str, str], ...], host: str = "") -> bytes:
    """A head for the next connection, which closes behind what it says."""
    lines = [first, *([f"Host: {host}"] if host else [])]
    lines += [f"{name}: {value}" for name, value in fields if name.lower() not in HOP]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1")
