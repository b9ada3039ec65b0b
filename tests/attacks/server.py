"""A server that misbehaves: it answers each path with a script that writes to the raw socket."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

Script = Callable[["Wire"], None]


class Wire:
    """One accepted connection and the request that came over it."""

    def __init__(self, connection: socket.socket, request: bytes, stopped: threading.Event) -> None:
        self._connection = connection
        self._stopped = stopped
        self.request = request
        self.headers = dict(_fields(request))

    def sends(self, data: bytes) -> None:
        """Write bytes as they are."""
        self._connection.sendall(data)

    def drips(self, data: Iterable[int], pause: float = 0.02) -> None:
        """Write one byte at a time until the data or the test ends."""
        for byte in data:
            if self._stopped.wait(pause):
                return
            self.sends(bytes([byte]))

    def repeats(self, data: bytes, pause: float = 0.0) -> None:
        """Write the same bytes until the other side or the test ends."""
        while not self._stopped.is_set():
            self.sends(data)
            time.sleep(pause)

    def hangs(self) -> None:
        """Say nothing more and keep the connection open until the test ends."""
        self._stopped.wait(30)

    def resets(self) -> None:
        """Close with RST instead of FIN."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        self._connection.close()


class HostileServer:
    """Serves scripts by path on 127.0.0.1; remembers every request it was sent."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._stopped = threading.Event()
        self._scripts: dict[str, Script] = {}
        self._threads: list[threading.Thread] = []
        self.port: int = self._listener.getsockname()[1]
        self.requests: list[tuple[str, bytes]] = []
        self._spawn(self._accept)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The URL of a path on this server."""
        return f"http://{host}:{self.port}{path}"

    def answers(self, path: str, script: Script | bytes) -> str:
        """Run this script (or send these bytes and close) for a path; gives its URL."""
        self._scripts[path] = script if callable(script) else lambda wire: wire.sends(script)
        return self.url(path)

    def paths(self) -> list[str]:
        """The paths asked for so far."""
        return [path for path, _ in self.requests]

    def stop(self) -> None:
        """Close everything and wait for the threads."""
        self._stopped.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def _spawn(self, work: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=work, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopped.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._spawn(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(5)
            request = _read_request(connection)
            path = request.split(b" ", 2)[1].decode() if request.count(b" ") > 1 else ""
            self.requests.append((path, request))
            script = self._scripts.get(path.partition("?")[0], _not_found)
            script(Wire(connection, request, self._stopped))
            connection.shutdown(socket.SHUT_WR)


def response(
    body: bytes = b"<p>hello</p>",
    *fields: str,
    status: str = "200 OK",
    content_type: str = "text/html; charset=utf-8",
) -> bytes:
    """A whole, honest response that closes the connection; `fields` are further header lines."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *fields]
    if content_type:
        lines.append(f"Content-Type: {content_type}")
    return "\r\n".join([*lines, "", ""]).encode("utf-8") + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return response(b"", f"Location: {location}", status=status)


def _read_request(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part:
            return data
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    length = int(dict(_fields(head)).get("content-length", "0"))
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def _fields(request: bytes) -> Iterator[tuple[str, str]]:
    for line in request.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]:
        name, _, value = line.decode("latin-1").partition(":")
        yield name.strip().lower(), value.strip()


def _not_found(wire: Wire) -> None:
    wire.sends(response(b"nothing", status="404 Not Found"))
